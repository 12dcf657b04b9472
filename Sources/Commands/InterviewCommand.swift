import ArgumentParser
import Domain
import Learning
import Screens
import Storage
import Terminal

struct InterviewCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "interview", abstract: "Ask the buyer: a guide, a thank-you, and what they said.",
    discussion: """
      comeback interview
      comeback interview Globex
      comeback interview Globex --message --copy
      comeback interview Globex --capture
      comeback interview Globex --who Dana --topic us --said "nobody showed us week one" --meant "they feared the rollout"
      comeback interview Globex --reason implementation --reason-words "our whole quarter" --competitor Ledgerly

      Alone it says whom to ask next, and how often the rep's reason is the buyer's. With a deal that is won, lost or
      without a decision it prints a guide of one page. --capture asks what they said, on a terminal.
      The team sees what they said, what you take it to mean, and their reason.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "A thank-you that asks for 15 minutes, in four lines.") var message = false
  @Flag(help: "Write down what they said, asked on a terminal.") var capture = false
  @Flag(help: "Copy the guide or the message, too.") var copy = false
  @Option(help: ArgumentHelp("Who spoke, by name or role; or whom the message is for.", valueName: "name")) var who:
    String?
  @Option(help: ArgumentHelp("motive, process, people, criteria, differences, us.", valueName: "topic")) var topic:
    String?
  @Option(help: ArgumentHelp("What they said, in their words.", valueName: "words")) var said: String?
  @Option(help: ArgumentHelp("What you take it to mean.", valueName: "words")) var meant: String?
  @Option(help: ArgumentHelp("Their reason, as a category: price, timing ...", valueName: "category")) var reason:
    String?
  @Option(help: ArgumentHelp("Their reason in their words.", valueName: "words")) var reasonWords: String?
  @Option(
    help: ArgumentHelp("How you know: told (unless said), wrote, colleague, booked, did, guess.", valueName: "how"))
  var how: String?
  @Option(help: ArgumentHelp("Who else was in it, where the deal doesn't say.", valueName: "name")) var competitor:
    String?
  @Option(help: ArgumentHelp("The day on which they said it, today unless said.", valueName: "date")) var on: String?
  @Argument(help: "The deal's name.") var deal: [String] = []

  func validate() throws {
    if message, capture { throw ValidationError("Say one of --message and --capture.") }
    if message, isTold || topic != nil || meant != nil || competitor != nil || how != nil || on != nil {
      throw ValidationError("Beside --message only --who and --copy say something.")
    }
    if capture, isTold || topic != nil || meant != nil || competitor != nil || copy {
      throw ValidationError("--capture asks for that. Beside it only --who, --how and --on say something.")
    }
    if copy, isTold { throw ValidationError("--copy is for the guide and the message.") }
    if !capture, !isTold {
      if how != nil || on != nil || competitor != nil {
        throw ValidationError("--how, --on and --competitor go with what they said: --said WORDS or --reason CATEGORY.")
      }
      if who != nil, !message, topic == nil, meant == nil {
        throw ValidationError("--who goes with --said, --reason, --capture or --message.")
      }
    }
    if how != nil, isTold, reason == nil, reasonWords == nil {
      throw ValidationError("--how says how you know their reason: --reason CATEGORY.")
    }
  }

  /// Whether flags say what they said.
  private var isTold: Bool { [said, reason, reasonWords].contains { $0 != nil } }

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    guard let name = deal.joined(separator: " ").trimmedOrNil else {
      if message || capture || copy || isTold || topic != nil || meant != nil {
        throw Problem.needs("The deal", example: session.typed("interview Globex"))
      }
      return try InterviewOverview(base, session, options).show()
    }
    if topic != nil || meant != nil, said == nil {
      throw Problem.needs("--said", example: "--said \"nobody showed us week one\" --topic us")
    }
    let deal = try base.read { try Self.decided(name, in: $0, session) }
    if capture { return try takeDown(deal, base, session) }
    if isTold { return try tell(deal, base, session) }
    return try message ? write(deal, base, session) : guide(deal, base, session)
  }

  /// The deal of that name; one that is decided before an open one.
  private static func decided(_ name: String, in reader: Reader, _ session: Session) throws -> Deal {
    let closed = try reader.deals(named: name).first { InterviewGuide($0) != nil }
    let deal = try closed ?? DealName.find(name, in: reader, evenClosed: true)
    if deal.ending.outcome == .invalid {
      let reopen = session.typed("deal reopen \(Shell.quoted(deal.name))")
      throw Problem.usage("\(deal.name) was not a real deal: nobody there decided anything. If it was: \(reopen)")
    }
    guard InterviewGuide(deal) != nil else {
      let lost = session.typed("deal lost \(Shell.quoted(deal.name))")
      throw Problem.usage("\(deal.name) is still open. Ask once it is decided: \(lost), or won, or no-decision")
    }
    return deal
  }

  // MARK: To read

  private func guide(_ deal: Deal, _ base: Base, _ session: Session) throws -> Int32 {
    guard let guide = InterviewGuide(deal) else { return Code.usage }
    let (id, hasDraft, asked) = try base.read { reader in
      (
        try reader.shortID(deal.id), try reader.draft(InterviewDraft.name(deal.id)) != nil,
        try reader.askedDeals().first { $0.deal.id == deal.id }?.day
      )
    }
    if options.json {
      session.console.out(JSONFace.text(InterviewFace.guide(guide, deal: id)))
      return Code.fine
    }
    let typed = deal.name.count > 24 ? id : Shell.quoted(deal.name)
    let page = InterviewGuidePage.page(guide, deal: deal, capture: session.typed("interview \(typed) --capture"))
    session.console.show(page)
    if let asked {
      session.console.tell(.text("They were asked on \(Wording.date(asked)): \(session.typed("show \(id)"))"))
    }
    if hasDraft { session.console.tell(.text("What you began to write down is kept; --capture goes on with it.")) }
    if copy { offer(page.plain(width: 80), session) }
    return Code.fine
  }

  private func write(_ deal: Deal, _ base: Base, _ session: Session) throws -> Int32 {
    let (addressee, rep, people) = try base.read { reader in
      (
        try Addressee.name(who, deal: deal, in: reader), try reader.writer().flatMap { try reader.author($0)?.name },
        try reader.people(of: deal.id)
      )
    }
    guard let message = InterviewMessage(deal, to: addressee, from: rep) else { return Code.usage }
    if options.json {
      session.console.out(
        JSONFace.text(
          .object([
            "version": .integer(1), "to": JSON(addressee), "lines": .list(message.lines.map(JSON.text)),
            "text": .text(message.text),
          ])))
    } else {
      session.console.out(CleanText(lines: message.text).description)
      if addressee == nil, !people.isEmpty {
        session.console.tell(.text("To whom? --who " + people.map { Shell.quoted($0.name) }.joined(separator: ", or ")))
      }
    }
    if copy { offer(message.text, session) }
    return Code.fine
  }

  private func offer(_ text: String, _ session: Session) {
    session.console.tell(.text(Copied.words(Clipboard.copy(text, environment: session.environment), of: text)))
  }

  // MARK: What they said

  private func day(_ session: Session) throws -> Day {
    try on.map { try ReturnDay.past($0, "--on", session) } ?? session.today
  }

  private func knowing() throws -> Knowing? { try how.map { try Vocabulary.word($0, "--how") } }

  /// One remark or their reason, or both, told by flags.
  private func tell(_ deal: Deal, _ base: Base, _ session: Session) throws -> Int32 {
    var draft = InterviewDraft(deal.id, on: try day(session))
    draft.how = try knowing()?.rawValue
    draft.who = try who.map { who in try base.read { try Addressee.speaker(who, deal: deal, in: $0) } }
    if let said {
      guard let topic else {
        throw Problem.needs("--topic", example: "one of " + Remark.Topic.known.map(\.rawValue).joined(separator: ", "))
      }
      guard let words = said.trimmedOrNil else {
        throw Problem.badValue(name: "--said", value: said, wanted: "what they said, in their words")
      }
      var line = InterviewDraft.Line(try Vocabulary.word(topic, "--topic"), said: words)
      line.meant = meant?.trimmedOrNil
      draft.lines = [line]
    }
    draft.category = InterviewDraft.Answer(try reason.map { try ReasonCategory.read($0, name: "--reason").rawValue })
    draft.words = InterviewDraft.Answer(reasonWords?.trimmedOrNil)
    draft.competitor = InterviewDraft.Answer(competitor?.trimmedOrNil)
    return try save(draft, finishing: nil, deal, base, session)
  }

  /// Asked topic by topic.
  private func takeDown(_ deal: Deal, _ base: Base, _ session: Session) throws -> Int32 {
    guard session.console.canAsk, !options.json else {
      throw Problem.needs(
        "--said",
        example: "nobody is here to ask. --said \"nobody showed us week one\" --topic us, or --reason CATEGORY")
    }
    var draft = InterviewDraft(deal.id, on: try day(session))
    draft.how = try knowing()?.rawValue
    draft.who = try who.map { who in try base.read { try Addressee.speaker(who, deal: deal, in: $0) } }
    var questions = try InterviewQuestions(deal, base, session, draft: draft, hasDay: on != nil)
    let answered = try questions.ask()
    return try save(answered, finishing: InterviewDraft.name(deal.id), deal, base, session)
  }

  private func save(
    _ draft: InterviewDraft, finishing name: String?, _ deal: Deal, _ base: Base, _ session: Session
  ) throws -> Int32 {
    let words = BuyersWords(draft)
    guard !words.isEmpty else {
      if let name { try base.keep(draft: nil, as: name) }
      session.console.tell(.text("Nothing was said, so nothing was saved."))
      return Code.nothingFound
    }
    try Writer.ensureName(base, session)
    let isTaken = try base.save(words, finishing: name, zone: session.zone, now: session.now())
    var notices: [String] = []
    if draft.who != nil, draft.who != .unsaid, words.remarks.isEmpty {
      notices.append("Who spoke is kept with their words, and there are none: --said WORDS --topic TOPIC")
    }
    if words.competitor != nil, !isTaken, let rival = deal.competitor {
      notices.append("\(deal.name) names \(rival); that stays. Else: \(session.typed("deal edit"))")
    }
    let (face, line, match) = try base.read { reader in
      (
        options.json ? try InterviewFace.saved(words, isTaken: isTaken, notices, reader) : .null,
        try DealPage.sideBySide(deal, today: session.today, reader), try reader.reasonMatch()
      )
    }
    if options.json {
      session.console.out(JSONFace.text(face))
    } else {
      session.console.show(.text("Saved \(Self.what(words, isTaken: isTaken)). Wrong? \(session.typed("undo"))"))
      if let line { session.console.show(Page([line])) }
      for notice in notices { session.console.tell(.text(notice)) }
      if name == nil { session.console.tell(.text(InterviewQuestions.whoSees)) }
      if words.reason?.category != nil, match.deals > 0 { session.console.tell(.text(BuyersPage.rate(match))) }
    }
    session.settle(base)
    return Code.fine
  }

  /// 3 remarks, their reason and who else was in it
  private static func what(_ words: BuyersWords, isTaken: Bool) -> String {
    var parts: [String] = []
    if !words.remarks.isEmpty { parts.append(Wording.count(words.remarks.count, "remark", "remarks")) }
    if words.reason != nil { parts.append("their reason") }
    if isTaken { parts.append("who else was in it") }
    return parts.count < 2
      ? parts.joined() : parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
  }
}
