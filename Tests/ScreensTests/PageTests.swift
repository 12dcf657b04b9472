import Domain
import Foundation
import Screens
import Terminal
import TestBase
import Testing

@Suite("Page: styled lines, the same for a terminal and a pipe") struct PageTests {
  @Test("A span is clean, whatever it is made from")
  func span() {
    #expect(Span("\u{1B}[31mred\u{1B}[0m").text == "^[[31mred^[[0m")
    #expect(Span("one\nline").text == "one line")
    #expect(Span("plain", .key).text == "plain")
  }

  @Test("Colour stands around a text, never without its end, and says nothing that the text doesn't")
  func paint() {
    let page = Page([Line(Style.allCases.map { Span("x", $0) })])
    #expect(page.plain() == String(repeating: "x", count: Style.allCases.count) + "\n")
    let painted = Paint.ansi(page, width: nil)
    #expect(
      painted.components(separatedBy: "\u{1B}[0m").count - 1 == painted.components(separatedBy: "\u{1B}[").count / 2)
    #expect(Paint.ansi(Page([Line([Span("6 of 7", .failing)])]), width: nil) == "\u{1B}[31m6 of 7\u{1B}[0m\n")
    #expect(Paint.ansi(Page([Line([Span("words", .words)])]), width: nil) == "words\n")
  }

  @Test("A page of nothing is nothing") func nothing() {
    #expect(Page().plain() == "")
    #expect(Paint.ansi(Page(), width: 80) == "")
  }

  @Test(
    "Answers are lettered beyond z", arguments: [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (51, "az"), (52, "ba")])
  func letters(place: Int, letter: String) {
    #expect(AnswersPage.letter(place) == letter)
  }
}
