public import Domain
import Foundation
import GRDB

extension Edit {
  /// Says to the team what so far was for the rep's own eyes; nothing of what it has already. It can't be called back from bases that have taken it.
  /// - Returns: Whether the answer is here.
  @discardableResult
  public mutating func handOver(_ answer: ID<DebriefAnswer>) throws -> Bool {
    let table = Catalog.debriefAnswer
    guard let row = try reader.row(table, id: answer.uuid), !row.isRetired else { return false }
    let gone = try reader.takenBack()
    for atom in table.atoms {
      let values = atom.fields.map(row.value)
      let place = Place(table: table.number, row: answer.uuid, atom: atom.number)
      let winner = try Journal.winner(at: place.bytes, in: reader.db, of: .team)
      let told = winner.flatMap { gone.contains(ID($0.header.act)) ? nil : $0.values(of: atom) }
      if values == told ?? values.map({ _ in .null }) { continue }
      try set(atom, of: table, answer.uuid, to: values, audience: .team)
    }
    return true
  }

  /// Takes in an answer that was handed over where it comes from.
  /// - Parameter author: Who gave it, when that isn't who is writing.
  package mutating func save(handedOver answer: DebriefAnswer, by author: ID<Author>? = nil) throws {
    let isKnown = try reader.isHandedOver(answer.id)
    try write(answer, by: author?.uuid, for: .team, whole: !isKnown)
  }
}

extension Reader {
  /// Whether the team sees the answer.
  public func isHandedOver(_ answer: ID<DebriefAnswer>) throws -> Bool {
    let origin = Catalog.debriefAnswer.origin(of: answer.uuid)
    guard let told = try Journal.winner(at: origin.bytes, in: db, of: .team),
      let atom = Catalog.debriefAnswer.atoms.first
    else { return false }
    // Handed over and taken back, the team has an answer to nothing.
    return told.values(of: atom).contains { $0 != .null }
  }
}

/// What the team was told of debriefs and isn't any more: the hand-over was taken back. Its entries stay in every copy,
/// for the chain is one; their text doesn't, unless a copy went out before.
struct Withdrawn {
  /// Answers of which the team was told that there is nothing any more.
  private let answers: Set<UUID>
  /// Acts that were taken back: hand-overs, and debriefs with them.
  private let acts: Set<UUID>

  init(in db: Database) throws {
    let table = Catalog.debriefAnswer
    let told = try Data.fetchAll(
      db,
      sql: """
        SELECT DISTINCT substr(place, 3, 16) FROM journal
        WHERE place >= ? AND place < ? AND substr(chain, 17, 1) = x'02'
        """, arguments: [table.places.from, table.places.to]
    ).compactMap { UUID(bytes: $0) }
    answers = Set(
      try told.filter { answer in
        // Of one whose entries wait for their deal nothing is known yet: it is passed on as it came.
        guard let atom = table.atoms.first,
          let last = try Journal.winner(at: table.origin(of: answer).bytes, in: db, of: .team)
        else { return false }
        return last.values(of: atom).allSatisfy { $0 == .null }
      })
    acts = told.isEmpty ? [] : Set(try Reader(db: db).takenBack().map(\.uuid))
  }

  func covers(_ entry: Entry) -> Bool {
    let header = entry.header
    guard header.table == Catalog.debriefAnswer.number, header.kind == Header.Kind.set,
      header.version == Header.version,
      acts.contains(header.act) || answers.contains(header.row)
    else { return false }
    // That the team is told nothing any more must be told.
    guard let atom = Catalog.debriefAnswer.atom(header.atom) else { return true }
    return entry.values(of: atom).contains { $0 != .null }
  }
}
