import Domain
import Foundation
import TestBase
import Testing

@testable import Storage

@Suite("Put away: out of sight, and still counted")
struct PutAwayTests {
  /// One row of each kind, tied to each other.
  private struct Whole {
    let temporary: TemporaryBase
    let objection: Objection
    let response: Response
    let deal = Deal(name: "Acme", stage: "demo")
    let person: Person
    let proof = Proof(claim: "Halved the time")
    let phrasing: Phrasing
    let encounter: Encounter
    let reason: Reason
    let remark: Remark
    let followUp: FollowUp
    let event = Event(words: "SSO is shipped")
    let mark: FitMark
    let debriefAnswer: DebriefAnswer

    init() throws {
      temporary = try TemporaryBase()
      let (objection, responses) = try temporary.add("Too dear.", answers: ["Compared with what?"])
      self.objection = objection
      response = responses[0]
      person = Person(deal: deal.id, name: "Kim", role: "CFO")
      phrasing = Phrasing(objection: objection.id, source: .written, text: "costs too much")
      try temporary.base.edit(.addedDeal) { [deal, person, proof, phrasing] edit in
        try edit.save(deal)
        try edit.save(person)
        try edit.save(proof)
        try edit.save(phrasing)
      }
      encounter = try temporary.meet(objection, response, deal: deal.id)
      reason = Reason(deal: deal.id, by: .rep, words: "No money")
      remark = Remark(deal: deal.id, person: person.id, topic: .us, said: "You were quick")
      followUp = FollowUp(about: .deal(deal.id), kind: .condition, condition: "SSO", note: "mine")
      mark = FitMark(deal: deal.id, criterion: "Pain", mark: .met)
      debriefAnswer = DebriefAnswer(deal: deal.id, question: .liked, words: "That I rang")
      try temporary.base.edit(.debriefed) { [reason, remark, followUp, event, mark, debriefAnswer] edit in
        try edit.save(reason)
        try edit.save(remark)
        try edit.save(followUp)
        try edit.save(event)
        try edit.save(mark)
        try edit.save(debriefAnswer)
      }
      try temporary.base.catchUp()
    }

    var rows: [Reader.Named] {
      [
        .objection(objection.id), .response(response.id), .deal(deal.id), .person(person.id), .proof(proof.id),
        .phrasing(phrasing.id), .encounter(encounter.id), .reason(reason.id), .remark(remark.id),
        .followUp(followUp.id), .event(event.id), .fitMark(mark.id), .debriefAnswer(debriefAnswer.id),
      ]
    }
  }

  @Test("Each kind of row goes out of every list, is listed as put away, and comes back as it was")
  func eachKind() throws {
    let whole = try Whole()
    let base = whole.temporary.base
    let before = try whole.temporary.rows()
    for row in whole.rows {
      let count = try base.read { try $0.count(of: row.kind) }
      let short = try base.read { try $0.shortID(row) }
      let title = try #require(try base.read { try $0.title(of: row) })
      #expect(try base.edit(.putAway, subject: title) { try $0.putAway(row) }.value)
      try base.read { reader throws in
        #expect(try reader.count(of: row.kind) == count - 1)
        #expect(throws: StorageError.noSuchID(short)) { try reader.named(short) }
        #expect(try reader.named(short, putAway: true) == row)
        let listed = try reader.putAway(row.kind)
        #expect(listed.map(\.row) == [row])
        #expect(listed.map(\.id) == [short])
        #expect(listed.map(\.title) == [title])
      }
      #expect(try whole.temporary.soundness() == [])
      // A second time changes nothing.
      #expect(try base.edit(.putAway) { try $0.putAway(row) }.act == nil)
      #expect(try base.edit(.broughtBack) { try $0.bringBack(row) }.value)
      #expect(try base.edit(.broughtBack) { try $0.bringBack(row) }.act == nil)
      #expect(try whole.temporary.rows() == before)
      #expect(try whole.temporary.soundness() == [])
    }
  }

  @Test("What was logged of an answer or a deal that is put away still counts")
  func counts() throws {
    let whole = try Whole()
    let base = whole.temporary.base
    for row in [Reader.Named.response(whole.response.id), .deal(whole.deal.id)] {
      try base.edit(.putAway) { _ = try $0.putAway(row) }
    }
    #expect(try base.read { try $0.encounters(with: whole.objection.id) } == [whole.encounter])
    #expect(try base.read { try $0.score(of: whole.response.id) }.worked == 1)
    #expect(try whole.temporary.soundness() == [])
  }

  @Test("Put away by one, it is put away for the other who merges, and can be brought back there")
  func merged() throws {
    let whole = try Whole()
    let ben = try TemporaryBase(copyOf: whole.temporary)
    try whole.temporary.base.edit(.putAway) { _ = try $0.putAway(.objection(whole.objection.id)) }
    let merged = try ben.base.merge(whole.temporary.path)
    #expect(merged.rows.map(\.putAway) == [1])
    #expect(try ben.base.read { try $0.objections() }.isEmpty)
    try ben.base.edit(.broughtBack) { _ = try $0.bringBack(.objection(whole.objection.id)) }
    _ = try whole.temporary.base.merge(ben.path)
    #expect(try whole.temporary.base.read { try $0.objections() } == [whole.objection])
    #expect(try whole.temporary.soundness() == [])
    #expect(try ben.soundness() == [])
  }
}
