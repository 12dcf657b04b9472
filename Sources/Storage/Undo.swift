import Domain
import Foundation
import GRDB

/// What `undo` took back, newest act first.
public struct Undone: Sendable {
  public let acts: [Act]
  /// Places that someone changed since; they stay as they are.
  public let kept: [Kept]

  public struct Kept: Equatable, Sendable {
    /// The kind of row, and its field: "objection", "sentence".
    public let row: String
    public let field: String
    /// Who changed it since, when the name is known.
    public let by: String?
  }
}

enum Undo {
  /// Takes back the newest `count` acts that were written here and still stand. A place goes back only if
  /// what is taken back still decides it; earlier undos and what they took back are looked through. Empty
  /// when there is nothing left.
  static func takeBack(_ count: Int, zone: TimeZone, now: Date, in db: Database) throws -> Undone {
    let (acts, gone) = try standing(limit: count, in: db)
    guard !acts.isEmpty else { return Undone(acts: [], kept: []) }
    let ids = Set(acts.map(\.id.uuid))
    let ignored = ids.union(gone)
    var edit = try Edit(
      .undid, subject: acts.count == 1 ? acts[0].subject : nil, takingBack: acts.map(\.id.uuid), zone: zone,
      now: now, in: db)
    var kept: [Undone.Kept] = []
    var made: [(Table, UUID, Audience)] = []
    for (place, audience) in try places(changedBy: acts, in: db) {
      guard let table = Catalog.table(place.table) else { continue }
      guard try wasThere(table, place.row, without: ignored, in: db) else {
        if place.atom == table.atoms.first?.number { made.append((table, place.row, audience)) }
        continue
      }
      guard let winner = try Journal.winner(at: place.bytes, in: db, without: gone) else { continue }
      guard ids.contains(winner.header.act) else {
        kept.append(
          Undone.Kept(
            row: table.name, field: table.atom(place.atom)?.name ?? "", by: try name(of: winner.header.author, in: db)))
        continue
      }
      let before = try Journal.winner(at: place.bytes, in: db, without: ignored)
      if place.atom == 0 {
        if before?.header.kind == Header.Kind.retire {
          try edit.retire(table, place.row, audience: audience)
        } else {
          try edit.restore(table, place.row)
        }
      } else if let atom = table.atom(place.atom) {
        let values = before?.values(of: atom) ?? atom.fields.map { _ in Value.null }
        try edit.set(atom, of: table, place.row, to: values, audience: audience)
      }
    }
    for (table, row, audience) in made {
      if let other = try entry(of: table, row, without: ignored, in: db) {
        kept.append(Undone.Kept(row: table.name, field: "", by: try name(of: other.header.author, in: db)))
      } else {
        try edit.retire(table, row, audience: audience)
      }
    }
    return Undone(acts: acts, kept: kept)
  }

  /// The newest acts of this file's own that nothing took back; and what was taken back before, with the
  /// undos that did it.
  private static func standing(limit: Int, in db: Database) throws -> (acts: [Act], gone: Set<UUID>) {
    let rows = try GRDB.Row.fetchCursor(
      db,
      sql: """
        SELECT header, previous, commitment, hash, salt, body FROM journal
        WHERE kind = x'01' AND substr(chain, 1, 16) IN (SELECT device FROM own_device)
        ORDER BY number DESC
        """)
    var gone: Set<UUID> = []
    var standing: [Act] = []
    while let row = try rows.next() {
      guard let entry = Entry(row) else { continue }
      let act = try Act(entry, in: db)
      if act.deed == .undid {
        gone.insert(act.id.uuid)
        gone.formUnion(act.takenBack.map(\.uuid))
      } else if standing.count < limit, !gone.contains(act.id.uuid) {
        standing.append(act)
      }
    }
    return (standing, gone)
  }

  private struct Place: Hashable {
    let table: UInt16
    let row: UUID
    let atom: UInt16
    var bytes: Data { Header.place(table: table, row: row, atom: atom) }
  }

  /// What the acts changed in rows that were there before, each with the widest audience it was written for.
  private static func places(changedBy acts: [Act], in db: Database) throws -> [(Place, Audience)] {
    var order: [Place] = []
    var audiences: [Place: Audience] = [:]
    for act in acts {
      for entry in try Journal.entries(of: act.id.uuid, in: db).reversed() where entry.header.kind != Header.Kind.act {
        let place = Place(table: entry.header.table, row: entry.header.row, atom: entry.header.atom)
        if audiences[place] == nil { order.append(place) }
        if audiences[place] != .team {
          audiences[place] = Audience(rawValue: entry.header.audience) ?? .team
        }
      }
    }
    return order.map { ($0, audiences[$0] ?? .team) }
  }

  /// Whether another act than these had made the row.
  private static func wasThere(_ table: Table, _ row: UUID, without acts: Set<UUID>, in db: Database) throws -> Bool {
    guard let first = table.atoms.first else { return false }
    let place = Header.place(table: table.number, row: row, atom: first.number)
    return try Journal.winner(at: place, in: db, without: acts) != nil
  }

  /// An entry of the row that none of the acts wrote.
  private static func entry(of table: Table, _ row: UUID, without acts: Set<UUID>, in db: Database) throws -> Entry? {
    for number in [0] + table.atoms.map(\.number) {
      let place = Header.place(table: table.number, row: row, atom: number)
      if let winner = try Journal.winner(at: place, in: db, without: acts) { return winner }
    }
    return nil
  }

  private static func name(of author: UUID, in db: Database) throws -> String? {
    try Reader(db: db).author(ID(author))?.name
  }
}
