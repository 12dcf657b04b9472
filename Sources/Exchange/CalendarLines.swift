import Foundation

/// One property of a calendar (RFC 5545, 3.1): `DTSTART;TZID=Europe/Berlin:20261126T100000`.
struct CalendarLine {
  /// In capitals.
  let name: String
  private let parameters: [String: String]
  let value: String

  /// The first value of a parameter, without its quotes.
  func parameter(_ name: String) -> String? { parameters[name] }

  /// Nil for what is no property.
  init?(_ line: String) {
    var rest = Substring(line)
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    guard !name.isEmpty else { return nil }
    rest = rest.dropFirst(name.count)
    var parameters: [String: String] = [:]
    while rest.first == ";" {
      rest = rest.dropFirst()
      let key = rest.prefix { $0 != "=" && $0 != ":" && $0 != ";" }
      rest = rest.dropFirst(key.count)
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst()
      var value = ""
      var isQuoted = false
      while let next = rest.first, isQuoted || (next != ";" && next != ":") {
        if next == "\"" { isQuoted.toggle() } else { value.append(next) }
        rest = rest.dropFirst()
      }
      parameters[key.uppercased()] = Self.uncircumflexed(value)
    }
    guard rest.first == ":" else { return nil }
    self.name = name.uppercased()
    self.parameters = parameters
    value = String(rest.dropFirst())
  }

  /// A text as it is meant.
  var text: String {
    guard value.contains("\\") else { return value }
    var out = ""
    var isEscaped = false
    for character in value {
      if isEscaped {
        out.append(character == "n" || character == "N" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        out.append(character)
      }
    }
    return out
  }

  /// RFC 6868: what a parameter can't hold as it is.
  private static func uncircumflexed(_ value: String) -> String {
    guard value.contains("^") else { return value }
    var out = ""
    var isEscaped = false
    for character in value {
      if isEscaped {
        out += ["n": "\n", "'": "\"", "^": "^"][character] ?? "^\(character)"
        isEscaped = false
      } else if character == "^" {
        isEscaped = true
      } else {
        out.append(character)
      }
    }
    return isEscaped ? out + "^" : out
  }
}

/// The lines of a calendar, put together again where they were folded.
struct CalendarLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var at: Int
  /// What is longer is an attachment, and cut.
  private static let longest = 65_536

  init(_ data: Data) {
    bytes = Array(data)
    at = data.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func next() -> String? {
    guard at < bytes.count else { return nil }
    var line = Array(row())
    while at < bytes.count, bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\t") {
      at += 1
      let more = row()
      if line.count < Self.longest { line += more.prefix(Self.longest - line.count) }
    }
    return String(decoding: line.prefix(Self.longest), as: UTF8.self).filter { $0 != "\0" }
  }

  /// Up to the next line end, whichever it is.
  private mutating func row() -> ArraySlice<UInt8> {
    let start = at
    while at < bytes.count, bytes[at] != 10, bytes[at] != 13 { at += 1 }
    let row = bytes[start..<at]
    if at < bytes.count, bytes[at] == 13 { at += 1 }
    if at < bytes.count, bytes[at] == 10 { at += 1 }
    return row
  }
}
