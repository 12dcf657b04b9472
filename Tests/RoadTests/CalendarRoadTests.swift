import Domain
import Foundation
import TestBase
import Testing

@Suite("A rep's calendar, in and out") struct CalendarRoadTests {
  /// In the middle of a Tuesday: 24 November 2026, 14:00.
  private func road() throws -> Road {
    let road = try Road(seeded: true)
    _ = road.run("deal", "add", "Acme", "--stage", "negotiation")
    _ = road.run("person", "add", "Dana", "--role", "CFO", "--deal", "Acme")
    _ = road.run("deal", "add", "Globex", "--stage", "demo")
    return road
  }

  private func write(_ events: [(uid: String, start: String, title: String)], in folder: URL) throws -> String {
    let lines = events.map {
      "BEGIN:VEVENT\r\nUID:\($0.uid)\r\nDTSTART:\($0.start)\r\nSUMMARY:\($0.title)\r\nEND:VEVENT\r\n"
    }
    let path = folder.appendingPathComponent("calendar.ics").path
    try Data("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\(lines.joined())END:VCALENDAR\r\n".utf8)
      .write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test("import says how many calls there are, how many on deals, and today's")
  func imported() throws {
    let road = try road()
    let path = try write(
      [
        ("1", "20261124T150000Z", "Acme: Dana"), ("2", "20261124T160000Z", "Globex intro"),
        ("3", "20261125T090000Z", "Team"), ("4", "20261128", "Trade fair"), ("5", "20261130", "Acme decides"),
        ("6", "20261124T120000Z", "Acme, this morning"),
      ], in: road.folder)
    let seen = road.run("import", path)
    #expect(
      seen.out.hasPrefix(
        "4 calls in the next four weeks, 3 of them on deals you have. Today: 15:00 Acme (Dana), 16:00 Globex.\n"))
    #expect(road.run("import", path, "--json").out.contains("\"calls\":4,"))
    #expect(road.run("history").out.contains("calendar") == false)
    let empty = try write([], in: road.folder)
    #expect(road.run("import", empty).out == "No call in the next four weeks stands in it.\n")
    #expect(!road.run("prep", "Acme").out.contains("your call"))
  }

  @Test("prep says when the call with them is, and with whom")
  func header() throws {
    let road = try road()
    for (start, words) in [
      ("20261124T150000Z", "today 15:00, Dana (CFO)"), ("20261125T090000Z", "tomorrow 9:00, Dana (CFO)"),
      ("20261126T140000Z", "Thu 14:00, Dana (CFO)"), ("20261202T140000Z", "2 Dec 14:00, Dana (CFO)"),
    ] {
      _ = road.run("import", try write([("1", start, "Acme and Dana")], in: road.folder))
      let head = road.run("prep", "Acme", onTerminal: true).out.split(separator: "\n").first ?? ""
      #expect(head.hasPrefix("Acme   negotiation"))
      #expect(head.hasSuffix("your call: \(words)"))
      #expect(head.count == 80)
    }
    let json = road.run("prep", "Acme", "--json").out
    #expect(json.contains("\"call\":{\"day\":\"2026-12-02\",\"role\":\"CFO\",\"starts\":\"2026-12-02T14:00:00Z\""))
    #expect(road.run("prep", "Globex", "--json").out.contains("\"call\":null"))
  }

  @Test("prep alone prepares the one call of today; of several it asks which, and where nobody answers takes the next")
  func alone() throws {
    let road = try road()
    #expect(road.run("prep").code == 64)
    _ = road.run("import", try write([("1", "20261125T090000Z", "Globex")], in: road.folder))
    let none = road.run("prep")
    #expect(none.code == 64)
    #expect(none.aside.hasPrefix("No more calls on your deals today. Next: tomorrow 9:00 Globex.\n"))
    _ = road.run("import", try write([("1", "20261124T150000Z", "Globex")], in: road.folder))
    #expect(road.run("prep").out.hasPrefix("Globex   demo"))
    let two = [("1", "20261124T160000Z", "Globex"), ("2", "20261124T150000Z", "Acme with Dana")]
    _ = road.run("import", try write(two, in: road.folder))
    let piped = road.run("prep")
    #expect(piped.out.hasPrefix("Acme   negotiation"))
    #expect(piped.aside == "  1  15:00  Acme, Dana (CFO)\n  2  16:00  Globex\n")
    #expect(road.run(["prep"], typed: ["2"]).out.hasPrefix("Globex   demo"))
    #expect(road.run(["prep"], typed: [""]).out.hasPrefix("Acme   negotiation"))
    #expect(road.run(["prep", "--json"], typed: ["2"]).out.contains("\"title\":\"Acme with Dana\""))
  }

