public import Domain
public import Retrieval
import Screens

/// The live search: what was typed, what was found, what is in hand. Keys and results go in; what is to be done, and
/// a frame, come out. It reads and writes nothing.
public struct LiveSearch: Sendable {
  /// What is to be done outside after a key.
  public enum Effect: Equatable, Sendable {
    case none
    /// Find this.
    case search(String)
    case copy(String)
    /// Copy the answer in hand as a block for a colleague.
    case share
    /// Log the objection in hand, if there is one; with how it went when a key said so.
    case log(Went?)
    /// Keep what was typed as a new objection.
    case keep(String)
    /// Answer this mail.
    case reply(String)
    /// Take back what was saved last.
    case undo
    /// Say nothing of what is due before tomorrow.
    case sendLater
    /// Search again with the context of the deal, or without.
    case useContext(Bool)
    case suspend, redraw, leave
  }

  /// What changes the base from a card, and therefore waits for Enter.
  public enum Choice: Equatable, Sendable {
    /// The answer in hand went so.
    case log(Went)
    /// What was saved last is taken back.
    case undo
  }

  /// What stands in the body.
  public enum Face: Equatable, Sendable {
    case list
    /// One objection, whole, scrolled by so many rows.
    case card(top: Int)
    case keys
    /// The queries of before, with the one in hand.
    case recent(Int)
  }

  /// What doesn't change while it runs.
  public struct Surroundings: Sendable {
    /// The deal or case in hand, in a few words.
    public var context: String?
    /// How many objections there are to find.
    public var objections = 0
    public var isSample = false
    public var today: Day
    /// Values that filters know, in folded form.
    public var values = FilterValues()
    /// What was looked for before, the newest first.
    public var recent: [String] = []
    /// A call that is due and wasn't prepared, in a few words; shown while nothing is typed and no case is in hand.
    public var dueCall: String?
    /// What is due about deals that are decided, a line each; shown while nothing is typed.
    public var due: [String] = []

    public init(today: Day) { self.today = today }
  }

  public internal(set) var query = LineBuffer()
  public internal(set) var face = Face.list
  public internal(set) var found: Found?
  public internal(set) var matches: [Match] = []
  public internal(set) var ids: [ID<Response>: String] = [:]
  /// The objection in hand, and its answer.
  public internal(set) var row = 0
  public internal(set) var answer = 0
  public internal(set) var usesContext = true
  /// What is known of when objections were met last.
  var times: [ID<Objection>: (met: Int, last: [Encounter])] = [:]
  /// What has just happened, until the next key.
  public var notice: String?
  /// What is listed was found for this; nil while nothing was.
  private var searched: String?
  /// What a key in a card said: Enter does it.
  public internal(set) var choice: Choice?
  /// Letters typed in a card, should they be the beginning of other words after all.
  private var letters = ""
  /// What the keys came over.
  private var faceBelow = Face.list
  public var surroundings: Surroundings
  /// Whether somebody chose a row since the last change of the query: from then on no row moves.
  var hasChosen = false
  var showsWhy = false

  public init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  public var match: Match? { matches.indices.contains(row) ? matches[row] : nil }

  public var chosenAnswer: Answer? {
    guard let match, match.answers.indices.contains(answer) else { return nil }
    return match.answers[answer]
  }

  /// Whether nothing was typed: then what is met most is listed.
  public var isIdle: Bool { query.text.allSatisfy(\.isWhitespace) }

  // MARK: Results

  /// Takes in what was found, unless something else was typed by then. Rows that somebody moves among stay where they
  /// are: what is new comes below them.
  /// - Parameter typed: What was looked for.
  public mutating func take(_ found: Found, _ ids: [ID<Response>: String], for typed: String) {
    guard typed == query.text else { return }
    self.found = found
    searched = typed
    self.ids.merge(ids) { $1 }
    guard hasChosen || face != .list else {
      list(found.matches)
      return
    }
    // Its answers may stand in another order by now: the one in hand stays in hand.
    let held = chosenAnswer?.response.id
    defer { if let held { hold(held) } }
    let fresh = Dictionary(found.matches.map { ($0.objection.id, $0) }) { one, _ in one }
    let kept = matches.map { fresh[$0.objection.id] ?? $0 }
    let known = Set(kept.map(\.objection.id))
    matches = kept + found.matches.filter { !known.contains($0.objection.id) }
  }

