import Calls
import Domain
import Learning
import Screens
import Storage

/// One deal's debrief, from the opening to what is said once it is saved.
struct DebriefRound {
  let deal: Deal
  private let base: Base
  private let session: Session
  private let options: GlobalOptions

  init(_ deal: Deal, _ base: Base, _ session: Session, _ options: GlobalOptions) {
    self.deal = deal
    self.base = base
    self.session = session
    self.options = options
  }

  private var typed: String { session.typed("debrief \(Shell.quoted(deal.name))") }
  private var draftName: String { DebriefDraft.name(of: deal.id) }
  private var canAsk: Bool { session.console.canAsk && !options.json }

  private func questions() throws -> DebriefQuestions {
    let today = session.today
    let known = try base.read { try DebriefCase($0.deal(deal.id) ?? deal, in: $0) }
    return DebriefQuestions(known, today: today, dated: Wording.date)
  }

  /// - Parameter form: When it was said; else it is asked, or long.
  func run(_ flags: DebriefFlags, form: DebriefDraft.Form?) throws -> Int32 {
    let questions = try questions()
    let kept = try base.read { try $0.draft(draftName) }.flatMap(DebriefDraft.init)
    var draft = kept ?? DebriefDraft(form ?? .long)
    try base.read { try flags.fill(&draft, questions, $0, session) }
    let hasFlags = draft != kept ?? DebriefDraft(form ?? .long)
    let dialogue = canAsk ? try DebriefDialogue(base, session, questions) : nil
    guard let dialogue, !(hasFlags && flags.isWhole) else {
      guard hasFlags else {
        throw Problem.needs(
          "An answer",
          example: "\(typed) --why \"too dear\" --how told --differently \"ask sooner\" --back-on \"1 Mar\"")
      }
      if questions.outcome(draft) == .open {
        throw Problem.needs("How it ended", example: "\(typed) --outcome lost; or first comeback deal lost NAME")
      }
      draft.form = form ?? draft.form
      try draft.fileWords(questions, base, session)
      return try save(draft, questions)
    }
    if kept == nil, try !hasMore(questions, draft) { return try show() }
    if kept != nil {
      session.console.tell(.text("Going on where you left off."))
      if let form { draft.form = form }
    } else if form == nil, !hasFlags {
      switch try begin(questions, &draft) {
      case .leave: return Code.fine
      case .putOff(let until): return try putOff(until, calendar: nil)
      case .begin(let form): draft.form = form
      }
    }
    return try ask(dialogue, &draft)
  }

  /// Offered when a deal was closed just now. Whoever leaves loses nothing.
  func offer() throws {
    let questions = try questions()
    var draft = DebriefDraft(.long)
    guard try hasMore(questions, draft) else { return }
    do {
      switch try DebriefOpening(base: base, session: session).ask(questions, draft) {
      case .leave: session.console.tell(.text("Later: \(typed)"))
      case .putOff(let until): _ = try putOff(until, calendar: nil)
      case .begin(let form):
        draft.form = form
        _ = try ask(DebriefDialogue(base, session, questions), &draft)
      }
    } catch let left as Questions.Left {
      let kept = left.resume == nil ? "" : "What you answered is kept. "
      session.console.tell(.text("", "\(kept)Later: \(typed)"))
    }
  }

  /// One of several in a row: the short form and no more.
  func inRow(_ draft: DebriefDraft) throws {
    var draft = draft
    draft.answer(.more, "later", isImplied: true)
    _ = try ask(DebriefDialogue(base, session, try questions()), &draft, isFirst: false)
  }

  func putOff(_ until: Moment, calendar: String?) throws -> Int32 {
    guard options.json else {
      try DebriefOpening(base: base, session: session).putOff(deal, until: until, calendar: calendar)
      return Code.fine
    }
    var quiet = session
    quiet.console.keyboard = nil
    quiet.console.out = { _ in }
    try DebriefOpening(base: base, session: quiet).putOff(deal, until: until, calendar: calendar)
    let id = try base.read { try $0.shortID(deal.id) }
    session.console.out(
      JSONFace.text(
        .object(["version": .integer(1), "deal": .text(id), "put_off": .text(until.description), "notices": .list([])]))
    )
    return Code.fine
  }

