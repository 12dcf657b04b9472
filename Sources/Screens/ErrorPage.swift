import Exchange
import Learning
import Storage

/// The one place that words what went wrong: what, where, what to do next.
public struct ErrorPage {
  public let page: Page
  /// sysexits.h
  public let code: Int32

  public init(_ error: any Error) {
    switch error {
    case let problem as Problem: (page, code) = Self.words(problem)
    case let error as StorageError: (page, code) = Self.words(error)
    case let error as MergeError: (page, code) = Self.words(error)
    case let error as FormatError: (page, code) = Self.words(error)
    case let error as ReadError: (page, code) = Self.words(error)
    case let error as CalendarError: (page, code) = Self.words(error)
    case let error as TableError: (page, code) = Self.words(error)
    default:
      page = .text(
        "Something went wrong that should not: \(error)", "Nothing was changed. comeback doctor looks the base over.")
      code = 70
    }
  }

  private static func words(_ problem: Problem) -> (Page, Int32) {
    switch problem {
    case .unknownCommand(let typed, let nearest):
      (
        .text(
          "There is no command \"\(typed)\"."
            + (nearest.map { " Did you mean: comeback \($0)" } ?? " comeback help lists them.")
        ), 64
      )
    case .verbMissing(let noun, let verbs):
      (.text("\(noun) does one of: \(verbs.joined(separator: ", ")).", "comeback help \(noun) says how."), 64)
    case .usage(let text): (Page(text.split(separator: "\n").map { Line([Span(String($0))]) }), 64)
    case .noSuchDeal(let name, let nearest):
      (
        .text(
          "No deal is called \"\(name)\"." + (nearest.map { " Did you mean \($0)?" } ?? ""),
          "comeback deal list shows them."),
        64
      )
    case .noSuchDealToLog(let name, let nearest, let canAsk):
      (
        .text(
          "No deal is called \"\(name)\"" + (nearest.map { " (\($0)?)" } ?? "")
            + (canAsk ? "." : ", and nobody is here to ask: no terminal."),
          "Say " + (nearest.map { "\($0), or " } ?? "") + "--new-deal \"\(name)\", or --no-deal.",
          "With --used ID say how it --went: booked, let-go, softer, stuck, or cant-tell."), 64
      )
    case .whichDeal(let typed, let names):
      (
        Page(
          [Line([Span("Several deals begin with \"\(typed)\". Say more of its name:")])]
            + names.prefix(6).map { Line([Span($0)], indent: 2) }
            + (names.count > 6 ? [Line([Span("... comeback deal list shows them all.")])] : [])), 64
      )
    case .dealMissing:
      (
        .text(
          "On which deal? Put its name first: comeback log Acme \"what they said\"",
          "Or --new-deal NAME, or --no-deal for a call without one."), 64
      )
    case .wordsMissing: (.text("What did they say? comeback log Acme \"way over what we pay now\""), 64)
    case .whichObjection(let words, let closest):
      (
        Page(
          [Line([Span("Which objection is \"\(words)\"? Nobody is here to ask. Say which:")])]
            + closest.map { Line([Span("--objection \($0.id)   \"\($0.sentence)\"")], indent: 2) }
            + [
              Line([
                Span(
                  closest.isEmpty
                    ? "Nothing is close. First: comeback objection add \"...\" --category price"
                    : "Or the answer that you gave: --used ID (comeback show \(closest[0].id) lists them).")
              ])
            ]), 64
      )
    case .whichObjectionInFile(let file, let line, let words, let closest):
      (
        Page(
          [Line([Span("\(file), line \(line): which objection is \"\(words)\"? Nothing was saved.")])]
            + closest.map { Line([Span("= \($0.id)   \"\($0.sentence)\"")], indent: 2) }
            + [
              Line([
                Span(
                  closest.isEmpty
                    ? "Nothing is close. First: comeback objection add \"...\" --category price"
                    : "Write one of these behind it, or the id of the answer that you gave.")
              ])
            ]), 65
      )
    case .whichAnswerInFile(let file, let line, let words, let closest):
      (
        Page(
          [Line([Span("\(file), line \(line): which answer is \"\(words)\"? Nothing was saved.")])]
            + closest.map { Line([Span("= \($0.id)   \"\($0.sentence)\"")], indent: 2) }), 65
      )
    case .needs(let what, let example): (.text("\(what) is missing: \(example)"), 64)
    case .badValue(let name, let value, let wanted): (.text("\(name): \"\(value)\" won't do. Say \(wanted)."), 64)
    case .wrongKind(let id, let wanted): (.text("\(id) is no \(wanted). comeback show \(id) says what it is."), 64)
    case .notAnAnswerTo(let answer, let objection):
      (.text("\(answer) answers another objection than \(objection). --used alone is enough."), 64)
    case .unknownForm(let name):
      (
        .text(
          "I can't make \"\(name)\": the name's ending says the form, and it is .md (Markdown) or .html (a page).",
          "comeback playbook playbook.html"), 64
      )
    case .badFilters(let sentences):
      (Page((sentences + ["No file was made."]).map { Line([Span($0)]) }), 64)
    case .fileExists(let path):
      (
        .text(
          "\(path) is there already and no playbook of ours. Nothing was changed.", "Take another name, or --force."),
        73
      )
    case .cannotWrite(let path, let reason):
      (.text("\(path) can't be written: \(reason).", "Nothing was changed. Name another place."), 73)
    case .writeFailed(let path, let reason):
      (
        .text(
          "\(path) could not be written whole: \(reason). Nothing was changed.", "Make room, or name another place."),
        74
      )
    case .folderNotOurs(let path, let because):
      (.text("\(path) \(because). Nothing was changed.", "Name a new folder: comeback export NEW-FOLDER"), 73)
    case .exportExists(let path):
      (
        .text(
          "\(path) holds an earlier export. Nothing was changed.", "To write over it, add --yes. Or name a new folder."),
        64
      )
    case .noSuchSetting(let key, let nearest, let known):
      (
        .text(
          "There is no setting \"\(key)\"." + (nearest.map { " Did you mean \($0)?" } ?? ""),
          "They are: \(known.joined(separator: ", "))."), 64
      )
    case .noSeed(let places):
      (
        Page(
          [Line([Span("The starter objections aren't here. I looked in:")])]
            + places.map { Line([Span($0)], indent: 2) }
            + [Line([Span("COMEBACK_SEED=FOLDER says where they are.")])]), 66
      )
    case .codedMail:
      (
        .text("This is a mail program's file, coded. Open it there, copy what they wrote, then: comeback reply"), 65
      )
    case .noDraft: (.text("No log was left half way. comeback log begins one."), 1)
    case .emptyMail:
      (.text("There is nothing in it that they wrote: only a greeting, a signature or an older mail."), 65)
    case .noReturn(let deal, let why):
      (Self.noReturn(deal, why), 64)
    case .noSuchFollowUp(let typed):
      (.text("Nothing open is planned for \"\(typed)\".", "comeback follow-up list --all shows what was."), 64)
    case .whichFollowUp(let typed, let ids):
      (.text("\(typed) has several follow-ups. Say which: \(ids.joined(separator: ", "))."), 64)
    case .isOver(let id, let result): (.text("\(id) is over: \(result). A new one: comeback follow-up add DEAL"), 64)
    case .allSent(let id):
      (
        .text(
          "Three messages went out, and that is enough.", "Without an answer: comeback follow-up done \(id) silent"),
        64
      )
    case .notATerminal:
      (
        .text(
          "This asks questions, and nobody is here to answer: no terminal. comeback help says which flags answer them."),
        64
      )
    case .placeGone(let place):
      (.text("Nothing stands at \"\(place)\" in the list above. Places look like 1 or 1a; search first."), 64)
    case .badLine(let file, let line, let wanted): (.text("\(file), line \(line): wanted \(wanted)."), 65)
    case .noModel(let why):
      (.text("What finds by meaning isn't here: \(why). Search goes by words alone."), 69)
    case .noSuchFile(let path): (.text("There is no file \(path). Look at its name and folder."), 66)
    }
  }

