public import Domain
import Foundation

/// What was forecast for a call on this machine: it says which deal is in hand, and later how often it came true.
public struct Prepared: Equatable, Sendable {
  public let deal: ID<Deal>
  public let day: Day
  public let objections: [ID<Objection>]

  public init(deal: ID<Deal>, day: Day, objections: [ID<Objection>]) {
    self.deal = deal
    self.day = day
    self.objections = objections
  }
}

extension Base {
  private static let mostPrepared = 500
  static let prepared = "prepared"

  /// Keeps a forecast; one of the same deal and day takes the place of the one before.
  public func keep(_ prepared: Prepared) throws {
    let kept = try read { try $0.prepared() }.filter { $0.deal != prepared.deal || $0.day != prepared.day } + [prepared]
    let lines = kept.suffix(Self.mostPrepared).map { one in
      ([one.deal.uuid.uuidString, one.day.description] + one.objections.map(\.uuid.uuidString)).joined(separator: " ")
    }
    try note(Self.prepared, lines.joined(separator: "\n"))
  }
}

extension Reader {
  /// The oldest first.
  public func prepared() throws -> [Prepared] {
    (try setting(Base.prepared) ?? "").split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard words.count >= 2, let deal = UUID(uuidString: words[0]), let day = Day(words[1]) else { return nil }
      return Prepared(
        deal: ID(deal), day: day, objections: words.dropFirst(2).compactMap { UUID(uuidString: $0) }.map { ID($0) })
    }
  }
}
