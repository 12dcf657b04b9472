import Calls
import Domain
import Testing

@Suite("A call as lines of text") struct CallLinesTests {
  @Test("each line is their words, what was answered, and how it went")
  func lines() throws {
    let lines = try CallLines(
      """
      # Acme, Tuesday
      way over what we pay now = compared with what +

      have to ask my boss = r9xq4 ?
      1 + 1 = 3, they said = late close ++
      we have no budget
      legal is stuck = o7k2m
      """
    ).lines
    #expect(lines.map(\.number) == [2, 4, 5, 6, 7])
    #expect(
      lines.map(\.words) == [
        "way over what we pay now", "have to ask my boss", "1 + 1 = 3, they said", "we have no budget",
        "legal is stuck",
      ])
    #expect(lines.map(\.answer) == ["compared with what", "r9xq4", "late close", nil, "o7k2m"])
    #expect(lines.map(\.went) == [.letGo, .cantTell, .booked, nil, nil])
  }

  @Test("a mark stands alone: a question mark that ends an answer is none")
  func marks() throws {
    let line = try CallLines("too dear = compared with what?").lines[0]
    #expect(line.answer == "compared with what?")
    #expect(line.went == nil)
    #expect(try CallLines("too dear = compared with what? -").lines[0].went == .stuck)
  }

  @Test("a line that says how and not what, or what and not to which words, is named")
  func wrong() {
    #expect(throws: CallLines.Wrong.noAnswer(line: 2)) { try CallLines("a b\ntoo dear = +") }
    #expect(throws: CallLines.Wrong.noWords(line: 1)) { try CallLines("= compared with what +") }
  }
}
