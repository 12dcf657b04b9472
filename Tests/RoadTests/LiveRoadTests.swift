import Foundation
import TestBase
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("The live search at a real terminal", .serialized) struct LiveRoadTests {
  private let binary: Binary

  init() throws {
    binary = try Binary(seeded: true)
  }

  private func opened(rows: Int = 24, columns: Int = 80) throws -> (PtySession, modes: [tcflag_t]) {
    // A shell starts it, so that there is a before.
    let session = try PtySession(
      binary, running: ["/bin/sh", "-c", "echo ready; read line; exec \(Binary.executable.path)"], rows: rows,
      columns: columns)
    #expect(session.waits(for: "ready"))
    let modes = session.modes
    session.type("\n")
    #expect(session.shows("comeback >"))
    #expect(session.modes != modes)
    return (session, modes)
  }

  private func expectGivenBack(
    _ session: PtySession, _ modes: [tcflag_t], location: SourceLocation = #_sourceLocation
  ) {
    #expect(session.screen.modes == [25], sourceLocation: location)
    #expect(session.modes == modes, sourceLocation: location)
    #expect(session.screen.strange == [], sourceLocation: location)
  }

  @Test("Words typed are answered at once; Escape clears, then leaves; the terminal is as it was")
  func typed() throws {
    defer { binary.remove() }
    let (session, modes) = try opened()
    session.type("tehy say its too expnsive")
    #expect(session.shows("\"It's too expensive.\""))
    #expect(session.screen.modes.isSuperset(of: [1049, 2004]))
    session.type("\u{1B}")
    #expect(session.waits { !$0.text[0].contains("expnsive") })
    session.type("\u{1B}")
    #expect(session.code() == 0)
    expectGivenBack(session, modes)
  }

  @Test("Five keys log the answer: ^L, Enter, a, n, Enter; a sixth goes on, and a letter is not lost")
  func log() throws {
    defer { binary.remove() }
    let (session, modes) = try opened()
    session.type("way too expensive for us")
    #expect(session.shows("> 1 \"It's too expensive.\""))
    for key in ["\u{C}", "\r", "a", "n", "\r"] { session.type(key) }
    #expect(session.shows("c copies the note"))
    let logged = try binary.run("logged", "--json").out
    #expect(logged.contains("\"words\":\"way too expensive for us\""))
    #expect(logged.contains("\"result\":\"worked\""))
    session.type("x")
    #expect(session.waits { $0.text[0].contains("comeback > x") })
    session.type("\u{3}")
    #expect(session.code() == 0)
    expectGivenBack(session, modes)
  }

  @Test("On a wide terminal the card ends with the last times; a new one stands there as soon as it is saved")
  func lastTimes() throws {
    defer { binary.remove() }
    let log = ["--objection", "price-too-expensive", "--role", "CFO"]
    #expect(try binary.run("log", "--no-deal", "far too dear", log[0], log[1], log[2], log[3]).code == 0)
    let (session, _) = try opened(rows: 45, columns: 130)
    session.type("way too expensive for us")
    #expect(session.waits { $0.text.contains { $0.contains("CFO  no answer  \"far too dear\"") } })
    session.type("\rw\r")
    #expect(session.shows("Saved: now 1 of 1"))
    session.type("\u{1B}")
    #expect(session.waits { $0.text.contains { $0.contains("a worked   \"way too expensive for us\"") } })
    session.type("\u{3}")
    #expect(session.code() == 0)
  }

  @Test("In a card a key and Enter log how it went and z takes it back; before anything was saved z takes back nothing")
  func card() throws {
    defer { binary.remove() }
    let (session, _) = try opened()
    session.type("way too expensive for us")
    #expect(session.shows("> 1 \"It's too expensive.\""))
    session.type("\rz\r")
    #expect(session.shows("Nothing was saved here yet"))
    #expect(try binary.run("objection", "list", "--plain").out.contains("too expensive"))
    session.type("w")
    #expect(session.shows("Enter saves: they let go of it"))
    #expect(try !binary.run("logged").out.contains("way too expensive for us"))
    session.type("\r")
    #expect(session.shows("Saved: now 1 of 1"))
    #expect(try binary.run("logged").out.contains("way too expensive for us"))
    session.type("p\r")
    #expect(session.shows("Saved: now 1 of 2"))
    session.type("z\r")
    #expect(session.shows("Took back"))
    #expect(try binary.run("logged").out.contains("way too expensive for us"))
    session.type("z\r")
    #expect(session.waits { $0.text.contains { $0.contains("not met yet") } })
    #expect(try !binary.run("logged").out.contains("way too expensive for us"))
    session.type("\u{3}")
    #expect(session.code() == 0)
  }

  @Test("A pasted mail is words, whatever lines and letters stand in it: nothing is logged or left")
  func paste() throws {
    defer { binary.remove() }
    let (session, _) = try opened()
    session.type("\u{1B}[200~Hi,\r\nit is too expensive.\r\n\u{3}\u{4}Bye\r\n\u{1B}[201~")
    #expect(session.shows("it is too expensive."))
    session.type("\u{15}")
    #expect(session.waits { !$0.text[0].contains("expensive") })
    #expect(try !binary.run("logged").out.contains("expensive"))
    session.type("\u{4}")
    #expect(session.code() == 0)
  }

  @Test("A new size is drawn at once, down to one line that says it is too small")
  func resized() throws {
    defer { binary.remove() }
    let (session, _) = try opened()
    session.type("too expensive")
    #expect(session.shows("> 1 \"It's too expensive.\""))
    session.resize(rows: 40, columns: 120)
    #expect(session.shows("│"))
    session.resize(rows: 8, columns: 40)
    #expect(session.shows("not tried"))
    session.resize(rows: 4, columns: 30)
    #expect(session.shows("Too small: 40x6"))
    session.resize(rows: 24, columns: 80)
    #expect(session.shows("> 1 \"It's too expensive.\""))
    #expect(session.screen.strange == [])
    session.type("\u{3}")
    #expect(session.code() == 0)
  }

  @Test(
    "A signal or a crash gives the terminal back before it ends the process",
    arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE])
  func ended(_ signal: CInt) throws {
    defer { binary.remove() }
    let (session, modes) = try opened()
    session.type("too expensive")
    #expect(session.shows("> 1 \"It's too expensive.\""))
    session.send(signal)
    #expect(session.endedBy() != 0)
    #expect(session.screen.modes == [25])
    #expect(session.modes == modes)
  }

  @Test("Ctrl-Z gives the shell its terminal, and fg brings the search back as it was")
  func suspended() throws {
    defer { binary.remove() }
    let session = try PtySession(binary, running: ["/bin/bash", "--norc", "--noprofile", "-i"])
    session.type("\(Binary.executable.path)\n")
    #expect(session.shows("comeback >"))
    session.type("too expensive")
    #expect(session.shows("> 1 \"It's too expensive.\""))
    session.type("\u{1A}")
    #expect(
      session.waits {
        !$0.modes.contains(1049) && !$0.modes.contains(2004) || $0.text.contains { $0.contains("Stopped") }
      })
    session.type("fg\n")
    #expect(session.waits { $0.modes.contains(1049) && $0.text[0].contains("too expensive") })
    session.type("\u{3}")
    #expect(session.waits { !$0.modes.contains(1049) })
    session.type("exit\n")
    #expect(session.code() == 0)
  }

  @Test("What was asked is there again by ^R in the next search")
  func recent() throws {
    defer { binary.remove() }
    let (first, _) = try opened()
    first.type("canary in a cage")
    #expect(first.shows("canary in a cage"))
    first.type("\u{3}")
    #expect(first.code() == 0)
    let (second, _) = try opened()
    second.type("\u{12}")
    #expect(second.shows("> canary in a cage"))
    second.type("\r")
    #expect(second.waits { $0.text[0].contains("canary in a cage") })
    second.type("\u{3}")
    #expect(second.code() == 0)
  }

  @Test("The first minute by keys: 1 takes the starter objections, Enter skips each question, then words find")
  func firstRun() throws {
    let empty = try Binary()
    defer { empty.remove() }
    defer { binary.remove() }
    let session = try PtySession(empty)
    #expect(session.shows("Begin with nothing"))
    session.type("1")
    #expect(session.shows("90 objections"))
    for question in ["Your name", "What do you sell", "What does it do", "To whom", "Three rivals", "Your role"] {
      #expect(session.shows(question))
      session.type("\r")
    }
    #expect(session.shows("comeback >"))
    session.type("too expensive")
    #expect(session.shows("> 1 \"It's too expensive.\""))
    session.type("\u{3}")
    #expect(session.code() == 0)
  }

  @Test("After a prep the live search is in that deal's context, and a log of it needs no name")
  func prepared() throws {
    defer { binary.remove() }
    #expect(try binary.run("deal", "add", "Acme", "--stage", "negotiation", "--industry", "fintech").code == 0)
    #expect(try binary.run("prep", "Acme").code == 0)
    let (session, _) = try opened()
    #expect(session.shows("For Acme: fintech, negotiation"))
    session.type("way too expensive for us")
    #expect(session.shows("> 1 \"It's too expensive.\""))
    session.type("\rw\r")
    #expect(session.shows("Saved on Acme: now 1 of 1"))
    session.type("\u{1B}\u{14}")
    #expect(session.shows("context is off"))
    session.type("\rp\r")
    #expect(session.shows("Saved: now 1 of 2"))
    session.type("\u{3}")
    #expect(session.code() == 0)
    let logged = try binary.run("logged", "Acme").out
    #expect(logged.components(separatedBy: "way too expensive for us").count == 2)
  }
}
