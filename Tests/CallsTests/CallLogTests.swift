import Calls
import Domain
import Foundation
import Retrieval
import Storage
import TestBase
import Testing

@Suite("Keeping a call")
struct CallLogTests {
  private let temporary: TemporaryBase
  private let objection: Objection
  private let answers: [Response]
  private var base: Base { temporary.base }
  private let now = Date(timeIntervalSince1970: 1_795_528_800)

  init() throws {
    temporary = try TemporaryBase()
    (objection, answers) = try temporary.add(
      "It's too expensive.", also: ["Dear for what it is."], answers: ["Compared with what?", "Leave it."])
  }

  private func line(
    _ words: String = "It costs the earth", went: Went? = .booked, knowing: Knowing? = nil, answer: Int? = 0
  ) -> CallLog.Line {
    CallLog.Line(
      words: words, meant: .known(objection.id), used: answer.map { Encounter.Used(response: answers[$0].id) },
      went: went,
      knowing: knowing)
  }

  @discardableResult
  private func log(_ lines: CallLog.Line..., deal: CallLog.DealChoice = .none) throws -> CallReceipt {
    try base.log(CallLog(deal: deal, lines: lines), zone: .gmt, now: now)
  }

  private func phrasings() throws -> [Phrasing] { try base.read { try $0.phrasings(of: objection.id) } }

  // MARK: One act

  @Test("one undo takes back deal, encounter and learnt phrasing together")
  func undo() throws {
    let receipt = try log(line(), deal: .new(name: "Acme"))
    #expect(receipt.isNewDeal)
    #expect(receipt.lines[0].wasLearnt)
    #expect(try base.read { try $0.deals().map(\.name) } == ["Acme"])
    #expect(try phrasings().map(\.text) == ["Dear for what it is.", "It costs the earth"])
    #expect(try base.undo().acts.map(\.deed) == [.logged])
    #expect(try base.read { try $0.deals() }.isEmpty)
    #expect(try base.read { try $0.encounters() }.isEmpty)
    #expect(try phrasings().map(\.text) == ["Dear for what it is."])
    #expect(try base.read { try $0.score(of: answers[0].id) } == (0, 0))
    #expect(try temporary.soundness().isEmpty)
    #expect(try find("costs the earth").isEmpty)
  }

  @Test("an undone log that used an open deal leaves the deal")
  func undoLeavesTheDeal() throws {
    try log(line(), deal: .new(name: "Acme"))
    try log(line("Way too dear"), deal: .new(name: "Acme"))
    _ = try base.undo()
    #expect(try base.read { try $0.deals().map(\.name) } == ["Acme"])
    #expect(try base.read { try $0.encounters().map(\.words) } == ["It costs the earth"])
    #expect(try temporary.soundness().isEmpty)
  }

  @Test("a call with three objections is one act, named by the first words")
  func oneAct() throws {
    let before = try base.read { try $0.history().count }
    let receipt = try log(
      line("a lot of money"), line("pricey", went: .stuck, answer: 1), line("dear", went: nil, answer: nil))
    let history = try base.read { try $0.history() }
    #expect(history.count == before + 1)
    #expect(history.first?.subject == "a lot of money")
    #expect(receipt.lines.count == 3)
    _ = try base.undo()
    #expect(try base.read { try $0.encounters() }.isEmpty)
    #expect(try temporary.soundness().isEmpty)
  }

  @Test("an objection, a deal or an answer that isn't there: nothing is kept")
  func nothingThere() throws {
    let before = try base.read { try $0.history().count }
    var stray = line()
    stray.meant = .known(.fresh())
    #expect(throws: StorageError.self) { try log(stray) }
    #expect(throws: StorageError.self) { try log(line(), deal: .existing(.fresh())) }
    var answered = line()
    answered.used = Encounter.Used(response: .fresh())
    #expect(throws: StorageError.self) { try log(answered) }
    #expect(try base.read { try $0.history().count } == before)
    #expect(try base.read { try $0.encounters() }.isEmpty)
    #expect(try phrasings().count == 1)
    #expect(try temporary.soundness().isEmpty)
  }

  // MARK: The deal

  @Test("a new deal uses the open one of that name", arguments: ["Acme", "ACME", " acme "])
  func openDeal(_ name: String) throws {
    let deal = Deal(name: "Acme")
    try base.edit(.addedDeal) { try $0.save(deal) }
    let receipt = try log(line(), deal: .new(name: name))
    #expect(receipt.deal?.id == deal.id)
    #expect(!receipt.isNewDeal)
    #expect(try base.read { try $0.deals().count } == 1)
  }

