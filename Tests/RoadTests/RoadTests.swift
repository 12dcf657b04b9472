import Domain
import Foundation
import TestBase
import Testing

@Suite("The main road: words typed, answers, used, logged, better ranking")
struct RoadTests {
  private func started() throws -> Road {
    try Road(seeded: true)
  }

  @Test("The objection meant comes first, its answers in order, not tried ones shown as such")
  func search() throws {
    let road = try started()
    let seen = road.run("search", "they say it's way too dear")
    #expect(seen.code == 0)
    let lines = seen.out.split(separator: "\n")
    #expect(lines[1].hasPrefix("1. \"It's too expensive.\" price, not met yet."))
    #expect(lines[2].hasPrefix("   1a r"))
    #expect(lines[2].contains(" not tried. \"Compared with what?\" Say: \""))
  }

  @Test("A new objection that says what one already says is saved, and the other one is named")
  func twin() throws {
    let road = try started()
    let seen = road.run("objection", "add", "It's way too dear for us.", "--category", "price")
    #expect(seen.code == 0 && seen.out.hasPrefix("Saved, o"))
    #expect(seen.aside.contains("Close to \"It's too expensive.\". If they are one: comeback objection merge o"))
    let other = road.run("objection", "add", "Our parrot objects.", "--category", "trust")
    #expect(other.code == 0 && !other.aside.contains("Close to"))
  }

  @Test("A base is tried on itself, with what it mixes up")
  func evaluate() throws {
    let road = try Road()
    let added = road.run(
      "objection", "add", "It is too expensive.", "--category", "price", "--also", "The autumn invoice hurts.")
    _ = road.run(
      "objection", "add", "Ring me in autumn.", "--category", "timing", "--also", "Please ring us in autumn.")
    let seen = road.run("evaluate")
    #expect(seen.code == 0)
    #expect(seen.out.contains("Each of 4 ways of saying an objection, taken out and looked for by words alone:"))
    #expect(seen.out.contains("all                    4    50 %      50 %"))
    #expect(seen.out.contains("1 time: It is too expensive. was taken for Ring me in autumn."))
    let id = added.out.dropFirst("Saved, ".count).prefix { $0 != "." }
    let queries = road.folder.appendingPathComponent("queries.tsv")
    try "way too expensive\t\(id)\nzebra\tNONE\n".write(to: queries, atomically: true, encoding: .utf8)
    #expect(road.run("evaluate", "--queries", queries.path).out.contains("success@1 100.0  @3 100.0"))
    try "way too expensive\tnobody\n".write(to: queries, atomically: true, encoding: .utf8)
    #expect(road.run("evaluate", "--queries", queries.path).code == 64)
  }

  @Test("Used, logged, counted: a result moves the answer and its words are found at once")
  func loop() throws {
    let road = try started()
    for _ in 0..<3 {
      let saved = road.run(
        "log", "our nephew could do it for a crate of beer", "--no-deal", "--used", "price-too-expensive/anything-else",
        "--went",
        "booked")
      #expect(saved.code == 0)
    }
    let seen = road.run("search", "nephew and a crate of beer")
    let lines = seen.out.split(separator: "\n")
    #expect(lines[1] == "1. \"It's too expensive.\" price, met 3 times.")
    #expect(lines[2].contains("worked 3 of 3. \"Is the price the only thing in the way?\""))
  }

