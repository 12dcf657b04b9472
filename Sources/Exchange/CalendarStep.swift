public import Domain
public import Foundation

/// The next step of a deal as an event of a calendar (RFC 5545) that Outlook, Google and Apple take.
///
/// A time stands in UTC, which all of them show in the rep's own zone; a day without a time is a whole day.
public struct CalendarStep: Sendable {
  /// What tells it from other events. The same step written again, to another day too, changes the event that is there.
  public let uid: String
  public let title: String
  public let notes: String?
  public let day: Day
  public let starts: Moment?
  public let made: Moment

  /// - Parameter zone: The one in which the time of `when` is meant.
  public init(uid: String, title: String, notes: String? = nil, when: When, zone: TimeZone, made: Date) {
    self.uid = uid
    self.title = title
    self.notes = notes
    day = when.day
    starts = when.time.map { Moment(when.day, $0, in: zone) }
    self.made = Moment(made)
  }

  private static let lengthInMinutes = PlannedCall.usualMinutes

  /// The whole file; each line ends with CR LF and has at most 75 octets.
  public var text: String { Self.file(of: [self], maker: Self.maker) }

  /// Several in one file. Steps written again under the same uids change the events that are there.
  public static func text(of steps: [CalendarStep]) -> String { file(of: steps, maker: makerOfSeveral) }

  /// Whether a file is one of several steps that we wrote: it may be written over.
  public static func isOfSeveral(_ text: String) -> Bool {
    text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\(makerOfSeveral)\r\n")
  }

  private static func file(of steps: [CalendarStep], maker: String) -> String {
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0", maker, "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    return (head + steps.flatMap(\.event) + ["END:VCALENDAR"]).map { folded($0) + "\r\n" }.joined()
  }

  private var event: [String] {
    var lines = ["BEGIN:VEVENT", "UID:\(Self.escaped(uid))", "DTSTAMP:\(Self.utc(made))"]
    if let starts {
      let end = Moment(seconds: starts.seconds + Self.lengthInMinutes * 60)
      lines += ["DTSTART:\(Self.utc(starts))", "DTEND:\(Self.utc(end))"]
    } else {
      lines += ["DTSTART;VALUE=DATE:\(Self.date(day))", "DTEND;VALUE=DATE:\(Self.date(day.adding(days: 1)))"]
      // A day that something is due on is no day that is taken.
      lines.append("TRANSP:TRANSPARENT")
    }
    lines.append("SUMMARY:\(Self.escaped(title))")
    if let notes { lines.append("DESCRIPTION:\(Self.escaped(notes))") }
    if starts != nil {
      lines += ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:\(Self.escaped(title))", "TRIGGER:-PT10M", "END:VALARM"]
    }
    lines.append("END:VEVENT")
    return lines
  }

  private static let maker = "PRODID:-//Comeback//Next step//EN"
  private static let makerOfSeveral = "PRODID:-//Comeback//Follow-ups//EN"

  private static func date(_ day: Day) -> String { day.description.filter { $0 != "-" } }

  private static func utc(_ moment: Moment) -> String { moment.description.filter { $0 != "-" && $0 != ":" } }

  /// A text without what would end its line or its value.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in CleanText(lines: text.replacingOccurrences(of: "\r\n", with: "\n")).description {
      switch character {
      case "\\", ";", ",": out += "\\" + String(character)
      case "\n": out += "\\n"
      default: out.append(character)
      }
    }
    return out
  }

  /// In pieces of at most 75 octets, cut between characters where a piece has room for one.
  private static func folded(_ line: String) -> String {
    guard line.utf8.count > 75 else { return line }
    var out = ""
    var room = 75
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if size > room {
        out += "\r\n "
        room = 74
      }
      out.unicodeScalars.append(scalar)
      room -= size
    }
    return out
  }
}
