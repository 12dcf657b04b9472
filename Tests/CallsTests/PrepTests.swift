import Calls
import Domain
import Retrieval
import Storage
import TestBase
import Testing

@Suite("Before a call") struct PrepTests {
  private let temporary: TemporaryBase
  private let deal = Deal(
    name: "Acme", industry: "fintech", competitor: "Ledgerly", stage: "negotiation", expectedClose: Day(number: 20_010))
  private let price: Objection
  private let answers: [Response]
  private let legal: Objection
  private static let today = Day(number: 20_000)

  init() throws {
    temporary = try TemporaryBase()
    (price, answers) = try temporary.add("It's too expensive.", answers: ["Compared with what?", "Ten percent off?"])
    (legal, _) = try temporary.add(
      "Legal won't sign your terms.", category: Category(rawValue: "contract terms"), answers: ["Which clause?"])
    try temporary.base.edit(.addedDeal) { try $0.save(deal) }
  }

  private func prep(_ context: Context = Context()) throws -> Prep {
    try temporary.base.read { reader in
      try Prep(deal, in: context, Search(reader, on: Self.today), reader)
    }
  }

  @Test("on day one it counts nothing, and names what most teams hear at that stage")
  func dayOne() throws {
    let prep = try prep()
    #expect(prep.basis == nil)
    #expect(prep.expected.map(\.match.objection.id) == [price.id, legal.id])
    #expect(prep.expected.allSatisfy { $0.cases == 0 && !$0.isSaidHere })
    #expect(prep.ask == .sign(by: Day(number: 20_010)))
  }

  @Test("what was logged without an answer, or stuck, is open, until it is settled")
  func open() throws {
    let first = try temporary.meet(legal, on: Day(number: 19_990), deal: deal.id)
    #expect(try prep().open.map(\.encounter.id) == [])
    try temporary.base.edit(.logged) { edit in
      var row = first
      (row.used, row.went) = (nil, Encounter.Went())
      try edit.save(row)
    }
    #expect(try prep().open.map(\.objection.id) == [legal.id])
    #expect(try prep().open.first?.isAnswered == false)
    #expect(try prep().expected.first?.match.objection.id == legal.id)
    #expect(try prep().expected.first?.isSaidHere == true)
    try temporary.meet(legal, answers[0], .worked, on: Day(number: 19_995), deal: deal.id)
    #expect(try prep().open.isEmpty)
  }

  @Test(
    "a proven answer is what to say, an untried one has one place beside it, one that keeps failing is shown as such")
  func answer() throws {
    for day in 0..<12 {
      try temporary.meet(price, answers[0], .worked, on: Day(number: 19_900 + day))
      try temporary.meet(price, answers[1], .failed, on: Day(number: 19_900 + day))
    }
    let new = Response(
      objection: price.id, words: "What would make it worth it?", technique: Technique(rawValue: "other"), place: 3)
    let banned = Response(
      objection: price.id, words: "We're the cheapest.", technique: Technique(rawValue: "other"), ban: "It's false.",
      place: 4)
    try temporary.base.edit(.addedAnswer) { edit in
      try edit.save(new)
      try edit.save(banned)
    }
    let expected = try #require(try prep().expected.first)
    #expect(expected.answer?.response.id == answers[0].id)
    #expect(expected.worthATry?.response.id == new.id)
    #expect(expected.failing?.response.id == answers[1].id)
  }

  @Test("deals against the same rival are counted as they ended, but not this one")
  func against() throws {
    try temporary.base.edit(.addedDeal) { edit in
      for (name, outcome) in [("A", Outcome.lost), ("B", .lost), ("C", .won), ("D", .invalid)] {
        try edit.save(Deal(name: name, competitor: "LEDGERLY", ending: Deal.Ending(outcome: outcome)))
      }
    }
    let prep = try prep()
    #expect(prep.against.lost == 2)
    #expect(prep.against.won == 1)
  }

  @Test("words without a deal name a case; what may be said comes first")
  func words() throws {
    let prep = try temporary.base.read { reader in
      try Prep(
        Context(role: "CFO"), words: "legal won't sign", Search(reader, on: Self.today), reader)
    }
    #expect(prep.deal == nil)
    #expect(prep.expected.first?.match.objection.id == legal.id)
    #expect(prep.ask == .costOfNothing)
  }

  @Test("the score counts what came in the fortnight after, and what of it was named")
  func score() throws {
    func keep(_ day: Int, _ objections: [Objection]) throws {
      try temporary.base.keep(
        Prepared(deal: deal.id, at: Moment(seconds: day * 86_400 + 60), objections: objections.map(\.id)))
    }
    try keep(19_950, [price])
    try keep(19_960, [price, legal])
    try keep(19_961, [price])
    try keep(19_999, [price])
    try temporary.meet(price, on: Day(number: 19_951), deal: deal.id)
    try temporary.meet(legal, on: Day(number: 19_952), deal: deal.id)
    // Before the prep of that day, and long after one.
    try temporary.meet(price, on: Day(number: 19_999), deal: deal.id)
    try temporary.meet(price, on: Day(number: 19_980), deal: deal.id)
    let score = try temporary.base.read { try ForecastScore(in: $0, now: Moment(seconds: 20_000 * 86_400)) }
    #expect(score.calls == 1)
    #expect(score.silent == 1)
    #expect(score.came == 2)
    #expect(score.named == 1)
  }
}
