import Foundation
import GRDB

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
  public var isSound: Bool { !findings.contains(where: \.isDamage) }
}

extension Reader {
  /// Whether the journal is whole, the tables are its fold, and the index says what they say. Rows are
  /// checked one by one, so memory doesn't grow with the base; at most `limit` findings of a sort.
  package func checkup(limit: Int = 20) throws -> Checkup {
    var findings: [Checkup.Finding] = []
    for line in try String.fetchAll(db, sql: "PRAGMA quick_check(20)") where line != "ok" {
      findings.append(.file(line))
    }
    findings += try unsoundEntries(limit: limit)
    findings += try gaps()
    for table in Catalog.tables { findings += try rowsThatDiffer(in: table, limit: limit) }
    if try !Derived.isCurrent(in: db) || !Derived.isSound(in: db) { findings.append(.index) }
    let entries = try Int.fetchOne(db, sql: "SELECT count(*) FROM journal") ?? 0
    return Checkup(findings: findings, entries: entries)
  }

  private func unsoundEntries(limit: Int) throws -> [Checkup.Finding] {
    var findings: [Checkup.Finding] = []
    let rows = try GRDB.Row.fetchCursor(
      db, sql: "SELECT header, previous, commitment, hash, salt, body, number FROM journal")
    while findings.count < limit, let row = try rows.next() {
      if Entry(row)?.isSound != true { findings.append(.entry(number: row[6])) }
    }
    return findings
  }

  /// Missing numbers and broken links in the chains that this file wrote.
  private func gaps() throws -> [Checkup.Finding] {
    var findings: [Checkup.Finding] = []
    let rows = try GRDB.Row.fetchCursor(
      db,
      sql: """
        SELECT header, previous, hash FROM journal
        WHERE substr(chain, 1, 16) IN (SELECT device FROM own_device) ORDER BY chain, sequence
        """)
    var chain = Data()
    var last: (sequence: UInt64, hash: Data) = (0, Entry.beginning)
    while let row = try rows.next() {
      guard let header = Header(stored: row[0] as Data) else { continue }
      if header.chain != chain { (chain, last) = (header.chain, (0, Entry.beginning)) }
      if header.sequence != last.sequence + 1 || (row[1] as Data) != last.hash {
        findings.append(.gap(before: header.sequence))
      }
      last = (header.sequence, row[2])
    }
    return findings
  }

  /// `fold(journal) == tables`, in both directions: no row without entries, each field as its winner says.
  private func rowsThatDiffer(in table: Table, limit: Int) throws -> [Checkup.Finding] {
    var findings: [Checkup.Finding] = []
    var rows = 0
    let cursor = try GRDB.Row.fetchCursor(db, sql: "SELECT * FROM " + table.name)
    while findings.count < limit, let row = try cursor.next() {
      rows += 1
      let stored = StoredRow(table, row.copy())
      for atom in table.atoms {
        let place = Header.place(table: table.number, row: stored.id, atom: atom.number)
        let winner = try Journal.winner(at: place, in: db)
        let due = winner?.values(of: atom) ?? atom.fields.map { _ in .null }
        if due != atom.fields.map(stored.value) || (winner == nil && atom.number == table.atoms.first?.number) {
          findings.append(.row(table: table.name, field: atom.name))
        }
      }
      let presence = try Journal.winner(at: Header.place(table: table.number, row: stored.id, atom: 0), in: db)
      if (presence?.header.kind == Header.Kind.retire) != stored.isRetired {
        findings.append(.row(table: table.name, field: ""))
      }
    }
    if findings.isEmpty, let first = table.atoms.first {
      var bounds = (Data(), Data())
      bounds.0.append(bigEndian: table.number)
      bounds.1.append(bigEndian: table.number + 1)
      var suffix = Data()
      suffix.append(bigEndian: first.number)
      let known = try Int.fetchOne(
        db,
        sql: """
          SELECT count(DISTINCT place) FROM journal
          WHERE place >= ? AND place < ? AND substr(place, 19, 2) = ? AND kind = x'02'
          """, arguments: [bounds.0, bounds.1, suffix])
      if known != rows { findings.append(.row(table: table.name, field: "")) }
    }
    return findings
  }
}

extension Base {
  /// Looks the whole base over; changes nothing.
  public func checkup() throws -> Checkup {
    let checkup = try read { reader in
      let checkup = try reader.checkup()
      guard try isCutShort(reader) else { return checkup }
      return Checkup(findings: checkup.findings + [.file("the last page is cut short")], entries: checkup.entries)
    }
    guard let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int,
      mode & 0o077 != 0
    else { return checkup }
    return Checkup(findings: checkup.findings + [.open(mode: String(mode, radix: 8))], entries: checkup.entries)
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
  public func repair() throws {
    try derive { db in
      try Fold.rebuild(in: db)
      try Derived.rebuild(in: db)
    }
  }
}
