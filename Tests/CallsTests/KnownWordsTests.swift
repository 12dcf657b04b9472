import Calls
import Domain
import Retrieval
import Storage
import TestBase
import Testing

@Suite("Known words, offered before a new objection is made")
struct KnownWordsTests {
  @Test(
    "semicolons part the objections of one call",
    arguments: [
      ("too dear", ["too dear"]), ("too dear; no time", ["too dear", "no time"]), (" a ;; b ; ", ["a", "b"]), ("", []),
      (";;", []),
      ("a,b: c", ["a,b: c"]), ("say; \"what; ever\"", ["say", "\"what", "ever\""]),
    ] as [(String, [String])])
  func parts(_ line: String, _ parts: [String]) {
    #expect(KnownWords.parts(of: line) == parts)
  }

  @Test("hostile text has parts that aren't blank", arguments: HostileTexts.all)
  func hostile(_ text: String) {
    #expect(KnownWords.parts(of: text + ";" + text).allSatisfy { $0.trimmedOrNil == $0 })
  }

  @Test("at most three are offered, closest first")
  func three() throws {
    let temporary = try TemporaryBase()
    for sentence in ["The price is too high.", "The price went up.", "That price again.", "No price list."] {
      try temporary.add(sentence)
    }
    let known = try temporary.known("price")
    #expect(known.matches.count == 3)
    #expect(try temporary.known("the price is too high").matches.first?.objection.sentence == "The price is too high.")
  }

  @Test("said word for word, it is surely the one")
  func sure() throws {
    let temporary = try TemporaryBase()
    try temporary.add("The price is too high.")
    try temporary.add("Head office decides that.")
    #expect(try temporary.known("the price is too high").isSure)
    #expect(try !temporary.known("whatever they keep on about is mostly beside that").isSure)
    #expect(try !temporary.known("gibberish").isSure)
  }

  @Test("words are learnt with their slips repaired, as they stand when there were none")
  func learnt() throws {
    let temporary = try TemporaryBase()
    try temporary.add("The price is too high.")
    #expect(try temporary.known("the pricee is too hgih now").learnt == "the price is too high now")
    #expect(try temporary.known("the price is high").learnt == nil)
  }
}

extension TemporaryBase {
  fileprivate func known(_ words: String) throws -> KnownWords {
    try base.read { try KnownWords(words, in: Search($0, on: Day(number: 20_000))) }
  }
}
