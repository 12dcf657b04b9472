import ArgumentParser
import Calls
import Domain
import Retrieval
import Screens
import Storage
import Terminal

struct LogCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "What they said, what you answered, how it went.",
    discussion: """
      comeback log Acme
      comeback log Acme "way over what we pay now" --used r9xq4 --went booked
      comeback log "just send me something" --no-deal --used r2mp7 --went stuck
      comeback log Acme "way over" --used r9xq4 --went booked --next "CFO review Thu 10:00" --calendar review.ics
      comeback log Acme --from calls.txt
      comeback log --resume

      The first word is the deal; without one say --no-deal. Without --used it asks, on a terminal.
      Went: booked, let-go (they let go of it), softer, stuck, cant-tell.

      In a file each objection has a line, "their words = your answer +". The answer is an id, or words of it. How it
      went: ++ step booked, + they let go of it, ~ softer, - stuck, ? can't tell yet. As FILE, - is standard input.
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var call: CallOptions
  @Option(help: ArgumentHelp("On this deal.", valueName: "name")) var deal: String?
  @Option(help: ArgumentHelp("On a deal of this name, made if it isn't there.", valueName: "name")) var newDeal: String?
  @Flag(help: "On no deal: most cold calls.") var noDeal = false
  @Option(help: ArgumentHelp("The answer that you gave, or close to it.", valueName: "id")) var used: String?
  @Option(help: ArgumentHelp("The objection it was, when nothing was said yet.", valueName: "id")) var objection:
    String?
  @Option(help: ArgumentHelp("booked, let-go, softer, stuck, cant-tell.", valueName: "how")) var went: String?
  @Option(help: ArgumentHelp("How you know: told, wrote, colleague, booked, did, guess.", valueName: "how")) var how:
    String?
  @Option(help: ArgumentHelp("What comes next, and when: \"CFO review Thu 10:00\".", valueName: "step")) var next:
    String?
  @Option(help: ArgumentHelp("The next step as a file for your calendar.", valueName: "file.ics")) var calendar: String?
  @Flag(help: "Go on with the log that was left half way.") var resume = false
  @Option(help: ArgumentHelp("Several out of a file, one a line.", valueName: "file"))
  var from: String?
  @Argument(help: "The deal, then what they said.") var words: [String] = []

  struct CallOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Who said it: CFO, owner, IT.", valueName: "role")) var role: String?
    @Option(help: ArgumentHelp("Where the deal is; else as the deal says.", valueName: "stage")) var stage: String?
    @Option(help: ArgumentHelp("Against whom.", valueName: "name")) var competitor: String?
    @Option(help: ArgumentHelp("What is being sold.", valueName: "name")) var product: String?
    @Option(help: ArgumentHelp("call, meeting, mail, chat, LinkedIn.", valueName: "channel")) var channel: String?
    @Option(help: ArgumentHelp("For your eyes only.", valueName: "text")) var note: String?

    var isEmpty: Bool { [role, stage, competitor, product, channel, note].allSatisfy { $0 == nil } }
  }

  func validate() throws {
    if [deal != nil, newDeal != nil, noDeal].count(where: { $0 }) > 1 {
      throw ValidationError("Say one of --deal, --new-deal and --no-deal.")
    }
    let saysDeal = deal != nil || newDeal != nil || noDeal
    if resume,
      from != nil || saysDeal || !words.isEmpty || used != nil || objection != nil || went != nil || how != nil
        || !call.isEmpty
    {
      throw ValidationError("--resume goes on with what was begun; beside it only --next and --calendar.")
    }
    if from != nil, words.count > (saysDeal ? 0 : 1) || used != nil || objection != nil || went != nil {
      throw ValidationError("--from has what they said and how it went in its file; leave that out here.")
    }
  }

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let prepared = try from == nil ? base.read { try PreparedDeal.today(in: $0, session) } : nil
    let request = try LogRequest(self, session, prepared: prepared)
    if from != nil, request.deal == .unsaid { throw Problem.dealMissing }
    if let calendar {
      let canAsk = session.console.canAsk && !options.json
      try NextStep.checked(calendar, for: next, canAsk: canAsk, session)
    }
    let isAsked = from == nil && (resume || !request.isComplete)
    var draft = try isAsked ? begun(request, base, session) : fresh(request, base, session)
    let knowing: Knowing? = try how.map { try Vocabulary.word($0, "--how") }
    draft.how = draft.how ?? knowing?.rawValue
    draft.went = draft.went ?? went
    var answers = LogAnswers(lines: [], nextStep: next?.trimmedOrNil)
    if let from {
      answers.lines = try LogFile(from, session).lines(in: base, session, call, knowing: knowing)
    } else if isAsked {
      var questions = try LogQuestions(base, session, call: self, draft: draft)
      (answers, draft) = try questions.ask(request.words)
    } else {
      answers.lines = try request.lines(in: base, session)
    }
    var log = CallLog(deal: draft.dealChoice, lines: answers.lines)
    (log.role, log.stage, log.competitor, log.product) = (draft.role, draft.stage, draft.competitor, draft.product)
    log.channel = draft.channel.map(Channel.init(rawValue:))
    try Writer.ensureName(base, session)
    let receipt = try base.log(
      log, finishing: isAsked ? CallDraft.name : nil, zone: session.zone, now: session.now())
    session.list?.isUsed = true
    try report(receipt, nextStep: answers.nextStep, request, base, session)
    try? base.forget(lookedFor: receipt.lines.compactMap(\.encounter.words))
    session.settle(base)
    let note = CallNote(receipt, day: session.today, nextStep: answers.nextStep)
    let step = NextStep(receipt, note, words: answers.nextStep, session)
    let code = calendar.map(step.write) ?? Code.fine
    if session.isRepl || session.picked != nil, let keyboard = session.console.keyboard, !request.isComplete,
      !options.json
    {
      offerNote(note, step, keyboard, session)
    }
    return code
  }

  /// One key copies the note for the CRM, another makes the step a file, in any order; any other goes on, and is not
  /// lost.
  private func offerNote(_ note: CallNote, _ step: NextStep, _ keyboard: Keyboard, _ session: Session) {
    var offered = [("c", "c copies the note")] + (step.isNamed ? [("k", "k the step for your calendar")] : [])
    while !offered.isEmpty {
      let question = (offered.map(\.1) + ["any other key goes on"]).joined(separator: ", ")
      guard let key = keyboard.key(question, { _ in true }) else { return }
      guard case .text(let letter) = key, offered.contains(where: { $0.0 == String(letter) }) else {
        if key != .enter { keyboard.push([key]) }
        return
      }
      offered.removeAll { $0.0 == String(letter) }
      if letter == "c" {
        session.console.tell(
          .text(Copied.words(Clipboard.copy(note.text, environment: session.environment), of: note.text)))
      } else {
        step.offer()
        // The live screen comes back over what was said here.
        if offered.isEmpty, session.picked != nil { _ = keyboard.key("Any key goes on", { _ in true }) }
      }
    }
  }

  private func fresh(_ request: LogRequest, _ base: Base, _ session: Session) throws -> CallDraft {
    var draft = CallDraft(begun: Moment(session.now()), deal: try request.deal(in: base, session))
    (draft.role, draft.stage, draft.competitor) = (call.role, call.stage, call.competitor)
    (draft.product, draft.note) = (call.product, call.note)
    let channel: Channel? = try call.channel.map { try Vocabulary.word($0, "--channel") }
    draft.channel = channel?.rawValue
    return draft
  }

  private static func name(of draft: CallDraft, _ base: Base) throws -> String? {
    switch draft.dealChoice {
    case .none: nil
    case .new(let name): name
    case .existing(let id): try base.read { try $0.deal(id)?.name }
    }
  }

  /// A draft whose deal was put away meanwhile goes on without one, and says so.
  private func stillOnItsDeal(_ draft: CallDraft, _ base: Base, _ session: Session) throws -> CallDraft {
    guard case .existing(let id) = draft.dealChoice, try base.read({ try $0.deal(id) }) == nil else { return draft }
    session.console.tell(.text("Its deal is put away by now; this goes on without one."))
    var draft = draft
    draft.deal = .none
    return draft
  }

  /// What was left half way, if that is wanted, else a new one.
  private func begun(_ request: LogRequest, _ base: Base, _ session: Session) throws -> CallDraft {
    let kept = try base.read { try $0.draft(CallDraft.name) }.flatMap(CallDraft.init)
    guard !resume else {
      guard let kept else { throw Problem.noDraft }
      return try stillOnItsDeal(kept, base, session)
    }
    guard session.console.canAsk else { throw try request.whatIsMissing(in: base, session) }
    // A deal that isn't there is said before anything is asked.
    let new = try fresh(request, base, session)
    guard let kept, let words = kept.lines.first?.words else { return new }
    let on = try Self.name(of: kept, base).map { " on \($0)" } ?? ""
    session.console.tell(.text("A log\(on) was left half way: \"\(words)\"."))
    // Who says other words means them.
    let standard = request.words == nil ? "r" : nil
    let key = try Questions(session).key(
      "r go on with it   n drop it, begin anew" + (standard == nil ? "" : "   (Enter: r)"), ["r", "n"],
      standard: standard)
    guard key == "n" else { return try stillOnItsDeal(kept, base, session) }
    try base.keep(draft: nil, as: CallDraft.name)
    return new
  }

  private func report(
    _ receipt: CallReceipt, nextStep: String?, _ request: LogRequest, _ base: Base, _ session: Session
  ) throws {
    let ids = try base.read { reader in try receipt.lines.map { try reader.shortID($0.encounter.id) } }
    var notices: [String] = []
    if newDeal != nil, !receipt.isNewDeal, let deal = receipt.deal {
      notices.append("An open deal is called \(deal.name); logged there.")
    }
    if options.json {
      session.console.out(JSONFace.text(try face(receipt, ids, notices, base)))
      return
    }
    let page = LoggedPage(receipt, ids: ids, today: session.today, nextStep: nextStep, typed: session.typed)
    session.console.show(page.saved)
    for notice in notices { session.console.tell(.text(notice)) }
    session.console.tell(page.note)
    if receipt.lines.contains(where: { $0.went == .stuck }) { try offerNext(receipt, base, session) }
  }

  /// After a failure, the next best answer at once: that is when it is needed.
  private func offerNext(_ receipt: CallReceipt, _ base: Base, _ session: Session) throws {
    guard let line = receipt.lines.first(where: { $0.went == .stuck }) else { return }
    let best = try base.read { reader in
      try session.search(in: reader).card(line.objection).offered.first { $0.response.id != line.response?.id }
    }
    guard let best else { return }
    session.console.tell(
      Page([
        Line([
          Span("Next best: ", .muted), Span(AnswersPage.spoken(best.response), .words),
          Span(" (\(Wording.score(best)))", .muted),
        ])
      ]))
  }

  private func face(_ receipt: CallReceipt, _ ids: [String], _ notices: [String], _ base: Base) throws -> JSON {
    try base.read { reader in
      let logged = try zip(receipt.lines, ids).map { line, id in
        JSON.object([
          "id": .text(id), "objection": .text(try reader.shortID(line.objection.id)),
          "response": JSON(try line.response.map { try reader.shortID($0.id) }), "went": JSON(line.went?.rawValue),
          "worked": line.response == nil ? .null : .integer(Int64(line.worked)),
          "known": line.response == nil ? .null : .integer(Int64(line.known)),
        ])
      }
      return .object([
        "version": .integer(1), "deal": JSON(try receipt.deal.map { try reader.shortID($0.id) }),
        "logged": .list(logged),
        "notices": .list(notices.map(JSON.text)),
      ])
    }
  }
}

/// What the line of a log command says: which word is the deal, and whether anything is left to ask.
struct LogRequest {
  enum Deal: Equatable { case unsaid, none, named(String), new(String) }

  let deal: Deal
  let words: String?
  let command: LogCommand
  /// In a REPL, the answer's place in the list above.
  let place: (Match, Answer?, rank: Int)?

  /// - Parameter prepared: The deal in hand, for a log that says neither deal nor words, asked on a terminal.
  init(_ command: LogCommand, _ session: Session, prepared: Domain.Deal?) throws {
    self.command = command
    var words = command.words
    var deal: Deal =
      command.noDeal ? .none : command.newDeal.map(Deal.new) ?? command.deal.map(Deal.named) ?? .unsaid
    if deal == .unsaid, !words.isEmpty {
      deal = .named(words.removeFirst())
    } else if deal == .unsaid, session.console.canAsk, command.used == nil, let prepared {
      deal = .named(prepared.name)
    }
    self.deal = deal
    self.words = words.joined(separator: " ").trimmedOrNil
    place = command.used.flatMap { session.list?.place($0) } ?? command.objection.flatMap { session.list?.place($0) }
    if let went = command.went { _ = try Vocabulary.went(went) }
    if let how = command.how { let _: Knowing = try Vocabulary.word(how, "--how") }
    if command.went != nil, command.used == nil, command.objection != nil {
      throw Problem.needs("--used", example: "--went says how an answer went; which one? --used ID")
    }
  }

  /// Whether nothing has to be asked.
  var isComplete: Bool { deal != .unsaid && words != nil && (command.used != nil || command.objection != nil) }

  func deal(in base: Base, _ session: Session) throws -> CallLog.DealChoice {
    switch deal {
    case .unsaid, .none: return .none
    case .new(let name): return .new(name: name)
    case .named(let name):
      do {
        return .existing(try base.read { try DealName.find(name, in: $0).id })
      } catch Problem.noSuchDeal(let name, let nearest) {
        throw Problem.noSuchDealToLog(name, nearest: nearest, canAsk: session.console.canAsk)
      }
    }
  }

  /// The one objection that the flags describe.
  func lines(in base: Base, _ session: Session) throws -> [CallLog.Line] {
    // A deal that isn't there is said before anything else.
    _ = try deal(in: base, session)
    let went = try command.went.map { try Vocabulary.went($0) }
    let knowing: Knowing? = try command.how.map { try Vocabulary.word($0, "--how") }
    return try base.read { reader in
      let used = try command.used.map { typed -> Response in
        guard case .response(let id) = try session.named(typed, reader), let response = try reader.response(id) else {
          throw Problem.wrongKind(id: typed, wanted: "answer")
        }
        return response
      }
      let objection = try used?.objection ?? ObjectionName.find(command.objection ?? "", session, reader)
      let text = words ?? ""
      let line = CallLog.Line(
        words: text, meant: .known(objection), learnt: try learnt(text, reader, session),
        used: used.map {
          Encounter.Used(
            response: $0.id, rank: place.flatMap { $0.rank > 0 ? $0.rank : nil }, shown: place?.0.answers.count)
        }, went: went, knowing: knowing, note: command.call.note)
      return [line]
    }
  }

  private func learnt(_ text: String, _ reader: Reader, _ session: Session) throws -> String? {
    try KnownWords(text, in: session.search(in: reader, byMeaning: false)).learnt
  }

  /// Why flags alone don't say enough, when nobody is here to ask.
  func whatIsMissing(in base: Base, _ session: Session) throws -> Problem {
    if deal == .unsaid { return .dealMissing }
    if words == nil {
      if case .named(let name) = deal, name.contains(" ") || command.used != nil { return .dealMissing }
      return .wordsMissing
    }
    do { _ = try deal(in: base, session) } catch let problem as Problem { return problem }
    let words = words ?? ""
    let closest = try base.read { reader in
      try KnownWords(words, in: session.search(in: reader)).matches.map {
        (id: try reader.shortID($0.objection.id), sentence: $0.objection.sentence)
      }
    }
    return .whichObjection(words: words, closest: closest)
  }
}

/// What flags or questions said of a call.
struct LogAnswers {
  var lines: [CallLog.Line]
  var nextStep: String?
}
