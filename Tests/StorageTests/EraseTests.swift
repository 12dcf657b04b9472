import Domain
import Foundation
import GRDB
import TestBase
import Testing

@testable import Storage

@Suite("erase: gone for good, everywhere")
struct EraseTests {
  /// A text that stands nowhere else.
  private static let canary = "zyxcanary"

  /// A base with the canary in every field that a person types, and in the names of acts.
  private struct Filled {
    let temporary: TemporaryBase
    let fields: [(row: Reader.Named, field: String)]

    init(_ temporary: TemporaryBase) throws {
      self.temporary = temporary
      let word = EraseTests.canary
      let objection = Objection(
        sentence: "\(word) a", category: Category(rawValue: "\(word) b"), kind: ObjectionKind(rawValue: "\(word) c"),
        concern: "\(word) d", check: "\(word) e", tell: "\(word) f", condition: "\(word) g",
        neighbours: [Objection.Neighbour(objection: .fresh(), difference: "\(word) h")])
      let proof = Proof(claim: "\(word) i", customer: "\(word) j", source: "\(word) k")
      let response = Response(
        objection: objection.id, askFirst: "\(word) l", words: "\(word) m", written: "\(word) n",
        technique: Technique(rawValue: "\(word) o"), proof: "\(word) p", proofs: [proof.id], know: "\(word) q",
        applies: "\(word) r", caution: "\(word) s", ban: "\(word) t")
      let deal = Deal(
        name: "\(word) u", account: "\(word) v", owner: "\(word) w", industry: "\(word) x", segment: "\(word) y",
        region: "\(word) z", products: ["\(word) aa"], competitor: "\(word) ab",
        amount: Deal.Amount(value: 1, currency: "\(word) ac"), stage: "\(word) ad",
        source: Deal.Source(system: "\(word) ae", id: "\(word) af", link: "\(word) ag"),
        ending: Deal.Ending(outcome: Outcome(rawValue: "\(word) ah"), detail: NoDecision(rawValue: "\(word) ai")))
      let person = Person(deal: deal.id, name: "\(word) aj", role: "\(word) ak")
      let encounter = Encounter(
        met: Encounter.Met(
          at: Moment(seconds: 0), day: Day(number: 0), objection: objection.id, deal: deal.id, person: person.id,
          role: "\(word) al", stage: "\(word) am", competitor: "\(word) an", product: "\(word) ao",
          channel: Channel(rawValue: "\(word) ap")),
        words: "\(word) aq",
        used: Encounter.Used(response: response.id, closeness: Encounter.Closeness(rawValue: "\(word) ar")),
        went: Encounter.Went(result: Domain.Result(rawValue: "\(word) as"), knowing: Knowing(rawValue: "\(word) at")),
        note: "\(word) au")
      let written = Phrasing(objection: objection.id, source: .written, text: "\(word) av")
      let heard = Phrasing(objection: objection.id, source: .heard, text: "\(word) aq", encounter: encounter.id)
      let reason = Reason(
        deal: deal.id, by: Reason.Teller(rawValue: "\(word) bc"), category: Category(rawValue: "\(word) bd"),
        words: "\(word) be", knowing: Knowing(rawValue: "\(word) bf"), inHands: Reason.InHands(rawValue: "\(word) bg"))
      let remark = Remark(
        deal: deal.id, topic: Remark.Topic(rawValue: "\(word) bh"), role: "\(word) bi", said: "\(word) bj",
        meant: "\(word) bk")
      let event = Event(words: "\(word) bl")
      let followUp = FollowUp(
        about: .deal(deal.id), kind: FollowUp.Kind(rawValue: "\(word) bm"), condition: "\(word) bn",
        offer: "\(word) bo", state: FollowUp.State(result: FollowUp.Result(rawValue: "\(word) bp")),
        note: "\(word) bq")
      let mark = FitMark(
        deal: deal.id, criterion: "\(word) br", mark: FitMark.Mark(rawValue: "\(word) bs"),
        knowing: Knowing(rawValue: "\(word) bt"))
      func answer(_ letter: String) -> DebriefAnswer {
        DebriefAnswer(
          deal: deal.id, question: DebriefAnswer.Question(rawValue: "\(word) \(letter)u"), words: "\(word) \(letter)v",
          choice: DebriefAnswer.Choice(rawValue: "\(word) \(letter)w"), knowing: Knowing(rawValue: "\(word) \(letter)x")
        )
      }
      let (own, handed) = (answer("b"), answer("c"))
      let base = temporary.base
      try base.edit(.addedProof, subject: proof.claim) { try $0.save(proof) }
      try base.edit(.addedObjection, subject: objection.sentence) { edit in
        try edit.save(objection)
        try edit.save(written)
        try edit.save(response)
      }
      try base.edit(.addedDeal, subject: deal.name) { edit in
        try edit.save(deal)
        try edit.save(person)
      }
      try base.edit(.logged, subject: encounter.words) { edit in
        try edit.save(encounter)
        try edit.save(heard)
      }
      try base.edit(.debriefed, subject: "\(word) by") { edit in
        try edit.save(reason)
        try edit.save(remark)
        try edit.save(event)
        try edit.save(followUp)
        try edit.save(mark)
        try edit.save(own)
        try edit.save(handed)
        try edit.handOver(handed.id)
      }
      // Once more, so that there are older words beneath those that stand.
      var edited = objection
      edited.sentence = "\(word) aw"
      try base.edit(.editedObjection, subject: edited.sentence) { try $0.save(edited) }
      try base.catchUp()
      let rows: [(Reader.Named, Storage.Table)] = [
        (.objection(objection.id), Catalog.objection), (.response(response.id), Catalog.response),
        (.deal(deal.id), Catalog.deal), (.person(person.id), Catalog.person), (.proof(proof.id), Catalog.proof),
        (.encounter(encounter.id), Catalog.encounter), (.phrasing(written.id), Catalog.phrasing),
        (.reason(reason.id), Catalog.reason), (.remark(remark.id), Catalog.remark), (.event(event.id), Catalog.event),
        (.followUp(followUp.id), Catalog.followUp), (.fitMark(mark.id), Catalog.fitMark),
        (.debriefAnswer(own.id), Catalog.debriefAnswer), (.debriefAnswer(handed.id), Catalog.debriefAnswer),
      ]
      try base.keep(recent: ["\(word) looked for"])
      try base.keep(
        [
          PlannedCall(
            uid: "\(word) ax", starts: nil, day: Day(number: 20_000), title: "\(word) ay",
            guests: [PlannedCall.Guest(name: "\(word) az", mail: "\(word) ba")])
        ], of: "\(word) bb", today: Day(number: 20_000))
      fields = rows.flatMap { row, table in table.atoms.map { (row, $0.name) } }
    }
  }

