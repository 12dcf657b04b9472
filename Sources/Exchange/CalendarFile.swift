public import Domain
public import Foundation

/// A calendar as Outlook, Google or Apple write it (RFC 5545), with what stands in it about calls. Nothing in it is
/// trusted: what can't be read is left out, and sizes are bounded.
public struct CalendarFile: Sendable {
  /// What tells this calendar from another: its own id or name, else the file's name.
  public let name: String
  /// Whether it is an invitation, or one called off, and not a whole calendar.
  public let isInvitation: Bool
  /// Whether it is what a guest answered to one.
  public let isAnswer: Bool
  /// What a person should know of what was left out, a sentence each.
  public let notices: [String]
  private let events: [CalendarEvent]

  /// 20 MB: years of a full calendar.
  public static let mostBytes = 20_000_000
  private static let mostEvents = 20_000
  /// The most calls that are given.
  public static let mostCalls = 2_000

  /// - Throws: ``CalendarError``, ``ReadError``.
  public init(at path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw ReadError.noSuchFile(path) }
    guard !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: path) else { throw ReadError.cannotRead(path) }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: Self.mostBytes + 1) else { throw ReadError.cannotRead(path) }
    try self.init(data, file: URL(fileURLWithPath: path).lastPathComponent)
  }

  /// - Throws: ``CalendarError``.
  public init(_ data: Data, file: String) throws {
    guard data.count <= Self.mostBytes else { throw CalendarError.tooLarge(file) }
    var components = CalendarComponents(mostEvents: Self.mostEvents)
    for line in CalendarLines(data) { if let line = CalendarLine(line) { components.take(line) } }
    guard components.isCalendar else { throw CalendarError.notACalendar(file) }
    var zones = CalendarZones(components.zones)
    var events: [CalendarEvent.Key: CalendarEvent] = [:]
    var order: [CalendarEvent.Key] = []
    var unread = 0
    for lines in components.events {
      guard let event = CalendarEvent(lines, &zones) else {
        unread += 1
        continue
      }
      // Of what stands twice the later revision holds.
      if let other = events[event.key], other.sequence > event.sequence { continue }
      if events.updateValue(event, forKey: event.key) == nil { order.append(event.key) }
    }
    self.events = order.compactMap { events[$0] }
    let method = components.head["METHOD"]?.uppercased()
    isInvitation = ["REQUEST", "CANCEL", "ADD"].contains(method)
    // A guest's answer changes nothing until the organiser takes it up.
    isAnswer = ["REPLY", "COUNTER"].contains(method)
    name = (components.head["X-WR-RELCALID"] ?? components.head["X-WR-CALNAME"])?.trimmedOrNil ?? file
    var notices: [String] = []
    let odd = self.events.filter(\.hasOddRule)
    if let first = odd.first {
      notices.append(
        odd.count == 1
          ? "\"\(first.title)\" comes again in a way that I don't read; only its first date counts."
          : "\(odd.count) events come again in a way that I don't read, \"\(first.title)\" among them; only the first date of each counts."
      )
    }
    let strange = zones.unknown.sorted().prefix(3)
    if !strange.isEmpty {
      let names = strange.map { "\"\($0)\"" }.joined(separator: ", ")
      notices.append("I don't know the time zone \(names); its times are taken as yours.")
    }
    if unread > 0 {
      notices.append("\(unread) without a date that I can read \(unread == 1 ? "was" : "were") left out.")
    }
    if components.wasCut { notices.append("That is more than \(Self.mostEvents) events; the rest was left out.") }
    self.notices = notices
  }

  /// What an invitation speaks of, also what was called off: whole events, else single dates of a series.
  public func spokenOf(in zone: TimeZone) -> PlannedCall.Named {
    let whole = Set(events.filter { $0.key.instead == nil }.map(\.key.uid))
    let dates = events.filter { !whole.contains($0.key.uid) }.compactMap { event in
      event.key.instead?.moment(zone).map { PlannedCall.Named.OneDate(uid: event.key.uid, starts: $0) }
    }
    return PlannedCall.Named(uids: whole, dates: dates)
  }

  /// What begins from `now` to so many days later, the earliest first.
  /// - Parameter zone: That of whoever looks at it.
  public func calls(from now: Moment, days: Int, in zone: TimeZone) -> [PlannedCall] {
    let window = now...Moment(seconds: now.seconds + days * 86_400)
    var moved: [String: [CalendarTime]] = [:]
    for event in events { if let instead = event.key.instead { moved[event.key.uid, default: []].append(instead) } }
    let calls = events.filter { !$0.isCancelled }.flatMap { event in
      event.calls(in: window, zone, moved: event.key.instead == nil ? moved[event.key.uid] ?? [] : [])
    }
    let sorted = calls.sorted {
      ($0.day, $0.starts?.seconds ?? 0, $0.title) < ($1.day, $1.starts?.seconds ?? 0, $1.title)
    }
    return Array(sorted.prefix(Self.mostCalls))
  }
}

