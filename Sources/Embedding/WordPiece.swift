public import Foundation

/// Text to the numbers of word pieces, as BERT's uncased models were trained on: accents and case off, Chinese
/// characters and punctuation by themselves, each word the fewest of the longest known pieces from the left
/// (Devlin et al. 2018). What looks like a special token in the text is text.
public struct WordPiece: Sendable {
  /// The most numbers that a text becomes; the rest of it is left out, as the model was trained.
  public static let most = 256
  /// A word of more characters is unknown.
  private static let longestWord = 100

  private let vocabulary: Vocabulary
  private let start: Int32
  private let end: Int32
  private let unknown: Int32

  /// - Parameter vocabulary: A piece a line.
  /// - Throws: ``ModelError/unreadable(_:)`` when it lacks the pieces that every text needs.
  public init(vocabulary file: Data) throws {
    vocabulary = Vocabulary(file)
    func special(_ name: String, in vocabulary: Vocabulary) throws -> Int32 {
      guard let number = vocabulary.number(of: Array(name.utf8)[...]) else {
        throw ModelError.unreadable("\(name) isn't among its pieces")
      }
      return number
    }
    start = try special("[CLS]", in: vocabulary)
    end = try special("[SEP]", in: vocabulary)
    unknown = try special("[UNK]", in: vocabulary)
  }

  /// How many pieces there are.
  var count: Int { vocabulary.count }

  /// The numbers of a text's pieces, between those of its start and its end; 2 to ``most``.
  public func numbers(of text: String) -> [Int32] {
    var numbers = [start]
    var word: [UInt8] = []
    func close() {
      if !word.isEmpty { addPieces(of: word, to: &numbers) }
      word.removeAll(keepingCapacity: true)
    }
    for scalar in Self.normalized(text) {
      if numbers.count >= Self.most { break }
      switch Self.role(of: scalar) {
      case .gap: close()
      case .alone:
        close()
        word += String(scalar).utf8
        close()
      case .letter: word += String(scalar).utf8
      }
    }
    close()
    if numbers.count >= Self.most { numbers.removeLast(numbers.count - Self.most + 1) }
    numbers.append(end)
    return numbers
  }

  /// The longest known pieces from the left; one unknown piece when they don't make up the whole word.
  private func addPieces(of word: [UInt8], to numbers: inout [Int32]) {
    let before = numbers.count
    var start = 0
    let characters = word.count { !Self.isContinuation($0) }
    while start < word.count, characters <= Self.longestWord {
      var end = word.count
      var found: Int32?
      while end > start {
        found = vocabulary.number(of: word[start..<end], goesOn: start > 0)
        if found != nil { break }
        end -= 1
        while end > start, Self.isContinuation(word[end]) { end -= 1 }
      }
      guard let found else { break }
      numbers.append(found)
      start = end
    }
    if start < word.count {
      numbers.removeLast(numbers.count - before)
      numbers.append(unknown)
    }
  }

  /// Whether a byte of UTF-8 goes on a character.
  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xc0 == 0x80 }

  /// Controls off, blanks as one sort, Chinese characters apart, accents off, small letters.
  private static func normalized(_ text: String) -> [Unicode.Scalar] {
    if text.utf8.allSatisfy({ $0 < 128 }) {
      return text.unicodeScalars.compactMap { scalar in
        switch scalar {
        case "A"..."Z": Unicode.Scalar(scalar.value | 32)
        default: isControl(scalar) ? nil : scalar
        }
      }
    }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isControl(scalar) && scalar != "\0" && scalar != "\u{fffd}" {
      if isChinese(scalar) {
        clean += [" ", scalar, " "]
      } else {
        clean.append(isGap(scalar) ? " " : scalar)
      }
    }
    return String(clean).decomposedStringWithCanonicalMapping.unicodeScalars.flatMap { scalar in
      scalar.properties.generalCategory == .nonspacingMark
        ? [] : Array(scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }

  private enum Role { case gap, alone, letter }

  private static func role(of scalar: Unicode.Scalar) -> Role {
    if isGap(scalar) { return .gap }
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "0"..."9", "A"..."Z": return .letter
      default: return .alone
      }
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return .alone
    default: return .letter
    }
  }

  private static func isGap(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\t" || scalar == "\n" || scalar == "\r" { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse: return true
    default: return false
    }
  }

  /// The blocks of Chinese characters that BERT parts; not those of Japanese and Korean alphabets.
  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x2a6df, 0x2a700...0x2b73f, 0x2b740...0x2b81f,
      0x2b920...0x2ceaf, 0x2f800...0x2fa1f:
      true
    default: false
    }
  }
}
