import CPty
import Foundation
import TestBase
import Testing

@Suite("reply, with the real command") struct ReplyRoadTests {
  private let binary: Binary
  private let mail = """
    From: Dana Reyes <dana@acme.example>
    Subject: Re: your offer

    Hi Sam,
    we like it, but it's too expensive. Blue would be nicer.
    Best, Dana
    """

  init() throws {
    binary = try Binary(seeded: true)
  }

  @Test("reads a mail from a file, answers on stdout, and keeps nothing")
  func file() throws {
    defer { binary.remove() }
    let ended = try binary.run("reply", input: mail)
    #expect(ended.code == 0)
    #expect(ended.out.contains("Mail from Dana Reyes: "))
    #expect(
      ended.out.contains("1 \"we like it, but it's too expensive.\"") || ended.out.contains("1 \"it's too expensive.\"")
    )
    #expect(ended.out.contains("Write  \"Thanks for putting it plainly."))
    #expect(try binary.run("logged").code == 1)
  }

  private func sentences(_ name: String) throws -> [String] {
    try String(contentsOf: Checkout.root.appendingPathComponent("Tests/Fixtures/\(name).txt"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  @Test("by words alone answers none of thirty ordinary sentences, and finds most of thirty objections")
  func precision() throws {
    defer { binary.remove() }
    let ordinary = try binary.run("reply", "--json", input: sentences("mail-ordinary").joined(separator: "\n\n"))
    #expect(ordinary.out.contains("\"reply\":null"))
    #expect(ordinary.code == 1)
    let answered = try sentences("mail-objections").filter { try binary.run("reply", input: $0).code == 0 }
    #expect(answered.count >= 18)
  }

  @Test("as JSON says what it found, what not, and the reply")
  func json() throws {
    defer { binary.remove() }
    let ended = try binary.run("reply", "--json", input: mail)
    let face = try #require(try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any])
    #expect(
      Set(face.keys) == ["version", "from", "words", "found", "beyond", "perhaps", "not_matched", "reply"])
    #expect(face["from"] as? String == "Dana Reyes")
    #expect((face["found"] as? [[String: Any]])?.count == 1)
    #expect(face["not_matched"] as? [String] == ["Blue would be nicer."])
    #expect((face["reply"] as? String)?.hasPrefix("Hi Dana,\n\nYou wrote: ") == true)
  }

  @Test("logs what it found on the deal, still open, as one change")
  func logs() throws {
    defer { binary.remove() }
    _ = try binary.run("deal", "add", "Acme")
    let ended = try binary.run("reply", "--log", "--deal", "Acme", input: mail)
    #expect(ended.err.contains("Saved 1 for Acme, not answered yet. Wrong? comeback undo"))
    let logged = try binary.run("logged", "Acme", "--json")
    #expect(logged.out.contains("\"channel\":\"mail\""))
    #expect(logged.out.contains("\"result\":\"unknown\""))
    _ = try binary.run("undo")
    #expect(try binary.run("logged").code == 1)
  }

  @Test("a mail with nothing of theirs, a coded one, and one without an objection are told apart")
  func none() throws {
    defer { binary.remove() }
    #expect(try binary.run("reply", input: "> we wrote this\n").code == 65)
    let coded = try binary.run("reply", input: "Content-Type: multipart/mixed\nSubject: x\n\n--b\n")
    #expect(coded.code == 65)
    #expect(coded.err.contains("Open it there, copy what they wrote"))
    let ended = try binary.run("reply", input: "Blue would be nicer.")
    #expect(ended.code == 1)
    #expect(ended.out.contains("no objection that is known here"))
  }

  @Test("pasted at a terminal, one key copies, one logs, and Enter is done")
  func pasted() throws {
    defer { binary.remove() }
    let session = try PtySession(binary, ["reply"], rows: 30, columns: 80)
    #expect(session.shows("Paste the mail"))
    session.type("\u{1B}[200~\(mail.replacing("\n", with: "\r\n"))\u{1B}[201~")
    #expect(session.shows("c copies a reply to edit   l logs it   n keeps a new objection"))
    session.type("l")
    #expect(session.shows("For which deal?"))
    session.type("\r")
    #expect(session.shows("Saved 1, not answered yet."))
    session.type("\r")
    #expect(session.code() == 0)
    #expect(try binary.run("logged").out.contains("too expensive"))
  }

  @Test("what was copied is logged as answered so, on the deal of whoever wrote")
  func copied() throws {
    defer { binary.remove() }
    _ = try binary.run("deal", "add", "Acme")
    _ = try binary.run("person", "add", "Dana Reyes", "--deal", "Acme", "--role", "CFO")
    let session = try PtySession(binary, ["reply"], rows: 40, columns: 80)
    #expect(session.shows("Paste the mail"))
    session.type("\u{1B}[200~\(mail)\u{1B}[201~")
    #expect(session.shows("c copies a reply to edit"))
    session.type("c")
    #expect(session.waits { $0.text.count { $0.contains("c copies a reply to edit") } == 2 })
    session.type("l")
    #expect(session.shows("> Acme"))
    session.type("\r")
    #expect(session.shows("Saved 1 for Acme, answered as copied; how it went is asked later."))
    session.type("\r")
    #expect(session.code() == 0)
    #expect(try binary.run("logged", "Acme").out.contains("answered \"Compared with what?\""))
  }

  @Test("a mail read from a file can be acted on by keys all the same")
  func keysAfterFile() throws {
    defer { binary.remove() }
    let file = binary.folder.appendingPathComponent("mail.txt")
    try mail.write(to: file, atomically: true, encoding: .utf8)
    let session = try PtySession(
      binary, running: ["/bin/sh", "-c", "\"$0\" reply < \"$1\"", Binary.executable.path, file.path], rows: 30)
    #expect(session.shows("c copies a reply to edit"))
    session.type("\r")
    #expect(session.code() == 0)
  }

  @Test("on the live screen a paste of over 25 words is a mail, and the screen comes back")
  func live() throws {
    defer { binary.remove() }
    let session = try PtySession(binary, [], rows: 24, columns: 80)
    #expect(session.shows("comeback >"))
    session.type("\u{1B}[200~\(mail) \(String(repeating: "and more of it ", count: 6))\u{1B}[201~")
    #expect(session.shows("c copies a reply to edit"))
    session.type("\r")
    #expect(session.shows("Nothing was saved."))
    session.type("\u{4}")
    #expect(session.code() == 0)
  }
}
