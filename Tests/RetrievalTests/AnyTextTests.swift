import Domain
import Retrieval
import Storage
import TestBase
import Testing

@Suite("Any text is a query, and none is an error")
struct AnyTextTests {
  @Test(
    "an empty base finds nothing, says that it is empty, and fails at nothing", arguments: ["", "price", "a:b \"c"])
  func emptyBase(_ typed: String) throws {
    let temporary = try TemporaryBase()
    let found = try temporary.base.find(typed)
    #expect(found.isBaseEmpty)
    #expect(found.matches.isEmpty)
    #expect(!found.sure)
  }

  @Test("hostile text is text", arguments: HostileTexts.all)
  func hostile(_ text: String) throws {
    let base = try SeedBase.shared()
    for typed in [text, "price " + text, text + " too expensive"] {
      let found = try base.find(typed, typing: true)
      #expect(found.query.typed == typed)
      #expect(Self.fall(found.matches.map(\.relevance)))
    }
  }

  @Test("hostile words in a base are found like others")
  func hostileBase() throws {
    // SQLite's text ends at its first NUL.
    let texts = HostileTexts.all.filter { Folding.words($0).count > 1 && !$0.contains("\u{0}") }
    let temporary = try TemporaryBase()
    for text in texts {
      let (objection, _) = try temporary.add(text)
      let found = try temporary.base.find(text, limit: 100)
      #expect(found.matches.contains { $0.objection.id == objection.id }, "\(text.debugDescription)")
    }
    #expect(try temporary.soundness().isEmpty)
  }

  @Test(
    "FTS5 syntax finds what its words find",
    arguments: [
      ("NEAR(expensive price)", "near expensive price"), ("too AND expensive", "too and expensive"),
      ("expensive NOT price", "expensive not price"), ("(expensive OR price)", "expensive or price"),
      ("expens*", "expens"), ("^too expensive", "too expensive"), ("{too expensive}", "too expensive"),
      ("\"too expensive", "too expensive"), ("folded:expensive", "folded expensive"),
      ("too + expensive", "too expensive"),
      ("too expensive'; DROP TABLE spoken; --", "too expensive drop table spoken"),
    ])
  func syntax(_ typed: String, _ words: String) throws {
    let base = try SeedBase.shared()
    #expect(try base.find(typed).sentences == base.find(words).sentences)
    #expect(try !base.find(words).sentences.isEmpty)
  }

  @Test("relevance lies between 0 and 1, never rises down a list, and no objection stands there twice")
  func falling() throws {
    let base = try SeedBase.shared()
    let words = try base.read { try $0.objections() }.flatMap { Folding.words($0.sentence) }
    var numbers = SeededNumbers(seed: 11)
    for _ in 0..<150 {
      let count = Int.random(in: 1...8, using: &numbers)
      let typed = (0..<count).compactMap { _ in words.randomElement(using: &numbers) }.joined(separator: " ")
      let found = try base.find(typed, limit: 10)
      #expect(Self.fall(found.matches.map(\.relevance)), "\(typed)")
      #expect(found.matches.allSatisfy { (0...1).contains($0.relevance) }, "\(typed)")
      #expect(Set(found.matches.map(\.objection.id)).count == found.matches.count, "\(typed)")
    }
  }

  private static func fall(_ relevances: [Double]) -> Bool { zip(relevances, relevances.dropFirst()).allSatisfy(>=) }

  @Test("at most as many matches as asked for", arguments: [1, 2, 5])
  func limit(_ limit: Int) throws {
    #expect(try SeedBase.shared().find("price budget time team", limit: limit).matches.count <= limit)
    #expect(try SeedBase.shared().find("too expensive", limit: limit).matches.count >= 1)
  }
}
