import Foundation
import TestBase
import Testing

@Suite("A debrief, with the real command at a terminal") struct DebriefRoadTests {
  private let binary: Binary

  init() throws {
    binary = try Binary(seeded: true)
    _ = try binary.run("config", "set", "name", "Ana")
    _ = try binary.run("deal", "add", "Globex", "--stage", "negotiation", "--industry", "fintech")
    _ = try binary.run(
      "log", "Globex", "it's too expensive", "--used", "price-too-expensive/anything-else", "--went", "cant-tell")
    _ = try binary.run("deal", "lost", "Globex")
  }

  private func face(_ arguments: String...) throws -> [String: Any] {
    let ended = try binary.run(arguments + ["--json"])
    return try #require(try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any])
  }

  private func answers() throws -> [String: [String: Any]] {
    let rows = try face("debrief", "Globex", "--show")["answers"] as? [[String: Any]] ?? []
    return Dictionary(rows.map { ($0["question"] as? String ?? "", $0) }) { $1 }
  }

  /// As far as the fourth question.
  private func begun() throws -> PtySession {
    let session = try PtySession(binary, ["debrief", "Globex"], rows: 120)
    #expect(session.shows("Globex said no."))
    #expect(session.shows("n: not now"))
    session.type("\r")
    #expect(session.shows("1 of 9"))
    #expect(session.shows("The team sees reason, results, fit and what's next; the rest is yours alone."))
    session.type("the pace of it\r")
    #expect(session.shows("Settled by the end?"))
    session.type("y")
    #expect(session.shows("Which one was never said aloud?"))
    session.type("\r")
    #expect(session.shows("3 of 9"))
    session.type("a quick close\r")
    #expect(session.shows("did you work it out?"))
    session.type("t")
    #expect(session.shows("4 of 9"))
    return session
  }

  /// From the fourth question to the end.
  private func ended(_ session: PtySession) throws {
    session.type("1")
    #expect(session.shows("In one line?"))
    session.type("their quarter would be gone\r")
    #expect(session.shows("Who says so?"))
    session.type("g")
    #expect(session.shows("Kept as a guess"))
    session.type("p")
    #expect(session.shows("Did somebody else get it?"))
    session.type("\r")
    #expect(session.shows("5 of 9"))
    session.type("\r")
    #expect(session.shows("6 of 9"))
    session.type("\r")
    #expect(session.shows("7 of 9"))
    session.type("n\r")
    #expect(session.shows("8 of 9"))
    session.type("\r")
    #expect(session.shows("9 of 9"))
    session.type("w")
    #expect(session.shows("When what happens?"))
    session.type("SSO is shipped\r")
    #expect(session.shows("that was in your hands?"))
    session.type("\r")
    #expect(session.shows("One line, even if it is \"nothing\"."))
    session.type("ask for the decision before the demo\r")
    #expect(session.shows("Saved: Globex is debriefed."))
    #expect(session.code() == 0)
  }

  @Test("is asked by keys and lines, goes back, and is kept as it was said")
  func keys() throws {
    defer { binary.remove() }
    let session = try begun()
    session.type("<")
    session.type("w")
    try ended(session)
    let kept = try answers()
    #expect(kept["liked"]?["words"] as? String == "the pace of it")
    #expect(kept["need"]?["knowing"] as? String == "wrote")
    #expect(kept["settled"]?["choice"] as? String == "yes")
    #expect(kept["asked"]?["choice"] as? String == "never")
    #expect(kept["retold"] == nil && kept["unsaid"] == nil && kept["agreed"] == nil)
    #expect(kept.values.allSatisfy { $0["handed_over"] as? Bool == false })
    let face = try face("debrief", "Globex", "--show")
    let reason = try #require((face["reasons"] as? [[String: Any]])?.first)
    #expect(reason["words"] as? String == "their quarter would be gone" && reason["knowing"] as? String == "guess")
    #expect(reason["in_hands"] as? String == "partly" && reason["category"] is String)
    let followUp = try #require((face["follow_ups"] as? [[String: Any]])?.first)
    #expect(followUp["condition"] as? String == "SSO is shipped" && followUp["due"] is String)
    let logged = try self.face("logged", "Globex")["logged"] as? [[String: Any]]
    #expect(logged?.first?["result"] as? String == "worked")
    #expect(try binary.run("debrief").out.contains("never asked") == false, "One debrief is no finding.")
    _ = try binary.run("undo")
    #expect(try answers().isEmpty)
  }

