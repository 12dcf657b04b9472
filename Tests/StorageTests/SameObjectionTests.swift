import Domain
import Foundation
import TestBase
import Testing

@testable import Storage

@Suite("Two objections that are the same one")
struct SameObjectionTests {
  private func three() throws -> (temporary: TemporaryBase, [Objection]) {
    let temporary = try TemporaryBase()
    let objections = try ["One.", "Two.", "Three."].map { sentence in
      let (objection, responses) = try temporary.add(sentence, also: ["\(sentence) too"], answers: ["to \(sentence)"])
      try temporary.meet(objection, responses[0])
      return objection
    }
    return (temporary, objections)
  }

  private func front(_ temporary: TemporaryBase, _ objection: Objection) throws -> ID<Objection> {
    try temporary.base.read { try $0.front(of: objection.id) }
  }

  @Test("The first stays in front; phrasings, answers and logs of both are shown with either")
  func together() throws {
    let (temporary, objections) = try three()
    #expect(try temporary.base.say(objections[0].id, isSameAs: objections[1].id))
    for objection in objections.prefix(2) {
      #expect(try front(temporary, objection) == objections[0].id)
      try temporary.base.read { reader throws in
        #expect(try reader.phrasings(of: objection.id).map(\.text) == ["One. too", "Two. too"])
        #expect(Set(try reader.responses(to: objection.id).map(\.words)) == ["to One.", "to Two."])
        #expect(try reader.encounters(with: objection.id).count == 2)
      }
    }
    #expect(try temporary.base.read { try $0.objections() } == [objections[0], objections[2]])
    #expect(try !temporary.base.say(objections[1].id, isSameAs: objections[0].id))
    #expect(try !temporary.base.say(objections[2].id, isSameAs: objections[2].id))
    #expect(try temporary.soundness() == [])
  }

  @Test("A third joins by any of them, and the front stays")
  func third() throws {
    let (temporary, objections) = try three()
    _ = try temporary.base.say(objections[0].id, isSameAs: objections[1].id)
    _ = try temporary.base.say(objections[1].id, isSameAs: objections[2].id)
    for objection in objections { #expect(try front(temporary, objection) == objections[0].id) }
    #expect(try temporary.base.read { try $0.same(as: objections[2].id) } == Array(objections.prefix(2)))
    #expect(try temporary.soundness() == [])
  }

  @Test("Part takes it back, alone, and one undo joins them again")
  func part() throws {
    let (temporary, objections) = try three()
    _ = try temporary.base.say(objections[0].id, isSameAs: objections[1].id)
    _ = try temporary.base.say(objections[0].id, isSameAs: objections[2].id)
    #expect(try temporary.base.part(objections[1].id))
    #expect(try front(temporary, objections[1]) == objections[1].id)
    #expect(try front(temporary, objections[2]) == objections[0].id)
    #expect(try !temporary.base.part(objections[1].id))
    _ = try temporary.base.undo()
    #expect(try front(temporary, objections[1]) == objections[0].id)
    _ = try temporary.base.redo()
    #expect(try front(temporary, objections[1]) == objections[1].id)
    #expect(try temporary.soundness() == [])
  }

  @Test("Undo and redo of a link, over and over, across a restart")
  func undo() throws {
    let (temporary, objections) = try three()
    _ = try temporary.base.say(objections[0].id, isSameAs: objections[1].id)
    for _ in 0..<3 {
      #expect(try Base(at: temporary.path).undo().acts.map(\.deed) == [.saidSame])
      #expect(try front(temporary, objections[1]) == objections[1].id)
      #expect(try Base(at: temporary.path).redo().acts.map(\.deed) == [.saidSame])
      #expect(try front(temporary, objections[1]) == objections[0].id)
      #expect(try temporary.soundness() == [])
    }
  }

  @Test("With the front put away the others go on, and it stands in front again when it is back")
  func frontPutAway() throws {
    let (temporary, objections) = try three()
    _ = try temporary.base.say(objections[0].id, isSameAs: objections[1].id)
    _ = try temporary.base.say(objections[0].id, isSameAs: objections[2].id)
    try temporary.base.edit(.putAway) { _ = try $0.putAway(.objection(objections[0].id)) }
    let next = try front(temporary, objections[1])
    #expect([objections[1].id, objections[2].id].contains(next))
    #expect(try front(temporary, objections[2]) == next)
    #expect(try temporary.soundness() == [])
    try temporary.base.edit(.broughtBack) { _ = try $0.bringBack(.objection(objections[0].id)) }
    for objection in objections { #expect(try front(temporary, objection) == objections[0].id) }
    #expect(try temporary.soundness() == [])
  }

  @Test("Said at once on both sides in both directions, or in a ring of three: all bases agree on one front")
  func ring() throws {
    let (ana, objections) = try three()
    let ben = try TemporaryBase(copyOf: ana)
    let carla = try TemporaryBase(copyOf: ana)
    _ = try ana.base.say(objections[0].id, isSameAs: objections[1].id)
    _ = try ben.base.say(objections[1].id, isSameAs: objections[0].id)
    _ = try ana.base.merge(ben.path)
    _ = try ben.base.merge(ana.path)
    for temporary in [ana, ben] {
      // Nobody is in front of both, so the smallest id is.
      #expect(try front(temporary, objections[1]) == min(objections[0].id, objections[1].id))
      #expect(try front(temporary, objections[0]) == min(objections[0].id, objections[1].id))
    }
    _ = try ben.base.part(objections[0].id)
    _ = try ben.base.say(objections[1].id, isSameAs: objections[2].id)
    _ = try carla.base.say(objections[2].id, isSameAs: objections[0].id)
    _ = try carla.base.say(objections[0].id, isSameAs: objections[1].id)
    for one in [ana, ben, carla] {
      for other in [ana, ben, carla] where one !== other { _ = try one.base.merge(other.path) }
    }
    let fronts = try [ana, ben, carla].map { temporary in try objections.map { try front(temporary, $0) } }
    #expect(fronts[0] == fronts[1])
    #expect(fronts[0] == fronts[2])
    #expect(Set(fronts[0]).count == 1)
    #expect(try ana.rows() == carla.rows())
    for temporary in [ana, ben, carla] { #expect(try temporary.soundness() == []) }
  }

  @Test("Parted here, a link that was made elsewhere and not seen yet stays")
  func madeElsewhere() throws {
    let (ana, objections) = try three()
    _ = try ana.base.say(objections[0].id, isSameAs: objections[1].id)
    let ben = try TemporaryBase(copyOf: ana)
    _ = try ben.base.part(objections[0].id)
    _ = try ben.base.say(objections[1].id, isSameAs: objections[0].id)
    _ = try ana.base.part(objections[1].id)
    #expect(try front(ana, objections[0]) == objections[0].id)
    #expect(try front(ana, objections[1]) == objections[1].id)
    _ = try ana.base.merge(ben.path)
    #expect(try front(ana, objections[0]) == objections[1].id)
    #expect(try ana.soundness() == [])
    #expect(try ben.soundness() == [])
  }
}
