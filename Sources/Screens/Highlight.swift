import Domain

/// Marks in a text the words that were looked for.
public struct Highlight: Sendable {
  private let words: [String]

  /// - Parameter query: As typed.
  public init(_ query: String = "") { words = Array(Set(Folding.words(query))) }

  /// The text in spans, looked-for words in ``Style/match``.
  public func spans(_ text: String, _ style: Style) -> [Span] {
    guard !words.isEmpty else { return [Span(text, style)] }
    var spans: [Span] = []
    for piece in Self.pieces(of: text) {
      let style: Style = isLookedFor(piece) ? .match : style
      if let last = spans.last, last.style == style {
        spans[spans.count - 1] = Span(last.text + piece, style)
      } else {
        spans.append(Span(piece, style))
      }
    }
    return spans
  }

  /// Whether a word is one that was typed, or a form of it: the same four letters or more, and an end of up to three.
  private func isLookedFor(_ piece: String) -> Bool {
    let folded = Folding.fold(piece)
    guard !folded.isEmpty else { return false }
    return words.contains { word in
      if word == folded { return true }
      let shared = zip(word, folded).prefix { $0 == $1 }.count
      return shared >= 4 && max(word.count, folded.count) - shared <= 3
    }
  }

  /// Runs of letters, apostrophes and digits, and what stands between them.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var wasWord = false
    for character in text {
      let isWord = character.isLetter || character.isNumber || character == "'" || character == "’"
      if pieces.isEmpty || isWord != wasWord {
        pieces.append(String(character))
      } else {
        pieces[pieces.count - 1].append(character)
      }
      wasWord = isWord
    }
    return pieces
  }
}
