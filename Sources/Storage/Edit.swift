public import Domain
package import Foundation
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
  public mutating func save(_ gap: Gap) throws { try write(gap) }
  public mutating func save(_ reason: Reason) throws { try write(reason) }
  public mutating func save(_ answer: DebriefAnswer) throws { try write(answer) }
  public mutating func save(_ remark: Remark) throws { try write(remark) }
  public mutating func save(_ followUp: FollowUp) throws { try write(followUp) }
  public mutating func save(_ event: Event) throws { try write(event) }
  public mutating func save(_ mark: FitMark) throws { try writeBack(mark) }
  public mutating func save(_ profile: FitProfile) throws { try writeBack(profile) }
  /// - Parameter author: who met it, when that isn't who is writing.
  public mutating func save(_ encounter: Encounter, by author: ID<Author>? = nil) throws {
    try write(encounter, by: author?.uuid)
  }

  /// Drops a draft of which this act is the end.
  public func drop(draft name: String) throws {
    try db.execute(sql: "DELETE FROM draft WHERE name = ?", arguments: [name])
  }

  /// - Parameters:
  ///   - audience: Who is told, where that isn't who is told of such an atom by default.
  ///   - whole: Whether every atom that says something is written, also as it stands.
  mutating func write(
    _ row: some Written, by author: UUID? = nil, for audience: Audience? = nil, whole: Bool = false
  ) throws {
    let table = type(of: row).table
    let values = row.fieldValues.mapValues(\.withoutNUL)
    let stored = try reader.row(table, id: row.rowID)
    for atom in table.atoms {
      let new = atom.fields.map { values[$0.name] ?? .null }
      let old = stored.map { stored in atom.fields.map(stored.value) } ?? new.map { _ in .null }
      // The first atom is always written: it is what makes the row known.
      let saysNothing = atom.number != table.atoms.first?.number && new.allSatisfy { $0 == .null }
      if new == old, stored != nil && !whole || saysNothing { continue }
      let audience = audience ?? atom.audience
      let place = Place(table: table.number, row: row.rowID, atom: atom.number)
      if stamp.isRelease, stored != nil, try alreadySaid(new, by: atom, at: place.bytes) { continue }
      if try Journal.isErased(place.bytes, audience: audience.rawValue, in: db) {
        if deed.takesIn || new.allSatisfy({ $0 == .null }) { continue }
        throw StorageError.erased(row: table.name, field: atom.name)
      }
      try append(.set(Self.body(atom, new)), at: place, audience: audience, author: author)
    }
    try Fold.bring(table, row.rowID, in: db)
    if let stored, deed.takesIn, stored.isRetired, try reader.isTakenBack(table, row: row.rowID) {
      try revive(table, row.rowID)
    }
  }

  /// Of a row that has the same id whenever it is written, such as the mark of a criterion on a deal: put away before, by
  /// an undo as by a person, it is back. What comes in from elsewhere leaves it where a person put it.
  private mutating func writeBack(_ row: some Written) throws {
    try write(row)
    let table = type(of: row).table
    guard !deed.takesIn, let stored = try reader.row(table, id: row.rowID), stored.isRetired else { return }
    try restore(table, row.rowID, audience: Erasure.audience(of: table.origin(of: row.rowID), in: db))
  }

  /// Whether a seed of this release or a newer one has said so before, and lost to a person.
  private func alreadySaid(_ values: [Value], by atom: Atom, at place: Data) throws -> Bool {
    try Journal.entries(
      "place = ? AND stamp >= ? AND stamp < ?",
      [place, Data(bigEndian: stamp.value), Data(bigEndian: UInt64(1) << 32)], in: db
    ).contains { $0.values(of: atom) == values }
  }

  /// By an ordinary entry, also in a seed's import: it has to stand above the undo.
  private mutating func revive(_ table: Table, _ row: UUID) throws {
    let now = stamp.isRelease ? try LocalState.tick(now: Date(), in: db) : stamp
    let audience = try Erasure.audience(of: table.origin(of: row), in: db)
    try append(.revive, at: Place(table: table.number, row: row, atom: 0), audience: audience, stamp: now)
    try Fold.bring(table, row, in: db)
  }

  /// A stamp above all that this act wrote so far.
  func later() throws -> Stamp { try LocalState.tick(now: .distantPast, in: db) }

  /// Puts a row away; it stays in the base and can be brought back.
  mutating func retire(_ table: Table, _ row: UUID, audience: Audience) throws {
    try append(.retire, at: Place(table: table.number, row: row, atom: 0), audience: audience)
    try Fold.bring(table, row, in: db)
  }

  mutating func restore(_ table: Table, _ row: UUID, audience: Audience) throws {
    try append(.revive, at: Place(table: table.number, row: row, atom: 0), audience: audience)
    try Fold.bring(table, row, in: db)
  }

  /// Sets an atom to these values, whatever stands there.
  mutating func set(
    _ atom: Atom, of table: Table, _ row: UUID, to values: [Value], audience: Audience, stamp: Stamp? = nil
  ) throws {
    let place = Place(table: table.number, row: row, atom: atom.number)
    guard try !Journal.isErased(place.bytes, audience: audience.rawValue, in: db) else {
      throw StorageError.erased(row: table.name, field: atom.name)
    }
    try append(.set(Self.body(atom, values)), at: place, audience: audience, stamp: stamp)
    try Fold.bring(table, row, in: db)
  }

  /// Says that two objections are one; the first stays in front.
  package mutating func link(_ objection: UUID, _ other: UUID) throws {
    try append(.alias(SameObjection.Link.body(other)), at: .objection(objection), audience: .team)
  }

  /// Takes links back; one made elsewhere that hasn't come yet stays.
  /// - Parameter objection: The one that is parted, when it is one.
  mutating func unlink(_ links: [SameObjection.Link], of objection: UUID? = nil) throws {
    guard let first = links.first else { return }
    let row = objection ?? first.objection
    try append(.part(Entry.partBody(links.map(\.hash))), at: .objection(row), audience: .team)
  }

  /// Erases what was ever written at a place, for good.
  mutating func erase(_ place: Place, audience: Audience) throws {
    try append(.erase, at: place, audience: audience)
    try Erasure.strip(place, by: audience.rawValue, in: db)
    if let table = Catalog.table(place.table) { try Fold.bring(table, place.row, in: db) }
  }

  /// What has to hold when the act is over.
  /// - Throws: ``StorageError/refersToNothing(row:)`` when a row refers to one that isn't in the base.
  func close() throws {
    guard changes > 0 else { return }
    let waiting = try Data.fetchOne(
      db,
      sql: """
        SELECT place FROM journal JOIN waiting ON waiting.entry = journal.number WHERE act = ? LIMIT 1
        """, arguments: [Data(act.bytes)])
    if let waiting {
      let table = waiting.prefix(2).reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
      throw StorageError.refersToNothing(row: Catalog.table(table)?.name ?? "")
    }
    try SameObjection.settle(in: db)
  }

  private static func body(_ atom: Atom, _ values: [Value]) -> JSON {
    var object: [String: JSON] = [:]
    for (field, value) in zip(atom.fields, values) { object[field.name] = value.json }
    return .object(object)
  }

  private enum Change {
    case act(JSON)
    case set(JSON)
    case retire, revive
    case alias(JSON)
    case part(JSON)
    case erase

    var kind: UInt8 {
      switch self {
      case .act: Header.Kind.act
      case .set: Header.Kind.set
      case .retire: Header.Kind.retire
      case .revive: Header.Kind.revive
      case .alias: Header.Kind.alias
      case .part: Header.Kind.part
      case .erase: Header.Kind.erase
      }
    }

    var body: JSON {
      switch self {
      case .act(let body), .set(let body), .alias(let body), .part(let body): body
      case .retire, .revive, .erase: .object([:])
      }
    }
  }

  /// Writes that the act was done, also when nothing comes of it: an undo of what others changed since is
  /// not the next one to be done again.
  mutating func begin(_ audience: Audience, stamp: Stamp? = nil) throws {
    let body = Act.body(deed, zone: zone, subject: subject, takenBack: takenBack)
    try write(.act(body), at: .nothing, audience: audience, author: nil, stamp: stamp)
  }

  private mutating func append(
    _ change: Change, at place: Place, audience: Audience, author: UUID? = nil, stamp: Stamp? = nil
  ) throws {
    if heads[audience] == nil { try begin(audience, stamp: stamp) }
    try write(change, at: place, audience: audience, author: author, stamp: stamp)
    changes += 1
  }

  private mutating func write(
    _ change: Change, at place: Place, audience: Audience, author: UUID?, stamp: Stamp?
  ) throws {
    let chain = Header.chain(device: device, audience: audience)
    let head = try heads[audience] ?? Journal.head(of: chain, in: db) ?? (0, Entry.beginning)
    let header = Header(
      device: device, audience: audience, sequence: head.sequence + 1, stamp: stamp ?? self.stamp,
      author: author ?? self.author, act: act, kind: change.kind, table: place.table, row: place.row,
      atom: place.atom)
    let entry = Entry(header, previous: head.hash, body: change.body.bytes)
    let number = try Journal.append(entry, to: db)
    _ = try Waiting.judge(entry, number: number, in: db)
    heads[audience] = (header.sequence, entry.hash)
  }
}

extension Place {
  fileprivate static let nothing = Place(
    table: 0, row: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), atom: 0)

  fileprivate static func objection(_ id: UUID) -> Place {
    Place(table: Catalog.objection.number, row: id, atom: 0)
  }
}
