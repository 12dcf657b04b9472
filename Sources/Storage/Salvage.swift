import Domain
public import Foundation
import GRDB

/// What came of mending a base.
public struct Repaired: Sendable {
  /// Entries in the mended base.
  public let entries: Int
  /// Entries that could not be read and came from a backup.
  public let fromBackups: Int
  /// Entries whose place in the chain is known and whose text is lost.
  public let withoutText: Int
  /// Where the damaged base is kept; nil when tables and index only were made anew.
  public let kept: String?
}

extension Base {
  /// Mends the base at `path`. When its journal is whole, tables and index are made anew from it, in
  /// place. When it isn't, what can be read of it goes into a new base, and what can't comes from the
  /// backups; the damaged one is kept beside it.
  /// - Throws: ``StorageError``; the base is then as before.
  public static func repair(at path: String, zone: TimeZone = .current, now: Date = Date()) throws -> Repaired {
    if let base = try? Base(at: path), let checkup = try? base.checkup(), checkup.isJournalWhole,
      checkup.entries > 0 || base.backups().isEmpty, (try? base.repair()) != nil
    {
      return Repaired(entries: checkup.entries, fromBackups: 0, withoutText: 0, kept: nil)
    }
    var salvage = Salvage()
    salvage.take(path)
    let own = salvage.count
    let backups = Base(unopened: path).backups()
    for backup in backups { salvage.take(backup.path) }
    guard salvage.count > 0 else {
      throw StorageError.damaged(path: path, reason: "nothing in it can be read, and there is no backup")
    }
    let kept = try replace(path, on: Day(now, in: zone)) { draft in
      try withWriter(at: draft) { queue in try queue.write { try salvage.write(to: $0) } }
      try settle(draft)
    }
    return Repaired(
      entries: salvage.count, fromBackups: salvage.count - own, withoutText: salvage.withoutText, kept: kept)
  }

  /// Leaves a base that is finished as one file.
  static func settle(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { db in
      _ = try db.checkpoint(.truncate)
      try db.execute(sql: "PRAGMA journal_mode = DELETE")
    }
    try queue.close()
    for companion in BaseFile.companions + [".lock"] { try? FileManager.default.removeItem(atPath: path + companion) }
  }
}

/// The entries that can be read of damaged bases, the first file's before those of the next.
private struct Salvage {
  private var entries: [(number: Int64, entry: Entry)] = []
  private var places: [Data: Int] = [:]
  private var local: [String: (sql: String, rows: [[DatabaseValue]])] = [:]
  private var devices: [DatabaseValue] = []

  var count: Int { entries.count }
  var withoutText: Int {
    let erased = Set(entries.filter { $0.entry.header.kind == Header.Kind.erase }.map(\.entry.header.place))
    return entries.count { !$0.entry.header.isAct && $0.entry.body == nil && !erased.contains($0.entry.header.place) }
  }

  mutating func take(_ path: String) {
    var configuration = Base.reading
    configuration.prepareDatabase { db in
      // Without it SQLite reads nothing at all of a file that is shorter than it says.
      try db.execute(sql: "PRAGMA writable_schema = ON")
    }
    guard let queue = try? DatabaseQueue(path: path, configuration: configuration) else { return }
    defer { try? queue.close() }
    try? queue.read { db in
      takeLocal(db)
      let most = Self.mostEntries(in: path)
      let last = min(most, (try? Int64.fetchOne(db, sql: "SELECT max(number) FROM journal")) ?? most)
      let step: Int64 = 500
      for number in stride(from: 1, through: last, by: Int64.Stride(step)) {
        let rows = (try? read(number..<number + step, db)) ?? readSingly(number..<number + step, db)
        for (number, entry) in rows { add(number, entry) }
      }
    }
  }

