import Domain
import Screens

/// A day as it is typed: one to come back on, or one that is over. The whole of what was typed must be a day.
enum ReturnDay {
  /// Today or a day to come.
  static func read(_ typed: String, _ name: String, _ session: Session) throws -> Day {
    guard let day = day(typed, session) else {
      throw Problem.badValue(name: name, value: typed, wanted: wanted)
    }
    guard day >= session.today else {
      throw Problem.badValue(name: name, value: typed, wanted: "a day that is not over, such as Thu, in 3 weeks, 1 Feb")
    }
    return day
  }

  static let wanted = "a day, such as Thu, in 3 weeks, next month, 1 Feb or 2027-02-01"

  /// Today or a day that is over. A date without a year, and a weekday, are the last that were.
  static func past(_ typed: String, _ name: String, _ session: Session) throws -> Day {
    guard let day = pastDay(typed, session), day <= session.today else {
      throw Problem.badValue(
        name: name, value: typed, wanted: "a day that is over, such as yesterday, 12 Nov or 2026-11-12")
    }
    return day
  }

  /// What an answer on a terminal names; nil, and said why, when it is no day to come back on.
  static func answered(_ typed: String, _ session: Session) -> Day? {
    guard let day = day(typed, session) else {
      session.console.tell(.text("\"\(typed)\" is no day that I can read."))
      return nil
    }
    guard day >= session.today else {
      session.console.tell(.text("\(Wording.date(day)) is over."))
      return nil
    }
    return day
  }

  private static func day(_ typed: String, _ session: Session) -> Day? {
    if let day = next(typed, session.today) { return day }
    guard let when = When(typed, now: session.now(), in: session.zone), when.rest.isEmpty else { return nil }
    return when.day
  }

  /// The first day of the next week, month, quarter or year.
  static func next(_ typed: String, _ today: Day) -> Day? {
    let (year, month) = (today.year, today.month)
    return switch Folding.fold(typed) {
    case "next week": today.adding(days: 7 - today.weekday)
    case "next month": today.endOfMonth.adding(days: 1)
    case "next quarter":
      month > 9 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: (month + 2) / 3 * 3 + 1, day: 1)
    case "next year": Day(year: year + 1, month: 1, day: 1)
    default: nil
    }
  }

  private static func pastDay(_ typed: String, _ session: Session) -> Day? {
    if Folding.fold(typed) == "yesterday" { return session.today.adding(days: -1) }
    guard let next = day(typed, session), next > session.today else { return day(typed, session) }
    let words = Folding.words(typed)
    guard typed.contains(where: \.isNumber) else {
      // One word that is neither today nor tomorrow is a weekday.
      return words.count == 1 && words[0] != "tomorrow" ? next.adding(days: -7) : next
    }
    return words.first == "in" || typed.contains(String(next.year)) ? next : next.adding(months: -12)
  }
}
