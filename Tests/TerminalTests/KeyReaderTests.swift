import Terminal
import TestBase
import Testing

@Suite("Bytes to keys") struct KeyReaderTests {
  private func keys(_ text: String) -> [Key] {
    var reader = KeyReader()
    return reader.take(text.utf8) + reader.giveUp()
  }

  @Test(
    "each key is known by what terminals send for it",
    arguments: [
      ("\r", Key.enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
      ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left),
      ("\u{1B}[H", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}[F", .end), ("\u{1B}[4~", .end),
      ("\u{1B}[3~", .delete), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[Z", .backTab),
      ("\u{1B}[1;5C", .wordRight), ("\u{1B}[1;3D", .wordLeft), ("\u{1B}b", .wordLeft), ("\u{1B}f", .wordRight),
      ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)), ("\u{1B}[[A", .function(1)),
      ("\u{1B}[15~", .function(5)),
      ("\u{1}", .control("a")), ("\u{1A}", .control("z")), ("\u{1B}", .escape), ("a", .text("a")), ("é", .text("é")),
      ("日", .text("日")), ("😀", .text("😀")),
    ])
  func known(_ bytes: String, _ key: Key) {
    #expect(keys(bytes) == [key])
  }

  @Test("bytes that come one by one make the same keys as bytes in one piece")
  func pieces() {
    let text = "a\u{1B}[Aé日\u{1B}[1;5Cb\u{1B}[200~two\rlines\u{1B}[201~\u{1B}OPz"
    var reader = KeyReader()
    let single = text.utf8.flatMap { reader.take([$0]) }
    #expect(single == keys(text))
    #expect(single.contains(.paste("two\rlines")))
  }

  @Test("an Escape by itself is one once nothing follows; with another behind it, at once")
  func escape() {
    var reader = KeyReader()
    #expect(reader.take([0x1B]) == [])
    #expect(reader.isWaiting)
    #expect(reader.giveUp() == [.escape])
    #expect(!reader.isWaiting)
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(keys("\u{1B}\u{1B}[A") == [.escape, .up])
  }

  @Test("a letter close behind an Escape is a letter; a paste whose end is lost is one as far as it came")
  func close() {
    #expect(keys("\u{1B}t") == [.escape, .text("t")])
    var reader = KeyReader()
    #expect(reader.take("\u{1B}[200~half a mail".utf8) == [])
    #expect(reader.isPasting)
    #expect(reader.giveUp() == [.paste("half a mail")])
    #expect(reader.take("x".utf8) == [.text("x")])
  }

  @Test("a paste is text, whatever stands in it: no line end is Enter, no sequence a key")
  func paste() {
    #expect(keys("\u{1B}[200~a\r\u{1B}[Ab\u{3}\u{1B}[201~") == [.paste("a\r\u{1B}[Ab\u{3}")])
  }

  @Test("a paste is cut at a megabyte, and what comes behind it is read as ever")
  func longPaste() {
    var reader = KeyReader()
    var keys = reader.take("\u{1B}[200~".utf8)
    for _ in 0..<40 { keys += reader.take(Array(repeating: UInt8(ascii: "a"), count: 65_536)) }
    keys += reader.take("\u{1B}[201~b".utf8)
    #expect(keys.count == 2)
    guard case .paste(let text)? = keys.first else {
      Issue.record("no paste: \(keys.count) keys")
      return
    }
    #expect(text.utf8.count <= 1 << 20)
    #expect(keys.last == .text("b"))
  }

  @Test(
    "what means nothing here is dropped whole, and hides nothing behind it",
    arguments: [
      "\u{1B}[99;99;99u", "\u{1B}[?1;2c", "\u{0}", "\u{1C}", "\u{1B}[<0;1;1M", "\u{1B}Oz", "\u{1B}[5",
    ])
  func dropped(_ bytes: String) {
    #expect(keys(bytes + "\u{1B}[A").filter { $0 == .up }.count == 1)
    #expect(keys(bytes + "\u{1B}[Aq").last == .text("q"))
  }

  @Test("any bytes are read to their end, and a letter behind them is a letter", arguments: 0..<200)
  func anyBytes(_ seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    var reader = KeyReader()
    for _ in 0..<20 {
      let count = Int.random(in: 1...12, using: &numbers)
      _ = reader.take((0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) })
      _ = reader.giveUp()
    }
    // Out of whatever they began.
    _ = reader.take("\u{1B}[201~".utf8)
    _ = reader.take(Array(repeating: UInt8(ascii: "q"), count: 80)) + reader.giveUp()
    #expect(reader.take("xy".utf8) == [.text("x"), .text("y")])
  }
}
