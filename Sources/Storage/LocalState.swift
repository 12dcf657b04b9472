import Domain
import Foundation
import GRDB

/// What this file keeps of itself for writing: its device, its author, its clock.
enum LocalState {
  /// The device under which this file writes; made when there is none.
  static func device(in db: Database) throws -> UUID {
    if let bytes = try Data.fetchOne(db, sql: "SELECT device FROM own_device WHERE current = 1"),
      let device = UUID(bytes: bytes)
    {
      return device
    }
    return try takeNewDevice(in: db)
  }

  /// Goes on as another device. Its own chains begin anew; what was written so far stays this file's own.
  @discardableResult
  static func takeNewDevice(in db: Database) throws -> UUID {
    let device = UUID()
    try db.execute(sql: "UPDATE own_device SET current = 0")
    try db.execute(
      sql: "INSERT INTO own_device(device, current) VALUES (?, 1)", arguments: [Data(device.bytes)])
    return device
  }

  /// Takes a new device when the file isn't the one that was written last: a copy or a restored backup,
  /// which would go on in the same chain as the original.
  static func notice(file identity: String, in db: Database) throws {
    let known = try String.fetchOne(db, sql: "SELECT identity FROM own_file")
    guard known != identity else { return }
    if known != nil { try takeNewDevice(in: db) }
    try db.execute(
      sql: """
        INSERT INTO own_file(only_one, identity) VALUES (1, ?)
        ON CONFLICT(only_one) DO UPDATE SET identity = excluded.identity
        """, arguments: [identity])
  }

  /// Raises the clock to a stamp that came from elsewhere.
  static func see(_ stamp: Stamp, in db: Database) throws {
    let last = try Int64.fetchOne(db, sql: "SELECT stamp FROM clock") ?? 0
    guard stamp.value > UInt64(bitPattern: last) else { return }
    try setClock(stamp, in: db)
  }

  static func author(in db: Database) throws -> UUID {
    if let text = try setting("author", in: db), let author = UUID(uuidString: text) { return author }
    let author = UUID()
    try set("author", to: author.uuidString.lowercased(), in: db)
    return author
  }

  /// The stamp of a new act, above every stamp in the base.
  static func tick(now: Date, in db: Database) throws -> Stamp {
    let last = try Int64.fetchOne(db, sql: "SELECT stamp FROM clock") ?? 0
    let stamp = Stamp(after: Stamp(value: UInt64(bitPattern: last)), now: now)
    try setClock(stamp, in: db)
    return stamp
  }

  private static func setClock(_ stamp: Stamp, in db: Database) throws {
    try db.execute(
      sql:
        "INSERT INTO clock(only_one, stamp) VALUES (1, ?) ON CONFLICT(only_one) DO UPDATE SET stamp = excluded.stamp",
      arguments: [Int64(bitPattern: stamp.value)])
  }

  static func setting(_ key: String, in db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM setting WHERE key = ?", arguments: [key])
  }

  static func set(_ key: String, to value: String?, in db: Database) throws {
    if let value {
      try db.execute(
        sql: "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        arguments: [key, value])
    } else {
      try db.execute(sql: "DELETE FROM setting WHERE key = ?", arguments: [key])
    }
  }
}
