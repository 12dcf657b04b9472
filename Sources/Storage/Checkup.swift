import Dispatch
import Domain
import Foundation
import GRDB
import Synchronization

/// What `doctor` found.
public struct Checkup: Sendable {
  public enum Finding: Equatable, Sendable {
    /// SQLite's own check of the file.
    case file(String)
    /// An entry whose hash or commitment doesn't fit what is stored.
    case entry(number: Int64)
    /// An entry is missing in a chain of our own, before this number.
    case gap(before: UInt64)
    /// A row that doesn't say what the journal says.
    case row(table: String, field: String)
    /// The search index doesn't say what the rows say.
    case index
    /// Readable for others; the mode, octal.
    case open(mode: String)

    /// Whether it means that something is broken, and not only worth knowing.
    public var isDamage: Bool { if case .open = self { false } else { true } }
  }

  public let findings: [Finding]
  public let entries: Int

  public init(findings: [Finding], entries: Int) {
    self.findings = findings
    self.entries = entries
  }

  public var isSound: Bool { !findings.contains(where: \.isDamage) }

  /// Whether nothing but tables and index, which follow from the journal, can be wrong.
  var isJournalWhole: Bool {
    !findings.contains { finding in
      switch finding {
      case .file, .entry, .gap: true
      case .row, .index, .open: false
      }
    }
  }
}

/// The three parts of a checkup: the file, the journal, and what follows from it. None needs what another finds, so
/// they go side by side. Rows are checked one by one, so memory doesn't grow with the base; at most `limit` findings
/// of a sort.
extension Reader {
  fileprivate func fileFindings() throws -> [Checkup.Finding] {
    try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }.map { .file($0) }
  }

  /// Whether the tables are the journal's fold, and the index says what they say.
  fileprivate func foldFindings(limit: Int = 20) throws -> [Checkup.Finding] {
    var findings = try brokenChains()
    for table in Catalog.tables { findings += try rowsThatDiffer(in: table, limit: limit) }
    findings += try whatFollows()
    if try !Derived.isCurrent(in: db) || !Derived.isSound(in: db) { findings.append(.index) }
    return findings
  }

  /// Which objections are one, and which entries wait, as the journal has it.
  private func whatFollows() throws -> [Checkup.Finding] {
    let rows = try GRDB.Row.fetchAll(db, sql: "SELECT objection, head FROM same")
    var findings: [Checkup.Finding] = []
    let stored = rows.map { [$0[0] as Data, $0[1] as Data] }
    let due = try SameObjection.all(in: db).heads.map { [Data($0.key.bytes), Data($0.value.bytes)] }
    if Set(stored) != Set(due) { findings.append(.row(table: "objection", field: "same as")) }
    let isHere = Catalog.tables.map { "wanted_table = \($0.number) AND wanted_row IN (SELECT id FROM \($0.name))" }
    let overdue = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM waiting WHERE " + isHere.joined(separator: " OR "))
    if overdue != 0 { findings.append(.row(table: "waiting", field: "")) }
    return findings
  }

  func unsoundEntries(limit: Int) throws -> [Checkup.Finding] {
    var findings: [Checkup.Finding] = []
    let rows = try GRDB.Row.fetchCursor(
      db, sql: "SELECT header, previous, commitment, hash, salt, body, number FROM journal")
    while findings.count < limit, let row = try rows.next() {
      if Entry(row)?.isSound != true { findings.append(.entry(number: row[6])) }
    }
    return findings
  }

  /// Entries written here whose predecessor is not here. Two may follow on the same one: a copy of this base
  /// went on by itself, and was merged. What of these chains came by a merge may have come without the rest,
  /// as an erasure comes into a backup.
  private func brokenChains() throws -> [Checkup.Finding] {
    let rows = try GRDB.Row.fetchAll(
      db,
      sql: """
        SELECT header FROM journal AS entry
        WHERE substr(chain, 1, 16) IN (SELECT device FROM own_device)
          AND NOT EXISTS (SELECT 1 FROM merged WHERE entry.number BETWEEN first AND last) AND (
          sequence = x'0000000000000001' AND previous <> zeroblob(32) OR sequence > x'0000000000000001' AND NOT EXISTS (
            SELECT 1 FROM journal WHERE journal.hash = entry.previous AND journal.chain = entry.chain))
        ORDER BY chain, sequence LIMIT 20
        """)
    return rows.compactMap { ($0[0] as Data?).flatMap(Header.init(stored:)).map { .gap(before: $0.sequence) } }
  }

  /// `fold(journal) == tables`, in both directions: no row without entries, each field as its winner says.
  private func rowsThatDiffer(in table: Table, limit: Int) throws -> [Checkup.Finding] {
    var findings: [Checkup.Finding] = []
    var rows = 0
    let cursor = try GRDB.Row.fetchCursor(db, sql: "SELECT * FROM " + table.name)
    while findings.count < limit, let row = try cursor.next() {
      rows += 1
      let stored = StoredRow(table, row.copy())
      let id = stored.id
      let winners = try Journal.winners(of: table, id, in: db)
      for atom in table.atoms {
        let due = winners[atom.number]?.values(of: atom) ?? atom.fields.map { _ in .null }
        if due != atom.fields.map(stored.value) { findings.append(.row(table: table.name, field: atom.name)) }
      }
      let isRetired = winners[0]?.header.kind == Header.Kind.retire
      let hasFirst = table.atoms.first.map { winners[$0.number] != nil } ?? false
      if try isRetired != stored.isRetired || !hasFirst && !Journal.isKnown(table, id, in: db) {
        findings.append(.row(table: table.name, field: ""))
      }
    }
    if findings.isEmpty, let first = table.atoms.first {
      let known = try Int.fetchOne(
        db,
        sql: """
          SELECT count(DISTINCT place) FROM journal
          WHERE place >= ? AND place < ? AND substr(place, 19, 2) = ? AND kind = x'02'
            AND substr(header, 1, 1) = x'01' AND number NOT IN (SELECT entry FROM waiting)
          """, arguments: [table.places.from, table.places.to, Data(bigEndian: first.number)])
      if known != rows { findings.append(.row(table: table.name, field: "")) }
    }
    return findings
  }
}

