import Domain
import Learning
import Storage
import TestBase
import Testing

@Suite("The rep's reason beside the buyer's")
struct ReasonMatchTests {
  private let day = Day(number: 20_000)

  private func lost(_ name: String, against rival: String? = nil, _ outcome: Outcome = .lost) -> Deal {
    Deal(name: name, competitor: rival, ending: Deal.Ending(outcome: outcome, closed: day))
  }

  private func reason(
    _ deal: Deal, _ by: Reason.Teller, _ category: String?, after days: Int = 0, words: String? = nil,
    knowing: Knowing? = .told
  ) -> Reason {
    Reason(
      deal: deal.id, by: by, day: day.adding(days: days), category: category.map(Category.init(rawValue:)),
      words: words, knowing: knowing)
  }

  @Test("counts a deal as the same when any category of the rep's is the buyer's, by the rep's category")
  func counts() {
    let deals = ["a", "b", "c", "d"].map { lost($0) }
    let match = ReasonMatch(
      [
        reason(deals[0], .rep, "price"), reason(deals[0], .buyer, "price", after: 9),
        reason(deals[1], .rep, "price"), reason(deals[1], .buyer, "implementation", after: 9),
        reason(deals[2], .rep, "price"), reason(deals[2], .rep, "timing"),
        reason(deals[2], .buyer, "timing", after: 9),
        reason(deals[3], .rep, "price"),
      ], of: deals)
    #expect(match.same == 2 && match.deals == 3)
    #expect(match.rows.map { "\($0.category) \($0.same) of \($0.deals)" } == ["price 1 of 3", "timing 1 of 1"])
    #expect(match.rows[0].instead.map { "\($0.category) \($0.deals)" } == ["implementation 1", "timing 1"])
    #expect(match.rate == nil)
  }

  @Test("has a rate from five deals on")
  func rate() {
    let deals = (0..<5).map { lost("\($0)") }
    var reasons = deals.flatMap { [reason($0, .rep, "price"), reason($0, .buyer, "need", after: 3)] }
    #expect(ReasonMatch(reasons, of: deals).rate == 0)
    reasons[1].category = Category(rawValue: "price")
    #expect(ReasonMatch(reasons, of: deals).rate == 0.2)
    #expect(ReasonMatch(reasons, of: Array(deals.dropLast())).rate == nil)
  }

  @Test("goes by the newest of each; what a rep says once the buyer has spoken is not what they believed")
  func newest() {
    let deal = lost("a")
    let early = [reason(deal, .rep, "price"), reason(deal, .rep, "timing", after: 5)]
    let asked = [reason(deal, .buyer, "price", after: 6), reason(deal, .buyer, "need", after: 10)]
    let late = reason(deal, .rep, "need", after: 11)
    let both = TwoReasons(early + asked + [late])
    #expect(both.rep.map(\.category?.rawValue) == ["timing"] && both.buyer.map(\.category?.rawValue) == ["need"])
    #expect(both.isSame == false)
    #expect(TwoReasons(asked + [late]).isSame == nil)
  }

  @Test("Of a deal that came back and ended again, the newest ending that the buyer spoke of is looked at")
  func endedTwice() {
    var deal = lost("a")
    let first = [reason(deal, .rep, "price"), reason(deal, .buyer, "need", after: 10)]
    let again = [reason(deal, .rep, "timing", after: 200), reason(deal, .buyer, "timing", after: 220)]
    deal.ending.closed = again[0].day
    let both = TwoReasons(first + again, closed: deal.ending.closed)
    #expect(both.rep == [again[0]] && both.buyer == [again[1]])
    #expect(ReasonMatch(first + again, of: [deal]).same == 1)
    // Until the buyer was asked again it is the first ending.
    let asBefore = TwoReasons(first + [again[0]], closed: deal.ending.closed)
    #expect(asBefore.rep == [first[0]] && asBefore.buyer == [first[1]])
    // A reason given before a closing day that was put right later is still the one believed.
    #expect(TwoReasons([first[0], again[1]], closed: deal.ending.closed).rep == [first[0]])
  }

  @Test("leaves out what has words and no category")
  func words() {
    let deal = lost("a")
    let reasons = [
      reason(deal, .rep, "price"), reason(deal, .rep, nil, after: 2, words: "no idea"),
      reason(deal, .buyer, "price", after: 9), reason(deal, .buyer, nil, after: 12, words: "as I said"),
    ]
    #expect(ReasonMatch(reasons, of: [deal]).same == 1)
    #expect(TwoReasons(reasons).buyer.map(\.words) == ["as I said"])
  }

