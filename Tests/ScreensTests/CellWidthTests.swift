import Domain
import Screens
import TestBase
import Testing

@Suite("CellWidth: how many cells of a terminal a text takes") struct CellWidthTests {
  @Test(
    "Letters one, wide characters and emoji two, marks none",
    arguments: [
      ("", 0), ("abc", 3), (" ", 1), ("é", 1), ("e\u{301}", 1), ("e\u{301}\u{302}", 1), ("ñandú", 5), ("Дорого", 6),
      ("שלום", 4),
      ("日本語", 6), ("한국", 4), ("ｆｕｌｌ", 8), ("ﾊﾝ", 2), ("、", 2), ("€", 1), ("\u{201C}a\u{201D}", 3), ("…", 1),
      ("\u{1F600}", 2), ("\u{1F469}\u{200D}\u{1F4BB}", 2), ("\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", 2),
      ("\u{1F44D}\u{1F3FD}", 2), ("\u{1F1EE}\u{1F1F9}", 2), ("\u{2764}\u{FE0F}", 2), ("\u{2764}", 1), ("\u{231A}", 2),
      ("\u{20000}", 2),
      ("a\u{1F600}日", 5), ("\u{AC00}", 2), ("\u{1100}\u{1161}", 2),
    ])
  func table(text: String, cells: Int) {
    #expect(CellWidth.of(text) == cells)
  }

  @Test("A text takes the cells of its characters, never fewer than none")
  func sums() {
    var numbers = SeededNumbers(seed: 14)
    for _ in 0..<2000 {
      let text = HostileTexts.random(using: &numbers)
      #expect(
        CellWidth.of(text + "") == text.reduce(0) { $0 + CellWidth.of(String($1)) }
          || text.unicodeScalars.contains { $0.value < 0x20 })
      #expect(CellWidth.of(text) <= text.unicodeScalars.count * 2)
    }
  }
}
