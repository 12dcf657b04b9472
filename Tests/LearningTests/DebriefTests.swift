import Domain
import Foundation
import Learning
import Storage
import TestBase
import Testing

@Suite("What is kept of a debrief")
struct DebriefTests {
  private let now = Date(timeIntervalSince1970: 20_000 * 86_400 + 43_200)
  private var today: Day { Day(now, in: .gmt) }

  private struct World {
    let temporary: TemporaryBase
    let deal: Deal
    let objection: Objection
    let encounter: Encounter
  }

  private func world(_ outcome: Outcome = .lost) throws -> World {
    let temporary = try TemporaryBase()
    let price = try temporary.add("It's too expensive.", answers: ["Compared with what?"])
    let deal = Deal(
      name: "Globex", industry: "fintech", stage: "negotiation",
      ending: Deal.Ending(outcome: outcome, closed: outcome == .open ? nil : today))
    try temporary.base.edit(.named) { edit in
      if let writer = try edit.reader.writer() { try edit.save(Author(id: writer, name: "Ana")) }
    }
    try temporary.base.edit(.addedDeal) { try $0.save(deal) }
    let encounter = try temporary.meet(
      price.objection, price.responses[0], .unknown, on: today.adding(days: -9), role: "CFO", deal: deal.id)
    return World(temporary: temporary, deal: deal, objection: price.objection, encounter: encounter)
  }

  /// Answers by name, whatever is asked else is skipped, or answered with words where it can't be.
  private func debrief(_ world: World, _ said: [DebriefStep.Name: String], _ form: DebriefDraft.Form = .long) throws
    -> Debrief
  {
    let known = try world.temporary.base.read { try DebriefCase(world.deal, in: $0) }
    let questions = DebriefQuestions(known, today: today)
    var draft = DebriefDraft(form)
    while let step = questions.next(draft) {
      var value = said[step.name]
      if value == nil, !step.isSkippable {
        value = step.name == .next ? "standard" : "words"
      }
      questions.take(value, for: step, into: &draft)
    }
    return Debrief(draft, of: questions)
  }

  @discardableResult
  private func kept(_ world: World, _ said: [DebriefStep.Name: String]) throws -> Debrief {
    let debrief = try debrief(world, said)
    try world.temporary.base.keep(debrief, zone: .gmt, now: now)
    return debrief
  }

  @Test("A skip is no answer: no row, and never a no")
  func skips() throws {
    let world = try world()
    let debrief = try kept(world, [.differently: "ask sooner"])
    #expect(debrief.answers.map(\.question) == [.next, .differently])
    #expect(debrief.reason == nil && debrief.results.isEmpty)
    #expect(try world.temporary.base.read { try $0.encounter(world.encounter.id)?.went.result } == .unknown)
    #expect(try world.temporary.soundness() == [])
  }

  @Test("Prose is the rep's own; the reason, the result and the return are the team's; all is one change")
  func audiences() throws {
    let world = try world()
    try kept(
      world,
      [
        .liked: "the pace", .settled(world.objection.id): "yes", .category: "price", .why: "too dear",
        .whyHow: "told", .hands: "partly", .asked: "never", .differently: "ask sooner", .next: "date",
        .due: "2026-03-01",
      ])
    let handed = world.temporary.folder.appendingPathComponent("handed.db").path
    try world.temporary.base.writeTeamCopy(to: handed)
    let colleague = try TemporaryBase()
    _ = try colleague.base.merge(handed)
    try colleague.base.read { reader throws in
      #expect(try reader.debriefAnswers().isEmpty)
      let reason = try #require(try reader.reasons(of: world.deal.id).first)
      #expect(reason.words == "too dear" && reason.knowing == .told && reason.inHands?.rawValue == "partly")
      #expect(try reader.followUps(of: world.deal.id).map(\.due) == [Day("2026-03-01")])
      #expect(try reader.encounter(world.encounter.id)?.went.result == .worked)
    }
    let acts = try world.temporary.base.read { try $0.history() }
    #expect(acts.first?.deed == .debriefed)
    _ = try world.temporary.base.undo()
    try world.temporary.base.read { reader throws in
      #expect(try reader.debriefAnswers().isEmpty)
      #expect(try reader.reasons().isEmpty)
      #expect(try reader.followUps().isEmpty)
      #expect(try reader.encounter(world.encounter.id)?.went.result == .unknown)
    }
    #expect(try world.temporary.soundness() == [])
    #expect(try colleague.soundness() == [])
  }