extension Base {
  /// Looks the whole base over; changes nothing.
  public func checkup() throws -> Checkup {
    let checkup: Checkup
    do {
      let entries = try read { try Int.fetchOne($0.db, sql: "SELECT count(*) FROM journal") ?? 0 }
      var findings = try findings(
        of: [{ try $0.fileFindings() }, { try $0.unsoundEntries(limit: 20) }, { try $0.foldFindings() }])
      if try read(isCutShort) { findings.append(.file("the last page is cut short")) }
      checkup = Checkup(findings: findings, entries: entries)
    } catch StorageError.damaged(_, let reason) {
      // So damaged that it can't be read to its end.
      checkup = Checkup(findings: [.file(reason)], entries: 0)
    }
    guard let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int,
      mode & 0o077 != 0
    else { return checkup }
    return Checkup(findings: checkup.findings + [.open(mode: String(mode, radix: 8))], entries: checkup.entries)
  }

  /// Each part over a connection of its own, in their order.
  private func findings(of parts: [@Sendable (Reader) throws -> [Checkup.Finding]]) throws -> [Checkup.Finding] {
    let found = Mutex([Int: Swift.Result<[Checkup.Finding], any Error>]())
    let path = path
    DispatchQueue.concurrentPerform(iterations: parts.count) { index in
      let result = Swift.Result { try Base(at: path).read(parts[index]) }
      found.withLock { $0[index] = result }
    }
    return try parts.indices.flatMap { index in try found.withLock { $0[index] }?.get() ?? [] }
  }

  /// SQLite takes a part of the last page for the whole of it and reads zeros where the rest was. Beside a
  /// WAL it may be no damage: what is missing can stand there.
  private func isCutShort(_ reader: Reader) throws -> Bool {
    guard let bytes = size(of: path), size(of: path + "-wal") ?? 0 == 0 else { return false }
    let page = try Int.fetchOne(reader.db, sql: "PRAGMA page_size") ?? 1
    return bytes % page != 0
  }

  private func size(of path: String) -> Int? {
    try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
  }

  /// Makes tables and index anew from the journal, which is the truth of both. Never changes the journal.
  package func repair() throws {
    try derive { db in
      try Fold.rebuild(in: db)
      try Derived.rebuild(in: db)
    }
  }
}
