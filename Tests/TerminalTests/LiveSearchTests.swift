import Domain
import Retrieval
import Storage
import Terminal
import TestBase
import Testing

@Suite("The live search: keys and results in, what to do out") struct LiveSearchTests {
  private let temporary: TemporaryBase
  private static let today = Day(number: 20_000)

  init() throws {
    temporary = try TemporaryBase()
    try temporary.add("It's too expensive.", answers: ["Compared with what?", "What does a day cost you?"])
    try temporary.add("Your rival is too expensive.", answers: ["Which one?"])
    try temporary.add("Too expensive for our budget.", answers: ["Whose budget?"])
  }

  private func screen() -> LiveSearch {
    var around = LiveSearch.Surroundings(today: Self.today)
    around.objections = 3
    around.recent = ["no budget", "call me later"]
    around.context = "For Acme"
    around.values = FilterValues(met: [.role: ["cfo", "ceo", "head of sales"]])
    return LiveSearch(around)
  }

  private func found(_ typed: String) throws -> Found {
    try temporary.base.read { try Search($0, on: Self.today).find(typed, typing: true) }
  }

  /// With what these words find.
  private func searched(_ typed: String) throws -> LiveSearch {
    var screen = screen()
    for letter in typed { _ = screen.handle(.text(letter)) }
    screen.take(try found(typed), [:], for: typed)
    return screen
  }

  @Test("each letter asks for a search of the whole line")
  func letters() {
    var screen = screen()
    #expect(screen.handle(.text("t")) == .search("t"))
    #expect(screen.handle(.text("o")) == .search("to"))
    #expect(screen.handle(.backspace) == .search("t"))
    #expect(screen.handle(.paste("oo\nhigh")) == .search("too high"))
    #expect(screen.handle(.left) == .none)
  }

  @Test("letters and digits are always text in the list, never commands")
  func neverCommands() {
    for letter in "abcdefghijklmnopqrstuvwxyz0123456789?/;" {
      var screen = screen()
      #expect(screen.handle(.text(letter)) == .search(String(letter)))
    }
  }

  @Test("what was found for words typed before is not shown any more")
  func late() throws {
    var screen = try searched("too expensive")
    _ = screen.handle(.text("x"))
    let before = screen.matches.map(\.objection.id)
    screen.take(try found("rival"), [:], for: "rival")
    #expect(screen.matches.map(\.objection.id) == before)
  }

  @Test("what meaning finds may take the first row while nobody chose one, and moves no row once somebody did")
  func folding() throws {
    let typed = "too expensive"
    let later = try found("rival is too expensive")
    var untouched = try searched(typed)
    let first = untouched.matches.map(\.objection.sentence)
    #expect(later.matches.map(\.objection.sentence).first != first.first)
    untouched.take(later, [:], for: typed)
    #expect(untouched.matches.map(\.objection.sentence) == later.matches.map(\.objection.sentence))

    var chosen = try searched(typed)
    _ = chosen.handle(.down)
    let held = chosen.match?.objection.id
    chosen.take(later, [:], for: typed)
    #expect(chosen.match?.objection.id == held)
    #expect(Array(chosen.matches.map(\.objection.sentence).prefix(first.count)) == first)
  }

  @Test("Up and Down choose an objection, Left and Right at the ends of the line its answer, and stop at the last")
  func moves() throws {
    var screen = try searched("too expensive")
    let count = screen.matches.count
    #expect(count == 3)
    for _ in 0..<5 { _ = screen.handle(.down) }
    #expect(screen.row == count - 1)
    for _ in 0..<5 { _ = screen.handle(.up) }
    #expect(screen.row == 0)
    _ = screen.handle(.right)
    #expect(screen.answer == 1)
    _ = screen.handle(.right)
    #expect(screen.answer == 1)
    _ = screen.handle(.control("g"))
    #expect(screen.answer == 0)
    _ = screen.handle(.left)
    #expect(screen.query.right == "e")
    _ = screen.handle(.right)
    #expect(screen.answer == 0)
  }

  @Test(
    "Enter opens the card and logs nothing; there a letter says how it went, and Enter saves it",
    arguments: [("n", Went.booked), ("w", .letGo), ("p", .softer), ("f", .stuck), ("u", .cantTell), ("?", .cantTell)])
  func logging(_ letter: String, _ went: Went) throws {
    var screen = try searched("too expensive")
    #expect(screen.handle(.enter) == .none)
    #expect(screen.face == .card(top: 0))
    #expect(screen.handle(.text(Character(letter))) == .none)
    #expect(screen.choice == .log(went))
    #expect(screen.handle(.enter) == .log(went))
    _ = screen.handle(.text(Character(letter)))
    #expect(screen.handle(.escape) == .none)
    #expect(screen.choice == nil)
    #expect(screen.face == .card(top: 0))
  }

