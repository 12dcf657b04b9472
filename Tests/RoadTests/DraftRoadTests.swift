import CPty
import Foundation
import TestBase
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("A log that is left half way, with the real command") struct DraftRoadTests {
  private let binary: Binary

  init() throws {
    binary = try Binary(seeded: true)
    _ = try binary.run("config", "set", "name", "Ana")
    _ = try binary.run("deal", "add", "Acme", "--stage", "negotiation")
  }

  /// Two answers in: the words, and what was said.
  private func begun() throws -> PtySession {
    let session = try PtySession(binary, ["log", "Acme"])
    #expect(session.shows("They said?"))
    session.type("it's too expensive; we have no budget\r")
    #expect(session.shows("x not this objection"))
    session.type("a")
    #expect(session.shows("Went:"))
    return session
  }

  private func logged() throws -> [[String: Any]] {
    let ended = try binary.run("logged", "Acme", "--json")
    let face = try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any]
    return face?["logged"] as? [[String: Any]] ?? []
  }

  @Test("by Ctrl-C says how to go on, and goes on at the first question that was not answered")
  func left() throws {
    defer { binary.remove() }
    let session = try begun()
    session.type("\u{3}")
    #expect(session.shows("Left. What you answered is kept as a draft: comeback log --resume"))
    #expect(session.code() == 130)
    #expect(try logged().isEmpty)

    let again = try PtySession(binary, ["log", "--resume"])
    #expect(again.shows("Acme, negotiation"))
    #expect(again.shows("1 \"It's too expensive.\""))
    #expect(again.shows("Went:"))
    again.type("n")
    #expect(again.shows("2 \""))
    again.type("z")
    #expect(again.shows("Next step?"))
    again.type("\r")
    #expect(again.code() == 0)
    #expect(try logged().map { $0["words"] as? String } == ["we have no budget", "it's too expensive"])
    #expect(try logged().map { $0["result"] as? String } == ["unknown", "worked"])
    #expect(try binary.run("log", "--resume", "--no-input").code == 1)
  }

  @Test("by a kill keeps all that was answered")
  func killed() throws {
    defer { binary.remove() }
    let session = try begun()
    session.die()
    let again = try PtySession(binary, ["log", "--resume"])
    #expect(again.shows("1 \"It's too expensive.\""))
    again.type("n")
    #expect(again.shows("2 \""))
    again.type("z")
    #expect(again.shows("Next step?"))
    again.type("\r")
    #expect(again.code() == 0)
    #expect(try logged().count == 2)
  }

  @Test("is offered to the next log, and dropped when that is wanted")
  func offered() throws {
    defer { binary.remove() }
    let session = try begun()
    session.type("\u{3}")
    _ = session.code()
    let again = try PtySession(binary, ["log", "--no-deal"])
    #expect(again.shows("A log on Acme was left half way: \"it's too expensive\"."))
    again.type("n")
    #expect(again.shows("They said?"))
    again.type("\u{3}")
    #expect(again.shows("Left. Nothing was saved."))
    #expect(again.code() == 130)
    #expect(try binary.run("log", "--resume", "--no-input").err.contains("No log was left half way."))
  }

  @Test("is named on the live screen, where ^L goes on with it")
  func live() throws {
    defer { binary.remove() }
    let session = try begun()
    session.type("\u{3}")
    _ = session.code()
    let screen = try PtySession(binary)
    #expect(screen.shows("A log was left half way: ^L goes on with it."))
    screen.type("\u{C}")
    #expect(screen.shows("r go on with it"))
    screen.type("r")
    #expect(screen.shows("Went:"))
    screen.type("\u{3}")
    #expect(screen.shows("Kept as a draft: ^L goes on with it."))
    screen.type("\u{3}")
    #expect(screen.code() == 0)
  }

  @Test("an objection that was taken for another is given back by one key, and own words become an answer")
  func otherwise() throws {
    defer { binary.remove() }
    let session = try PtySession(binary, ["log", "--no-deal"], rows: 60)
    #expect(session.shows("They said?"))
    session.type("it's too expensive\r")
    #expect(session.shows("x not this objection"))
    session.type("x")
    #expect(session.shows("is it one of these?"))
    session.type("x")
    #expect(session.shows("New objection, in one sentence"))
    session.type("The monthly fee is what hurts.\r")
    #expect(session.shows("Category"))
    session.type("price\r")
    #expect(session.shows("You said? (Enter: nothing)"))
    session.type("Would a yearly bill sit better with you?\r")
    #expect(session.shows("Went:"))
    session.type("n")
    #expect(session.shows("Next step?"))
    session.type("\r")
    #expect(session.shows("now 1 of 1"))
    #expect(session.code() == 0)
    let found = try binary.run("search", "the monthly fee is what hurts", "--plain").out
    #expect(found.contains("worked 1 of 1. Say: \"Would a yearly bill sit better with you?\""))
    _ = try binary.run("undo")
    #expect(try !binary.run("search", "the monthly fee is what hurts", "--plain").out.contains("yearly bill"))
  }

  @Test("a file of lines is logged whole, or not at all with the line named")
  func file() throws {
    defer { binary.remove() }
    let good = try binary.run(
      "log", "Acme", "--from", "-", "--json", input: "it's too expensive = compared with what +\nwe have no budget\n")
    #expect(good.code == 0)
    #expect(try logged().count == 2)
    let bad = try binary.run(
      "log", "Acme", "--from", "-", input: "it's too expensive = compared with what +\nblue cheese moon =  tango +\n")
    #expect(bad.code == 65)
    #expect(bad.err.contains("standard input, line 2: which objection is \"blue cheese moon\"? Nothing was saved."))
    #expect(try logged().count == 2)
    #expect(try binary.run("log", "Acme", "--from", "nowhere.txt").code == 66)
  }

  @Test("when a deal moves or ends, what is still open is asked in one go, and saved as one change")
  func moves() throws {
    defer { binary.remove() }
    _ = try binary.run("log", "Acme", "--from", "-", input: "it's too expensive = compared with what ?\n")
    #expect(try logged().count == 1)
    let quiet = try binary.run("deal", "edit", "Acme", "--stage", "proposal")
    #expect((quiet.out + quiet.err).contains("1 result is still open: comeback logged Acme"))
    let unmoved = try binary.run("deal", "edit", "Acme", "--owner", "Ana")
    #expect(!(unmoved.out + unmoved.err).contains("still open"))
    let session = try PtySession(binary, ["deal", "won", "Acme"])
    #expect(session.shows("How did it go in the end?"))
    session.type("n")
    #expect(session.shows("Saved 1. \"Compared with what?\" now 1 of 1."))
    #expect(session.shows("Acme said yes.") && session.shows("n: not now"))
    session.type("n")
    #expect(session.code() == 0)
    #expect(try logged().allSatisfy { $0["result"] as? String == "worked" })
    _ = try binary.run("undo")
    #expect(try logged().allSatisfy { $0["result"] as? String == "unknown" })
    #expect(try binary.run("deal", "list").out.contains("won"))
  }
}