  @Test("What keeps failing stands last, with the count")
  func failing() throws {
    let road = try started()
    for _ in 0..<7 {
      #expect(
        road.run("log", "too dear", "--no-deal", "--used", "price-too-expensive/compared-with-what", "--went", "stuck")
          .code == 0)
      #expect(
        road.run("log", "too dear", "--no-deal", "--used", "price-too-expensive/anything-else", "--went", "booked").code
          == 0)
    }
    let lines = road.run("show", "price-too-expensive", "--plain").out
    let failing = try #require(lines.range(of: "KEEPS FAILING"))
    let best = try #require(lines.range(of: "Is the price the only thing in the way?"))
    #expect(best.lowerBound < failing.lowerBound)
    #expect(lines[failing.lowerBound...].contains("failed 7 of 7"))
  }

  @Test("Nothing close is said, with what to do, and the code is 1", arguments: ["xyzzy qwxyz", "-"])
  func nothing(_ words: String) throws {
    let road = try started()
    let seen = road.run("search", words)
    #expect(seen.code == 1)
    #expect(seen.out.contains("Nothing close."))
  }

  @Test("Without words it asks for some, and keeps nothing for gaps", arguments: ["", "   ", "\""])
  func noWords(_ words: String) throws {
    let road = try started()
    let seen = road.run("search", words)
    #expect(seen.code == 1)
    #expect(seen.out.contains("What did they say?"))
    #expect(!road.run("gaps").out.contains("\"\""))
  }

  @Test("One undo takes back deal, log and what was learnt")
  func undo() throws {
    let road = try started()
    let before = road.run("search", "zebra stripes pricing").out
    #expect(
      road.run(
        "log", "--new-deal", "Acme", "zebra stripes pricing", "--used", "price-too-expensive/anything-else", "--went",
        "softer"
      ).code == 0)
    #expect(road.run("search", "zebra stripes pricing").out.contains("It's too expensive."))
    #expect(road.run("undo").out.hasPrefix("Took back: logged a call: zebra stripes pricing"))
    #expect(road.run("search", "zebra stripes pricing").out == before)
    #expect(road.run("deal", "list").code == 1)
    #expect(road.run("doctor").out.hasPrefix("Sound."))
  }

  @Test("A result can change later: both are kept, the count moves")
  func result() throws {
    let road = try started()
    _ = road.run("log", "too dear", "--no-deal", "--used", "price-too-expensive/anything-else", "--went", "booked")
    let id = String(try #require(road.run("logged").out.split(separator: " ").first))
    let changed = road.run("result", id, "stuck")
    #expect(changed.out == "Saved. \"Is the price the only thing in the way?\" now 0 of 1. Wrong? comeback undo\n")
    let history = road.run("history", id).out
    #expect(history.contains("went: failed, did"))
    #expect(history.contains("went: worked, booked"))
  }
}

@Suite("The log by questions")
struct LogQuestionTests {
  private func started() throws -> Road {
    try Road(seeded: true)
  }

  @Test("Several in one breath, known ones offered, the note for the CRM at the end")
  func several() throws {
    let road = try started()
    let seen = road.run(
      ["log", "--new-deal", "Acme"],
      typed: ["way over what we pay now ; have to ask my boss", "a", "n", "z", "CFO review Thu 10:00"])
    #expect(seen.code == 0)
    #expect(seen.out.hasPrefix("Saved 2. \"Compared with what?\" now 1 of 1. Wrong? comeback undo\n"))
    #expect(seen.out.contains("Nothing said yet to \"I have to run it past our CFO.\": kept as open, l"))
    #expect(
      seen.aside.hasSuffix(
        """
        The team sees: result and the prospect's words. Only you: notes.
        For your CRM, to copy:
          Acme, 2026-11-24
          They said: "way over what we pay now"
          Answered: "Compared with what?" Next step booked.
          They said: "have to ask my boss"
          Not answered yet.
          Next step: CFO review Thu 10:00

        """))
  }

  @Test("In plain mode it takes nine keys beyond the words, or fewer")
  func keys() throws {
    let road = try started()
    // Enter after the words, a Enter, n Enter, Enter without a next step.
    let keys = ["", "a", "n", ""].reduce(0) { $0 + $1.count + 1 }
    #expect(keys <= 9)
    let seen = road.run(["log", "--no-deal"], typed: ["way over what we pay now", "a", "n", ""])
    #expect(seen.out.hasPrefix("Saved. \"Compared with what?\" now 1 of 1."))
  }

  @Test("A deal is shown by its name, or the beginning of it, and a word that is neither is said to be nothing")
  func showsADeal() throws {
    let road = try Road()
    #expect(road.run("deal", "add", "Acme month-end", "--industry", "fintech").code == 0)
    #expect(road.run("show", "acme").out.contains("Acme month-end"))
    #expect(road.run("show", "Acme month-end", "--json").out.contains("\"name\":\"Acme month-end\""))
    #expect(road.run("show", "Acne").code == 64)
  }

  @Test("On a failure the next best answer is shown at once")
  func stuck() throws {
    let road = try started()
    let seen = road.run(["log", "--no-deal"], typed: ["way over what we pay now", "a", "f", ""])
    #expect(seen.aside.contains("Next best: \"Is the price the only thing in the way?\""))
  }

  @Test("A new objection is one question more")
  func new() throws {
    let road = try started()
    let seen = road.run(["log", "--no-deal"], typed: ["qwxyz frobnicate", "", "price", "", ""])
    #expect(seen.out.contains("New objection: \"qwxyz frobnicate\""))
    #expect(road.run("search", "frobnicate").out.contains("\"qwxyz frobnicate\" price, met once."))
  }

  @Test("The end of input in the middle saves nothing")
  func left() throws {
    let road = try started()
    let seen = road.run(["log", "--new-deal", "Acme"], typed: ["way over what we pay now"])
    #expect(seen.code == 130)
    #expect(road.run("logged").code == 1)
    #expect(road.run("deal", "list").code == 1)
  }

  @Test("Own words near an answer count for it")
  func ownWords() throws {
    let road = try started()
    let seen = road.run(
      ["log", "--no-deal"],
      typed: ["way over what we pay now", "o", "so is that next to another offer you thought about", "y", "w", ""])
    #expect(seen.out.hasPrefix("Saved. \"Compared with what?\" now 1 of 1."))
  }
}