  /// No base of this size holds more: an entry has a header and three hashes. The size is what the file says in its
  /// own header, should some of it be missing, and its log.
  private static func mostEntries(in path: String) -> Int64 {
    func size(_ path: String) -> Int64 {
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    }
    let header = (try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: 32)).map { [UInt8]($0) }
    func number(_ places: Range<Int>) -> Int64 {
      guard let header, header.count >= places.upperBound else { return 0 }
      return header[places].reduce(0) { $0 << 8 | Int64($1) }
    }
    // https://www.sqlite.org/fileformat.html, 1.3: the size of a page, where 1 stands for 65,536, and their number.
    let page = number(16..<18) == 1 ? 65_536 : number(16..<18)
    return (max(page * number(28..<32), size(path)) + size(path + "-wal"))
      / Int64(Header.size + 3 * Entry.beginning.count)
  }

  /// A page that can't be read takes those entries with it that lie on it, and no others.
  private func readSingly(_ numbers: Range<Int64>, _ db: Database) -> [(Int64, Entry)] {
    // Not as a range of one: to find its end SQLite would step onto the next page, which may be the damaged one.
    numbers.flatMap { (try? read("number = ?", [$0], db)) ?? [] }
  }

  private func read(_ numbers: Range<Int64>, _ db: Database) throws -> [(Int64, Entry)] {
    try read("number >= ? AND number < ? ORDER BY number", [numbers.lowerBound, numbers.upperBound], db)
  }

  private func read(_ condition: String, _ arguments: StatementArguments, _ db: Database) throws -> [(Int64, Entry)] {
    try GRDB.Row.fetchAll(
      db,
      sql: "SELECT header, previous, commitment, hash, salt, body, number FROM journal WHERE " + condition,
      arguments: arguments
    ).compactMap { row in Entry(row).map { (row[6], $0) } }
  }

  private mutating func add(_ number: Int64, _ entry: Entry) {
    let readable = entry.isSound ? entry : entry.erased
    guard entry.hasForm, readable.isSound else { return }
    if let place = places[entry.hash] {
      if entries[place].entry.body == nil { entries[place].entry = readable }
    } else {
      places[entry.hash] = entries.count
      entries.append((number, readable))
    }
  }

  /// What is only this machine's: each table from the first file that it can be read in.
  private mutating func takeLocal(_ db: Database) {
    let tables = [
      ("setting", "key, value"), ("draft", "name, body"), ("merged", "first, last, name, at"),
      ("conflict", "number, place, mine, theirs"), ("looked_for", "folded, words, kind, times, last"),
      ("call", "number, calendar, uid, starts, minutes, day, title, deal, people"),
    ]
    for (table, columns) in tables where local[table] == nil {
      guard let rows = try? GRDB.Row.fetchAll(db, sql: "SELECT " + columns + " FROM " + table) else { continue }
      let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
      local[table] = (
        "INSERT INTO " + table + "(" + columns + ") VALUES (" + marks + ") ON CONFLICT DO NOTHING",
        rows.map { row in Array(row.databaseValues) }
      )
    }
    if devices.isEmpty { devices = (try? DatabaseValue.fetchAll(db, sql: "SELECT device FROM own_device")) ?? [] }
  }

  /// Writes a base that holds it all.
  func write(to db: Database) throws {
    for (sql, rows) in local.values {
      for row in rows { try db.execute(sql: sql, arguments: StatementArguments(row)) }
    }
    var taken: Set<Int64> = []
    var next = (entries.map(\.number).max() ?? 0) + 1
    for (number, entry) in entries {
      let isFree = taken.insert(number).inserted
      try db.execute(
        sql: """
          INSERT INTO journal(number, header, previous, commitment, hash, salt, body) VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          isFree ? number : next, entry.header.bytes, entry.previous, entry.commitment, entry.hash, entry.salt,
          entry.body,
        ])
      if !isFree { next += 1 }
    }
    // An entry that a backup still has the text of may have been erased since.
    for entry in entries where entry.entry.header.kind == Header.Kind.erase {
      try Erasure.strip(entry.entry.header.changes, by: entry.entry.header.audience, in: db)
    }
    let stamps = entries.map(\.entry.header.stamp).filter { !$0.isRelease }
    if let highest = stamps.max() { try LocalState.see(highest, in: db) }
    try keepDevices(in: db)
    try Fold.rebuild(in: db)
    try Derived.rebuild(in: db)
  }

  /// A device whose chain has a hole is no longer this base's own: what is missing may be anywhere.
  private func keepDevices(in db: Database) throws {
    let hashes = Set(entries.map(\.entry.hash))
    let torn = Set(
      entries.filter { $0.entry.header.sequence > 1 && !hashes.contains($0.entry.previous) }.map(\.entry.header.device))
    for device in devices {
      guard case .blob(let bytes) = device.storage, let id = UUID(bytes: bytes), !torn.contains(id) else { continue }
      try db.execute(
        sql: "INSERT INTO own_device(device, current) VALUES (?, 0) ON CONFLICT DO NOTHING", arguments: [bytes])
    }
  }
}
