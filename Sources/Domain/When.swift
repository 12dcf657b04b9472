public import Foundation

/// A day that somebody named in a line, the time if they named one, and what else the line says: of
/// "CFO review Thu 10:00" it is a Thursday, 10:00, and "CFO review".
///
/// It reads the following, in English, in any case:
/// - `today`, `tomorrow`, `day after tomorrow`, `in 3 days`, `in two weeks`, `in a month`, `end of month`, `end of week`
///   (its Friday);
/// - a weekday: the next one to come. Today's own weekday means in a week, unless a time later today stands with it.
///   `next Friday` is the one of the week that begins with the next Monday, `this Friday` the one to come;
/// - a date: `2026-11-30`, `30 Nov`, `Nov 30`, `30th November 2026`, `30.11.`, `30.11.2026`. Without a year it is the
///   next to come, today among them. `11/12/2026` may be one of two days and is none; `30/11/2026` is one;
/// - beside it a time: `10:00`, `10am`, `10 pm`, `9h`, `9h30`, `noon`, behind a day also `10`. Without am or pm, 1 to 6
///   mean the afternoon, unless a nought stands in front.
///
/// What may be something else is no day: "they may sign", "24 seats", "he sat down"; neither is a line that names
/// several days and doesn't say by a time which of them it means.
public struct When: Equatable, Sendable, CustomStringConvertible {
  public let day: Day
  public let time: ClockTime?
  /// The line without the day and the time; empty when it says no more.
  public let rest: String

  public init(day: Day, time: ClockTime? = nil, rest: String = "") {
    self.day = day
    self.time = time
    self.rest = rest
  }

  /// Nil when the line names no day.
  public init?(_ line: String, now: Date, in zone: TimeZone) {
    let today = Day(now, in: zone)
    let reading = WhenReading(line, today: today, now: ClockTime(Moment(now), in: zone))
    guard let found = reading.found else { return nil }
    (day, time) = (found.day, found.time)
    rest = reading.rest(without: found.range)
  }

  /// `2026-11-30 10:00`, which reads back as the same.
  public var description: String { time.map { "\(day) \($0)" } ?? day.description }
}
