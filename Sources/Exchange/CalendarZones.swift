import Domain
import Foundation

/// What the names of zones in a calendar mean.
struct CalendarZones {
  /// A zone as the calendar describes it (VTIMEZONE).
  struct Described {
    var id = ""
    /// Its name in the IANA database, if it says one.
    var location: String?
    var parts: [[CalendarLine]] = []
  }

  private let described: [String: Described]
  private var known: [String: CalendarZone] = [:]
  /// Names that nothing says the meaning of.
  private(set) var unknown: Set<String> = []

  init(_ described: [Described]) {
    self.described = Dictionary(described.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The zone of a property: none for a time that floats.
  mutating func zone(of line: CalendarLine) -> CalendarZone {
    guard let name = line.parameter("TZID")?.trimmedOrNil else { return .floating }
    if let zone = known[name] { return zone }
    let zone = find(name)
    if zone == nil, unknown.count < 100 { unknown.insert(String(name.prefix(80))) }
    // A name in a file may be anything, and so may their number.
    if known.count < 1000 { known[name] = zone ?? .floating }
    return zone ?? .floating
  }

  private func find(_ name: String) -> CalendarZone? {
    if let zone = Self.iana(name) { return .known(zone) }
    if let described = described[name] {
      if let zone = described.location.flatMap(Self.iana) { return .known(zone) }
      if let offsets = Self.offsets(described.parts) { return .described(offsets) }
    }
    return nil
  }

  /// By its own name, behind the prefix of whoever wrote it, or by that of Windows.
  private static func iana(_ name: String) -> TimeZone? {
    let parts = name.split(separator: "/")
    let short = [3, 2].map { parts.suffix($0).joined(separator: "/") }
    let names = [WindowsZones.names[name] ?? name] + short
    return names.lazy.filter(isName).compactMap { TimeZone(identifier: $0) }.first
  }

  private static func isName(_ name: String) -> Bool {
    guard name.utf8.count < 64, name.contains("/") || name == "UTC" || name == "GMT" else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) }
  }

  private static func offsets(_ parts: [[CalendarLine]]) -> CalendarOffsets? {
    var offsets = CalendarOffsets()
    for lines in parts {
      func value(_ name: String) -> String? { lines.first { $0.name == name }?.value }
      guard let offset = value("TZOFFSETTO").flatMap(CalendarOffsets.offset),
        case .time(let day, let time, _)? = value("DTSTART").flatMap({ CalendarTime($0, zone: .floating) })
      else { continue }
      let first = day.number * 86_400 + time.minutes * 60
      offsets.add(CalendarOffsets.Onset(first: first, offset: offset, yearly: value("RRULE").flatMap(yearly)))
    }
    return offsets.onsets.isEmpty ? nil : offsets
  }

  /// `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`
  private static func yearly(_ rule: String) -> (month: Int, weekday: Int, place: Int)? {
    var parts: [String: String] = [:]
    for part in rule.uppercased().split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count == 2 { parts[pair[0]] = pair[1] }
    }
    guard parts["FREQ"] == "YEARLY", let month = parts["BYMONTH"].flatMap({ Int($0) }), (1...12).contains(month),
      let byDay = parts["BYDAY"], let weekday = CalendarRule.names.firstIndex(of: String(byDay.suffix(2))),
      let place = Int(byDay.dropLast(2)), (1...5).contains(abs(place))
    else { return nil }
    return (month, weekday, place)
  }
}
