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
  /// To one question, of every deal, the newest first.
  public func debriefAnswers(to question: DebriefAnswer.Question) throws -> [DebriefAnswer] {
    try all("AND question = ? ORDER BY number DESC", [question.rawValue])
  }

  public func remarks(of deal: ID<Deal>) throws -> [Remark] {
    try all("AND deal = ? ORDER BY number", [Data(deal.uuid.bytes)])
  }
  public func remarks() throws -> [Remark] { try all("ORDER BY number") }

  /// Every reason that anybody gave, in the order in which they were said.
  public func reasons() throws -> [Reason] { try all("ORDER BY number") }

  /// What buyers gave as the reason, of deals lost to this rival, however it is spelt.
  public func buyersReasons(lostTo rival: String) throws -> [Reason] {
    let wanted = Folding.fold(rival)
    let spelt = try String.fetchAll(db, sql: "SELECT DISTINCT competitor FROM deal WHERE competitor IS NOT NULL")
      .filter { Folding.fold($0) == wanted }
    guard !spelt.isEmpty else { return [] }
    return try all(
      """
      AND said_by = 'buyer' AND category IS NOT NULL AND deal IN (
        SELECT id FROM deal WHERE retired = 0 AND outcome = 'lost'
          AND competitor IN (SELECT value FROM json_each(?)))
      ORDER BY number
      """, [String(decoding: JSON.list(spelt.map(JSON.text)).bytes, as: UTF8.self)])
  }

  /// The values, folded, that each deal with an answer to a question has of a field, or had on one of its calls.
  /// - Parameter field: One that ``Context/given`` names.
  public func values(
    of field: String, onDealsWith question: DebriefAnswer.Question
  ) throws -> [ID<Deal>: Set<String>] {
    let sources: [String: [String]] = [
      "industry": ["SELECT id, industry FROM deal"],
      "competitor": ["SELECT id, competitor FROM deal", "SELECT deal, competitor FROM encounter WHERE retired = 0"],
      "product": ["SELECT id, products FROM deal", "SELECT deal, product FROM encounter WHERE retired = 0"],
      "stage": ["SELECT id, stage FROM deal", "SELECT deal, stage FROM encounter WHERE retired = 0"],
      "role": [
        "SELECT deal, role FROM person WHERE retired = 0", "SELECT deal, role FROM encounter WHERE retired = 0",
      ],
    ]
    var values: [ID<Deal>: Set<String>] = [:]
    for source in sources[field] ?? [] {
      let rows = try GRDB.Row.fetchCursor(
        db,
        sql: "WITH said(deal, value) AS (" + source + """
          ) SELECT DISTINCT deal, value FROM said WHERE value IS NOT NULL
            AND deal IN (SELECT deal FROM debrief_answer WHERE retired = 0 AND question = ?)
          """, arguments: [question.rawValue])
      while let row = try rows.next() {
        guard let deal = UUID(bytes: row[0] as Data) else { continue }
        let said: String = row[1]
        let parts = field == "product" ? (try? JSON(parsing: Data(said.utf8)))?.list?.compactMap(\.text) : nil
        values[ID(deal), default: []].formUnion((parts ?? [said]).map(Folding.fold))
      }
    }
    return values
  }

  /// Those that are over, too, the oldest first.
  public func followUps() throws -> [FollowUp] { try all("ORDER BY number") }
  public func followUps(of deal: ID<Deal>) throws -> [FollowUp] {
    try all("AND deal = ? ORDER BY number", [Data(deal.uuid.bytes)])
  }

  /// Those that aren't over, the oldest first.
  public func openFollowUps() throws -> [FollowUp] { try all("AND result IS NULL ORDER BY number") }

  /// The deals that somebody plans, or planned, to come back to, and how they are known to fit.
  public func dealsFollowedUp() throws -> (deals: [Deal], marks: [FitMark]) {
    let those = "IN (SELECT deal FROM follow_up WHERE retired = 0 AND deal IS NOT NULL)"
    return (try all("AND id " + those), try all("AND deal " + those + " ORDER BY number"))
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
