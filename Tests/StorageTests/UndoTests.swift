import Domain
import Foundation
import GRDB
import TestBase
import Testing

@testable import Storage

@Suite("undo takes back what one did, and only that")
struct UndoTests {
  @Test("What was added goes, and is not found any more")
  func added() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("Too dear.", also: ["costs too much"], answers: ["a", "b"])
    let undone = try temporary.base.undo()
    #expect(undone.acts.map(\.deed) == [.addedObjection])
    #expect(undone.kept.isEmpty)
    #expect(try temporary.base.read { try $0.objection(objection.id) } == nil)
    #expect(try temporary.base.read { try $0.responses(to: objection.id) }.isEmpty)
    #expect(try temporary.soundness() == [])
  }

  @Test("A mark and a profile have one row for ever: taken back and said again they stand; an import leaves them away")
  func sameRow() throws {
    let temporary = try TemporaryBase()
    let base = temporary.base
    let deal = Deal(name: "Acme")
    let mark = FitMark(deal: deal.id, criterion: "Pain", mark: .notMet)
    let profile = FitProfile(criteria: [FitProfile.Criterion(name: "Pain")])
    try base.edit(.addedDeal) { try $0.save(deal) }
    func say(_ deed: Deed) throws {
      try base.edit(deed) { edit in
        try edit.save(mark)
        try edit.save(profile)
      }
    }
    func stands() throws -> Bool { try base.read { try $0.fitMark(mark.id) == mark && $0.profile() == profile } }
    try say(.debriefed)
    for _ in 0..<2 {
      _ = try base.undo()
      #expect(try base.read { try $0.fitMarks().isEmpty && $0.profile() == nil })
      try say(.judgedFit)
      #expect(try stands())
    }
    try base.edit(.putAway) { edit in
      try edit.putAway(.fitMark(mark.id))
      try edit.putAway(.profile(FitProfile.only))
    }
    try say(.imported)
    #expect(try base.read { try $0.fitMarks().isEmpty && $0.profile() == nil })
    try say(.judgedFit)
    #expect(try stands())
    // And in a colleague's base.
    let ben = try TemporaryBase()
    _ = try ben.base.merge(temporary.path)
    #expect(try ben.base.read { try $0.fitMarks() } == [mark])
    #expect(try temporary.soundness() == [])
    #expect(try ben.soundness() == [])
  }

  @Test("A changed field goes back to what it said before, also when it said nothing")
  func changed() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("Too dear.")
    var edited = objection
    edited.sentence = "Far too dear."
    edited.tell = "They name a figure."
    let new = edited
    try temporary.base.edit(.editedObjection) { try $0.save(new) }
    _ = try temporary.base.undo()
    #expect(try temporary.base.read { try $0.objection(objection.id) } == objection)
    #expect(try temporary.soundness() == [])
  }

  @Test("It goes on from where the last undo stopped, over a restart, until nothing is left")
  func again() throws {
    let temporary = try TemporaryBase()
    try temporary.add("One.")
    try temporary.add("Two.")
    try temporary.add("Three.")
    #expect(try temporary.base.undo().acts.map(\.subject) == ["Three."])
    let reopened = try Base(at: temporary.path)
    #expect(try reopened.undo(5).acts.map(\.subject) == ["Two.", "One."])
    #expect(try reopened.undo().acts.isEmpty)
    #expect(try temporary.soundness() == [])
  }

  @Test("A change made after an undo is the next to be taken back, and the undone stays undone")
  func afterUndo() throws {
    let temporary = try TemporaryBase()
    try temporary.add("One.")
    _ = try temporary.base.undo()
    try temporary.add("Two.")
    #expect(try temporary.base.undo().acts.map(\.subject) == ["Two."])
    #expect(try temporary.base.read { try $0.objections() }.isEmpty)
  }

  @Test("What somebody changed since stays, and it says who")
  func changedSince() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("Too dear.")
    var mine = objection
    mine.sentence = "Mine."
    let first = mine
    try temporary.base.edit(.editedObjection) { try $0.save(first) }
    // Somebody else's change, as a merge would bring it: another device, a later stamp.
    let ben = Author(name: "Ben")
    try temporary.base.edit(.named) { try $0.save(ben) }
    _ = try temporary.base.derive { db in
      let header = Header(
        device: UUID(), audience: .team, sequence: 1, stamp: Stamp(after: Stamp(value: 0), now: Date.distantFuture),
        author: ben.id.uuid, act: UUID(), kind: Header.Kind.set, table: Catalog.objection.number,
        row: objection.id.uuid,
        atom: 1)
      try Journal.append(
        Entry(header, previous: Entry.beginning, body: Data(#"{"sentence":"Ben's."}"#.utf8)), to: db)
      try db.execute(sql: "UPDATE objection SET sentence = 'Ben''s.'")
    }
    let undone = try temporary.base.undo(2)
    #expect(undone.kept == [Undone.Kept(row: "objection", field: "sentence", by: "Ben")])
    #expect(try temporary.base.read { try $0.objection(objection.id) }?.sentence == "Ben's.")
  }

  @Test("Doing and taking back any number of things leaves nothing of them", arguments: 1...8)
  func property(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed) &* 977)
    let temporary = try TemporaryBase()
    let (kept, _) = try temporary.add("Stays.", answers: ["a"])
    let before = try temporary.base.read { (try $0.objections(), try $0.responses(to: kept.id), try $0.deals()) }
    let acts = Int.random(in: 1...6, using: &numbers)
    for index in 0..<acts {
      switch Int.random(in: 0..<3, using: &numbers) {
      case 0: try temporary.add("New \(index).", also: ["way \(index)"], answers: ["x"])
      case 1: try temporary.base.edit(.addedDeal) { try $0.save(Deal(name: "Deal \(index)", stage: "demo")) }
      default:
        var edited = kept
        edited.sentence = "Edited \(index)"
        edited.concern = Bool.random(using: &numbers) ? "c\(index)" : nil
        let new = edited
        try temporary.base.edit(.editedObjection) { try $0.save(new) }
      }
    }
    let undone = try temporary.base.undo(acts)
    #expect(undone.acts.count == acts)
    let after = try temporary.base.read { (try $0.objections(), try $0.responses(to: kept.id), try $0.deals()) }
    #expect(after == before)
    #expect(try temporary.soundness() == [])
  }
}

