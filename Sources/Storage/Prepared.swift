public import Domain
import Foundation

/// What was forecast for a call on this machine, and when: it says which deal is in hand, and later how often it came
/// true.
public struct Prepared: Equatable, Sendable {
  public let deal: ID<Deal>
  public let at: Moment
  public let objections: [ID<Objection>]

  public init(deal: ID<Deal>, at: Moment, objections: [ID<Objection>]) {
    self.deal = deal
    self.at = at
    self.objections = objections
  }
}

extension Base {
  private static let mostPrepared = 500
  static let prepared = "prepared"

  /// Keeps a forecast.
  public func keep(_ prepared: Prepared) throws {
    try note { db in
      let kept = try Reader(db: db).prepared() + [prepared]
      let lines = kept.suffix(Self.mostPrepared).map { one in
        let words = [one.deal.uuid.uuidString, one.at.description] + one.objections.map(\.uuid.uuidString)
        return words.joined(separator: " ")
      }
      try LocalState.set(Self.prepared, to: lines.joined(separator: "\n"), in: db)
    }
  }
}

extension Reader {
  /// The oldest first.
  public func prepared() throws -> [Prepared] {
    (try setting(Base.prepared) ?? "").split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard words.count >= 2, let deal = UUID(uuidString: words[0]), let at = Moment(words[1]) else { return nil }
      return Prepared(
        deal: ID(deal), at: at, objections: words.dropFirst(2).compactMap { UUID(uuidString: $0) }.map { ID($0) })
    }
  }
}
