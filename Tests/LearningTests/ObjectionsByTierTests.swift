import Domain
import Foundation
import Learning
import Retrieval
import Storage
import TestBase
import Testing

@Suite("Where objections come from, by how deals fit")
struct ObjectionsByTierTests {
  private let dear = ID<Objection>.fresh()
  private let later = ID<Objection>.fresh()

  private func deals(_ count: Int, _ outcome: Outcome = .open) -> [Deal] {
    (0..<count).map { Deal(name: "d\($0)", ending: Deal.Ending(outcome: outcome)) }
  }

  /// So many poor and good deals that brought the objection, and so many that didn't.
  private func row(with poor: Int, _ good: Int, without otherPoor: Int, _ otherGood: Int) -> ObjectionsByTier.Row? {
    let (poor, good, others) = (deals(poor), deals(good), deals(otherPoor + otherGood))
    let fits =
      poor.enumerated().map { ($1, $0.isMultiple(of: 2) ? FitScore.Tier.c : .noFit) } + good.map { ($0, .a) }
      + others.enumerated().map { ($1, $0 < otherPoor ? FitScore.Tier.c : .b) }
    return ObjectionsByTier(fits: fits, met: (poor + good).map { (dear, $0.id) }).rows.first
  }

  @Test("One whose deals mostly don't fit, where others do, is told, with its count")
  func told() throws {
    let found = try #require(row(with: 7, 2, without: 2, 18))
    #expect(found.isFromPoorFit && found.poor == 7 && found.deals == 9)
    #expect(found.tiers == [.c: 4, .noFit: 3, .a: 2])
    #expect(found.chance > 0.99)
  }

  @Test("Where all deals fit poorly it is not the objection; under 60 % it isn't either; nor when few say so")
  func notTold() {
    #expect(row(with: 7, 2, without: 14, 4)?.isFromPoorFit == false)
    #expect(row(with: 5, 4, without: 1, 19)?.isFromPoorFit == false)
    #expect(row(with: 4, 1, without: 1, 3)?.isFromPoorFit == false)
    #expect(row(with: 3, 1, without: 1, 19) == nil)
  }

  @Test("Met three times on a deal is once; deals that weren't real and those whose fit is unknown are left out")
  func leftOut() {
    let (poor, invalid, unknown) = (deals(4), deals(5, .invalid), deals(5))
    let fits =
      poor.map { ($0, FitScore.Tier.c) } + invalid.map { ($0, .noFit) } + unknown.map { ($0, FitScore.Tier.unknown) }
    let met = (poor + invalid + unknown).flatMap { deal in (0..<3).map { _ in (later, deal.id) } }
    let found = ObjectionsByTier(fits: fits, met: met)
    #expect(found.rows.isEmpty && found.all == [.c: 4])
    let lost = deals(2, .lost)
    let more = ObjectionsByTier(
      fits: fits + lost.map { ($0, .noFit) }, met: met + lost.map { (later, $0.id) })
    #expect(more.rows.map(\.deals) == [6] && more.all == [.c: 4, .noFit: 2])
  }

  @Test("The exact sum is what integrating the two shares gives")
  func chance() {
    for (one, other) in [((0, 0), (0, 0)), ((7, 9), (2, 20)), ((3, 11), (8, 9)), ((60, 100), (50, 100))] {
      let (p, q) = (BetaPosterior(one.0, of: one.1), BetaPosterior(other.0, of: other.1))
      let steps = 4_000
      let integral = (0..<steps).reduce(0.0) { sum, step in
        let (low, high) = (Double(step) / Double(steps), Double(step + 1) / Double(steps))
        return sum + (q.cumulative(high) - q.cumulative(low)) * (1 - p.cumulative((low + high) / 2))
      }
      #expect(abs(p.chance(above: q) - integral) < 1e-5)
      #expect(abs(p.chance(above: q) + q.chance(above: p) - 1) < 1e-9)
    }
  }

