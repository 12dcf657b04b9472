public import Domain
import Foundation
import GRDB

/// What was learnt from deals once they were decided.
extension Reader {
  public func debriefAnswer(_ id: ID<DebriefAnswer>) throws -> DebriefAnswer? { try find(id.uuid) }
  public func remark(_ id: ID<Remark>) throws -> Remark? { try find(id.uuid) }
  public func fitMark(_ id: ID<FitMark>) throws -> FitMark? { try find(id.uuid) }
  public func followUp(_ id: ID<FollowUp>) throws -> FollowUp? { try find(id.uuid) }
  public func event(_ id: ID<Event>) throws -> Event? { try find(id.uuid) }

  /// In the order in which they were given.
  public func debriefAnswers(of deal: ID<Deal>) throws -> [DebriefAnswer] {
    try all("AND deal = ? ORDER BY number", [Data(deal.uuid.bytes)])
  }
  public func debriefAnswers() throws -> [DebriefAnswer] { try all("ORDER BY number") }
  public func debriefAnswers(to question: DebriefAnswer.Question) throws -> [DebriefAnswer] {
    try all("AND question = ? ORDER BY number", [question.rawValue])
  }

  public func remarks(of deal: ID<Deal>) throws -> [Remark] {
    try all("AND deal = ? ORDER BY number", [Data(deal.uuid.bytes)])
  }
  public func remarks() throws -> [Remark] { try all("ORDER BY number") }

  /// Every reason that anybody gave, in the order in which they were said.
  public func reasons() throws -> [Reason] { try all("ORDER BY number") }

  /// Those that are over, too, the oldest first.
  public func followUps() throws -> [FollowUp] { try all("ORDER BY number") }
  public func followUps(of deal: ID<Deal>) throws -> [FollowUp] {
    try all("AND deal = ? ORDER BY number", [Data(deal.uuid.bytes)])
  }

  /// Newest first.
  public func events() throws -> [Event] { try all("ORDER BY number DESC") }

  public func fitMarks() throws -> [FitMark] { try all("ORDER BY number") }
  public func fitMarks(of deal: ID<Deal>) throws -> [FitMark] {
    try all("AND deal = ? ORDER BY number", [Data(deal.uuid.bytes)])
  }

  /// Which objection was met on which deal, each pair once; of those that are the same, the one in front.
  public func metOnDeals() throws -> [(objection: ID<Objection>, deal: ID<Deal>)] {
    let rows = try GRDB.Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT coalesce(same.head, encounter.objection), encounter.deal
        FROM encounter LEFT JOIN same ON same.objection = encounter.objection
        WHERE encounter.retired = 0 AND encounter.objection IS NOT NULL AND encounter.deal IS NOT NULL
        """)
    return rows.compactMap { row in
      guard let objection = UUID(bytes: row[0] as Data), let deal = UUID(bytes: row[1] as Data) else { return nil }
      return (ID(objection), ID(deal))
    }
  }

  /// The profile of this base; nil before there is one.
  public func profile() throws -> FitProfile? { try find(FitProfile.only.uuid) }
}
