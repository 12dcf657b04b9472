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
  /// what is taken back still decides it. Empty when there is nothing left.
  static func takeBack(_ count: Int, zone: TimeZone, now: Date, in db: Database) throws -> Undone {
    let acts = try standing(limit: count, in: db)
    guard !acts.isEmpty else { return Undone(acts: [], kept: []) }
    let ids = Set(acts.map(\.id.uuid))
    var edit = try Edit(
      .undid, subject: acts.count == 1 ? acts[0].subject : nil, takingBack: acts.map(\.id.uuid), zone: zone,
      now: now, in: db)
    var kept: [Undone.Kept] = []
    for (place, audience) in try places(changedBy: acts, in: db) {
      guard let table = Catalog.table(place.table),
        let winner = try Journal.winner(at: place.bytes, in: db)
      else { continue }
      guard ids.contains(winner.header.act) else {
        kept.append(try self.kept(table, place, since: winner, in: db))
        continue
      }
      let before = try Journal.winner(at: place.bytes, in: db, without: ids)
      if place.atom == 0 {
        if before?.header.kind == Header.Kind.retire {
          try edit.retire(table, place.row, audience: audience)
        } else {
          try edit.restore(table, place.row)
        }
      } else if let atom = table.atom(place.atom), try wasThere(table, place.row, without: ids, in: db) {
        let values = before?.values(of: atom) ?? atom.fields.map { _ in Value.null }
        try edit.set(atom, of: table, place.row, to: values, audience: audience)
      }
    }
    for (table, row, audience) in try rowsMade(by: acts, in: db) {
      if let other = try entrySince(table, row, by: ids, in: db) {
        kept.append(Undone.Kept(row: table.name, field: "", by: try name(of: other.header.author, in: db)))
      } else {
        try edit.retire(table, row, audience: audience)
      }
    }
    return Undone(acts: acts, kept: kept)
  }

  /// The newest acts of this file's own that nothing took back.
  private static func standing(limit: Int, in db: Database) throws -> [Act] {
    let rows = try GRDB.Row.fetchCursor(
      db,
      sql: """
        SELECT header, previous, commitment, hash, salt, body FROM journal
        WHERE kind = x'01' AND substr(chain, 1, 16) IN (SELECT device FROM own_device)
        ORDER BY number DESC
        """)
    var gone: Set<ID<Act>> = []
    var standing: [Act] = []
    while standing.count < limit, let row = try rows.next() {
      guard let entry = Entry(row) else { continue }
      let act = try Act(entry, in: db)
      if act.deed == .undid {
        gone.formUnion(act.takenBack)
      } else if !gone.contains(act.id) {
        standing.append(act)
      }
    }
    return standing
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

  /// Whether somebody else's act, or an older one, had made the row.
  private static func wasThere(_ table: Table, _ row: UUID, without acts: Set<UUID>, in db: Database) throws -> Bool {
    guard let first = table.atoms.first else { return false }
    let place = Header.place(table: table.number, row: row, atom: first.number)
    return try Journal.winner(at: place, in: db, without: acts) != nil
  }

  private static func rowsMade(by acts: [Act], in db: Database) throws -> [(Table, UUID, Audience)] {
    let ids = Set(acts.map(\.id.uuid))
    var made: [(Table, UUID, Audience)] = []
    for (place, audience) in try places(changedBy: acts, in: db) {
      guard let table = Catalog.table(place.table), place.atom == table.atoms.first?.number,
        try !wasThere(table, place.row, without: ids, in: db)
      else { continue }
      made.append((table, place.row, audience))
    }
    return made
  }

  /// The newest entry of the row that none of the acts wrote.
  private static func entrySince(_ table: Table, _ row: UUID, by acts: Set<UUID>, in db: Database) throws -> Entry? {
    for number in [0] + table.atoms.map(\.number) {
      let place = Header.place(table: table.number, row: row, atom: number)
      if let winner = try Journal.winner(at: place, in: db), !acts.contains(winner.header.act) {
        let isOurUndo = try Act(entriesOf: winner.header.act, in: db)?.deed == .undid
        if !isOurUndo { return winner }
      }
    }
    return nil
  }

  private static func kept(_ table: Table, _ place: Place, since winner: Entry, in db: Database) throws -> Undone.Kept {
    Undone.Kept(
      row: table.name, field: table.atom(place.atom)?.name ?? "", by: try name(of: winner.header.author, in: db))
  }

  private static func name(of author: UUID, in db: Database) throws -> String? {
    try Reader(db: db).author(ID(author))?.name
  }
}
