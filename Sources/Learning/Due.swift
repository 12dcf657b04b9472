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

  public init(_ things: [Thing]) {
    self.things = things.enumerated().sorted { one, other in
      (one.element.since, one.offset) < (other.element.since, other.offset)
    }.map(\.element)
  }
}

extension Reader {
  public func due(now: Date, in zone: TimeZone) throws -> Due {
    let debriefs = try putOff().filter { $0.until <= Moment(now) }.compactMap { put -> Due.Thing? in
      guard let deal = try deal(put.deal), deal.ending.outcome != .open else { return nil }
      // Begun since, it is no longer put off.
      guard try !hasOwnDebrief(of: deal) else { return nil }
      return .debrief(deal, since: Day(put.until.date, in: zone))
    }
    return Due(debriefs + (try followUps(on: Day(now, in: zone), isOpen: true).due.map(Due.Thing.followUp)))
  }
}
