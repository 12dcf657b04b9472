public import Domain
package import Foundation
import GRDB

/// A row as the base keeps it, shown or put away.
package struct Kept<Row> {
  package var row: Row
  package let isPutAway: Bool

  package init(_ row: Row, isPutAway: Bool) {
    self.row = row
    self.isPutAway = isPutAway
  }
}

extension Kept: Sendable where Row: Sendable {}

/// Reading past what is shown: put-away rows too.
extension Reader {
  /// All rows with their required atoms, put away or not, by UUID.
  package func everything<R: Written>() throws -> [Kept<R>] {
    try storedRows(of: R.table).sorted { $0.id < $1.id }.compactMap { stored in
      R(stored).map { Kept($0, isPutAway: stored.isRetired) }
    }
  }

  /// Whether the row is here, put away or not.
  package func has(_ id: UUID, in table: Table) throws -> Bool { try Fold.holds(table, id, in: db) }

  /// Who wrote a row first; nil when nobody knows it.
  public func maker(of named: Named) throws -> ID<Author>? {
    let (table, row) = named.place
    let header = try Data.fetchOne(
      db,
      sql: """
        SELECT header FROM journal WHERE place = ? AND kind = x'02' ORDER BY stamp, chain, sequence, hash LIMIT 1
        """, arguments: [table.origin(of: row).bytes])
    return header.flatMap(Header.init(stored:)).map { ID($0.author) }
  }

  /// By what deed each of these rows was written first; without those by a deed that only a newer version knows.
  public func deeds(making rows: [Named]) throws -> [Deed?] {
    var known: [UUID: Deed?] = [:]
    return try rows.map { named in
      let (table, row) = named.place
      let stored = try Data.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT header FROM journal WHERE place = ? AND kind = x'02' ORDER BY stamp, chain, sequence, hash LIMIT 1
            """), arguments: [table.origin(of: row).bytes])
      guard let act = stored.flatMap(Header.init(stored:))?.act else { return nil }
      if let deed = known[act] { return deed }
      let deed = try Act.deed(of: act, in: db)
      known[act] = deed
      return deed
    }
  }

  /// Who wrote each row of a table first.
  package func makers(in table: Table) throws -> [UUID: ID<Author>] {
    guard let first = table.atoms.first else { return [:] }
    let rows = try GRDB.Row.fetchCursor(
      db,
      sql: """
        SELECT header FROM journal WHERE place >= ? AND place < ? AND substr(place, 19, 2) = ? AND kind = x'02'
        ORDER BY stamp, chain, sequence, hash
        """, arguments: [table.places.from, table.places.to, Data(bigEndian: first.number)])
    var makers: [UUID: ID<Author>] = [:]
    while let row = try rows.next() {
      guard let header = Header(stored: row[0]), makers[header.row] == nil else { continue }
      makers[header.row] = ID(header.author)
    }
    return makers
  }
}

extension Table {
  /// The names of the fields that are for the writer's eyes only.
  package var privateFields: Set<String> {
    Set(atoms.filter { $0.audience != .team }.flatMap(\.fields).map(\.name))
  }
}