  private static func noReturn(_ deal: String, _ why: NoReturn) -> Page {
    let said = FollowUpWording.why(why, deal) { "comeback " + $0 }
    return .text(said.why, said.instead)
  }

  private static func words(_ error: StorageError) -> (Page, Int32) {
    switch error {
    case .busy(let seconds):
      (
        .text(
          "The base is busy: another Comeback has been writing for \(seconds) s. Nothing was saved.",
          "Type it again in a moment."), 75
      )
    case .cannotCreate(let path, let reason):
      (.text("\(path) can't be made: \(reason). Nothing was saved.", "Name another place: --database FILE"), 73)
    case .notAllowed(let path):
      (
        .text("You may not open \(path) for this. Nothing was saved.", "Look at its owner and rights: ls -l \(path)"),
        77
      )
    case .damaged(let path, let reason):
      (
        .text(
          "\(path) is damaged, or no base of Comeback (\(reason)).",
          "What is wrong and how to mend it: comeback doctor"), 65
      )
    case .inputOutput(let path, let reason):
      (
        .text(
          "\(path) could not be written or read (\(reason)). Nothing was saved; what was saved before is safe.",
          "Is the disk full? Make room and type it again."), 74
      )
    case .unsure(let path, let reason):
      (
        .text(
          "The disk failed under \(path) (\(reason)). This may or may not be saved; what was saved before is safe.",
          "Look before you type it again: comeback history"), 74
      )
    case .newer(let path): (.text("\(path) was made by a newer Comeback. Update this one; nothing was changed."), 78)
    case .notAFile(let path): (.text("\(path) is a link or a folder, not a base. Name the file itself."), 73)
    case .ambiguousID(let id): (.text("\"\(id)\" fits more than one. Type more of it."), 64)
    case .erased(let row, let field):
      (.text("The \(field) of this \(row) was erased for good. Add a new \(row) instead; nothing was saved."), 65)
    case .refersToNothing(let row):
      (.text("A \(row) here names another one that isn't in the base. Nothing was saved."), 65)
    case .noSuchID(let id):
      (.text("Nothing here has the id \"\(id)\". Ids stand beside answers in comeback search and show."), 64)
    }
  }