  /// What is listed while nothing is typed.
  public mutating func takeIdle(_ matches: [Match], _ ids: [ID<Response>: String]) {
    guard isIdle else { return }
    found = nil
    searched = query.text
    self.ids.merge(ids) { $1 }
    list(matches)
  }

  private mutating func list(_ matches: [Match]) {
    self.matches = matches
    (row, answer) = (0, 0)
  }

  /// A search failed: what is listed is all there is.
  public mutating func giveUp(_ why: String) {
    notice = why
    searched = query.text
  }

  /// Begins anew, with nothing typed.
  public mutating func clear() {
    query.set("")
    (face, hasChosen, letters, choice) = (.list, false, "", nil)
  }

  /// Takes an answer of the objection in hand in hand, if it has it.
  public mutating func hold(_ response: ID<Response>) {
    if let place = match?.answers.firstIndex(where: { $0.response.id == response }) { answer = place }
  }

  // MARK: Keys

  /// Whether a key must wait for what the words before it find: it would act on what was found for others.
  public func mustWait(for key: Key) -> Bool {
    guard face == .list, searched != query.text else { return false }
    switch key {
    case .enter, .control("l"), .control("y"): return true
    default: return false
    }
  }

  /// Does what a key means here, and says what is to be done outside.
  public mutating func handle(_ key: Key) -> Effect {
    notice = nil
    switch key {
    case .control("c"): return .leave
    case .control("z"): return .suspend
    case .function(5): return .redraw
    case .function(1), .control("x"):
      if face != .keys { faceBelow = face }
      face = face == .keys ? faceBelow : .keys
      return .none
    default: break
    }
    if case .paste(let text) = key, Self.isMail(text) { return .reply(text) }
    switch face {
    case .list: return handleInList(key)
    case .card(let top): return handleInCard(key, top)
    case .keys:
      face = faceBelow
      return .none
    case .recent(let place): return handleInRecent(key, place)
    }
  }

  /// What is due is said no more.
  public mutating func sentLater() {
    surroundings.due = []
    notice = "Due: not before tomorrow."
  }

  /// What is pasted with more words than this is a mail and no query.
  private static let longestQuery = 25

  private static func isMail(_ pasted: String) -> Bool {
    pasted.split(whereSeparator: \.isWhitespace).count > longestQuery
  }

  private mutating func handleInList(_ key: Key) -> Effect {
    switch key {
    case .enter:
      guard match != nil else { return .none }
      hasChosen = true
      (letters, choice) = ("", nil)
      face = .card(top: 0)
      return .none
    case .up, .control("p"): return choose(row: row - 1)
    case .down, .control("n"): return choose(row: row + 1)
    case .pageUp: return choose(row: 0)
    case .pageDown: return choose(row: matches.count - 1)
    case .control("g"): return choose(answer: answer + 1, around: true)
    case .right where query.right.isEmpty: return choose(answer: answer + 1)
    case .left where query.left.isEmpty: return choose(answer: answer - 1)
    case .tab: return complete()
    case .function(2) where showsDue: return .sendLater
    case .control("l"): return .log(nil)
    case .control("y"): return copied
    case .control("o"): return isIdle ? .none : .keep(query.text)
    case .control("t"):
      guard surroundings.context != nil else { return .none }
      usesContext.toggle()
      notice = usesContext ? "The deal's context is on." : "The deal's context is off: a log goes to no deal."
      return .useContext(usesContext)
    case .control("r"):
      if surroundings.recent.isEmpty {
        notice = "Nothing was looked for here yet."
      } else {
        face = .recent(0)
      }
      return .none
    case .escape:
      if query.isEmpty { return .leave }
      query.set("")
      return changed()
    case .control("d") where query.isEmpty: return .leave
    default:
      let before = query.text
      guard query.handle(key), query.text != before else { return .none }
      return changed()
    }
  }

  private static let choices: [Character: Choice] = [
    "n": .log(.booked), "w": .log(.letGo), "p": .log(.softer), "f": .log(.stuck), "u": .log(.cantTell),
    "?": .log(.cantTell), "z": .undo,
  ]

