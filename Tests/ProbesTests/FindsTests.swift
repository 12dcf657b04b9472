import Foundation
import Probes
import TestBase
import Testing

@Suite("What fuzzing found stays mended; its seeds hold") struct FindsTests {
  @Test("The bytes break no promise", arguments: Probes.names)
  func holds(target: String) throws {
    let place = try TemporaryBase()
    let probe = try #require(try Probes.probe(target, in: place.folder))
    let seeds = try Self.files("corpus/\(target)")
    #expect(!seeds.isEmpty)
    for file in try seeds + Self.files("finds/\(target)") {
      #expect(throws: Never.self, "\(target)/\(file.lastPathComponent)") {
        try probe.check(Data(contentsOf: file))
      }
    }
  }

  /// None when there is no such folder.
  private static func files(_ folder: String) throws -> [URL] {
    let url = Checkout.root.appendingPathComponent("Fuzz/" + folder)
    guard FileManager.default.fileExists(atPath: url.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted().map(url.appendingPathComponent)
  }
}