  @Test("left by a kill goes on at the first question that has no answer, also by --resume")
  func killed() throws {
    defer { binary.remove() }
    try begun().die()
    let again = try PtySession(binary, ["debrief", "--resume"], rows: 60)
    #expect(again.shows("Globex: going on where you left off."))
    #expect(again.shows("4 of 9"))
    again.type("q")
    #expect(again.shows("kept as a draft: comeback debrief Globex"))
    #expect(again.code() == 130)
    #expect(try answers().isEmpty)
    let last = try PtySession(binary, ["debrief", "Globex"], rows: 120)
    #expect(last.shows("4 of 9"))
    try ended(last)
    #expect(try answers()["liked"]?["words"] as? String == "the pace of it")
    #expect(try binary.run("debrief", "--resume").code == 1)
  }

  @Test("begins when a deal is closed, where it can be put off or left")
  func opening() throws {
    defer { binary.remove() }
    _ = try binary.run("deal", "add", "Initech")
    let session = try PtySession(binary, ["deal", "lost", "Initech"])
    #expect(session.shows("Initech said no.") && session.shows("n: not now"))
    session.type("\u{4}")
    #expect(session.shows("Later: comeback debrief Initech"))
    #expect(session.code() == 0)
    _ = try binary.run("deal", "add", "Hooli")
    let won = try PtySession(binary, ["deal", "won", "Hooli"])
    #expect(won.shows("Hooli said yes.") && won.shows("n: not now"))
    won.type("t")
    #expect(won.shows("waits until tomorrow 9:00"))
    #expect(won.shows("In your calendar, too: comeback debrief Hooli --later 'tomorrow 9:00' --calendar"))
    #expect(won.code() == 0)
    let waiting = try #require(try face("debrief")["waiting"] as? [[String: Any]])
    #expect(waiting.map { $0["name"] as? String } == ["Hooli", "Initech", "Globex"])
    #expect(waiting[0]["put_off"] is String && waiting[1]["put_off"] is NSNull)
  }

  @Test("Several closed deals are the short form in a row, with a way to stop; one more is never asked twice")
  func row() throws {
    defer { binary.remove() }
    _ = try binary.run("deal", "add", "Initech")
    _ = try binary.run("deal", "lost", "Initech")
    let session = try PtySession(binary, ["debrief"], rows: 60)
    #expect(session.shows("2 closed deals wait for a debrief"))
    session.type("\r")
    #expect(session.shows("1 of 2  Initech said no."))
    session.type("it's too expensive\r")
    #expect(session.shows("Filed under price."))
    #expect(session.shows("Who told you?"))
    session.type("t")
    #expect(session.shows("that was in your hands?"))
    session.type("ask sooner\r")
    #expect(session.shows("What's next with them?"))
    session.type("a")
    #expect(session.shows("Next: comeback interview Initech"))
    #expect(session.shows("Enter: the next, Globex (1 left)"))
    session.type("q")
    #expect(session.code() == 0)
    let waiting = try face("debrief")["waiting"] as? [[String: Any]]
    #expect(waiting?.map { $0["name"] as? String } == ["Globex"])
  }

