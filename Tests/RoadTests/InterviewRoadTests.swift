import Domain
import Foundation
import Storage
import TestBase
import Testing

@Suite("Ask the buyer")
struct InterviewRoadTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// Globex, lost to Ledgerly, with Dana, its CFO.
  private func started(seeded: Bool = false) throws -> Road {
    let road = try Road(seeded: seeded)
    _ = road.run("deal", "add", "Globex", "--competitor", "Ledgerly", "--amount", "48000", "--currency", "EUR")
    _ = road.run("deal", "lost", "Globex", "--on", "2026-11-10")
    _ = road.run("person", "add", "Dana Whitfield", "--role", "CFO", "--deal", "Globex")
    return road
  }

  private func id(of name: String, _ road: Road) throws -> String {
    let deals = try #require(try object(road.run("deal", "list", "--json").out)["deals"] as? [[String: Any]])
    return try #require(deals.first { $0["name"] as? String == name }?["id"] as? String)
  }

  /// The rep's own reason, as a debrief leaves it.
  private func believe(
    _ category: String, on name: String, _ road: Road, knowing: Knowing? = .guess, words: String? = nil
  ) throws {
    let base = try Base(at: road.path)
    let deal = try #require(try base.read { try $0.deals(named: name).first })
    try base.edit(.debriefed, subject: name) { edit in
      try edit.save(
        Reason(
          deal: deal.id, by: .rep, day: deal.ending.closed, category: Category(rawValue: category), words: words,
          knowing: knowing))
    }
  }

  // MARK: To read

  @Test("A decided deal gets its guide, whose last line says how to write down what they said")
  func guide() throws {
    let road = try started()
    let seen = road.run("interview", "Globex")
    #expect(seen.code == 0 && seen.out.hasPrefix("Ask the buyer: Globex, lost to Ledgerly\n"))
    #expect(seen.out.contains("not calling to change your mind") && seen.out.contains("Why Ledgerly, in one sentence?"))
    #expect(seen.out.hasSuffix("comeback interview Globex --capture\n"))
    let face = try object(road.run("interview", "Globex", "--json").out)
    #expect(
      face.keys.sorted() == ["closing", "competitor", "deal", "not_to_say", "opening", "outcome", "topics", "version"])
    let topics = try #require(face["topics"] as? [[String: Any]])
    #expect(topics.map { $0["topic"] as? String } == ["motive", "process", "people", "criteria", "differences", "us"])
  }

  @Test("Neither guide nor message says what the rep believes: it would lead")
  func unled() throws {
    let road = try started()
    try believe("bad experience", on: "Globex", road, words: "canary")
    for arguments in [
      ["interview", "Globex"], ["interview", "Globex", "--json"], ["interview", "Globex", "--message"],
    ] {
      let seen = road.run(arguments)
      #expect(seen.code == 0 && !(seen.out + seen.aside).contains("canary") && !seen.out.contains("bad experience"))
    }
  }

  @Test("The message is four lines and names who is known")
  func message() throws {
    let road = try started()
    _ = road.run("config", "set", "name", "Ana")
    let seen = road.run("interview", "Globex", "--message")
    #expect(seen.out.split(separator: "\n").count == 4 && seen.out.hasPrefix("Hello Dana, thank you"))
    #expect(seen.out.hasSuffix("stands by itself. Ana\n"))
    _ = road.run("person", "add", "Ben Ode", "--deal", "Globex")
    let unsaid = road.run("interview", "Globex", "--message")
    #expect(unsaid.out.hasPrefix("Hello, thank") && unsaid.aside.contains("--who 'Dana Whitfield', or 'Ben Ode'"))
    #expect(road.run("interview", "Globex", "--message", "--who", "ben").out.hasPrefix("Hello Ben, thank"))
    let face = try object(road.run("interview", "Globex", "--message", "--json").out)
    #expect(face.keys.sorted() == ["lines", "text", "to", "version"] && face["to"] is NSNull)
    #expect((face["lines"] as? [String])?.count == 4)
  }

  @Test("A deal that is open or was not real has nobody to ask, and it says what to do")
  func undecided() throws {
    let road = try started()
    _ = road.run("deal", "add", "Acme")
    let open = road.run("interview", "Acme")
    #expect(
      open.code == 64 && open.aside.contains("Acme is still open. Ask once it is decided: comeback deal lost Acme"))
    _ = road.run("deal", "invalid", "Acme")
    let invalid = road.run("interview", "Acme", "--said", "who are you?", "--topic", "us")
    #expect(invalid.code == 64 && invalid.aside.contains("was not a real deal"))
    #expect(road.run("interview", "Acmee").aside.contains("Did you mean Acme?"))
  }

  @Test("Of two deals of one name the decided one is meant")
  func namesakes() throws {
    let road = try started()
    _ = road.run("deal", "add", "Globex")
    #expect(road.run("interview", "Globex").out.contains("lost to Ledgerly"))
  }

  // MARK: By flags

  @Test("One remark and the reason are told in one line, seen by the team, and taken back as one")
  func flags() throws {
    let road = try started()
    try believe("implementation", on: "Globex", road)
    let seen = road.run(
      "interview", "Globex", "--who", "dana", "--topic", "us", "--said", "nobody showed us week one", "--meant",
      "they feared the rollout", "--reason", "implementation", "--reason-words", "our whole quarter", "--on",
      "12 Nov 2026")
    #expect(seen.code == 0)
    #expect(seen.out.hasPrefix("Saved 1 remark and their reason. Wrong? comeback undo\n"))
    #expect(
      seen.out.contains(": implementation (a guess)   |   Buyer: implementation, \"our whole quarter\" (12 Nov)\n"))
    #expect(seen.aside.contains("The team sees all of this"))
    #expect(
      seen.aside.contains("Rep and buyer said the same in 1 of 1 deal. In published studies: 15 to 40 % of deals."))
    let shown = road.run("show", try id(of: "Globex", road))
    #expect(
      shown.out.contains("How we worked, they said: \"nobody showed us week one\" (Dana Whitfield (CFO), 12 Nov)"))
    #expect(shown.out.contains("    taken to mean: they feared the rollout\n"))
    #expect(shown.out.contains("|   Buyer: implementation, \"our whole quarter\" (12 Nov)"))
    #expect(!shown.out.contains("as the buyer has it"))
    let face = try object(road.run("show", try id(of: "Globex", road), "--json").out)
    let remark = try #require((face["remarks"] as? [[String: Any]])?.first)
    #expect(remark.keys.sorted() == ["day", "id", "meant", "said", "topic", "who"])
    #expect(remark["who"] as? String == "Dana Whitfield (CFO)" && remark["day"] as? String == "2026-11-12")
    #expect((face["reasons"] as? [[String: Any]])?.map { $0["knowing"] as? String } == ["guess", "told"])
    #expect(road.run("undo").out.contains("Took back: asked the buyer: Globex"))
    #expect(
      (try object(road.run("show", try id(of: "Globex", road), "--json").out)["remarks"] as? [Any])?.isEmpty == true)
  }

  @Test("Who is not one of the deal's people is kept as a role, and the rival where the deal names none")
  func role() throws {
    let road = try Road()
    _ = road.run("deal", "add", "Initech")
    _ = road.run("deal", "no-decision", "Initech")
    let seen = road.run(
      "interview", "Initech", "--who", "head of IT", "--topic", "people", "--said", "nobody owned it", "--competitor",
      "Ledgerly", "--json")
    let face = try object(seen.out)
    #expect(face.keys.sorted() == ["competitor", "deal", "notices", "reason", "remarks", "version"])
    #expect(face["competitor"] as? String == "Ledgerly" && face["reason"] is NSNull)
    let shown = try object(road.run("show", try id(of: "Initech", road), "--json").out)
    #expect((shown["remarks"] as? [[String: Any]])?.first?["who"] as? String == "head of IT")
    #expect(road.run("show", try id(of: "Initech", road)).out.contains("Against Ledgerly"))
  }

  @Test("What can't be kept is said: a speaker without words, and a rival where the deal names one")
  func notices() throws {
    let road = try started()
    let seen = road.run("interview", "Globex", "--who", "Dana", "--reason", "price", "--competitor", "Bookwise")
    #expect(seen.code == 0 && seen.out.hasPrefix("Saved their reason. Wrong?"))
    #expect(seen.aside.contains("Who spoke is kept with their words, and there are none"))
    #expect(seen.aside.contains("Globex names Ledgerly; that stays."))
    #expect(road.run("interview").out.contains("  Globex, 24 Nov: price\n"))
  }

  @Test(
    "What flags lack or say wrongly is named, and nothing is saved",
    arguments: [
      (["--said", "too slow"], "--topic is missing: one of motive, process"),
      (["--topic", "us"], "--said is missing"), (["--meant", "x"], "--said is missing"),
      (["--said", " ", "--topic", "us"], "--said: \" \" won't do"),
      (["--said", "x", "--topic", "use"], "us? Or one of: motive"),
      (["--reason", "competitor"], "why them and not us; who it was goes with --competitor"),
      (["--reason", "prize"], "price? Or one of"), (["--how", "told"], "go with what they said"),
      (["--reason", "price", "--how", "x"], "--how: \"x\" won't do"),
      (["--said", "x", "--topic", "us", "--how", "told"], "--how says how you know their reason"),
      (["--reason", "price", "--on", "tomorrow"], "a day that is over"), (["--who", "Dana"], "--who goes with"),
      (["--message", "--capture"], "Say one of"), (["--message", "--said", "x"], "only --who and --copy"),
      (["--capture", "--said", "x"], "--capture asks for that"), (["--capture"], "nobody is here to ask"),
    ])
  func wrong(_ flags: [String], _ wanted: String) throws {
    let road = try started()
    let seen = road.run(["interview", "Globex"] + flags)
    #expect(seen.code == 64 && seen.out.isEmpty && seen.aside.contains(wanted), "\(seen)")
    let face = try object(road.run("show", try id(of: "Globex", road), "--json").out)
    #expect((face["remarks"] as? [Any])?.isEmpty == true && (face["reasons"] as? [Any])?.isEmpty == true)
    #expect(road.run(["interview"] + flags).code == 64)
  }

  // MARK: Line by line

  @Test("Line by line: who, six topics with words and meaning apart, the reason, who else was in it")
  func lines() throws {
    let road = try Road()
    _ = road.run("deal", "add", "Initech")
    _ = road.run("deal", "lost", "Initech")
    let seen = road.run(
      "interview", "Initech", "--capture",
      typed: [
        "CFO", "the old one broke", "", "twice in May", "they were fed up", "", "", "", "", "", "", "9 lives",
        "timing", "2", "Ledgerly",
      ])
    #expect(seen.code == 0 && seen.out.hasPrefix("Saved 2 remarks, their reason and who else was in it. Wrong?"))
    let whoSees = try #require(seen.aside.range(of: "The team sees all of this"))
    let first = try #require(seen.aside.range(of: "Who spoke?"))
    #expect(whoSees.lowerBound < first.lowerBound)
    #expect(seen.aside.contains("No category is called so"))
    let face = try object(road.run("show", try id(of: "Initech", road), "--json").out)
    let remarks = try #require(face["remarks"] as? [[String: Any]])
    #expect(remarks.map { $0["said"] as? String } == ["the old one broke", "twice in May"])
    #expect(remarks[0]["meant"] is NSNull && remarks[1]["meant"] as? String == "they were fed up")
    #expect(remarks.allSatisfy { $0["who"] as? String == "CFO" && $0["topic"] as? String == "motive" })
    let reason = try #require((face["reasons"] as? [[String: Any]])?.first)
    #expect(reason["category"] as? String == "timing" && reason["words"] as? String == "twice in May")
    #expect(reason["said_by"] as? String == "buyer" && reason["knowing"] as? String == "told")
  }

  @Test("< goes back to the question before, whose answer stands by Enter; q leaves, and neither is what they said")
  func back() throws {
    let road = try Road()
    _ = road.run("deal", "add", "Initech")
    _ = road.run("deal", "lost", "Initech")
    let left = road.run(
      "interview", "Initech", "--capture",
      typed: ["<", "CFO", "<", "", "it broke", "<", "", "fed up", "<", "very fed up", "", "q"])
    #expect(left.code == 130 && left.aside.contains("interview Initech --capture"))
    #expect(left.aside.contains("< back   q later") && left.aside.contains("This is the first one."))
    #expect(left.aside.contains("Before: \"CFO\"") && left.aside.contains("Before: \"it broke\""))
    #expect(left.aside.contains("Before: \"fed up\""))
    let seen = road.run(
      "interview", "Initech", "--capture", "--who", "CTO", "--how", "wrote", "--on", "yesterday",
      typed: ["r", "<", "", "", "", "", "", "", "timing", "<", "", "too early", "<", "-", ""])
    #expect(seen.code == 0, "\(seen.aside)")
    let face = try object(road.run("show", try id(of: "Initech", road), "--json").out)
    let remarks = try #require(face["remarks"] as? [[String: Any]])
    #expect(remarks.map { $0["said"] as? String } == ["it broke"])
    #expect(remarks.map { $0["meant"] as? String } == ["very fed up"])
    #expect(remarks.map { $0["who"] as? String } == ["CTO"] && remarks[0]["day"] as? String == "2026-11-23")
    let reason = try #require((face["reasons"] as? [[String: Any]])?.first)
    #expect(reason["category"] as? String == "timing" && reason["knowing"] as? String == "wrote")
  }

  @Test("Whom a debrief meant to ask comes first, and how many more there are is said")
  func wanted() throws {
    let road = try started()
    for name in ["A", "B", "C"] {
      _ = road.run("deal", "add", name, "--amount", "90000", "--currency", "EUR")
      _ = road.run("deal", "lost", name)
    }
    #expect(road.run("interview").out.contains("1 more: --limit 4"))
    let base = try Base(at: road.path)
    let deal = try #require(try base.read { try $0.deals(named: "Globex").first })
    try base.edit(.debriefed) { try $0.save(DebriefAnswer(deal: deal.id, question: .next, choice: .ask)) }
    let next = try #require(try object(road.run("interview", "--json").out)["next"] as? [[String: Any]])
    #expect(next.first?["name"] as? String == "Globex" && next.first?["cause"] as? String == "wanted")
    #expect(road.run("interview").out.contains("you wanted to ask"))
  }

  @Test("What is passed over is no answer: with nothing said nothing is saved, and no draft stays")
  func nothing() throws {
    let road = try started()
    let seen = road.run("interview", "Globex", "--capture", typed: Array(repeating: "", count: 9))
    #expect(seen.code == 1 && seen.out.isEmpty && seen.aside.contains("Nothing was said, so nothing was saved."))
    #expect(!road.run("interview", "Globex").aside.contains("is kept"))
  }

  @Test("The only remark becomes the words of the reason by Enter; without a category it doesn't")
  func reasonWords() throws {
    for (category, words) in [("price", "too dear"), ("", nil)] as [(String, String?)] {
      let road = try started()
      _ = road.run(
        "interview", "Globex", "--capture", typed: ["1", "too dear", "", "", "", "", "", "", "", category, ""])
      let face = try object(road.run("show", try id(of: "Globex", road), "--json").out)
      #expect((face["remarks"] as? [Any])?.count == 1)
      #expect((face["reasons"] as? [[String: Any]])?.first?["words"] as? String == words)
    }
  }

  // MARK: With keys

  @Test(
    "With keys: a talk left by Ctrl-C goes on where it was, and what the rep believes isn't shown before it is saved")
  func resumed() throws {
    let binary = try Binary()
    defer { binary.remove() }
    _ = try binary.run("config", "set", "name", "Ana")
    _ = try binary.run("deal", "add", "Globex", "--competitor", "Ledgerly")
    _ = try binary.run("deal", "lost", "Globex")
    let base = try Base(at: binary.path)
    let deal = try #require(try base.read { try $0.deals(named: "Globex").first })
    try base.edit(.debriefed) { edit in
      try edit.save(Reason(deal: deal.id, by: .rep, day: deal.ending.closed, words: "canary", knowing: .guess))
    }
    let session = try PtySession(binary, ["interview", "Globex", "--capture"], rows: 60)
    #expect(session.shows("The team sees all of this"))
    #expect(session.shows("Who spoke?"))
    session.type("CFO\r")
    #expect(session.shows("1 of 6  What set it off"))
    session.type("nobody showed us week one\r")
    #expect(session.shows("You take it to mean? (Enter: as said)"))
    session.type("\u{3}")
    #expect(session.shows("kept as a draft: comeback interview Globex --capture"))
    #expect(session.code() == 130)
    #expect(!session.seen.contains("canary"))

    let again = try PtySession(binary, ["interview", "Globex", "--capture"], rows: 60)
    #expect(again.shows("What set it off: \"nobody showed us week one\""))
    again.type("r")
    #expect(again.shows("You take it to mean?"))
    again.type("they feared it\r")
    for question in 1...6 {
      #expect(question == 1 ? again.shows("More on that?") : again.shows("\(question) of 6"))
      again.type("\r")
    }
    #expect(again.shows("A number or a word"))
    #expect(!again.seen.contains("canary"))
    again.type("implementation\r")
    #expect(again.shows("In their words?"))
    again.type("\r")
    #expect(again.shows("Saved 1 remark and their reason."))
    #expect(again.shows("Buyer: implementation, \"nobody showed us week one\""))
    #expect(again.shows("You: \"canary\" (a guess)"))
    #expect(again.code() == 0)
    #expect(try !binary.run("interview", "Globex").err.contains("is kept"))
  }

  @Test("With keys: a draft that isn't wanted is dropped, and a kill keeps what was answered")
  func killed() throws {
    let binary = try Binary()
    defer { binary.remove() }
    _ = try binary.run("deal", "add", "Globex", "--competitor", "Ledgerly")
    _ = try binary.run("deal", "won", "Globex")
    let session = try PtySession(binary, ["interview", "Globex", "--capture"], rows: 60)
    #expect(session.shows("Who spoke?"))
    session.type("owner\r")
    #expect(session.shows("1 of 6"))
    session.type("we were stuck\r")
    #expect(session.shows("You take it to mean?"))
    session.die()
    #expect(try binary.run("interview", "Globex").err.contains("What you began to write down is kept"))
    let again = try PtySession(binary, ["interview", "Globex", "--capture"], rows: 60)
    #expect(again.shows("\"we were stuck\""))
    again.type("n")
    #expect(again.shows("Who spoke?"))
    again.type("\u{3}")
    #expect(again.shows("Left. Nothing was saved."))
    #expect(again.code() == 130)
  }

  // MARK: All of them

  @Test("Alone it says whom to ask next and why, who was asked, and the match by category with counts")
  func overview() throws {
    let road = try started()
    for (name, outcome) in [("Hooli", "won"), ("Initech", "no-decision"), ("Umbrella", "lost")] {
      _ = road.run("deal", "add", name)
      _ = road.run("deal", outcome, name, "--on", "2026-11-20")
    }
    try believe("price", on: "Umbrella", road)
    try believe("price", on: "Globex", road)
    _ = road.run("interview", "Globex", "--who", "CFO", "--said", "too slow", "--topic", "us", "--reason", "need")
    let seen = road.run("interview")
    #expect(seen.code == 0)
    #expect(seen.out.contains("won, and nobody knows why") && seen.out.contains("your reason is a guess"))
    #expect(seen.out.contains("    comeback interview Hooli\n"))
    #expect(seen.out.contains("  Globex, 24 Nov, CFO: need; 1 remark\n"))
    #expect(seen.out.contains("  price  0 of 1 the same; buyers said: need 1\n") && !seen.out.contains(", 0 %"))
    let face = try object(road.run("interview", "--json").out)
    #expect(face.keys.sorted() == ["asked", "match", "more", "next", "version"])
    let next = try #require(face["next"] as? [[String: Any]])
    #expect(next.count == 3 && Set(next.compactMap { $0["name"] as? String }) == ["Hooli", "Initech", "Umbrella"])
    #expect(next[0].keys.sorted() == ["amount", "cause", "closed", "currency", "deal", "name", "outcome", "why"])
    let match = try #require(face["match"] as? [String: Any])
    #expect(match.keys.sorted() == ["categories", "deals", "imported", "published", "rate", "same"])
    #expect(match["rate"] is NSNull && match["deals"] as? Int == 1)
    #expect((try object(road.run("interview", "--json", "--limit", "1").out)["next"] as? [Any])?.count == 1)
  }

  @Test("Of an empty base it says that there is nobody to ask, with code 1")
  func empty() throws {
    let road = try Road()
    #expect(road.run("interview").code == 1 && road.run("interview").out.hasPrefix("Nobody to ask"))
    #expect(road.run("interview", "--json").code == 1)
  }

  @Test("prep says what buyers said once deals were lost to the same rival; a deal that wasn't real changes none of it")
  func prep() throws {
    let road = try started(seeded: true)
    for (name, outcome) in [("Umbrella", "lost"), ("Hooli", "won"), ("Ghost", "lost")] {
      _ = road.run("deal", "add", name, "--competitor", "Ledgerly")
      _ = road.run("deal", outcome, name)
    }
    for name in ["Globex", "Umbrella"] { _ = road.run("interview", name, "--reason", "implementation") }
    _ = road.run("interview", "Ghost", "--reason", "price", "--said", "who are you?", "--topic", "us")
    try believe("price", on: "Ghost", road)
    _ = road.run("deal", "invalid", "Ghost")
    _ = road.run("deal", "add", "Acme", "--competitor", "Ledgerly")
    let seen = road.run("prep", "Acme").out
    #expect(
      seen.contains("Against Ledgerly: lost 2, won 1 of the deals closed here; buyers said implementation (2 of 2).\n"))
    let against = try #require(try object(road.run("prep", "Acme", "--json").out)["against"] as? [String: Any])
    #expect(against.keys.sorted() == ["buyers_said", "competitor", "lost", "won"])
    let said = try #require(against["buyers_said"] as? [String: Any])
    #expect(said["deals"] as? Int == 2)
    let overview = try object(road.run("interview", "--json").out)
    #expect((overview["match"] as? [String: Any])?["deals"] as? Int == 0)
    #expect((overview["asked"] as? [[String: Any]])?.count == 2)
  }

  @Test("Buyers' words never enter a playbook or a shared answer")
  func playbook() throws {
    let road = try started(seeded: true)
    let canary = "quixotic-marmalade"
    let saved = road.run(
      "interview", "Globex", "--topic", "criteria", "--said", "It's too expensive, \(canary)", "--meant", canary,
      "--reason", "price", "--reason-words", "too expensive \(canary)")
    #expect(saved.code == 0)
    for name in ["book.md", "book.html"] {
      let path = road.folder.appendingPathComponent(name).path
      #expect(road.run("playbook", path).code == 0)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains("too expensive") && !text.contains(canary))
    }
    #expect(!road.run("share", "price-too-expensive/anything-else").out.contains(canary))
    #expect(!road.run("search", canary).out.contains("Also said as: \"\(canary)"))
  }
}
