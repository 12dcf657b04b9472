import Domain
import Exchange
import Screens
import Storage
import TestBase
import Testing

@Suite("ErrorPage: what, where, what to do next") struct ErrorPageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let error: any Error
    let code: Int32
    /// How its last line ends.
    let next: String
    var testDescription: String { String(describing: error).prefix(90).description }

    init(_ error: any Error, _ code: Int32, _ next: String) {
      self.error = error
      self.code = code
      self.next = next
    }
  }

  static let problems: [Case] = [
    Case(Problem.writeFailed("ours", reason: "No space left on device"), 74, "Make room, or name another place."),
    Case(Problem.folderNotOurs("ours", because: "holds other things"), 73, "comeback export NEW-FOLDER"),
    Case(Problem.exportExists("ours"), 64, "add --yes. Or name a new folder."),
    Case(Problem.unknownCommand("serch", nearest: "search"), 64, "Did you mean: comeback search"),
    Case(Problem.unknownCommand("xyzzy", nearest: nil), 64, "comeback help lists them."),
    Case(Problem.verbMissing("deal", ["add", "list"]), 64, "comeback help deal says how."),
    Case(Problem.usage("Unknown option.\nSee comeback help log."), 64, "See comeback help log."),
    Case(Problem.noSuchDeal("Acmee", nearest: "Acme"), 64, "comeback deal list shows them."),
    Case(
      Problem.noSuchDealToLog("Acmee", nearest: "Acme", canAsk: false), 64,
      "booked, let-go, softer, stuck, or cant-tell."),
    Case(Problem.dealMissing, 64, "Or --new-deal NAME, or --no-deal for a call without one."),
    Case(Problem.wordsMissing, 64, "comeback log Acme \"way over what we pay now\""),
    Case(
      Problem.whichObjection(words: "dear", closest: [(id: "o7k2m", sentence: "It's too dear.")]), 64,
      "--used ID (comeback show o7k2m lists them)."),
    Case(Problem.whichObjection(words: "dear", closest: []), 64, "comeback objection add \"...\" --category price"),
    Case(Problem.needs("A category", example: "--category price"), 64, "--category price"),
    Case(Problem.badValue(name: "--went", value: "fine", wanted: "booked or stuck"), 64, "Say booked or stuck."),
    Case(Problem.wrongKind(id: "o7k2m", wanted: "answer"), 64, "comeback show o7k2m says what it is."),
    Case(Problem.notAnAnswerTo(answer: "r1", objection: "o1"), 64, "--used alone is enough."),
    Case(Problem.unknownForm("x.docx"), 64, "comeback playbook playbook.html"),
    Case(Problem.badFilters(["\"x\" is no filter. Filters look like category:price."]), 64, "No file was made."),
    Case(Problem.fileExists("x.md"), 73, "Take another name, or --force."),
    Case(Problem.cannotWrite("x.md", reason: "disk full"), 73, "Name another place."),
    Case(Problem.noSuchSetting("nme", nearest: "name", known: ["name", "rival"]), 64, "They are: name, rival."),
    Case(Problem.noSeed(["/a", "/b"]), 66, "COMEBACK_SEED=FOLDER says where they are."),
    Case(Problem.notATerminal, 64, "comeback help says which flags answer them."),
    Case(Problem.placeGone("9z"), 64, "search first."),
    Case(Problem.badLine(file: "q.tsv", line: 3, wanted: "query<TAB>objection"), 65, "wanted query<TAB>objection."),
    Case(Problem.noSuchFile("q.tsv"), 66, "Look at its name and folder."),
  ]

  static let others: [Case] = [
    Case(StorageError.busy(seconds: 10), 75, "Type it again in a moment."),
    Case(StorageError.cannotCreate(path: "/x", reason: "disk full"), 73, "Name another place: --database FILE"),
    Case(StorageError.notAllowed(path: "/x"), 77, "ls -l /x"),
    Case(StorageError.damaged(path: "/x", reason: "not a database"), 65, "mend it: comeback doctor"),
    Case(StorageError.inputOutput(path: "/x", reason: "disk full"), 74, "Make room and type it again."),
    Case(
      StorageError.unsure(path: "/x", reason: "disk I/O error"), 74, "Look before you type it again: comeback history"),
    Case(StorageError.newer(path: "/x"), 78, "Update this one; nothing was changed."),
    Case(StorageError.notAFile(path: "/x"), 73, "Name the file itself."),
    Case(StorageError.ambiguousID("r1"), 64, "Type more of it."),
    Case(StorageError.noSuchID("r1"), 64, "Ids stand beside answers in comeback search and show."),
    Case(ReadError.noSuchFile("/x"), 66, "Look at its name and folder."),
    Case(ReadError.cannotRead("/x"), 66, "ls -l /x"),
    Case(ReadError.nothingToRead("/x"), 66, "proofs.csv, notes.csv and the others that export writes."),
    Case(
      ReadError.unknownForm("/x"), 65,
      "Import takes .csv files of deals from your CRM, .txt files of objections, and the tables deals.csv, people.csv, reasons.csv, encounters.csv, proofs.csv, notes.csv and the others that export writes."
    ),
    Case(TableError.noName(file: "x.csv", headers: ["A", "B"]), 65, "They are: A, B."),
    Case(
      TableError.noSuchColumn("Fou", file: "x.csv", nearest: "Foo"), 64, "Did you mean \"Foo\"? Nothing was imported."),
    Case(TableError.unsureDates(file: "x.csv", header: "D", cell: "03/11/2026"), 65, "Month first: --dates mdy"),
    Case(TableError.badRows(file: "x.csv", []), 65, "or leave these rows out: --skip-bad"),
    Case(ReadError.sample("sample"), 65, "To look at them: comeback demo"),
    Case(CancellationError(), 70, "comeback doctor looks the base over."),
  ]

  @Test("Every error has its code of sysexits.h, and its last line says what to do", arguments: problems + others)
  func next(error: Case) {
    let page = ErrorPage(error.error)
    #expect(page.code == error.code)
    let lines = page.page.plain().split(separator: "\n")
    #expect(lines.last?.hasSuffix(error.next) == true, "\(page.page.plain())")
    #expect((64...78).contains(page.code))
  }

  static let formats: [(FormatError.Problem, String)] = [
    (.notUTF8, "this is no UTF-8 text. Save the file as UTF-8."),
    (.noColon, "a line is \"key: value\", and here is no colon."),
    (.unknownKey("tel", nearest: "tell"), "there is no key \"tel\". Did you mean tell:"),
    (.unknownKey("xyz", nearest: nil), "there is no key \"xyz\"."),
    (.unknownBlock("deal"), "a block begins with objection:, answer: or phrasing:, not with \"deal\"."),
    (.twice(key: "say"), "\"say\" stands here a second time."),
    (.missing(key: "say"), "\"say\" is missing."),
    (.empty(key: "say"), "\"say\" says nothing. Leave the line out, or write none."),
    (.tooLong(key: "say"), "\"say\" is longer than 1 MB."),
    (.badValue(key: "amount", value: "48k", wanted: "48000"), "(amount) \"48k\" won't do. Write 48000."),
    (.badEscape, "behind a backslash stands n (line break), r, u{HEX} or another backslash."),
    (.noSuchRow(kind: "deal", id: "acme"), "there is no deal \"acme\"."),
    (.usedTwice(id: "acme"), "\"acme\" stands here a second time."),
    (.unknownColumn("nmae", nearest: "name"), "there is no column \"nmae\". Did you mean name?"),
    (.unknownColumn("xyz", nearest: nil), "there is no column \"xyz\"."),
    (.fields(found: 3, wanted: 2), "3 fields, and the header has 2."),
    (.openQuote, "a quote is opened here and never closed."),
    (.strayQuote, "a quote in the middle of a field. Write it twice, and quote the field."),
    (.notText, "this is no text. Export the deals as CSV, not as a spreadsheet file."),
    (.tooManyColumns(1001), "1001 columns and more: a quote or a line end is missing."),
    (.newerFormat(2), "format 2 is newer than this Comeback. Update it first."),
  ]

  @Test(
    "An error in a file says file, line, column and what is wrong, and that nothing was imported", arguments: formats)
  func format(problem: FormatError.Problem, words: String) {
    let page = ErrorPage(FormatError("deals.csv", 214, 7, problem))
    #expect(page.code == 65)
    #expect(page.page.plain() == "deals.csv, line 214, column 7: \(words)\nNothing was imported.\n")
  }

  @Test("Whatever text an error carries, no control character of it reaches the screen")
  func hostile() {
    var numbers = SeededNumbers(seed: 18)
    for text in HostileTexts.all + (0..<40).map({ _ in HostileTexts.random(using: &numbers) }) {
      let errors: [any Error] = [
        Problem.unknownCommand(text, nearest: text), Problem.usage(text + "\n" + text),
        Problem.verbMissing(text, [text]),
        Problem.noSuchDeal(text, nearest: text), Problem.noSuchDealToLog(text, nearest: text, canAsk: true),
        Problem.whichObjection(words: text, closest: [(id: text, sentence: text)]), Problem.needs(text, example: text),
        Problem.badValue(name: text, value: text, wanted: text), Problem.wrongKind(id: text, wanted: text),
        Problem.notAnAnswerTo(answer: text, objection: text), Problem.unknownForm(text), Problem.badFilters([text]),
        Problem.fileExists(text), Problem.cannotWrite(text, reason: text),
        Problem.noSuchSetting(text, nearest: text, known: [text]),
        Problem.noSeed([text]), Problem.placeGone(text), Problem.badLine(file: text, line: 1, wanted: text),
        Problem.noSuchFile(text),
        StorageError.cannotCreate(path: text, reason: text), StorageError.damaged(path: text, reason: text),
        StorageError.ambiguousID(text), StorageError.noSuchID(text), ReadError.noSuchFile(text), ReadError.sample(text),
        FormatError(text, 1, 1, .unknownKey(text, nearest: text)),
        FormatError(text, 1, 1, .badValue(key: text, value: text, wanted: text)),
        FormatError(text, 1, 1, .noSuchRow(kind: text, id: text)),
        FormatError(text, 1, 1, .unknownColumn(text, nearest: text)),
        TableError.noName(file: text, headers: [text, text]),
        TableError.noSuchColumn(text, file: text, nearest: text),
        TableError.unsureDates(file: text, header: text, cell: text),
        TableError.badRows(
          file: text,
          [
            DealTable.Bad(line: 1, column: 1, header: text, problem: .noAmount(text, perhaps: text)),
            DealTable.Bad(line: 1, column: nil, header: nil, problem: .twice(text)),
          ]),
        StrangeError(text: text),
      ]
      for error in errors { expectHarmless(ErrorPage(error).page, "\(error)") }
    }
  }

  private struct StrangeError: Error {
    let text: String
  }
}
