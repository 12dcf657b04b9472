import Domain
import Retrieval

/// Takes out of free text what a playbook must not say: the names of accounts and people and the amounts
/// of deals, as far as the base knows them.
public struct Discretion: Sendable {
  /// Each as its folded words, the longest first.
  private let names: [(words: [String], mark: String)]
  private let amounts: Set<String>

  public init(accounts: [String], people: [String], amounts: [Double]) {
    let all = accounts.map { ($0, "(a customer)") } + people.map { ($0, "(somebody)") }
    names = all.map { (Folding.words($0.0), $0.1) }.filter { !$0.0.isEmpty }
      .sorted { ($1.0.count, $0.0.joined()) < ($0.0.count, $1.0.joined()) }
    self.amounts = Set(amounts.filter { $0 >= 1000 }.map { String(Int($0)) })
  }

  /// The text with every name and amount masked. A name counts where it is written with a capital, as
  /// names are; "may I" stays, "May said" does not.
  public func masked(_ text: String) -> String {
    var pieces = Self.pieces(of: text)
    var at = 0
    while at < pieces.count {
      if pieces[at].isWord, let found = name(at: at, in: pieces) {
        pieces.replaceSubrange(at..<found.end, with: [(found.mark, false)])
      } else if pieces[at].isWord, let end = amount(at: at, in: pieces) {
        pieces.replaceSubrange(at..<end, with: [("(an amount)", false)])
      }
      at += 1
    }
    return pieces.map(\.text).joined()
  }

  private func name(at start: Int, in pieces: [(text: String, isWord: Bool)]) -> (end: Int, mark: String)? {
    guard pieces[start].text.first?.isLowercase != true else { return nil }
    for (words, mark) in names {
      var at = start
      var matched = 0
      while matched < words.count, at < pieces.count {
        if pieces[at].isWord {
          guard Folding.fold(pieces[at].text) == words[matched] || Folding.fold(pieces[at].text) == words[matched] + "s"
          else { break }
          matched += 1
        }
        at += 1
      }
      guard matched == words.count else { continue }
      // A name that is an everyday word counts as one only inside a sentence.
      if words.count == 1, start == 0, words[0].count <= 4, Self.everyday.contains(words[0]) { continue }
      return (at, mark)
    }
    return nil
  }

  private static let everyday: Set<String> = ["will", "may", "mark", "bill", "rich", "art", "hope", "june", "grant"]

  /// 48000, 48,000, 48.000, 48 000
  private func amount(at start: Int, in pieces: [(text: String, isWord: Bool)]) -> Int? {
    var digits = ""
    var at = start
    var end: Int?
    while at < pieces.count {
      if pieces[at].isWord {
        guard pieces[at].text.allSatisfy(\.isNumber) else { break }
        digits += pieces[at].text
        if amounts.contains(digits) { end = at + 1 }
      } else if ![",", ".", " ", "'"].contains(pieces[at].text) {
        break
      }
      at += 1
    }
    return end
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
}
