import Domain
import Foundation
import TestBase
import Testing

@testable import Exchange

@Suite("Calendars of Outlook, Google and Apple")
struct CalendarFileTests {
  /// Tuesday, 24 November 2026, 14:00.
  private let now = Moment(seconds: 1_795_528_800)
  private let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

  private func fixture(_ name: String) throws -> CalendarFile {
    try CalendarFile(at: Checkout.root.appendingPathComponent("Tests/Fixtures/calendars/\(name).ics").path)
  }

  private func read(_ events: String, file: String = "my.ics") throws -> CalendarFile {
    try CalendarFile(Data("BEGIN:VCALENDAR\n\(events)\nEND:VCALENDAR\n".utf8), file: file)
  }

  /// When and what, a line each.
  private func lines(_ file: CalendarFile, days: Int = 28, in zone: TimeZone? = nil) -> [String] {
    file.calls(from: now, days: days, in: zone ?? berlin).map { "\($0.starts?.description ?? "\($0.day)") \($0.title)" }
  }

  @Test("Outlook: a byte order mark, its own names of zones, quoted values, folded lines")
  func outlook() throws {
    let file = try fixture("outlook")
    #expect(
      lines(file) == [
        "2026-11-25T13:00:00Z Acme: commercials; second round, with a title that is so long that Outlook folds it",
        "2026-11-26T08:00:00Z Globex",
      ])
    let call = try #require(file.calls(from: now, days: 28, in: berlin).first)
    #expect(
      call.guests == [
        PlannedCall.Guest(name: "Hart, Dana", mail: "Dana.Hart@acme.example"),
        PlannedCall.Guest(name: "Ana Ruiz", mail: "ana@us.example"),
      ])
    #expect(call.minutes == 60)
    #expect(file.notices == [])
    #expect(file.name.hasPrefix("{0000002E"))
    #expect(!file.isInvitation)
  }

  @Test("Google: a series without what was left out, moved or called off; an odd rule's first date, and a word on it")
  func google() throws {
    let file = try fixture("google")
    #expect(
      lines(file) == [
        "2026-11-24T15:00:00Z Intro", "2026-11-25T08:00:00Z Pipeline", "2026-11-27T09:00:00Z Board",
        "2026-12-03T10:00:00Z Pipeline (moved)", "2026-12-09T08:00:00Z Pipeline",
      ])
    #expect(file.notices == ["\"Board\" comes again in a way that I don't read; only its first date counts."])
    let intro = try #require(file.calls(from: now, days: 1, in: berlin).first)
    #expect(intro.guests == [PlannedCall.Guest(name: nil, mail: "lee@globex.example")])
  }

  @Test("Apple: whole days, times that float, lengths, and what is no event passed over")
  func apple() throws {
    let file = try fixture("apple")
    #expect(
      lines(file) == [
        "2026-11-24T14:00:00Z Check-in", "2026-11-26T07:30:00Z Breakfast – Café", "2026-11-26T14:00:00Z Check-in",
        "2026-11-28 Trade fair", "2026-11-28T14:00:00Z Check-in",
      ])
    let calls = file.calls(from: now, days: 28, in: berlin)
    #expect(calls.first { $0.uid == "floating" }?.minutes == 75)
    #expect(lines(file, in: .gmt).contains("2026-11-26T08:30:00Z Breakfast – Café"))
  }

  @Test("What has begun and isn't over is given, what is over isn't, and nothing beyond the window")
  func window() throws {
    let file = try read(
      """
      BEGIN:VEVENT\nUID:1\nSUMMARY:On\nDTSTART:20261124T133000Z\nDTEND:20261124T143000Z\nEND:VEVENT
      BEGIN:VEVENT\nUID:2\nSUMMARY:Over\nDTSTART:20261124T130000Z\nDTEND:20261124T133000Z\nEND:VEVENT
      BEGIN:VEVENT\nUID:3\nSUMMARY:Far\nDTSTART:20261222T150000Z\nEND:VEVENT
      BEGIN:VEVENT\nUID:4\nSUMMARY:Last\nDTSTART:20261222T140000Z\nEND:VEVENT
      """)
    #expect(lines(file) == ["2026-11-24T13:30:00Z On", "2026-12-22T14:00:00Z Last"])
  }

  @Test(
    "How an event comes again",
    arguments: [
      ("FREQ=DAILY", "24 25 26 27 28 29 30"), ("FREQ=DAILY;COUNT=3", "24 25 26"),
      ("FREQ=DAILY;INTERVAL=3", "24 27 30"), ("FREQ=DAILY;UNTIL=20261126", "24 25 26"),
      ("FREQ=DAILY;UNTIL=20261126T145959Z", "24 25"), ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "24 25 26 27 30"),
      ("FREQ=WEEKLY", "24"), ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2", "24 26"), ("FREQ=WEEKLY;BYDAY=MO,TU", "24 30"),
      ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,MO", "24"), ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "24"),
      ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "24 29"), ("FREQ=YEARLY", "24"), ("FREQ=DAILY;BYHOUR=9", "24"),
      ("FREQ=WEEKLY;BYDAY=1MO", "24"), ("FREQ=DAILY;COUNT=0", "24"), ("FREQ=DAILY;INTERVAL=0", "24"), ("", "24"),
      ("FREQ=DAILY;FREQ=DAILY", "24"),
    ])
  func rules(_ rule: String, _ days: String) throws {
    let file = try read("BEGIN:VEVENT\nUID:1\nSUMMARY:A\nDTSTART:20261124T150000Z\nRRULE:\(rule)\nEND:VEVENT")
    let found = file.calls(from: now, days: 7, in: .gmt).map { String($0.day.description.suffix(2)) }
    #expect(found.joined(separator: " ") == days)
  }

  @Test("A series that began years ago goes on by the clock on the wall, and its count holds")
  func longAgo() throws {
    let weekly =
      "BEGIN:VEVENT\nUID:1\nSUMMARY:A\nDTSTART;TZID=Europe/Berlin:20060705T100000\nRRULE:FREQ=WEEKLY\nEND:VEVENT"
    #expect(lines(try read(weekly), days: 7) == ["2026-11-25T09:00:00Z A"])
    // The 1064th of it is on 18 November 2026.
    let ended = weekly.replacingOccurrences(of: "FREQ=WEEKLY", with: "FREQ=WEEKLY;COUNT=1064")
    #expect(lines(try read(ended)) == [])
    let last = weekly.replacingOccurrences(of: "FREQ=WEEKLY", with: "FREQ=WEEKLY;COUNT=1065")
    #expect(lines(try read(last)) == ["2026-11-25T09:00:00Z A"])
  }

  @Test("Of an event that stands twice the later revision holds; a zone that nobody knows is said")
  func revisions() throws {
    let file = try read(
      """
      BEGIN:VEVENT\nUID:1\nSEQUENCE:2\nSUMMARY:New\nDTSTART;TZID=Mars/Olympus:20261125T100000\nEND:VEVENT
      BEGIN:VEVENT\nUID:1\nSEQUENCE:1\nSUMMARY:Old\nDTSTART:20261125T090000Z\nEND:VEVENT
      BEGIN:VEVENT\nUID:2\nSUMMARY:Never\nDTSTART:tomorrow\nEND:VEVENT
      """)
    #expect(lines(file) == ["2026-11-25T09:00:00Z New"])
    #expect(
      file.notices == [
        "I don't know the time zone \"Mars/Olympus\"; its times are taken as yours.",
        "1 without a date that I can read was left out.",
      ])
  }

  @Test("A calendar is known by its own id or name, else by its file's; an invitation is one event")
  func names() throws {
    #expect(try read("").name == "my.ics")
    #expect(try read("X-WR-CALNAME:Work").name == "Work")
    #expect(try read("METHOD:REQUEST").isInvitation)
    #expect(try read("METHOD:PUBLISH").isInvitation == false)
  }

  @Test("What is no calendar, or far too large, is refused")
  func refused() throws {
    #expect(throws: CalendarError.notACalendar("a.ics")) { try CalendarFile(Data("hello".utf8), file: "a.ics") }
    #expect(throws: CalendarError.notACalendar("a.ics")) { try CalendarFile(Data(), file: "a.ics") }
    #expect(throws: CalendarError.tooLarge("a.ics")) {
      try CalendarFile(Data(count: CalendarFile.mostBytes + 1), file: "a.ics")
    }
    #expect(throws: ReadError.noSuchFile("/nowhere/a.ics")) { try CalendarFile(at: "/nowhere/a.ics") }
  }

  @Test("Any bytes are read or refused, and what is shown of them is clean", arguments: 1...30)
  func anyBytes(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let name = ["outlook", "google", "apple"].randomElement(using: &numbers) ?? "apple"
    let whole = try Data(
      contentsOf: Checkout.root.appendingPathComponent("Tests/Fixtures/calendars/\(name).ics"))
    for _ in 0..<10 {
      var bytes = Array(whole)
      for _ in 0..<Int.random(in: 1...40, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: Array((HostileTexts.random(using: &numbers)).utf8), at: place)
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 60)], at: place)
        }
      }
      guard let file = try? CalendarFile(Data(bytes), file: "any.ics") else { continue }
      for call in file.calls(from: now, days: 28, in: berlin) {
        for text in [call.title, call.uid] + call.guests.flatMap({ [$0.name ?? "", $0.mail ?? ""] }) {
          #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        }
      }
    }
  }
}

