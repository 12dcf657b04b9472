import Domain
import Exchange
import Foundation
import Storage
import TestBase
import Testing

@Suite("Files that nobody meant") struct HostileFilesTests {
  @Test(
    "Whatever bytes a file holds, it is read or refused with a reason",
    arguments: ["price.txt", "sample/deals.csv", "sample/encounters.csv", "sample/people.csv", "base.txt"])
  func mutated(name: String) throws {
    let place = try TemporaryBase()
    let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: Checkout.seedData + "/" + name)).prefix(3000))
    let good = whole[...(whole.lastIndex(of: 0x0A) ?? whole.count - 1)]
    let path = try place.file(URL(fileURLWithPath: name).lastPathComponent, "")
    var numbers = SeededNumbers(seed: 9)
    var refused = 0
    for _ in 0..<600 {
      try Data(Self.mutated(good, using: &numbers)).write(to: URL(fileURLWithPath: path))
      if try !Self.isRead(path) { refused += 1 }
    }
    #expect(refused > 0 && refused < 600)
  }

  @Test("Random bytes are read or refused with a reason", arguments: ["a.txt", "deals.csv", "base.txt"])
  func random(name: String) throws {
    let place = try TemporaryBase()
    let path = try place.file(name, "")
    var numbers = SeededNumbers(seed: 10)
    let alphabet = Array(":,\"\n\r\\@#|- \u{0}\u{FF}objectin".utf8)
    for index in 0..<600 {
      let bytes = (0..<Int.random(in: 0...200, using: &numbers)).map { _ in
        index.isMultiple(of: 2)
          ? UInt8.random(in: 0...255, using: &numbers) : alphabet.randomElement(using: &numbers) ?? 0
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      _ = try Self.isRead(path)
    }
  }

  @Test("Hostile texts that are well written come into the base exactly as they are")
  func exact() throws {
    let place = try TemporaryBase()
    let texts = HostileTexts.all.filter {
      $0.trimmedOrNil == $0 && $0 != "none" && !$0.unicodeScalars.contains { "\r\0".unicodeScalars.contains($0) }
    }
    var csv = "id,name\n"
    for (index, text) in texts.enumerated() { csv += "d\(index),\"\(text.replacing("\"", with: "\"\""))\"\n" }
    _ = try place.file("ours/deals.csv", csv)
    var blocks = ""
    for (index, text) in texts.enumerated() {
      let escaped = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
      blocks += "objection: o\(index)\nsentence: \(escaped)\ncategory: price\nalso: \(escaped)\n\n"
    }
    _ = try place.file("ours/o.txt", blocks)
    _ = try place.base.take(ReadableFiles(at: place.folder.appendingPathComponent("ours").path))
    try place.base.read { reader in
      for (index, text) in texts.enumerated() {
        let scalars = Array(text.unicodeScalars)
        let deal = try reader.deal(ID(named: "d\(index)", kind: "deal"))
        #expect(deal.map { Array($0.name.unicodeScalars) } == scalars, "\(text.debugDescription)")
        let objection = ID<Objection>(named: "o\(index)", kind: "objection")
        #expect(
          try reader.objection(objection).map { Array($0.sentence.unicodeScalars) } == scalars,
          "\(text.debugDescription)")
        #expect(
          try reader.phrasings(of: objection).map { Array($0.text.unicodeScalars) } == [scalars],
          "\(text.debugDescription)")
      }
    }
    #expect(try place.soundness() == [])
  }

  /// True when it is read, false when it is refused; any other error is thrown on.
  private static func isRead(_ path: String) throws -> Bool {
    do {
      _ = try ReadableFiles(at: path)
      return true
    } catch let error as FormatError {
      #expect(error.line >= 1 && error.column >= 1 && !error.file.isEmpty)
      return false
    } catch is ReadError {
      return false
    }
  }

  private static func mutated(_ good: some Sequence<UInt8>, using numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = Array(good)
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      guard !bytes.isEmpty else { break }
      let at = Int.random(in: 0..<bytes.count, using: &numbers)
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &numbers)
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(contentsOf: HostileTexts.random(using: &numbers).utf8, at: at)
      case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...300, using: &numbers)))
      default: bytes.insert([0x22, 0x2C, 0x0A, 0x3A, 0x5C].randomElement(using: &numbers) ?? 0, at: at)
      }
    }
    return bytes
  }
}
