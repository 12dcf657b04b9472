import Domain
public import Foundation
import GRDB

/// What came in by a merge.
public struct Merged: Sendable {
  /// Entries that were new here.
  public let entries: Int
  /// Rows by kind, those kinds that changed.
  public let rows: [Rows]
  /// The acts that came, newest first.
  public let acts: [Act]
  /// How many fields hold somebody else's words now that held one's own.
  public let conflicts: Int
  /// Entries that wait for a row, or for a newer Comeback.
  public let waiting: Int
  /// Changes of other devices that this file has not and some of its entries rest on.
  public let missing: Int
  /// Whether the file is a copy of this base that went on by itself.
  public let isBranch: Bool

  public struct Rows: Sendable {
    public let kind: Reader.Kind
    public let new: Int
    public let changed: Int
    public let putAway: Int
  }
}

extension Base {
  /// Takes in what another base has and this one has not: all that is the team's, and of what is private
  /// one's own. In any order, any number of times, the result is the same; nothing is lost, and what lost
  /// its field stays in the history.
  ///
  /// - Parameters:
  ///   - path: The other base. It is only read.
  ///   - acceptsClock: Whether entries from more than a day ahead are taken.
  /// - Throws: ``MergeError``, ``StorageError``; nothing was taken then.
  public func merge(_ other: String, acceptsClock: Bool = false, now: Date = Date()) throws -> Merged {
    if Self.isSameFile(path, other) { throw MergeError.itself }
    let file = try JournalFile(other)
    return try merge(named: (other as NSString).lastPathComponent, acceptsClock: acceptsClock, now: now) { take in
      do { try file.forEach(take) } catch let refusal as Intake.Refusal { throw try file.worded(refusal) }
    }
  }

  /// The same for entries in memory.
  package func merge(_ entries: [Entry], acceptsClock: Bool = false, now: Date = Date()) throws -> Merged {
    try merge(named: "", acceptsClock: acceptsClock, now: now) { take in try entries.forEach(take) }
  }

  private func merge(
    named name: String, acceptsClock: Bool, now: Date, _ each: ((Entry) throws -> Void) throws -> Void
  ) throws -> Merged {
    try Self.translating(path) {
      try Self.withWriter(at: path) { queue in
        let taken = try queue.write { db in
          var merge = try Merge(in: db, acceptsClock: acceptsClock, now: now)
          try each { try merge.take($0) }
          return (try merge.finish(named: name, at: now), merge.hasErased)
        }
        if taken.1 {
          try Self.scrub(queue)
          try eraseInBackups(queue)
        }
        return taken.0
      }
    }
  }
}

/// Why a base could not be merged.
public enum MergeError: Error, Equatable {
  case noSuchFile(String)
  /// No base of Comeback's.
  case notABase(String)
  /// The base itself.
  case itself
  case damaged(String)
  /// Written by a clock more than a day ahead of this one: whose, as far as known.
  case ahead(file: String, whose: String?, until: Date)
}

/// A merge under way, in one transaction.
struct Merge {
  private let db: Database
  private let intake: Intake
  private let author: UUID
  private let device: UUID
  private let first: Int64

  private var added = 0
  private var highest = Stamp(value: 0)
  private var isBranch = false
  private(set) var hasErased = false
  /// The row whose entries are coming in.
  private var open: Place?
  /// The rows that entries came for, each with whether it was here and not put away before.
  private var touched: [Place: Bool] = [:]
  /// One's own entries that came back in this file so far: who wrote after them had seen them.
  private var seen: Set<Data> = []
  /// Places that held one's own words before, with what held them, and what was written without knowing.
  private var own: [Place: Entry] = [:]
  private var unknowing: Set<Data> = []

  init(in db: Database, acceptsClock: Bool, now: Date) throws {
    self.db = db
    author = try LocalState.author(in: db)
    intake = Intake(author: author, now: now, acceptsClock: acceptsClock)
    device = try LocalState.device(in: db)
    first = try (Int64.fetchOne(db, sql: "SELECT max(number) FROM journal") ?? 0) + 1
  }

  mutating func take(_ entry: Entry) throws {
    let header = entry.header
    let known = try known(entry.hash)
    if header.author == author, header.decides { seen.insert(entry.hash) }
    switch try intake.decide(entry, known: known, isErased: known != .entry && isErased(entry)) {
    case .known, .leave: return
    case .fill(let entry):
      try db.execute(
        sql: "UPDATE journal SET salt = ?, body = ? WHERE hash = ?", arguments: [entry.salt, entry.body, entry.hash])
      let number = try Int64.fetchOne(db, sql: "SELECT number FROM journal WHERE hash = ?", arguments: [entry.hash])
      try settle(entry, number: number ?? 0)
    case .add(let entry):
      try watch(entry)
      let number = try Journal.append(entry, to: db)
      added += 1
      if !header.stamp.isRelease { highest = max(highest, header.stamp) }
      if header.device == device { isBranch = true }
      try settle(entry, number: number)
    }
  }

