import Domain
import Foundation
import Storage
import TestBase
import Testing

@Suite("Coming back to lost deals") struct FollowUpRoadTests {
  /// Tuesday, 24 November 2026. Globex is lost for want of single sign-on.
  private func lost() throws -> Road {
    let road = try Road(seeded: true)
    _ = road.run("config", "set", "name", "Ana")
    _ = road.run("deal", "add", "Globex")
    _ = road.run("person", "add", "Dana Scully", "--deal", "Globex")
    _ = road.run(
      "log", "Globex", "you don't do single sign-on", "--objection", "feature-gap-missing-function", "--no-input")
    _ = road.run("deal", "lost", "Globex")
    return road
  }

  private func rows(_ road: Road, _ words: String...) throws -> [[String: Any]] {
    let out = road.run(["follow-up", "list", "--json"] + words).out
    let face = try #require(try JSONSerialization.jsonObject(with: Data(out.utf8)) as? [String: Any])
    return try #require(face["follow_ups"] as? [[String: Any]])
  }

  @Test("lost, waits for a condition, woken by what happened, written to, back, open, won; and undone step by step")
  func road() throws {
    let road = try lost()
    let added = road.run("follow-up", "add", "Globex", "--when", "SSO ships", "--note", "be brief")
    #expect(added.code == 0)
    #expect(added.out.contains(": Globex, when \"SSO ships\", looked after on 23 May 2027. Wrong? comeback undo"))
    #expect(added.aside.contains("How it fits is not known: comeback fit Globex"))
    #expect(try rows(road)[0]["state"] as? String == "waiting")
    #expect(try rows(road)[0]["note"] as? String == "be brief")
    #expect(road.run("follow-up", "list", "--due").code == 1)

    let told = road.run("event", "SSO", "shipped")
    #expect(
      told.out.hasPrefix(
        "Saved: SSO shipped, 24 Nov 2026. The team sees it. Wrong? comeback undo\nIt woke 1 follow-up:\n"))
    #expect(told.out.contains("Globex, waited for \"SSO ships\""))
    #expect(told.out.contains("comeback follow-up message u"))
    #expect(try rows(road)[0]["state"] as? String == "due")
    #expect(road.run("event").out.contains("woke Globex"))
    _ = road.run("undo")
    #expect(try rows(road)[0]["state"] as? String == "waiting")
    #expect(road.run("event").code == 1)
    _ = road.run("redo")

