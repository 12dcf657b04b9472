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

  private func kept() throws -> DebriefDraft? { try base.read { try $0.draft(draftName) }.flatMap(DebriefDraft.init) }

  /// - Parameter form: When it was said; else it is asked, or long.
  func run(_ flags: DebriefFlags, form: DebriefDraft.Form?) throws -> Int32 {
    let questions = try questions()
    let kept = try kept()
    var draft = kept ?? DebriefDraft(form ?? .long)
    try base.read { try flags.fill(&draft, questions, $0, session) }
    let hasFlags = draft != kept ?? DebriefDraft(form ?? .long)
    guard canAsk, try !hasFlags || !flags.isWhole && hasMore(questions, draft) else {
      return try keep(draft, hasFlags: hasFlags || kept != nil && flags.first != nil, questions, form)
    }
    if kept == nil, try !hasMore(questions, draft) { return try show() }
    if kept != nil {
      tellGoingOn()
      if let form { draft.form = form }
    } else if form == nil, !hasFlags {
      switch try begin(questions, &draft) {
      case .leave: return Code.fine
      case .putOff(let until): return try putOff(until, calendar: nil)
      case .begin(let form): draft.form = form
      }
    }
    return try ask(DebriefDialogue(base, session, questions), &draft)
  }

  /// What the flags say, without a question.
  private func keep(
    _ said: DebriefDraft, hasFlags: Bool, _ questions: DebriefQuestions, _ form: DebriefDraft.Form?
  ) throws -> Int32 {
    guard hasFlags else {
      throw Problem.needs(
        "An answer",
        example: "\(typed) --why \"too dear\" --how told --differently \"ask sooner\" --back-on \"1 Mar\"")
    }
    if questions.outcome(said) == .open {
      throw Problem.needs("How it ended", example: "\(typed) --outcome lost; or first comeback deal lost NAME")
    }
    var draft = said
    draft.form = form ?? draft.form
    try draft.fileWords(questions, base, session)
    return try save(draft, questions, isAsked: false)
  }

  /// Offered when a deal was closed just now. Whoever leaves loses nothing.
  func offer() throws {
    let questions = try questions()
    let kept = try kept()
    var draft = kept ?? DebriefDraft(.long)
    guard try kept != nil || hasMore(questions, draft) else { return }
    do {
      switch try DebriefOpening(base: base, session: session).ask(questions, draft) {
      case .leave: session.console.tell(.text("Later: \(typed)"))
      case .putOff(let until): _ = try putOff(until, calendar: nil)
      case .begin(let form):
        if kept != nil { tellGoingOn() }
        draft.form = form
        _ = try ask(DebriefDialogue(base, session, questions), &draft)
      }
    } catch let left as Questions.Left {
      let kept = left.resume == nil ? "" : "What you answered is kept. "
      session.console.tell(.text("", "\(kept)Later: \(typed)"))
    }
  }

  private func tellGoingOn() { session.console.tell(.text("\(deal.name): going on where you left off.")) }

  /// One of several in a row: the short form and no more.
  func inRow(_ draft: DebriefDraft) throws {
    var draft = draft
    _ = try ask(DebriefDialogue(base, session, try questions()), &draft, isFirst: false, hasMore: false)
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
      let isEmpty = try DebriefFace.rows(deal, reader).isEmpty && !reader.hasOwnDebrief(of: deal)
      return (
        try DealPage.page(deal, today: session.today, reader: reader),
        options.json ? try DebriefFace.json(deal, now: Moment(session.now()), reader) : nil, isEmpty
      )
    }
    if let json {
      session.console.out(JSONFace.text(json))
    } else {
      session.console.show(page)
      if let planning = try planning() { session.console.show(.text("  \(planning)")) }
      let isBegun = try kept().map { !$0.isEmpty } ?? false
      if isEmpty { session.console.tell(.text(isBegun ? "Left half way: \(typed)" : "No debrief yet: \(typed)")) }
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
        "\(deal.name) is still open. How did it end?  w won  l lost  d no decision  i not a real deal",
        keys.keys.sorted())
      draft.answer(.outcome, keys[key]?.rawValue, isImplied: true)
    }
    return try DebriefOpening(base: base, session: session).ask(questions, draft)
  }

  /// - Parameters:
  ///   - isFirst: Whether it wasn't said yet who sees what.
  ///   - hasMore: Whether, behind the short form, what it left is offered.
  private func ask(
    _ dialogue: DebriefDialogue, _ draft: inout DebriefDraft, isFirst: Bool = true, hasMore: Bool = true
  ) throws -> Int32 {
    if isFirst {
      session.console.tell(.text(DebriefPage.whoSees(dialogue.questions.outcome(draft)), DebriefPage.keys))
    }
    try dialogue.ask(&draft)
    let code = try save(draft, dialogue.questions, isAsked: true)
    if hasMore, code == Code.fine, draft.form == .short { try askMore() }
    return code
  }

  /// What the short form left, as an act of its own: whoever closes the window here has lost nothing.
  private func askMore() throws {
    let questions = try questions()
    var draft = DebriefDraft(.rest)
    let count = questions.countOfMore(draft)
    guard count > 0, questions.isBegun else { return }
    do {
      let key = try Questions(session).key(
        "\(DebriefPage.more(count))   Enter: now   l: later", ["l", "n", "q"], standard: "")
      guard key == "" else { return }
    } catch is Questions.Left {
      return
    }
    _ = try ask(DebriefDialogue(base, session, questions), &draft, isFirst: false)
  }

  // MARK: Saved

  private func save(_ draft: DebriefDraft, _ questions: DebriefQuestions, isAsked: Bool) throws -> Int32 {
    let debrief = Debrief(draft, of: questions)
    guard !debrief.isEmpty else {
      try base.keep(draft: nil, as: draftName)
      if options.json { try showJSON() }
      session.console.tell(.text("Nothing was said, and nothing saved."))
      return Code.fine
    }
    try Writer.ensureName(base, session)
    do {
      try base.keep(debrief, finishing: draftName, zone: session.zone, now: session.now())
    } catch is Debrief.Overtaken {
      try base.keep(draft: draft.body, as: draftName)
      throw Problem.usage(
        """
        \(deal.name) was debriefed, or ended otherwise, while you answered. Nothing was saved.
        Your answers are kept: \(typed) goes on with them, and puts them in the place of those.
        What stands there now: \(typed) --show
        """)
    }
    if options.json {
      try showJSON()
    } else {
      try report(debrief, draft, questions, isAsked: isAsked)
    }
    session.settle(base)
    return Code.fine
  }

  private func showJSON() throws {
    let json = try base.read { reader in
      try DebriefFace.json(reader.deal(deal.id) ?? deal, now: Moment(session.now()), reader)
    }
    session.console.out(JSONFace.text(json))
  }

  private func report(
    _ debrief: Debrief, _ draft: DebriefDraft, _ questions: DebriefQuestions, isAsked: Bool
  ) throws {
    session.console.show(.text("Saved: \(deal.name) is debriefed. Wrong? \(session.typed("undo"))"))
    var page = Page()
    if let followUp = debrief.followUp {
      page.add(Span(DebriefPage.next(followUp)))
      if let planned = questions.known.planned {
        page.add(Span("In the place of the one that was planned: \(FollowUpWording.plan(planned))."))
      }
    }
    if let noFit = debrief.noFit { page.add(Span("Kept as no fit: \(noFit)")) }
    if let planning = try planning() { page.add(Span(planning)) }
    if let words = draft[.differently] { page.add(Span("The next prep like this one says: \"\(words)\"")) }
    if !isAsked { page.add(Span(DebriefPage.whoSees(debrief.outcome), .muted)) }
    if !debrief.answers.isEmpty { page.add(Span("To hand some over: \(typed) --share", .muted)) }
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
