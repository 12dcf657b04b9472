import Domain
import Foundation
import GRDB
import TestBase
import Testing

@testable import Storage

@Suite("merge: what is the team's is in both, and nothing is lost")
struct MergeTests {
  /// Ana's base, and Ben's, who began with a copy of it.
  private func twoReps(seed: UInt64 = 1) throws -> (ana: TemporaryBase, ben: TemporaryBase) {
    let ana = try TemporaryBase()
    try ana.becomes("Ana", now: Rep.noon(0))
    var rep = Rep(ana, seed: seed)
    try rep.work(from: 0, days: 5, aDay: 6)
    let ben = try TemporaryBase(copyOf: ana)
    try ben.becomes("Ben", now: Rep.noon(5))
    return (ana, ben)
  }

  @Test(
    "Two who took copies of one base and worked for a month have the same after merging both ways", arguments: 1...2)
  func month(_ seed: UInt64) throws {
    let (ana, ben) = try twoReps(seed: seed)
    var one = Rep(ana, seed: seed &* 31)
    var other = Rep(ben, seed: seed &* 77)
    try one.work(from: 5, days: 30)
    try other.work(from: 5, days: 30)
    let all = try ana.teamHashes().union(ben.teamHashes())
    let merged = try ana.base.merge(ben.path)
    #expect(merged.entries > 0)
    #expect(!merged.isBranch)
    _ = try ben.base.merge(ana.path)
    #expect(try ana.teamHashes() == all)
    #expect(try ben.teamHashes() == all)
    #expect(try ana.rows(without: ["note"]) == ben.rows(without: ["note"]))
    let copies = try [ana, ben].map { temporary in
      Set(try TemporaryBase.entries(in: Base(at: temporary.teamCopy())).map(\.hash))
    }
    #expect(copies == [all, all])
    #expect(try ana.base.merge(ben.path).entries == 0)
    #expect(try ana.soundness() == [])
    #expect(try ben.soundness() == [])
  }

  @Test("In any order, in pieces, twice: the result is the same", arguments: 1...4)
  func anyOrder(_ seed: UInt64) throws {
    let (ana, ben) = try twoReps(seed: seed)
    var one = Rep(ana, seed: seed &* 131)
    var other = Rep(ben, seed: seed &* 177)
    try one.work(from: 5, days: 10)
    try other.work(from: 5, days: 10)
    let entries = try ana.entries() + ben.entries()
    let inOrder = try TemporaryBase()
    _ = try inOrder.base.merge(entries)
    var numbers = SeededNumbers(seed: seed)
    let shuffled = try TemporaryBase()
    var rest = (entries + entries.prefix(40)).shuffled(using: &numbers)
    while !rest.isEmpty {
      let part = Array(rest.prefix(Int.random(in: 1...60, using: &numbers)))
      rest.removeFirst(part.count)
      _ = try shuffled.base.merge(part)
    }
    #expect(try shuffled.teamHashes() == inOrder.teamHashes())
    #expect(try shuffled.rows() == inOrder.rows())
    #expect(try shuffled.base.read { try $0.parked() } == inOrder.base.read { try $0.parked() })
    #expect(try inOrder.soundness() == [])
    #expect(try shuffled.soundness() == [])
  }

  @Test("Another's private notes never come, one's own do; a team copy carries none")
  func notes() throws {
    let (ana, ben) = try twoReps()
    let desk = try TemporaryBase(copyOf: ana)
    let objection = try #require(try ana.base.read { try $0.objections() }.first)
    func log(_ temporary: TemporaryBase, _ note: String) throws -> ID<Encounter> {
      let encounter = Encounter(
        met: Encounter.Met(at: Moment(seconds: 0), day: Day(number: 0), objection: objection.id), words: "dear",
        note: note)
      try temporary.base.edit(.logged) { try $0.save(encounter) }
      return encounter.id
    }
    let bens = try log(ben, "Ben's own")
    let own = try log(desk, "from the desk")
    _ = try ana.base.merge(ben.path)
    _ = try ana.base.merge(desk.path)
    #expect(try ana.base.read { try $0.encounter(bens) }?.words == "dear")
    #expect(try ana.base.read { try $0.encounter(bens) }?.note == nil)
    #expect(try ana.base.read { try $0.encounter(own) }?.note == "from the desk")
    let team = try Base(at: ana.teamCopy())
    #expect(try team.read { try $0.encounter(own) }?.note == nil)
    #expect(try TemporaryBase.entries(in: team).allSatisfy { $0.header.audience == Audience.team.rawValue })
    #expect(try team.read { try $0.settings() } == [:])
    #expect(try ana.soundness() == [])
    #expect(try desk.soundness() == [])
  }