  @Test("says when some of the reps' reasons came in with a table")
  func imported() {
    let deal = lost("a")
    let reasons = [reason(deal, .rep, "price", knowing: nil), reason(deal, .buyer, "price", after: 9)]
    #expect(!ReasonMatch(reasons, of: [deal]).hasImported)
    #expect(ReasonMatch(reasons, of: [deal], imported: [reasons[0].id]).hasImported)
  }

  @Test("A reason came in with a table when the act that wrote it took one in, wherever the deal came from")
  func importedByDeed() throws {
    let temporary = try TemporaryBase()
    var deal = lost("a")
    deal.source = Deal.Source(system: "hubspot")
    let known = deal
    let typed = reason(deal, .rep, "price", knowing: nil)
    let taken = reason(deal, .rep, "timing", knowing: nil)
    try temporary.base.edit(.imported, subject: "deals.csv") { edit in
      try edit.save(known)
      try edit.save(taken)
    }
    try temporary.base.edit(.debriefed) { try $0.save(typed) }
    #expect(try temporary.base.read { try $0.imported([typed, taken]) } == [taken.id])
    #expect(try temporary.soundness() == [])
  }

  @Test("What a rep says once the buyer first spoke is not what they believed, even when the buyer speaks again")
  func firstSpoke() {
    let deal = lost("a")
    let reasons = [
      reason(deal, .rep, "price"), reason(deal, .buyer, nil, after: 2, words: "it was the rollout"),
      reason(deal, .rep, "implementation", after: 3), reason(deal, .buyer, "implementation", after: 5),
    ]
    #expect(TwoReasons(reasons).rep.map(\.category?.rawValue) == ["price"])
    #expect(ReasonMatch(reasons, of: [deal]).same == 0)
  }

  @Test("Leaves out what the other side can't have given: who else was in it, and other")
  func notComparable() {
    let deals = [lost("a"), lost("b")]
    let reasons = [
      reason(deals[0], .rep, "competitor"), reason(deals[0], .buyer, "price", after: 9),
      reason(deals[1], .rep, "other"), reason(deals[1], .buyer, "other", after: 9),
    ]
    #expect(ReasonMatch(reasons, of: deals).deals == 0)
  }

  @Test("The newest reason is the one of the latest day, in whatever order they came in")
  func byDay() throws {
    let temporary = try TemporaryBase()
    let deal = lost("a", against: "Ledgerly")
    let (new, old) = (reason(deal, .buyer, "need", after: 9), reason(deal, .buyer, "price", after: 2))
    let empty = reason(deal, .buyer, nil, after: 20)
    try temporary.base.edit(.askedBuyer) { edit in
      try edit.save(deal)
      for one in [new, old, empty] { try edit.save(one) }
    }
    try temporary.base.read { reader throws in
      #expect(try Lessons(for: deal, in: Context(), reader).theirReason?.id == new.id)
      #expect(try WhatEnded(deal, reader).reason?.id == new.id)
    }
  }

  @Test("Buyers said, of deals lost to the same rival: the most frequent, with counts")
  func buyersSaid() throws {
    let deals = [
      lost("a", against: "Ledgerly"), lost("b", against: "ledgerly"), lost("c", against: "Ledgerly", .won),
      lost("d", against: "Ledgerly", .invalid),
    ]
    let temporary = try TemporaryBase()
    try temporary.base.edit(.askedBuyer) { edit in
      for deal in deals {
        try edit.save(deal)
        try edit.save(reason(deal, .buyer, deals.prefix(2).contains(deal) ? "implementation" : "price", after: 4))
        try edit.save(reason(deal, .rep, "price"))
      }
    }
    func said(_ rival: String, without deal: Deal? = nil) throws -> BuyersSaid? {
      BuyersSaid(try temporary.base.read { try $0.buyersReasons(lostTo: rival) }, without: deal?.id)
    }
    let ledgerly = try #require(try said("LEDGERLY"))
    #expect(ledgerly.deals == 2 && ledgerly.mostFrequent.map { "\($0.category) \($0.deals)" } == ["implementation 2"])
    #expect(try said("Ledgerly", without: deals[0])?.deals == 1)
    #expect(try said("Bookwise") == nil)
    #expect(try temporary.soundness() == [])
  }

  @Test("No category is always the first that a buyer's reason is picked from, and the competitor is none of them")
  func turned() {
    let lists = (0..<60).map { _ in Category.reasons(for: .fresh()) }
    for list in lists { #expect(Set(list) == Set(Category.known).subtracting([Category(rawValue: "competitor")])) }
    #expect(Set(lists.map { $0[0] }).count > 5)
    let deal = ID<Deal>.fresh()
    #expect(Category.reasons(for: deal) == Category.reasons(for: deal))
  }
}

@Suite("Whom to ask next")
struct WhomToAskTests {
  private let today = Day(number: 20_000)

