import Domain
import Foundation

/// When something in a calendar is: a whole day, or a time of a day in some zone.
enum CalendarTime: Equatable {
  case day(Day)
  case time(Day, ClockTime, CalendarZone)

  var day: Day {
    switch self {
    case .day(let day), .time(let day, _, _): day
    }
  }

  /// Nil for a whole day.
  /// - Parameter zone: The one of a time that says none.
  func moment(_ zone: TimeZone) -> Moment? {
    guard case .time(let day, let time, let own) = self else { return nil }
    return own.moment(day, time, floating: zone)
  }

  /// The same time of another day.
  func on(_ day: Day) -> CalendarTime {
    guard case .time(_, let time, let zone) = self else { return .day(day) }
    return .time(day, time, zone)
  }

  /// `20261126`, `20261126T100000`, `20261126T090000Z`; nil for anything else.
  init?(_ text: String, zone: CalendarZone) {
    let text = text.trimmingCharacters(in: .whitespaces)
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard let date = parts.first, date.utf8.count == 8, date.utf8.allSatisfy({ (48...57).contains($0) }),
      let day = Day("\(date.prefix(4))-\(date.dropFirst(4).prefix(2))-\(date.suffix(2))")
    else { return nil }
    guard parts.count == 2 else {
      guard parts.count == 1 else { return nil }
      self = .day(day)
      return
    }
    let isUTC = parts[1].hasSuffix("Z")
    let digits = parts[1].prefix(4)
    guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let time = ClockTime(hour: Int(digits.prefix(2)) ?? 24, minute: Int(digits.suffix(2)) ?? 60)
    else { return nil }
    self = .time(day, time, isUTC ? .fixed(seconds: 0) : zone)
  }
}

/// By which clock a time in a calendar is meant.
enum CalendarZone: Equatable {
  /// That of whoever looks at it.
  case floating
  case fixed(seconds: Int)
  case known(TimeZone)
  case described(CalendarOffsets)

  func moment(_ day: Day, _ time: ClockTime, floating zone: TimeZone) -> Moment {
    let local = day.number * 86_400 + time.minutes * 60
    return switch self {
    case .floating: Moment(day, time, in: zone)
    case .known(let own): Moment(day, time, in: own)
    case .fixed(let seconds): Moment(seconds: local - seconds)
    case .described(let offsets): Moment(seconds: local - offsets.seconds(at: local))
    }
  }
}

/// The offsets that a calendar gives for a zone of its own (VTIMEZONE): each from its onset, in the time of before.
struct CalendarOffsets: Equatable {
  private(set) var onsets: [Onset] = []
  private static let most = 100

  struct Onset: Equatable {
    /// Seconds of the local clock since 1970 of the first.
    let first: Int
    let offset: Int
    /// What it comes back on: a month, and its n-th or n-th last weekday.
    let yearly: (month: Int, weekday: Int, place: Int)?

    static func == (one: Onset, other: Onset) -> Bool {
      one.first == other.first && one.offset == other.offset && one.yearly?.month == other.yearly?.month
        && one.yearly?.weekday == other.yearly?.weekday && one.yearly?.place == other.yearly?.place
    }

    /// The last at or before a local time; nil when it hadn't begun.
    func last(before local: Int) -> Int? {
      guard local >= first else { return nil }
      guard let yearly else { return first }
      let year = Day(number: local / 86_400).year
      let times = [year, year - 1].compactMap { year in
        Self.day(year, yearly).map { $0.number * 86_400 + (first % 86_400 + 86_400) % 86_400 }
      }
      return times.first { $0 <= local }.map { Swift.max($0, first) } ?? first
    }

    private static func day(_ year: Int, _ rule: (month: Int, weekday: Int, place: Int)) -> Day? {
      guard let first = Day(year: year, month: rule.month, day: 1) else { return nil }
      if rule.place > 0 {
        return first.adding(days: (rule.weekday - first.weekday + 7) % 7 + 7 * (rule.place - 1))
      }
      let last = first.endOfMonth
      return last.adding(days: -((last.weekday - rule.weekday + 7) % 7) + 7 * (rule.place + 1))
    }
  }

  mutating func add(_ onset: Onset) { if onsets.count < Self.most { onsets.append(onset) } }

  func seconds(at local: Int) -> Int {
    let begun = onsets.compactMap { onset in onset.last(before: local).map { (at: $0, onset.offset) } }
    return begun.max { $0.at < $1.at }?.1 ?? onsets.min { $0.first < $1.first }?.offset ?? 0
  }

  /// `+0100`, `-053000`; nil for anything else.
  static func offset(_ text: String) -> Int? {
    let digits = text.dropFirst()
    guard let sign = text.first, sign == "+" || sign == "-", digits.utf8.count == 4 || digits.utf8.count == 6,
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let hours = Int(digits.prefix(2)),
      let minutes = Int(digits.dropFirst(2).prefix(2)), hours < 24, minutes < 60
    else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
