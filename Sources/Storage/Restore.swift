import Domain
public import Foundation
import GRDB

/// What putting a backup in place would change.
public struct RestorePlan: Sendable {
  public let backup: String
  /// Done here since, and not in the backup: newest first. Nil when the base as it stands can't be read.
  public let gone: [Act]?
  /// Entries in the backup.
  public let entries: Int
}

extension Base {
  /// Looks a backup over and says what putting it in place would change. Changes nothing.
  /// - Throws: ``StorageError``.
  public static func plan(restoring backup: String, at path: String) throws -> RestorePlan {
    let entries = try check(backup)
    let known = try translating(backup) {
      let file = try DatabaseQueue(path: backup, configuration: reading)
      defer { try? file.close() }
      return Set(try file.read { try Data.fetchAll($0, sql: "SELECT act FROM journal WHERE kind = x'01'") })
    }
    let acts = try? Base(at: path).read { try $0.history(limit: -1) }
    return RestorePlan(backup: backup, gone: acts?.filter { !known.contains(Data($0.id.uuid.bytes)) }, entries: entries)
  }

  /// Puts a backup in place. What stood there is kept among the backups, and can be merged back in. The
  /// base goes on as a new device.
  /// - Returns: Where what stood there is kept; nil when nothing did.
  /// - Throws: ``StorageError``; what stood there still does, then.
  @discardableResult
  public static func restore(_ backup: String, at path: String, zone: TimeZone = .current, now: Date = Date()) throws
    -> String?
  {
    try check(backup)
    return try replace(path, on: Day(now, in: zone)) { draft in
      // What was kept of a base as it stood may have part of it in its log.
      if FileManager.default.fileExists(atPath: backup + "-wal") {
        try BaseFile.copy(backup + "-wal", to: draft + "-wal")
      }
      try BaseFile.copy(backup, to: draft)
      try goOnAsNewDevice(draft)
    }
  }

  /// The file that goes on isn't the one that was backed up, though it may get that one's inode again.
  private static func goOnAsNewDevice(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      try LocalState.takeNewDevice(in: db)
      if try db.tableExists("own_file") { try db.execute(sql: "DELETE FROM own_file") }
    }
    try queue.close()
    try settle(path)
  }

  /// Has a new base made under another name and puts it in place of the one that stands there, which is
  /// kept.
  static func replace(_ path: String, on day: Day, make: (String) throws -> Void) throws -> String? {
    try translating(path) {
      let lock = try Lock(base: path)
      defer { extendLifetime(lock) }
      let draft = path + ".partial"
      BaseFile.remove(draft)
      defer { BaseFile.remove(draft) }
      try make(draft)
      let kept = try keep(path, on: day)
      try BaseFile.put(draft, inPlaceOf: path)
      return kept
    }
  }

  /// Copies what stands at `path`, damaged or not, with what SQLite keeps beside it.
  private static func keep(_ path: String, on day: Day) throws -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let folder = Base(unopened: path).backupFolder
    try BaseFile.createFolder(folder)
    let name = freeName(folder, .beforeRestore, day)
    let log = path + "-wal"
    if FileManager.default.fileExists(atPath: log) { try BaseFile.copy(log, to: name + "-wal") }
    try BaseFile.copy(path, to: name)
    return name
  }
}
