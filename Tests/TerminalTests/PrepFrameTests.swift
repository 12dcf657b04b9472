import Calls
import Domain
import Exchange
import Retrieval
import Screens
import Storage
import TestBase
import Testing

@Suite("A prep on a screen of 80x24") struct PrepFrameTests {
  private static let today = Day(number: 20_000)

  /// A team's base after so many days, each with a call on the two newest of its deals.
  private func page(after days: Int) throws -> Page {
    let temporary = try TemporaryBase()
    _ = try temporary.base.take(ReadableFiles(at: Checkout.seedData))
    let acme = Deal(
      name: "Acme", industry: "fintech", competitor: "Ledgerly",
      amount: Deal.Amount(value: 48_000, currency: "USD"), stage: "negotiation", expectedClose: Day(number: 20_012))
    let others = (0...days / 2).map { Deal(name: "Deal \($0)", industry: "fintech", stage: "negotiation") }
    try temporary.base.edit(.addedDeal) { edit in
      for deal in [acme] + others { try edit.save(deal) }
      try edit.save(Person(deal: acme.id, name: "Dana", role: "CFO"))
    }
    let names = [
      "price-too-expensive", "contract-terms-liability", "implementation-it-has-no-time", "timing-next-quarter",
    ]
    let results: [Domain.Result] = [.worked, .worked, .failed, .partly, .worked]
    for day in 0..<days {
      for (index, deal) in others[max(0, day / 2 - 1)...day / 2].enumerated() {
        let name = names[(day + index) * (day + 3) % 7 % names.count]
        let (objection, responses) = try temporary.base.read { reader in
          let id = ID<Objection>(named: name, kind: "objection")
          return (try #require(try reader.objection(id)), try reader.responses(to: id))
        }
        let met = Encounter.Met(
          at: Moment(seconds: (20_000 - days + day) * 86_400), day: Day(number: 20_000 - days + day),
          objection: objection.id, deal: deal.id, role: "CFO", stage: "negotiation")
        let result = results[(day + index) % results.count]
        try temporary.base.edit(.logged) { edit in
          try edit.save(
            Encounter(
              met: met, words: objection.sentence, used: Encounter.Used(response: responses[day % 2].id),
              went: Encounter.Went(result: result, knowing: .did, day: met.day)))
        }
      }
    }
    try temporary.base.catchUp()
    let prep = try temporary.base.read { reader in
      try Prep(acme, in: reader.context(of: acme), Search(reader, on: Self.today), reader)
    }
    return PrepPage(prep, today: Self.today, log: "comeback log Acme").page
  }

  @Test("of a team's first day, its fifth and its thirtieth is whole on it", arguments: [1, 5, 30])
  func days(_ days: Int) throws {
    let rows = try page(after: days - 1).plain(width: 80).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map(String.init)
    #expect(rows.count <= 24)
    #expect(rows.allSatisfy { CellWidth.of($0) <= 80 })
    try KeptText.expect(rows, "prep-day-\(days)")
  }
}