  private mutating func handleInCard(_ key: Key, _ top: Int) -> Effect {
    if case .text(let letter) = key {
      letters.append(letter)
      guard let choice = Self.choices[letter], choice == .undo || isSayable else { return press(key, top) }
      self.choice = choice
      return .none
    }
    defer { (letters, choice) = ("", nil) }
    switch (key, choice) {
    case (.enter, .log(let went)?): return .log(went)
    case (.enter, .undo?): return .undo
    // The first Escape takes back the choice, the next leaves the card.
    case (.escape, .some): return .none
    default: return move(key, top)
    }
  }

  /// Whether there is an answer in hand, and it is allowed.
  private var isSayable: Bool { chosenAnswer.map { $0.response.ban == nil } ?? false }

  /// A letter in a card. One that is no key there begins other words, those before it included: nobody who types on
  /// after Enter saves anything.
  private mutating func press(_ key: Key, _ top: Int) -> Effect {
    switch key {
    case .text("c"): return copied
    case .text("s"): return chosenAnswer == nil ? .none : .share
    case .text("y"): showsWhy.toggle()
    case .text(" ") where letters == " ":
      letters = ""
      face = .card(top: top + 10)
    case .text(let letter) where Self.place(letter).map({ match?.answers.indices.contains($0) == true }) == true:
      letters = ""
      return choose(answer: Self.place(letter) ?? 0)
    default:
      face = .list
      query.set(letters)
      (letters, choice) = ("", nil)
      return changed()
    }
    return .none
  }

  private mutating func move(_ key: Key, _ top: Int) -> Effect {
    switch key {
    case .control("l"): return .log(nil)
    case .control("y"): return copied
    case .up, .left, .control("p"): return choose(answer: answer - 1)
    case .down, .right, .control("n"), .tab: return choose(answer: answer + 1)
    case .control("g"): return choose(answer: answer + 1, around: true)
    case .pageDown: face = .card(top: top + 10)
    case .pageUp: face = .card(top: max(0, top - 10))
    case .escape, .enter, .backspace: face = .list
    case .paste:
      face = .list
      query.set("")
      return handleInList(key)
    default: break
    }
    return .none
  }

  private mutating func handleInRecent(_ key: Key, _ place: Int) -> Effect {
    let last = surroundings.recent.count - 1
    switch key {
    case .up, .control("p"): face = .recent(max(0, place - 1))
    case .down, .control("n"), .control("r"): face = .recent(min(last, place + 1))
    case .enter, .tab:
      face = .list
      query.set(surroundings.recent[place])
      return changed()
    case .text, .paste:
      face = .list
      return handleInList(key)
    default: face = .list
    }
    return .none
  }

  /// Big letters name answers in a card, where small ones are keys.
  private static func place(_ letter: Character) -> Int? {
    guard letter.isASCII, letter.isUppercase, let value = letter.asciiValue else { return nil }
    return Int(value) - 65
  }

  mutating func changed() -> Effect {
    hasChosen = false
    return .search(query.text)
  }

  private mutating func choose(row wanted: Int) -> Effect {
    guard !matches.isEmpty else { return .none }
    hasChosen = true
    let row = min(max(wanted, 0), matches.count - 1)
    if row != self.row { answer = 0 }
    self.row = row
    return .none
  }

  private mutating func choose(answer wanted: Int, around: Bool = false) -> Effect {
    guard let match, !match.answers.isEmpty else { return .none }
    hasChosen = true
    let count = match.answers.count
    answer = around ? wanted % count : min(max(wanted, 0), count - 1)
    if case .card = face { face = .card(top: 0) }
    return .none
  }

  /// Takes the best other answer in hand: the one in hand just failed, and that is when another is needed.
  public mutating func offerNext() {
    guard let match, let failed = chosenAnswer?.response.id else { return }
    if let next = match.offered.first(where: { $0.response.id != failed }) { hold(next.response.id) }
  }

  private var copied: Effect {
    guard let response = chosenAnswer?.response else { return .none }
    return response.ban == nil ? .copy(response.said) : .none
  }
}
