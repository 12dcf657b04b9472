import Domain

/// A text as it stands behind a key: on one line, with `\n`, `\r`, `\\` and `\u{HEX}`.
///
/// `none` and the words of a vocabulary are known by what is written, not by what it means. So one escaped
/// character makes plain text of anything.
struct EscapedText {
  let written: String

  /// A text so that reading gives exactly this text again.
  init(_ text: String) {
    let written = Self.written(text)
    self.written = written == "none" ? Self.plain(text) : written
  }

  /// A word so that it is read as this word, also where it only looks like a known one.
  init<W: Word>(word: W) {
    self.init(word.rawValue)
    guard let meant = W(meant: written), !meant.rawValue.utf8.elementsEqual(word.rawValue.utf8) else { return }
    self = EscapedText(written: Self.plain(word.rawValue))
  }

  /// A text whose first character stands by its number: nothing but text can begin so.
  init(plainly text: String) { self.init(written: Self.plain(text)) }

  private init(written: String) { self.written = written }

  private static func written(_ text: String) -> String {
    let scalars = text.unicodeScalars
    var out = String.UnicodeScalarView()
    for index in scalars.indices {
      let scalar = scalars[index]
      switch scalar {
      case "\\": out.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": out.append(contentsOf: "\\n".unicodeScalars)
      case "\r": out.append(contentsOf: "\\r".unicodeScalars)
      default:
        let isAtEnd = index == scalars.startIndex || scalars.index(after: index) == scalars.endIndex
        if isUnsafe(scalar) || isAtEnd && scalar.isBlank {
          out.append(contentsOf: number(scalar).unicodeScalars)
        } else {
          out.append(scalar)
        }
      }
    }
    return String(out)
  }

  /// The first character by its number: nothing but text can begin so.
  private static func plain(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return "" }
    return number(first) + written(String(text.unicodeScalars.dropFirst()))
  }

  static func number(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }

  /// What an editor takes for the end of a line, a terminal for a command, or a reader for another order.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default:
      [0x061C, 0x200E, 0x200F, 0xFEFF].contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
        || (0x2066...0x2069).contains(scalar.value)
    }
  }

  /// A backslash that begins no escape, and how many characters stand before it.
  struct BadEscape: Error { let offset: Int }

  /// What is meant by a written text.
  static func meaning(of written: String) throws(BadEscape) -> String {
    let scalars = written.unicodeScalars
    guard scalars.contains("\\") else { return written }
    var out = String.UnicodeScalarView()
    var rest = scalars[...]
    while let at = rest.firstIndex(of: "\\") {
      out.append(contentsOf: rest[..<at])
      guard let (scalar, after) = escape(rest[scalars.index(after: at)...]) else {
        throw BadEscape(offset: written.distance(from: written.startIndex, to: at))
      }
      out.append(scalar)
      rest = after
    }
    out.append(contentsOf: rest)
    return String(out)
  }

  private typealias Rest = String.UnicodeScalarView.SubSequence

  /// The scalar that is meant behind a backslash, and what follows it.
  private static func escape(_ text: Rest) -> (Unicode.Scalar, Rest)? {
    guard let kind = text.first else { return nil }
    let after = text.dropFirst()
    switch kind {
    case "n": return ("\n", after)
    case "r": return ("\r", after)
    case "\\": return ("\\", after)
    case "u":
      guard after.first == "{", let end = after.firstIndex(of: "}") else { return nil }
      let digits = String(after[after.index(after: after.startIndex)..<end])
      guard (1...8).contains(digits.utf8.count), digits.utf8.allSatisfy(\.isHexDigit),
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      else { return nil }
      return (scalar, after[after.index(after: end)...])
    default: return nil
    }
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool { Character(Unicode.Scalar(self)).isHexDigit }
}
