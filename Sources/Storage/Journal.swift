import Domain
package import Foundation
package import GRDB

/// The entries, and what the tables owe to them.
package enum Journal {
  /// - Returns: Its number here.
  @discardableResult
  package static func append(_ entry: Entry, to db: Database) throws -> Int64 {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO journal(header, previous, commitment, hash, salt, body) VALUES (?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      entry.header.bytes, entry.previous, entry.commitment, entry.hash, entry.salt, entry.body,
    ])
    return db.lastInsertedRowID
  }

  /// The last sequence number and hash of a chain; nil when it has no entry.
  package static func head(of chain: Data, in db: Database) throws -> (sequence: UInt64, hash: Data)? {
    let statement = try db.cachedStatement(
      sql: "SELECT header, hash FROM journal WHERE chain = ? ORDER BY sequence DESC LIMIT 1")
    guard let row = try GRDB.Row.fetchOne(statement, arguments: [chain]), let header = Header(stored: row[0])
    else { return nil }
    return (header.sequence, row[1])
  }

  /// The entry that decides a place: the last by (stamp, device, audience, sequence, hash) that still has
  /// a body and doesn't wait; nil when there is none.
  /// - Parameter audience: Whose entries alone count, if not everybody's.
  package static func winner(
    at place: Data, in db: Database, without acts: Set<UUID> = [], of audience: Audience? = nil
  ) throws -> Entry? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT header, previous, commitment, hash, salt, body FROM journal
        WHERE place = ? AND body IS NOT NULL AND number NOT IN (SELECT entry FROM waiting)
        ORDER BY stamp DESC, chain DESC, sequence DESC, hash DESC
        """)
    let rows = try GRDB.Row.fetchCursor(statement, arguments: [place])
    while let row = try rows.next() {
      guard let entry = Entry(row), entry.header.decides else { continue }
      if let audience, entry.header.audience != audience.rawValue { continue }
      if !acts.contains(entry.header.act) { return entry }
    }
    return nil
  }

  /// What decides each place of a row.
  package static func winners(of table: Table, _ row: UUID, in db: Database) throws -> [UInt16: Entry] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT header, previous, commitment, hash, salt, body FROM journal
        WHERE place BETWEEN ? AND ? AND body IS NOT NULL AND number NOT IN (SELECT entry FROM waiting)
        ORDER BY place, stamp, chain, sequence, hash
        """)
    let rows = try GRDB.Row.fetchCursor(statement, arguments: places(of: table, row))
    var winners: [UInt16: Entry] = [:]
    while let row = try rows.next() {
      if let entry = Entry(row), entry.header.decides { winners[entry.header.atom] = entry }
    }
    return winners
  }

  /// Whether the row's first atom was ever written, by an entry that doesn't wait: also when it was erased.
  package static func isKnown(_ table: Table, _ row: UUID, in db: Database) throws -> Bool {
    guard let first = table.atoms.first else { return false }
    let statement = try db.cachedStatement(
      sql: """
        SELECT 1 FROM journal
        WHERE place = ? AND kind = x'02' AND substr(header, 1, 1) = x'01'
          AND number NOT IN (SELECT entry FROM waiting) LIMIT 1
        """)
    return try GRDB.Row.fetchOne(
      statement, arguments: [Header.place(table: table.number, row: row, atom: first.number)]) != nil
  }

  /// Whether what an audience was told at a place is dead for good.
  package static func isErased(_ place: Data, audience: UInt8, in db: Database) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: """
        SELECT 1 FROM journal WHERE place = ? AND kind = x'07' AND substr(header, 1, 1) = x'01'
          AND substr(chain, 17, 1) BETWEEN ? AND x'02' LIMIT 1
        """)
    return try GRDB.Row.fetchOne(statement, arguments: [place, Data([audience])]) != nil
  }

  /// Whether some other entry decides the place of `entry`.
  package static func isBeaten(_ entry: Entry, in db: Database) throws -> Bool {
    guard let winner = try winner(at: entry.header.place, in: db) else { return false }
    return winner.hash != entry.hash
  }

  static func places(of table: Table, _ row: UUID) -> StatementArguments {
    [Header.place(table: table.number, row: row, atom: 0), Header.place(table: table.number, row: row, atom: .max)]
  }

  package static func entry(_ hash: Data, in db: Database) throws -> Entry? {
    try entries("hash = ?", [hash], in: db).first
  }

  /// The entries of an act, in the order in which they were written.
  package static func entries(of act: UUID, in db: Database) throws -> [Entry] {
    try entries("act = ? ORDER BY number", [Data(act.bytes)], in: db)
  }

  /// The entries that meet a condition, which may say an order.
  static func entries(
    _ condition: String, _ arguments: StatementArguments = [], in db: Database
  ) throws -> [Entry] {
    let statement = try db.cachedStatement(
      sql: "SELECT header, previous, commitment, hash, salt, body FROM journal WHERE " + condition)
    return try GRDB.Row.fetchAll(statement, arguments: arguments).compactMap(Entry.init)
  }
}

extension Entry {
  /// Header, previous, commitment, hash, salt, body; nil for a row whose columns aren't what they have to be, as
  /// in a file of somebody else's or a damaged one.
  package init?(_ row: GRDB.Row) {
    func bytes(_ index: Int) -> Data? {
      if case .blob(let data) = (row[index] as DatabaseValue).storage { data } else { nil }
    }
    guard let header = bytes(0).flatMap(Header.init(stored:)), let previous = bytes(1), let commitment = bytes(2),
      let hash = bytes(3)
    else { return nil }
    for index in 4...5 where bytes(index) == nil && !(row[index] as DatabaseValue).isNull { return nil }
    self.init(
      stored: header, previous: previous, commitment: commitment, hash: hash, salt: bytes(4), body: bytes(5))
  }

  /// The values of the atom's fields as the body has them; all null for a body that can't be read.
  package func values(of atom: Atom) -> [Value] {
    let json = body.flatMap { try? JSON(parsing: $0) } ?? .null
    return atom.fields.map { Value(json[$0.name], as: $0.kind).withoutNUL }
  }
}