    let message = road.run("follow-up", "message", "Globex")
    #expect(
      message.out == """
        Hi Dana,

        One thing has changed since we last spoke: SSO shipped.

        What stood in the way then: "you don't do single sign-on"

        Does that change anything for you?

        Ana

        """)
    #expect(!message.out.contains("be brief"))
    let sent = road.run("follow-up", "sent", "Globex")
    #expect(sent.aside.contains("If nobody answers, the second is due on 1 Dec 2026."))
    #expect(try rows(road)[0]["step"] as? Int == 2)

    let back = road.run("follow-up", "done", "Globex", "back")
    #expect(back.out.hasPrefix("Saved: Globex, they are back, 24 Nov 2026."))
    #expect(back.aside.contains("Globex is open again."))
    #expect(road.run("deal", "list").out.contains("Globex") && !road.run("deal", "list").out.contains("lost"))
    _ = road.run("undo")
    #expect(road.run("deal", "list").out.contains("lost"))
    #expect(try rows(road)[0]["state"] as? String == "due" || rows(road)[0]["state"] as? String == "waiting")
    _ = road.run("redo")
    #expect(road.run("deal", "won", "Globex").code == 0)
    #expect(try rows(road).isEmpty)
    #expect(try rows(road, "--all")[0]["result"] as? String == "back")
    #expect(road.run("follow-up", "done", "Globex", "no").code == 64)
    let id = try #require(try rows(road, "--all")[0]["deal"] as? String)
    #expect(road.run("show", id).out.contains("they are back, 24 Nov 2026"))
  }

  @Test("without a flag it goes by what ended the deal, and says so; on a terminal Enter keeps it, a key changes it")
  func byDefault() throws {
    let road = try lost()
    let added = road.run("follow-up", "add", "Globex", "--no-input")
    #expect(added.aside.contains("By default (no reason was given): on 23 May 2027."))
    let kept = road.run("follow-up", "add", "Globex", typed: [""])
    #expect(kept.out.contains("Globex, on 23 May 2027."))
    #expect(kept.aside.contains("Globex has another: u"))
    let day = road.run("follow-up", "add", "Globex", typed: ["d", "whenever", "1 Feb"])
    #expect(day.out.contains("Globex, on 1 Feb 2027."))
    #expect(day.aside.contains("\"whenever\" is no day that I can read."))
    let offer = road.run("follow-up", "add", "Globex", typed: ["o", "ten seats"])
    #expect(offer.out.contains("Globex, on 23 May 2027 with a smaller offer: ten seats."))
    let left = road.run("follow-up", "add", "Globex", typed: ["w"])
    #expect(left.code == 130 && left.aside.contains("Nothing was saved."))
    #expect(road.run("follow-up", "message", "Globex").aside.contains("Globex has several follow-ups. Say which: u"))
  }

  @Test("what was won, is open or never fitted is refused, and it says why and what to do instead")
  func refused() throws {
    let road = try Road(seeded: true)
    _ = road.run("deal", "add", "Globex")
    #expect(road.run("follow-up", "add", "Globex").aside.hasPrefix("Globex is open: nothing to come back for yet."))
    _ = road.run("deal", "won", "Globex")
    let won = road.run("follow-up", "add", "Globex")
    #expect(won.code == 64 && won.aside.contains("comeback prep Globex"))
    _ = road.run("deal", "invalid", "Globex")
    #expect(road.run("follow-up", "add", "Globex").aside.contains("comeback deal reopen Globex"))
    #expect(road.run("follow-up", "add", "Nobody").code == 64)
    #expect(road.run("follow-up", "list").code == 1)
  }

  @Test("one that was planned for what does not fit is listed with why, and is never due")
  func neverFitted() throws {
    let road = try lost()
    _ = road.run("follow-up", "add", "Globex", "--on", "today")
    #expect(road.run("follow-up", "list", "--due").code == 0)
    let base = try Base(at: road.path)
    var deal = try #require(try base.read { try $0.deals().first })
    deal.noFit = "Under five people"
    let ruledOut = deal
    try base.edit(.disqualified) { try $0.save(ruledOut) }
    #expect(road.run("follow-up", "list", "--due").code == 1)
    let list = road.run("follow-up", "list").out
    #expect(list.contains("Not followed up"))
    #expect(list.contains("Globex does not fit: under five people. Nothing to come back for."))
    #expect(list.contains("If that is wrong: comeback fit Globex --rule-in"))
    for words in [["add", "Globex"], ["message", "Globex"], ["sent", "Globex"]] {
      let seen = road.run(["follow-up"] + words)
      #expect(seen.code == 64 && seen.aside.hasPrefix("Globex does not fit: under five people."))
    }
    #expect(road.run("event", "today").out.contains("Nobody waited for it."))
  }

  @Test("what is only near is asked on a terminal, and otherwise named with the flag that wakes it")
  func near() throws {
    let road = try lost()
    _ = road.run("follow-up", "add", "Globex", "--when", "SSO and SCIM ship")
    let quiet = road.run("event", "SSO shipped")
    #expect(quiet.out.contains("Near, and left asleep. To wake one:"))
    #expect(try rows(road)[0]["state"] as? String == "waiting")
    let id = try #require(try rows(road)[0]["id"] as? String)
    #expect(quiet.out.contains("comeback event 'SSO shipped' --wake \(id)"))
    let woke = road.run("event", "SSO shipped", "--wake", id, "--json")
    #expect(woke.out.contains("\"near\":[],\"version\":1,\"woken\":[{"))
    #expect(try rows(road)[0]["state"] as? String == "due")
    // It was told once.
    #expect(road.run("event", "--json").out.components(separatedBy: "\"words\":\"SSO shipped\"").count == 2)
    #expect(road.run("event", "SCIM shipped", "--wake", id).code == 64)
    _ = road.run("undo", "2")
    let asked = road.run("event", "SSO shipped", typed: ["y"])
    #expect(asked.aside.contains("Does it wake Globex, which waits for \"SSO and SCIM ship\"? (y/N)"))
    #expect(try rows(road)[0]["state"] as? String == "due")
    #expect(road.run("event", "SSO shipped", "--on", "tomorrow").code == 64)
  }

  @Test("a day is read whole; one that is over is no day to come back on, and one to come has not happened yet")
  func wholeDays() throws {
    let road = try lost()
    for typed in ["1 Feb 9999 banana", "Thu banana", "Thu 25:00", "yesterday", "2026-11-23", "23.11.2026"] {
      #expect(road.run("follow-up", "add", "Globex", "--on", typed).code == 64, "\(typed)")
    }
    #expect(try rows(road).isEmpty)
    let asked = road.run("follow-up", "add", "Globex", typed: ["d", "Thu banana", "2026-11-23", "1 Feb"])
    #expect(asked.aside.contains("is no day that I can read.") && asked.aside.contains("23 Nov 2026 is over."))
    #expect(asked.out.contains("Globex, on 1 Feb 2027."))
    #expect(road.run("follow-up", "done", "Globex", "not-now", "--on", "Thu banana").code == 64)
    #expect(road.run("follow-up", "done", "Globex", "not-now", "--on", "2026-11-20").code == 64)
    for (typed, day) in [
      ("yesterday", "23 Nov"), ("12 Nov", "12 Nov"), ("Monday", "23 Nov"), ("today", "24 Nov"), ("2026-10-01", "1 Oct"),
    ] {
      let told = road.run("event", "It \(typed)", "--on", typed)
      #expect(told.code == 0 && told.out.hasPrefix("Saved: It \(typed), \(day) 2026."), "\(told.out)\(told.aside)")
    }
    for typed in ["in 3 days", "next Friday", "30 Nov 2026", "tomorrow", "Monday banana"] {
      #expect(road.run("event", "It", "--on", typed).code == 64, "\(typed)")
    }
    _ = road.run("deal", "add", "Hooli")
    #expect(road.run("deal", "won", "Hooli", "--on", "yesterday").code == 0)
    #expect(road.run("show", "Hooli").out.contains("23 Nov 2026"))
  }

  @Test("what is no return any more isn't reopened by an answer; one that is open already only ends")
  func backRefused() throws {
    for outcome in ["won", "invalid"] {
      let road = try lost()
      _ = road.run("follow-up", "add", "Globex", "--on", "today")
      let id = try #require(try rows(road)[0]["id"] as? String)
      _ = road.run("deal", "reopen", "Globex")
      _ = road.run("deal", outcome, "Globex")
      #expect(road.run("follow-up", "done", id, "back").code == 64)
      #expect(road.run("deal", "list", "--json").out.contains("\"outcome\":\"\(outcome)\""))
      #expect(road.run("follow-up", "done", id, "no").code == 0)
    }
    let road = try lost()
    _ = road.run("follow-up", "add", "Globex", "--on", "today")
    let id = try #require(try rows(road)[0]["id"] as? String)
    _ = road.run("deal", "reopen", "Globex")
    #expect(road.run("follow-up", "done", id, "back").code == 0)
    _ = road.run("deal", "lost", "Globex")
    _ = road.run("follow-up", "add", "Globex", "--on", "today")
    _ = road.run("fit", "Globex", "--rule-out", "under five people there")
    let ruledOut = try #require(try rows(road).first?["id"] as? String)
    #expect(road.run("follow-up", "done", ruledOut, "back").code == 64)
  }

  @Test(
    "what happens after a message went out is due at once, leads the next one, and is news once", arguments: [0, 3])
  func news(_ daysLater: Double) throws {
    let road = try lost()
    _ = road.run("follow-up", "add", "Globex", "--when", "SSO ships", "--on", "today")
    #expect(road.run("follow-up", "sent", "Globex").code == 0)
    road.later(days: daysLater)
    #expect(try rows(road)[0]["state"] as? String == "waiting")
    let told = road.run("event", "SSO shipped")
    #expect(told.out.contains("The team sees it."))
    #expect(try rows(road)[0]["state"] as? String == "due" && rows(road)[0]["step"] as? Int == 2)
    let draft = road.run("follow-up", "message", "Globex").out
    #expect(draft.contains("One thing has changed since we last spoke: SSO shipped."))
    #expect(!draft.contains("My last note in one line"))
    #expect(road.run("follow-up", "sent", "Globex").code == 0)
    #expect(try rows(road)[0]["state"] as? String == "waiting")
    #expect(road.run("follow-up", "message", "Globex").out.contains("What I wrote stays true: SSO shipped."))
    _ = road.run("undo")
    #expect(try rows(road)[0]["state"] as? String == "due" && rows(road)[0]["sent"] as? Int == 1)
    _ = road.run("undo")
    #expect(try rows(road)[0]["state"] as? String == "waiting" && rows(road)[0]["event"] is NSNull)
    #expect(road.run("follow-up", "message", "Globex").out.contains("My last note in one line"))
    #expect(road.run("event").code == 1)
    #expect(road.run("doctor").code == 0)
  }

  @Test("a draft names the day only when somebody chose it")
  func chosenDay() throws {
    let road = try lost()
    _ = road.run("follow-up", "add", "Globex", "--no-input")
    #expect(!road.run("follow-up", "message", "Globex").out.contains("I had noted"))
    _ = road.run("follow-up", "drop", "Globex")
    _ = road.run("follow-up", "add", "Globex", "--on", "1 Feb")
    #expect(road.run("follow-up", "message", "Globex").out.contains("I had noted 1 February to come back to you"))
  }

  @Test("a name that a shell would run is quoted for it, and the conversation takes the line as it stands")
  func quoted() throws {
    let road = try Road(seeded: true)
    let name = "Big $(touch x) Co's"
    _ = road.run("deal", "add", name)
    let refused = road.run("follow-up", "add", name)
    let line = "comeback prep 'Big $(touch x) Co'\\''s'"
    #expect(refused.aside.contains(line))
    let talk = road.run([], piped: [String(line.dropFirst(9)).replacingOccurrences(of: "prep", with: "/prep")])
    #expect(talk.out.contains(name) && talk.code == 0)
  }

  @Test("a list that is cut says so, the calendar has them all, and follow-up alone lists")
  func cut() throws {
    let road = try lost()
    for day in 1...4 { _ = road.run("follow-up", "add", "Globex", "--on", "2026-12-0\(day)") }
    let list = road.run("follow-up", "list", "--limit", "1")
    #expect(list.out.contains("3 more: --limit 4"))
    #expect(road.run("follow-up", "list", "--limit", "1", "--json").out.contains("\"more\":3"))
    #expect(!road.run("follow-up", "list").out.contains("more: --limit"))
    let path = road.folder.appendingPathComponent("all.ics").path
    #expect(road.run("follow-up", "list", "--limit", "1", "--calendar", path).aside.contains("4 days in"))
    #expect(road.run("follow-up").out == road.run("follow-up", "list").out)
  }

  @Test("at the start only one's own deals and nobody's are due")
  func othersDeals() throws {
    let road = try lost()
    for (name, owner) in [("Hooli", "Ben"), ("Initech", "ana")] {
      _ = road.run("deal", "add", name, "--owner", owner)
      _ = road.run("deal", "lost", name)
      _ = road.run("follow-up", "add", name, "--on", "today")
    }
    _ = road.run("follow-up", "add", "Globex", "--on", "today")
    let greeted = road.run([], typed: [], onTerminal: true).aside
    #expect(greeted.contains("Due: Globex") && greeted.contains("Due: Initech") && !greeted.contains("Hooli"))
    #expect(try rows(road, "--due").count == 3)
  }

  @Test("a number of messages from elsewhere that is none counts as the nearest", arguments: [-5, 1_000_000])
  func wrongCount(_ sent: Int) throws {
    let road = try lost()
    let base = try Base(at: road.path)
    let deal = try #require(try base.read { try $0.deals().first })
    let row = FollowUp(
      about: .deal(deal.id), kind: .date, due: Day("2026-11-24"),
      state: FollowUp.State(sent: sent, day: deal.ending.closed))
    try base.edit(.imported) { try $0.save(row) }
    #expect(try base.read { try $0.followUp(row.id)?.state.sent } == (sent < 0 ? 0 : 1000))
    #expect(road.run("follow-up", "list").code == 0)
    #expect(road.run("follow-up", "sent", "Globex").code == (sent < 0 ? 0 : 64))
  }

  @Test("a card waits, is woken, and is done when it was looked over")
  func card() throws {
    let road = try lost()
    let card = "feature-gap-missing-function"
    #expect(road.run("follow-up", "add", card).code == 64)
    #expect(road.run("follow-up", "add", card, "--smaller-offer", "x").code == 64)
    #expect(road.run("follow-up", "add", card, "--when", "SSO ships").code == 0)
    #expect(road.run("event", "SSO is live").out.contains("comeback follow-up done u"))
    let id = try #require(try rows(road)[0]["id"] as? String)
    #expect(road.run("follow-up", "message", id).code == 64)
    #expect(road.run("follow-up", "done", id).out.contains("looked over, 24 Nov 2026"))
  }

  @Test("not now may name the next time; no answer ends it after three; one can be dropped")
  func endings() throws {
    let road = try lost()
    _ = road.run("follow-up", "add", "Globex", "--on", "today", "--note", "mine")
    #expect(road.run("follow-up", "done", "Globex").aside.contains("(or not-now, no, silent)"))
    #expect(road.run("follow-up", "done", "Globex", "dropped").code == 64)
    let later = road.run("follow-up", "done", "Globex", typed: ["l", "in 3 months"])
    #expect(later.aside.contains("The next time is u"))
    #expect(try rows(road)[0]["due"] as? String == "2027-02-24")
    #expect(try rows(road)[0]["note"] as? String == "mine")
    _ = road.run("undo")
    #expect(try rows(road)[0]["due"] as? String == "2026-11-24")
    for _ in 1...3 { #expect(road.run("follow-up", "sent", "Globex").code == 0) }
    let fourth = road.run("follow-up", "sent", "Globex")
    #expect(fourth.code == 64 && fourth.aside.contains("that is enough"))
    #expect(road.run("follow-up", "done", "Globex", "silent").code == 0)
    _ = road.run("follow-up", "add", "Globex", "--when", "x")
    #expect(road.run("follow-up", "drop", "Globex").out.hasPrefix("Saved: Globex, dropped."))
    #expect(try rows(road, "--all").map { $0["result"] as? String ?? "" }.sorted() == ["dropped", "silent"])
  }

  @Test("what waits for something to happen on a deal is looked after in half a year all the same")
  func lookedAfter() throws {
    let road = try lost()
    _ = road.run("follow-up", "add", "Globex", "--when", "SSO ships")
    _ = road.run("follow-up", "add", "Globex", "--when", "the budget year begins", "--on", "2 Jan")
    #expect(try rows(road).map { $0["until"] as? String } == ["2027-01-02", "2027-05-23"])
  }

  @Test("their days as a calendar file; written again it is written over, another file never")
  func calendar() throws {
    let road = try lost()
    let path = road.folder.appendingPathComponent("follow-ups.ics").path
    let one = road.folder.appendingPathComponent("one.ics").path
    #expect(road.run("follow-up", "add", "Globex", "--on", "1 Feb", "--note", "secret", "--calendar", one).code == 0)
    // A card waits for what it waits for; a deal is looked after all the same.
    let card = ["follow-up", "add", "feature-gap-missing-function", "--when", "SSO ships"]
    #expect(road.run(card + ["--calendar", path]).code == 64)
    #expect(road.run(card).code == 0)
    let listed = road.run("follow-up", "list", "--calendar", path)
    #expect(listed.aside.contains("1 day in \(path). 1 has no day to come."))
    let first = try String(contentsOfFile: path, encoding: .utf8)
    #expect(first.contains("DTSTART;VALUE=DATE:20270201") && !first.contains("secret"))
    #expect(try String(contentsOfFile: one, encoding: .utf8) == first)
    _ = road.run("follow-up", "add", "Globex", "--on", "1 Mar")
    #expect(road.run("follow-up", "list", "--calendar", path).code == 0)
    let second = try String(contentsOfFile: path, encoding: .utf8)
    func uids(_ text: String) -> [String] {
      text.components(separatedBy: "\r\n").filter { $0.hasPrefix("UID:") }
    }
    #expect(uids(second).count == 2 && uids(second).first == uids(first).first)
    let other = road.folder.appendingPathComponent("other.ics").path
    try "mine".write(toFile: other, atomically: true, encoding: .utf8)
    #expect(road.run("follow-up", "list", "--calendar", other).code == 73)
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "mine")
  }

  @Test("at the start of a conversation what is due is said in three lines at most, and one command sends it to later")
  func atTheStart() throws {
    let road = try lost()
    for day in 1...4 { _ = road.run("follow-up", "add", "Globex", "--on", "2026-11-24", "--note", "\(day)") }
    let greeted = road.run([], typed: [], onTerminal: true)
    #expect(greeted.aside.components(separatedBy: "Due: ").count == 4)
    #expect(greeted.aside.contains("Due: Globex: come back. /follow-up message u"))
    #expect(greeted.aside.contains("Due: and 2 more: /follow-up list --due"))
    #expect(!road.run([], piped: ["/version"]).aside.contains("Due"))
    #expect(road.run("follow-up", "later").out.hasPrefix("Nothing of it is said before tomorrow."))
    #expect(!road.run([], typed: [], onTerminal: true).aside.contains("Due"))
    #expect(try rows(road, "--due").count == 4)
    #expect(road.run("follow-up", "later", "2026-11-24").code == 64)
  }

  @Test("on the live screen it stands above what is met most, and F2 sends it to later")
  func live() throws {
    let binary = try Binary(seeded: true)
    defer { binary.remove() }
    _ = try binary.run("deal", "add", "Globex")
    _ = try binary.run("deal", "lost", "Globex")
    _ = try binary.run("follow-up", "add", "Globex", "--on", "today")
    let screen = try PtySession(binary)
    #expect(screen.shows("Due  Globex: come back. comeback follow-up message u"))
    screen.type("\u{1B}OQ")
    #expect(screen.shows("Due: not before tomorrow."))
    #expect(screen.waits { !$0.text.contains { $0.contains("Due  Globex") } })
    screen.type("\u{3}")
    #expect(screen.code() == 0)
    let again = try PtySession(binary)
    #expect(again.shows("comeback >"))
    again.type("too expensive")
    #expect(again.shows("\"It's too expensive.\""))
    #expect(!again.seen.contains("Due  Globex"))
    again.type("\u{3}")
    #expect(again.code() == 0)
  }

  @Test("what came of it is one key at a terminal")
  func key() throws {
    let binary = try Binary()
    defer { binary.remove() }
    _ = try binary.run("deal", "add", "Globex")
    _ = try binary.run("deal", "lost", "Globex")
    let add = try PtySession(binary, ["follow-up", "add", "Globex"])
    #expect(add.shows("Enter keeps it"))
    add.type("\r")
    #expect(add.shows("Saved, u"))
    #expect(add.code() == 0)
    let done = try PtySession(binary, ["follow-up", "done", "Globex"])
    #expect(done.shows("b they talk to us again"))
    done.type("b")
    #expect(done.shows("Globex is open again."))
    #expect(done.code() == 0)
    #expect(try !binary.run("deal", "list").out.contains("lost"))
  }
}
