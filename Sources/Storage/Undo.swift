import Domain
import Foundation
import GRDB

/// What `undo` took back or `redo` did again, newest act first.
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
    let past = try Past(in: db)
    let acts = Array(past.standing.prefix(count))
    guard !acts.isEmpty else { return Undone(acts: [], kept: []) }
    let ids = Set(acts.map(\.id.uuid))
    let ignored = ids.union(past.lookedThrough)
    var edit = try Edit(
      .undid, subject: nil, takingBack: acts.map(\.id.uuid), zone: zone, now: now, in: db)
    var kept: [Undone.Kept] = []
    var made: [(Table, UUID, Audience)] = []
    var isMadeHere: Set<UUID> = []
    for (place, audience) in try places(changedBy: acts, in: db) {
      guard let table = Catalog.table(place.table) else { continue }
      guard try wasThere(table, place.row, without: ignored, in: db) else {
        // By its first atom it was made; by atom 0, after an undo, it was brought back.
        let isMade = place.isRow || place.atom == table.atoms.first?.number
        if isMade, isMadeHere.insert(place.row).inserted { made.append((table, place.row, audience)) }
        continue
      }
      guard let winner = try Journal.winner(at: place.bytes, in: db, without: past.lookedThrough) else { continue }
      guard ids.contains(winner.header.act) else {
        kept.append(try changedSince(table, place, by: winner, in: db))
        continue
      }
      let before = try Journal.winner(at: place.bytes, in: db, without: ignored)
      if audience == .team, !place.isRow, let before, before.header.audience == Audience.me.rawValue {
        let told = try Journal.winner(at: place.bytes, in: db, without: ignored, of: .team)
        try edit.withdraw(before, keeping: told, at: place, of: table)
      } else {
        try edit.put(before, at: place, of: table, audience: audience)
      }
    }
    for (table, row, audience) in made {
      if let other = try entry(of: table, row, without: ignored, in: db) {
        kept.append(try changedSince(table, Place(table: table.number, row: row, atom: 0), by: other, in: db))
      } else {
        try edit.retire(table, row, audience: audience)
      }
    }
    let links = try Links(of: acts, in: db)
    try edit.unlink(links.made)
    for link in links.takenBack { try edit.link(link.objection, link.other) }
    if edit.changes == 0 { try edit.begin(.me) }
    try edit.close()
    return Undone(acts: acts, kept: kept)
  }

  /// Does again what the newest undo that still stands took back, where nothing else was written since.
  static func doAgain(zone: TimeZone, now: Date, in db: Database) throws -> Undone {
    let past = try Past(in: db)
    guard let undo = past.undos.first else { return Undone(acts: [], kept: []) }
    let acts = try undo.takenBack.compactMap { try Act(entriesOf: $0.uuid, in: db) }
    let ids = Set(acts.map(\.id.uuid))
    let ignored = past.lookedThrough.subtracting(ids)
    var edit = try Edit(.redid, subject: nil, takingBack: [undo.id.uuid], zone: zone, now: now, in: db)
    var kept: [Undone.Kept] = []
    for (place, audience) in try places(changedBy: acts, in: db) {
      guard let table = Catalog.table(place.table) else { continue }
      if place.atom == table.atoms.first?.number {
        let row = Place(table: place.table, row: place.row, atom: 0)
        if let away = try Journal.winner(at: row.bytes, in: db), away.header.kind == Header.Kind.retire,
          past.hands.contains(away.header.act), try Journal.winner(at: row.bytes, in: db, without: ignored) == nil
        {
          try edit.restore(table, place.row, audience: audience)
        }
      }
      let now = try Journal.winner(at: place.bytes, in: db)
      guard let due = try Journal.winner(at: place.bytes, in: db, without: ignored) else { continue }
      if due == now {
        if !ids.contains(due.header.act) { kept.append(try changedSince(table, place, by: due, in: db)) }
      } else if let now, !past.hands.contains(now.header.act) {
        kept.append(try changedSince(table, place, by: now, in: db))
      } else {
        try edit.put(due, at: place, of: table, audience: audience)
      }
    }
    let links = try Links(of: acts, in: db)
    for link in links.made { try edit.link(link.objection, link.other) }
    try edit.unlink(links.takenBack.flatMap(links.standing))
    if edit.changes == 0 { try edit.begin(.me) }
    try edit.close()
    return Undone(acts: acts, kept: kept)
  }

  /// What this file's own acts came to.
  private struct Past {
    /// Plain acts that nothing took back, newest first.
    private(set) var standing: [Act] = []
    /// Undos that nothing did again, newest first.
    private(set) var undos: [Act] = []
    /// Every undo and redo: they write only what others had written.
    private(set) var hands: Set<UUID> = []
    /// Undos and redos, and what was taken back: what is beneath them counts.
    private(set) var lookedThrough: Set<UUID> = []

    init(in db: Database) throws {
      let rows = try GRDB.Row.fetchCursor(
        db,
        sql: """
          SELECT header, previous, commitment, hash, salt, body FROM journal
          WHERE kind = x'01' AND substr(chain, 1, 16) IN (SELECT device FROM own_device)
            AND NOT EXISTS (SELECT 1 FROM merged WHERE journal.number BETWEEN first AND last)
          ORDER BY number DESC
          """)
      var void: Set<UUID> = []
      var met: Set<UUID> = []
      while let row = try rows.next() {
        guard let entry = Entry(row), met.insert(entry.header.act).inserted else { continue }
        let act = try Act(entry, in: db)
        let isHand = act.deed == .undid || act.deed == .redid
        if isHand { hands.insert(act.id.uuid) }
        guard !void.contains(act.id.uuid) else { continue }
        if isHand {
          void.formUnion(act.takenBack.map(\.uuid))
          if act.deed == .undid { undos.append(act) }
        } else if act.deed != .erased {
          standing.append(act)
        }
      }
      lookedThrough = hands.union(void)
    }
  }

  /// The links that acts made and took back.
  private struct Links {
    private(set) var made: [SameObjection.Link] = []
    private(set) var takenBack: [SameObjection.Link] = []
    private let links: [SameObjection.Link]
    private let gone: Set<Data>

    init(of acts: [Act], in db: Database) throws {
      (links, gone) = try SameObjection.links(in: db)
      for act in acts {
        for entry in try Journal.entries(of: act.id.uuid, in: db) {
          if let link = SameObjection.Link(entry) {
            let standing = standing(link)
            made += standing.isEmpty ? [link] : standing
          }
          takenBack += links.filter { entry.linksTakenBack.contains($0.hash) }
        }
      }
    }

    /// Done again, the same link has another entry.
    func standing(_ link: SameObjection.Link) -> [SameObjection.Link] {
      links.filter { $0.objection == link.objection && $0.other == link.other && !gone.contains($0.hash) }
    }
  }

  /// What the acts changed in rows that were there before, each with the widest audience it was written for.
  private static func places(changedBy acts: [Act], in db: Database) throws -> [(Place, Audience)] {
    var order: [Place] = []
    var audiences: [Place: Audience] = [:]
    for act in acts {
      for entry in try Journal.entries(of: act.id.uuid, in: db).reversed() where entry.header.decides {
        let place = entry.header.changes
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
    // Also by an entry that was erased since.
    let makers = try Data.fetchAll(
      db,
      sql: """
        SELECT act FROM journal WHERE place = ? AND kind = x'02' AND substr(header, 1, 1) = x'01'
          AND number NOT IN (SELECT entry FROM waiting)
        """, arguments: [Header.place(table: table.number, row: row, atom: first.number)])
    return makers.contains { UUID(bytes: $0).map { !acts.contains($0) } ?? false }
  }

  /// An entry of the row that none of the acts wrote.
  private static func entry(of table: Table, _ row: UUID, without acts: Set<UUID>, in db: Database) throws -> Entry? {
    for number in [0] + table.atoms.map(\.number) {
      let place = Header.place(table: table.number, row: row, atom: number)
      if let winner = try Journal.winner(at: place, in: db, without: acts) { return winner }
    }
    return nil
  }

  private static func changedSince(
    _ table: Table, _ place: Place, by entry: Entry, in db: Database
  ) throws -> Undone.Kept {
    Undone.Kept(
      row: table.name, field: table.atom(place.atom)?.name ?? "",
      by: try Reader(db: db).author(ID(entry.header.author))?.name)
  }
}

extension Edit {
  /// Takes back what the team was told: it has what it had, and the writer alone what an entry says.
  fileprivate mutating func withdraw(
    _ entry: Entry, keeping told: Entry?, at place: Place, of table: Table
  ) throws {
    guard let atom = table.atom(place.atom) else { return }
    let nothing = atom.fields.map { _ in Value.null }
    try set(atom, of: table, place.row, to: told?.values(of: atom) ?? nothing, audience: .team)
    try set(atom, of: table, place.row, to: entry.values(of: atom), audience: .me, stamp: try later())
  }

  /// Sets a place to what an entry says; to nothing when there is none.
  mutating func put(_ entry: Entry?, at place: Place, of table: Table, audience: Audience) throws {
    if place.isRow {
      if entry?.header.kind == Header.Kind.retire {
        try retire(table, place.row, audience: audience)
      } else {
        try restore(table, place.row, audience: audience)
      }
    } else if let atom = table.atom(place.atom) {
      let values = entry?.values(of: atom) ?? atom.fields.map { _ in Value.null }
      try set(atom, of: table, place.row, to: values, audience: audience)
    }
  }
}