/// Why a file is no calendar that can be read.
public enum CalendarError: Error, Equatable {
  case notACalendar(String)
  case tooLarge(String)
  /// A guest's answer to an invitation.
  case isAnswer(String)
}

/// The lines of a calendar by what they belong to. What isn't known is passed over.
struct CalendarComponents {
  private(set) var isCalendar = false
  /// What the calendar says of itself.
  private(set) var head: [String: String] = [:]
  private(set) var events: [[CalendarLine]] = []
  private(set) var zones: [CalendarZones.Described] = []
  private(set) var wasCut = false
  private let mostEvents: Int
  private var open: [String] = []
  private static let deepest = 16
  private static let mostLines = 500
  private static let mostZones = 200

  init(mostEvents: Int) { self.mostEvents = mostEvents }

  mutating func take(_ line: CalendarLine) {
    switch line.name {
    case "BEGIN": begin(line.value.trimmingCharacters(in: .whitespaces).uppercased())
    case "END":
      // What ends without its own end is over, too.
      let name = line.value.trimmingCharacters(in: .whitespaces).uppercased()
      if let place = open.lastIndex(of: name) { open.removeSubrange(place...) }
    default: keep(line)
    }
  }

  private mutating func begin(_ name: String) {
    if name == "VCALENDAR" {
      isCalendar = true
      open = []
    }
    guard open.count < Self.deepest else { return }
    open.append(name)
    switch open {
    case ["VCALENDAR", "VEVENT"]: if events.count < mostEvents { events.append([]) } else { wasCut = true }
    case ["VCALENDAR", "VTIMEZONE"]: if zones.count < Self.mostZones { zones.append(CalendarZones.Described()) }
    case ["VCALENDAR", "VTIMEZONE", "STANDARD"], ["VCALENDAR", "VTIMEZONE", "DAYLIGHT"]:
      if !zones.isEmpty, zones[zones.count - 1].parts.count < Self.mostLines { zones[zones.count - 1].parts.append([]) }
    default: break
    }
  }

  private mutating func keep(_ line: CalendarLine) {
    switch open {
    case ["VCALENDAR"]: if head.count < Self.mostLines, head[line.name] == nil { head[line.name] = line.text }
    case ["VCALENDAR", "VEVENT"]:
      guard !wasCut, let last = events.indices.last, events[last].count < Self.mostLines else { return }
      events[last].append(line)
    case ["VCALENDAR", "VTIMEZONE"]:
      guard let last = zones.indices.last else { return }
      if line.name == "TZID" { zones[last].id = line.text }
      if line.name == "X-LIC-LOCATION" { zones[last].location = line.text }
    case ["VCALENDAR", "VTIMEZONE", "STANDARD"], ["VCALENDAR", "VTIMEZONE", "DAYLIGHT"]:
      guard let last = zones.indices.last, let part = zones[last].parts.indices.last,
        zones[last].parts[part].count < 20
      else { return }
      zones[last].parts[part].append(line)
    default: break
    }
  }
}