@Suite("The plain REPL")
struct ReplTests {
  private func started() throws -> Road {
    try Road(seeded: true)
  }

  @Test("A line is a search, a slash a command, numbers point into the list above")
  func lines() throws {
    let road = try started()
    let seen = road.run([], piped: ["too expnsive", "/why 1b", "/log 1b booked", "/undo"])
    #expect(seen.code == 0)
    #expect(seen.out.hasPrefix("Read \"expnsive\" as \"expensive\"."))
    #expect(seen.out.contains("Stands 2 of 5 answers to \"It's too expensive.\"."))
    #expect(seen.out.contains("Saved. \"Is the price the only thing in the way?\" now 1 of 1. Wrong? /undo"))
    #expect(seen.out.contains("Took back: logged a call: too expnsive"))
  }

  @Test("What was searched for is what they said, with or without a deal")
  func searchedWords() throws {
    let road = try started()
    let seen = road.run([], piped: ["too expnsive", "/log 1a booked --new-deal Acme --role CFO", "/logged Acme"])
    #expect(seen.out.contains("Saved. \"Compared with what?\" now 1 of 1."))
    #expect(seen.out.contains("2026-11-24, Acme, CFO: \"too expnsive\""))
  }

  @Test("Help is help, inside too", arguments: ["/help", "/help search", "/search --help", "/help words"])
  func help(_ line: String) throws {
    let seen = try started().run([], piped: [line])
    #expect(seen.code == 0)
    #expect(!seen.out.isEmpty && seen.aside.isEmpty)
  }

  @Test("A prospect's word is never taken for a command", arguments: ["log", "undo", "doctor", "quit", "help"])
  func words(_ word: String) throws {
    let road = try started()
    let seen = road.run([], piped: [word])
    #expect(!seen.out.contains("Took back"))
    #expect(road.run("history").out.split(separator: "\n").count == 1)
  }

  @Test("The code is the last line's")
  func code() throws {
    let road = try started()
    #expect(road.run([], piped: ["too expensive", "xyzzy"]).code == 1)
    #expect(road.run([], piped: ["xyzzy", "too expensive"]).code == 0)
    #expect(road.run([], piped: ["/nonsense"]).code == 64)
  }

  @Test("Any line at all is answered, none ends it", arguments: [1, 2, 3])
  func anyLine(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let road = try started()
    let lines = (0..<60).map { _ in
      (Bool.random(using: &numbers) ? "/" : "") + HostileTexts.random(using: &numbers).filter { !$0.isNewline }
    }.filter { !["/quit", "/q", "/exit"].contains($0) && !$0.hasPrefix("/demo") }
    let seen = road.run([], piped: lines + ["too expensive"])
    #expect(seen.code == 0)
    for text in [seen.out, seen.aside] {
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) })
    }
  }

  @Test("A stray control character before a slash makes a command no search")
  func strayControl() throws {
    let road = try Road(seeded: true)
    let seen = road.run([], piped: ["\u{0C}/version"])
    #expect(seen.out.hasPrefix("comeback "), "\(seen.out)")
  }

  @Test("On an empty base a pipe is told what to do, code 1")
  func empty() throws {
    let road = try Road()
    let seen = road.run([], piped: ["too expensive"])
    #expect(seen.code == 1)
    #expect(seen.aside == "The base is empty. comeback import FILE or comeback log\n")
  }

  @Test("The first minute: starter objections, a name, what you sell fills the answers")
  func firstRun() throws {
    let road = try Road()
    let seen = road.run(
      [],
      typed: [
        "1", "Ana", "accounting software", "the month-end close", "", "Ledgerly, Tallybook", "rep", "too expensive",
      ],
      onTerminal: true)
    #expect(seen.code == 0)
    #expect(seen.aside.hasPrefix("Comeback remembers what prospects object to, what you answered, what worked.\n"))
    #expect(seen.out.hasPrefix("90 objections, 4"))
    #expect(seen.out.contains("What does the month-end close cost you in an ordinary month?"))
    #expect(road.run("config", "get", "name").out == "Ana\n")
  }
}
