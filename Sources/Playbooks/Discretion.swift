import Domain
import Retrieval

/// Takes out of free text what a playbook must not say: the names of accounts and people and the amounts
/// of deals, as far as the base knows them.
public struct Discretion: Sendable {
  private struct Name {
    /// Folded.
    let words: [String]
    let mark: String
    /// Whether it is written with a small letter first and a capital later, as eBay is.
    let beginsSmall: Bool
  }

  /// The longest first.
  private let names: [Name]
  private let amounts: Set<String>

  public init(accounts: [String], people: [String], amounts: [Double]) {
    let accounts = accounts.flatMap { [$0, Self.withoutLegalForm($0)] }
    // People are called by one of their names, too.
    let people = people.flatMap { [$0] + $0.split(separator: " ").map(String.init).filter { $0.count >= 3 } }
    let all = accounts.map { ($0, "(a customer)") } + people.map { ($0, "(somebody)") }
    names = all.map { name, mark in
      Name(
        words: Folding.words(name), mark: mark,
        beginsSmall: name.first?.isLowercase == true && name.contains(where: \.isUppercase))
    }.filter { !$0.words.isEmpty }
      .sorted { ($1.words.count, $0.words.joined()) < ($0.words.count, $1.words.joined()) }
    self.amounts = Set(amounts.filter { (1000..<1e15).contains($0) }.map { String(Int($0)) })
  }

  /// The text with every name and amount masked. A name counts where it is written with a capital, as
  /// names are; "may I" stays, "May said" does not.
  /// - Parameter inAnyCase: For what was typed and not written, such as filters.
  public func masked(_ text: String, inAnyCase: Bool = false) -> String {
    var pieces = Self.pieces(of: text)
    var at = 0
    while at < pieces.count {
      if pieces[at].isWord, let found = name(at: at, in: pieces, inAnyCase: inAnyCase) {
        pieces.replaceSubrange(at..<found.end, with: [(found.mark, false)])
      }
      at += 1
    }
    return maskingAmounts(in: Array(pieces.map(\.text).joined()))
  }

  // MARK: Names

  private func name(
    at start: Int, in pieces: [(text: String, isWord: Bool)], inAnyCase: Bool
  ) -> (end: Int, mark: String)? {
    let isSmall = pieces[start].text.first?.isLowercase == true && !inAnyCase
    let first = Folding.fold(pieces[start].text)
    for name in names where (!isSmall || name.beginsSmall) && first.hasPrefix(name.words[0]) {
      var at = start
      var matched = 0
      while matched < name.words.count, at < pieces.count {
        if pieces[at].isWord {
          let word = Folding.fold(pieces[at].text)
          guard word == name.words[matched] || word == name.words[matched] + "s" else { break }
          matched += 1
        }
        at += 1
      }
      guard matched == name.words.count else { continue }
      // A name that is an everyday word counts as one only inside a sentence.
      if name.words.count == 1, start == 0, !inAnyCase, Self.everyday.contains(name.words[0]) { continue }
      return (at, name.mark)
    }
    return nil
  }

  private static let everyday: Set<String> = ["will", "may", "mark", "bill", "rich", "art", "hope", "june", "grant"]

  private static let legalForms: Set<String> = [
    "ag", "bv", "co", "corp", "corporation", "gmbh", "inc", "kg", "limited", "llc", "llp", "ltd", "nv", "plc", "sa",
    "sas",
    "se", "spa", "srl",
  ]

  /// "Acme" for "Acme GmbH"; the name itself when nothing else is left.
  private static func withoutLegalForm(_ name: String) -> String {
    var words = name.split(separator: " ")
    while words.count > 1, let last = words.last, legalForms.contains(Folding.words(String(last)).joined()) {
      words.removeLast()
    }
    return words.joined(separator: " ")
  }

  /// Runs of letters, digits and apostrophes, and what stands between them.
  private static func pieces(of text: String) -> [(text: String, isWord: Bool)] {
    var pieces: [(text: String, isWord: Bool)] = []
    for character in text {
      let isWord = character.isLetter || character.isNumber || character == "'" || character == "\u{2019}"
      if let last = pieces.last, last.isWord == isWord {
        pieces[pieces.count - 1].text.append(character)
      } else {
        pieces.append((String(character), isWord))
      }
    }
    return pieces
  }

  // MARK: Amounts

  private func maskingAmounts(in text: [Character]) -> String {
    guard !amounts.isEmpty else { return String(text) }
    var out = ""
    var at = 0
    while at < text.count {
      if Self.isDigit(text[at]), at == 0 || !Self.isDigit(text[at - 1]), let end = amount(at: at, in: text) {
        out += "(an amount)"
        at = end
      } else {
        out.append(text[at])
        at += 1
      }
    }
    return out
  }

  /// Where the amount ends that begins here: 48000, 48,000, 48.000, 48 000, 48'000, 48k, 1.25 million.
  private func amount(at start: Int, in text: [Character]) -> Int? {
    var digits = ""
    var at = start
    var end: Int?
    while at < text.count, at - start < 40 {
      guard let digit = Self.isDigit(text[at]) ? text[at].wholeNumberValue : nil else {
        guard Self.separators.contains(text[at]) else { break }
        at += 1
        continue
      }
      digits += String(digit)
      at += 1
      if at < text.count, Self.isDigit(text[at]) { continue }
      if amounts.contains(digits) { end = at }
      if let unit = Self.unit(at: at, in: text),
        Self.values(text[start..<at], digits, unit.size).contains(where: amounts.contains)
      {
        end = unit.end
      }
    }
    return end
  }

  private static let separators: Set<Character> = [",", ".", " ", "'", "\u{2019}", "\u{A0}", "\u{202F}"]

  private static func isDigit(_ character: Character) -> Bool {
    character.wholeNumberValue.map { (0...9).contains($0) } ?? false
  }

  /// k, m or what they stand for, behind a number.
  private static func unit(at start: Int, in text: [Character]) -> (size: Double, end: Int)? {
    let first = start < text.count && text[start].isWhitespace ? start + 1 : start
    guard first < text.count else { return nil }
    let word = text[first...].prefix { $0.isLetter }
    switch String(word).lowercased() {
    case "k", "thousand": return (1000, first + word.count)
    case "m", "mn", "mio", "million": return (1_000_000, first + word.count)
    default: return nil
    }
  }

  /// What so many thousands or millions can be: the number with a decimal point, or without.
  private static func values(_ number: ArraySlice<Character>, _ digits: String, _ size: Double) -> [String] {
    let decimal = String(number.map { $0 == "," ? "." : $0 })
    return [decimal, digits].compactMap(Double.init).map { $0 * size }.filter { $0 < 1e15 }.map { String(Int($0)) }
  }
}
