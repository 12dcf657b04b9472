import Domain
import Foundation
import TestBase
import Testing

@Suite("Folding: text made comparable") struct FoldingTests {
  @Test(
    "Texts that a rep takes for the same fold to the same",
    arguments: [
      ["dont", "don't", "don\u{2019}t", "DON\u{2018}T", "don\u{02BC}t", "don\u{FF07}t"],
      ["cafe", "café", "CAFE\u{301}", "Café"],
      ["price", "ＰＲＩＣＥ", "Price!", "  price  ", "\u{201C}price\u{201D}"],
      ["too expensive", "too-expensive", "too, expensive", "TOO\texpensive", "too\u{A0}expensive", "too … expensive"],
      ["fine", "ﬁne"],
      ["istanbul", "İstanbul", "Istanbul"],
      ["2026", "２０２６", "②⓪②⑥"],
      ["naive", "naïve", "NAÏVE"],
      ["good", "good \u{1F44D}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} good"],
    ])
  func sameForARep(texts: [String]) {
    #expect(texts.map(Folding.fold) == texts.map { _ in texts[0] })
  }

  @Test(
    "What is no letter and no digit only parts words",
    arguments: [
      ("", []), ("   ", []), ("?!…", []), ("\u{1F600}", []), ("a\u{1F600}b", ["a", "b"]), ("a_b", ["a", "b"]),
      ("8:30", ["8", "30"]), ("50%", ["50"]), ("R&D", ["r", "d"]), ("'", []), ("rock 'n' roll", ["rock", "n", "roll"]),
      ("line\nbreak", ["line", "break"]), ("\u{0}a\u{0}b", ["a", "b"]), ("{peer}", ["peer"]),
    ] as [(String, [String])])
  func parting(text: String, words: [String]) {
    #expect(Folding.words(text) == words)
    #expect(Folding.fold(text) == words.joined(separator: " "))
  }

  @Test(
    "Other scripts keep their letters",
    arguments: [
      ("日本語", "日本語"), ("Дорого!", "дорого"), ("價格 太高", "價格 太高"), ("ΑΚΡΙΒΌ", "ακριβο"), ("Straße", "straße"),
      ("خیلی گران", "خیلی گران"),
    ])
  func otherScripts(text: String, folded: String) {
    #expect(Folding.fold(text) == folded)
  }

  @Test("An ASCII text folds the same with a curly quote somewhere else in it")
  func oneRuleForBothRoads() {
    var numbers = SeededNumbers(seed: 1)
    for _ in 0..<2000 {
      let scalars = (0..<Int.random(in: 0...30, using: &numbers)).map { _ in
        Character(Unicode.Scalar(UInt8.random(in: 0...127, using: &numbers)))
      }
      let text = String(scalars)
      #expect(Folding.words(text) == Folding.words(text + " \u{201C}"), "\(text.debugDescription)")
    }
  }

  @Test(
    "Marks that come together when what parts them is dropped stand in the order that Unicode gives them",
    arguments: ["\u{05E9}\u{05B1}'\u{05B0}", "\u{05E9}\u{05B1}\u{0301}\u{05B0}", "u\u{05B1}\u{2019}\u{05B1}\u{05B0}"])
  func marks(text: String) {
    let folded = Folding.fold(text)
    #expect(Array(Folding.fold(folded).unicodeScalars) == Array(folded.unicodeScalars))
  }

  @Test("What is folded stays as it is when folded again")
  func idempotent() {
    var numbers = SeededNumbers(seed: 2)
    let texts = HostileTexts.all + (0..<20_000).map { _ in HostileTexts.random(using: &numbers) }
    for text in texts {
      let folded = Folding.fold(text)
      #expect(Folding.fold(folded) == folded, "\(text.debugDescription)")
    }
  }

  @Test("Folded words hold no blank, no capital and no apostrophe, and none is empty")
  func folded() {
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<5000 {
      let text = HostileTexts.random(using: &numbers)
      for word in Folding.words(text) {
        #expect(!word.isEmpty && !word.contains(where: \.isWhitespace), "\(text.debugDescription)")
        #expect(!word.contains { "'\u{2019}ABCDEFGHIJKLMNOPQRSTUVWXYZ".contains($0) }, "\(text.debugDescription)")
      }
    }
  }

  @Test(
    "A text without its outer blanks, or nothing",
    arguments: [
      ("", nil), (" ", nil), ("\t\n\u{A0}", nil), (" a ", "a"), ("a b", "a b"), ("\na\n", "a"),
    ] as [(String, String?)])
  func trimming(text: String, left: String?) {
    #expect(text.trimmedOrNil == left)
    #expect(text.isBlank == (left == nil))
  }
}
