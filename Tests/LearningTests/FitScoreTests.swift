import Domain
import Learning
import Storage
import TestBase
import Testing

@Suite("How a deal meets the profile")
struct FitScoreTests {
  private let profile = FitProfile(
    criteria: [
      FitProfile.Criterion(
        name: "Trade", weight: 3, rule: FitProfile.Rule(field: "industry", values: ["Fintech", "insurance"])),
      FitProfile.Criterion(name: "Somebody owns the close", weight: 3),
      FitProfile.Criterion(name: "Pain this year", weight: 4),
    ],
    stops: [
      FitProfile.Stop(name: "Builds it in-house", rule: FitProfile.Rule(field: "competitor", values: ["own tool"])),
      FitProfile.Stop(name: "Under five people"),
    ])
  private var deal = Deal(name: "Acme", industry: "FinTech")

  private func score(_ marks: [(String, FitMark.Mark)], of deal: Deal? = nil) -> FitScore {
    let deal = deal ?? self.deal
    return FitScore(
      profile, deal: deal, marks: marks.map { FitMark(deal: deal.id, criterion: $0.0, mark: $0.1, knowing: .told) })
  }

  @Test("A deal's own fields are judged by the rule, whatever their case")
  func rules() {
    let score = score([])
    #expect(score.judged.map(\.mark) == [.met, .unknown, .unknown])
    #expect(score.judged[0].isByRule && score.judged[0].knowing == nil)
    #expect(self.score([], of: Deal(name: "x", industry: "retail")).judged[0].mark == .notMet)
    #expect(self.score([], of: Deal(name: "x")).judged[0].mark == .unknown)
  }

  @Test("What somebody said stands above what the fields say")
  func said() {
    let score = score([("trade", .notMet)])
    #expect(score.judged[0].mark == .notMet && score.judged[0].knowing == .told && !score.judged[0].isByRule)
    #expect(self.score([("Trade", .unknown)]).judged[0].mark == .unknown)
  }

  @Test("What is unknown is neither for nor against; with under half of the weight known there is no tier")
  func unknown() {
    #expect(score([]).tier == .unknown)
    #expect(score([]).share == 1)
    #expect(score([("Pain this year", .met)]).tier == .a)
    #expect(FitScore(FitProfile(), deal: deal, marks: []).tier == .unknown)
  }

  @Test("Tiers go by the share of the known weight")
  func tiers() {
    #expect(score([("Pain this year", .met), ("Somebody owns the close", .met)]).tier == .a)
    #expect(score([("Pain this year", .met), ("Somebody owns the close", .notMet)]).tier == .b)
    let poor = score([("Pain this year", .notMet), ("Somebody owns the close", .notMet)])
    #expect(poor.tier == .c && poor.isPoor)
    #expect(poor.met == 3 && poor.known == 10 && poor.whole == 10)
  }

  @Test("A hard stop rules a deal out whatever else it meets, and so does somebody's word")
  func stops() {
    let good: [(String, FitMark.Mark)] = [("Pain this year", .met), ("Somebody owns the close", .met)]
    #expect(score(good + [("Under five people", .met)]).tier == .noFit)
    #expect(score(good + [("Under five people", .notMet)]).stops.isEmpty)
    var inHouse = deal
    inHouse.competitor = "Own tool"
    #expect(score(good, of: inHouse).stops.map(\.name) == ["Builds it in-house"])
    #expect(score(good + [("Builds it in-house", .notMet)], of: inHouse).tier == .a)
    inHouse.competitor = nil
    inHouse.noFit = "They buy for one person."
    #expect(score(good, of: inHouse).tier == .noFit)
  }

  @Test("One criterion has one mark on one deal, and the last said stands")
  func oneMark() throws {
    let temporary = try TemporaryBase()
    try temporary.base.edit(.judgedFit) { edit in
      try edit.save(profile)
      try edit.save(deal)
      try edit.save(FitMark(deal: deal.id, criterion: "Pain this year", mark: .met, knowing: .guess))
    }
    try temporary.base.edit(.judgedFit) { edit in
      try edit.save(FitMark(deal: deal.id, criterion: "PAIN this year", mark: .notMet, knowing: .told))
    }
    #expect(try temporary.base.read { try $0.fitMarks(of: deal.id).map(\.mark) } == [.notMet])
    #expect(try temporary.base.read { try $0.fit(of: deal)?.judged.map(\.mark) } == [.met, .unknown, .notMet])
    #expect(try temporary.base.read { try $0.profile() } == profile)
    #expect(try temporary.soundness() == [])
  }

  @Test("Weights, tiers and counts of messages from elsewhere read as the nearest that is allowed")
  func outOfRange() throws {
    let temporary = try TemporaryBase()
    let deal = Deal(name: "Globex")
    let profile = FitProfile(
      criteria: [FitProfile.Criterion(name: "Pain", weight: 9_000), FitProfile.Criterion(name: "Size", weight: -3)],
      tiers: FitProfile.Tiers(a: 400, b: -1))
    let followUp = FollowUp(about: .deal(deal.id), kind: .date, state: FollowUp.State(sent: -5))
    try temporary.base.edit(.imported) { edit in
      try edit.save(deal)
      try edit.save(profile)
      try edit.save(followUp)
    }
    try temporary.base.read { reader in
      let read = try #require(try reader.profile())
      #expect(read.criteria.map(\.weight) == [10, 1])
      #expect(read.tiers.a == 100 && read.tiers.b == 1)
      #expect(try reader.followUp(followUp.id)?.state.sent == 0)
    }
  }
}
