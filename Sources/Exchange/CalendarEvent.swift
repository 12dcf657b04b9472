import Domain
import Foundation

/// One event of a calendar, with how it comes again.
struct CalendarEvent: Sendable {
  struct Key: Hashable, Sendable {
    let uid: String
    /// The one of a series that it stands for; nil for the series itself.
    let instead: CalendarTime?

    static func == (one: Key, other: Key) -> Bool { one.uid == other.uid && one.instead == other.instead }
    func hash(into hasher: inout Hasher) {
      hasher.combine(uid)
      hasher.combine(instead?.day)
    }
  }

  let key: Key
  let title: String
  let sequence: Int
  let isCancelled: Bool
  /// Whether it comes again by a rule that isn't read.
  let hasOddRule: Bool
  private let start: CalendarTime
  private let minutes: Int?
  private let rule: CalendarRule?
  private let left: [CalendarTime]
  private let guests: [PlannedCall.Guest]

  /// Nil without a start that can be read.
  init?(_ lines: [CalendarLine], _ zones: inout CalendarZones) {
    func first(_ name: String) -> CalendarLine? { lines.first { $0.name == name } }
    guard let begin = first("DTSTART"), let start = CalendarTime(begin.value, zone: zones.zone(of: begin)) else {
      return nil
    }
    self.start = start
    let zone = zones.zone(of: begin)
    title = Self.short(first("SUMMARY")?.text) ?? "(no title)"
    let instead = first("RECURRENCE-ID").flatMap { line in CalendarTime(line.value, zone: zones.zone(of: line)) }
    let uid = (first("UID")?.value).flatMap { Self.short($0) } ?? "\(title) \(begin.value)"
    key = Key(uid: uid, instead: instead)
    sequence = first("SEQUENCE").flatMap { Int($0.value.trimmingCharacters(in: .whitespaces)) } ?? 0
    isCancelled = first("STATUS")?.value.uppercased().trimmingCharacters(in: .whitespaces) == "CANCELLED"
    let rules = lines.filter { $0.name == "RRULE" }
    rule = rules.count == 1 ? CalendarRule(rules[0].value, start: start, zone: zone) : nil
    hasOddRule = (!rules.isEmpty && rule == nil) || first("RDATE") != nil || first("EXRULE") != nil
    var left: [CalendarTime] = []
    for line in lines where line.name == "EXDATE" {
      let zone = zones.zone(of: line)
      guard left.count < 1000 else { break }
      left += line.value.split(separator: ",").prefix(1000).compactMap { CalendarTime(String($0), zone: zone) }
    }
    self.left = left
    var end: CalendarTime?
    if let line = first("DTEND") { end = CalendarTime(line.value, zone: zones.zone(of: line)) }
    minutes = Self.minutes(from: start, to: end) ?? first("DURATION").flatMap { Self.minutes($0.value) }
    guests = lines.filter { $0.name == "ATTENDEE" || $0.name == "ORGANIZER" }.prefix(100).compactMap(Self.guest)
  }

  private static func short(_ text: String?) -> String? {
    text.map { CleanText(String($0.prefix(300))).description }?.trimmedOrNil
  }

  private static func guest(_ line: CalendarLine) -> PlannedCall.Guest? {
    if let kind = line.parameter("CUTYPE")?.uppercased(), kind == "ROOM" || kind == "RESOURCE" { return nil }
    let isMail = line.value.lowercased().hasPrefix("mailto:")
    let mail = isMail ? short(String(line.value.dropFirst(7))) : nil
    let name = short(line.parameter("CN")).flatMap { $0.contains("@") ? nil : $0 }
    return name == nil && mail == nil ? nil : PlannedCall.Guest(name: name, mail: mail)
  }

  private static func minutes(from start: CalendarTime, to end: CalendarTime?) -> Int? {
    guard let from = start.moment(.gmt), let to = end?.moment(.gmt), to > from else { return nil }
    return min((to.seconds - from.seconds) / 60, 14 * 1440)
  }

  /// `PT45M`, `PT1H30M`, `P1DT2H`, `P1W`; nil for anything else.
  private static func minutes(_ duration: String) -> Int? {
    var minutes = 0
    var digits = ""
    for character in duration.uppercased() {
      switch character {
      case "0"..."9": digits.append(character)
      case "W", "D", "H", "M", "S":
        guard digits.count < 6, let number = Int(digits) else { return nil }
        minutes += number * (["W": 10_080, "D": 1440, "H": 60, "M": 1][character] ?? 0)
        digits = ""
      case "P", "T", "+": continue
      default: return nil
      }
    }
    return minutes > 0 ? min(minutes, 14 * 1440) : nil
  }

  /// - Parameter moved: Those of the series that stand elsewhere or were called off.
  func calls(in window: ClosedRange<Moment>, _ zone: TimeZone, moved: [CalendarTime]) -> [PlannedCall] {
    let without = left + moved
    let moments = Set(without.compactMap { $0.moment(zone) })
    let wholeDays = Set(without.filter { $0.moment(zone) == nil }.map(\.day))
    func isLeft(_ time: CalendarTime) -> Bool {
      wholeDays.contains(time.day) || time.moment(zone).map(moments.contains) == true
    }
    guard let rule, key.instead == nil else { return isLeft(start) ? [] : call(start, window, zone) }
    // A zone is never more than a day away.
    let days = window.lowerBound.day.number - 1...window.upperBound.day.number + 1
    return days.map { start.on(Day(number: $0)) }.filter { time in
      rule.falls(on: time.day, start: start, zone: zone) && !isLeft(time)
    }.flatMap { call($0, window, zone) }
  }

  private func call(_ time: CalendarTime, _ window: ClosedRange<Moment>, _ zone: TimeZone) -> [PlannedCall] {
    let starts = time.moment(zone)
    let day = starts.map { Day($0.date, in: zone) } ?? time.day
    let call = PlannedCall(uid: key.uid, starts: starts, minutes: minutes, day: day, title: title, guests: guests)
    guard let starts, let ends = call.ends else {
      let days = Day(window.lowerBound.date, in: zone)...Day(window.upperBound.date, in: zone)
      return days.contains(day) ? [call] : []
    }
    // What has begun and isn't over is still to be prepared.
    return ends >= window.lowerBound && starts <= window.upperBound ? [call] : []
  }
}

extension Moment {
  /// The day on which it falls in UTC.
  fileprivate var day: Day { Day(date, in: .gmt) }
}
