import Screens
import Terminal
import TestBase
import Testing

@Suite("The line that is being typed") struct LineBufferTests {
  private func typed(_ keys: Key..., in text: String = "") -> LineBuffer {
    var line = LineBuffer(text)
    for key in keys { line.handle(key) }
    return line
  }

  @Test("a key edits as it does in every shell")
  func keys() {
    #expect(typed(.text("a"), .text("b"), .left, .text("c")).text == "acb")
    #expect(typed(.backspace, in: "abc").text == "ab")
    #expect(typed(.home, .delete, in: "abc").text == "bc")
    #expect(typed(.control("a"), .control("k"), in: "abc").text == "")
    #expect(typed(.control("w"), in: "too expensive cfo ").text == "too expensive ")
    #expect(typed(.control("w"), .control("y"), .control("y"), in: "a bc").text == "a bcbc")
    #expect(typed(.control("u"), .control("y"), in: "abc").text == "abc")
    #expect(typed(.wordLeft, .text("x"), in: "one two").text == "one xtwo")
    #expect(typed(.home, .wordRight, .text("x"), in: "one two").text == "onex two")
    #expect(typed(.control("a"), .control("f"), .control("d"), in: "abc").text == "ac")
  }

  @Test("a key that edits nothing leaves the line as it was, and says so")
  func none() {
    var line = LineBuffer("abc")
    for key in [Key.enter, .up, .tab, .escape, .function(1), .control("l")] { #expect(line.handle(key) == false) }
    #expect(line.text == "abc")
    var empty = LineBuffer()
    #expect(empty.handle(.control("d")) == false)
  }

  @Test("a grapheme is one step, however many scalars it has", arguments: ["e\u{301}", "👩‍💻", "🇩🇪", "日", "ก็"])
  func graphemes(_ grapheme: String) {
    #expect(typed(.left, .text("x"), in: "a" + grapheme).text == "ax" + grapheme)
    #expect(typed(.backspace, in: "a" + grapheme).text == "a")
    #expect(typed(.home, .right, .delete, in: "a\(grapheme)b").text == "ab")
  }

  @Test("a mark that is typed joins the letter before it")
  func marks() {
    #expect(typed(.text("e"), .text("\u{301}"), .backspace).text == "")
  }

  @Test("a paste is one line of text without anything that steers a terminal")
  func paste() {
    #expect(typed(.paste("a\r\nb\tc\u{1B}[31m\u{202E}d\u{2028}e\u{85}")).text == "a b c[31md e")
  }

  @Test("any keys leave a cursor between two graphemes, and a window that fits and holds it", arguments: 0..<150)
  func anyKeys(_ seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    var line = LineBuffer()
    let moves: [Key] = [
      .left, .right, .home, .end, .wordLeft, .wordRight, .backspace, .delete, .control("w"), .control("k"),
      .control("y"), .control("d"),
    ]
    for _ in 0..<60 {
      if Int.random(in: 0..<3, using: &numbers) > 0 {
        line.handle(.paste(String(HostileTexts.random(using: &numbers).prefix(8))))
      } else {
        line.handle(moves.randomElement(using: &numbers) ?? .left)
      }
      #expect(line.left.count + line.right.count == line.text.count)
      for width in [1, 2, 10, 60] {
        let (text, cursor) = line.window(width)
        #expect(cursor < max(width, 1))
        #expect(CellWidth.of(text) <= max(width, 1), "\(text.debugDescription)")
      }
    }
  }

  @Test("says by a mark that it begins further left")
  func cut() {
    var line = LineBuffer("they say that it is far too dear for what it does")
    #expect(line.window(20).text.hasPrefix("<"))
    line.handle(.home)
    #expect(line.window(20).text.hasPrefix("they say"))
  }
}
