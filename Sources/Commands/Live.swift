import Calls
import Domain
import Playbooks
import Retrieval
import Screens
import Storage
import Synchronization
import Terminal

/// The live search at a terminal: keys in, frames out, searches beside them.
struct Live {
  private var session: Session
  private let base: Base
  private let context: Context
  private let deal: String?
  private var screen: LiveSearch
  private var canvas: Canvas
  private let look: LiveSearch.Look
  private let inbox = Inbox()
  private var task: Task<Void, Never>?
  private var pending: [Key] = []
  /// Whether something came of what is on the screen.
  private var isUsed = false
  /// The answers of what was saved here and not taken back, the newest last: no more is undone.
  private var saved: [ID<Response>?] = []
  /// The newest change, when it was made here.
  private var newest: ID<Act>?
  /// What was asked for last of when an objection was met.
  private var wantedTimes: LiveSearch.LastTimesWanted?
  /// The longest words since the last that were done with.
  private var longest = ""

  /// The most objections in the list.
  private static let most = 7

  /// - Parameters:
  ///   - context: The case in hand.
  ///   - deal: Its name, when it is a deal.
  init(_ session: Session, _ base: Base, context: Context = Context(), deal: String? = nil) throws {
    self.session = session
    self.session.openBase = base
    self.base = base
    self.context = context
    self.deal = deal
    look = LiveSearch.Look(isASCII: !Self.isUTF8(session.environment))
    canvas = Canvas(columns: 0, hasColor: false)
    screen = LiveSearch(try Self.surroundings(base, session, context, deal))
    if try base.read({ try $0.draft(CallDraft.name) }) != nil {
      screen.notice = "A log was left half way: ^L goes on with it."
    }
  }

  /// Whether the live search can be: a terminal at both ends that can be drawn on, and nobody who is read to.
  static func fits(_ session: Session, _ base: Base) -> Bool {
    guard session.console.keyboard != nil, let size = TTY.size() else { return false }
    guard size.columns >= LiveSearch.smallest.columns, size.rows >= LiveSearch.smallest.rows else { return false }
    return (try? base.read { try $0.setting("accessible") }) != "on"
  }