  /// What follows from an entry that is here now. Entries of one row come together mostly, so a row is
  /// brought to what they say when the next one's begin.
  private mutating func settle(_ entry: Entry, number: Int64) throws {
    let header = entry.header
    guard header.version == Header.version else { return }
    if let table = Catalog.table(header.table),
      try Erasure.touches(table, header.row, audience: header.audience, in: db),
      try Erasure.stripName(ofAct: Data(header.act.bytes), audience: Data([header.audience]), in: db)
    {
      hasErased = true
    }
    if header.kind == Header.Kind.erase {
      try Erasure.strip(header.changes, by: header.audience, in: db)
      hasErased = true
    } else if !header.decides {
      return
    }
    guard let table = Catalog.table(header.table) else { return }
    let row = Place(table: table.number, row: header.row, atom: 0)
    if open != row { try close() }
    open = row
    if touched[row] == nil { touched[row] = try stands(row, table) }
    _ = try Waiting.judge(entry, number: number, in: db)
  }

  private func stands(_ row: Place, _ table: Table) throws -> Bool {
    try Reader(db: db).row(table, id: row.row).map { !$0.isRetired } ?? false
  }

  private mutating func close() throws {
    if let open, let table = Catalog.table(open.table) { try Fold.bring(table, open.row, in: db) }
    open = nil
  }

  private func known(_ hash: Data) throws -> Intake.Known {
    let statement = try db.cachedStatement(sql: "SELECT body IS NOT NULL FROM journal WHERE hash = ?")
    return try Bool.fetchOne(statement, arguments: [hash]).map { $0 ? .entry : .entryWithoutBody } ?? .nothing
  }

  /// Whether the text of an entry is dead for good: of its place, or of an act whose other entries came
  /// first and changed what is erased.
  private func isErased(_ entry: Entry) throws -> Bool {
    let header = entry.header
    guard header.isAct else { return try Journal.isErased(header.place, audience: header.audience, in: db) }
    return try entry.hasName && Erasure.touches(act: Data(header.act.bytes), audience: header.audience, in: db)
  }

  // MARK: What of one's own lost

  private mutating func watch(_ entry: Entry) throws {
    let header = entry.header
    guard header.decides, header.author != author, !header.stamp.isRelease else { return }
    let place = header.changes
    if own[place] == nil {
      guard let winner = try Journal.winner(at: header.place, in: db), winner.header.author == author,
        !winner.header.stamp.isRelease
      else { return }
      own[place] = winner
    }
    if let mine = own[place], !seen.contains(mine.hash) { unknowing.insert(entry.hash) }
  }

  private func noteConflicts() throws -> Int {
    var count = 0
    for (place, mine) in own.sorted(by: { $0.value.precedes($1.value) }) {
      guard let theirs = try Journal.winner(at: place.bytes, in: db), theirs.header.author != author,
        unknowing.contains(theirs.hash), theirs.body != mine.body || theirs.header.kind != mine.header.kind
      else { continue }
      try db.execute(
        sql: """
          INSERT INTO conflict(place, mine, theirs) VALUES (?, ?, ?)
          ON CONFLICT(place) DO UPDATE SET mine = excluded.mine, theirs = excluded.theirs
          """, arguments: [place.bytes, mine.hash, theirs.hash])
      count += 1
    }
    return count
  }

  // MARK: The end

  mutating func finish(named name: String, at now: Date) throws -> Merged {
    try close()
    try SameObjection.settle(in: db)
    if highest.value > 0 { try LocalState.see(highest, in: db) }
    if isBranch { try LocalState.takeNewDevice(in: db) }
    if hasErased { try Derived.rebuild(in: db) }
    let conflicts = try noteConflicts()
    let reader = Reader(db: db)
    let last = try Int64.fetchOne(db, sql: "SELECT max(number) FROM journal") ?? 0
    if last >= first {
      try db.execute(
        sql: "INSERT INTO merged(first, last, name, at) VALUES (?, ?, ?, ?)",
        arguments: [first, last, name, Moment(now).description])
    }
    return Merged(
      entries: added,
      rows: try rows(),
      acts: try acts(since: first), conflicts: conflicts, waiting: try reader.parked().count,
      missing: try reader.missingChanges(), isBranch: isBranch)
  }

  private func rows() throws -> [Merged.Rows] {
    var counts: [Reader.Kind: (new: Int, changed: Int, putAway: Int)] = [:]
    for (row, stood) in touched {
      guard let table = Catalog.table(row.table), let kind = Reader.Kind(table) else { continue }
      switch (stood, try stands(row, table)) {
      case (false, true): counts[kind, default: (0, 0, 0)].new += 1
      case (true, true): counts[kind, default: (0, 0, 0)].changed += 1
      case (true, false): counts[kind, default: (0, 0, 0)].putAway += 1
      case (false, false): break
      }
    }
    return Reader.Kind.allCases.compactMap { kind in
      counts[kind].map { Merged.Rows(kind: kind, new: $0.new, changed: $0.changed, putAway: $0.putAway) }
    }
  }

  private func acts(since first: Int64) throws -> [Act] {
    var seen: Set<UUID> = []
    return try Journal.entries("kind = x'01' AND number >= ? ORDER BY stamp DESC, number DESC", [first], in: db)
      .filter { seen.insert($0.header.act).inserted }.map { try Act($0, in: db) }
  }
}
