import Domain
import Exchange
import Foundation
import Retrieval
import Screens
import Storage
import Synchronization
import Terminal
import TestBase
import Testing

/// A live search over the starter base and its sample history, on a day of that history, by words alone.
struct Scene {
  private let temporary: TemporaryBase
  static let today = Day(number: 20_770)
  private static let made = Mutex<TemporaryBase?>(nil)

  /// Made once: no test writes in it.
  init() throws {
    temporary = try Self.made.withLock { made in
      if let made { return made }
      let temporary = try TemporaryBase()
      _ = try temporary.base.take(ReadableFiles(at: Checkout.seedData))
      _ = try temporary.base.take(ReadableFiles(at: Checkout.seedData + "/sample"), invented: true)
      try temporary.base.catchUp()
      made = temporary
      // A static never goes away by itself, and with it the folder.
      atexit { Scene.made.withLock { $0 = nil } }
      return temporary
    }
  }

  func screen(_ typed: String = "", context: String? = nil) throws -> LiveSearch {
    try temporary.base.read { reader in
      var around = LiveSearch.Surroundings(today: Self.today)
      around.objections = try reader.count(of: .objection)
      around.isSample = context == nil
      around.context = context
      around.recent = ["no budget", "happy with who we have", "日本 is too far"]
      var screen = LiveSearch(around)
      let search = try Search(reader, on: Self.today)
      for letter in typed { _ = screen.handle(.text(letter)) }
      if typed.isEmpty {
        let matches = try search.mostMet(limit: 7)
        screen.takeIdle(matches, try ids(of: matches, reader))
      } else {
        let found = try search.find(typed, limit: 7, typing: true)
        screen.take(found, try ids(of: found.matches, reader), for: typed)
      }
      if let wanted = screen.wantedTimes(columns: 120) {
        screen.take(try reader.lastTimes(wanted.objection, limit: 3), for: wanted)
      }
      return screen
    }
  }

  private func ids(of matches: [Match], _ reader: Reader) throws -> [ID<Response>: String] {
    var ids: [ID<Response>: String] = [:]
    for answer in matches.flatMap(\.answers) { ids[answer.response.id] = try reader.shortID(answer.response.id) }
    return ids
  }
}

@Suite("Frames of the live search", .serialized) struct FrameTests {
  private let scene: Scene

  init() throws { scene = try Scene() }

