import Domain
import Foundation
import TestBase
import Testing

@testable import Storage

@Suite("redo does again what undo took back")
struct RedoTests {
  private func sentence(_ temporary: TemporaryBase, _ id: ID<Objection>) throws -> String? {
    try temporary.base.read { try $0.objection(id) }?.sentence
  }

  private func say(_ temporary: TemporaryBase, _ id: ID<Objection>, _ sentence: String) throws {
    var edited = try #require(try temporary.base.read { try $0.objection(id) })
    edited.sentence = sentence
    try temporary.base.edit(.editedObjection, subject: sentence) { try $0.save(edited) }
  }

  @Test("Undo, redo, undo, redo ...: there and away and there, across restarts")
  func backAndForth() throws {
    let temporary = try TemporaryBase()
    let (objection, responses) = try temporary.add("One.", also: ["one too"], answers: ["a"])
    try say(temporary, objection.id, "Two.")
    for _ in 0..<4 {
      #expect(try Base(at: temporary.path).undo(2).acts.map(\.subject) == ["Two.", "One."])
      #expect(try sentence(temporary, objection.id) == nil)
      let done = try Base(at: temporary.path).redo()
      #expect(done.acts.map(\.subject) == ["Two.", "One."])
      #expect(done.kept.isEmpty)
      #expect(try sentence(temporary, objection.id) == "Two.")
      #expect(try temporary.base.read { try $0.responses(to: objection.id) } == responses)
      #expect(try temporary.base.read { try $0.phrasings(of: objection.id) }.map(\.text) == ["one too"])
      #expect(try temporary.soundness() == [])
    }
  }

  @Test("Several undos are done again one by one, the newest first, until nothing is left")
  func several() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("One.")
    for sentence in ["Two.", "Three.", "Four."] { try say(temporary, objection.id, sentence) }
    for sentence in ["Three.", "Two.", "One."] {
      _ = try temporary.base.undo()
      #expect(try self.sentence(temporary, objection.id) == sentence)
    }
    for sentence in ["Two.", "Three.", "Four."] {
      #expect(try temporary.base.redo().acts.map(\.subject) == [sentence])
      #expect(try self.sentence(temporary, objection.id) == sentence)
    }
    #expect(try temporary.base.redo().acts.isEmpty)
    #expect(try temporary.base.undo().acts.map(\.subject) == ["Four."])
    #expect(try temporary.soundness() == [])
  }

  @Test("With nothing taken back there is nothing to do again, and nothing is written")
  func nothing() throws {
    let temporary = try TemporaryBase()
    try temporary.add("One.")
    let before = try temporary.everything()
    #expect(try temporary.base.redo().acts.isEmpty)
    #expect(try temporary.everything() == before)
    #expect(try temporary.soundness() == [])
  }

  @Test("An act in between does not stand in its way")
  func actBetween() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("One.")
    try say(temporary, objection.id, "Two.")
    _ = try temporary.base.undo()
    try temporary.add("Another.")
    #expect(try temporary.base.redo().acts.map(\.subject) == ["Two."])
    #expect(try sentence(temporary, objection.id) == "Two.")
    #expect(try temporary.base.undo().acts.count == 1)
    #expect(try temporary.soundness() == [])
  }

  @Test("What was changed since the undo stays, and it is said; undo and redo then go on, not in a circle")
  func changedSince() throws {
    let temporary = try TemporaryBase()
    try temporary.becomes("Ana")
    let (objection, _) = try temporary.add("One.")
    try say(temporary, objection.id, "Two.")
    _ = try temporary.base.undo()
    try say(temporary, objection.id, "Three.")
    let done = try temporary.base.redo()
    #expect(done.kept == [Undone.Kept(row: "objection", field: "sentence", by: "Ana")])
    #expect(try sentence(temporary, objection.id) == "Three.")
    #expect(try temporary.base.redo().acts.isEmpty)
    #expect(try temporary.soundness() == [])
  }

  @Test("When all of the newest act was changed by others since, undo says so once and goes on with the one before")
  func allChangedSince() throws {
    let ana = try TemporaryBase()
    try ana.becomes("Ana")
    let (objection, _) = try ana.add("One.")
    try ana.add("Another.")
    try say(ana, objection.id, "Two.")
    let ben = try TemporaryBase(copyOf: ana)
    try ben.becomes("Ben")
    try say(ben, objection.id, "Ben's.")
    _ = try ana.base.merge(ben.path)
    let undone = try ana.base.undo()
    #expect(undone.acts.map(\.subject) == ["Two."])
    #expect(undone.kept == [Undone.Kept(row: "objection", field: "sentence", by: "Ben")])
    #expect(try ana.base.undo().acts.map(\.subject) == ["Another."])
    #expect(try sentence(ana, objection.id) == "Ben's.")
    #expect(try ana.soundness() == [])
    #expect(try ben.soundness() == [])
  }

  @Test("A row that was put away goes back and forth, too")
  func putAway() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("One.")
    try temporary.base.edit(.putAway) { _ = try $0.putAway(.objection(objection.id)) }
    for _ in 0..<3 {
      _ = try temporary.base.undo()
      #expect(try sentence(temporary, objection.id) == "One.")
      _ = try temporary.base.redo()
      #expect(try sentence(temporary, objection.id) == nil)
    }
    #expect(try temporary.soundness() == [])
  }

  @Test("Any walk of acts, undos and redos: as many redos as undos bring back what was there", arguments: 1...5)
  func property(_ seed: UInt64) throws {
    let temporary = try TemporaryBase()
    var rep = Rep(temporary, seed: seed &* 7)
    try rep.work(from: 0, days: 20)
    let before = try temporary.rows()
    var numbers = SeededNumbers(seed: seed)
    var undos = 0
    for _ in 0..<Int.random(in: 1...5, using: &numbers) {
      if try !temporary.base.undo(Int.random(in: 1...3, using: &numbers)).acts.isEmpty { undos += 1 }
    }
    #expect(undos > 0)
    #expect(try temporary.soundness() == [])
    for _ in 0..<undos { #expect(try temporary.base.redo().kept.isEmpty) }
    #expect(try temporary.rows() == before)
    #expect(try temporary.soundness() == [])
  }
}
