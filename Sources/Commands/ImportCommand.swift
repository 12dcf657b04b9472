import ArgumentParser
import Domain
import Exchange
import Foundation
import Screens
import Storage

struct ImportCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in deals from your CRM, and objections, answers and logs from readable files.",
    discussion: """
      comeback import deals.csv              a CRM's export, or any other table
      comeback import deals.csv --dry-run    how it is read; saves nothing
      comeback import deals.csv --map "Kunde=account" --stage "Signed=won"
      comeback import calendar.ics           the calls of the next four weeks
      comeback import our-objections.txt
      comeback import seed-data

      Importing again takes in only what is new. What you map is kept for the next time.
      Fields of --map: id, link, name, account, owner, industry, segment, region, products, competitor, amount, currency,
      stage, outcome, closes, closed, person, role, reason; an empty one leaves the column out.
      docs/format.md says how the files look.
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var table: DealTableOptions
  @Argument(help: "A table of deals, a folder, or one file.") var path: String

  func run(in session: inout Session) throws -> Int32 {
    if !ImportCalendar.takes(path), let text = try table.open(path) {
      return try DealTableImport(text, path: path, flags: table, options: options).run(in: &session)
    }
    guard table.isEmpty else {
      throw Problem.usage(
        "--from, --map, --stage, --dates, --decimal, --dry-run and --skip-bad are for a table of deals.")
    }
    if ImportCalendar.takes(path) { return try ImportCalendar.run(path, options, session) }
    let files = try ReadableFiles(at: path)
    let base = try session.base()
    let brought = try base.take(files)
    if options.json {
      session.console.out(JSONFace.text(ImportedPage.json(brought)))
    } else {
      session.console.show(ImportedPage.page(brought, undo: session.typed("undo")))
    }
    session.settle(base)
    return Code.fine
  }
}

/// How a table from another program is to be read.
struct DealTableOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Where it is from: hubspot, salesforce, pipedrive, csv.", valueName: "system"))
  var from: String?
  @Option(help: ArgumentHelp("What a column says; without a field it is left out.", valueName: "HEADER=field"))
  var map: [String] = []
  @Option(help: ArgumentHelp("What a stage means: won, lost, no-decision, invalid, open.", valueName: "STAGE=outcome"))
  var stage: [String] = []
  @Option(help: ArgumentHelp("Day first or month first: dmy, mdy.", valueName: "order")) var dates: String?
  @Option(help: ArgumentHelp("What stands before the cents: point, comma.", valueName: "mark")) var decimal: String?
  @Flag(help: "Show what would come, and save nothing.") var dryRun = false
  @Flag(help: "Leave out rows that can't be read; they go to NAME.bad.csv.") var skipBad = false

  var isEmpty: Bool {
    from == nil && map.isEmpty && stage.isEmpty && dates == nil && decimal == nil && !dryRun && !skipBad
  }

  /// The table at a path; nil when the file is one of our own readable files, or none.
  func open(_ path: String) throws -> DelimitedText? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else { return nil }
    let url = URL(fileURLWithPath: path)
    let name = url.lastPathComponent
    let isSaid = from != nil || !map.isEmpty
    guard isSaid || ["csv", "tsv"].contains(url.pathExtension.lowercased()) else { return nil }
    guard isSaid || name == "deals.csv" || !ReadableFiles.isOurs(name) else { return nil }
    guard let data = try? Data(contentsOf: url) else { throw ReadError.cannotRead(path) }
    if !isSaid, name == "deals.csv", DealTable.isOurs(data) { return nil }
    return try DelimitedText(data, name: name)
  }

  /// - Throws: ``Problem/badValue(name:value:wanted:)``.
  func choices() throws -> ImportChoices {
    var choices = ImportChoices(
      crm: try Self.word(from, "--from"), dates: try Self.word(dates, "--dates"),
      decimal: try Self.word(decimal, "--decimal"))
    for pair in map {
      let (header, word) = try Self.parts(pair, "--map", wanted: "\"HEADER=field\", or \"HEADER=\" to leave it out")
      let field: DealField? = try Self.word(word, "--map")
      choices.columns[header] = field.map(ImportChoices.Use.says) ?? .leftOut
    }
    for pair in stage {
      let (name, word) = try Self.parts(pair, "--stage", wanted: "\"STAGE=won\", or lost, no-decision, invalid, open")
      let outcome: Outcome = try Vocabulary.word(word ?? "", "--stage")
      choices.stages[name] = outcome
    }
    return choices
  }

  /// By the last sign, for a header may have one.
  private static func parts(_ pair: String, _ name: String, wanted: String) throws -> (String, String?) {
    guard let sign = pair.lastIndex(of: "="), let before = String(pair[..<sign]).trimmedOrNil else {
      throw Problem.badValue(name: name, value: pair, wanted: wanted)
    }
    return (before, String(pair[pair.index(after: sign)...]).trimmedOrNil)
  }

  private static func word<W: RawRepresentable<String> & CaseIterable>(_ typed: String?, _ name: String) throws -> W? {
    guard let typed else { return nil }
    if let word = W(rawValue: typed.lowercased()) { return word }
    throw Problem.badValue(
      name: name, value: typed, wanted: "one of: " + W.allCases.map(\.rawValue).joined(separator: ", "))
  }
}

enum ImportedPage {
  /// - Parameter undo: How it is taken back.
  static func page(_ brought: Imported, undo: String) -> Page {
    guard brought.changed else { return .text("Nothing new: all of it is here already.") }
    let counts = RowKind.words(brought.counts)
    let logged = brought.counts[.encounter] == 0 && brought.counts[.objection] > 0 ? ", nothing logged yet" : ""
    let new = counts.joined(separator: ", ") + logged
    let changed = brought.updated.flatMap { $0 > 0 ? "\(Wording.count($0, "deal", "deals")) changed" : nil }
    let what = [counts.isEmpty ? nil : new, changed].compactMap(\.self).joined(separator: "; ")
    return .text("\(what.isEmpty ? "Some texts changed" : what). Not for you? \(undo)")
  }

  /// What a table from another program has beside what every import has.
  struct OfTable {
    var leftOut: [String] = []
    var bad = 0
    var moved: [String] = []
    var notices: [String] = []
  }

  static func json(_ brought: Imported, _ table: OfTable = OfTable(), calls: Int = 0) -> JSON {
    .object(
      RowKind.json(brought.counts).merging([
        "version": .integer(1), "calls": .integer(Int64(calls)), "changed": .flag(brought.changed),
        "updated": brought.updated.map { .integer(Int64($0)) } ?? .null,
        "left_out": .list(table.leftOut.map(JSON.text)), "bad": .integer(Int64(table.bad)),
        "moved": .list(table.moved.map(JSON.text)), "notices": .list(table.notices.map(JSON.text)),
      ]) { $1 })
  }
}
