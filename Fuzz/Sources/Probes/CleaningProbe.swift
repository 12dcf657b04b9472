import Domain
package import Foundation

/// Nothing that steers a terminal comes through; what is cleaned or folded stays so.
package struct CleaningProbe: Probe {
  package static let name = "cleaning"

  package init(in folder: URL) {}

  package func check(_ bytes: Data) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    let line = CleanText(text).description
    let lines = CleanText(lines: text).description
    try hold(!line.unicodeScalars.contains(where: Self.steers), "nothing steers: \(line.debugDescription)")
    try hold(
      !lines.unicodeScalars.contains { $0 != "\n" && Self.steers($0) }, "nothing steers: \(lines.debugDescription)")
    try hold(CleanText(line).description.isExactly(line), "clean stays clean: \(line.debugDescription)")
    try hold(CleanText(lines: lines).description.isExactly(lines), "clean stays clean: \(lines.debugDescription)")

    let words = Folding.words(text)
    let folded = words.joined(separator: " ")
    try hold(words.allSatisfy { !$0.isEmpty && !$0.contains(" ") }, "a word has no blank: \(words)")
    try hold(Folding.fold(text).isExactly(folded), "folded is words: \(folded.debugDescription)")
    let again = Folding.fold(folded)
    try hold(
      again.isExactly(folded), "folded stays folded: \(Array(folded.unicodeScalars)), \(Array(again.unicodeScalars))")

    for vocabulary in Self.vocabularies { try vocabulary(text) }
  }

  private static let vocabularies: [@Sendable (String) throws -> Void] = [
    word(Category.self), word(ObjectionKind.self), word(Technique.self), word(Result.self), word(Knowing.self),
    word(Outcome.self), word(NoDecision.self), word(Channel.self),
  ]

  private static func word<W: Word>(_ vocabulary: W.Type) -> @Sendable (String) throws -> Void {
    { text in
      guard let meant = W(meant: text) else {
        return try hold(!W(rawValue: text).isKnown, "a known word is meant by itself: \(text.debugDescription)")
      }
      try hold(meant.isKnown && W(meant: meant.rawValue) == meant, "only a known word is meant: \(meant)")
    }
  }

  /// C0 with ESC, DEL, C1, line and paragraph separators, bidi controls.
  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