  @Test("A result that was known already stays as it was said")
  func knownResult() throws {
    let world = try world()
    let debrief = try debrief(world, [.settled(world.objection.id): "no"])
    var row = world.encounter
    row.went = Encounter.Went(result: .worked, knowing: .told, day: today)
    try world.temporary.base.edit(.changedResult) { try $0.save(row) }
    try world.temporary.base.keep(debrief, zone: .gmt, now: now)
    #expect(try world.temporary.base.read { try $0.encounter(world.encounter.id)?.went.result } == .worked)
  }

  @Test("An open deal is closed by it, one without a decision says why, and a rival goes to the deal")
  func endings() throws {
    let open = try world(.open)
    try kept(
      open, [.outcome: "no decision", .detail: "could not decide", .category: "price"])
    let deal = try #require(try open.temporary.base.read { try $0.deal(open.deal.id) })
    #expect(
      deal.ending == Deal.Ending(outcome: .noDecision, detail: NoDecision(rawValue: "could not decide"), closed: today))
    let lost = try world(.lost)
    try kept(lost, [.category: "price", .competitor: "Ledgerly"])
    #expect(try lost.temporary.base.read { try $0.deal(lost.deal.id)?.competitor } == "Ledgerly")
    #expect(try open.temporary.soundness() == [])
  }

  @Test("Let go for no fit: the words rule it out, a criterion is marked, and nothing is planned")
  func letGo() throws {
    let words = try world()
    try kept(words, [.next: "let go", .noFit: "they buy for one person"])
    try words.temporary.base.read { reader throws in
      #expect(try reader.deal(words.deal.id)?.noFit == "they buy for one person")
      #expect(try reader.followUps().isEmpty)
    }
    let profiled = try world()
    try profiled.temporary.base.edit(.changedProfile) {
      try $0.save(FitProfile(criteria: [FitProfile.Criterion(name: "Pain this year")]))
    }
    try kept(profiled, [.next: "let go", .criterion: "Pain this year"])
    try profiled.temporary.base.read { reader throws in
      #expect(try reader.fitMarks(of: profiled.deal.id).map(\.mark) == [.notMet])
      #expect(try reader.deal(profiled.deal.id)?.noFit == "not met: Pain this year")
    }
    #expect(try profiled.temporary.soundness() == [])
  }

  @Test("What should have told us sooner goes to how the deal fits")
  func sooner() throws {
    let world = try world(.invalid)
    try kept(world, [.sooner: "no budget was ever named"])
    try world.temporary.base.read { reader throws in
      #expect(try reader.deal(world.deal.id)?.noFit == "no budget was ever named")
      // The words are in one place only: the team sees them, and nothing says that only you do.
      #expect(try reader.debriefAnswers(of: world.deal.id).isEmpty)
      #expect(try reader.hasOwnDebrief(of: #require(try reader.deal(world.deal.id))))
    }
  }

  @Test("After the short form only what it left is asked, and nothing once all is answered")
  func again() throws {
    let world = try world()
    let short = try debrief(world, [.why: "too dear", .category: "price", .differently: "ask sooner"], .short)
    try world.temporary.base.keep(short, zone: .gmt, now: now)
    let known = try world.temporary.base.read { try DebriefCase(world.deal, in: $0) }
    let questions = DebriefQuestions(known, today: today)
    let names = questions.steps(DebriefDraft(.long)).map(\.name)
    #expect(names.first == .liked && !names.contains(.why) && !names.contains(.differently) && !names.contains(.next))
    #expect(questions.isBegun)
  }

  @Test("Never having asked for the decision is counted by debrief; deals that weren't real and skips are left out")
  func neverAsked() throws {
    let world = try world()
    let others = [Outcome.lost, .won, .invalid, .lost].map { outcome in
      Deal(name: "Deal \(outcome)", ending: Deal.Ending(outcome: outcome))
    }
    try world.temporary.base.edit(.debriefed) { edit in
      for deal in others { try edit.save(deal) }
      for deal in others.prefix(3) {
        try edit.save(DebriefAnswer(deal: deal.id, question: .asked, choice: .never))
      }
      try edit.save(DebriefAnswer(deal: world.deal.id, question: .asked, words: "by mail"))
    }
    let findings = try world.temporary.base.read { try DebriefFindings(in: $0) }
    #expect(findings.asked == 3 && findings.neverAsked == 2)
  }

  @Test("Deals that closed of late wait for a debrief, until there is one; a colleague's don't")
  func waiting() throws {
    let world = try world()
    let closed = Deal.Ending(outcome: .lost, closed: today.adding(days: -3))
    let old = Deal.Ending(outcome: .lost, closed: today.adding(days: -31))
    let deals = [
      Deal(name: "Mine", owner: "ana", ending: closed), Deal(name: "Ben's", owner: "Ben", ending: closed),
      Deal(name: "Old", ending: old), Deal(name: "Open"),
      Deal(name: "Not real", ending: Deal.Ending(outcome: .invalid, closed: today)),
    ]
    try world.temporary.base.edit(.addedDeal) { edit in for deal in deals { try edit.save(deal) } }
    func names() throws -> [String] {
      try world.temporary.base.read { try DebriefsWaiting(in: $0, today: today).deals.map(\.deal.name) }
    }
    #expect(try names() == ["Mine", "Globex"])
    let until = Moment(seconds: 20_001 * 86_400)
    try world.temporary.base.putOff(debriefOf: world.deal.id, until: until)
    #expect(try world.temporary.base.read { try $0.putOff() } == [PutOff(deal: world.deal.id, until: until)])
    try kept(world, [.liked: "the pace"])
    #expect(try names() == ["Mine"])
    #expect(try world.temporary.base.read { try $0.putOff() }.isEmpty)
  }

  @Test("What one wanted to do differently comes back for this deal first, then for those most like it")
  func differently() throws {
    let world = try world()
    let like = Deal(name: "Initech", industry: "Fintech", stage: "negotiation")
    let unlike = Deal(name: "Hooli", industry: "retail")
    try world.temporary.base.edit(.debriefed) { edit in
      try edit.save(like)
      try edit.save(unlike)
      try edit.save(DebriefAnswer(deal: world.deal.id, question: .differently, words: "first"))
      try edit.save(DebriefAnswer(deal: unlike.id, question: .differently, words: "of another trade"))
    }
    func words(_ deal: Deal?, _ context: Context) throws -> [String] {
      try world.temporary.base.read { try Lessons(for: deal, in: context, $0).differently.map(\.words) }
    }
    #expect(try words(nil, Context(industry: "fintech", role: "CFO")) == ["first"])
    #expect(try words(like, Context(industry: "fintech")) == ["first"])
    #expect(try words(unlike, Context(industry: "fintech")) == ["of another trade", "first"])
    #expect(try words(nil, Context(industry: "mining")).isEmpty)
    #expect(try words(nil, Context()).isEmpty)
  }

  @Test("Only what it adds goes to the deal: what was changed meanwhile stays")
  func meanwhile() throws {
    let world = try world()
    let debrief = try debrief(world, [.liked: "the pace", .category: "price", .competitor: "Ledgerly"])
    var deal = world.deal
    (deal.stage, deal.competitor, deal.noFit) = ("closing", "Rival", "one person")
    let changed = deal
    try world.temporary.base.edit(.addedDeal) { try $0.save(changed) }
    try world.temporary.base.keep(debrief, zone: .gmt, now: now)
    #expect(try world.temporary.base.read { try $0.deal(deal.id) } == changed)
  }

  @Test("One that was overtaken by another, or by another ending, is not kept")
  func overtaken() throws {
    let world = try world()
    let late = try debrief(world, [.liked: "the pace"])
    try kept(world, [.liked: "the pace of it"])
    try world.temporary.base.keep(draft: "{}", as: "debrief")
    #expect(throws: Debrief.Overtaken.self) {
      try world.temporary.base.keep(late, finishing: "debrief", zone: .gmt, now: now)
    }
    #expect(try world.temporary.base.read { try $0.draft("debrief") } == "{}")
    let other = try self.world()
    let lost = try debrief(other, [.liked: "the pace"])
    var won = other.deal
    won.ending.outcome = .won
    let ended = won
    try other.temporary.base.edit(.endedDeal) { try $0.save(ended) }
    #expect(throws: Debrief.Overtaken.self) { try other.temporary.base.keep(lost, zone: .gmt, now: now) }
  }

  @Test("Answered again, the older answer is put away and its reason stays; an undo brings it back")
  func anew() throws {
    let world = try world()
    try kept(world, [.liked: "the pace", .why: "too dear"])
    let known = try world.temporary.base.read { try DebriefCase(world.deal, in: $0) }
    var draft = DebriefDraft(.long)
    draft.answer(.liked, "the plan", isImplied: true)
    draft.answer(.why, "no budget", isImplied: true)
    let again = Debrief(draft, of: DebriefQuestions(known, today: today))
    try world.temporary.base.keep(again, zone: .gmt, now: now)
    func liked() throws -> [String?] {
      try world.temporary.base.read {
        try $0.debriefAnswers(of: world.deal.id).filter { $0.question == .liked }.map(\.words)
      }
    }
    #expect(try liked() == ["the plan"])
    #expect(
      try world.temporary.base.read { try $0.reasons(of: world.deal.id).map(\.words) } == ["too dear", "no budget"])
    _ = try world.temporary.base.undo()
    #expect(try liked() == ["the pace"])
    #expect(try world.temporary.soundness() == [])
  }

  @Test("A return takes the place of the one that is planned")
  func moved() throws {
    let world = try world()
    let planned = FollowUp(about: .deal(world.deal.id), kind: .date, due: today.adding(days: 9), note: "call Kim")
    try world.temporary.base.edit(.plannedFollowUp) { try $0.save(planned) }
    try kept(world, [.next: "condition", .condition: "SSO is shipped"])
    let rows = try world.temporary.base.read { try $0.followUps(of: world.deal.id) }
    #expect(rows.map(\.id) == [planned.id] && rows.first?.condition == "SSO is shipped")
    #expect(rows.first?.note == "call Kim")
  }

  @Test("A reason alone is a debrief, one that was imported is none")
  func reasonAlone() throws {
    let world = try world(.won)
    let imported = Reason(deal: world.deal.id, by: .rep, words: "the price")
    try world.temporary.base.edit(.imported) { try $0.save(imported) }
    func isDebriefed() throws -> Bool { try world.temporary.base.read { try $0.hasOwnDebrief(of: world.deal) } }
    #expect(try isDebriefed() == false)
    try world.temporary.base.putOff(debriefOf: world.deal.id, until: Moment(now))
    #expect(try world.temporary.base.read { try $0.due(now: now, in: .gmt) }.things.count == 1)
    var draft = DebriefDraft(.short)
    draft.answer(.why, "the pilot")
    let known = try world.temporary.base.read { try DebriefCase(world.deal, in: $0) }
    try world.temporary.base.keep(Debrief(draft, of: DebriefQuestions(known, today: today)), zone: .gmt, now: now)
    #expect(try isDebriefed())
    #expect(try world.temporary.base.read { try DebriefsWaiting(in: $0, today: today).deals.isEmpty })
    #expect(try world.temporary.base.read { try DebriefCase(world.deal, in: $0).answered } == [.why])
    #expect(try world.temporary.base.read { try $0.putOff() }.isEmpty)
  }

  @Test(
    "What was said of a loss is no debrief of the win that came after it; an undo of the reopening is no new ending")
  func reopened() throws {
    let world = try world()
    try kept(world, [.liked: "the pace", .why: "too dear"])
    func end(_ outcome: Outcome) throws {
      var deal = world.deal
      deal.ending = Deal.Ending(outcome: outcome, closed: outcome == .open ? nil : today)
      let ended = deal
      try world.temporary.base.edit(outcome == .open ? .reopenedDeal : .endedDeal) { try $0.save(ended) }
    }
    func answered() throws -> Set<DebriefStep.Name> {
      try world.temporary.base.read { reader in
        try DebriefCase(#require(try reader.deal(world.deal.id)), in: reader).answered
      }
    }
    try end(.noDecision)
    #expect(try answered().contains(.liked), "Put right, it is the same ending.")
    try end(.open)
    #expect(try answered().isEmpty)
    _ = try world.temporary.base.undo()
    #expect(try answered().contains(.liked))
    try end(.open)
    try end(.won)
    #expect(try answered().isEmpty)
    try end(.open)
    try end(.lost)
    #expect(try answered().isEmpty)
  }
}
