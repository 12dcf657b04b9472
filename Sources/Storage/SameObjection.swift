public import Domain
package import Foundation
import GRDB

/// Which objections people said are one and the same: the connected sets of links that nobody took back.
/// A pure function of the links, so all bases with the same entries agree.
package struct SameObjection: Equatable, Sendable {
  package struct Link: Equatable, Sendable {
    package let hash: Data
    /// The one that stays in front, and the other.
    package let objection: UUID
    package let other: UUID

    package init(hash: Data, objection: UUID, other: UUID) {
      self.hash = hash
      self.objection = objection
      self.other = other
    }
  }

  /// For each member of a set of two or more that stand, the member that is shown for all. In front stays
  /// the one that no standing link calls the other; of several, or of none, the smallest id.
  package let heads: [UUID: UUID]

  /// - Parameters:
  ///   - stands: Whether an objection is here and not put away.
  package init(_ links: [Link], takenBack: Set<Data>, stands: (UUID) throws -> Bool) rethrows {
    let links = links.filter { !takenBack.contains($0.hash) }
    var parent: [UUID: UUID] = [:]
    func root(_ id: UUID) -> UUID {
      var id = id
      while let next = parent[id], next != id { id = next }
      return id
    }
    for link in links {
      let (one, other) = (root(link.objection), root(link.other))
      parent[one] = min(one, other)
      parent[other] = min(one, other)
    }
    let others = Set(links.filter { $0.objection != $0.other }.map(\.other))
    var sets: [UUID: [UUID]] = [:]
    for id in try Set(links.flatMap { [$0.objection, $0.other] }).filter(stands) {
      sets[root(id), default: []].append(id)
    }
    var heads: [UUID: UUID] = [:]
    for members in sets.values where members.count > 1 {
      let front = members.filter { !others.contains($0) }.min() ?? members.min()
      for member in members { heads[member] = front }
    }
    self.heads = heads
  }
}

extension SameObjection {
  /// As the journal has it.
  static func all(in db: Database) throws -> SameObjection {
    let (links, takenBack) = try links(in: db)
    return try SameObjection(links, takenBack: takenBack) { id in
      let statement = try db.cachedStatement(
        sql: "SELECT 1 FROM objection WHERE id = ? AND retired = 0 AND sentence IS NOT NULL")
      return try GRDB.Row.fetchOne(statement, arguments: [Data(id.bytes)]) != nil
    }
  }

  /// Every link ever made, and the hashes of those that were taken back.
  static func links(in db: Database) throws -> (links: [Link], takenBack: Set<Data>) {
    var links: [Link] = []
    var takenBack: Set<Data> = []
    for entry in try Journal.entries("kind IN (x'05', x'06') ORDER BY number", in: db) {
      if let link = Link(entry) { links.append(link) }
      takenBack.formUnion(entry.linksTakenBack)
    }
    return (links, takenBack)
  }

  /// Brings the table that search reads to what the links say.
  static func settle(in db: Database) throws {
    let rows = try GRDB.Row.fetchAll(db, sql: "SELECT objection, head FROM same")
    let stored = Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        UUID(bytes: row[0] as Data).flatMap { one in UUID(bytes: row[1] as Data).map { (one, $0) } }
      })
    let due = try all(in: db).heads
    guard due != stored else { return }
    try db.execute(sql: "DELETE FROM same")
    for (objection, head) in due {
      try db.execute(
        sql: "INSERT INTO same(objection, head) VALUES (?, ?)", arguments: [Data(objection.bytes), Data(head.bytes)])
    }
  }
}

extension Reader {
  /// The objections that are the same as this one, those put away among them; itself is not.
  public func ever(sameAs objection: ID<Objection>) throws -> [ID<Objection>] {
    let (links, takenBack) = try SameObjection.links(in: db)
    let heads = SameObjection(links, takenBack: takenBack) { _ in true }.heads
    guard let head = heads[objection.uuid] else { return [] }
    return heads.filter { $0.value == head && $0.key != objection.uuid }.keys.sorted().map { ID($0) }
  }

  /// Every link that nobody took back: what stays in front, and what it was said to be the same as.
  package func sameLinks() throws -> [(front: ID<Objection>, other: ID<Objection>)] {
    let (links, takenBack) = try SameObjection.links(in: db)
    return links.filter { !takenBack.contains($0.hash) }.map { (ID($0.objection), ID($0.other)) }
  }

  /// The links of an objection that nobody took back.
  func links(of objection: ID<Objection>) throws -> [SameObjection.Link] {
    let (links, takenBack) = try SameObjection.links(in: db)
    return links.filter {
      ($0.objection == objection.uuid || $0.other == objection.uuid) && !takenBack.contains($0.hash)
    }
  }
}

extension SameObjection.Link {
  /// Nil for an entry that links nothing.
  package init?(_ entry: Entry) {
    guard entry.header.version == Header.version, entry.header.kind == Header.Kind.alias,
      entry.header.table == Catalog.objection.number, let body = entry.body.flatMap({ try? JSON(parsing: $0) }),
      let other = body["other"].text.flatMap(UUID.init(uuidString:))
    else { return nil }
    self.init(hash: entry.hash, objection: entry.header.row, other: other)
  }

  static func body(_ other: UUID) -> JSON { .object(["other": .text(other.uuidString.lowercased())]) }
}

extension Entry {
  /// For an entry that takes links back, their hashes.
  package var linksTakenBack: [Data] {
    guard header.version == Header.version, header.kind == Header.Kind.part,
      let body = body.flatMap({ try? JSON(parsing: $0) })
    else { return [] }
    return (body["links"].list ?? []).compactMap { $0.text.flatMap(Data.init(hexadecimal:)) }
  }

  static func partBody(_ links: [Data]) -> JSON {
    .object([
      "links": .list(links.map { .text($0.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()) })
    ])
  }
}

extension Data {
  init?(hexadecimal text: String) {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
    self.init(stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
  }
}