  @Test("In a base: objections that are one are counted as one, and logs without a deal not at all")
  func inABase() throws {
    let place = try TemporaryBase()
    let (front, _) = try place.add("It's too dear.")
    let (other, _) = try place.add("Way too costly.")
    _ = try place.base.say(front.id, isSameAs: other.id)
    let profile = FitProfile(criteria: [
      FitProfile.Criterion(name: "Trade", rule: FitProfile.Rule(field: "industry", values: ["fintech"]))
    ])
    let deals = (0..<6).map { Deal(name: "d\($0)", industry: $0 < 5 ? "retail" : "fintech") }
    try place.base.edit(.addedDeal) { edit in for deal in deals { try edit.save(deal) } }
    for (index, deal) in deals.enumerated() {
      try place.meet(index.isMultiple(of: 2) ? front : other, deal: deal.id)
    }
    try place.meet(front)
    let found = try place.base.read { try $0.objectionsByTier($0.fits(profile)) }
    #expect(found.rows.map(\.objection) == [try place.base.read { try $0.front(of: other.id) }])
    #expect(found.rows.map(\.tiers) == [[.c: 5, .a: 1]])
  }
}

@Suite("The profile against what became of deals")
struct ProfileCheckTests {
  private let profile = FitProfile(criteria: [
    FitProfile.Criterion(name: "Pain"), FitProfile.Criterion(name: "Date"), FitProfile.Criterion(name: "Trade"),
  ])

  /// Deals that ended so, each with what is known of the three criteria.
  private func fits(_ rows: [(Int, Outcome, [FitMark.Mark])]) -> [(deal: Deal, score: FitScore)] {
    rows.flatMap { count, outcome, marks in
      (0..<count).map { _ in
        let deal = Deal(name: "x", ending: Deal.Ending(outcome: outcome))
        let said = zip(profile.criteria, marks).map { FitMark(deal: deal.id, criterion: $0.name, mark: $1) }
        return (deal, FitScore(profile, deal: deal, marks: said))
      }
    }
  }

  @Test("A criterion that tells wins, one that points the wrong way, one that says nothing: each is said to be so")
  func verdicts() {
    let check = ProfileCheck(
      profile,
      fits: fits([
        (4, .won, [.met, .notMet, .met]), (4, .won, [.met, .notMet, .notMet]), (3, .lost, [.met, .met, .notMet]),
        (1, .won, [.notMet, .met, .notMet]),
        (5, .noDecision, [.notMet, .met, .met]), (3, .lost, [.notMet, .notMet, .notMet]),
      ]))
    #expect(check.rows.map(\.verdict) == [.tells, .wrongWay, .saysNothing])
    #expect(check.rows[0].met == ProfileCheck.Won(won: 8, decided: 11))
    #expect(check.rows[0].notMet == ProfileCheck.Won(won: 1, decided: 9))
    #expect(check.decided == 20)
  }

  @Test("Under five on one side there are only counts; what is unknown is on neither")
  func tooFew() {
    let check = ProfileCheck(
      profile, fits: fits([(9, .won, [.met, .unknown, .unknown]), (4, .lost, [.notMet, .unknown, .unknown])]))
    #expect(check.rows.map(\.verdict) == [.tooFew, .tooFew, .tooFew])
    #expect(check.rows[1].met == ProfileCheck.Won() && check.rows[1].notMet == ProfileCheck.Won())
  }

  @Test("Deals that are open or weren't real count nowhere; tiers say how many of them were won")
  func tiers() {
    let all: [FitMark.Mark] = [.met, .met, .met]
    let none: [FitMark.Mark] = [.notMet, .notMet, .notMet]
    let check = ProfileCheck(
      profile,
      fits: fits([
        (2, .won, all), (1, .lost, all), (2, .noDecision, none), (1, .won, [.unknown, .unknown, .unknown]),
        (7, .open, all), (7, .invalid, none), (1, Outcome(rawValue: "merged"), all),
      ]))
    #expect(check.tiers[.a] == ProfileCheck.Won(won: 2, decided: 3))
    #expect(check.tiers[.c] == ProfileCheck.Won(won: 0, decided: 2))
    #expect(check.tiers[.unknown] == ProfileCheck.Won(won: 1, decided: 1))
    #expect(check.decided == 6)
  }
}
