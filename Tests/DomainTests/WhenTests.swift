import Domain
import Foundation
import TestBase
import Testing

@Suite("A day and a time in a rep's words")
struct WhenTests {
  /// Wednesday, 25 November 2026, 13:30.
  private let now = Moment("2026-11-25T13:30:00Z")?.date ?? .distantPast

  private func read(_ line: String) -> String? {
    When(line, now: now, in: .gmt).map { "\($0)" + ($0.rest.isEmpty ? "" : " | \($0.rest)") }
  }

  @Test(
    "What reps type",
    arguments: [
      ("Thu 10:00", "2026-11-26 10:00"), ("thursday 10am", "2026-11-26 10:00"), ("tomorrow 9", "2026-11-26 09:00"),
      ("today 16:30", "2026-11-25 16:30"), ("30 Nov", "2026-11-30"), ("30 Nov 14:00", "2026-11-30 14:00"),
      ("Nov 30", "2026-11-30"), ("30.11.", "2026-11-30"), ("2026-11-30 10:00", "2026-11-30 10:00"),
      ("next Monday", "2026-11-30"), ("in 2 weeks", "2026-12-09"), ("in 3 days", "2026-11-28"),
      ("end of month", "2026-11-30"), ("CFO review Thu 10:00", "2026-11-26 10:00 | CFO review"),
      ("call back 5 March 9h", "2027-03-05 09:00 | call back"), ("day after tomorrow at 8", "2026-11-27 08:00"),
      ("in a month", "2026-12-25"), ("end of the week", "2026-11-27"), ("30th of November 2027", "2027-11-30"),
      ("November 30th, 2026, 2 p.m.", "2026-11-30 14:00"), ("Thu 26 Nov 9:15", "2026-11-26 09:15"),
      ("30.11.2026 9h30", "2026-11-30 09:30"), ("demo on 3.12. with Dana", "2026-12-03 | demo with Dana"),
      ("30/11/2026", "2026-11-30"), ("10:00 Thu", "2026-11-26 10:00"),
      ("send it at 3 pm on Friday", "2026-11-27 15:00 | send it"), ("at 10 tomorrow", "2026-11-26 10:00"),
      ("Friday noon: lunch", "2026-11-27 12:00 | lunch"), ("Thu 10:00-10:30 review", "2026-11-26 10:00 | review"),
      ("Review by Fri.", "2026-11-27 | Review"), ("MON", "2026-11-30"), ("call Mon", "2026-11-30 | call"),
      ("mon 9:00", "2026-11-30 09:00"), ("by sat", "2026-11-28"),
      (
        "send numbers, call Thu 10:00 with Dana",
        "2026-11-26 10:00 | send numbers, call with Dana"
      ),
      ("may 5", "2027-05-05"), ("5 may", "2027-05-05"), ("on 5 may they decide", "2027-05-05 | they decide"),
      ("Thu 10.30", "2026-11-26 10:30"), ("30.11 14:00", "2026-11-30 14:00"),
      ("tomorrow morning at 9", "2026-11-26 09:00"), ("Thu evening 8: dinner", "2026-11-26 20:00 | dinner"),
      ("29 Feb", "2028-02-29"),
    ])
  func typed(_ line: String, _ wanted: String) { #expect(read(line) == wanted) }

  @Test(
    "What is no day is none, and never a guess",
    arguments: [
      "", "24 seats", "they may sign", "may", "he sat down with the CFO", "the sun is out", "mon ami", "they wed",
      "top 5 may sign", "may 5 people come along?", "24/7 support", "11/12/2026", "call on 11/12/2026 or Thu 10:00",
      "version 3.5. is out", "we grew by 3.5.", "it costs 12.50", "10:00", "call at 10", "31 Nov", "2026-02-30",
      "30 Nov 2026 or 1 Dec 2026", "Thu 30 Nov",
      "Thu or Fri", "in 3 steps", "in weeks", "next step", "next week", "end of story", "Friday's numbers", "march on",
      "0 Nov", "in 99999 days", "Sat with Dana",
    ])
  func nothing(_ line: String) { #expect(read(line) == nil) }

  @Test("Today's weekday is in a week, unless a time later today stands with it")
  func todaysWeekday() {
    #expect(read("Wednesday") == "2026-12-02")
    #expect(read("Wednesday 13:30") == "2026-12-02 13:30")
    #expect(read("Wed 14:00") == "2026-11-25 14:00")
    #expect(read("next Wednesday 14:00") == "2026-12-02 14:00")
  }

  @Test("This Friday is the one to come, next Friday the one of next week")
  func nextAndThis() {
    #expect(read("this Friday") == "2026-11-27")
    #expect(read("Friday") == "2026-11-27")
    #expect(read("next Friday") == "2026-12-04")
  }

  @Test("One to six are in the afternoon; with am, or a nought in front, they are not")
  func afternoon() {
    #expect(read("Thu 3") == "2026-11-26 15:00")
    #expect(read("Thu 6:30") == "2026-11-26 18:30")
    #expect(read("Thu 7") == "2026-11-26 07:00")
    #expect(read("Thu 3 am") == "2026-11-26 03:00")
    #expect(read("Thu 03:00") == "2026-11-26 03:00")
    #expect(read("Thu 12 am") == "2026-11-26 00:00")
    #expect(read("Thu 12 pm") == "2026-11-26 12:00")
    #expect(read("Thu 13 pm") == "2026-11-26 | 13 pm")
  }

  @Test("A number that counts something is no hour")
  func counted() {
    #expect(read("tomorrow 9 people come") == "2026-11-26 | 9 people come")
    #expect(read("30 Nov 24 seats") == "2026-11-30 | 24 seats")
  }

  @Test("A date without a year is the next to come, today among them")
  func nextToCome() {
    #expect(read("25 Nov") == "2026-11-25")
    #expect(read("24 Nov") == "2027-11-24")
    #expect(read("24 Nov 2026") == "2026-11-24")
  }

  @Test("The day is the one in the zone of the rep")
  func zone() throws {
    let late = try #require(Moment("2026-11-25T23:30:00Z")?.date)
    let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
    #expect(When("today", now: late, in: berlin)?.day == Day("2026-11-26"))
  }

  @Test("A time becomes a moment by the zone's own offset, also where clocks change")
  func moments() throws {
    let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
    func moment(_ day: String, _ hour: Int, _ minute: Int = 0) throws -> String {
      Moment(try #require(Day(day)), try #require(ClockTime(hour: hour, minute: minute)), in: berlin).description
    }
    #expect(try moment("2026-11-26", 10) == "2026-11-26T09:00:00Z")
    #expect(try moment("2026-07-01", 10) == "2026-07-01T08:00:00Z")
    #expect(try moment("2026-03-29", 2, 30) == "2026-03-29T01:30:00Z")
    #expect(try moment("2026-03-29", 4) == "2026-03-29T02:00:00Z")
    #expect(try moment("2026-10-25", 2, 30) == "2026-10-25T00:30:00Z")
    #expect(try moment("2026-10-25", 4) == "2026-10-25T03:00:00Z")
  }

  @Test("Any text is read or isn't, and what was read reads back as printed", arguments: 1...40)
  func anyText(_ seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let parts = [
      "Thu", "10:00", "may", "5", "next", "in", "weeks", "end", "of", "month", "30.11.", "at", "pm", "2026", "-", ".",
      "Mon", "sat", "/", "11/12/2026", ":", "h", "24", "@",
    ]
    for _ in 0..<50 {
      var line = HostileTexts.random(using: &numbers)
      for _ in 0..<Int.random(in: 0...6, using: &numbers) {
        line += " " + (parts.randomElement(using: &numbers) ?? "")
      }
      guard let when = When(line, now: now, in: .gmt) else { continue }
      #expect(When(when.description, now: now, in: .gmt) == When(day: when.day, time: when.time))
      #expect(When("CFO review \(when)", now: now, in: .gmt)?.rest == "CFO review")
    }
    #expect(When(String(repeating: "Thu 10:00 ", count: 100_000), now: now, in: .gmt) == nil)
  }
}
