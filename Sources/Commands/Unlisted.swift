/// What machines type and people are not shown: the shells' questions, and the making of the documents.
enum Unlisted {
  /// - Returns: nil when the words are none of these.
  static func run(_ words: [String], in session: Session) -> Int32? {
    guard !session.isRepl else { return nil }
    switch words.first {
    case Completing.name: Completing.answer(Array(words.dropFirst()), in: session)
    case "manual" where words.last == "roff": session.console.out(Manual().roff)
    case "manual" where words.last == "markdown": session.console.out(Manual().markdown)
    default: return nil
    }
    return Code.fine
  }
}
