import Screens
import TestBase
import Testing

@Suite("Words as a shell wants them")
struct ShellTests {
  @Test("what was quoted for a shell reads back as one word in the conversation")
  func roundTrip() {
    for text in ["Globex", "Big $(touch x) Co", "it's", "'", "''", "a' b", "x\\'y z", "\"quoted\" one", "dogs' home "] {
      #expect(Shell.words("/prep \(Shell.quoted(text)) --json") == ["/prep", text, "--json"])
    }
  }

  @Test("an apostrophe elsewhere is a letter, and so is one that nothing closes")
  func apostrophes() {
    #expect(Shell.words("log it's \"too dear\"") == ["log", "it's", "too dear"])
    #expect(Shell.words("log 'tis too dear") == ["log", "'tis", "too", "dear"])
    #expect(Shell.words("log 'we don't want it' now") == ["log", "we don't want it", "now"])
    #expect(Shell.words("") == [])
  }
}
