public import Domain
public import Foundation
public import Storage

/// What is to be done now about deals that are decided: debriefs whose time has come, returns that are due. The oldest
/// first.
public struct Due: Sendable {
  public enum Thing: Sendable {
    case debrief(DebriefDue)
    case followUp(FollowUps.Item)

    var since: Day {
      switch self {
      case .debrief(let debrief): debrief.since
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
        case .debrief(let debrief): isOwn(debrief.deal)
        case .followUp(let item): item.subject.deal.map(isOwn) ?? true
        }
      })
  }

  package init(_ things: [Thing]) {
    self.things = things.enumerated().sorted { one, other in
      (one.element.since, one.offset) < (other.element.since, other.offset)
    }.map(\.element)
  }
}

/// A debrief whose time has come, or that was left half way.
public struct DebriefDue: Sendable {
  public let deal: Deal
  public let since: Day
  public let isBegun: Bool

  public init(deal: Deal, since: Day, isBegun: Bool = false) {
    (self.deal, self.since, self.isBegun) = (deal, since, isBegun)
  }
}

extension Reader {
  public func due(now: Date, in zone: TimeZone) throws -> Due {
    let followUps = try followUps(on: Day(now, in: zone), isOpen: true, isDue: true).due
    return Due(
      try debriefsDue(now: now, in: zone).map(Due.Thing.debrief)
        + followUps.map(Due.Thing.followUp))
  }

  /// Debriefs that were left half way, and those that were put off and whose time has come.
  public func debriefsDue(now: Date, in zone: TimeZone) throws -> [DebriefDue] {
    let begun = try debriefsBegun()
    let putOff = try putOff()
    let halfWay = try begun.compactMap(deal).filter { deal in
      !putOff.contains { $0.deal == deal.id && $0.until > Moment(now) }
    }.sorted { $0.name < $1.name }
    let today = Day(now, in: zone)
    return try halfWay.map { DebriefDue(deal: $0, since: today, isBegun: true) }
      + putOff.filter { $0.until <= Moment(now) && !begun.contains($0.deal) }.compactMap { put in
        guard let deal = try deal(put.deal), deal.ending.outcome != .open, try !hasOwnDebrief(of: deal) else {
          return nil
        }
        return DebriefDue(deal: deal, since: Day(put.until.date, in: zone))
      }
  }
}
