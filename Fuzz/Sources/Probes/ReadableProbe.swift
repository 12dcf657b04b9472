import Domain
import Exchange
package import Foundation

/// Whatever a readable file holds, it is read, or refused at a place that is in it; and a text that is well written
/// comes in exactly as it is.
package struct ReadableProbe: Probe {
  package static let name = "readable"
  private static let files = [
    "objections.txt", "base.txt", "profile.txt", "deals.csv", "people.csv", "encounters.csv", "remarks.csv",
    "follow-ups.csv", "fit.csv", "debriefs.csv",
  ]

  private let folder: URL

  package init(in folder: URL) throws {
    self.folder = folder
    for file in Self.files {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(file), withIntermediateDirectories: true)
    }
  }

  package func check(_ bytes: Data) throws {
    for file in Self.files {
      do {
        _ = try read(bytes, as: file)
      } catch let error as FormatError {
        try checkPlace(of: error, in: bytes, file)
      }
    }
    if let table = try? DelimitedText(bytes, name: "deals.csv") { _ = try? DealTable(table) }
    if let text = String(validating: bytes, as: UTF8.self) { try checkExact(text) }
  }

  /// Each in a folder of its own, for a file is read with the `base.txt` beside it.
  private func read(_ bytes: Data, as file: String) throws -> ReadableFiles {
    let url = folder.appendingPathComponent(file).appendingPathComponent(file)
    try bytes.write(to: url)
    return try ReadableFiles(at: url.path)
  }

  private func checkPlace(of error: FormatError, in bytes: Data, _ file: String) throws {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    try hold(error.file == file, "an error names its file: \(error)")
    try hold((1...lines.count).contains(error.line), "an error's line is in the file: \(error)")
    let line = String(decoding: lines[error.line - 1], as: UTF8.self)
    try hold((1...line.count + 1).contains(error.column), "an error's column is in its line: \(error)")
  }

  private func checkExact(_ text: String) throws {
    guard text.trimmedOrNil?.isExactly(text) == true, text != "none", !text.utf8.contains(UInt8(ascii: "\r"))
    else { return }
    let cell = Self.escaped(text, ["\"": "\"\""])
    let deals = try read(Data("id,name\na,\"\(cell)\"\n".utf8), as: "deals.csv").deals
    try hold(deals.first?.name.isExactly(text) == true, "a quoted field comes in as it is")
    let value = Self.escaped(text, ["\\": "\\\\", "\n": "\\n"])
    let block = "objection: a\nsentence: \(value)\ncategory: price\n"
    let objections = try read(Data(block.utf8), as: "objections.txt").objections
    try hold(objections.first?.sentence.isExactly(text) == true, "a value comes in as it is")
  }

  /// Scalar by scalar: a backslash with an accent on it is one character and still begins an escape.
  private static func escaped(_ text: String, _ escapes: [Unicode.Scalar: String]) -> String {
    text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined()
  }
}