  private func deal(
    _ name: String, _ outcome: Outcome = .lost, ago: Int = 10, amount: Double? = nil, currency: String? = "EUR"
  ) -> Deal {
    Deal(
      name: name, amount: amount.map { Deal.Amount(value: $0, currency: currency) },
      ending: Deal.Ending(outcome: outcome, closed: today.adding(days: -ago)))
  }

  private func believed(_ deal: Deal, _ knowing: Knowing?) -> Reason {
    Reason(deal: deal.id, by: .rep, category: Category(rawValue: "price"), knowing: knowing)
  }

  private func names(_ deals: [Deal], _ reasons: [Reason] = [], _ remarks: [Remark] = []) -> [String] {
    WhomToAsk(deals, reasons: reasons, remarks: remarks, today: today).candidates.map(\.deal.name)
  }

  @Test("Where nobody knows comes first, then the bigger, then the newer")
  func order() {
    let told = deal("told", amount: 90_000)
    let guess = deal("guess", amount: 10_000)
    let small = deal("small", ago: 2)
    let older = deal("older", ago: 20)
    let reasons = [believed(told, .told), believed(guess, .guess), believed(older, nil)]
    #expect(names([told, older, small, guess], reasons) == ["guess", "small", "older", "told"])
    let why = WhomToAsk([told, guess, small, older], reasons: reasons, remarks: [], today: today).candidates.map(\.why)
    #expect(why == [.guess, .noReason, .unsure, .notAsked])
  }

  @Test("Amounts in two currencies say nothing of which is bigger")
  func currencies() {
    #expect(
      names([deal("yen", ago: 9, amount: 1_000_000, currency: "JPY"), deal("euro", ago: 3, amount: 50_000)])
        == ["euro", "yen"])
  }

  @Test("Of a deal that came back and ended again, the buyer is asked again")
  func endedAgain() {
    let again = deal("again")
    func said(_ ago: Int) -> Remark { Remark(deal: again.id, day: today.adding(days: -ago), topic: .us, said: "no") }
    #expect(names([again], [], [said(60)]) == ["again"])
    #expect(names([again], [], [said(60), said(9)]) == [])
    #expect(names([again], [], [Remark(deal: again.id, topic: .us, said: "no")]) == [])
  }

  @Test("Whom the rep wanted to ask comes first, whenever it was decided")
  func wanted() {
    let (old, big) = (deal("old", ago: 200), deal("big", amount: 90_000))
    let next = WhomToAsk([big, old], reasons: [], remarks: [], wanted: [old.id], today: today).candidates
    #expect(next.map(\.deal.name) == ["old", "big"] && next.map(\.why) == [.wanted, .noReason])
  }

  @Test("A deal that was won stands among the first three, if there is one")
  func wins() {
    let lost = (0..<4).map { deal("lost \($0)", amount: 1000 * Double(9 - $0)) }
    let won = deal("won", .won, amount: 10)
    #expect(names(lost + [won]) == ["lost 0", "lost 1", "won", "lost 2", "lost 3"])
    #expect(names([deal("w", .won, amount: 1e6)] + lost).first == "w")
    #expect(names([won, lost[0]]) == ["lost 0", "won"])
  }

  @Test("Left out: asked already, ruled out, not real, open, decided too long ago or on no known day")
  func leftOut() {
    let (asked, told) = (deal("asked"), deal("told"))
    var noFit = deal("no fit")
    noFit.noFit = "five people"
    var undated = deal("undated")
    undated.ending.closed = nil
    let deals = [
      asked, told, noFit, undated, deal("old", ago: 91), deal("invalid", .invalid), deal("open", .open),
      deal("to come", ago: -1), deal("edge", ago: 90),
    ]
    let remark = Remark(deal: asked.id, topic: .us, said: "fine")
    let reason = Reason(deal: told.id, by: .buyer, words: "too slow")
    #expect(names(deals, [reason], [remark]) == ["edge"])
  }
}

