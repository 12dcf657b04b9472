public import Domain
public import Foundation
import GRDB
import Storage

/// One objection heard in one deal, or once on a call without one: what a forecast counts. What came up twice in a
/// deal is one.
public struct Heard: Hashable, Sendable {
  public let objection: ID<Objection>
  /// The deal, or the single log.
  public let place: UUID
  public let context: Context

  public init(objection: ID<Objection>, place: UUID, context: Context) {
    self.objection = objection
    self.place = place
    self.context = context
  }
}

extension Search {
  /// All that was heard, but for deals that weren't real; of objections that are the same, the one in front.
  public func heard() throws -> [Heard] {
    let rows = try GRDB.Row.fetchCursor(
      reader.db,
      sql: """
        SELECT DISTINCT coalesce(same.head, encounter.objection), coalesce(encounter.deal, encounter.id),
          encounter.role, encounter.stage, coalesce(encounter.competitor, deal.competitor), encounter.product,
          deal.industry
        FROM encounter
        LEFT JOIN same ON same.objection = encounter.objection
        LEFT JOIN deal ON deal.id = encounter.deal
        WHERE encounter.retired = 0 AND coalesce(deal.outcome, '') <> 'invalid'
        """)
    var heard: [Heard] = []
    while let row = try rows.next() {
      guard let objection = UUID(bytes: row[0] as Data), let place = UUID(bytes: row[1] as Data) else { continue }
      heard.append(
        Heard(
          objection: ID(objection), place: place,
          context: Context(industry: row[6], role: row[2], stage: row[3], competitor: row[4], product: row[5])))
    }
    return heard
  }
}
