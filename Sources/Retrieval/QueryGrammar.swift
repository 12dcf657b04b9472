import Domain

/// Cuts typed text into the parts of a query.
///
///     query    = part *( blank part )
///     part     = phrase / "-" word / name ":" ( value / phrase ) / word
///     phrase   = quote *character quote          ; straight or curly; one left open is text
///
/// Whatever fits none of it is text.
struct QueryGrammar {
  enum Part: Equatable {
    case text(String)
    case phrase(String)
    case excluded(String)
    case filter(name: String, value: String)
  }

  let wasCut: Bool
  /// The last part as it was typed.
  private(set) var last = ""
  private var rest: Substring

  init(_ typed: String) {
    wasCut = typed.utf8.count > Query.mostBytes
    rest = wasCut ? Substring(String(decoding: typed.utf8.prefix(Query.mostBytes), as: UTF8.self)) : typed[...]
  }

  mutating func next() -> Part? {
    rest = rest.drop(while: \.isWhitespace)
    guard let first = rest.first else { return nil }
    let start = rest.startIndex
    defer { last = String(rest.base[start..<rest.startIndex]) }
    if Self.isQuote(first), let phrase = takePhrase() { return .phrase(phrase) }
    let word = rest.prefix { !$0.isWhitespace && !Self.isQuote($0) }
    if first == "-", word.dropFirst().first?.isLetter == true {
      rest = rest[word.endIndex...]
      return .excluded(String(word.dropFirst()))
    }
    if let colon = word.firstIndex(of: ":"), colon > word.startIndex, word[..<colon].allSatisfy(\.isLetter) {
      let name = String(word[..<colon])
      let after = rest.index(after: colon)
      rest = rest[after...]
      last = name
      if let quote = rest.first, Self.isQuote(quote), let phrase = takePhrase() {
        return .filter(name: name, value: phrase)
      }
      let value = rest.prefix { !$0.isWhitespace }
      rest = rest[value.endIndex...]
      return .filter(name: name, value: String(value))
    }
    guard !word.isEmpty else {
      rest = rest.dropFirst()
      return .text("")
    }
    rest = rest[word.endIndex...]
    return .text(String(word))
  }

  /// What stands between this quote and the next; nil, and nothing taken, when there is no next.
  private mutating func takePhrase() -> String? {
    let inside = rest.dropFirst()
    guard let end = inside.firstIndex(where: Self.isQuote) else { return nil }
    rest = inside[inside.index(after: end)...]
    return String(inside[..<end])
  }

  private static func isQuote(_ character: Character) -> Bool {
    switch character {
    case "\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}": true
    default: false
    }
  }
}