  @Test("Undo takes back what was done here, never what came in, also when one wrote it elsewhere")
  func undo() throws {
    let (ana, ben) = try twoReps()
    let desk = try TemporaryBase(copyOf: ana)
    try ben.add("From Ben.")
    try desk.add("From the desk.")
    try ana.add("Newest here.")
    _ = try ana.base.merge(ben.path)
    _ = try ana.base.merge(desk.path)
    #expect(try ana.base.undo().acts.map(\.subject) == ["Newest here."])
    _ = try ana.base.undo(10_000)
    let left = try ana.base.read { try $0.objections() }.map(\.sentence)
    #expect(Set(left) == ["From Ben.", "From the desk."])
    #expect(try ana.base.undo().acts.isEmpty)
    #expect(try ana.soundness() == [])
  }

  @Test("A copy of this base that goes on in the same chain is taken as a branch, and both are whole")
  func branch() throws {
    let (ana, _) = try twoReps()
    let copy = try TemporaryBase(copyOf: ana)
    // The copy doesn't notice that it is one, as a disk image doesn't.
    try copy.damage("UPDATE own_file SET identity = '\(Base.identity(of: copy.path) ?? "")'")
    try copy.add("In the copy.")
    try ana.add("In the original.")
    #expect(try copy.device() == ana.device())
    let before = try ana.device()
    #expect(try ana.base.merge(copy.path).isBranch)
    try ana.add("After.")
    #expect(try ana.device() != before)
    #expect(
      Set(try ana.base.read { try $0.objections() }.map(\.sentence)).isSuperset(
        of: ["In the copy.", "In the original.", "After."]))
    #expect(try ana.soundness() == [])
    _ = try copy.base.merge(ana.path)
    #expect(try copy.rows() == ana.rows())
    #expect(try copy.soundness() == [])
  }
}

@Suite("merge: what can't stand yet waits")
struct WaitingTests {
  @Test("What comes before its objection waits, is counted, and stands once that comes")
  func parent() throws {
    let ana = try TemporaryBase()
    let (objection, responses) = try ana.add("Too dear.", also: ["costs too much"], answers: ["Compared with what?"])
    let encounter = try ana.meet(objection, responses[0])
    let entries = try ana.entries()
    let parents = entries.filter { $0.header.table == Catalog.objection.number }
    let ben = try TemporaryBase()
    let merged = try ben.base.merge(entries.filter { entry in !parents.contains(entry) })
    #expect(merged.waiting > 0)
    #expect(merged.missing > 0)
    let parked = try ben.base.read { try $0.parked() }
    #expect(parked.count == merged.waiting)
    // The phrasing, the answer and the log each wait by what ties them to it.
    #expect(parked.forRows["objection"] == 3)
    #expect(try ben.soundness() == [])
    #expect(try ben.base.read { try $0.encounters(with: objection.id) } == [])
    let later = try ben.base.merge(parents)
    #expect(later.waiting == 0)
    #expect(later.missing == 0)
    #expect(try ben.base.read { try $0.encounter(encounter.id) } == encounter)
    #expect(try ben.base.read { try $0.phrasings(of: objection.id) }.map(\.text) == ["costs too much"])
    #expect(try ben.base.read { try $0.responses(to: objection.id) } == responses)
    #expect(try ben.rows() == ana.rows())
    #expect(try ben.soundness() == [])
  }

  @Test("What is waiting is passed on")
  func passedOn() throws {
    let ana = try TemporaryBase()
    try ana.add("Too dear.", also: ["costs too much"])
    let entries = try ana.entries()
    let ben = try TemporaryBase()
    _ = try ben.base.merge(entries.filter { $0.header.table != Catalog.objection.number })
    let carla = try TemporaryBase()
    _ = try carla.base.merge(ben.teamCopy())
    _ = try carla.base.merge(entries)
    #expect(try carla.rows() == ana.rows())
    #expect(try ben.soundness() == [])
    #expect(try carla.soundness() == [])
  }

  private static let device = UUID()

