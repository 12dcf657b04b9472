import Domain
import TestBase
import Testing

@Suite("CleanText: nothing in it steers a terminal") struct CleanTextTests {
  @Test(
    "What would steer stands there as a visible mark",
    arguments: [
      ("\u{1B}[2J", "^[[2J"), ("\u{7}", "^G"), ("a\u{0}b", "a^@b"), ("\u{7F}", "^?"), ("\u{9B}31m", "<9B>31m"),
      ("\u{1B}]0;title\u{7}", "^[]0;title^G"), ("\u{202E}abc", "<U+202E>abc"),
      ("\u{2066}x\u{2069}", "<U+2066>x<U+2069>"),
      ("\u{61C}", "<U+61C>"), ("a\u{8}b", "a^Hb"),
    ])
  func marks(text: String, clean: String) {
    #expect(CleanText(text).description == clean)
    #expect(CleanText(lines: text).description == clean)
  }

  @Test(
    "On one line a line break is a blank, with lines it stays",
    arguments: [
      ("a\nb", "a b", "a\nb"), ("a\r\nb", "a b", "a \nb"), ("a\tb", "a b", "a b"), ("a\u{2028}b", "a b", "a b"),
      ("a\n\n\nb", "a b", "a\n\n\nb"), ("a\u{85}\u{2029}b", "a b", "a b"),
    ])
  func lineBreaks(text: String, oneLine: String, lines: String) {
    #expect(CleanText(text).description == oneLine)
    #expect(CleanText(lines: text).description == lines)
  }

  @Test(
    "What cannot be seen is left out", arguments: ["pr\u{200B}ice", "\u{FEFF}price", "pri\u{AD}ce", "price\u{E0041}"])
  func invisible(text: String) {
    #expect(CleanText(text).description == "price")
  }

  @Test(
    "Ordinary text stays as it is",
    arguments: [
      "", " ", "It's too expensive.", "two  blanks", "naïve café", "e\u{301}te\u{301}", "日本語", "Дорого", "שלום",
      "\u{1F600}",
      "\u{1F469}\u{200D}\u{1F4BB}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{2764}\u{FE0F}",
      "\u{1F1EE}\u{1F1F9}",
      "\u{201C}quoted\u{201D}", "…", "€ 48,000", "a\u{A0}b", "می\u{200C}خواهم",
    ])
  func ordinary(text: String) {
    #expect(Array(CleanText(text).description.unicodeScalars) == Array(text.unicodeScalars))
    #expect(Array(CleanText(lines: text).description.unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test("No hostile text gets through, on one line or on several, and cleaning twice changes nothing")
  func property() {
    var numbers = SeededNumbers(seed: 4)
    let texts = HostileTexts.all + (0..<20_000).map { _ in HostileTexts.random(using: &numbers) }
    for text in texts {
      let oneLine = CleanText(text).description
      let lines = CleanText(lines: text).description
      #expect(!oneLine.unicodeScalars.contains(where: Self.steers), "\(text.debugDescription)")
      #expect(!lines.unicodeScalars.contains { $0 != "\n" && Self.steers($0) }, "\(text.debugDescription)")
      #expect(CleanText(oneLine).description == oneLine, "\(text.debugDescription)")
      #expect(CleanText(lines: lines).description == lines, "\(text.debugDescription)")
    }
  }

  @Test("Every single scalar that steers is caught, wherever it stands", arguments: ["", "a", "é"])
  func eachScalar(beside: String) {
    for value in UInt32(0)...0x2FFF {
      guard let scalar = Unicode.Scalar(value), Self.steers(scalar) else { continue }
      let clean = CleanText(beside + String(Character(scalar)) + beside).description
      #expect(!clean.unicodeScalars.contains(where: Self.steers), "U+\(String(value, radix: 16))")
    }
  }

  /// C0 with ESC, DEL, C1, line and paragraph separators, bidi controls.
  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
