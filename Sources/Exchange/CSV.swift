import Domain
import Foundation
import Storage

/// A CSV file (RFC 4180) with a header row, where each field knows its line and column.
struct CSV {
  struct Cell {
    let text: String
    let line: Int
    let column: Int
  }

  struct Row {
    let file: String
    let line: Int
    fileprivate let cells: [String: Cell]

    /// The field without blanks at its ends; nil when it is empty or there is no such column.
    func text(_ name: String) -> String? { cells[name].flatMap { $0.text.isEmpty ? nil : $0.text } }

    func required(_ name: String) throws -> String {
      guard let text = text(name) else {
        throw FormatError(file, cells[name]?.line ?? line, cells[name]?.column ?? 1, .missing(key: name))
      }
      return text
    }

    /// The id that a row of this kind has; no other row has it.
    func id<Of>(_ kind: String, in files: inout ReadableFiles) throws -> ID<Of> {
      let name = try required("id")
      let id = ID<Of>(named: name, kind: kind)
      try files.claim(id.uuid, or: error("id", .usedTwice(id: name)))
      return id
    }

    /// The field read by `read`; nil when it is empty.
    func value<T>(_ name: String, wanted: String, _ read: (String) -> T?) throws -> T? {
      guard let cell = cells[name], !cell.text.isEmpty else { return nil }
      guard let value = read(cell.text) else {
        throw FormatError(
          file, cell.line, cell.column, .badValue(key: name, value: cell.text, wanted: wanted))
      }
      return value
    }

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
    var seen: Set<String> = []
    for cell in header {
      guard columns.contains(cell.text) else {
        throw FormatError(
          file, cell.line, cell.column,
          .unknownColumn(cell.text, nearest: EditDistance.nearest(to: cell.text, among: columns)))
      }
      guard seen.insert(cell.text).inserted else {
        throw FormatError(file, cell.line, cell.column, .twice(key: cell.text))
      }
    }
    rows = try records.map { record in
      guard record.count == header.count else {
        throw FormatError(
          file, record.first?.line ?? 1, .fields(found: record.count, wanted: header.count))
      }
      return Row(
        file: file, line: record.first?.line ?? 1,
        cells: Dictionary(uniqueKeysWithValues: zip(header.map(\.text), record)))
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
          if let at = text.firstIndex(of: "\"") {
            throw FormatError(file, number, column + text.distance(from: text.startIndex, to: at), .strayQuote)
          }
          record.append(try cell(text, number, column, file))
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
    guard text.utf8.count <= ReadableText.longest else {
      throw FormatError(file, line, column, .tooLong(key: "field"))
    }
    return Cell(text: text.trimmingCharacters(in: .whitespaces), line: line, column: column)
  }

  private struct Scanner {
    private let text: [Character]
    private var at = 0

    init(_ line: String) { text = Array(line) }

    var column: Int { at + 1 }
    var isAtEnd: Bool { at >= text.count }
    var isAtQuote: Bool { !isAtEnd && text[at] == "\"" }
    var isAtComma: Bool { !isAtEnd && text[at] == "," }
    mutating func skip() { at += 1 }
    mutating func untilQuote() -> String { until { $0 == "\"" } }
    mutating func untilComma() -> String { until { $0 == "," } }

    private mutating func until(_ stop: (Character) -> Bool) -> String {
      let start = at
      while !isAtEnd, !stop(text[at]) { at += 1 }
      return String(text[start..<at])
    }
  }
}