@Suite("undo after undo")
struct UndoAgainTests {
  @Test("A row that an undo put away and a later act brought back is put away again when that one is undone")
  func broughtBack() throws {
    let temporary = try TemporaryBase()
    let deal = Deal(name: "Acme", stage: "demo")
    try temporary.base.edit(.addedDeal) { try $0.save(deal) }
    _ = try temporary.base.undo()
    try temporary.base.edit(.addedDeal) { edit in
      var again = deal
      again.stage = "offer"
      try edit.save(again)
      try edit.bringBack(.deal(deal.id))
    }
    #expect(try temporary.base.read { try $0.deals().map(\.stage) } == ["offer"])
    _ = try temporary.base.undo()
    #expect(try temporary.base.read { try $0.deals() } == [])
    _ = try temporary.base.redo()
    #expect(try temporary.base.read { try $0.deals().map(\.stage) } == ["offer"])
    #expect(try temporary.soundness() == [])
  }

  @Test("Changes of one field go back one by one, each to what stood before it")
  func oneByOne() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("One.")
    for sentence in ["Two.", "Three.", "Four."] {
      var edited = objection
      edited.sentence = sentence
      let new = edited
      try temporary.base.edit(.editedObjection, subject: sentence) { try $0.save(new) }
    }
    for sentence in ["Three.", "Two.", "One."] {
      let undone = try temporary.base.undo()
      #expect(undone.kept.isEmpty)
      #expect(try temporary.base.read { try $0.objection(objection.id) }?.sentence == sentence)
    }
    #expect(try temporary.base.undo().kept.isEmpty)
    #expect(try temporary.base.read { try $0.objection(objection.id) } == nil)
    #expect(try temporary.soundness() == [])
  }

  @Test("What was imported, taken back and imported again is there again, also without a release")
  func importedAgain() throws {
    let temporary = try TemporaryBase()
    let deal = Deal(name: "Acme", stage: "demo")
    try temporary.base.edit(.imported) { try $0.save(deal) }
    _ = try temporary.base.undo()
    #expect(try temporary.base.read { try $0.deal(deal.id) } == nil)
    #expect(try temporary.base.edit(.imported) { try $0.save(deal) }.changes == 1)
    #expect(try temporary.base.read { try $0.deal(deal.id) } == deal)
    #expect(try temporary.soundness() == [])
  }
}
