import Domain
import Foundation

/// A readable file as blocks of `key: value` lines, parted by blank lines (docs/format.md).
struct ReadableText {
  struct Line {
    let number: Int
    let key: String
    /// What stands behind an `@` in the key: the id of a row that a line makes.
    let id: String?
    let value: String
    /// The value as it is written, with its escapes: `none` and words are known by it.
    let written: String
    /// The column where the value begins, from 1.
    let column: Int

    var isNone: Bool { written == "none" }
  }

  let file: String
  let blocks: [[Line]]

  /// The most that one field may hold, in bytes.
  static let longest = 1_048_576

  init(_ data: Data, file: String) throws {
    self.file = file
    var blocks: [[Line]] = []
    var block: [Line] = []
    for (index, text) in try Self.lines(data, file: file).enumerated() {
      let number = index + 1
      if text.isBlank {
        if !block.isEmpty { blocks.append(block) }
        block = []
      } else if !text.hasPrefix("#") {
        block.append(try Self.line(text, number, file))
      }
    }
    if !block.isEmpty { blocks.append(block) }
    self.blocks = blocks
  }

  /// The lines of a UTF-8 text, without a byte order mark and without carriage returns at their ends.
  static func lines(_ data: Data, file: String) throws -> [String] {
    var bytes = data[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    var lines: [String] = []
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard let text = String(validating: line, as: UTF8.self) else {
        let valid = String(decoding: line, as: UTF8.self).prefix { $0 != "\u{FFFD}" }.count
        throw FormatError(file, lines.count + 1, valid + 1, .notUTF8)
      }
      lines.append(text)
    }
    return lines
  }

  private static func line(_ text: String, _ number: Int, _ file: String) throws -> Line {
    // By scalars: a combining mark behind the colon would be one character with it.
    let scalars = text.unicodeScalars
    guard let colon = scalars.firstIndex(of: ":") else { throw FormatError(file, number, .noColon) }
    let head = String(scalars[..<colon]).trimmedOfBlanks
    let parts = head.split(separator: "@", maxSplits: 1).map(\.trimmedOfBlanks)
    let rest = scalars[scalars.index(after: colon)...]
    let start = rest.firstIndex { !$0.isBlank } ?? rest.endIndex
    let column = text.distance(from: text.startIndex, to: start) + 1
    let written = String(rest[start...]).trimmedOfBlanks
    let value = try meaning(of: written, number, column, file)
    guard value.utf8.count <= longest else { throw FormatError(file, number, column, .tooLong(key: head)) }
    return Line(
      number: number, key: parts.first ?? "", id: parts.count > 1 ? parts[1] : nil, value: value, written: written,
      column: column)
  }

  private static func meaning(of written: String, _ number: Int, _ column: Int, _ file: String) throws -> String {
    do {
      return try EscapedText.meaning(of: written)
    } catch {
      throw FormatError(file, number, column + error.offset, .badEscape)
    }
  }
}

/// One block, whose keys are asked for by name.
struct Block {
  let file: String
  let lines: [ReadableText.Line]

  /// - Parameters:
  ///   - many: The keys that may stand in it more than once.
  ///   - named: The keys that make a row, and may carry its id behind an `@`.
  init(_ lines: [ReadableText.Line], file: String, keys: [String], many: Set<String> = [], named: Set<String> = [])
    throws
  {
    self.file = file
    self.lines = lines
    var seen: Set<String> = []
    for line in lines {
      guard keys.contains(line.key), line.id == nil || named.contains(line.key) else {
        let key = line.key + (line.id.map { "@\($0)" } ?? "")
        throw FormatError(
          file, line.number, .unknownKey(key, nearest: EditDistance.nearest(to: line.key, among: keys)))
      }
      if line.value.isEmpty { throw FormatError(file, line.number, line.column, .empty(key: line.key)) }
      if !seen.insert(line.key).inserted, !many.contains(line.key) {
        throw FormatError(file, line.number, .twice(key: line.key))
      }
    }
  }

  var firstLine: Int { lines.first?.number ?? 1 }
  /// The lines with this key, but those that say `none`.
  func all(_ key: String) -> [ReadableText.Line] { lines.filter { $0.key == key && !$0.isNone } }
  func line(_ key: String) -> ReadableText.Line? { lines.first { $0.key == key } }

  /// The value; nil when it isn't there or says `none`.
  func text(_ key: String) -> String? {
    line(key).flatMap { $0.isNone ? nil : $0.value }
  }

  /// The known word that was meant, else the word as it stands; nil when it isn't there or says `none`.
  func word<W: Word>(_ key: String) -> W? {
    line(key).flatMap { $0.isNone ? nil : W(meant: $0.written) ?? W(rawValue: $0.value) }
  }

  func requiredWord<W: Word>(_ key: String) throws -> W {
    guard let word: W = word(key) else { throw FormatError(file, firstLine, .missing(key: key)) }
    return word
  }

  /// The value read by `read`; nil when it isn't there or says `none`.
  func value<T>(_ key: String, wanted: String, _ read: (String) -> T?) throws -> T? {
    guard let text = text(key) else { return nil }
    guard let value = read(text) else { throw error(key, .badValue(key: key, value: text, wanted: wanted)) }
    return value
  }

  /// False when it isn't there.
  func flag(_ key: String) throws -> Bool {
    try value(key, wanted: "yes or no") { ["yes": true, "no": false][$0] } ?? false
  }

  /// An error where the key stands.
  func error(_ key: String, _ problem: FormatError.Problem) -> FormatError {
    FormatError(file, line(key)?.number ?? firstLine, line(key)?.column ?? 1, problem)
  }

  func required(_ key: String) throws -> String {
    guard let value = text(key) else { throw FormatError(file, firstLine, .missing(key: key)) }
    return value
  }
}