  func show() throws -> Int32 {
    let (page, json, isEmpty) = try base.read { reader in
      let deal = try reader.deal(self.deal.id) ?? self.deal
      let rows = try DebriefFace.rows(deal.id, reader)
      return (
        try DealPage.page(deal, today: session.today, reader: reader),
        options.json ? try DebriefFace.json(deal, now: Moment(session.now()), reader) : nil, rows.isEmpty
      )
    }
    if let json {
      session.console.out(JSONFace.text(json))
    } else {
      session.console.show(page)
      if let planning = try planning() { session.console.show(.text("  \(planning)")) }
      if isEmpty { session.console.tell(.text("No debrief yet: \(typed)")) }
    }
    return isEmpty ? Code.nothingFound : Code.fine
  }

  // MARK: Asking

  private func hasMore(_ questions: DebriefQuestions, _ draft: DebriefDraft) throws -> Bool {
    questions.outcome(draft) == .open || !questions.isOver(draft)
  }

  /// How it ended is asked first of a deal that is still open.
  private func begin(_ questions: DebriefQuestions, _ draft: inout DebriefDraft) throws -> DebriefOpening.Choice {
    if questions.outcome(draft) == .open {
      let keys = ["w": Outcome.won, "l": .lost, "d": .noDecision, "i": .invalid]
      let key = try Questions(session).key(
        "\(deal.name) is still open. How did it end?  w won  l lost  d they decided nothing  i not a real deal",
        keys.keys.sorted())
      draft.answer(.outcome, keys[key]?.rawValue, isImplied: true)
    }
    return try DebriefOpening(base: base, session: session).ask(questions, draft)
  }

  private func ask(_ dialogue: DebriefDialogue, _ draft: inout DebriefDraft, isFirst: Bool = true) throws -> Int32 {
    if isFirst {
      session.console.tell(.text(DebriefPage.whoSees(dialogue.questions.outcome(draft)), DebriefPage.keys))
    }
    try dialogue.ask(&draft)
    return try save(draft, dialogue.questions)
  }

  // MARK: Saved

  private func save(_ draft: DebriefDraft, _ questions: DebriefQuestions) throws -> Int32 {
    let debrief = Debrief(draft, of: questions)
    guard !debrief.isEmpty else {
      try base.keep(draft: nil, as: draftName)
      session.console.tell(.text("Nothing was said, and nothing saved."))
      return Code.fine
    }
    try Writer.ensureName(base, session)
    try base.keep(debrief, finishing: draftName, zone: session.zone, now: session.now())
    if options.json {
      let json = try base.read { reader in
        try DebriefFace.json(reader.deal(deal.id) ?? deal, now: Moment(session.now()), reader)
      }
      session.console.out(JSONFace.text(json))
    } else {
      try report(debrief, draft)
    }
    session.settle(base)
    return Code.fine
  }

  private func report(_ debrief: Debrief, _ draft: DebriefDraft) throws {
    session.console.show(.text("Saved: \(deal.name) is debriefed. Wrong? \(session.typed("undo"))"))
    var page = Page()
    if let followUp = debrief.followUp { page.add(Span(DebriefPage.next(followUp))) }
    if let noFit = debrief.deal.noFit { page.add(Span("Kept as no fit: \(noFit)")) }
    if let planning = try planning() { page.add(Span(planning)) }
    let findings = try base.read { try DebriefFindings(in: $0) }
    if draft[.asked] == "never", let found = DebriefPage.findings(findings) { page.add(Span(found)) }
    if let words = draft[.differently] { page.add(Span("The next prep like this one says: \"\(words)\"")) }
    page.add(Span("\(DebriefPage.whoSees(debrief.deal.ending.outcome)) To hand some over: \(typed) --share", .muted))
    if draft[.next] == DebriefAnswer.Choice.ask.rawValue {
      page.add(Span("Next: \(session.typed("interview \(Shell.quoted(deal.name))"))"))
    }
    session.console.tell(page)
  }

  private func planning() throws -> String? {
    let score = try base.read { try ForecastScore(of: deal.id, in: $0, now: Moment(session.now())) }
    return DebriefPage.planning(named: score.named, came: score.came)
  }
}