  private static func words(_ error: MergeError) -> (Page, Int32) {
    switch error {
    case .noSuchFile(let path): (.text("There is no file \(path). Look at its name and folder."), 66)
    case .notABase(let path):
      (
        .text(
          "\(path) is no base of Comeback. Nothing was taken in.",
          "A colleague makes one for you with: comeback export --team FILE.db",
          "Readable files come in with: comeback import"
        ), 65
      )
    case .itself: (.text("That is this base itself. Name the other one."), 64)
    case .damaged(let path):
      (
        .text(
          "\(path) is damaged: an entry in it is not what was written. Nothing was taken in.",
          "Ask for it again, or mend it first: comeback doctor --repair --database \(path)"), 65
      )
    case .ahead(let file, let whose, let until):
      (
        .text(
          "\(file) holds changes of \(whose ?? "somebody") from \(until.day), and that is more than a day ahead of this clock.",
          "One of the two clocks is wrong, and what is dated ahead would win over all that is written till then.",
          "Nothing was taken in. If you know it is right: --accept-clock"), 65
      )
    }
  }

  private static let tables =
    "deals.csv, people.csv, reasons.csv, encounters.csv, proofs.csv, notes.csv and the others that export writes"

  private static func words(_ error: ReadError) -> (Page, Int32) {
    switch error {
    case .noSuchFile(let path): (.text("There is no file or folder \(path). Look at its name and folder."), 66)
    case .cannotRead(let path):
      (.text("\(path) can't be read. Nothing was imported.", "Look at its owner and rights: ls -l \(path)"), 66)
    case .nothingToRead(let path):
      (.text("In \(path) is nothing to import: no .txt file and none of these tables: \(Self.tables)."), 66)
    case .unknownForm(let path):
      (
        .text(
          "I don't know the form of \(path).",
          "Import takes .csv files of deals from your CRM, .txt files of objections, and the tables \(Self.tables)."),
        65
      )
    case .sample(let name):
      (
        .text(
          "\(name) holds invented results, and those never enter your own base. Nothing was imported.",
          "To look at them: comeback demo"), 65
      )
    }
  }