  @Test("a closed deal of that name is another one", arguments: Outcome.known.filter { $0 != .open })
  func closedDeal(_ outcome: Outcome) throws {
    let deal = Deal(name: "Acme", ending: Deal.Ending(outcome: outcome))
    try base.edit(.addedDeal) { try $0.save(deal) }
    let receipt = try log(line(), deal: .new(name: "Acme"))
    #expect(receipt.isNewDeal)
    #expect(receipt.deal?.id != deal.id)
    #expect(receipt.deal?.ending.outcome == .open)
  }

  @Test("without a deal there is none")
  func noDeal() throws {
    let receipt = try log(line())
    #expect(receipt.deal == nil)
    #expect(receipt.lines[0].encounter.met.deal == nil)
    #expect(try base.read { try $0.deals() }.isEmpty)
  }

  @Test("stage and rival come from the deal unless they are said")
  func fromTheDeal() throws {
    let deal = Deal(name: "Acme", competitor: "Velo", stage: "demo")
    try base.edit(.addedDeal) { try $0.save(deal) }
    let met = try log(line(), deal: .existing(deal.id)).lines[0].encounter.met
    #expect((met.stage, met.competitor, met.deal) == ("demo", "Velo", deal.id))
    var call = CallLog(deal: .existing(deal.id), lines: [line()])
    call.stage = "signing"
    call.role = "CFO"
    call.channel = Channel(rawValue: "mail")
    let other = try base.log(call, zone: .gmt, now: now).lines[0].encounter.met
    #expect((other.stage, other.competitor, other.role) == ("signing", "Velo", "CFO"))
    #expect(other.channel == Channel(rawValue: "mail"))
  }

  @Test("the day is the rep's own, the moment UTC")
  func day() throws {
    let tokyo = try #require(TimeZone(secondsFromGMT: 9 * 3600))
    let late = Date(timeIntervalSince1970: 1_795_528_800 + 8 * 3600)
    let met = try base.log(CallLog(deal: .none, lines: [line()]), zone: tokyo, now: late).lines[0].encounter.met
    #expect(met.at == Moment(late))
    #expect(met.day == Day(late, in: .gmt).adding(days: 1))
  }

  // MARK: What is learnt

  @Test(
    "words equal after folding to the sentence or a phrasing add none",
    arguments: [
      "It's too expensive.", "its TOO expensive!!", "dear for what it is", "Déar, for what it is", "", " \n", "?!",
    ])
  func nothingNew(_ words: String) throws {
    let receipt = try log(line(words))
    #expect(!receipt.lines[0].wasLearnt)
    #expect(try phrasings().count == 1)
  }

  @Test("other words become a heard phrasing, once")
  func learnt() throws {
    let receipt = try log(line("It costs the earth"))
    let heard = try #require(try phrasings().last)
    #expect(heard.text == "It costs the earth")
    #expect(heard.source == .heard)
    #expect(heard.encounter == receipt.lines[0].encounter.id)
    #expect(try !log(line("it costs the EARTH")).lines[0].wasLearnt)
    #expect(try phrasings().count == 2)
  }

  @Test("the same words twice in one call are learnt once")
  func learntOnceInACall() throws {
    let receipt = try log(line("It costs the earth"), line("it costs the earth"))
    #expect(receipt.lines.map(\.wasLearnt) == [true, false])
    #expect(try phrasings().count == 2)
  }

  @Test("with slips repaired the repaired words are learnt, and the prospect's own are kept")
  func repaired() throws {
    var slipped = line("it costs teh earth")
    slipped.learnt = "it costs the earth"
    let receipt = try log(slipped)
    #expect(try phrasings().last?.text == "it costs the earth")
    #expect(receipt.lines[0].encounter.words == "it costs teh earth")
  }

  @Test("what was logged is found at once by its new words")
  func foundAtOnce() throws {
    let (other, _) = try temporary.add("Head office decides that.", category: Category(rawValue: "authority"))
    #expect(try find("eyewatering sum").isEmpty)
    try log(line("an eyewatering sum"))
    try base.catchUp()
    #expect(try find("eyewatering sum").first == objection.id)
    #expect(try find("eyewatering sum").contains(other.id) == false)
  }

  @Test("an objection nobody met before comes into being with the call, and is found")
  func newObjection() throws {
    let new = CallLog.Line(
      words: "Our union is against it",
      meant: .new(sentence: "The union won't have it.", category: Category(rawValue: "authority")))
    let receipt = try log(new)
    #expect(receipt.lines[0].isNewObjection)
    #expect(receipt.lines[0].objection.sentence == "The union won't have it.")
    #expect(receipt.lines[0].objection.category.rawValue == "authority")
    #expect(receipt.lines[0].wasLearnt)
    try base.catchUp()
    #expect(try find("union against it").first == receipt.lines[0].objection.id)
    _ = try base.undo()
    try base.catchUp()
    #expect(try find("union against it").isEmpty)
    #expect(try temporary.soundness().isEmpty)
  }

