public import Foundation

/// A calendar day as a person lived it, without a time or a zone: `2026-11-12`.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01 in the proleptic Gregorian calendar.
  public let number: Int

  public init(number: Int) { self.number = number }

  /// The day on which `date` falls in `zone`.
  public init(_ date: Date, in zone: TimeZone) {
    let seconds = date.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: date))
    number = Int((seconds / 86_400).rounded(.down))
  }

  /// Reads `YYYY-MM-DD`; nil for anything else, also for a day that no month has.
  public init?(_ text: String) {
    guard text.utf8.count == 10 else { return nil }
    var digits = 0
    for (place, byte) in text.utf8.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard (48...57).contains(byte) else { return nil }
        digits = digits * 10 + Int(byte - 48)
      }
    }
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100)
    guard (1...12).contains(month) else { return nil }
    number = Self.number(year: year, month: month, day: day)
    guard civil == (year, month, day) else { return nil }
  }

  public var year: Int { civil.year }
  public var month: Int { civil.month }
  public var dayOfMonth: Int { civil.day }

  /// January
  public var monthName: String {
    [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ][month - 1]
  }

  public var description: String {
    let (year, month, day) = civil
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// How many days `later` lies after this one; negative when it lies before.
  public func days(to later: Day) -> Int { later.number - number }

  public func adding(days: Int) -> Day { Day(number: number + days) }

  /// 0 is Monday.
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 }

  /// Nil for a day that no month has.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    func padded(_ value: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
    }
    self.init("\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))")
  }

  /// The last day of its month.
  public var endOfMonth: Day {
    let next = month == 12 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: month + 1, day: 1)
    return next?.adding(days: -1) ?? self
  }

  /// The same day of a later month, or that month's last.
  public func adding(months: Int) -> Day {
    let index = year * 12 + month - 1 + months
    guard let first = Day(year: index / 12, month: index % 12 + 1, day: 1) else { return self }
    return min(first.adding(days: dayOfMonth - 1), first.endOfMonth)
  }

  public static func < (one: Day, other: Day) -> Bool { one.number < other.number }

  // Howard Hinnant, "chrono-compatible low-level date algorithms": days_from_civil, civil_from_days.
  private static func number(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private var civil: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted + (shifted < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}

/// A moment as it is written in entries and files: UTC, whole seconds, `2026-11-12T14:03:05Z`.
public struct Moment: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int

  public init(seconds: Int) { self.seconds = seconds }
  public init(_ date: Date) { seconds = Int(date.timeIntervalSince1970.rounded(.down)) }

  /// Reads `YYYY-MM-DDTHH:MM:SSZ`; nil for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let day = Day(String(text.prefix(10)))
    else { return nil }
    func two(_ at: Int) -> Int? {
      guard (48...57).contains(bytes[at]), (48...57).contains(bytes[at + 1]) else { return nil }
      return Int(bytes[at] - 48) * 10 + Int(bytes[at + 1] - 48)
    }
    guard let hour = two(11), let minute = two(14), let second = two(17),
      hour < 24, minute < 60, second < 60
    else { return nil }
    seconds = day.number * 86_400 + hour * 3600 + minute * 60 + second
  }

  public var date: Date { Date(timeIntervalSince1970: Double(seconds)) }

  public var description: String {
    let day = Day(number: Int((Double(seconds) / 86_400).rounded(.down)))
    let rest = seconds - day.number * 86_400
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  public static func < (one: Moment, other: Moment) -> Bool { one.seconds < other.seconds }
}
