import Domain
import Foundation
import Learning
import Screens
import Storage
import TestBase
import Testing

@Suite("Hostile text on the pages of debriefs and follow-ups") struct AfterDealPagesTests {
  private static let today = Day(number: 20_000)
  private static let texts = HostileTexts.all.map { String($0.prefix(200)) }

  private static func deal(_ text: String, _ outcome: Outcome = .lost) -> Deal {
    Deal(name: text, competitor: text, ending: Deal.Ending(outcome: outcome, closed: today), noFit: text)
  }

  @Test("What a debrief asks, what was answered and what waits steer no terminal")
  func debrief() throws {
    for text in Self.texts {
      for outcome in [Outcome.won, .lost, .noDecision, .invalid, Outcome(rawValue: text)] {
        let deal = Self.deal(text, outcome)
        expectHarmless(.text(DebriefPage.opening(text, outcome)), text)
        let heard = DebriefCase.Heard(
          objection: .fresh(), sentence: text, category: Category(rawValue: text), result: .failed)
        let days = [0, 7].map {
          DebriefCase.LoggedDay(day: Self.today.adding(days: $0 - 30), encounter: .fresh(), words: text)
        }
        let steps = DebriefQuestions(DebriefCase(deal: deal, heard: [heard], days: days), today: Self.today)
          .steps(DebriefDraft(.long))
        for step in steps {
          let asked = DebriefPage.asked(step)
          expectHarmless(asked.above, text)
          expectHarmless(.text(asked.question), text)
        }
        #expect(outcome == .invalid || outcome.rawValue == text || steps.count > 3)
      }
      let rows = [DebriefAnswer.Question.settled, .init(rawValue: text)].map { question in
        DebriefPage.Row(
          id: "b1234",
          answer: DebriefAnswer(
            deal: .fresh(), question: question, words: text, choice: .init(rawValue: text),
            knowing: .init(rawValue: text)),
          about: text, isHandedOver: false, by: text)
      }
      expectHarmless(DebriefPage.answers(rows), text)
      expectHarmless(DebriefPage.choice(rows), text)
      for kind in FollowUp.Kind.known + [.init(rawValue: text)] {
        let followUp = FollowUp(about: .deal(.fresh()), kind: kind, due: Self.today, condition: text, offer: text)
        expectHarmless(.text(DebriefPage.next(followUp)), text)
      }
    }
  }

  @Test("The closed deals that wait for a debrief steer no terminal, whatever they are called")
  func waiting() throws {
    let place = try TemporaryBase()
    let named = Self.texts.filter { text in text.unicodeScalars.contains { $0 != "\0" } }
    try place.base.edit(.addedDeal) { edit in for text in named { try edit.save(Self.deal(text)) } }
    let waiting = try place.base.read { try DebriefsWaiting(in: $0, today: Self.today).deals }
    #expect(waiting.count == named.count)
    expectHarmless(DebriefPage.waiting(waiting) { $0.description })
  }

  @Test("Follow-ups, what is due and what an event did steer no terminal")
  func followUps() {
    for text in Self.texts {
      let deal = Self.deal(text)
      let objection = Objection(sentence: text, category: Category(rawValue: "price"))
      let event = Event(words: text, day: Self.today)
      let states: [(FollowUp.State, NoReturn?)] = [
        (.init(), nil), (.init(sent: 1, day: Self.today), nil), (.init(sent: 3, day: Day(number: 1)), nil),
        (.init(result: .init(rawValue: text), day: Self.today), nil),
        (.init(), .noFit(FitScore(FitProfile(), deal: deal, marks: []))),
      ]
      for (state, refusal) in states {
        let rows = [FollowUp.About.deal(deal.id), .objection(objection.id)].flatMap { about in
          FollowUp.Kind.known.map { kind in
            FollowUp(
              about: about, kind: kind, due: Self.today, condition: text, offer: text, state: state,
              woken: FollowUp.Woken(by: event.id, day: Self.today), note: text)
          }
        }
        let items = FollowUps(rows, today: Self.today) { about in
          if case .deal = about { .deal(deal) } else { .objection(objection) }
        } event: { _ in
          event
        } refusal: { _ in
          refusal
        }.items
        #expect(items.count == rows.count)
        let shown = items.map { FollowUpPage.Row(id: "u1234", item: $0, ended: nil) }
        let list = FollowUpPage.list(shown, debriefs: [DebriefDue(deal: deal, since: Self.today)], today: Self.today) {
          $0
        }
        expectHarmless(list, text)
        let cards = [(id: "o1234", sentence: text)]
        expectHarmless(
          FollowUpPage.told(event, woken: shown, near: shown, cards: cards, today: Self.today) { $0 }, text)
        let due = Due(items.map(Due.Thing.followUp) + [.debrief(DebriefDue(deal: deal, since: Self.today))])
        for line in FollowUpPage.due(due, ids: { _ in "u1234" }, typed: { $0 }) { expectHarmless(.text(line), text) }
      }
      expectHarmless(FollowUpPage.events([("e1234", event, [text])]), text)
    }
  }
}