  /// An entry of a newer Comeback.
  private static func later(
    version: UInt8 = 1, kind: UInt8 = Header.Kind.set, table: UInt16 = 2, atom: UInt16 = 1, row: UUID = UUID()
  ) throws -> Entry {
    let header = Header(
      device: device, audience: .team, sequence: 1, stamp: Stamp(after: Stamp(value: 0), now: Date()),
      author: UUID(), act: UUID.version7(), kind: kind, table: table, row: row, atom: atom)
    var bytes = header.bytes
    bytes[0] = version
    return Entry(
      try #require(Header(stored: bytes)), previous: Entry.beginning,
      body: Data(#"{"sentence":"from the future","name":"from the future"}"#.utf8))
  }

  @Test(
    "What only a newer Comeback knows stands nowhere, is counted, kept, and passed on by a team copy",
    arguments: [
      (version: 1, kind: 2, table: 99, atom: 1), (version: 1, kind: 2, table: 2, atom: 99),
      (version: 1, kind: 42, table: 2, atom: 1), (version: 2, kind: 2, table: 2, atom: 1),
      (version: 2, kind: 7, table: 2, atom: 1), (version: 2, kind: 3, table: 2, atom: 0),
    ])
  func unknown(_ form: (version: Int, kind: Int, table: Int, atom: Int)) throws {
    let ana = try TemporaryBase()
    let (objection, _) = try ana.add("Too dear.")
    let entry = try Self.later(
      version: UInt8(form.version), kind: UInt8(form.kind), table: UInt16(form.table), atom: UInt16(form.atom),
      row: objection.id.uuid)
    let before = try ana.rows()
    let merged = try ana.base.merge([entry])
    #expect(merged.entries == 1)
    #expect(merged.waiting == 1)
    #expect(try ana.base.read { try $0.parked() }.forUpdate == 1)
    #expect(try ana.rows() == before)
    let ben = try TemporaryBase()
    _ = try ben.base.merge(ana.teamCopy())
    #expect(try ben.entries().contains(entry))
    #expect(try ben.base.read { try $0.objection(objection.id) } == objection)
    #expect(try ana.soundness() == [])
    #expect(try ben.soundness() == [])
    try ben.base.repair()
    #expect(try ben.soundness() == [])
  }
}

@Suite("merge: what is refused")
struct MergeRefusalTests {
  @Test("A body changed by one byte is damage, and nothing is taken")
  func damaged() throws {
    let ana = try TemporaryBase()
    try ana.add("Mine.")
    let ben = try TemporaryBase()
    try ben.add("One.")
    try ben.add("Two.")
    try ben.damage(
      "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'Two', 'Twp') AS BLOB) WHERE kind = x'02'")
    let before = try ana.everything()
    #expect(throws: MergeError.damaged(ben.path)) { try ana.base.merge(ben.path) }
    #expect(try ana.everything() == before)
    #expect(try ana.soundness() == [])
  }

  @Test("A merge that fails at the last entry leaves every row of every table as it was")
  func fails() throws {
    let ana = try TemporaryBase()
    try ana.becomes("Ana")
    let (objection, _) = try ana.add("Mine.", also: ["my way"])
    let ben = try TemporaryBase(copyOf: ana)
    try ben.becomes("Ben")
    var changed = objection
    changed.sentence = "Ben's."
    try ben.base.edit(.editedObjection) { try $0.save(changed) }
    try ben.base.erase([(.objection(objection.id), "category")])
    var entries = try ben.entries()
    entries.append(
      Entry(
        stored: entries[0].header, previous: entries[0].previous, commitment: entries[0].commitment,
        hash: Data(repeating: 7, count: 32), salt: entries[0].salt, body: entries[0].body))
    let before = try ana.everything()
    #expect(throws: Intake.Refusal.damaged) { try ana.base.merge(entries) }
    #expect(try ana.everything() == before)
    #expect(try ana.soundness() == [])
  }

  @Test("A clock more than a day ahead is refused, naming whose; taken on request, one's own later words still win")
  func ahead() throws {
    let now = Date()
    let ana = try TemporaryBase()
    let (objection, _) = try ana.add("Too dear.")
    let ben = try TemporaryBase(copyOf: ana)
    try ben.becomes("Ben")
    var theirs = objection
    theirs.sentence = "From tomorrow."
    try ben.base.edit(.editedObjection, now: now + 3 * 86_400) { try $0.save(theirs) }
    let before = try ana.everything()
    #expect {
      try ana.base.merge(ben.path, now: now)
    } throws: { error in
      guard case MergeError.ahead(let file, let whose, let until) = error else { return false }
      return file == ben.path && whose == "Ben" && abs(until.timeIntervalSince(now + 3 * 86_400)) < 1
    }
    #expect(try ana.everything() == before)
    _ = try ana.base.merge(ben.path, acceptsClock: true, now: now)
    #expect(try ana.base.read { try $0.objection(objection.id) }?.sentence == "From tomorrow.")
    var mine = theirs
    mine.sentence = "Mine, later."
    try ana.base.edit(.editedObjection, now: now) { try $0.save(mine) }
    #expect(try ana.base.read { try $0.objection(objection.id) }?.sentence == "Mine, later.")
    _ = try ana.base.merge(ben.path, now: now)
    #expect(try ana.base.read { try $0.objection(objection.id) }?.sentence == "Mine, later.")
    #expect(try ana.soundness() == [])
  }

  @Test("A clock that is set back a day keeps one's own changes in order")
  func setBack() throws {
    let now = Date()
    let ana = try TemporaryBase()
    var objection = Objection(sentence: "First.", category: Category(rawValue: "price"))
    try ana.base.edit(.addedObjection, now: now) { try $0.save(objection) }
    for (sentence, hours) in [("Second.", -24.0), ("Third.", -48), ("Fourth.", -23)] {
      objection.sentence = sentence
      try ana.base.edit(.editedObjection, now: now + hours * 3600) { try $0.save(objection) }
      #expect(try ana.base.read { try $0.objection(objection.id) }?.sentence == sentence)
    }
    let ben = try TemporaryBase()
    _ = try ben.base.merge(ana.path)
    #expect(try ben.base.read { try $0.objection(objection.id) }?.sentence == "Fourth.")
    #expect(try ana.soundness() == [])
    #expect(try ben.soundness() == [])
  }

  @Test("What is no base is refused as such, and changes nothing")
  func noBase() throws {
    let ana = try TemporaryBase()
    try ana.add("Mine.")
    let before = try ana.everything()
    let text = try ana.file("notes.txt", String(repeating: "plain words ", count: 200))
    let empty = try ana.file("empty.db", "")
    let foreign = ana.folder.appendingPathComponent("foreign.db").path
    try TemporaryBase.damage(foreign, "CREATE TABLE journal(entry TEXT); INSERT INTO journal VALUES ('Dear diary')")
    for path in [text, empty, foreign, ana.folder.path] {
      #expect(throws: MergeError.notABase(path)) { try ana.base.merge(path) }
    }
    let gone = ana.folder.appendingPathComponent("gone.db").path
    #expect(throws: MergeError.noSuchFile(gone)) { try ana.base.merge(gone) }
    #expect(throws: MergeError.itself) { try ana.base.merge(ana.path) }
    let link = ana.folder.appendingPathComponent("link.db").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: ana.path)
    #expect(throws: MergeError.itself) { try ana.base.merge(link) }
    #expect(try ana.everything() == before)
    #expect(try ana.soundness() == [])
  }
}

