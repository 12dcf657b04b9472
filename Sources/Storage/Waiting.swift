import Domain
import Foundation
import GRDB

/// Entries that refer to a row that hasn't come yet. They count for their chain and are passed on, and
/// decide nothing until the row is here.
enum Waiting {
  /// Lets the entry wait if it has to.
  /// - Returns: Whether it waits.
  static func judge(_ entry: Entry, number: Int64, in db: Database) throws -> Bool {
    let wanted = try missing(entry, in: db)
    if let wanted {
      let statement = try db.cachedStatement(
        sql: """
          INSERT INTO waiting(entry, wanted_table, wanted_row) VALUES (?, ?, ?)
          ON CONFLICT(entry) DO UPDATE SET wanted_table = excluded.wanted_table, wanted_row = excluded.wanted_row
          """)
      try statement.execute(arguments: [number, wanted.table.number, Data(wanted.row.bytes)])
    } else {
      try end(number, in: db)
    }
    return wanted != nil
  }

  static func end(_ number: Int64, in db: Database) throws {
    try db.cachedStatement(sql: "DELETE FROM waiting WHERE entry = ?").execute(arguments: [number])
  }

  /// The first row that the entry refers to and that isn't here.
  private static func missing(_ entry: Entry, in db: Database) throws -> (table: Table, row: UUID)? {
    guard entry.header.decides, let atom = Catalog.table(entry.header.table)?.atom(entry.header.atom) else {
      return nil
    }
    return try entry.references(of: atom).first { try !Fold.holds($0.table, $0.row, in: db) }
  }

  /// The entries that wait for a row.
  static func entries(for table: Table, _ row: UUID, in db: Database) throws -> [(number: Int64, entry: Entry)] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT header, previous, commitment, hash, salt, body, number FROM journal
        WHERE number IN (SELECT entry FROM waiting WHERE wanted_table = ? AND wanted_row = ?) ORDER BY number
        """)
    return try GRDB.Row.fetchAll(statement, arguments: [table.number, Data(row.bytes)]).compactMap { stored in
      Entry(stored).map { (stored[6], $0) }
    }
  }
}