  private func expectWhole(_ frame: Frame, _ columns: Int, _ rows: Int, location: SourceLocation = #_sourceLocation) {
    #expect(frame.rows.count == rows, sourceLocation: location)
    for row in frame.rows {
      let width = row.reduce(0) { $0 + CellWidth.of($1.text) }
      #expect(width <= columns, "\(row.map(\.text).joined())", sourceLocation: location)
    }
    if let cursor = frame.cursor { #expect(cursor.row < rows && cursor.column < columns, sourceLocation: location) }
  }

  private func expectAsKept(_ frame: Frame, _ name: String, location: SourceLocation = #_sourceLocation) throws {
    try KeptText.expect(frame.rows.map { $0.map(\.text).joined() }, name, location: location)
  }

  private static let sizes = [(40, 8), (80, 24), (120, 40)]

  @Test("what was typed with slips, in three sizes", arguments: sizes)
  func slips(_ columns: Int, _ rows: Int) throws {
    let screen = try scene.screen("tehy say its too expnsive")
    for isASCII in [false, true] {
      let frame = screen.frame(columns: columns, rows: rows, look: LiveSearch.Look(isASCII: isASCII))
      expectWhole(frame, columns, rows)
      try expectAsKept(frame, "slips-\(columns)x\(rows)\(isASCII ? "-ascii" : "")")
      if isASCII { #expect(frame.rows.joined().allSatisfy { $0.text.utf8.allSatisfy { $0 < 0x80 } }) }
    }
  }

  @Test("nothing typed yet, nothing close, a card with why, the keys, recent queries")
  func others() throws {
    var card = try scene.screen("too expensive")
    _ = card.handle(.enter)
    _ = card.handle(.down)
    _ = card.handle(.text("y"))
    var keys = try scene.screen()
    _ = keys.handle(.function(1))
    var recent = try scene.screen()
    _ = recent.handle(.control("r"))
    let scenes = [
      ("idle", try scene.screen()), ("nothing", try scene.screen("zqzq flibbertig")), ("card", card), ("keys", keys),
      ("recent", recent), ("deal", try scene.screen("no budget", context: "For Acme: CFO, negotiation")),
    ]
    for (name, screen) in scenes {
      for (columns, rows) in Self.sizes { expectWhole(screen.frame(columns: columns, rows: rows), columns, rows) }
      try expectAsKept(screen.frame(columns: 80, rows: 24), name)
    }
  }

  @Test("the objection in hand and its answer are always among what is shown", arguments: sizes)
  func inSight(_ columns: Int, _ rows: Int) throws {
    var screen = try scene.screen("we have no budget")
    for _ in 0..<8 {
      for _ in 0..<6 {
        let frame = screen.frame(columns: columns, rows: rows)
        expectWhole(frame, columns, rows)
        let text = frame.rows.map { $0.map(\.text).joined() }
        #expect(text.contains { $0.hasPrefix("> \(screen.row + 1) ") })
        if rows >= 24 {
          #expect(text.contains { $0.contains("> \("abcdefgh".dropFirst(screen.answer).first ?? "a") ") })
        }
        _ = screen.handle(.control("g"))
      }
      _ = screen.handle(.down)
    }
  }

  private func text(_ screen: LiveSearch, _ columns: Int, _ rows: Int) -> [String] {
    screen.frame(columns: columns, rows: rows).rows.map { $0.map(\.text).joined() }
  }

  @Test("from 110 columns on the last times stand below the answers, and nowhere where there is no room")
  func lastTimes() throws {
    let screen = try scene.screen("too expensive")
    let head = try #require(text(screen, 120, 40).firstIndex { $0.hasSuffix("  Last times") })
    for row in text(screen, 120, 40)[(head + 1)...(head + 3)] {
      #expect(row.contains(/\ \d+ [A-Z][a-z]{2}  .*(no answer|[a-e ] (worked|softer|stuck|open)) +"/), "\(row)")
    }
    #expect(text(screen, 110, 40).contains { $0.hasSuffix("  Last times") })
    #expect(!text(screen, 109, 40).contains { $0.contains("Last times") })
    #expect(!text(screen, 120, 28).contains { $0.contains("Last times") })
    #expect(screen.wantedTimes(columns: 109) == nil)
    #expect(!text(try scene.screen("zqzq flibbertig"), 120, 40).contains { $0.contains("Last times") })
  }

  @Test("the last times are asked for once for each objection in hand, and again when it was met again")
  func wantedTimes() throws {
    var screen = try scene.screen("too expensive")
    #expect(screen.wantedTimes(columns: 120) == nil)
    let before = text(screen, 120, 40)
    let first = try #require(screen.match)
    let again = LiveSearch.LastTimesWanted(objection: first.objection.id, met: first.met - 1)
    screen.take([], for: again)
    #expect(
      screen.wantedTimes(columns: 120) == LiveSearch.LastTimesWanted(objection: first.objection.id, met: first.met))
    // What is still being fetched has its rows already, so that nothing moves when it comes.
    let rule = try #require(before.firstIndex { $0.hasSuffix("  Last times") })
    #expect(Array(text(screen, 120, 40)[..<rule]) == Array(before[..<rule]))
  }

  @Test("below the smallest size one line says so, and nothing traps", arguments: [(39, 24), (80, 5), (1, 1), (0, 0)])
  func tooSmall(_ columns: Int, _ rows: Int) throws {
    let frame = try scene.screen("too expensive").frame(columns: columns, rows: rows)
    #expect(frame.rows.count == 1)
    #expect(CellWidth.of(frame.rows[0].map(\.text).joined()) <= max(1, columns))
  }

  @Test("any keys in any size make frames that fit, and bytes that draw them", arguments: 0..<20)
  func anyKeys(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var screen = try scene.screen("too expensive")
    let keys: [Key] = [
      .enter, .tab, .escape, .up, .down, .left, .right, .pageDown, .pageUp, .control("g"), .control("r"),
      .control("u"), .control("x"), .function(1), .text("y"), .text("é"), .text("日"), .text("A"), .backspace,
    ]
    let (columns, rows) = (Int.random(in: 40...130, using: &numbers), Int.random(in: 6...45, using: &numbers))
    var canvas = Canvas(columns: columns, hasColor: Bool.random(using: &numbers))
    var terminal = VirtualScreen(rows: rows, columns: columns)
    for _ in 0..<40 {
      if Int.random(in: 0..<6, using: &numbers) == 0 {
        _ = screen.handle(.paste(HostileTexts.random(using: &numbers)))
      } else {
        _ = screen.handle(keys.randomElement(using: &numbers) ?? .enter)
      }
      let isASCII = Bool.random(using: &numbers)
      let frame = screen.frame(columns: columns, rows: rows, look: LiveSearch.Look(isASCII: isASCII))
      expectWhole(frame, columns, rows)
      terminal.write(canvas.draw(frame))
      #expect(terminal.strange == [])
      #expect(terminal.text == frame.rows.map(Self.trimmed))
    }
  }

  private static func trimmed(_ row: [Span]) -> String {
    // What takes no cell by itself isn't in a cell of the terminal we compare with.
    var text = String(row.map(\.text).joined().filter { CellWidth.of($0) > 0 })
    while text.last == " " { text.removeLast() }
    return text
  }

  @Test("a key writes less than two kilobytes, at 80x24")
  func bytes() throws {
    var canvas = Canvas(columns: 80, hasColor: true)
    _ = canvas.draw(try scene.screen().frame(columns: 80, rows: 24))
    let typed = "way too expensive"
    for length in 1...typed.count {
      let written = canvas.draw(try scene.screen(String(typed.prefix(length))).frame(columns: 80, rows: 24))
      #expect(written.utf8.count < 2048, "\(typed.prefix(length))")
    }
  }

  @Test("without colour no byte of it colours anything")
  func plain() throws {
    var canvas = Canvas(columns: 80, hasColor: false)
    let written = canvas.draw(try scene.screen("too expensive").frame(columns: 80, rows: 24))
    #expect(!written.replacing("\u{1B}[0m\u{1B}[2J", with: "").contains(/\u{1B}\[[0-9;]*m/))
  }
}
