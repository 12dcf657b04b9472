public import Domain
public import Foundation
public import Storage

/// What is to be done now about deals that are decided: debriefs whose time has come, returns that are due. The oldest
/// first.
public struct Due: Sendable {
  public enum Thing: Sendable {
    case debrief(Deal, since: Day)
    case followUp(FollowUps.Item)

    var since: Day {
      switch self {
      case .debrief(_, let day): day
      case .followUp(let item): if case .due(let day) = item.standing { day } else { Day(number: .max) }
      }
    }
  }

  public let things: [Thing]

  /// Without those about other people's deals.
  public func only(_ isOwn: (Deal) -> Bool) -> Due {
    Due(
      things.filter { thing in
        switch thing {
        case .debrief(let deal, _): isOwn(deal)
        case .followUp(let item): item.subject.deal.map(isOwn) ?? true
        }
      })
  }

  public init(_ things: [Thing]) {
    self.things = things.enumerated().sorted { one, other in
      (one.element.since, one.offset) < (other.element.since, other.offset)
    }.map(\.element)
  }
}

extension Reader {
  public func due(now: Date, in zone: TimeZone) throws -> Due {
    let followUps = try followUps(on: Day(now, in: zone), isOpen: true, isDue: true).due
    return Due(
      try debriefsDue(now: now, in: zone).map { Due.Thing.debrief($0.deal, since: $0.since) }
        + followUps.map(Due.Thing.followUp))
  }

  /// Debriefs that were put off and whose time has come.
  public func debriefsDue(now: Date, in zone: TimeZone) throws -> [(deal: Deal, since: Day)] {
    try putOff().filter { $0.until <= Moment(now) }.compactMap { put in
      guard let deal = try deal(put.deal), deal.ending.outcome != .open else { return nil }
      // Begun since, it is no longer put off.
      guard try !hasOwnDebrief(of: deal) else { return nil }
      return (deal, since: Day(put.until.date, in: zone))
    }
  }
}