  @Test("The short form is saved before six more are offered, which are an act of their own")
  func more() throws {
    defer { binary.remove() }
    let session = try PtySession(binary, ["debrief", "Globex", "--short"], rows: 60)
    #expect(session.shows("Why no, in one line?"))
    session.type("it's too expensive\r")
    #expect(session.shows("Who told you?"))
    session.type("t")
    #expect(session.shows("that was in your hands?"))
    session.type("ask sooner\r")
    #expect(session.shows("What's next with them?"))
    session.type("a")
    #expect(session.shows("Six more, 3 min?"))
    #expect(try answers()["differently"]?["words"] as? String == "ask sooner")
    session.type("\r")
    #expect(session.shows("1 of 6"))
    session.die()
    #expect(try answers().count == 2)
    _ = try binary.run("undo")
    #expect(try answers().isEmpty)
  }

  @Test("Going back shows what was answered: Enter keeps it, a minus takes it away")
  func asBefore() throws {
    defer { binary.remove() }
    let session = try begun()
    session.type("<")
    #expect(session.shows("Enter: as before, told me"))
    session.type("<")
    #expect(session.shows("Enter: as before, \"a quick close\""))
    session.type("\r")
    #expect(session.shows("Enter: as before, told me"))
    session.type("\r")
    #expect(session.shows("4 of 9"))
    #expect(session.shows("The order changes from deal to deal."))
    session.type("<")
    session.type("-")
    try ended(session)
    let kept = try answers()
    #expect(kept["need"]?["words"] as? String == "a quick close" && kept["need"]?["knowing"] is NSNull)
  }

  @Test("Closing a deal goes on with the debrief that was begun before")
  func offered() throws {
    defer { binary.remove() }
    _ = try binary.run("deal", "add", "Initech")
    let open = try PtySession(binary, ["debrief", "Initech"], rows: 60)
    #expect(open.shows("How did it end?"))
    open.type("l")
    open.type("\r")
    #expect(open.shows("Which two things"))
    open.type("the plan\r")
    #expect(open.shows("What did they object to?"))
    open.type("q\r")
    #expect(open.code() == 130)
    let session = try PtySession(binary, ["deal", "lost", "Initech"], rows: 60)
    #expect(session.shows("Initech said no.") && session.shows("n: not now"))
    session.type("\r")
    #expect(session.shows("Initech: going on where you left off."))
    #expect(session.shows("What did they object to?"))
    session.type("q\r")
    #expect(session.code() == 0)
  }

  @Test("What is handed over is chosen by number, and said before that it can't be called back")
  func share() throws {
    defer { binary.remove() }
    _ = try binary.run("debrief", "Globex", "--liked", "the pace", "--need", "a quick close")
    let session = try PtySession(binary, ["debrief", "Globex", "--share"], rows: 40)
    #expect(session.shows("from those who have taken it."))
    #expect(session.shows("Enter: none"))
    session.type("2\r")
    #expect(session.shows("Handed over: 1 answer."))
    #expect(session.code() == 0)
    let kept = try answers()
    #expect(kept["need"]?["handed_over"] as? Bool == true && kept["liked"]?["handed_over"] as? Bool == false)
    let none = try PtySession(binary, ["debrief", "Globex", "--share"], rows: 40)
    #expect(none.shows("Enter: none"))
    none.type("\r")
    #expect(none.shows("Nothing was handed over."))
    #expect(none.code() == 0)
  }
}

@Suite("A debrief, by lines and by flags") struct DebriefFlagTests {
  private func road(_ outcome: String = "lost") throws -> Road {
    let road = try Road(seeded: true)
    _ = road.run("deal", "add", "Globex", "--stage", "negotiation", "--industry", "fintech")
    _ = road.run(
      "log", "Globex", "it's too expensive", "--used", "price-too-expensive/anything-else", "--went", "stuck")
    _ = road.run("deal", outcome, "Globex")
    return road
  }

  private func face(_ road: Road, _ arguments: String...) throws -> [String: Any] {
    let seen = road.run(arguments + ["--json"])
    return try #require(try JSONSerialization.jsonObject(with: Data(seen.out.utf8)) as? [String: Any], "\(seen)")
  }