  private static func isUTF8(_ environment: [String: String]) -> Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return ["utf-8", "utf8"].contains { locale.lowercased().contains($0) }
  }

  private static func surroundings(
    _ base: Base, _ session: Session, _ context: Context, _ deal: String?
  ) throws -> LiveSearch.Surroundings {
    var around = LiveSearch.Surroundings(today: session.today)
    let parts = [context.industry, context.role, context.stage, context.competitor.map { "against \($0)" }]
    let facts = parts.compactMap { $0 }.joined(separator: ", ")
    around.context =
      deal.map { facts.isEmpty ? "For \($0)" : "For \($0): \(facts)" } ?? (facts.isEmpty ? nil : "For \(facts)")
    try base.read { reader in
      around.objections = try reader.count(of: .objection)
      around.isSample = try reader.setting("sample") == "yes"
      around.values = try FilterValues(in: reader)
      around.recent = try reader.recentQueries()
      around.dueCall = try CallsToday.due(in: reader, session)
      around.due = try DueNow.lines(in: reader, session)
    }
    return around
  }

  // MARK: The loop

  /// Until it is left. The exit code.
  mutating func run() throws -> Int32 {
    guard var terminal = RawTerminal(.screen, environment: session.environment) else { return Code.unavailable }
    search("")
    var next = Next.nothing
    while next != .leave {
      draw()
      switch terminal.next() {
      case .keys(let keys): pending += keys
      case .resized, .cameBack: redraw()
      case .woken: takeResults()
      case .ended: next = .leave
      }
      while next != .leave, let key = pending.first, !screen.mustWait(for: key) {
        pending.removeFirst()
        let before = screen.query.text
        let effect = screen.handle(key)
        note(before)
        if case .card = screen.face { isUsed = true }
        next = max(next, perform(effect, &terminal))
      }
      if next == .search {
        search(screen.query.text)
        next = .nothing
      }
    }
    terminal.leave()
    leave()
    return Code.fine
  }

  /// What follows a key, once all that were typed with it are done.
  private enum Next: Int, Comparable {
    case nothing, search, leave
    static func < (one: Next, other: Next) -> Bool { one.rawValue < other.rawValue }
  }

  private mutating func perform(_ effect: LiveSearch.Effect, _ terminal: inout RawTerminal) -> Next {
    switch effect {
    case .none: return .nothing
    case .search, .useContext: return .search
    case .copy(let text): copy(text)
    case .share: share()
    case .sendLater: sendLater()
    case .redraw: redraw()
    case .suspend:
      terminal.suspend()
      redraw()
    case .undo:
      task?.cancel()
      undo()
      return .search
    case .log(let went?) where !screen.isIdle && screen.chosenAnswer != nil:
      task?.cancel()
      log(went)
      return .search
    case .log, .keep, .reply:
      task?.cancel()
      terminal.leave()
      askAside(effect)
      guard let again = RawTerminal(.screen, environment: session.environment) else { return .leave }
      terminal = again
      redraw()
      return .search
    case .leave: return .leave
    }
    return .nothing
  }

  private mutating func draw() {
    let size = TTY.size() ?? (80, 24)
    if size.columns != canvas.columns { canvas = Canvas(columns: size.columns, hasColor: session.console.hasColor) }
    fetchTimes(columns: size.columns)
    let frame = screen.frame(columns: size.columns, rows: size.rows, look: look)
    session.console.out(canvas.draw(frame))
  }

  private mutating func redraw() { canvas = Canvas(columns: canvas.columns, hasColor: session.console.hasColor) }

  // MARK: Searching

  /// What searches hand over to the loop.
  private final class Inbox: Sendable {
    enum Letter: Sendable {
      case found(Found, [ID<Response>: String], for: String)
      case idle([Match], [ID<Response>: String])
      case times([Encounter], for: LiveSearch.LastTimesWanted)
      case failed(String)
    }

    private let letters = Mutex<[Letter]>([])

    func put(_ letter: Letter) {
      letters.withLock { $0.append(letter) }
      RawTerminal.wake()
    }

    func take() -> [Letter] {
      letters.withLock { letters in
        defer { letters = [] }
        return letters
      }
    }
  }

  /// Looks by words, and then by meaning too; ends the search before it.
  private mutating func search(_ typed: String) {
    task?.cancel()
    let (session, base, inbox) = (session, base, inbox)
    let context = screen.usesContext ? context : Context()
    let isIdle = typed.allSatisfy(\.isWhitespace)
    task = Task.detached {
      do {
        if isIdle {
          let (matches, ids) = try await base.read { reader in
            let matches = try session.search(in: reader, competitor: context.competitor)
              .mostMet(in: context, limit: Self.most)
            return (matches, try reader.shortIDs(of: matches))
          }
          inbox.put(.idle(matches, ids))
        }
        if !isIdle {
          let (found, ids) = try await base.read { reader in
            let found = try session.search(in: reader, competitor: context.competitor).find(
              typed, in: context, limit: Self.most, typing: true,
              byWords: { inbox.put(.found($0, try reader.shortIDs(of: $0.matches), for: typed)) })
            return (found, try reader.shortIDs(of: found.matches))
          }
          if !Task.isCancelled { inbox.put(.found(found, ids, for: typed)) }
        }
      } catch is CancellationError {
      } catch {
        if !Task.isCancelled { inbox.put(.failed(LivePage.failed(error))) }
      }
    }
  }

  /// Asks for the last times of the objection in hand, when there is room to show them; once for each.
  private mutating func fetchTimes(columns: Int) {
    guard let wanted = screen.wantedTimes(columns: columns), wanted != wantedTimes else { return }
    wantedTimes = wanted
    let (base, inbox) = (base, inbox)
    Task.detached {
      let last = try? await base.read { try $0.lastTimes(wanted.objection, limit: LastTimesPage.most) }
      if let last { inbox.put(.times(last, for: wanted)) }
    }
  }

  private mutating func takeResults() {
    for letter in inbox.take() {
      switch letter {
      case .found(let found, let ids, let typed): screen.take(found, ids, for: typed)
      case .idle(let matches, let ids): screen.takeIdle(matches, ids)
      case .times(let last, let wanted): screen.take(last, for: wanted)
      case .failed(let why): screen.giveUp(why)
      }
    }
  }

  // MARK: What is left behind

  /// Words are done with once the line is empty or holds others altogether, however it came so.
  private mutating func note(_ before: String) {
    let now = screen.query.text
    if before.count > longest.count { longest = before }
    if now.isEmpty ? !before.isEmpty : !now.hasPrefix(before.prefix(1)) { finish() }
    if now.count > longest.count { longest = now }
  }

  /// They are remembered, and kept for `gaps` when nothing came of them.
  private mutating func finish() {
    defer { (longest, isUsed) = ("", false) }
    guard longest.filter(\.isLetter).count >= 3 else { return }
    try? base.keep(recent: [longest])
    screen.surroundings.recent.removeAll { $0 == longest }
    screen.surroundings.recent.insert(longest, at: 0)
    guard let found = screen.found, found.query.typed == longest, !isUsed else { return }
    session.list = ShownList(found: found)
    if found.sure { session.noteUnused(in: base) } else { session.noteUnanswered(found, in: base) }
  }

  /// What may take its time waits until the screen is given back: what scores mean, and the day's backup.
  private mutating func leave() {
    task?.cancel()
    finish()
    if !saved.isEmpty { session.settle(base) }
  }

  private mutating func copy(_ text: String) {
    isUsed = true
    screen.notice = Copied.words(Clipboard.copy(text, environment: session.environment), of: text)
  }

  private mutating func sendLater() {
    do {
      try DueNow.sendLater(base, session)
      screen.sentLater()
    } catch {
      screen.notice = LivePage.failed(error)
    }
  }

  private mutating func share() {
    guard let match = screen.match, let answer = screen.chosenAnswer else { return }
    do {
      let discretion = try base.read { try Discretion(in: $0) }
      copy(SharedAnswer(answer, to: match, discretion: discretion).text)
    } catch {
      screen.notice = LivePage.failed(error)
    }
  }

  // MARK: Logging

  /// The deal in hand, unless its context is off.
  private var dealInHand: String? { screen.usesContext ? deal : nil }

  /// Logs the answer in hand with what was typed as their words, without a question.
  private mutating func log(_ went: Went) {
    guard let match = screen.match, let answer = screen.chosenAnswer, let said = screen.found?.query.said else {
      return
    }
    do {
      let deal = try dealInHand.map { name in try base.read { try DealName.find(name, in: $0).id } }
      let learnt = try base.read { try KnownWords(said, in: session.search(in: $0, byMeaning: false)).learnt }
      let line = CallLog.Line(
        words: said, meant: .known(match.objection.id), learnt: learnt,
        used: Encounter.Used(response: answer.response.id, rank: screen.answer + 1, shown: match.answers.count),
        went: went)
      var log = CallLog(deal: deal.map(CallLog.DealChoice.existing) ?? .none, lines: [line])
      if screen.usesContext {
        (log.role, log.stage) = (context.role, context.stage)
        (log.competitor, log.product) = (context.competitor, context.product)
      }
      try Writer.ensureName(base, session)
      let receipt = try base.log(log, zone: session.zone, now: session.now())
      try? base.forget(lookedFor: [said])
      catchUp()
      isUsed = true
      try remember(answer.response.id)
      screen.notice = LivePage.saved(receipt)
      if went == .stuck { screen.offerNext() }
    } catch {
      screen.notice = LivePage.failed(error)
    }
  }

  /// Only what was saved here, and only while it is the newest change.
  private mutating func undo() {
    do {
      guard let last = saved.last, try newestChange() == newest else {
        screen.notice =
          saved.isEmpty
          ? "Nothing was saved here yet." : "Something else was changed since: comeback undo takes that back."
        return
      }
      let undone = try base.undo(zone: session.zone, now: session.now())
      catchUp()
      saved.removeLast()
      newest = try newestChange()
      screen.notice = LivePage.undone(undone)
      if let last { screen.hold(last) }
    } catch {
      screen.notice = LivePage.failed(error)
    }
  }

  private mutating func remember(_ answer: ID<Response>?) throws {
    saved.append(answer)
    newest = try newestChange()
  }

  private func newestChange() throws -> ID<Act>? { try base.read { try $0.history(limit: 1).first?.id } }

  /// What was learnt is found at once. The rest of what follows a change waits until the screen is left.
  private func catchUp() {
    try? base.catchUp()
    _ = try? session.semantic.embedWaiting(in: base, atMost: 32)
  }

  /// What has questions is asked on the screen of before, where it stays.
  private mutating func askAside(_ effect: LiveSearch.Effect) {
    let keyboard = session.console.keyboard
    keyboard?.push(pending)
    pending = []
    var own = session
    let words: [String]
    switch effect {
    case .keep(let typed): words = ["objection", "add", typed]
    case .reply(let mail): words = ["reply"] + (dealInHand.map { ["--deal", $0] } ?? []) + ["--", mail]
    default:
      own.picked = (screen.isIdle ? "" : screen.found?.query.said ?? screen.query.text, screen.match)
      words = ["log"] + (dealInHand.map { ["--deal", $0] } ?? ["--no-deal"])
    }
    let before = try? newestChange()
    _ = CommandLineEntry.answering(in: &own, whenLeft: 130) { try CommandLineWords(words).run(in: &$0) }
    pending = keyboard?.takeBack() ?? []
    // What came of it is what the base says, not how the command ended.
    guard (try? newestChange()) != before else {
      let isDraft = words.first == "log" && (try? base.read { try $0.draft(CallDraft.name) }) != nil
      screen.notice = isDraft ? "Kept as a draft: ^L goes on with it." : "Nothing was saved."
      return
    }
    isUsed = true
    try? remember(nil)
    // The words are done with: what is typed next is something else.
    if words.first == "log" { screen.clear() }
    screen.notice = "Saved. Wrong? Enter, z, Enter."
  }
}