@Suite("A deal that wasn't real changes no figure")
struct InvalidDealsTests {
  @Test("whatever reasons and remarks it has")
  func property() {
    var numbers = SeededNumbers(seed: 41)
    let today = Day(number: 20_000)
    let tellers: [Reason.Teller] = [.rep, .buyer]
    func any(_ outcomes: [Outcome]) -> Deal {
      Deal(
        name: "x", competitor: ["Ledgerly", "Bookwise", nil].randomElement(using: &numbers) ?? nil,
        amount: Deal.Amount(value: Double(Int.random(in: 1...9, using: &numbers)), currency: "EUR"),
        source: Bool.random(using: &numbers) ? Deal.Source(system: "hubspot") : nil,
        ending: Deal.Ending(
          outcome: outcomes.randomElement(using: &numbers) ?? .lost,
          closed: today.adding(days: -Int.random(in: 0...120, using: &numbers))))
    }
    func said(of deal: Deal) -> [Reason] {
      (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
        Reason(
          deal: deal.id, by: tellers.randomElement(using: &numbers) ?? .rep,
          day: today.adding(days: -Int.random(in: 0...60, using: &numbers)),
          category: Category.known.prefix(3).randomElement(using: &numbers),
          knowing: ([nil] + Knowing.known.map(Optional.some)).randomElement(using: &numbers) ?? nil)
      }
    }
    var pairs = 0
    for _ in 0..<200 {
      let real = (0..<6).map { _ in any([.won, .lost, .noDecision]) }
      let unreal = (0..<3).map { _ in any([.invalid]) }
      let reasons = real.flatMap(said)
      let others = unreal.flatMap(said)
      let remarks = unreal.map { Remark(deal: $0.id, topic: .us, said: "who are you?") }
      let all = (real + unreal).shuffled(using: &numbers)
      let match = ReasonMatch(reasons, of: real)
      pairs += match.deals
      #expect(ReasonMatch(reasons + others, of: all) == match)
      #expect(
        WhomToAsk(all, reasons: reasons + others, remarks: remarks, today: today)
          == WhomToAsk(real, reasons: reasons, remarks: [], today: today))
      #expect(
        AskedDeal.all(all, reasons: reasons + others, remarks: remarks)
          == AskedDeal.all(real, reasons: reasons, remarks: []))
    }
    #expect(pairs > 200)
  }
}

@Suite("What a buyer said is saved")
struct BuyersWordsTests {
  @Test("as one change, which is taken back as one, with the draft dropped")
  func oneChange() throws {
    let temporary = try TemporaryBase()
    let deal = Deal(name: "Globex", ending: Deal.Ending(outcome: .lost))
    let dana = Person(deal: deal.id, name: "Dana", role: "CFO")
    try temporary.base.edit(.addedDeal) { edit in
      try edit.save(deal)
      try edit.save(dana)
    }
    var draft = InterviewDraft(deal.id, on: Day(number: 20_000))
    draft.who = .person(dana.id.uuid)
    draft.lines = [InterviewDraft.Line(.us, said: "nobody showed us week one")]
    draft.lines[0].meant = "they feared the rollout"
    draft.category = InterviewDraft.Answer("implementation")
    draft.competitor = InterviewDraft.Answer("Ledgerly")
    let name = InterviewDraft.name(deal.id)
    try temporary.base.keep(draft: draft.body, as: name)
    #expect(try temporary.base.read { try $0.draft(name).flatMap(InterviewDraft.init) } == draft)
    #expect(try temporary.base.save(BuyersWords(draft), finishing: name))
    try temporary.base.read { reader in
      let remark = try #require(try reader.remarks(of: deal.id).first)
      #expect(remark.person == dana.id && remark.said == "nobody showed us week one" && remark.topic == .us)
      #expect(remark.meant == "they feared the rollout")
      let reason = try #require(try reader.reasons(of: deal.id).first)
      #expect(reason.by == .buyer && reason.knowing == .told && reason.category?.rawValue == "implementation")
      #expect(try reader.deal(deal.id)?.competitor == "Ledgerly")
      #expect(try reader.draft(name) == nil)
    }
    #expect(try temporary.base.undo().acts.map(\.deed) == [.askedBuyer])
    #expect(try temporary.base.read { try $0.remarks() } == [])
    #expect(try temporary.base.read { try $0.reasons() } == [])
    #expect(try temporary.base.read { try $0.deal(deal.id)?.competitor } == nil)
    #expect(try temporary.soundness() == [])
  }

  @Test("A rival that the deal names already stays")
  func rival() throws {
    let temporary = try TemporaryBase()
    let deal = Deal(name: "Globex", competitor: "Bookwise", ending: Deal.Ending(outcome: .lost))
    try temporary.base.edit(.addedDeal) { try $0.save(deal) }
    let words = BuyersWords(
      deal.id, remarks: [Remark(deal: deal.id, topic: .people, said: "my boss")], competitor: "Ledgerly")
    #expect(try temporary.base.save(words) == false)
    #expect(try temporary.base.read { try $0.deal(deal.id)?.competitor } == "Bookwise")
    #expect(try temporary.soundness() == [])
  }
}