  @Test("--next stands in the note, --calendar makes the file, and both are looked at before anything is saved")
  func flags() throws {
    let road = try road()
    let path = road.folder.appendingPathComponent("review.ics").path
    func log(_ more: String...) -> Road.Seen {
      road.run(
        ["log", "Acme", "way too dear", "--used", "price-too-expensive/compared-with-what", "--went", "booked"] + more)
    }
    let noDay = log("--next", "CFO review", "--calendar", path)
    #expect(noDay.code == 64)
    #expect(noDay.aside.contains("--next: \"CFO review\" won't do. Say a day with it"))
    #expect(log("--calendar", path).code == 64)
    #expect(log("--next", "Thu 10:00", "--calendar", "review.txt").code == 64)
    #expect(log("--next", "Thu 10:00", "--calendar", "/nowhere/review.ics").code == 73)
    #expect(road.run("logged").out == "Nothing logged yet. comeback log Acme \"what they said\"\n")
    let seen = log("--next", "CFO review Thu 10:00", "--calendar", path)
    #expect(seen.code == 0)
    #expect(seen.aside.contains("  Next step: CFO review Thu 10:00\n"))
    #expect(seen.aside.contains("Acme: CFO review, Thu 26 Nov 2026 10:00\n\(path)\n"))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("SUMMARY:Acme: CFO review\r\n"))
    #expect(text.contains("DTSTART:20261126T100000Z\r\n"))
    // A buyer may be invited to it.
    #expect(!text.contains("way too dear"))
    #expect(log("--next", "Fri 9:00", "--calendar", path).code == 73)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    #expect(road.run("import", path).out.hasPrefix("1 call in the next four weeks, on a deal you have.\n"))
  }

  @Test("A file that is no calendar is refused, and says where one comes from")
  func refused() throws {
    let road = try road()
    let path = road.folder.appendingPathComponent("a.ics").path
    try Data("hello".utf8).write(to: URL(fileURLWithPath: path))
    let seen = road.run("import", path)
    #expect(seen.code == 65)
    #expect(seen.aside.hasPrefix("a.ics holds no calendar. Nothing was imported.\n"))
    #expect(road.run("import", road.folder.appendingPathComponent("b.ics").path).code == 66)
  }

  /// The calendar of the coming hour.
  private func soon(_ binary: Binary) throws -> String {
    let start = Moment(Date().addingTimeInterval(1200)).description.filter { $0 != "-" && $0 != ":" }
    return try write([("1", start, "Acme: Dana")], in: binary.folder)
  }

  @Test("The real command takes a calendar in, names the call in prep, and reminds of it in the live search")
  func real() throws {
    let binary = try Binary(seeded: true)
    defer { binary.remove() }
    _ = try binary.run("deal", "add", "Acme", "--stage", "negotiation")
    let path = try soon(binary)
    #expect(try binary.run("import", path).out.hasPrefix("1 call in the next four weeks, on a deal you have."))
    let session = try PtySession(binary)
    #expect(session.shows("Acme: comeback prep Acme"))
    session.type("\u{3}")
    #expect(session.code() == 0)
    #expect(try binary.run("prep").out.hasPrefix("Acme   negotiation  your call: to"))
    let prepared = try PtySession(binary)
    #expect(prepared.shows("For Acme"))
    #expect(!prepared.screen.text.contains { $0.contains("comeback prep Acme") })
    prepared.type("\u{3}")
    #expect(prepared.code() == 0)
  }

  @Test("After a log k makes the step a file under a tame name; without a day it asks once; nothing is written over")
  func key() throws {
    let binary = try Binary(seeded: true)
    defer { binary.remove() }
    _ = try binary.run("deal", "add", "Acme/../x", "--stage", "negotiation")
    _ = try binary.run("prep", "Acme/../x")
    let downloads = binary.folder.appendingPathComponent("Downloads")
    try FileManager.default.createDirectory(at: downloads, withIntermediateDirectories: false)
    let session = try PtySession(binary)
    #expect(session.shows("comeback >"))
    func log(_ step: String) {
      session.type("way too expensive for us")
      #expect(session.shows("> 1 \"It's too expensive.\""))
      for key in ["\u{C}", "\r", "a", "n", "\(step)\r"] { session.type(key) }
      #expect(session.waits(for: "k the step for your calendar"))
      session.type("k")
    }
    log("CFO review: tomorrow 10:00")
    #expect(session.waits(for: "~/Downloads/Acme x CFO review.ics"))
    #expect(session.shows("c copies the note, any other key goes on"))
    session.type("\r")
    #expect(session.shows("Saved. Wrong?"))
    session.type("\u{15}")
    log("CFO review")
    #expect(session.waits(for: "When?"))
    session.type("tomorrow\r")
    #expect(session.waits(for: "~/Downloads/Acme x CFO review 2.ics"))
    session.type("\r")
    #expect(session.shows("Saved. Wrong?"))
    session.type("\u{3}")
    #expect(session.code() == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: downloads.path)
    #expect(names.sorted() == ["Acme x CFO review 2.ics", "Acme x CFO review.ics"])
    let text = try String(
      contentsOfFile: downloads.appendingPathComponent("Acme x CFO review.ics").path, encoding: .utf8)
    #expect(text.contains("SUMMARY:Acme/../x: CFO review\r\n"))
    let logged = try binary.run("logged", "--json").out
    #expect(logged.components(separatedBy: "way too expensive for us").count == 3)
  }
}
