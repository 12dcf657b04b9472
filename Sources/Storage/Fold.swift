import Domain
import Foundation
import GRDB

/// The tables made anew from the journal.
enum Fold {
  static func rebuild(in db: Database) throws {
    for table in Catalog.tables.reversed() { try db.execute(sql: "DELETE FROM " + table.name) }
    for table in Catalog.tables {
      for row in try rows(of: table, in: db) { try insert(table, row, in: db) }
    }
  }

  /// The rows whose first atom is known, in the order in which they came.
  private static func rows(of table: Table, in db: Database) throws -> [UUID] {
    guard let first = table.atoms.first else { return [] }
    var prefix = Data()
    prefix.append(bigEndian: table.number)
    var suffix = Data()
    suffix.append(bigEndian: first.number)
    return try Data.fetchAll(
      db,
      sql: """
        SELECT substr(place, 3, 16) FROM journal
        WHERE kind = x'02' AND substr(place, 1, 2) = ? AND substr(place, 19, 2) = ?
        GROUP BY place ORDER BY min(number)
        """, arguments: [prefix, suffix]
    ).compactMap { UUID(bytes: $0) }
  }

  private static func insert(_ table: Table, _ row: UUID, in db: Database) throws {
    var names = ["id", "handle", "retired"]
    let presence = try Journal.winner(at: Header.place(table: table.number, row: row, atom: 0), in: db)
    var values = [
      Data(row.bytes).databaseValue, ShortID.code(of: row).databaseValue,
      (presence?.header.kind == Header.Kind.retire ? 1 : 0).databaseValue,
    ]
    for atom in table.atoms {
      let place = Header.place(table: table.number, row: row, atom: atom.number)
      guard let winner = try Journal.winner(at: place, in: db) else { continue }
      names += atom.fields.map(\.name)
      values += winner.values(of: atom).map(\.databaseValue)
    }
    let marks = names.map { _ in "?" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: "INSERT INTO " + table.name + "(" + names.joined(separator: ", ") + ") VALUES (" + marks + ")")
    try statement.execute(arguments: StatementArguments(values))
  }
}
