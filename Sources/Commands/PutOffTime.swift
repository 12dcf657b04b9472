import Domain
import Foundation
import Screens

/// The moment to which a debrief is put off, as it is typed: "tomorrow 9:00", "Monday", "18:00", "tonight", "in 2 hours".
enum PutOffTime {
  private static let morning = 9
  private static let evening = 18

  /// - Throws: ``Problem/badValue(name:value:wanted:)`` for what names no time to come.
  static func read(_ typed: String, _ name: String, _ session: Session) throws -> Moment {
    guard let moment = moment(typed, session), moment > Moment(session.now()) else {
      throw Problem.badValue(
        name: name, value: typed,
        wanted: "a time to come, such as \"tomorrow 9:00\", \"Mon\", \"18:00\", \"in 2 hours\"")
    }
    return moment
  }

  /// Nine o'clock on that day.
  static func morning(of day: Day, in zone: TimeZone) -> Moment { moment(day, hour: morning, in: zone) }

  private static func moment(_ typed: String, _ session: Session) -> Moment? {
    let (now, zone) = (session.now(), session.zone)
    let words = typed.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    if let minutes = minutes(words) { return Moment(now.addingTimeInterval(Double(minutes) * 60)) }
    if ["tonight", "evening", "this evening"].contains(words.joined(separator: " ")) {
      return moment(session.today, hour: evening, in: zone)
    }
    if let day = ReturnDay.next(typed, session.today) { return morning(of: day, in: zone) }
    if let when = When(typed, now: now, in: zone), when.rest.isEmpty {
      return when.time.map { Moment(when.day, $0, in: zone) } ?? morning(of: when.day, in: zone)
    }
    // A time alone is the next one to come.
    guard let time = When("today \(typed)", now: now, in: zone), time.rest.isEmpty, let clock = time.time else {
      return nil
    }
    let moment = Moment(session.today, clock, in: zone)
    return moment > Moment(now) ? moment : Moment(session.today.adding(days: 1), clock, in: zone)
  }

  /// Of "in 2 hours", "in an hour", "in 30 min".
  private static func minutes(_ words: [String]) -> Int? {
    guard words.count == 3, words[0] == "in" else { return nil }
    guard let count = ["a", "an", "one"].contains(words[1]) ? 1 : Int(words[1]), (1...10_000).contains(count) else {
      return nil
    }
    switch words[2] {
    case "hour", "hours", "h": return count * 60
    case "minute", "minutes", "min", "mins": return count
    default: return nil
    }
  }

  private static func moment(_ day: Day, hour: Int, in zone: TimeZone) -> Moment {
    let midnight = Moment(seconds: day.number * 86_400)
    return ClockTime(hour: hour).map { Moment(day, $0, in: zone) } ?? midnight
  }
}
