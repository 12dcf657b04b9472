import Domain
import Exchange
import Foundation
import TestBase
import Testing

@Suite("The readable format of objections") struct ReadableTextTests {
  @Test("An objection is read with all that stands in its block")
  func objection() throws {
    let files = try read(
      """
      # A comment, and two blank lines


      objection: too-dear
      sentence: It's too dear.
      category: Risk-Compliance
      kind: real concern
      concern: The figure came before the use.
      check: Would anything else stop you?
      tell: A stall stays at "too much".
      neighbour: half-price | they have an offer in hand: here not
      neighbour: no-money | no sum was set aside
      condition: Offer the smaller start.
      also: Not at that price: no.
      also@quote-17: Dear for what it is.
      heard: way over
      """)
    let objection = try #require(files.objections.first)
    #expect(files.objections.count == 1)
    #expect(objection.sentence == "It's too dear.")
    #expect(objection.category.rawValue == "risk & compliance")
    #expect(objection.kind?.rawValue == "real concern")
    #expect(objection.concern == "The figure came before the use.")
    #expect(objection.check == "Would anything else stop you?")
    #expect(objection.tell == "A stall stays at \"too much\".")
    #expect(objection.condition == "Offer the smaller start.")
    #expect(
      objection.neighbours.map(\.difference) == ["they have an offer in hand: here not", "no sum was set aside"])
    #expect(files.phrasings.map(\.text) == ["Not at that price: no.", "Dear for what it is.", "way over"])
    #expect(files.phrasings.map(\.source) == [.written, .written, .heard])
    #expect(files.phrasings.allSatisfy { $0.objection == objection.id })
  }

  @Test("An answer belongs to the objection before the slash in its id, or to the one that it names")
  func answers() throws {
    let files = try read(
      """
      \(TextFile.tooDear)
      answer: too-dear/isolate
      technique: isolate
      ask: Anything else?
      say: Suppose we found a figure.
      write: In writing.
      proof: {peer}, {before} to {after}
      know: Keep quiet.
      applies: after discovery
      caution: they wait

      answer: ours
      of: too-dear
      newer-wording-of: too-dear/isolate
      technique: Hypnosis
      say: Sleep.
      ban: legal says no
      """)
    let (first, second) = try (#require(files.responses.first), #require(files.responses.last))
    #expect(files.responses.count == 2)
    #expect(files.responses.allSatisfy { $0.objection == files.objections.first?.id })
    #expect(files.responses.map(\.place) == [1, 2])
    #expect(first.askFirst == "Anything else?")
    #expect(first.words == "Suppose we found a figure.")
    #expect(first.written == "In writing.")
    #expect(first.proof == "{peer}, {before} to {after}")
    #expect(first.know == "Keep quiet.")
    #expect(first.applies == "after discovery")
    #expect(first.caution == "they wait")
    #expect(first.ban == nil)
    #expect(second.newerWordingOf == first.id)
    #expect(second.technique.rawValue == "Hypnosis")
    #expect(second.ban == "legal says no")
  }

  @Test(
    "\\n is a line break, \\r a carriage return, \\\\ a backslash, \\u{HEX} any character",
    arguments: [
      (#"a\nb"#, "a\nb"), (#"a\\b"#, #"a\b"#), (#"a\\nb"#, #"a\nb"#), (#"\\\\"#, #"\\"#), (#"\n"#, "\n"),
      (#"a\n\nb\\"#, "a\n\nb\\"), (#"a\r\nb"#, "a\r\nb"), (#"\u{20}a\u{a0}"#, " a\u{A0}"), (#"\u{6E}one"#, "none"),
      (#"\u{1F469}\u{2028}\u{0}"#, "\u{1F469}\u{2028}\u{0}"), (#"\\u{41}"#, #"\u{41}"#), ("\u{301}a", "\u{301}a"),
      ("plain", "plain"), ("one: two", "one: two"), ("# no comment", "# no comment"), ("a @ b", "a @ b"),
    ])
  func escapes(written: String, meant: String) throws {
    let files = try read(TextFile.tooDear + "concern: \(written)\n")
    #expect(files.objections.first?.concern == meant)
  }

  @Test("none says nothing, wherever it stands")
  func none() throws {
    let files = try read(
      """
      \(TextFile.tooDear.trimmingCharacters(in: .newlines))
      kind: none
      concern: none
      neighbour: none
      also: none
      heard: none

      answer: too-dear/isolate
      newer-wording-of: none
      technique: isolate
      ask: none
      say: Words.
      proof: none
      """)
    #expect(files.objections.first?.kind == nil)
    #expect(files.objections.first?.concern == nil)
    #expect(files.objections.first?.neighbours == [])
    #expect(files.phrasings == [])
    #expect(files.responses.first?.askFirst == nil)
    #expect(files.responses.first?.newerWordingOf == nil)
    #expect(files.responses.first?.proof == nil)
  }

  @Test(
    "A byte order mark, carriage returns and blanks around keys and values change nothing",
    arguments: [
      "\u{FEFF}" + TextFile.tooDear, TextFile.tooDear.replacing("\n", with: "\r\n"),
      TextFile.tooDear.replacing(": ", with: "  :\t  "), TextFile.tooDear.replacing("\n", with: "   \n"),
      "\n\n# c\n" + TextFile.tooDear + "\n\n\n", TextFile.tooDear.trimmingCharacters(in: .newlines),
    ])
  func forgiving(text: String) throws {
    let plain = try read(TextFile.tooDear)
    let files = try read(text)
    #expect(files.objections == plain.objections)
  }

  @Test("The same id in a file is the same row in every base, whatever else the file says")
  func fixedIDs() throws {
    let one = try read(TextFile.tooDear)
    let other = try read(TextFile.tooDear.replacing("It's too dear.", with: "Too dear!"))
    #expect(one.objections.map(\.id) == other.objections.map(\.id))
    #expect(one.objections != other.objections)
  }

  @Test("A field of 1 MB is read")
  func long() throws {
    let long = String(repeating: "x", count: 1_048_576)
    #expect(try read(TextFile.tooDear + "concern: \(long)\n").objections.first?.concern == long)
  }

  @Test("A folder's own files are read, never those below it, nor others in it")
  func folder() throws {
    let place = try TemporaryBase()
    _ = try place.file("ours/b.txt", TextFile.tooDear)
    _ = try place.file("ours/deals.csv", "id,name\na,Acme\n")
    _ = try place.file("ours/notes.md", "not ours: no")
    _ = try place.file("ours/.hidden.txt", "not ours: no")
    _ = try place.file("ours/other.csv", "not,ours")
    _ = try place.file("ours/below/c.txt", "not ours: no")
    let files = try ReadableFiles(at: place.folder.appendingPathComponent("ours").path)
    #expect(files.name == "ours")
    #expect(files.objections.count == 1)
    #expect(files.deals.map(\.name) == ["Acme"])
    #expect(files.release == nil)
  }

  @Test("A release makes a starter base of a folder, and of one file in it")
  func release() throws {
    let place = try TemporaryBase()
    let file = try place.file("ours/b.txt", TextFile.tooDear)
    _ = try place.file("ours/base.txt", "format: 1\nrelease: 7\n")
    #expect(try ReadableFiles(at: place.folder.appendingPathComponent("ours").path).release == 7)
    #expect(try ReadableFiles(at: file).release == 7)
  }

  private func read(_ text: String) throws -> ReadableFiles {
    let place = try TemporaryBase()
    return try ReadableFiles(at: place.file("ours.txt", text))
  }
}

enum TextFile {
  static let tooDear = """
    objection: too-dear
    sentence: It's too dear.
    category: price

    """
}