  @Test("What is shared is one's own of the deal that is named: its name first, then all or whole ids")
  func shareNamed() throws {
    let road = try road()
    for name in ["Bhz", "Fourth"] {
      _ = road.run("deal", "add", name)
      _ = road.run("deal", "lost", name)
      _ = road.run("debrief", name, "--liked", "the pace of \(name)", "--unsaid", "the price")
    }
    func rows(_ name: String) throws -> [(id: String, isHandedOver: Bool)] {
      let answers = try face(road, "debrief", name, "--show")["answers"] as? [[String: Any]] ?? []
      return answers.map { ($0["id"] as? String ?? "", $0["handed_over"] as? Bool ?? true) }
    }
    let id = try #require(try rows("Bhz").first?.id)
    for wrong in [["Fourth", "--share", id], ["Fourth", "--share", "all", "now"], ["--share", String(id.prefix(3))]] {
      let seen = road.run(["debrief"] + wrong)
      #expect(seen.code == 64, "\(wrong) \(seen)")
    }
    #expect(try (rows("Bhz") + rows("Fourth")).allSatisfy { !$0.isHandedOver })
    #expect(road.run("debrief", "bhz", "--share", "all").out.contains("Handed over: 2 answers."))
    #expect(try rows("Fourth").allSatisfy { !$0.isHandedOver })
    for again in [["bhz", "--share", "all"], ["bhz", "--share"], ["--share", id], ["bhz", "--share", id]] {
      #expect(road.run(["debrief"] + again).code == 1, "\(again)")
    }
    // Nothing was done a second time, which an undo would take back in the place of the first.
    _ = road.run("undo")
    #expect(try rows("Bhz").allSatisfy { !$0.isHandedOver })
  }

  @Test("On a terminal, too, flags are kept when nothing is left to ask, and what changes only the deal")
  func flagsOnTerminal() throws {
    let road = try road("invalid")
    #expect(road.run(["debrief", "Globex", "--sooner", "no budget"], typed: []).code == 0)
    let seen = road.run(["debrief", "Globex", "--sooner", "no date either"], typed: [])
    #expect(seen.code == 0 && seen.out.contains("Saved"), "\(seen)")
    #expect(try face(road, "debrief", "Globex", "--show")["no_fit"] as? String == "no date either")
    _ = road.run("deal", "add", "Acme")
    let ended = try face(road, "debrief", "Acme", "--outcome", "lost", "--competitor", "Ledgerly")
    #expect((ended["deal"] as? [String: Any])?["outcome"] as? String == "lost")
    #expect(road.run("show", "Acme").out.contains("Against Ledgerly"))
    let none = road.run("debrief", "Acme", "--why", " ", "--json")
    #expect(none.code == 64)
  }

  @Test(
    "What doesn't suit how it ended is refused by its flag, and nothing is saved",
    arguments: [
      ("won", ["--back-on", "1 Mar"], "--back-on"), ("won", ["--hands", "yes", "--why", "x"], "--hands"),
      ("lost", ["--may-be-named", "yes"], "--may-be-named"), ("invalid", ["--why", "x"], "--why"),
      ("lost", ["--because", "project died"], "--because"), ("lost", ["--outcome", "won"], "deal won Globex"),
      ("lost", ["--how", "told"], "--how goes with --why"), ("lost", ["--let-go", ""], "--let-go"),
      ("lost", ["--back-on", "banana 77"], "--back-on"), ("lost", ["--back-on", "1 Feb 9999"], "--back-on"),
      ("lost", ["--back-on", "2020-01-01"], "--back-on"), ("lost", ["--later", "tomorrow banana"], "--later"),
      ("lost", ["--why", "x", "--show"], "--why"), ("won", ["--turned", "r9999"], "r9999"),
      ("open", ["--later", "tomorrow"], "still open"),
    ])
  func unsuited(_ outcome: String, _ flags: [String], _ says: String) throws {
    let road = try road(outcome == "open" ? "reopen" : outcome)
    let seen = road.run(["debrief", "Globex"] + flags)
    #expect(seen.code == 64 && seen.aside.contains(says), "\(seen)")
    #expect(road.run("debrief", "Globex", "--show").code == 1)
  }

