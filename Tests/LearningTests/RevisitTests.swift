import Domain
import Learning
import Testing

@Suite("When to come back to a lost deal, by default")
struct RevisitTests {
  private let today = Day(number: 20_000)

  private func revisit(
    _ category: String?, detail: String? = nil, competitor: String? = nil, closed daysAgo: Int = 0,
    outcome: Outcome = .lost
  ) -> Revisit {
    let ending = Deal.Ending(
      outcome: detail == nil ? outcome : .noDecision, detail: detail.map(NoDecision.init(rawValue:)),
      closed: today.adding(days: -daysAgo))
    let deal = Deal(name: "Globex", competitor: competitor, ending: ending)
    return Revisit(deal, category: category.map(Category.init(rawValue:)), today: today)
  }

  @Test(
    "each cause has one return",
    arguments: [
      ("budget", Revisit.Cause.budget, FollowUp.Kind.smallerOffer, 30),
      ("feature gap", .gap, .condition, 180), ("timing", .timing, .date, 90),
      ("status quo", .likesWhatTheyHave, .date, 90), ("indecision", .undecided, .date, 60),
      ("trust", .other, .date, 180),
    ])
  func causes(_ category: String, _ cause: Revisit.Cause, _ kind: FollowUp.Kind, _ days: Int) {
    let revisit = revisit(category)
    #expect(revisit.cause == cause && revisit.kind == kind)
    #expect(today.days(to: revisit.due) == days)
    #expect((revisit.condition != nil) == (kind == .condition))
  }

  @Test("without a reason it goes by how the deal ended, and against whom")
  func withoutReason() {
    #expect(revisit(nil, detail: "could not decide").cause == .undecided)
    #expect(revisit(nil, detail: "project died").condition == "they have a project again")
    #expect(revisit(nil, competitor: "Ledgerly").cause == .rival)
    #expect(revisit("price", competitor: "Ledgerly").cause == .rival)
    #expect(revisit("feature gap", competitor: "Ledgerly").cause == .gap)
    #expect(revisit(nil).cause == .other)
  }

  @Test("days count from when the deal ended; one that has passed is in a week, a renewal next year's")
  func passed() {
    #expect(today.days(to: revisit("timing", closed: 40).due) == 50)
    #expect(today.days(to: revisit("timing", closed: 200).due) == 7)
    let renewal = revisit("price", competitor: "Ledgerly", closed: 300).due
    #expect(renewal == today.adding(days: -25).adding(months: 12))
  }
}
