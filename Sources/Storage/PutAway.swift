import Domain
package import Foundation
import GRDB

/// A row that is put away shows nowhere, counts where it counted, and can be brought back.
extension Edit {
  /// - Returns: Whether it was there to be put away.
  @discardableResult
  public mutating func putAway(_ named: Reader.Named) throws -> Bool { try set(named, putAway: true) }

  /// - Returns: Whether it was put away.
  @discardableResult
  public mutating func bringBack(_ named: Reader.Named) throws -> Bool { try set(named, putAway: false) }

  package mutating func putAway(_ id: UUID, in table: Table) throws { _ = try set(id, in: table, putAway: true) }

  private mutating func set(_ named: Reader.Named, putAway: Bool) throws -> Bool {
    let (table, id) = named.place
    return try set(id, in: table, putAway: putAway)
  }

  private mutating func set(_ id: UUID, in table: Table, putAway: Bool) throws -> Bool {
    guard let row = try reader.row(table, id: id), row.isRetired != putAway else { return false }
    let audience = try Erasure.audience(of: table.origin(of: id), in: reader.db)
    if putAway {
      try retire(table, id, audience: audience)
    } else {
      try restore(table, id, audience: audience)
    }
    return true
  }
}

extension Reader {
  /// What is put away of a kind, the newest first, each with its short id and a title.
  public func putAway(_ kind: Kind) throws -> [(row: Named, id: String, title: String)] {
    let table = kind.table
    let ids = try Data.fetchAll(db, sql: "SELECT id FROM " + table.name + " WHERE retired = 1 ORDER BY number DESC")
    return try ids.compactMap { bytes in
      guard let id = UUID(bytes: bytes) else { return nil }
      let named = try Named(table, id)
      return try title(of: named).map { (named, try short(table, id), $0) }
    }
  }

  /// What a row is called on a screen, put away or not; nil when it isn't whole.
  public func title(of named: Named) throws -> String? {
    switch named {
    case .objection(let id): return try objection(id, evenPutAway: true)?.sentence
    case .phrasing(let id): return try (find(id.uuid, evenPutAway: true) as Phrasing?)?.text
    case .response(let id): return try (find(id.uuid, evenPutAway: true) as Response?)?.shortName
    case .deal(let id): return try (find(id.uuid, evenPutAway: true) as Deal?)?.name
    case .person(let id): return try (find(id.uuid, evenPutAway: true) as Person?)?.name
    case .proof(let id): return try (find(id.uuid, evenPutAway: true) as Proof?)?.claim
    case .gap(let id): return try (find(id.uuid, evenPutAway: true) as Gap?)?.words
    case .reason(let id):
      guard let reason: Reason = try find(id.uuid, evenPutAway: true) else { return nil }
      return reason.words ?? reason.category?.rawValue
    case .debriefAnswer(let id):
      guard let answer: DebriefAnswer = try find(id.uuid, evenPutAway: true) else { return nil }
      return answer.words ?? answer.question.rawValue
    case .remark(let id):
      guard let remark: Remark = try find(id.uuid, evenPutAway: true) else { return nil }
      return remark.said ?? remark.topic.rawValue
    case .followUp(let id):
      guard let followUp: FollowUp = try find(id.uuid, evenPutAway: true) else { return nil }
      return followUp.condition ?? followUp.offer ?? followUp.due?.description ?? followUp.kind.rawValue
    case .event(let id): return try (find(id.uuid, evenPutAway: true) as Event?)?.words
    case .fitMark(let id): return try (find(id.uuid, evenPutAway: true) as FitMark?)?.criterion
    case .profile: return "the profile"
    case .encounter(let id):
      guard let encounter: Encounter = try find(id.uuid, evenPutAway: true) else { return nil }
      return try encounter.words ?? objection(encounter.met.objection, evenPutAway: true)?.sentence
    }
  }
}
