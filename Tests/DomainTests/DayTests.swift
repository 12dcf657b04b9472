import Domain
import Foundation
import TestBase
import Testing

/// ISO 8601, for Foundation's Gregorian calendar is Julian before 1582.
private let calendar: Calendar = {
  var calendar = Calendar(identifier: .iso8601)
  calendar.timeZone = .gmt
  return calendar
}()

@Suite("Day: a date without a time or a zone") struct DayTests {
  @Test("A day says the same year, month and day as Foundation's calendar, from 1600 to 2400")
  func calendars() {
    for number in stride(from: -135_140, through: 157_054, by: 7) {
      let day = Day(number: number)
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      #expect(day.year == parts.year && day.month == parts.month && day.dayOfMonth == parts.day, "\(number)")
    }
  }

  @Test("Every day of four centuries is written and read back, and its text sorts as it does")
  func roundTrip() {
    var before: Day?
    for number in -73_000...73_097 {
      let day = Day(number: number)
      #expect(Day(day.description) == day)
      if let before { #expect(before < day && before.description < day.description, "\(day)") }
      before = day
    }
  }

  @Test("The calendar repeats every 400 years, before our era and far after it")
  func farDays() {
    var numbers = SeededNumbers(seed: 5)
    for _ in 0..<5000 {
      let day = Day(number: Int.random(in: -1_000_000_000...1_000_000_000, using: &numbers))
      let later = day.adding(days: 146_097)
      #expect(later.year == day.year + 400 && later.month == day.month && later.dayOfMonth == day.dayOfMonth)
    }
  }

  @Test(
    "Days that people know",
    arguments: [("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("0001-01-01", -719_162)])
  func known(text: String, number: Int) {
    #expect(Day(text)?.number == number)
    #expect(Day(number: number).description == text)
  }

  @Test(
    "Anything but YYYY-MM-DD is refused, and so is a day that no month has",
    arguments: [
      "", "2026", "2026-11", "2026-11-12-", "2026-1-2", "26-11-12", "2026-11-12 ", " 2026-11-12", "2026/11/12",
      "12-11-2026",
      "2026-00-10", "2026-13-10", "2026-10-00", "2026-10-32", "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31",
      "2026-11-1a",
      "+026-11-12", "-026-11-12", "２０２６-１１-１２", "2026-11-12T00:00:00Z", "2026--1-12", "2026-11-\u{0}1", "today",
    ])
  func refused(text: String) {
    #expect(Day(text) == nil)
  }

  @Test("Days between two days, and days added")
  func differences() throws {
    let day = try #require(Day("2028-02-28"))
    #expect(day.adding(days: 2).description == "2028-03-01")
    #expect(day.days(to: day.adding(days: 366)) == 366)
    #expect(day.days(to: day.adding(days: -1)) == -1)
  }

  @Test(
    "One moment is another day in another zone",
    arguments: [
      ("GMT", "2026-11-12"), ("Asia/Tokyo", "2026-11-13"), ("America/Los_Angeles", "2026-11-12"),
      ("Pacific/Kiritimati", "2026-11-13"),
    ])
  func zones(name: String, day: String) throws {
    let moment = try #require(Moment("2026-11-12T23:30:00Z"))
    let zone = try #require(TimeZone(identifier: name))
    #expect(Day(moment.date, in: zone).description == day)
  }

  @Test("A moment before 1970 still belongs to the day that had begun")
  func beforeTheEpoch() {
    #expect(Day(Date(timeIntervalSince1970: -0.5), in: .gmt).description == "1969-12-31")
    #expect(Day(Date(timeIntervalSince1970: -86_400), in: .gmt).description == "1969-12-31")
    #expect(Day(Date(timeIntervalSince1970: -86_401), in: .gmt).description == "1969-12-30")
  }
}

@Suite("Moment: UTC, whole seconds") struct MomentTests {
  @Test("A moment is written as Foundation writes it, and read back, from 1600 to 2400")
  func roundTrip() throws {
    var numbers = SeededNumbers(seed: 6)
    for _ in 0..<5000 {
      let moment = Moment(seconds: Int.random(in: -11_676_096_000...13_569_465_599, using: &numbers))
      let parts = calendar.dateComponents([.hour, .minute, .second], from: moment.date)
      let day = Day(moment.date, in: .gmt)
      let (hour, minute, second) = try (#require(parts.hour), #require(parts.minute), #require(parts.second))
      let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
      #expect(moment.description == "\(day)T\(two(hour)):\(two(minute)):\(two(second))Z")
      #expect(Moment(moment.description) == moment)
      #expect(Moment(moment.date) == moment)
    }
  }

  @Test("Parts of a second are cut off downwards, before 1970 too")
  func wholeSeconds() {
    #expect(Moment(Date(timeIntervalSince1970: 1.9)).seconds == 1)
    #expect(Moment(Date(timeIntervalSince1970: -0.1)).description == "1969-12-31T23:59:59Z")
  }

  @Test("Order is that of time") func order() {
    #expect(Moment(seconds: -1) < Moment(seconds: 0))
    #expect(Moment(seconds: 5) > Moment(seconds: 4))
  }

  @Test(
    "Anything but YYYY-MM-DDTHH:MM:SSZ is refused",
    arguments: [
      "", "2026-11-12", "2026-11-12T14:03:05", "2026-11-12 14:03:05Z", "2026-11-12T14:03:05z", "2026-11-12T24:00:00Z",
      "2026-11-12T14:60:00Z", "2026-11-12T14:03:60Z", "2026-11-12T14:03:05+00:00", "2026-11-12T14:03:05.5Z",
      "2026-02-30T14:03:05Z",
      "2026-11-12T1４:03:05Z", "2026-11-12T-1:03:05Z", "2026-11-12T14-03-05Z", "日本語日本語T1Z",
    ])
  func refused(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test("No text makes the reading of days and moments fall over")
  func hostile() {
    var numbers = SeededNumbers(seed: 7)
    for _ in 0..<5000 {
      let text = HostileTexts.random(using: &numbers)
      if let day = Day(text) { #expect(day.description == text) }
      if let moment = Moment(text) { #expect(moment.description == text) }
    }
  }
}
