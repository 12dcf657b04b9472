import Domain
import Foundation

/// Text cut where sentences end, and sentences where clauses begin.
enum Sentences {
  /// The sentences of one paragraph, in order.
  static func of(_ paragraph: String) -> [String] {
    var sentences: [String] = []
    var start = paragraph.startIndex
    var index = paragraph.startIndex
    while index < paragraph.endIndex {
      let mark = index
      index = paragraph.index(after: index)
      guard ".!?…;".contains(paragraph[mark]) else { continue }
      while index < paragraph.endIndex, ".!?…\"”’)»".contains(paragraph[index]) {
        index = paragraph.index(after: index)
      }
      guard index == paragraph.endIndex || paragraph[index].isWhitespace else { continue }
      let next = paragraph[index...].first { !$0.isWhitespace }
      let goesOn = next?.isLowercase ?? false
      // What is quoted may end without the sentence that quotes it.
      if goesOn, paragraph[mark] == "." || "\"”’)»".contains(paragraph[paragraph.index(before: index)]) { continue }
      if paragraph[mark] == ".", isAbbreviation(paragraph[start..<mark]) { continue }
      sentences.append(String(paragraph[start..<index]))
      start = index
    }
    sentences.append(String(paragraph[start...]))
    return sentences.compactMap { trimmed($0) }
  }

  /// The clauses of a sentence where "and", "but", "plus" or a dash part it, those of three words or more; the sentence
  /// alone when there are none. A few words before a "but" only grant something and are no clause.
  static func clauses(of sentence: String) -> [String] {
    let turn = sentence.range(of: " but ")
    let granted = turn.map { Folding.words(String(sentence[..<$0.lowerBound])).count < 5 } ?? false
    var parts = [granted ? turn.map { String(sentence[$0.upperBound...]) } ?? sentence : sentence]
    for mark in [" and ", " but ", " plus ", " also ", " – ", " — ", " - ", ": "] {
      parts = parts.flatMap { $0.components(separatedBy: mark) }
    }
    let clauses = parts.compactMap { trimmed($0) }.filter { Folding.words($0).count >= 3 }
    return clauses.isEmpty ? [sentence] : clauses
  }

  /// Whether a sentence is only good manners: thanks, a late reply's apology, what is to come. One that goes on with a
  /// "but", or denies something, says more.
  static func isCourtesy(_ sentence: String) -> Bool {
    let words = Folding.words(sentence)
    let text = words.joined(separator: " ")
    guard turns.isDisjoint(with: words) else { return false }
    return courtesies.contains { text == $0 || text.hasPrefix($0 + " ") }
  }

  private static let turns: Set<String> = [
    "but", "however", "unfortunately", "though", "although", "not", "no", "never", "cannot", "cant", "dont", "wont",
    "isnt", "arent", "doesnt", "didnt", "wasnt", "couldnt", "wouldnt", "too", "only", "afraid",
  ]
  private static let courtesies = [
    "thanks", "thank you", "many thanks", "sorry for the delay", "sorry for the late", "sorry about the delay",
    "sorry it took", "sorry been", "sorry ive been", "sorry i have been", "sorry weve been", "sorry for my late",
    "apologies for", "my apologies", "i hope", "hope", "hoping", "great to",
    "good to", "nice to", "lovely to", "it was great", "it was good", "it was nice", "looking forward", "two things",
    "three things", "a few things", "a couple of things", "some things", "two points", "a few points", "two questions",
    "three questions", "a few questions", "some questions", "a quick question", "quick question", "one question",
    "please find", "see below", "see attached", "as discussed", "as promised", "let me know", "have a nice",
    "have a good", "have a great", "enjoy", "lets talk", "talk soon", "speak soon", "we start on", "see you",
  ]

  private static func trimmed(_ text: String) -> String? {
    let text = text.trimmingCharacters(in: .whitespaces.union(CharacterSet(charactersIn: ";,–—")))
    return text.contains(where: \.isLetter) ? text : nil
  }

  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "approx", "e.g", "i.e", "no", "nr", "inc", "ltd", "co", "p.a",
    "p.m", "a.m", "z.b", "ca",
  ]

  private static func isAbbreviation(_ text: Substring) -> Bool {
    let word = text.split { $0.isWhitespace || $0 == "(" }.last?.lowercased() ?? ""
    return abbreviations.contains(word) || word.count == 1 && word.allSatisfy(\.isLetter) && word != "i"
  }
}
