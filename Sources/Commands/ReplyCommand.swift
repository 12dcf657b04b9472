import ArgumentParser
import Calls
import Domain
import Foundation
import Retrieval
import Screens
import Storage
import Terminal

struct ReplyCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "reply", abstract: "What a mail objects to, and what to write back.",
    discussion: """
      comeback reply < mail.txt
      comeback reply --copy < mail.txt
      comeback reply --log --deal Acme < mail.txt

      At a terminal without a file it asks for the mail: paste it. Their thread, greeting and signature are left out.
      Nothing is kept unless you log; what you copied counts as answered so.
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("The deal it is about; moves what fits it up.", valueName: "name")) var deal: String?
  @Flag(help: "Copy a reply to edit.") var copy = false
  @Flag(help: "Log what was found, on the deal if one is said; how it went stays open.") var log = false
  @Argument(help: "The mail's text, when it isn't read from a file or pasted.") var words: [String] = []

  func run(in session: inout Session) throws -> Int32 {
    let text = try mail(&session)
    guard !Self.isCoded(text) else { throw Problem.codedMail }
    let base = try session.base()
    let (reply, deal, face, isSample) = try base.read { reader in
      let mail = Mail(text)
      let deal = try self.deal.map { try DealName.find($0, in: reader) } ?? Self.deal(of: mail.sender, in: reader)
      let context = try deal.map { try reader.context(of: $0) } ?? Context()
      let search = try session.search(in: reader, competitor: context.competitor)
      let reply = try Reply(to: mail, in: search, context: context)
      let face = options.json ? try ReplyFace.json(reply, today: session.today, reader) : nil
      return (reply, deal, face, try reader.setting("sample") == "yes")
    }
    guard !reply.mail.sentences.isEmpty else { throw Problem.emptyMail }
    if let face {
      session.console.out(JSONFace.text(face))
    } else {
      session.console.show(ReplyPage(reply, today: session.today, isSample: isSample).page)
    }
    if copy { copyText(of: reply, session) }
    if log { try keep(reply, isAnswered: copy, on: self.deal == nil ? nil : deal, base, session) }
    if !options.json, !copy, !log, session.console.canAsk {
      // What was done before it was left is done.
      do { try offer(reply, deal, base, session) } catch is Questions.Left { session.console.tell(.text("")) }
    }
    return reply.found.isEmpty ? Code.nothingFound : Code.fine
  }

  /// From the command's words, a file or pipe, or the clipboard by pasting.
  private func mail(_ session: inout Session) throws -> String {
    if !words.isEmpty { return words.joined(separator: " ") }
    if !session.isRepl, !session.console.canAsk {
      guard !session.console.inIsTerminal else { throw Problem.notATerminal }
      let text = session.console.readText(atMost: 4 * Mail.longest)
      session.console.takeTerminal(session.environment, unless: options.noInput)
      return text
    }
    guard let text = session.console.paste("Paste the mail (typed: a lone . ends it)") else { throw Questions.Left() }
    return text
  }

  /// The one open deal on which somebody of that name is.
  private static func deal(of sender: String?, in reader: Reader) throws -> Deal? {
    guard let name = sender.map(Folding.fold), !name.isEmpty else { return nil }
    let deals = try reader.deals().filter { deal in
      try deal.ending.outcome == .open && reader.people(of: deal.id).contains { Folding.fold($0.name) == name }
    }
    return deals.count == 1 ? deals[0] : nil
  }

  /// Whether it is a mail file whose text stands in a coding of mail programs.
  private static func isCoded(_ text: String) -> Bool {
    let head = text.prefix(16_384).lowercased().replacing("\r\n", with: "\n").split(separator: "\n\n").first ?? ""
    return head.split(separator: "\n").contains { line in
      line.hasPrefix("content-type: multipart")
        || line.hasPrefix("content-transfer-encoding:")
          && (line.contains("base64") || line.contains("quoted-printable"))
    }
  }

  // MARK: What to do with it

  private func offer(_ reply: Reply, _ deal: Deal?, _ base: Base, _ session: Session) throws {
    let questions = try Questions(session)
    var offered: [(key: String, words: String)] = []
    if reply.text != nil { offered.append(("c", "c copies a reply to edit")) }
    if !reply.found.isEmpty {
      let what = reply.found.count == 1 ? "it" : reply.found.count == 2 ? "both" : "all \(reply.found.count)"
      offered.append(("l", "l logs \(what)"))
    }
    if !reply.unmatched.isEmpty { offered.append(("n", "n keeps a new objection")) }
    var isCopied = false
    while !offered.isEmpty {
      let question = (offered.map(\.words) + ["Enter: done"]).joined(separator: "   ")
      let key = try questions.key(question, offered.map(\.key) + ["q"], standard: "q")
      offered.removeAll { $0.key == key && key == "l" }
      switch key {
      case "c":
        copyText(of: reply, session)
        isCopied = true
      case "l":
        try keep(reply, isAnswered: isCopied, on: askForDeal(deal, base, questions), base, session)
      case "n": try keepNew(reply, questions, session)
      default: return
      }
    }
  }

  private func copyText(of reply: Reply, _ session: Session) {
    guard let text = reply.text else { return }
    let outcome = Clipboard.copy(text, environment: session.environment)
    if outcome == .impossible {
      session.console.show(
        Page(text.split(separator: "\n", omittingEmptySubsequences: false).map { Line([Span(String($0))]) }))
    }
    session.console.tell(.text(Copied.words(outcome, of: text)))
  }

  /// - Parameter likely: The one that stands there already; an empty line is a mail without a deal.
  private func askForDeal(_ likely: Deal?, _ base: Base, _ questions: Questions) throws -> Deal? {
    while let name = try questions.line("For which deal? (empty: none)", initial: likely?.name ?? "") {
      do { return try base.read { try DealName.find(name, in: $0) } } catch let problem as Problem {
        questions.session.console.tell(ErrorPage(problem).page)
      }
    }
    return nil
  }

  /// Once the reply was copied, as answered so; how it went is asked when the deal moves. Else as still open.
  private func keep(
    _ reply: Reply, isAnswered: Bool, on deal: Deal?, _ base: Base, _ session: Session
  ) throws {
    let lines = reply.found.map { one in
      CallLog.Line(
        words: one.said, meant: .known(one.match.objection.id), learnt: one.learnt,
        used: !isAnswered
          ? nil
          : one.answer.map { answer in
            let rank = one.match.answers.firstIndex { $0.response.id == answer.response.id }.map { $0 + 1 }
            return Encounter.Used(response: answer.response.id, rank: rank, shown: one.match.answers.count)
          }, went: .cantTell)
    }
    guard !lines.isEmpty else { return }
    var call = CallLog(deal: deal.map { .existing($0.id) } ?? .none, lines: lines)
    call.channel = Channel(rawValue: "mail")
    try Writer.ensureName(base, session)
    let receipt = try base.log(call, zone: session.zone, now: session.now())
    let place = receipt.deal.map { " for \($0.name)" } ?? ""
    session.console.tell(
      .text(
        "Saved \(lines.count)\(place), \(isAnswered ? "answered as copied; how it went is asked later" : "not answered yet")."
          + " Wrong? \(session.typed("undo"))"))
    session.settle(base)
  }

  private func keepNew(_ reply: Reply, _ questions: Questions, _ session: Session) throws {
    let offered = Array(reply.unmatched.prefix(9))
    var words = offered[0]
    if offered.count > 1 {
      for (index, sentence) in offered.enumerated() { session.console.tell(.text("\(index + 1)  \"\(sentence)\"")) }
      let keys = offered.indices.map { String($0 + 1) }
      words = offered[(Int(try questions.key("Which? Press its number", keys)) ?? 1) - 1]
    }
    var own = session
    _ = try CommandLineWords(["objection", "add", words]).run(in: &own)
  }
}

enum ReplyFace {
  static func json(_ reply: Reply, today: Day, _ reader: Reader) throws -> JSON {
    func objected(_ one: Reply.Objected) throws -> JSON {
      .object(["said": .text(one.said), "match": try JSONFace.match(one.match, today: today, reader: reader)])
    }
    return .object([
      "version": .integer(1), "from": JSON(reply.mail.sender), "words": .integer(Int64(reply.mail.words)),
      "found": .list(try reply.found.map(objected)), "beyond": .list(try reply.beyond.map(objected)),
      "perhaps": .list(try reply.perhaps.map(objected)),
      "not_matched": .list(reply.unmatched.map(JSON.text)), "reply": JSON(reply.text),
    ])
  }
}
