import GRDB

/// What was begun and not saved: only this machine's, emptied by an erasure.
extension Base {
  /// Keeps a draft in place of the one of that name; nil drops it.
  public func keep(draft body: String?, as name: String) throws {
    try note { db in
      guard let body else {
        try db.execute(sql: "DELETE FROM draft WHERE name = ?", arguments: [name])
        return
      }
      try db.execute(
        sql: "INSERT INTO draft(name, body) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET body = excluded.body",
        arguments: [name, body])
    }
  }
}

extension Reader {
  public func draft(_ name: String) throws -> String? {
    try String.fetchOne(db, sql: "SELECT body FROM draft WHERE name = ?", arguments: [name])
  }

  /// Those whose name begins so, by name.
  public func drafts(beginning prefix: String) throws -> [(name: String, body: String)] {
    try GRDB.Row.fetchAll(
      db, sql: "SELECT name, body FROM draft WHERE substr(name, 1, length(?)) = ? ORDER BY name",
      arguments: [prefix, prefix]
    ).map { ($0[0], $0[1]) }
  }
}
