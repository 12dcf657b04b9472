public import Domain
public import Foundation
public import Storage

/// A call of the rep's calendar that isn't over yet.
public struct CallAhead: Sendable {
  public let call: PlannedCall
  /// Where the rep is.
  public let day: Day
  /// Nil for a whole day.
  public let time: ClockTime?
  public let deal: Deal?
  /// Whoever of the deal's people it is with.
  public let person: Person?
  /// Else the name of a guest from their house.
  public let guest: String?

  /// Who it is with: "Dana (CFO)".
  public var who: String? { person.map { $0.name + ($0.role.map { " (\($0))" } ?? "") } ?? guest }

  init(_ call: PlannedCall, deal: Deal?, people: [Person], zone: TimeZone) {
    self.call = call
    self.deal = deal
    day = call.starts.map { Day($0.date, in: zone) } ?? call.day
    time = call.starts.map { ClockTime($0, in: zone) }
    let names = call.guests.compactMap(\.name).map(Folding.fold)
    let title = " \(Folding.fold(call.title)) "
    person =
      people.first { names.contains(Folding.fold($0.name)) }
      ?? people.first { title.contains(" \(Folding.fold($0.name)) ") }
    let houses = [deal?.name, deal?.account].compactMap { $0.map { Folding.words($0).joined() } }
    guest =
      call.guests.first { guest in
        guest.mail.map { CallMatch.companies($0).contains(where: houses.contains) } == true
      }?.name
  }
}

extension Reader {
  /// The calls that aren't over, the earliest first, of a day those with a time first, each with its open deal. One that
  /// came before its deal did finds it now.
  /// - Parameter limit: Only those that begin by then.
  public func callsAhead(now: Date, by limit: Date? = nil, zone: TimeZone) throws -> [CallAhead] {
    let today = Day(now, in: zone)
    let calls = try plannedCalls().filter { call in
      guard let starts = call.starts, let ends = call.ends else { return limit == nil && call.day >= today }
      return ends > Moment(now) && limit.map { starts <= Moment($0) } != false
    }
    guard !calls.isEmpty else { return [] }
    let deals = try deals().filter { $0.ending.outcome == .open }
    let people = try people()
    let match = CallMatch(deals, people: people)
    let ahead = calls.map { call in
      let deal =
        deals.first { $0.id == call.deal } ?? match.deal(for: call).flatMap { id in deals.first { $0.id == id } }
      return CallAhead(call, deal: deal, people: people.filter { deal != nil && $0.deal == deal?.id }, zone: zone)
    }
    return ahead.sorted { ($0.day, $0.time?.minutes ?? 1440) < ($1.day, $1.time?.minutes ?? 1440) }
  }
}
