import Domain
import Foundation
import Retrieval
import Screens
import Storage
import Terminal
import TestBase
import Testing

/// In plain text and in colour nothing steers the terminal but line ends and our own colours.
func expectHarmless(_ page: Page, _ what: @autoclosure () -> String = "", location: SourceLocation = #_sourceLocation) {
  for width in [nil, 40] {
    let plain = page.plain(width: width)
    #expect(!plain.unicodeScalars.contains(where: steers), "\(what().debugDescription)", sourceLocation: location)
    let painted = Paint.ansi(page, width: width)
    #expect(withoutOurColours(painted) == plain, "\(what().debugDescription)", sourceLocation: location)
  }
}

private func withoutOurColours(_ text: String) -> String {
  ["0", "1", "2", "31", "32", "33", "36"].reduce(text) { left, colour in
    left.replacingOccurrences(of: "\u{1B}[\(colour)m", with: "", options: .literal)
  }
}

private func steers(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x0A: false
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}

@Suite("Hostile text on every page") struct HostilePagesTests {
  private static let today = Day(number: 20_010)

  private static let texts: [String] = {
    var numbers = SeededNumbers(seed: 19)
    return HostileTexts.all.map { String($0.prefix(300)) } + (0..<40).map { _ in HostileTexts.random(using: &numbers) }
  }()

  @Test("Answers, card and why: as found in a base, from a hostile query")
  func answers() throws {
    let place = try TemporaryBase()
    let (objection, responses) = try place.add("It's too expensive.", answers: ["One.", "Two.", "Three."])
    var shown = 0
    for text in Self.texts {
      try place.base.edit(.editedObjection) { edit in
        try edit.save(Self.objection(text, objection.id))
        for (index, response) in responses.enumerated() {
          try edit.save(Self.response(text, response.id, of: objection.id, place: index + 1))
        }
        try edit.save(
          Encounter(
            met: Encounter.Met(
              at: Moment(seconds: 1_728_000_000), day: Day(number: 20_000), objection: objection.id, role: text),
            words: text, used: Encounter.Used(response: responses[0].id),
            went: Encounter.Went(result: .worked, knowing: .told)))
      }
      try place.base.catchUp()
      try place.base.read { reader in
        let search = try Search(reader, on: Self.today)
        let context = Context(industry: text, role: text, stage: text)
        let ids = [responses[0].id: text, responses[1].id: "r17"]
        let found = try search.find("too expensive industy:x \(text)", in: context)
        shown += found.matches.count
        for sample in [false, true] {
          let page = AnswersPage(found, today: Self.today, ids: ids, isSample: sample)
          expectHarmless(page.plain, text)
          expectHarmless(page.card, text)
        }
        let match = try search.card(Self.objection(text, objection.id), in: context)
        #expect(match.answers.count == 3)
        expectHarmless(CardPage(match, today: Self.today, ids: ids, whole: true).page, text)
        expectHarmless(CardPage(match, today: Self.today, ids: ids, number: 1).page, text)
        let met = Encounter(
          met: Encounter.Met(
            at: Moment(seconds: 0), day: Self.today, objection: objection.id, role: text, stage: text), words: text,
          used: Encounter.Used(response: match.answers[0].response.id),
          went: Encounter.Went(result: Domain.Result(rawValue: text)))
        let last = LastTimesPage([met, met], answers: match.answers.map(\.response.id), today: Self.today)
        expectHarmless(last.page, text)
        #expect(last.page.lines.count == 3)
        for answer in match.answers {
          expectHarmless(WhyPage.page(answer, of: match, shownAs: found.matches.first, today: Self.today), text)
        }
      }
    }
    // Some texts exclude or narrow, so that nothing is found.
    #expect(shown > Self.texts.count / 2)
  }

  @Test("Lists, history and notices")
  func lists() {
    let price = Category(rawValue: "price")
    for text in Self.texts {
      let objection = Self.objection(text, .fresh())
      let response = Self.response(text, .fresh(), of: objection.id, place: 1)
      let deal = Deal(
        name: text, account: text, owner: text, stage: text, expectedClose: Self.today,
        ending: Deal.Ending(outcome: text.count.isMultiple(of: 2) ? .open : Outcome(rawValue: text)))
      let person = Person(name: text, role: text)
      let proof = Proof(claim: text, customer: text, source: text, date: Self.today)
      let encounter = Encounter(
        met: Encounter.Met(at: Moment(seconds: 0), day: Self.today, objection: objection.id, role: text), words: text,
        went: Encounter.Went(result: Domain.Result(rawValue: text)))
      let pages = [
        ListPage.objections([(id: text, objection: objection, met: 3)]),
        ListPage.objections([(id: "o1", objection: Objection(sentence: text, category: price), met: 0)]),
        ListPage.answers([(id: text, response: response, worked: 1, known: 2)]),
        ListPage.deals([(id: text, deal: deal)]),
        ListPage.people([(id: text, person: person, deal: text)]),
        ListPage.proofs([(id: text, proof: proof)]),
        ListPage.logged([(id: text, encounter: encounter, objection: text, answer: text, deal: text)]),
        Page.text(
          Wording.notice(.unknownFilter(text, nearest: text)), Wording.notice(.unknownValue(filter: text, value: text)),
          Wording.notice(.filterWithoutValue(text)), Wording.notice(.notAFilter(text)),
          Wording.notice(.readAs(text, text))),
      ]
      for page in pages { expectHarmless(page, text) }
    }
  }

  @Test("Acts and changes of a base that hostile texts were written into")
  func history() throws {
    let place = try TemporaryBase()
    for text in Self.texts {
      try place.base.edit(.addedDeal, subject: text) { try $0.save(Deal(name: text, account: text)) }
    }
    let deals = try place.base.read { try $0.deals() }
    #expect(deals.count > 50)
    try place.base.read { reader in
      expectHarmless(HistoryPage.acts(try reader.history(limit: -1), names: [:], gone: [], zone: .gmt))
      for deal in deals { expectHarmless(HistoryPage.changes(try reader.history(of: .deal(deal.id)), zone: .gmt)) }
    }
    expectHarmless(HistoryPage.undone(try place.base.undo(deals.count)))
  }

  @Test("A base without anything says what to type, on every list")
  func empty() {
    let pages = [
      ListPage.objections([]), ListPage.answers([]), ListPage.deals([]), ListPage.people([]), ListPage.proofs([]),
      ListPage.logged([]),
    ]
    for page in pages { #expect(page.plain().contains(" comeback ")) }
  }

  private static func objection(_ text: String, _ id: ID<Objection>) -> Objection {
    Objection(
      id: id, sentence: "\(text) too expensive", category: Category(rawValue: text),
      kind: ObjectionKind(rawValue: text),
      concern: text, check: text, tell: text, condition: text)
  }

  private static func response(_ text: String, _ id: ID<Response>, of objection: ID<Objection>, place: Int) -> Response
  {
    Response(
      id: id, objection: objection, askFirst: place == 1 ? text : nil, words: text, written: text,
      technique: Technique(rawValue: text), proof: text, know: text, applies: text, caution: place == 2 ? text : nil,
      ban: place == 3 ? text : nil, place: place)
  }
}
