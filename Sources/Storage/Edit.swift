public import Domain
import Foundation
import GRDB

/// One act under way: what a person writes, entries and tables together, in one transaction.
public struct Edit: ~Copyable {
  /// The base as this act has left it so far.
  public let reader: Reader

  let act: UUID
  private let db: Database
  private let deed: Deed
  private let subject: String?
  private let takenBack: [UUID]
  private let device: UUID
  private let author: UUID
  private let stamp: Stamp
  private let zone: TimeZone
  private var heads: [Audience: (sequence: UInt64, hash: Data)] = [:]
  /// Entries written so far, not counting the act's own.
  public private(set) var changes = 0

  init(
    _ deed: Deed, subject: String?, takingBack: [UUID] = [], release: Int? = nil, zone: TimeZone, now: Date,
    in db: Database
  ) throws {
    let device = try LocalState.device(in: db)
    let author = try LocalState.author(in: db)
    let stamp = try release.map(Stamp.init(release:)) ?? LocalState.tick(now: now, in: db)
    self.db = db
    self.deed = deed
    self.subject = subject
    self.device = device
    self.author = author
    self.stamp = stamp
    self.zone = zone
    takenBack = takingBack
    reader = Reader(db: db)
    act = UUID.version7(at: now)
  }

  /// Writes what differs from the row as it stands: an entry an atom, and the table with them.
  public mutating func save(_ objection: Objection) throws { try write(objection) }
  public mutating func save(_ phrasing: Phrasing) throws { try write(phrasing) }
  public mutating func save(_ response: Response) throws { try write(response) }
  public mutating func save(_ deal: Deal) throws { try write(deal) }
  public mutating func save(_ person: Person) throws { try write(person) }
  public mutating func save(_ proof: Proof) throws { try write(proof) }
  public mutating func save(_ author: Author) throws { try write(author) }
  /// - Parameter author: who met it, when that isn't who is writing.
  public mutating func save(_ encounter: Encounter, by author: ID<Author>? = nil) throws {
    try write(encounter, by: author?.uuid)
  }

  private mutating func write(_ row: some Written, by author: UUID? = nil) throws {
    let table = type(of: row).table
    let values = row.fieldValues.mapValues(\.withoutNUL)
    let stored = try reader.row(table, id: row.rowID)
    var written: [(Field, Value)] = []
    for atom in table.atoms {
      let new = atom.fields.map { values[$0.name] ?? .null }
      let old = stored.map { stored in atom.fields.map(stored.value) } ?? new.map { _ in .null }
      // The first atom is always written: it is what makes the row known.
      if new == old, stored != nil || atom.number != table.atoms.first?.number { continue }
      let place = Header.place(table: table.number, row: row.rowID, atom: atom.number)
      if stamp.isRelease, stored != nil, try alreadySaid(new, by: atom, at: place) { continue }
      let entry = try append(
        .set, table: table, row: row.rowID, atom: atom.number, body: Self.body(atom, new),
        audience: atom.audience, author: author)
      if try !stamp.isRelease || stored == nil || !Journal.isBeaten(entry.header, hash: entry.hash, in: db) {
        written += zip(atom.fields, new)
      }
    }
    if let stored {
      try update(table, id: row.rowID, written)
      if deed.takesIn, stored.isRetired, try wasUndone(table, row: row.rowID) { try revive(table, row.rowID) }
    } else {
      try insert(table, id: row.rowID, written)
    }
  }

  /// Whether a seed of this release or a newer one has said so before, and lost to a person.
  private func alreadySaid(_ values: [Value], by atom: Atom, at place: Data) throws -> Bool {
    let rows = try GRDB.Row.fetchAll(
      db,
      sql: """
        SELECT header, previous, commitment, hash, salt, body FROM journal
        WHERE place = ? AND stamp >= ? AND stamp < ?
        """,
      arguments: [place, stamp.bytes, Stamp(value: 1 << 32).bytes])
    return rows.contains { Entry($0)?.values(of: atom) == values }
  }

  /// Whether an undo put the row away; a row that a person put away stays so.
  private func wasUndone(_ table: Table, row: UUID) throws -> Bool {
    let place = Header.place(table: table.number, row: row, atom: 0)
    guard let winner = try Journal.winner(at: place, in: db), winner.header.kind == Header.Kind.retire
    else { return false }
    return try Act(entriesOf: winner.header.act, in: db)?.deed == .undid
  }

