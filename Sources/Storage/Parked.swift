import Domain
import Foundation
import GRDB

/// Entries that stand in no table yet, and what they wait for. They are kept and passed on.
public struct Parked: Equatable, Sendable {
  /// For a row that hasn't come, by the kind of that row.
  public let forRows: [String: Int]
  /// For a newer Comeback, which knows their table, atom or kind.
  public let forUpdate: Int
  public var count: Int { forRows.values.reduce(forUpdate, +) }
}

extension Reader {
  public func parked() throws -> Parked {
    var forRows: [String: Int] = [:]
    for row in try GRDB.Row.fetchAll(db, sql: "SELECT wanted_table, count(*) FROM waiting GROUP BY 1") {
      forRows[Catalog.table(row[0])?.name ?? "", default: 0] += row[1]
    }
    var forUpdate =
      try Int.fetchOne(db, sql: "SELECT count(*) FROM journal WHERE substr(header, 1, 1) <> x'01' OR kind > x'07'") ?? 0
    let places = try GRDB.Row.fetchAll(
      db,
      sql: """
        SELECT substr(place, 1, 2), substr(place, 19, 2), count(*) FROM journal
        WHERE kind = x'02' AND substr(header, 1, 1) = x'01' GROUP BY 1, 2
        """)
    for row in places {
      let (table, atom) = (Self.number(row[0]), Self.number(row[1]))
      if Catalog.table(table)?.atom(atom) == nil { forUpdate += row[2] }
    }
    for table in Catalog.tables {
      let orphans = try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM journal WHERE place >= ? AND place < ? AND kind = x'02' AND body IS NOT NULL"
          + " AND substr(place, 3, 16) NOT IN (SELECT id FROM " + table.name
          + ") AND number NOT IN (SELECT entry FROM waiting)",
        arguments: [table.places.from, table.places.to])
      if let orphans, orphans > 0 { forRows[table.name, default: 0] += orphans }
    }
    return Parked(forRows: forRows, forUpdate: forUpdate)
  }

  private static func number(_ bytes: Data) -> UInt16 { bytes.reduce(0) { $0 << 8 | UInt16($1) } }

  /// Changes of other devices that haven't come, though later ones of the same chain have; or of one's own
  /// that later ones came without.
  public func missingChanges() throws -> Int {
    let rows = try GRDB.Row.fetchAll(
      db,
      sql: """
        WITH come AS (
          SELECT chain, max(sequence) AS last FROM journal
          WHERE substr(chain, 1, 16) NOT IN (SELECT device FROM own_device)
            OR EXISTS (SELECT 1 FROM merged WHERE journal.number BETWEEN first AND merged.last) GROUP BY chain)
        SELECT last, (SELECT count(DISTINCT sequence) FROM journal
          WHERE journal.chain = come.chain AND journal.sequence <= come.last) FROM come
        """)
    return rows.reduce(0) { sum, row in
      let last = (row[0] as Data).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let missing = last - min(last, UInt64(row[1] as Int))
      return sum + Int(min(missing, 1_000_000_000))
    }
  }
}
