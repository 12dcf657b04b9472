/// Text from outside that is safe to show: no control character, terminal escape or bidi control is
/// left in it. What was taken out stands there as a visible mark, so nothing is hidden.
///
/// This is the only way from outside text to a `Span`, and so to a terminal, pipe or file for people.
public struct CleanText: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  /// On one line: line breaks and tabs become blanks, runs of them one blank.
  public init(_ text: String) { description = Self.cleaned(text, keepingLines: false) }

  /// Line breaks stay.
  public init(lines text: String) { description = Self.cleaned(text, keepingLines: true) }

  private static func cleaned(_ text: String, keepingLines: Bool) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var out = String.UnicodeScalarView()
    var afterBlank = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where keepingLines:
        out.append("\n")
        afterBlank = true
        continue
      case "\t", "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
        if !afterBlank { out.append(" ") }
        afterBlank = true
        continue
      default: break
      }
      afterBlank = scalar == " "
      if let mark = mark(for: scalar) { out.append(contentsOf: mark.unicodeScalars) } else { out.append(scalar) }
    }
    return String(out)
  }

  /// The visible stand-in for a scalar that must not be shown; nil when it may be.
  private static func mark(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0..<0x20: "^" + String(Unicode.Scalar(UInt8(scalar.value) + 0x40))
    case 0x7F: "^?"
    case 0x80..<0xA0: "<" + String(scalar.value, radix: 16, uppercase: true) + ">"
    // Bidi controls turn what is read around: marks, embeddings, overrides, isolates.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
      "<U+" + String(scalar.value, radix: 16, uppercase: true) + ">"
    // Invisible: zero-width space, byte order mark, interlinear marks, tag characters, soft hyphen.
    case 0x200B, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F, 0x00AD: ""
    default: nil
    }
  }
}
