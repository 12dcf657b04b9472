public import Domain
public import Foundation
import GRDB

/// A whole copy of a base at a moment, beside it, checked when it was made.
public struct Backup: Sendable, Equatable {
  public enum Reason: String, Sendable, CaseIterable {
    /// Made by itself, once a day on which something was saved.
    case daily
    case byHand = "by-hand"
    /// Before a newer Comeback changed the form of the base.
    case beforeUpdate = "before-update"
    /// What stood in place when an older one was put there, or was mended.
    case beforeRestore = "before-restore"
  }

  public let path: String
  public let day: Day
  public let reason: Reason
  /// Its place among those of its day and reason, from 1.
  let number: Int

  /// `2026-11-24.db`, `2026-11-24-by-hand-2.db`
  init?(path: String) {
    let name = (path as NSString).lastPathComponent
    guard name.hasSuffix(".db"), let day = Day(String(name.prefix(10))) else { return nil }
    let rest = name.dropFirst(10).dropLast(3)
    guard let reason = rest.isEmpty ? .daily : Reason.allCases.first(where: { rest.hasPrefix("-" + $0.rawValue) })
    else { return nil }
    self.path = path
    self.day = day
    self.reason = reason
    number = Int(rest.dropFirst(reason.rawValue.count + 2)) ?? 1
  }

  /// Of one day and reason the last made is the newest.
  static func isNewer(_ one: Backup, _ other: Backup) -> Bool {
    (one.day, one.number, one.path) > (other.day, other.number, other.path)
  }

  /// Those that may go: of the daily ones all but the newest seven and, before these, the last of each of
  /// four weeks; of every other kind all but the newest three.
  static func superfluous(_ backups: [Backup]) -> [Backup] {
    var gone: [Backup] = []
    for reason in Reason.allCases {
      let newest = backups.filter { $0.reason == reason }.sorted(by: isNewer)
      guard reason == .daily else {
        gone += newest.dropFirst(3)
        continue
      }
      var weeks: Set<Int> = []
      for backup in newest.dropFirst(7) {
        // Day 4 since 1970 was a Monday.
        let week = (backup.day.number - 4) / 7
        if weeks.count < 4, weeks.insert(week).inserted { continue }
        gone.append(backup)
      }
    }
    return gone
  }
}

extension Base {
  var backupFolder: String { path + ".backups" }

  /// The backups of the base at `path`, which may be damaged or gone. Newest first.
  public static func backups(of path: String) -> [Backup] { Base(unopened: path).backups() }

  /// Newest first.
  public func backups() -> [Backup] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: backupFolder)) ?? []
    return names.compactMap { Backup(path: backupFolder + "/" + $0) }.sorted(by: Backup.isNewer)
  }

  /// Copies the base whole and looks the copy over; one that isn't as sound as it should be doesn't stay.
  /// - Throws: ``StorageError``.
  @discardableResult
  public func backUp(_ reason: Backup.Reason = .byHand, zone: TimeZone = .current, now: Date = Date()) throws -> Backup
  {
    try Self.translating(path) {
      try Self.withWriter(at: path) { try Self.backUp($0, at: path, reason, on: Day(now, in: zone)) }
    }
  }

  /// The day's backup, unless there is one or nothing to keep.
  public func backUpIfDue(zone: TimeZone = .current, now: Date = Date()) throws {
    let today = Day(now, in: zone)
    guard !backups().contains(where: { $0.reason == .daily && $0.day == today }) else { return }
    guard try read({ try $0.setting("sample") != "yes" && !$0.history(limit: 1).isEmpty }) else { return }
    try backUp(.daily, zone: zone, now: now)
  }

  static func backUp(_ queue: DatabaseQueue, at path: String, _ reason: Backup.Reason, on day: Day) throws -> Backup {
    let base = Base(unopened: path)
    let folder = base.backupFolder
    try BaseFile.createFolder(folder)
    let draft = folder + "/new.partial"
    BaseFile.remove(draft)
    defer { BaseFile.remove(draft) }
    try BaseFile.create(draft)
    try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [draft]) }
    let entries = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM journal") }
    guard try entries == check(draft) else {
      throw StorageError.inputOutput(path: draft, reason: "the copy is not what was copied")
    }
    let name = freeName(folder, reason, day)
    try BaseFile.put(draft, inPlaceOf: name)
    for old in Backup.superfluous(base.backups()) { BaseFile.remove(old.path) }
    guard let backup = Backup(path: name) else { throw StorageError.cannotCreate(path: name, reason: "no such day") }
    return backup
  }

  static func freeName(_ folder: String, _ reason: Backup.Reason, _ day: Day) -> String {
    if reason == .daily { return "\(folder)/\(day).db" }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let made = names.compactMap { Backup(path: folder + "/" + $0) }.filter { $0.reason == reason && $0.day == day }
    // Above the last, not the first that is free: those that went were the older ones.
    let number = (made.map(\.number).max() ?? 0) + 1
    return "\(folder)/\(day)-\(reason.rawValue)" + (number == 1 ? "" : "-\(number)") + ".db"
  }

  /// Reads a copy from end to end.
  /// - Returns: How many entries it holds.
  /// - Throws: ``StorageError/damaged(path:reason:)``.
  @discardableResult
  static func check(_ path: String) throws -> Int {
    try translating(path) {
      let file = try DatabaseQueue(path: path, configuration: Self.reading)
      defer { try? file.close() }
      return try file.read { db in
        let line = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
        let unsound = try Reader(db: db).unsoundEntries(limit: 1)
        guard line == "ok", unsound.isEmpty else {
          throw StorageError.damaged(path: path, reason: line == "ok" ? "an entry is not what was written" : line ?? "")
        }
        return try Int.fetchOne(db, sql: "SELECT count(*) FROM journal") ?? 0
      }
    }
  }
}
