import Foundation
import TestBase
import Testing

/// What a screen shows, as it is kept beside the tests; COMEBACK_FRAMES=write keeps it anew.
enum KeptText {
  static func expect(_ rows: [String], _ name: String, location: SourceLocation = #_sourceLocation) throws {
    let file = Checkout.root.appendingPathComponent("Tests/Fixtures/frames/\(name).txt")
    let text = rows.map { row in
      var text = row
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }.joined()
    if ProcessInfo.processInfo.environment["COMEBACK_FRAMES"] == "write" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record("\(name) was written anew: look at it, and run again without COMEBACK_FRAMES")
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(text == kept, "\n\(text)", sourceLocation: location)
  }
}
