import Domain
import Foundation
import Storage

/// A CSV file (RFC 4180) with a header row, where each field knows its line and column.
struct CSV {
  struct Cell {
    /// As it is meant, without the mark that keeps it from being a formula.
    let text: String
    let line: Int
    let column: Int
  }

  struct Row {
    let file: String
    let line: Int
    fileprivate let cells: [String: Cell]

    /// Whether there is such a column.
    func has(_ name: String) -> Bool { cells[name] != nil }

    /// The field as text: blanks in quotes stand; nil when it is empty or there is no such column.
    func text(_ name: String) -> String? { cells[name].flatMap { $0.text.isEmpty ? nil : $0.text } }

    /// The field without blanks at its ends; nil when nothing is left.
    func trimmed(_ name: String) -> String? {
      let trimmed = text(name)?.trimmedOfBlanks
      return trimmed?.isEmpty == false ? trimmed : nil
    }

    func required(_ name: String) throws -> String { try text(name) ?? missing(name) }

    /// The id of another row.
    func reference<Of>(_ name: String, _ kind: String) -> ID<Of>? { trimmed(name).map { ID(named: $0, kind: kind) } }

    /// The id that a row of this kind has; no other row has it.
    func id<Of>(_ kind: String, in files: inout ReadableFiles) throws -> ID<Of> {
      let name = try trimmed("id") ?? missing("id")
      let id = ID<Of>(named: name, kind: kind)
      try files.claim(id.uuid, kind, or: error("id", .usedTwice(id: name)))
      return id
    }

    /// The field read by `read`; nil when it is empty.
    func value<T>(_ name: String, wanted: String, _ read: (String) -> T?) throws -> T? {
      guard let text = trimmed(name) else { return nil }
      guard let value = read(text) else { throw error(name, .badValue(key: name, value: text, wanted: wanted)) }
      return value
    }

    func flag(_ name: String) throws -> Bool? {
      try value(name, wanted: "yes or no") { ["yes": true, "no": false][$0] }
    }

    /// A word of a vocabulary. Behind a `'` it is taken as it stands; else it must be a known one.
    func knownWord<W: Word>(_ name: String) throws -> W? {
      if let exact: W = exactWord(name) { return exact }
      return try value(name, wanted: W.known.map(\.rawValue).joined(separator: ", ")) { W(meant: $0) }
    }

    /// A word of a vocabulary that grows: the known one that was meant, else the word as it stands.
    func word<W: Word>(_ name: String) -> W? {
      exactWord(name) ?? text(name).map { W(meant: $0) ?? W(rawValue: $0) }
    }

    private func exactWord<W: Word>(_ name: String) -> W? {
      text(name).flatMap { $0.unicodeScalars.first == "'" ? W(rawValue: $0.withoutFirstScalar) : nil }
    }

    private func missing<T>(_ name: String) throws -> T { throw error(name, .missing(key: name)) }

    func error(_ name: String, _ problem: FormatError.Problem) -> FormatError {
      FormatError(file, cells[name]?.line ?? line, cells[name]?.column ?? 1, problem)
    }
  }

  let rows: [Row]

  /// - Throws: ``FormatError`` for a column that isn't among `columns`, a quote left open, a row with
  ///   more or fewer fields than the header.
  init(_ data: Data, file: String, columns: [String]) throws {
    var records = try Self.records(data, file: file)[...]
    guard let header = records.popFirst() else {
      rows = []
      return
    }
    let names = header.map(\.text.trimmedOfBlanks)
    var seen: Set<String> = []
    for (cell, name) in zip(header, names) {
      guard columns.contains(name) else {
        throw FormatError(
          file, cell.line, cell.column,
          .unknownColumn(name, nearest: EditDistance.nearest(to: name, among: columns)))
      }
      guard seen.insert(name).inserted else {
        throw FormatError(file, cell.line, cell.column, .twice(key: name))
      }
    }
    rows = try records.map { record in
      guard record.count == header.count else {
        throw FormatError(
          file, record.first?.line ?? 1, .fields(found: record.count, wanted: header.count))
      }
      return Row(
        file: file, line: record.first?.line ?? 1,
        cells: Dictionary(uniqueKeysWithValues: zip(names, record)))
    }
  }

  private static func records(_ data: Data, file: String) throws -> [[Cell]] {
    let lines = try ReadableText.lines(data, file: file)
    var records: [[Cell]] = []
    var record: [Cell] = []
    var quoted: (text: String, line: Int, column: Int)?
    for (index, line) in lines.enumerated() {
      let number = index + 1
      if quoted == nil, record.isEmpty, line.isEmpty { continue }
      var scanner = Scanner(line)
      if quoted != nil { quoted?.text += "\n" }
      repeat {
        if var open = quoted {
          open.text += scanner.untilQuote()
          guard scanner.isAtQuote else {
            quoted = open
            break
          }
          scanner.skip()
          if scanner.isAtQuote {
            open.text += "\""
            scanner.skip()
            quoted = open
            continue
          }
          guard scanner.isAtEnd || scanner.isAtComma else {
            throw FormatError(file, number, scanner.column, .strayQuote)
          }
          record.append(try cell(open.text, open.line, open.column, file))
          quoted = nil
        } else if scanner.isAtQuote {
          let column = scanner.column
          scanner.skip()
          quoted = ("", number, column)
          continue
        } else {
          let column = scanner.column
          let text = scanner.untilComma()
          if let at = text.unicodeScalars.firstIndex(of: "\"") {
            throw FormatError(file, number, column + text.distance(from: text.startIndex, to: at), .strayQuote)
          }
          record.append(try cell(text.trimmedOfBlanks, number, column, file))
        }
        if scanner.isAtComma {
          scanner.skip()
          continue
        }
        break
      } while true
      if quoted == nil {
        records.append(record)
        record = []
      }
    }
    if let open = quoted { throw FormatError(file, open.line, open.column, .openQuote) }
    return records
  }

  private static func cell(_ text: String, _ line: Int, _ column: Int, _ file: String) throws -> Cell {
    let text = CSVText.unguarded(text)
    guard text.utf8.count <= ReadableText.longest else {
      throw FormatError(file, line, column, .tooLong(key: "field"))
    }
    return Cell(text: text, line: line, column: column)
  }

  /// By scalars: a combining mark behind a comma or quote would be one character with it.
  private struct Scanner {
    private let scalars: [Unicode.Scalar]
    private var at = 0
    private var counted = (scalars: 0, characters: 0)

    init(_ line: String) { scalars = Array(line.unicodeScalars) }

    /// In characters, from 1.
    var column: Int {
      mutating get {
        counted.characters += string(counted.scalars..<at).count
        counted.scalars = at
        return counted.characters + 1
      }
    }
    var isAtEnd: Bool { at >= scalars.count }
    var isAtQuote: Bool { !isAtEnd && scalars[at] == "\"" }
    var isAtComma: Bool { !isAtEnd && scalars[at] == "," }
    mutating func skip() { at += 1 }
    mutating func untilQuote() -> String { until("\"") }
    mutating func untilComma() -> String { until(",") }

    private mutating func until(_ stop: Unicode.Scalar) -> String {
      let start = at
      while !isAtEnd, scalars[at] != stop { at += 1 }
      return string(start..<at)
    }

    private func string(_ range: Range<Int>) -> String {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[range])
      return String(text)
    }
  }
}
