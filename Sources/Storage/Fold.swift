import Domain
import Foundation
import GRDB

/// The tables as what the journal comes to: each row as the last entry of each of its atoms says.
enum Fold {
  /// Brings a row to what its entries say, and those rows with it whose entries waited for it.
  static func bring(_ table: Table, _ row: UUID, in db: Database) throws {
    var due = [(table, row)]
    while let (table, row) = due.popLast() {
      guard try write(table, row, in: db) else { continue }
      for (number, entry) in try Waiting.entries(for: table, row, in: db)
      where try !Waiting.judge(entry, number: number, in: db) {
        if let table = Catalog.table(entry.header.table) { due.append((table, entry.header.row)) }
      }
    }
  }

  static func holds(_ table: Table, _ row: UUID, in db: Database) throws -> Bool {
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM " + table.name + " WHERE id = ?")
    return try GRDB.Row.fetchOne(statement, arguments: [Data(row.bytes)]) != nil
  }

  /// The tables made anew.
  static func rebuild(in db: Database) throws {
    for table in Catalog.tables.reversed() { try db.execute(sql: "DELETE FROM " + table.name) }
    try db.execute(sql: "DELETE FROM waiting")
    let rows = try GRDB.Row.fetchCursor(
      db, sql: "SELECT header, previous, commitment, hash, salt, body, number FROM journal ORDER BY number")
    var open: (table: Table, row: UUID)?
    while let stored = try rows.next() {
      guard let entry = Entry(stored), entry.header.decides, let table = Catalog.table(entry.header.table) else {
        continue
      }
      if let row = open, row.table.number != table.number || row.row != entry.header.row {
        try bring(row.table, row.row, in: db)
      }
      open = (table, entry.header.row)
      _ = try Waiting.judge(entry, number: stored[6], in: db)
    }
    if let row = open { try bring(row.table, row.row, in: db) }
    try SameObjection.settle(in: db)
    try db.execute(
      sql:
        "INSERT INTO derived(key, value) VALUES ('catalog', ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
      arguments: [Catalog.edition])
  }

  /// - Returns: Whether the row is new in its table.
  private static func write(_ table: Table, _ row: UUID, in db: Database) throws -> Bool {
    let winners = try Journal.winners(of: table, row, in: db)
    guard let first = table.atoms.first else { return false }
    if winners[first.number] == nil, try !Journal.isKnown(table, row, in: db) { return false }
    let isNew = try !holds(table, row, in: db)
    let isRetired = winners[0]?.header.kind == Header.Kind.retire
    var values = [
      Data(row.bytes).databaseValue, ShortID.code(of: row).databaseValue, (isRetired ? 1 : 0).databaseValue,
    ]
    for atom in table.atoms {
      values += (winners[atom.number]?.values(of: atom) ?? atom.fields.map { _ in .null }).map(\.databaseValue)
    }
    try db.cachedStatement(sql: table.upsert).execute(arguments: StatementArguments(values))
    return isNew
  }
}

extension Table {
  /// Names come from the catalogue alone, never from a person.
  fileprivate var upsert: String {
    let names = ["id", "handle", "retired"] + fields.map(\.name)
    let marks = names.map { _ in "?" }.joined(separator: ", ")
    let sets = names.dropFirst(2).map { $0 + " = excluded." + $0 }.joined(separator: ", ")
    return "INSERT INTO " + name + "(" + names.joined(separator: ", ") + ") VALUES (" + marks
      + ") ON CONFLICT(id) DO UPDATE SET " + sets
  }
}