  @Test("A deal that never fitted is not come back to: why is said, by flags and on a terminal")
  func noReturn() throws {
    let road = try road()
    _ = road.run("fit", "Globex", "--rule-out", "they buy for one person")
    let refused = road.run("debrief", "Globex", "--why", "too dear", "--back-on", "1 Mar")
    #expect(refused.code == 64 && refused.aside.contains("Globex does not fit"), "\(refused)")
    let seen = road.run(["debrief", "Globex", "--short"], typed: ["too dear", "", "", "ask sooner", "a", "l"])
    #expect(seen.code == 0 && seen.aside.contains("Globex does not fit"), "\(seen)")
    #expect(!seen.aside.contains("another day"))
  }

  @Test("The answer that turned it may be one that was never logged on the deal")
  func cardsBeside() throws {
    let road = try road("won")
    let found = try face(road, "show", "price-too-expensive/anything-else")
    let shown = (found["match"] as? [String: Any])?["answers"] as? [[String: Any]]
    let id = try #require((shown?.first?["response"] as? [String: Any])?["id"] as? String, "\(found)")
    _ = road.run("deal", "add", "Initech")
    _ = road.run("deal", "won", "Initech")
    let face = try face(road, "debrief", "Initech", "--turned", id, "--nearly-sank", "the pilot")
    let answers = try #require(face["answers"] as? [[String: Any]])
    #expect(answers.first { $0["question"] as? String == "turned" }?["response"] as? String == id)
    #expect(answers.allSatisfy { ($0["words"] as? String)?.contains("-") != true })
  }

  @Test("Line by line: Enter is no answer, < goes back, q leaves and the same line goes on")
  func lines() throws {
    let road = try road()
    let left = road.run(
      ["debrief", "Globex"], typed: ["", "the pace", "a rollout nobody owned", "<", "nobody owned it", "q"])
    #expect(left.code == 130 && left.aside.contains("kept as a draft: comeback debrief Globex"))
    let seen = road.run(
      ["debrief", "Globex"],
      typed: ["", "timing", "not this year", "t", "n", "", "", "", "n", "", "", "ask for a date"])
    #expect(seen.code == 0, "\(seen)")
    #expect(seen.out.contains("Saved: Globex is debriefed."))
    let face = try face(road, "debrief", "Globex", "--show")
    let answers = try #require(face["answers"] as? [[String: Any]])
    #expect(answers.map { $0["question"] as? String } == ["liked", "unsaid", "asked", "next", "differently"])
    #expect(answers[1]["words"] as? String == "nobody owned it")
    let reason = try #require((face["reasons"] as? [[String: Any]])?.first)
    #expect(reason["category"] as? String == "timing" && reason["in_hands"] as? String == "no")
  }