  /// The files of a base's folder that hold the canary, backups among them.
  private func filesWithCanary(_ temporary: TemporaryBase) throws -> [String] {
    let files = FileManager.default.enumerator(atPath: temporary.folder.path)?.compactMap { $0 as? String } ?? []
    return try files.filter { name in
      let url = temporary.folder.appendingPathComponent(name)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return false }
      return try Data(contentsOf: url).range(of: Data(Self.canary.utf8)) != nil
    }
  }

  @Test("No byte of it is left in the base, its log, its index or its backups, and the chain still verifies")
  func canaries() throws {
    let temporary = try TemporaryBase()
    let filled = try Filled(temporary)
    for reason in [Backup.Reason.daily, .byHand, .beforeUpdate, .beforeRestore] { try temporary.base.backUp(reason) }
    #expect(try filesWithCanary(temporary).count >= 5)
    let hashes = try temporary.entries().map(\.hash)
    let erased = try temporary.base.erase(filled.fields)
    // Its copy, the heard phrasing, is one more.
    #expect(erased == filled.fields.count + 1)
    #expect(try filesWithCanary(temporary) == [])
    #expect(try temporary.entries().map(\.hash).starts(with: hashes))
    #expect(try temporary.entries().allSatisfy(\.isSound))
    #expect(try temporary.soundness() == [])
    #expect(try Base(at: temporary.path).checkup().findings == [])
  }

  @Test("One erased field leaves the others, and the row, as they are")
  func oneField() throws {
    let temporary = try TemporaryBase()
    let (objection, responses) = try temporary.add("Too dear.", answers: ["Compared with what?"])
    let encounter = Encounter(
      met: Encounter.Met(at: Moment(seconds: 0), day: Day(number: 0), objection: objection.id), words: Self.canary,
      used: Encounter.Used(response: responses[0].id), went: Encounter.Went(result: .worked, knowing: .did))
    try temporary.base.edit(.logged, subject: Self.canary) { try $0.save(encounter) }
    try temporary.base.erase([(.encounter(encounter.id), "words")])
    var without = encounter
    without.words = nil
    #expect(try temporary.base.read { try $0.encounter(encounter.id) } == without)
    #expect(try temporary.base.read { try $0.score(of: responses[0].id) }.worked == 1)
    #expect(try filesWithCanary(temporary) == [])
    #expect(try temporary.soundness() == [])
  }

  @Test("The words of a log and the phrasing learnt from them go together, whichever is named")
  func copies() throws {
    for isPhrasing in [true, false] {
      let temporary = try TemporaryBase()
      let (objection, _) = try temporary.add("Too dear.")
      let encounter = Encounter(
        met: Encounter.Met(at: Moment(seconds: 0), day: Day(number: 0), objection: objection.id), words: Self.canary)
      let heard = Phrasing(objection: objection.id, source: .heard, text: Self.canary, encounter: encounter.id)
      try temporary.base.edit(.logged, subject: Self.canary) { edit in
        try edit.save(encounter)
        try edit.save(heard)
      }
      try temporary.base.catchUp()
      let erased = try temporary.base.erase([
        isPhrasing ? (.phrasing(heard.id), "text") : (.encounter(encounter.id), "words")
      ])
      #expect(erased == 2)
      #expect(try filesWithCanary(temporary) == [])
      #expect(try temporary.soundness() == [])
    }
  }

  @Test("Names of acts go too: of what parted it, put it away, brought it back")
  func names() throws {
    let temporary = try TemporaryBase()
    let front = try temporary.add("Too dear.").objection
    let other = try temporary.add("\(Self.canary) dear.").objection
    _ = try temporary.base.say(front.id, isSameAs: other.id)
    _ = try temporary.base.part(other.id)
    try temporary.base.edit(.putAway, subject: other.sentence) { _ = try $0.putAway(.objection(other.id)) }
    try temporary.base.edit(.broughtBack, subject: other.sentence) { _ = try $0.bringBack(.objection(other.id)) }
    try temporary.base.erase([(.objection(other.id), "sentence")])
    #expect(try filesWithCanary(temporary) == [])
    #expect(try temporary.soundness() == [])
  }

  @Test("Undo and redo don't bring it back, and go on with what came before")
  func undo() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("Too dear.")
    for tell in ["One.", "\(Self.canary)", "Three."] {
      var edited = objection
      edited.tell = tell
      try temporary.base.edit(.editedObjection, subject: tell) { try $0.save(edited) }
    }
    var condition = try #require(try temporary.base.read { try $0.objection(objection.id) })
    condition.condition = "Never."
    try temporary.base.edit(.editedObjection, subject: "condition") { try $0.save(condition) }
    try temporary.base.erase([(.objection(objection.id), "tell")])
    #expect(try temporary.base.undo().acts.count == 1)
    #expect(try temporary.base.read { try $0.objection(objection.id) }?.condition == nil)
    #expect(try temporary.base.undo(3).acts.count == 3)
    #expect(try temporary.base.read { try $0.objection(objection.id) } == objection)
    #expect(try temporary.base.redo().acts.count == 3)
    #expect(try temporary.base.read { try $0.objection(objection.id) } == objection)
    _ = try temporary.base.redo()
    #expect(try temporary.base.read { try $0.objection(objection.id) }?.condition == "Never.")
    #expect(try temporary.base.read { try $0.objection(objection.id) }?.tell == nil)
    #expect(try filesWithCanary(temporary) == [])
    #expect(try temporary.soundness() == [])
  }

  @Test("A change of another field can be taken back though what made the row is erased")
  func undoBesideErased() throws {
    let temporary = try TemporaryBase()
    let deal = Deal(name: Self.canary, stage: "demo")
    try temporary.base.edit(.addedDeal) { try $0.save(deal) }
    var later = deal
    later.stage = "contract"
    try temporary.base.edit(.editedDeal) { try $0.save(later) }
    try temporary.base.erase([(.deal(deal.id), "name")])
    #expect(try temporary.base.undo().acts.map(\.deed) == [.editedDeal])
    #expect(try temporary.rows().contains { $0.contains("stage=\"demo\"") })
    #expect(try temporary.base.undo().acts.map(\.deed) == [.addedDeal])
    #expect(try temporary.base.undo().acts.isEmpty)
    #expect(try temporary.soundness() == [])
  }

  @Test("New text for an erased field is refused, and nothing of that change is kept")
  func newText() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("Too dear.")
    try temporary.base.erase([(.objection(objection.id), "tell")])
    var edited = objection
    edited.tell = "New."
    edited.concern = "New too."
    let before = try temporary.everything()
    #expect(throws: StorageError.erased(row: "objection", field: "tell")) {
      try temporary.base.edit(.editedObjection) { try $0.save(edited) }
    }
    #expect(try temporary.everything() == before)
    edited.tell = nil
    try temporary.base.edit(.editedObjection) { try $0.save(edited) }
    #expect(try temporary.base.read { try $0.objection(objection.id) }?.concern == "New too.")
    #expect(try temporary.soundness() == [])
  }

  @Test("A base that still has the text loses it when it merges, out of its backups too")
  func merged() throws {
    let ana = try TemporaryBase()
    let filled = try Filled(ana)
    let ben = try TemporaryBase()
    try ben.becomes("Ben")
    _ = try ben.base.merge(ana.path)
    try ben.base.catchUp()
    try ben.base.backUp()
    #expect(try filesWithCanary(ben).count >= 2)
    try ana.base.erase(filled.fields)
    _ = try ben.base.merge(ana.path)
    #expect(try filesWithCanary(ben) == [])
    #expect(try ben.base.read { try $0.count(of: .objection) } == ana.base.read { try $0.count(of: .objection) })
    #expect(try ana.soundness() == [])
    #expect(try ben.soundness() == [])
  }

  @Test("What comes late with its text is emptied on arrival, and no byte of it stays")
  func late() throws {
    let ana = try TemporaryBase()
    let filled = try Filled(ana)
    let ben = try TemporaryBase(copyOf: ana)
    try ben.becomes("Ben")
    var later = try #require(try ben.base.read { try $0.objections() }.first)
    later.sentence = "\(Self.canary) later"
    try ben.base.edit(.editedObjection, subject: later.sentence) { try $0.save(later) }
    try ana.base.erase(filled.fields)
    _ = try ana.base.merge(ben.path)
    #expect(try filesWithCanary(ana) == [])
    #expect(try ana.base.read { try $0.objection(later.id) } == nil)
    #expect(try ana.soundness() == [])
    _ = try ana.base.merge(ben.path)
    #expect(try filesWithCanary(ana) == [])
    #expect(try ana.soundness() == [])
  }

  @Test("In any order of what has the text and what erases it, nothing of it is left", arguments: 1...3)
  func anyOrder(_ seed: UInt64) throws {
    let ana = try TemporaryBase()
    let filled = try Filled(ana)
    let whole = try ana.entries()
    try ana.base.erase(filled.fields)
    var numbers = SeededNumbers(seed: seed)
    let ben = try TemporaryBase()
    try ben.base.note("author", try ana.base.read { try $0.setting("author") })
    var rest = try (whole + ana.entries()).shuffled(using: &numbers)
    while !rest.isEmpty {
      let part = Array(rest.prefix(Int.random(in: 1...30, using: &numbers)))
      rest.removeFirst(part.count)
      _ = try ben.base.merge(part)
    }
    #expect(try filesWithCanary(ben) == [])
    #expect(try ben.rows() == ana.rows())
    #expect(try ben.soundness() == [])
  }

  @Test("A backup from before it is put in place without the text, and is sound")
  func restored() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("Too dear.")
    var edited = objection
    edited.tell = Self.canary
    try temporary.base.edit(.editedObjection) { try $0.save(edited) }
    let backup = try temporary.base.backUp()
    try temporary.add("Later.")
    try temporary.base.erase([(.objection(objection.id), "tell")])
    #expect(FileManager.default.fileExists(atPath: backup.path))
    let kept = try #require(try Base.restore(backup.path, at: temporary.path))
    #expect(try temporary.base.read { try $0.objections() } == [objection])
    #expect(try filesWithCanary(temporary) == [])
    #expect(try temporary.soundness() == [])
    _ = try temporary.base.merge(kept)
    #expect(try temporary.base.read { try $0.objections() }.map(\.sentence) == ["Too dear.", "Later."])
    #expect(try temporary.soundness() == [])
  }
}
