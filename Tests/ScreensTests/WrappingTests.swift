import Domain
import Screens
import TestBase
import Testing

@Suite("Wrapping: rows that fit") struct WrappingTests {
  @Test("Whatever stands on a page, no row is wider than the screen", arguments: [40, 80, 120])
  func fits(width: Int) {
    var numbers = SeededNumbers(seed: 15)
    for _ in 0..<1000 {
      let line = Self.line(&numbers)
      for row in Page([line]).laidOut(width: width) {
        let text = row.map(\.text).joined()
        #expect(CellWidth.of(text) <= width, "\(text.debugDescription)")
      }
    }
  }

  @Test("No text is lost but blanks, and none is turned round", arguments: [40, 80, 120])
  func keeps(width: Int) {
    var numbers = SeededNumbers(seed: 16)
    for _ in 0..<1000 {
      let line = Self.line(&numbers)
      let alone = Page([Line(line.spans, indent: line.indent, hang: line.hang)]).laidOut(width: width)
      let text = Self.ink(line.spans)
      #expect(Self.ink(alone.flatMap { $0 }) == text, "\(line.spans)")
      let shown = Self.ink(Page([line]).laidOut(width: width).flatMap { $0 })
      #expect(shown.sorted() == (text + Self.ink(line.right)).sorted(), "\(line.spans) \(line.right)")
    }
  }

  /// All that isn't a blank; by scalars, for a mark may stand on a blank.
  private static func ink(_ spans: [Span]) -> [Unicode.Scalar] {
    spans.flatMap { $0.text.unicodeScalars.filter { $0 != " " } }
  }

  @Test("Words that fit into a row are neither cut nor glued together", arguments: [40, 80])
  func words(width: Int) {
    var numbers = SeededNumbers(seed: 17)
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<Int.random(in: 1...30, using: &numbers) {
        text += String(repeating: "x", count: Int.random(in: 1...20, using: &numbers))
        text += String(repeating: " ", count: Int.random(in: 1...60, using: &numbers))
      }
      let rows = Page([Line([Span(text)], indent: 2, hang: 4)]).laidOut(width: width)
      let shown = rows.map { $0.map(\.text).joined() }.joined(separator: " ").split(separator: " ")
      #expect(shown == text.split(separator: " "), "\(text)")
    }
  }

  @Test("No row ends in blanks, and rows after the first hang")
  func hanging() {
    let page = Page([Line([Span("one two three four five six seven eight")], indent: 2, hang: 6)])
    #expect(page.plain(width: 20) == "  one two three four\n      five six seven\n      eight\n")
  }

  @Test("Without a width a line is one row, the right part behind it")
  func noWidth() {
    let page = Page([Line([Span("a "), Span("b")], right: [Span("met twice")], indent: 2)])
    #expect(page.plain() == "  a b  met twice\n")
  }

  @Test(
    "The right part stands flush right, on a row of its own when it doesn't fit, on several when it must",
    arguments: [
      ("left", "right", "left           right\n"),
      ("a longer left part", "right", "a longer left part\n               right\n"),
      ("left", "a right part too wide for a row", "left\na right part too\nwide for a row\n"),
      ("one two three four five six", "right", "one two three four\n               right\nfive six\n"),
      ("", "right", "               right\n"),
    ])
  func right(left: String, right: String, shown: String) {
    #expect(Page([Line([Span(left)], right: [Span(right)])]).plain(width: 20) == shown)
  }

  @Test("A word longer than a row is cut between characters, never within one")
  func longWords() {
    let family = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}"
    let page = Page([Line([Span(String(repeating: family, count: 30))])])
    let rows = page.laidOut(width: 20).map { $0.map(\.text).joined() }
    #expect(rows.allSatisfy { $0 == String(repeating: family, count: 10) } && rows.count == 3)
    #expect(
      Page([Line([Span("xx " + String(repeating: "a", count: 25))])]).plain(width: 20)
        == "xx\n\(String(repeating: "a", count: 20))\naaaaa\n")
  }

  @Test("A blank line is a row, and styles survive wrapping")
  func styles() {
    var page = Page()
    page.blank()
    page.add(Span("one two three ", .muted), Span("four five six", .proven))
    let rows = page.laidOut(width: 20)
    #expect(rows == [[], [Span("one two three ", .muted), Span("four", .proven)], [Span("five six", .proven)]])
  }

  /// Any line that a page could hold.
  private static func line(_ numbers: inout SeededNumbers) -> Line {
    let indent = Int.random(in: 0...4, using: &numbers)
    let spans = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
      Span(text(&numbers), Style.allCases.randomElement(using: &numbers) ?? .plain)
    }
    let right = Bool.random(using: &numbers) ? [Span(text(&numbers), .muted)] : []
    return Line(spans, right: right, indent: indent, hang: indent + Int.random(in: 0...6, using: &numbers))
  }

  private static func text(_ numbers: inout SeededNumbers) -> String {
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0:
      String(
        repeating: ["日", "a", "\u{1F469}\u{200D}\u{1F4BB}", " "].randomElement(using: &numbers) ?? "",
        count: Int.random(in: 0...150, using: &numbers))
    case 1: HostileTexts.all.randomElement(using: &numbers) ?? ""
    default: HostileTexts.random(using: &numbers)
    }
  }
}