@Suite("The next step as a calendar")
struct CalendarStepTests {
  private let made = Moment(seconds: 1_795_528_800).date
  private let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

  private func step(_ words: String, title: String = "Acme: CFO review", notes: String? = nil) throws -> CalendarStep {
    let when = try #require(When(words, now: made, in: berlin))
    return CalendarStep(uid: "u-next", title: title, notes: notes, when: when, zone: berlin, made: made)
  }

  @Test("A time stands in UTC, half an hour long, with an alarm before it")
  func time() throws {
    #expect(
      try step("Thu 10:00").text
        == [
          "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Comeback//Next step//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
          "BEGIN:VEVENT", "UID:u-next", "DTSTAMP:20261124T140000Z", "DTSTART:20261126T090000Z",
          "DTEND:20261126T093000Z",
          "SUMMARY:Acme: CFO review", "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Acme: CFO review",
          "TRIGGER:-PT10M", "END:VALARM", "END:VEVENT", "END:VCALENDAR", "",
        ].joined(separator: "\r\n"))
  }

  @Test("A day without a time is a whole day that takes no time")
  func wholeDay() throws {
    let text = try step("30 Nov").text
    #expect(text.contains("DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261201\r\nTRANSP:TRANSPARENT\r\n"))
    #expect(!text.contains("VALARM"))
  }

  @Test("Whatever is in it, lines are short, end as they must, and read back as they were", arguments: 1...20)
  func anyText(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for text in HostileTexts.all + (0..<10).map({ _ in HostileTexts.random(using: &numbers) }) {
      let title = String(("A" + text).prefix(150))
      let step = try step("Thu 10:00", title: title, notes: text)
      for line in step.text.components(separatedBy: "\r\n") {
        #expect(line.utf8.count <= 75)
        #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
      }
      let file = try CalendarFile(Data(step.text.utf8), file: "a.ics")
      let call = try #require(file.calls(from: Moment(made), days: 28, in: berlin).first)
      #expect(call.starts == Moment("2026-11-26T09:00:00Z"))
      #expect(call.title == CleanText(CleanText(lines: title).description).description.trimmedOrNil)
    }
  }
}
