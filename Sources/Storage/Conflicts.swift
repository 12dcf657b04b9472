import Domain
public import Foundation
import GRDB

/// A field that you both changed without knowing of each other, and that holds the other one's words now.
public struct Conflict: Sendable, Identifiable {
  public let id: Int64
  public let row: Reader.Named
  /// The name of the deal that the row is about; nil for a deal itself.
  public let deal: String?
  /// The atom's name; empty for the row itself, put away or not.
  public let field: String
  public let mine: [String]
  public let theirs: [String]
  /// Whether the row is put away by the one, and by the other.
  public let isPutAway: (mine: Bool, theirs: Bool)
  /// Who wrote what stands, when the name is known.
  public let by: String?
  public let at: Date?
}

extension Reader {
  /// What of one's own lost in merges and neither was settled nor changed since, oldest first.
  public func conflicts() throws -> [Conflict] {
    try GRDB.Row.fetchAll(db, sql: "SELECT number, place, mine, theirs FROM conflict ORDER BY number").compactMap {
      stored in
      guard let theirs = try Journal.winner(at: stored[1], in: db), theirs.hash == stored[3] as Data,
        let mine = try Journal.entry(stored[2], in: db), mine.body != nil,
        let table = Catalog.table(theirs.header.table), let row = try? Named(table, theirs.header.row)
      else { return nil }
      let atom = table.atom(theirs.header.atom)
      func said(_ entry: Entry) throws -> [String] {
        guard let atom else { return [] }
        return try zip(atom.fields, entry.values(of: atom)).map { try shown($1, of: $0) }
      }
      return Conflict(
        id: stored[0], row: row, deal: try dealName(of: theirs.header.row, in: table), field: atom?.name ?? "",
        mine: try said(mine), theirs: try said(theirs),
        isPutAway: (mine.header.kind == Header.Kind.retire, theirs.header.kind == Header.Kind.retire),
        by: try author(ID(theirs.header.author))?.name, at: try Act(entriesOf: theirs.header.act, in: db)?.at)
    }
  }
}

extension Reader {
  /// For people; of an id what it stands for.
  private func shown(_ value: Value, of field: Field) throws -> String {
    guard case .id(let id) = value, let table = Catalog.tables.first(where: { $0.name == field.references }),
      let named = try? Named(table, id)
    else { return value.shown }
    return try title(of: named) ?? ""
  }

  private func dealName(of row: UUID, in table: Table) throws -> String? {
    guard table.fields.contains(where: { $0.name == "deal" }) else { return nil }
    return try self.row(table, id: row)?.uuid("deal").flatMap { try title(of: .deal(ID($0))) }
  }
}

extension Base {
  /// Settles a conflict: with one's own words again, which one undo takes back, or with those that stand.
  /// - Returns: Whether there was such a conflict.
  @discardableResult
  public func settle(
    _ conflict: Conflict.ID, withMine: Bool, zone: TimeZone = .current, now: Date = Date()
  ) throws -> Bool {
    try Self.translating(path) {
      try Self.withWriter(at: path) { queue in
        try queue.write { db in
          guard try Reader(db: db).conflicts().contains(where: { $0.id == conflict }),
            let stored = try GRDB.Row.fetchOne(
              db, sql: "SELECT place, mine FROM conflict WHERE number = ?", arguments: [conflict]),
            let mine = try Journal.entry(stored[1], in: db), let table = Catalog.table(mine.header.table)
          else { return false }
          if withMine {
            let row = try Reader(db: db).title(of: Reader.Named(table, mine.header.row))
            var edit = try Edit(.tookOwn, subject: row, zone: zone, now: now, in: db)
            try edit.put(
              mine, at: mine.header.changes, of: table, audience: Audience(rawValue: mine.header.audience) ?? .team)
            try edit.close()
          }
          try db.execute(sql: "DELETE FROM conflict WHERE number = ?", arguments: [conflict])
          return true
        }
      }
    }
  }
}