  private static func words(_ error: CalendarError) -> (Page, Int32) {
    switch error {
    case .notACalendar(let file):
      (
        .text(
          "\(file) holds no calendar. Nothing was imported.",
          "Outlook, Google and Apple save one as .ics: look for \"export\" in the calendar's own settings."), 65
      )
    case .tooLarge(let file):
      (
        .text(
          "\(file) is larger than \(CalendarFile.mostBytes / 1_000_000) MB. Nothing was imported.",
          "Export only the coming weeks of the calendar."), 65
      )
    case .isAnswer(let file):
      (.text("\(file) is a guest's answer to an invitation. Your calls stand as they were."), 65)
    }
  }

  private static func words(_ error: TableError) -> (Page, Int32) {
    switch error {
    case .noName(let file, let headers):
      let named = headers.filter { !$0.isEmpty }
      return (
        .text(
          "No column of \(file) says what the deals are called. Nothing was imported.",
          named.isEmpty
            ? "Its first line should name the columns."
            : "Say which one does: --map \"\(named[0])=name\". They are: \(DealTablePage.some(named, most: 12))."
        ), 65
      )
    case .noSuchColumn(let name, let file, let nearest):
      return (
        .text(
          "\(file) has no column \"\(name)\"." + (nearest.map { " Did you mean \"\($0)\"?" } ?? "")
            + " Nothing was imported."), 64
      )
    case .unsureDates(let file, let header, let cell):
      return (
        .text(
          "\(file): \"\(cell)\" (\(header)) can be read in two ways, and nothing in the file says which. Nothing was imported.",
          "Day first: --dates dmy   Month first: --dates mdy"), 65
      )
    case .badRows(let file, let rows):
      var page = DealTablePage.bad(rows, file: file)
      page.add(Span("Nothing was imported. Mend what is wrong, or leave these rows out: --skip-bad"))
      return (page, 65)
    }
  }

  private static func words(_ error: FormatError) -> (Page, Int32) {
    (
      .text(
        "\(error.file), line \(error.line), column \(error.column): \(problem(error.problem))", "Nothing was imported."),
      65
    )
  }

  private static func problem(_ problem: FormatError.Problem) -> String {
    switch problem {
    case .notUTF8: "this is no UTF-8 text. Save the file as UTF-8."
    case .noColon: "a line is \"key: value\", and here is no colon."
    case .unknownKey(let key, let nearest):
      "there is no key \"\(key)\"." + (nearest.map { " Did you mean \($0):" } ?? "")
    case .unknownBlock(let key) where ["criterion", "stop", "tiers"].contains(key):
      "this looks like a profile. It is taken in by: comeback fit --profile FILE"
    case .unknownProfileBlock(let key): "a block begins with criterion:, stop: or tiers:, not with \"\(key)\"."
    case .tooManyCriteria(let most):
      "more than \(most) criteria. Keep the five or six that tell a good deal from a bad one."
    case .unknownBlock(let key): "a block begins with objection:, answer: or phrasing:, not with \"\(key)\"."
    case .twice(let key): "\"\(key)\" stands here a second time."
    case .missing(let key): "\"\(key)\" is missing."
    case .empty(let key): "\"\(key)\" says nothing. Leave the line out, or write none."
    case .tooLong(let key): "\"\(key)\" is longer than 1 MB."
    case .badValue(let key, let value, let wanted): "(\(key)) \"\(value)\" won't do. Write \(wanted)."
    case .badEscape: "behind a backslash stands n (line break), r, u{HEX} or another backslash."
    case .noSuchRow(let kind, let id): "there is no \(kind) \"\(id)\"."
    case .usedTwice(let id): "\"\(id)\" stands here a second time."
    case .unknownColumn(let name, let nearest):
      "there is no column \"\(name)\"." + (nearest.map { " Did you mean \($0)?" } ?? "")
    case .fields(let found, let wanted): "\(found) fields, and the header has \(wanted)."
    case .openQuote: "a quote is opened here and never closed."
    case .strayQuote: "a quote in the middle of a field. Write it twice, and quote the field."
    case .notText: "this is no text. Export the deals as CSV, not as a spreadsheet file."
    case .tooManyColumns(let number): "\(number) columns and more: a quote or a line end is missing."
    case .newerFormat(let number): "format \(number) is newer than this Comeback. Update it first."
    }
  }
}