@Suite("conflicts: what of mine lost")
struct ConflictTests {
  /// Both have an objection; each then changes it as told.
  private struct Both {
    let ana: TemporaryBase
    let ben: TemporaryBase
    let objection: Objection

    init() throws {
      ana = try TemporaryBase()
      try ana.becomes("Ana")
      objection = try ana.add("Too dear.").objection
      ben = try TemporaryBase(copyOf: ana)
      try ben.becomes("Ben")
    }

    func says(_ temporary: TemporaryBase, _ sentence: String) throws {
      var edited = try #require(try temporary.base.read { try $0.objection(objection.id) })
      edited.sentence = sentence
      try temporary.base.edit(.editedObjection, subject: sentence) { try $0.save(edited) }
    }

    func sentence() throws -> String? { try ana.base.read { try $0.objection(objection.id) }?.sentence }

    func conflicts() throws -> [Conflict] { try ana.base.read { try $0.conflicts() } }

    func expectSound() throws {
      #expect(try ana.soundness() == [])
      #expect(try ben.soundness() == [])
    }
  }

  @Test("It is listed with both wordings and whose stands; mine can be taken back, and one undo takes that back")
  func listed() throws {
    let both = try Both()
    try both.says(both.ana, "Mine.")
    try both.says(both.ben, "Ben's.")
    #expect(try both.ana.base.merge(both.ben.path).conflicts == 1)
    let conflict = try #require(try both.conflicts().first)
    #expect(conflict.row == .objection(both.objection.id))
    #expect(conflict.field == "sentence")
    #expect(conflict.mine == ["Mine."])
    #expect(conflict.theirs == ["Ben's."])
    #expect(conflict.by == "Ben")
    #expect(try both.sentence() == "Ben's.")
    #expect(try both.ana.base.settle(conflict.id, withMine: true))
    #expect(try both.sentence() == "Mine.")
    #expect(try both.conflicts().isEmpty)
    #expect(try both.ana.base.undo().acts.map(\.deed) == [.tookOwn])
    #expect(try both.sentence() == "Ben's.")
    try both.expectSound()
  }