  @Test("hostile words are kept as they are, and undo takes them all back")
  func hostile() throws {
    for words in HostileTexts.all {
      let receipt = try log(line(words), deal: .new(name: "Acme " + words))
      let kept = try base.read { try $0.encounter(receipt.lines[0].encounter.id) }
      // SQLite's text ends at its first NUL, so none is kept.
      #expect(kept?.words == words.trimmedOrNil.map { $0.filter { $0 != "\u{0}" } })
    }
    #expect(try base.undo(HostileTexts.all.count).acts.count == HostileTexts.all.count)
    #expect(try phrasings().count == 1)
    #expect(try base.read { try $0.deals() }.isEmpty)
    #expect(try temporary.soundness().isEmpty)
  }

  private func find(_ words: String) throws -> [ID<Objection>] {
    try base.read { try Search($0, on: Day(now, in: .gmt)).find(words).matches.map(\.objection.id) }
  }

  // MARK: How it went

  @Test(
    "one key says result and how one knows",
    arguments: [
      (Went.booked, Result.worked, Knowing.booked), (.letGo, .worked, .did), (.softer, .partly, .did),
      (.stuck, .failed, .did),
      (.cantTell, .unknown, nil),
    ] as [(Went, Domain.Result, Knowing?)])
  func went(_ key: Went, _ result: Domain.Result, _ knowing: Knowing?) throws {
    let went = try log(line(went: key)).lines[0].encounter.went
    #expect(went.result == result)
    #expect(went.knowing == knowing)
    #expect(went.day == (result == .unknown ? nil : Day(now, in: .gmt)))
  }

  @Test("how one knows can be said", arguments: Knowing.known)
  func knowing(_ knowing: Knowing) throws {
    #expect(try log(line(went: .letGo, knowing: knowing)).lines[0].encounter.went.knowing == knowing)
  }

  @Test("what was not answered has no result")
  func notAnswered() throws {
    let kept = try log(line(went: .booked, knowing: .told, answer: nil)).lines[0]
    #expect(kept.encounter.went == Encounter.Went())
    #expect(kept.response == nil)
    #expect((kept.worked, kept.known) == (0, 0))
  }

  @Test("the receipt counts the answer's results with this call")
  func counts() throws {
    func after(_ went: Went) throws -> (Int, Int) {
      let kept = try log(line(went: went)).lines[0]
      return (kept.worked, kept.known)
    }
    #expect(try after(.booked) == (1, 1))
    #expect(try after(.stuck) == (1, 2))
    #expect(try after(.softer) == (1, 3))
    #expect(try after(.cantTell) == (1, 3))
    #expect(try after(.letGo) == (2, 4))
    #expect(try log(line(answer: 1)).lines[0].known == 1)
  }

  @Test("a log counts in the next search")
  func countsInSearch() throws {
    for _ in 0..<3 { try log(line(went: .stuck)) }
    try log(line(answer: 1))
    let ranked = try base.read { try Search($0, on: Day(now, in: .gmt)).card(objection).answers }
    #expect(ranked.map(\.response.words) == ["Leave it.", "Compared with what?"])
    #expect(ranked.map(\.evidence.known) == [1, 3])
  }

  // MARK: Said later

  @Test("a changed result moves the count, and both stay in history")
  func changedResult() throws {
    let encounter = try log(line(went: .cantTell)).lines[0].encounter.id
    let changed = try base.setResult(
      of: encounter, to: .stuck, knowing: .wrote, zone: .gmt, now: now.addingTimeInterval(86_400))
    #expect((changed.worked, changed.known) == (0, 1))
    #expect(
      changed.encounter.went
        == Encounter.Went(result: .failed, knowing: .wrote, day: Day(now, in: .gmt).adding(days: 1)))
    #expect(try base.setResult(of: encounter, to: .letGo, zone: .gmt, now: now.addingTimeInterval(172_800)).worked == 1)
    let history = try base.read { try $0.history(of: .encounter(encounter)) }.filter { $0.field == "went" }
    #expect(history.map { $0.values.first } == ["worked", "failed", "unknown"])
    #expect(history.map(\.stands) == [true, false, false])
    #expect(try temporary.soundness().isEmpty)
  }

  @Test("a changed result taken back is the one before")
  func changedResultUndone() throws {
    let encounter = try log(line(went: .booked)).lines[0].encounter
    _ = try base.setResult(of: encounter.id, to: .stuck, zone: .gmt, now: now)
    #expect(try base.undo().acts.map(\.deed) == [.changedResult])
    #expect(try base.read { try $0.encounter(encounter.id) } == encounter)
    #expect(try base.read { try $0.score(of: answers[0].id) } == (1, 1))
    #expect(try temporary.soundness().isEmpty)
  }

  @Test("the result of what isn't there can't be changed")
  func noSuchEncounter() {
    #expect(throws: StorageError.self) { try base.setResult(of: .fresh(), to: .booked) }
  }
}