  @Test(
    "Who types on after Enter begins new words, and saves nothing, whatever letters they begin with",
    arguments: [
      "no budget for that", "we have a guy", "full up, sorry", "call me later", "let me think", "you again",
      "zero need",
    ])
  func typingOn(_ words: String) throws {
    var screen = try searched("too expensive")
    _ = screen.handle(.enter)
    var effects: [LiveSearch.Effect] = []
    for letter in words { effects.append(screen.handle(.text(letter))) }
    #expect(screen.face == .list)
    #expect(screen.query.text == words)
    #expect(effects.last == .search(words))
    for effect in effects {
      if case .log = effect { Issue.record("saved by typing \(words)") }
      if effect == .undo { Issue.record("taken back by typing \(words)") }
    }
  }

  @Test("Enter, ^L and ^Y wait until what the words find is there: none acts on what others found")
  func waiting() throws {
    var screen = try searched("too expensive")
    for key in [Key.enter, .control("l"), .control("y")] { #expect(!screen.mustWait(for: key)) }
    _ = screen.handle(.text("x"))
    for key in [Key.enter, .control("l"), .control("y")] { #expect(screen.mustWait(for: key)) }
    for key in [Key.text("y"), .escape, .up, .control("c")] { #expect(!screen.mustWait(for: key)) }
    screen.giveUp("The base is busy.")
    #expect(!screen.mustWait(for: .enter))
  }

  @Test("the answer in hand stays in hand when a new result puts the answers in another order")
  func held() throws {
    var screen = try searched("too expensive")
    _ = screen.handle(.enter)
    _ = screen.handle(.down)
    let held = try #require(screen.chosenAnswer?.response)
    let objection = try #require(screen.match?.objection)
    for day in 0..<6 { try temporary.meet(objection, held, .worked, on: Day(number: 19_990 + day)) }
    let later = try found("too expensive")
    #expect(later.matches.first { $0.objection.id == objection.id }?.answers.first?.response.id == held.id)
    screen.take(later, [:], for: "too expensive")
    #expect(screen.chosenAnswer?.response.id == held.id)
  }

  @Test("in a card z takes back, c copies what is said, s a block for a colleague; Escape leaves it")
  func card() throws {
    var screen = try searched("too expensive")
    _ = screen.handle(.enter)
    #expect(screen.handle(.text("s")) == .share)
    #expect(screen.handle(.text("z")) == .none)
    #expect(screen.handle(.enter) == .undo)
    #expect(screen.handle(.text("c")) == .copy(screen.chosenAnswer?.response.said ?? ""))
    #expect(screen.handle(.escape) == .none)
    #expect(screen.face == .list)
    #expect(screen.query.text == "too expensive")
  }

  @Test("after a failure the best other answer is in hand")
  func next() throws {
    var screen = try searched("too expensive")
    _ = screen.handle(.enter)
    let failed = screen.chosenAnswer?.response.id
    screen.offerNext()
    #expect(screen.chosenAnswer?.response.id != failed)
  }

  @Test("Escape clears, then leaves; Ctrl-C leaves at once, Ctrl-D an empty line")
  func leaving() throws {
    var screen = try searched("too")
    #expect(screen.handle(.control("d")) == .none)
    #expect(screen.handle(.escape) == .search(""))
    #expect(screen.handle(.escape) == .leave)
    #expect(try searched("too").query.text == "too")
    var other = try searched("too")
    #expect(other.handle(.control("c")) == .leave)
    var empty = self.screen()
    #expect(empty.handle(.control("d")) == .leave)
  }

  @Test("Tab goes on with a filter's name, then its value, with quotes where it has blanks")
  func filters() {
    var screen = screen()
    for letter in "steep ro" { _ = screen.handle(.text(letter)) }
    #expect(screen.handle(.tab) == .search("steep role:"))
    #expect(screen.handle(.tab) == .none)
    #expect(screen.notice?.contains("role:cfo") == true)
    _ = screen.handle(.text("c"))
    _ = screen.handle(.text("f"))
    #expect(screen.handle(.tab) == .search("steep role:cfo "))
    for letter in "role:h" { _ = screen.handle(.text(letter)) }
    #expect(screen.handle(.tab) == .search("steep role:cfo role:\"head of sales\" "))
    for letter in "xyz" { _ = screen.handle(.text(letter)) }
    #expect(screen.handle(.tab) == .none)
    #expect(screen.notice != nil)
  }

  @Test("recent queries come back by ^R, and typing goes on from the line")
  func recent() {
    var screen = screen()
    #expect(screen.handle(.control("r")) == .none)
    #expect(screen.face == .recent(0))
    _ = screen.handle(.down)
    #expect(screen.handle(.enter) == .search("call me later"))
    _ = screen.handle(.control("r"))
    #expect(screen.handle(.text("s")) == .search("call me laters"))
    #expect(screen.face == .list)
  }

  @Test("^T turns the deal's context off and on, ^O keeps the words, ^L logs, and an empty line keeps nothing")
  func others() throws {
    var screen = try searched("too")
    #expect(screen.handle(.control("t")) == .useContext(false))
    #expect(screen.handle(.control("t")) == .useContext(true))
    #expect(screen.handle(.control("o")) == .keep("too"))
    #expect(screen.handle(.control("l")) == .log(nil))
    #expect(screen.handle(.control("z")) == .suspend)
    var empty = self.screen()
    #expect(empty.handle(.control("o")) == .none)
    #expect(empty.handle(.enter) == .none)
  }
}
