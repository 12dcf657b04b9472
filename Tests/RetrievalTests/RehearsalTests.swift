import Domain
import Storage
import TestBase
import Testing

@testable import Retrieval

@Suite("A base tried on itself")
struct RehearsalTests {
  private func base(_ objections: [(sentence: String, category: String, also: [String])]) throws -> TemporaryBase {
    let temporary = try TemporaryBase()
    try temporary.base.edit(.imported) { edit in
      for (sentence, category, also) in objections {
        let objection = Objection(sentence: sentence, category: Domain.Category(rawValue: category))
        try edit.save(objection)
        for text in also { try edit.save(Phrasing(objection: objection.id, source: .written, text: text)) }
      }
    }
    try temporary.base.catchUp()
    return temporary
  }

  @Test("Each way of saying is looked for without itself, and counted for its category")
  func tallies() throws {
    let temporary = try base([
      ("It is too expensive.", "price", ["Far too expensive for us."]),
      ("Ring me in autumn.", "timing", ["Please ring us in autumn."]),
    ])
    let result = try Rehearsal(of: temporary.base)
    #expect(result.byCategory.map(\.category.rawValue) == ["price", "timing"])
    #expect(result.byCategory.map(\.tally.ways) == [2, 2])
    #expect(result.all.first == 4 && result.all.amongThree == 4)
    #expect(result.misses.isEmpty && !result.hasMeaning)
  }

  @Test("What found another objection is a miss, with both")
  func misses() throws {
    let temporary = try base([
      ("It is too expensive.", "price", ["The autumn invoice hurts."]),
      ("Ring me in autumn.", "timing", ["Please ring us in autumn."]),
    ])
    let result = try Rehearsal(of: temporary.base)
    let miss = try #require(result.misses.first { $0.said == "The autumn invoice hurts." })
    #expect(miss.meant.sentence == "It is too expensive." && miss.found.sentence == "Ring me in autumn.")
    #expect(result.byCategory.map(\.tally.first) == [0, 2])
  }

  @Test("An objection said in one way only isn't tried, and an empty base tries nothing")
  func nothing() throws {
    #expect(try Rehearsal(of: base([("It is too expensive.", "price", [])]).base).all.ways == 0)
    #expect(try Rehearsal(of: TemporaryBase().base).all.ways == 0)
  }
}
