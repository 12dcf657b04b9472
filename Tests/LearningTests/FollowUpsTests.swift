import Domain
import Foundation
import Learning
import Storage
import TestBase
import Testing

@Suite("Where follow-ups stand on a day")
struct FollowUpsTests {
  private let today = Day(number: 20_000)
  private let deal = Deal(name: "Globex", ending: Deal.Ending(outcome: .lost))

  private func row(
    due: Int? = nil, condition: String? = nil, sent: Int = 0, last: Int? = nil, woken: Int? = nil,
    result: FollowUp.Result? = nil
  ) -> FollowUp {
    FollowUp(
      about: .deal(deal.id), kind: condition == nil ? .date : .condition, due: due.map { today.adding(days: $0) },
      condition: condition,
      state: FollowUp.State(sent: sent, result: result, day: last.map { today.adding(days: $0) }),
      woken: woken.map { FollowUp.Woken(by: .fresh(), day: today.adding(days: $0)) })
  }

  private func items(_ rows: FollowUp..., of deal: Deal? = nil, fit: FitScore? = nil) -> [FollowUps.Item] {
    let deal = deal ?? self.deal
    let fit = fit ?? FitScore(FitProfile(), deal: deal, marks: [])
    return FollowUps(rows, today: today, subject: { _ in .deal(deal) }, event: { _ in nil }) {
      NoReturn($0, fit: fit)
    }.items
  }

  @Test("one waits for its day, or for something to happen, and is due from then on")
  func days() {
    #expect(items(row(due: 1)).map(\.standing) == [.waiting(until: today.adding(days: 1))])
    #expect(items(row(due: 0)).map(\.standing) == [.due(since: today)])
    #expect(items(row(due: -3)).map(\.standing) == [.due(since: today.adding(days: -3))])
    #expect(items(row(condition: "SSO ships")).map(\.standing) == [.waiting(until: nil)])
    #expect(items(row(condition: "SSO ships", woken: 0)).map(\.standing) == [.due(since: today)])
    #expect(items(row(condition: "SSO ships", woken: 5)).map(\.standing) == [.waiting(until: today.adding(days: 5))])
    #expect(items(row(due: -1, condition: "SSO ships")).map(\.isDue) == [true])
    #expect(items(row(due: -1, result: .back)).map(\.standing) == [.over(.back)])
  }

  @Test("three messages: a week after the first, three weeks after the second; then it can be ended as silent")
  func sequence() {
    let steps = [(0, FollowUps.Step.message(1), 0), (1, .message(2), 7), (2, .message(3), 21), (3, .end, 7)]
    for (sent, step, pause) in steps {
      let early = items(row(due: -pause, sent: sent, last: 1 - pause))
      let due = items(row(due: -pause, sent: sent, last: -pause))
      #expect(early.map(\.step) == [step] && due.map(\.step) == [step])
      #expect(due.map(\.isDue) == [true])
      if sent > 0 { #expect(early.map(\.standing) == [.waiting(until: today.adding(days: 1))]) }
    }
  }

  @Test("what happens between two messages makes the next one due at once")
  func wokenBetween() {
    #expect(items(row(condition: "SSO ships", sent: 1, last: -2, woken: 0)).map(\.isDue) == [true])
    #expect(items(row(condition: "SSO ships", sent: 1, last: -2, woken: -5)).map(\.isDue) == [false])
  }

  @Test("due ones come first, the longest due first, then those that wait, the next first")
  func order() {
    let rows = [row(condition: "x"), row(due: 9), row(due: -1), row(due: -9), row(due: 2), row(result: .no)]
    let found = FollowUps(rows, today: today, subject: { _ in .deal(deal) }, event: { _ in nil }) { _ in nil }.items
    #expect(found.map(\.followUp) == [rows[3], rows[2], rows[4], rows[1], rows[0], rows[5]])
  }

  @Test("what was won, is open, was no real deal or never fitted is not followed up, and never due")
  func refused() {
    func standing(_ outcome: Outcome, noFit: String? = nil) -> [FollowUps.Standing] {
      items(row(due: -1), of: Deal(name: "x", ending: Deal.Ending(outcome: outcome), noFit: noFit)).map(\.standing)
    }
    #expect(standing(.won) == [.notFollowedUp(.won)])
    #expect(standing(.open) == [.notFollowedUp(.open)])
    #expect(standing(.invalid) == [.notFollowedUp(.notReal)])
    #expect(standing(.noDecision) == [.due(since: today.adding(days: -1))])
    for outcome in [Outcome.lost, .invalid] {
      guard case .notFollowedUp(.noFit(let fit))? = standing(outcome, noFit: "One person.").first else {
        Issue.record("no word of the fit")
        continue
      }
      #expect(fit.ruledOut == "One person.")
    }
  }

  @Test("by the profile: poor is refused, unknown is not")
  func profile() {
    let profile = FitProfile(criteria: [FitProfile.Criterion(name: "Pain")])
    func standing(_ mark: FitMark.Mark) -> [Bool] {
      let fit = FitScore(profile, deal: deal, marks: [FitMark(deal: deal.id, criterion: "Pain", mark: mark)])
      return items(row(due: 0), fit: fit).map(\.isDue)
    }
    #expect(standing(.notMet) == [false])
    #expect(standing(.unknown) == [true])
    #expect(standing(.met) == [true])
  }

  @Test("due now: put-off debriefs that nobody began, and returns, the oldest first")
  func due() throws {
    let temporary = try TemporaryBase()
    let base = temporary.base
    let now = Date(timeIntervalSince1970: Double(today.number) * 86_400 + 43_200)
    let others = ["Initech", "Hooli", "Umbrella"].map { Deal(name: $0, ending: Deal.Ending(outcome: .lost)) }
    try base.edit(.plannedFollowUp) { edit in
      for deal in others + [deal] { try edit.save(deal) }
      try edit.save(row(due: -2))
      try edit.save(row(due: 4))
      try edit.save(DebriefAnswer(deal: others[1].id, question: .liked, words: "Speed."))
    }
    let moments = [-5, -4, 1].map { Moment(seconds: (today.number + $0) * 86_400) }
    for (deal, moment) in zip(others, moments) { try base.putOff(debriefOf: deal.id, until: moment) }
    let halfWay = Deal(name: "Vandelay", ending: Deal.Ending(outcome: .lost))
    try base.edit(.addedDeal) { try $0.save(halfWay) }
    for (deal, form) in [(halfWay, DebriefDraft.Form.long), (others[1], .rest)] {
      var draft = DebriefDraft(form)
      draft.answer(.liked, "Speed.")
      try base.keep(draft: draft.body, as: DebriefDraft.name(of: deal.id))
    }
    let things = try base.read { try $0.due(now: now, in: .gmt) }.things
    #expect(things.count == 3)
    guard case .debrief(let first) = things[0], case .followUp(let item) = things[1],
      case .debrief(let last) = things[2]
    else {
      Issue.record("not these, or not in this order")
      return
    }
    #expect(first.deal.name == "Initech" && first.since == today.adding(days: -5) && !first.isBegun)
    #expect(item.subject.name == "Globex")
    #expect(last.deal.name == "Vandelay" && last.since == today && last.isBegun)
    #expect(try temporary.soundness() == [])
  }
}
