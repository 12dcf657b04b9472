public import Foundation

/// A time of a day, to the minute, as a clock on the wall shows it: `14:00`.
public struct ClockTime: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Minutes since midnight, 0 to 1439.
  public let minutes: Int

  /// Nil for what no clock shows.
  public init?(hour: Int, minute: Int = 0) {
    guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
    minutes = hour * 60 + minute
  }

  /// What a clock in `zone` shows at that moment.
  public init(_ moment: Moment, in zone: TimeZone) {
    let seconds = moment.seconds + zone.secondsFromGMT(for: moment.date)
    minutes = (seconds % 86_400 + 86_400) % 86_400 / 60
  }

  public var description: String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }

  public static func < (one: ClockTime, other: ClockTime) -> Bool { one.minutes < other.minutes }
}

extension Moment {
  /// When a clock in `zone` shows that time on that day. In the hour that a change to summer time leaves out, an hour
  /// later; in the one that comes twice, the first.
  public init(_ day: Day, _ time: ClockTime, in zone: TimeZone) {
    let local = day.number * 86_400 + time.minutes * 60
    // The offset of half a day before is the one that holds until a change.
    let before = zone.secondsFromGMT(for: Moment(seconds: local - 43_200).date)
    let first = Moment(seconds: local - before)
    if zone.secondsFromGMT(for: first.date) == before {
      self = first
    } else {
      let after = local - zone.secondsFromGMT(for: first.date)
      let holds = zone.secondsFromGMT(for: Moment(seconds: after).date) == local - after
      self = holds ? Moment(seconds: after) : first
    }
  }
}