  @Test("What was settled is not listed again, whichever way")
  func settled() throws {
    for withMine in [true, false] {
      let both = try Both()
      try both.says(both.ana, "Mine.")
      try both.says(both.ben, "Ben's.")
      _ = try both.ana.base.merge(both.ben.path)
      let conflict = try #require(try both.conflicts().first)
      #expect(try both.ana.base.settle(conflict.id, withMine: withMine))
      #expect(try !both.ana.base.settle(conflict.id, withMine: withMine))
      #expect(try both.ana.base.merge(both.ben.path).conflicts == 0)
      #expect(try both.conflicts().isEmpty)
      #expect(try both.sentence() == (withMine ? "Mine." : "Ben's."))
      try both.expectSound()
    }
  }

  @Test("Nothing is listed when the other one had seen mine before changing it")
  func seen() throws {
    let both = try Both()
    try both.says(both.ana, "Mine.")
    _ = try both.ben.base.merge(both.ana.path)
    try both.says(both.ben, "Ben's.")
    #expect(try both.ana.base.merge(both.ben.path).conflicts == 0)
    #expect(try both.sentence() == "Ben's.")
    #expect(try both.conflicts().isEmpty)
    try both.expectSound()
  }

  @Test("Nothing is listed when mine stands, or both said the same")
  func won() throws {
    let both = try Both()
    try both.says(both.ben, "Ben's.")
    try both.says(both.ana, "Mine.")
    #expect(try both.ana.base.merge(both.ben.path).conflicts == 0)
    #expect(try both.sentence() == "Mine.")
    try both.expectSound()
    let agreed = try Both()
    try agreed.says(agreed.ana, "The same.")
    try agreed.says(agreed.ben, "The same.")
    #expect(try agreed.ana.base.merge(agreed.ben.path).conflicts == 0)
    #expect(try agreed.conflicts().isEmpty)
    try agreed.expectSound()
  }

  @Test("One that I changed since is not listed any more")
  func changedSince() throws {
    let both = try Both()
    try both.says(both.ana, "Mine.")
    try both.says(both.ben, "Ben's.")
    _ = try both.ana.base.merge(both.ben.path)
    try both.says(both.ana, "A third.")
    #expect(try both.conflicts().isEmpty)
    try both.expectSound()
  }

  @Test("Brought back by me and put away by the other: a conflict of the row itself")
  func putAway() throws {
    let both = try Both()
    let row = Reader.Named.objection(both.objection.id)
    try both.ana.base.edit(.putAway) { _ = try $0.putAway(row) }
    try both.ana.base.edit(.broughtBack) { _ = try $0.bringBack(row) }
    try both.ben.base.edit(.putAway) { _ = try $0.putAway(row) }
    #expect(try both.ana.base.merge(both.ben.path).conflicts == 1)
    let conflict = try #require(try both.conflicts().first)
    #expect(conflict.field == "")
    #expect(!conflict.isPutAway.mine)
    #expect(conflict.isPutAway.theirs)
    #expect(try both.sentence() == nil)
    #expect(try both.ana.base.settle(conflict.id, withMine: true))
    #expect(try both.sentence() == "Too dear.")
    try both.expectSound()
  }

  @Test("Put away by the other while I changed its words: both stand, and brought back it has my words")
  func putAwayAgainstEdit() throws {
    let both = try Both()
    let row = Reader.Named.objection(both.objection.id)
    try both.says(both.ana, "Mine.")
    try both.ben.base.edit(.putAway) { _ = try $0.putAway(row) }
    let merged = try both.ana.base.merge(both.ben.path)
    #expect(merged.rows.first?.putAway == 1)
    #expect(try both.sentence() == nil)
    try both.ana.base.edit(.broughtBack) { _ = try $0.bringBack(row) }
    #expect(try both.sentence() == "Mine.")
    try both.expectSound()
  }
}