  @Test("In one line, without a terminal: the reason to the team, the rest for one's own eyes, and a return")
  func flags() throws {
    let road = try road()
    let face = try face(
      road, "debrief", "Globex", "--why", "it's too expensive", "--how", "told", "--hands", "partly", "--asked",
      "never",
      "--differently", "ask for a date", "--back-on", "1 Mar")
    #expect(
      face.keys.sorted() == [
        "answers", "came", "deal", "follow_ups", "named", "no_fit", "notices", "reasons", "version",
      ])
    let reason = try #require((face["reasons"] as? [[String: Any]])?.first)
    // Their words say what it is about.
    #expect(reason["category"] as? String == "price" && reason["said_by"] as? String == "rep")
    let followUp = try #require((face["follow_ups"] as? [[String: Any]])?.first)
    #expect(followUp["due"] as? String == "2027-03-01" && followUp["kind"] as? String == "date")
    let prep = road.run("prep", "fintech").out
    #expect(prep.contains("You wanted to: \"ask for a date\" (Globex, lost 24 Nov)"))
    #expect(prep.components(separatedBy: "wanted to").count == 2)
    let wanted = try self.face(road, "prep", "fintech")["differently"] as? [[String: Any]]
    #expect(wanted?.first?["words"] as? String == "ask for a date")
  }

  @Test(
    "What can't be said is refused, with the flag named",
    arguments: [
      (["debrief", "Globex"], "--why"), (["debrief", "Globex", "--category", "weather"], "--category"),
      (["debrief", "Globex", "--how", "perhaps"], "--how"), (["debrief", "Globex", "--hands", "maybe"], "--hands"),
      (["debrief", "Globex", "--why", "x", "--back-on", "soonish"], "--back-on"),
      (["debrief", "Globex", "--later", "soonish"], "--later"),
      (["debrief", "Globex", "--later", "yesterday"], "--later"),
      (["debrief", "Globex", "--later", "tomorrow", "--calendar", "x.txt"], "--calendar"),
      (["debrief", "Globex", "--calendar", "x.ics"], "--later"),
      (["debrief", "Globex", "--ask-buyer", "--let-go", "x"], "--let-go"),
      (["debrief", "Globex", "--not-met", "x"], "--not-met"),
      (["debrief", "Globex", "--turn", "2020-01-01"], "--turn"),
      (["debrief", "Globex", "--settled", "d999"], "d999"),
      (["debrief", "Nobody"], "No deal is called"),
    ])
  func refused(_ arguments: [String], _ says: String) throws {
    let seen = try road().run(arguments)
    #expect(seen.code == 64 && seen.aside.contains(says), "\(seen)")
  }

  @Test("Without a terminal what is handed over is named, else nothing is")
  func shareUnasked() throws {
    let road = try road()
    #expect(road.run("debrief", "Globex", "--share").code == 1)
    _ = road.run("debrief", "Globex", "--liked", "the pace")
    let seen = road.run("debrief", "Globex", "--share")
    #expect(seen.code == 64 && seen.aside.contains("--share all"))
    let answers = try #require(try face(road, "debrief", "Globex", "--show")["answers"] as? [[String: Any]])
    let id = try #require(answers.first?["id"] as? String)
    #expect(answers.first?["handed_over"] as? Bool == false)
    #expect(road.run("debrief", "--share", id).out.contains("Handed over: 1 answer."))
    let after = try #require(try face(road, "debrief", "Globex", "--show")["answers"] as? [[String: Any]])
    #expect(after.first?["handed_over"] as? Bool == true)
  }

  @Test("A deal still open needs to be told how it ended")
  func open() throws {
    let road = try Road()
    _ = road.run("deal", "add", "Acme")
    #expect(road.run("debrief", "Acme", "--why", "too dear").aside.contains("--outcome lost"))
    let seen = road.run("debrief", "Acme", "--outcome", "no-decision", "--because", "project died", "--why", "reorg")
    #expect(seen.code == 0, "\(seen)")
    #expect(road.run("deal", "list", "--json").out.contains("\"outcome\":\"no decision\""))
  }

  @Test("Put off, it waits until then, with a file for the calendar when that is wanted, and no longer once debriefed")
  func putOff() throws {
    let road = try road()
    let file = road.folder.appendingPathComponent("debrief.ics").path
    let seen = road.run("debrief", "Globex", "--later", "tomorrow 9:00", "--calendar", file)
    #expect(seen.code == 0 && seen.out.contains("waits until tomorrow 9:00"))
    let calendar = try String(contentsOfFile: file, encoding: .utf8)
    #expect(calendar.contains("DTSTART:20261125T090000Z") && calendar.contains("SUMMARY:Globex: debrief"))
    let waiting = try #require(try face(road, "debrief")["waiting"] as? [[String: Any]])
    #expect(waiting.map { $0["put_off"] as? String } == ["2026-11-25T09:00:00Z"])
    // Put off again, the same file is written over; another's is not.
    let again = road.run("debrief", "Globex", "--later", "16:00", "--calendar", file)
    #expect(again.code == 0 && again.out.contains("waits until today 16:00"), "\(again)")
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("DTSTART:20261124T160000Z"))
    _ = road.run("deal", "add", "Initech")
    _ = road.run("deal", "lost", "Initech")
    #expect(road.run("debrief", "Initech", "--later", "16:00", "--calendar", file).code == 73)
    #expect(road.run("debrief", "-n", "1").out.contains("1 more: --limit 2"))
    _ = road.run("debrief", "Globex", "--liked", "the pace")
    #expect(try (face(road, "debrief")["waiting"] as? [[String: Any]])?.map { $0["name"] as? String } == ["Initech"])
    let debriefed = road.run("debrief", "Globex", "--later", "16:00")
    #expect(debriefed.code == 64 && debriefed.aside.contains("Globex is debriefed."))
  }

  @Test(
    "It is put off to a day at nine, to a time, or by hours",
    arguments: [
      ("tomorrow", "2026-11-25T09:00"), ("Mon", "2026-11-30T09:00"), ("16:30", "2026-11-24T16:30"),
      ("9:00", "2026-11-25T09:00"), ("tonight", "2026-11-24T18:00"), ("in 2 hours", "2026-11-24T16:00"),
      ("in an hour", "2026-11-24T15:00"), ("in 30 min", "2026-11-24T14:30"), ("30 Nov 10:00", "2026-11-30T10:00"),
    ])
  func times(_ typed: String, _ until: String) throws {
    let seen = try road().run("debrief", "Globex", "--later", typed, "--json")
    #expect(seen.out.contains("\"put_off\":\"\(until):00Z\""), "\(seen)")
  }

  @Test("Taken back for one wrong answer, the others come back by redo, and that one is said anew")
  func oneWrong() throws {
    let road = try road()
    _ = road.run("debrief", "Globex", "--liked", "the pace", "--need", "a month end in two days")
    #expect(road.run("undo").aside.contains("comeback redo, and then that one: comeback debrief Globex --need"))
    #expect(road.run("redo").code == 0)
    #expect(road.run("debrief", "Globex", "--need", "one day").code == 0)
    let answers = try #require(try face(road, "debrief", "Globex", "--show")["answers"] as? [[String: Any]])
    #expect(answers.map { $0["words"] as? String } == ["the pace", "one day"])
  }

  @Test("One that was left half way is named first among what waits, and at the start")
  func halfWay() throws {
    let road = try road()
    #expect(road.run(["debrief", "Globex"], typed: ["", "the pace"]).code == 130)
    #expect(road.run("debrief", "--no-input").out.contains("left half way"))
    #expect(road.run("follow-up", "list", "--due").out.contains("Globex, left half way: comeback debrief Globex"))
    let started = road.run([], typed: ["/quit"], onTerminal: true)
    #expect((started.out + started.aside).contains("Globex: its debrief, left half way. /debrief Globex"), "\(started)")
  }

  @Test("Prep is reviewed by what is known: how many it named of those that came")
  func planning() throws {
    let road = try Road(seeded: true)
    _ = road.run("deal", "add", "Globex", "--stage", "negotiation")
    _ = road.run("prep", "Globex")
    _ = road.run(
      "log", "Globex", "it's too expensive", "--used", "price-too-expensive/anything-else", "--went", "stuck")
    _ = road.run("deal", "lost", "Globex")
    let face = try face(road, "debrief", "Globex", "--why", "too dear")
    #expect(face["came"] as? Int == 1 && face["named"] as? Int == 1)
    #expect(road.run("debrief", "Globex", "--show").out.contains("Prep named 1 of the 1 that came."))
  }

  @Test("A deal won says what tipped it and what nearly sank it")
  func won() throws {
    let road = try road("won")
    let logged = try #require((try face(road, "logged", "Globex")["logged"] as? [[String: Any]])?.first)
    let (objection, response) = (logged["objection"] as? String ?? "", logged["response"] as? String ?? "")
    let face = try face(
      road, "debrief", "Globex", "--why", "the pilot", "--nearly-sank", objection, "--turned", response,
      "--may-be-named", "yes")
    let answers = try #require(face["answers"] as? [[String: Any]])
    #expect(answers.map { $0["question"] as? String } == ["nearly sank", "turned", "may name"])
    #expect(answers[0]["objection"] as? String == objection && answers[1]["response"] as? String == response)
    #expect(answers[2]["choice"] as? String == "yes")
  }

  @Test("Nothing of it that is one's own leaves by an export, a base for a colleague, a playbook or an answer shared")
  func privacy() throws {
    let road = try road()
    let words = ["liked", "unsaid", "need", "retold-because", "their-question", "asked", "agreed", "differently"]
    let canaries = words.map { "canary-\($0)-\(UUID().uuidString)" }
    let flags = zip(words, canaries).flatMap { ["--\($0)", $1] }
    let said = road.run(["debrief", "Globex", "--why", "team-reason", "--retold", "no", "--ask-buyer"] + flags)
    #expect(said.code == 0, "\(said)")
    #expect(canaries.allSatisfy { road.run("debrief", "Globex", "--show", "--json").out.contains($0) })
    let (folder, handed) = (road.folder.path + "/out", road.folder.path + "/handed.db")
    for seen in [
      road.run("export", folder), road.run("export", "--team", handed), road.run("playbook", folder + ".html"),
    ] {
      #expect(seen.code == 0, "\(seen)")
    }
    let colleague = try Road()
    #expect(colleague.run("merge", handed).code == 0)
    let whole = try Road()
    #expect(whole.run("merge", road.path).code == 0)
    var left = road.run("share", "price-too-expensive/anything-else").out
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      left += (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
    }
    left += try String(contentsOfFile: folder + ".html", encoding: .utf8)
    for path in [handed, colleague.path, whole.path] {
      for file in [path, path + "-wal"] where FileManager.default.fileExists(atPath: file) {
        left += String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
      }
    }
    #expect(left.contains("team-reason"), "else the test would be blind")
    #expect(!left.contains("canary-"))
    // What is handed over goes, and nothing else.
    #expect(road.run("debrief", "Globex", "--share", "all").code == 0)
    #expect(road.run("export", "--team", road.folder.path + "/again.db").code == 0)
    let again = try Road()
    #expect(again.run("merge", road.folder.path + "/again.db").code == 0)
    #expect(again.run("debrief", "Globex", "--show", "--json").out.contains(canaries[0]))
  }

  @Test("Of a deal that wasn't real the one answer goes to how it fits, and it is said that the team sees it")
  func invalid() throws {
    let road = try road("invalid")
    let seen = road.run(["debrief", "Globex"], typed: ["", "no budget was ever named"])
    #expect(seen.code == 0 && seen.aside.contains("The team sees what you say here, as why the deal never fitted."))
    #expect(!seen.aside.contains("yours alone"))
    #expect(try face(road, "debrief", "Globex", "--show")["no_fit"] as? String == "no budget was ever named")
  }

  @Test("Without a terminal a deal that closes says how its debrief is typed, and asks nothing")
  func hint() throws {
    let road = try Road()
    _ = road.run("deal", "add", "Acme North")
    #expect(road.run("deal", "lost", "Acme North").aside.contains("Debrief: comeback debrief 'Acme North'"))
    #expect(!road.run("deal", "reopen", "Acme North").aside.contains("Debrief"))
  }
}
