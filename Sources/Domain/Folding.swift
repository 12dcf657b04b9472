import Foundation

/// Text made comparable: what is indexed, looked up and compared is always folded by this one rule.
public enum Folding {
  /// Lower case, no accents, full-width forms narrowed, curly quotes straightened, apostrophes inside
  /// words dropped ("don't" and "dont" are one), everything else that is no letter or digit a single
  /// blank.
  public static func fold(_ text: String) -> String {
    words(text).joined(separator: " ")
  }

  /// The words of the folded text, in order.
  public static func words(_ text: String) -> [String] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return asciiWords(text) }
    // Accents go by decomposition; a scalar that decomposes to nothing keeps itself.
    let flat = text.decomposedStringWithCompatibilityMapping.lowercased()
    var words: [String] = []
    var word = String.UnicodeScalarView()
    func close() {
      // Marks may stand side by side now that were parted by what was dropped: in Unicode's order again.
      if !word.isEmpty { words.append(String(word).decomposedStringWithCanonicalMapping) }
      word = String.UnicodeScalarView()
    }
    for scalar in flat.unicodeScalars {
      let properties = scalar.properties
      // First, for U+02BC is a letter to Unicode.
      if isApostrophe(scalar) { continue }
      if properties.isAlphabetic || properties.numericType != nil {
        word.append(scalar)
      } else if properties.generalCategory == .nonspacingMark {
        continue
      } else {
        close()
      }
    }
    close()
    return words
  }

  private static func asciiWords(_ text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func close() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): word.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
      case UInt8(ascii: "'"): continue
      default: close()
      }
    }
    close()
    return words
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "'", "\u{2019}", "\u{2018}", "\u{02BC}", "\u{FF07}": true
    default: false
    }
  }
}

extension String {
  /// Whether nothing but blanks stands in it.
  public var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// Without blanks at either end; nil when nothing is left.
  public var trimmedOrNil: String? {
    let trimmed = trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.isEmpty ? nil : trimmed
  }
}
