import Domain
public import Foundation
import GRDB

/// What is erased stays erased: the bodies and salts of every entry at its place are gone, and so are the
/// names of the acts that touched its row. Headers, commitments and hashes stay, so that chains verify.
enum Erasure {
  /// Takes the text out of the journal, wherever it stands in it. An erasure that is the team's reaches all,
  /// a private one only what is private: else bases would differ that have the same entries of the team.
  static func strip(_ place: Place, by audience: UInt8, in db: Database) throws {
    let reached = audiences(reachedBy: audience)
    try db.cachedStatement(
      sql: """
        UPDATE journal SET body = NULL, salt = NULL
        WHERE place = ? AND kind = x'02' AND body IS NOT NULL AND substr(chain, 17, 1) BETWEEN x'01' AND ?
        """
    ).execute(arguments: [place.bytes, reached])
    try db.execute(
      sql: """
        DELETE FROM waiting WHERE entry IN (SELECT number FROM journal WHERE place = ? AND body IS NULL)
        """, arguments: [place.bytes])
    // What was looked for may have the same words in it, and what stands in a calendar the same names.
    try db.execute(sql: "DELETE FROM looked_for")
    try db.execute(sql: "DELETE FROM call")
    try LocalState.set(Base.recent, to: nil, in: db)
    try db.execute(sql: "DELETE FROM draft")
    guard let table = Catalog.table(place.table) else { return }
    let acts = try GRDB.Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT act, substr(chain, 17, 1) FROM journal
        WHERE place BETWEEN ? AND ? AND substr(chain, 17, 1) BETWEEN x'01' AND ?
        """, arguments: Journal.places(of: table, place.row) + [reached])
    for act in acts { try stripName(ofAct: act[0], audience: act[1], in: db) }
  }

  /// An act's name is a copy of something that was typed in it. What it wrote for others is judged by that
  /// alone, what it wrote in private by that.
  /// - Returns: Whether there was one.
  @discardableResult
  static func stripName(ofAct act: Data, audience: Data, in db: Database) throws -> Bool {
    let rows = try GRDB.Row.fetchAll(
      db,
      sql: """
        SELECT header, previous, commitment, hash, salt, body, number FROM journal
        WHERE act = ? AND kind = x'01' AND body IS NOT NULL AND substr(chain, 17, 1) = ?
        """, arguments: [act, audience])
    let named = rows.filter { Entry($0)?.hasName == true }
    for row in named {
      try db.execute(
        sql: "UPDATE journal SET body = NULL, salt = NULL WHERE number = ?", arguments: [row[6] as Int64])
    }
    return !named.isEmpty
  }

  /// Whether what an act wrote for an audience changed a row of which anything was erased for it.
  static func touches(act: Data, audience: UInt8, in db: Database) throws -> Bool {
    try GRDB.Row.fetchOne(
      db,
      sql: """
        SELECT 1 FROM journal AS one WHERE act = ?1 AND substr(chain, 17, 1) = ?2 AND kind <> x'01' AND EXISTS (
          SELECT 1 FROM journal WHERE place BETWEEN CAST(substr(one.place, 1, 18) || x'0000' AS BLOB)
            AND CAST(substr(one.place, 1, 18) || x'FFFF' AS BLOB) AND kind = x'07'
            AND substr(header, 1, 1) = x'01' AND substr(chain, 17, 1) BETWEEN ?2 AND x'02') LIMIT 1
        """, arguments: [act, Data([audience])]) != nil
  }

  /// Whom an erasure reaches: the team when any entry of the atom was the team's, or would be.
  static func audience(of place: Place, in db: Database) throws -> Audience {
    let chains = try Data.fetchAll(
      db, sql: "SELECT DISTINCT substr(chain, 17, 1) FROM journal WHERE place = ? AND kind = x'02'",
      arguments: [place.bytes])
    if chains.contains(Data([Audience.team.rawValue])) { return .team }
    return chains.isEmpty ? Catalog.table(place.table)?.atom(place.atom)?.audience ?? .team : .me
  }

  /// Whether anything of a row was erased for an audience.
  static func touches(_ table: Table, _ row: UUID, audience: UInt8, in db: Database) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: """
        SELECT 1 FROM journal WHERE place BETWEEN ? AND ? AND kind = x'07' AND substr(header, 1, 1) = x'01'
          AND substr(chain, 17, 1) BETWEEN ? AND x'02' LIMIT 1
        """)
    return try GRDB.Row.fetchOne(statement, arguments: Journal.places(of: table, row) + [Data([audience])]) != nil
  }

  private static func audiences(reachedBy audience: UInt8) -> Data {
    Data([audience == Audience.team.rawValue ? Audience.team.rawValue : Audience.me.rawValue])
  }

  /// A place and where else its text stands: the words of a log and the phrasing learnt from them.
  static func copies(of place: Place, in db: Database) throws -> [Place] {
    switch (place.table, place.atom) {
    case (Catalog.encounter.number, Catalog.encounterWords):
      let phrasings = try Data.fetchAll(
        db, sql: "SELECT id FROM phrasing WHERE encounter = ?", arguments: [Data(place.row.bytes)])
      return [place]
        + phrasings.compactMap { UUID(bytes: $0) }.map {
          Place(table: Catalog.phrasing.number, row: $0, atom: Catalog.phrasingText)
        }
    case (Catalog.phrasing.number, Catalog.phrasingText):
      let encounter = try Data.fetchOne(
        db, sql: "SELECT encounter FROM phrasing WHERE id = ? AND encounter IS NOT NULL",
        arguments: [Data(place.row.bytes)])
      return [place]
        + (encounter.flatMap { UUID(bytes: $0) }.map {
          [Place(table: Catalog.encounter.number, row: $0, atom: Catalog.encounterWords)]
        } ?? [])
    default: return [place]
    }
  }
}

extension Entry {
  /// Whether it begins an act that names something.
  var hasName: Bool {
    header.kind == Header.Kind.act && body.flatMap { try? JSON(parsing: $0) }?["name"].text != nil
  }
}

extension Base {
  /// Erases fields of rows for good, with their copies: nothing of their text stays in the journal, the
  /// tables, the index or the file. The chain still verifies; a copy that comes by a merge later is erased
  /// on arrival. Undo does not reach it.
  ///
  /// - Parameter fields: Each a row and the name of one of its fields, as ``Reader/Change/field`` has it.
  /// - Returns: How many fields were erased, copies among them.
  /// - Throws: ``StorageError``; the base is then as before.
  @discardableResult
  public func erase(
    _ fields: [(row: Reader.Named, field: String)], zone: TimeZone = .current, now: Date = Date()
  ) throws -> Int {
    try Self.translating(path) {
      try Self.withWriter(at: path) { queue in
        let erased = try queue.write { db in
          var places: [Place] = []
          for (row, field) in fields {
            let (table, id) = row.place
            guard let atom = table.atoms.first(where: { $0.name == field }) else { continue }
            for place in try Erasure.copies(of: Place(table: table.number, row: id, atom: atom.number), in: db)
            where !places.contains(place) {
              places.append(place)
            }
          }
          var edit = try Edit(.erased, subject: nil, zone: zone, now: now, in: db)
          for place in places {
            try edit.erase(place, audience: try Erasure.audience(of: place, in: db))
          }
          try edit.close()
          try Derived.rebuild(in: db)
          return places.count
        }
        try Self.scrub(queue)
        try eraseInBackups(queue)
        return erased
      }
    }
  }

  /// The same in every backup. One that can't be rewritten goes, lest it keep what was erased.
  func eraseInBackups(_ queue: DatabaseQueue) throws {
    let erasures = try queue.read { db in try Journal.entries("kind = x'07'", in: db) }
    for backup in backups() {
      do {
        guard backup.reason != .beforeUpdate else { throw StorageError.newer(path: backup.path) }
        let base = Base(unopened: backup.path)
        _ = try base.merge(erasures, acceptsClock: true)
        try Self.withWriter(at: backup.path, Self.scrub)
        try Self.settle(backup.path)
      } catch {
        BaseFile.remove(backup.path)
      }
    }
  }

  /// Rewrites the file, so that no free page keeps what was erased. The index was made anew, for the same reason.
  static func scrub(_ queue: DatabaseQueue) throws {
    try queue.inDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    try queue.vacuum()
    try queue.inDatabase { _ = try $0.checkpoint(.truncate) }
  }
}
