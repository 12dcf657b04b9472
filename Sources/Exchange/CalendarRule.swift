import Domain
import Foundation

/// How an event of a calendar comes again: each so many days, or on some weekdays of each so many weeks.
struct CalendarRule: Equatable {
  private let isWeekly: Bool
  private let interval: Int
  private let weekdays: [Int]
  private let count: Int?
  private let until: CalendarTime?
  private let weekStart: Int

  static let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

  /// Nil for a rule of another sort.
  init?(_ text: String, start: CalendarTime, zone: CalendarZone) {
    var parts: [String: String] = [:]
    for part in text.uppercased().split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard pair.count == 2, parts.updateValue(pair[1], forKey: pair[0]) == nil else { return nil }
    }
    let known: Set<String> = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"]
    guard known.isSuperset(of: parts.keys) else { return nil }
    let days = parts["BYDAY"]?.split(separator: ",").map { Self.names.firstIndex(of: String($0)) } ?? []
    let weekdays = days.compactMap(\.self)
    guard weekdays.count == days.count, let interval = Int(parts["INTERVAL"] ?? "1"), (1...1000).contains(interval)
    else { return nil }
    switch parts["FREQ"] {
    case "WEEKLY": isWeekly = true
    case "DAILY" where weekdays.isEmpty: isWeekly = false
    case "DAILY" where interval == 1: isWeekly = true
    default: return nil
    }
    self.interval = interval
    self.weekdays = weekdays.isEmpty ? [start.day.weekday] : Set(weekdays).sorted()
    if let count = parts["COUNT"] {
      guard let number = Int(count), number > 0 else { return nil }
      self.count = number
    } else {
      count = nil
    }
    if let until = parts["UNTIL"] {
      guard let time = CalendarTime(until, zone: zone) else { return nil }
      self.until = time
    } else {
      until = nil
    }
    weekStart = parts["WKST"].flatMap(Self.names.firstIndex) ?? 0
  }

  /// Whether the event that began at `start` is on that day, too.
  func falls(on day: Day, start: CalendarTime, zone: TimeZone) -> Bool {
    guard day >= start.day, let place = place(of: day, from: start.day) else { return false }
    if let count, place >= count { return false }
    switch until {
    case .day(let last)?: return day <= last
    case .time(let last, _, _)?:
      guard let moment = start.on(day).moment(zone), let end = until?.moment(zone) else { return day <= last }
      return moment <= end
    case nil: return true
    }
  }

  /// The how manieth it is, from 0; nil when it isn't one.
  private func place(of day: Day, from start: Day) -> Int? {
    guard isWeekly else {
      let days = start.days(to: day)
      return days.isMultiple(of: interval) ? days / interval : nil
    }
    let (first, this) = (weekday(start), weekday(day))
    let weeks = (start.days(to: day) + first - this) / 7
    let places = weekdays.map { ($0 - weekStart + 7) % 7 }
    guard weeks.isMultiple(of: interval), places.contains(this) else { return nil }
    return weeks / interval * places.count + places.count { $0 < this } - places.count { $0 < first }
  }

  /// From the day on which a week begins.
  private func weekday(_ day: Day) -> Int { (day.weekday - weekStart + 7) % 7 }
}
