public import Domain
public import Foundation
import GRDB

/// One thing that a person did to the base: what history lists and undo takes back.
public struct Act: Sendable {
  public let id: ID<Act>
  /// Whether what was done in it was erased, its name with it.
  public let isErased: Bool
  /// Nil for a deed that only a newer version knows, or that was erased.
  public let deed: Deed?
  /// What it was done to or taken in from, as it was then: a sentence, a file's name.
  public let subject: String?
  public let at: Date
  public let author: ID<Author>
  /// For an undo: the acts meant.
  public let takenBack: [ID<Act>]
  /// How many entries came with it.
  public let changes: Int

  static func body(_ deed: Deed, zone: TimeZone, subject: String?, takenBack: [UUID]) -> JSON {
    var object: [String: JSON] = [
      "deed": .integer(Int64(deed.rawValue)), "zone": .text(zone.identifier),
    ]
    if let subject { object["name"] = .text(subject) }
    if !takenBack.isEmpty { object["acts"] = .list(takenBack.map { .text($0.uuidString.lowercased()) }) }
    return .object(object)
  }

  /// Nil when no act of that id is here.
  init?(entriesOf act: UUID, in db: Database, depth: Int = 2) throws {
    guard let entry = try Self.head(of: act, in: db) else { return nil }
    try self.init(entry, in: db, depth: depth)
  }

  /// What was done in an act, without counting all that came with it.
  static func deed(of act: UUID, in db: Database) throws -> Deed? {
    try head(of: act, in: db).flatMap { said(in: $0).deed }
  }

  private static func head(of act: UUID, in db: Database) throws -> Entry? {
    try Journal.entries("act = ? AND kind = x'01' ORDER BY number LIMIT 1", [Data(act.bytes)], in: db).first
  }

  /// What the head of an act says.
  static func said(in entry: Entry) -> (deed: Deed?, takenBack: [ID<Act>], name: String?) {
    let body = entry.body.flatMap { try? JSON(parsing: $0) } ?? .null
    return (
      body["deed"].integer.flatMap { UInt16(exactly: $0) }.flatMap(Deed.init(rawValue:)),
      (body["acts"].list ?? []).compactMap { $0.text.flatMap(UUID.init(uuidString:)).map { ID($0) } },
      body["name"].text
    )
  }

  /// - Parameter depth: How far the name of an undone act is looked for: a file from elsewhere may hold a ring.
  init(_ entry: Entry, in db: Database, depth: Int = 2) throws {
    let (deed, takenBack, name) = Self.said(in: entry)
    id = ID(entry.header.act)
    isErased = entry.body == nil
    self.deed = deed
    at = entry.header.act.timeOfVersion7
    author = ID(entry.header.author)
    self.takenBack = takenBack
    let first = depth > 0 ? takenBack.first : nil
    subject = try name ?? first.flatMap { try Act(entriesOf: $0.uuid, in: db, depth: depth - 1)?.subject }
    changes =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM journal WHERE act = ? AND kind <> x'01'",
        arguments: [Data(entry.header.act.bytes)]) ?? 0
  }
}

extension UUID {
  /// The milliseconds in a UUIDv7.
  var timeOfVersion7: Date {
    let milliseconds = bytes.prefix(6).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }
}