  /// By an ordinary entry, also in a seed's import: it has to stand above the undo.
  private mutating func revive(_ table: Table, _ row: UUID) throws {
    let now = stamp.isRelease ? try LocalState.tick(now: Date(), in: db) : stamp
    try append(.revive, table: table, row: row, atom: 0, body: JSON.object([:]), audience: .team, stamp: now)
    try setRetired(false, table, row)
  }

  /// Puts a row away; it stays in the base and can be brought back.
  mutating func retire(_ table: Table, _ row: UUID, audience: Audience) throws {
    try append(.retire, table: table, row: row, atom: 0, body: JSON.object([:]), audience: audience)
    try setRetired(true, table, row)
  }

  mutating func restore(_ table: Table, _ row: UUID) throws {
    try append(.revive, table: table, row: row, atom: 0, body: JSON.object([:]), audience: .team)
    try setRetired(false, table, row)
  }

  /// Sets an atom to these values, whatever stands there.
  mutating func set(_ atom: Atom, of table: Table, _ row: UUID, to values: [Value], audience: Audience) throws {
    try append(
      .set, table: table, row: row, atom: atom.number, body: Self.body(atom, values), audience: audience)
    try update(table, id: row, Array(zip(atom.fields, values)))
  }

  private static func body(_ atom: Atom, _ values: [Value]) -> JSON {
    var object: [String: JSON] = [:]
    for (field, value) in zip(atom.fields, values) { object[field.name] = value.json }
    return .object(object)
  }

  private enum Kind { case act, set, retire, revive }

  @discardableResult
  private mutating func append(
    _ kind: Kind, table: Table? = nil, row: UUID? = nil, atom: UInt16 = 0, body: JSON,
    audience: Audience, author: UUID? = nil, stamp: Stamp? = nil
  ) throws -> Entry {
    if kind != .act {
      if changes == 0 {
        try append(.act, body: Act.body(deed, zone: zone, subject: subject, takenBack: takenBack), audience: audience)
      }
      changes += 1
    }
    let chain = Header.chain(device: device, audience: audience)
    let head = try heads[audience] ?? Journal.head(of: chain, in: db) ?? (0, Entry.beginning)
    let number =
      switch kind {
      case .act: Header.Kind.act
      case .set: Header.Kind.set
      case .retire: Header.Kind.retire
      case .revive: Header.Kind.revive
      }
    let header = Header(
      device: device, audience: audience, sequence: head.sequence + 1, stamp: stamp ?? self.stamp,
      author: author ?? self.author, act: act, kind: number, table: table?.number ?? 0, row: row, atom: atom)
    let entry = Entry(header, previous: head.hash, body: body.bytes)
    try Journal.append(entry, to: db)
    heads[audience] = (header.sequence, entry.hash)
    return entry
  }

  // Names of tables and columns come from the catalogue alone.

  private func insert(_ table: Table, id: UUID, _ written: [(Field, Value)]) throws {
    let said = written.filter { $0.1 != .null }
    let names = ["id", "handle"] + said.map(\.0.name)
    let marks = names.map { _ in "?" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: "INSERT INTO " + table.name + "(" + names.joined(separator: ", ") + ") VALUES (" + marks + ")")
    let values = [Data(id.bytes).databaseValue, ShortID.code(of: id).databaseValue]
    try statement.execute(arguments: StatementArguments(values + said.map(\.1.databaseValue)))
  }

  private func update(_ table: Table, id: UUID, _ written: [(Field, Value)]) throws {
    guard !written.isEmpty else { return }
    let sets = written.map { $0.0.name + " = ?" }.joined(separator: ", ")
    let statement = try db.cachedStatement(sql: "UPDATE " + table.name + " SET " + sets + " WHERE id = ?")
    try statement.execute(
      arguments: StatementArguments(written.map(\.1.databaseValue) + [Data(id.bytes).databaseValue]))
  }

  private func setRetired(_ retired: Bool, _ table: Table, _ row: UUID) throws {
    let statement = try db.cachedStatement(sql: "UPDATE " + table.name + " SET retired = ? WHERE id = ?")
    try statement.execute(arguments: [retired ? 1 : 0, Data(row.bytes)])
  }
}

extension Stamp {
  var bytes: Data {
    var bytes = Data()
    bytes.append(bigEndian: value)
    return bytes
  }
}
