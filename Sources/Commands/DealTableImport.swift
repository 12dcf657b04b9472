import Domain
import Exchange
import Foundation
import Screens
import Storage

/// Deals from a CRM: read, shown, asked about, taken in.
struct DealTableImport {
  private let text: DelimitedText
  private let path: String
  private let flags: DealTableOptions
  private let options: GlobalOptions

  init(_ text: DelimitedText, path: String, flags: DealTableOptions, options: GlobalOptions) {
    self.text = text
    self.path = path
    self.flags = flags
    self.options = options
  }

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let headers = text.header.cells
    let kept = try base.read { try ImportChoices(keptFor: headers, $0) } ?? ImportChoices()
    var choices = try kept.updated(by: flags.choices())
    let table = try table(&choices, session)
    let canAsk = session.console.canAsk && !options.yes
    var joining = true
    var plan = try base.read { try DealPlan(table, $0) }
    if canAsk, !flags.dryRun, !plan.byHand.isEmpty {
      joining = try Questions(session).yes(Self.question(plan.byHand), standard: true)
      if !joining { plan = try base.read { try DealPlan(table, $0, joining: false) } }
    }
    if flags.dryRun { return show(table, plan, in: session) }
    guard table.bad.isEmpty || flags.skipBad || canAsk else {
      throw TableError.badRows(file: table.file, table.bad)
    }
    session.console.tell(DealTablePage.page(table, plan))
    let hasNews = plan.new + plan.changed > 0 || choices != kept
    if canAsk, hasNews || !table.bad.isEmpty, try !Questions(session).yes(takeQuestion(table), standard: true) {
      session.console.tell(.text("Nothing was saved."))
      return Code.fine
    }
    return try take(table, plan, choices, was: kept, joining: joining, base, &session)
  }

  /// The table; on a terminal a date that could be either is asked about.
  private func table(_ choices: inout ImportChoices, _ session: Session) throws -> DealTable {
    do {
      return try DealTable(text, choices)
    } catch TableError.unsureDates(let file, let header, let cell) {
      guard session.console.canAsk else {
        throw TableError.unsureDates(file: file, header: header, cell: cell)
      }
      let key = try Questions(session).key(
        "\(cell) (\(header)): is the day first, or the month? (d/m)", ["d", "m"])
      choices.dates = key == "d" ? .dayFirst : .monthFirst
      return try DealTable(text, choices)
    }
  }

  private static func question(_ names: [String]) -> String {
    names.count == 1
      ? "\(names[0]) is here already, typed by hand: the same?"
      : "\(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? " and \(names.count - 3) more" : "")"
        + " are here already, typed by hand: the same?"
  }

  private func takeQuestion(_ table: DealTable) -> String {
    guard !table.bad.isEmpty else { return "Take them in?" }
    return "Take in the rest, and put \(table.bad.count == 1 ? "that row" : "those rows") into "
      + "\(badPath.map { URL(fileURLWithPath: $0).lastPathComponent } ?? "a file")?"
  }

  private func show(_ table: DealTable, _ plan: DealPlan, in session: Session) -> Int32 {
    if options.json {
      let would = Imported(
        deals: plan.new, people: plan.newPeople, reasons: plan.newReasons,
        changed: plan.new + plan.changed > 0, updated: plan.changed, moved: plan.moved)
      session.console.out(JSONFace.text(ImportedPage.json(would, facts(table, plan, moved: []))))
    } else {
      session.console.show(DealTablePage.page(table, plan))
      session.console.tell(.text("Nothing was saved."))
    }
    return Code.fine
  }

  private func take(
    _ table: DealTable, _ plan: DealPlan, _ choices: ImportChoices, was kept: ImportChoices, joining: Bool,
    _ base: Base,
    _ session: inout Session
  ) throws -> Int32 {
    // Written first: without it the rows left out would be nowhere.
    let bad = try table.badText.flatMap { text -> String? in
      guard let path = badPath else { return nil }
      try NewFile.write(text, to: path, force: false) { _ in false }
      return path
    }
    let brought: Imported
    do {
      brought = try base.take(table, joining: joining, zone: session.zone, now: session.now())
    } catch {
      if let bad { try? FileManager.default.removeItem(atPath: bad) }
      throw error
    }
    // The deals are in, whether this is remembered or not.
    if choices != kept, !choices.isEmpty { try? choices.keep(for: table.headers, in: base, on: session.today) }
    if options.json {
      let moved = try base.read { reader in try brought.moved.map { try reader.shortID($0) } }
      session.console.out(JSONFace.text(ImportedPage.json(brought, facts(table, plan, moved: moved))))
    } else {
      session.console.show(ImportedPage.page(brought, undo: session.typed("undo")))
      if let bad {
        session.console.show(
          .text(
            "\(Wording.count(table.bad.count, "row", "rows")) left out: mend "
              + "\(table.bad.count == 1 ? "it" : "them") in \(bad), and import that."))
      }
    }
    session.settle(base)
    let open = try OpenResults(on: brought.moved, base, session)
    if session.console.canAsk, !options.yes, !options.json {
      try open.ask()
    } else if !options.json, let notice = open.notice(nil) {
      session.console.tell(.text(notice))
    }
    return Code.fine
  }

  private func facts(_ table: DealTable, _ plan: DealPlan, moved: [String]) -> ImportedPage.OfTable {
    ImportedPage.OfTable(
      leftOut: DealTablePage.leftOut(table), bad: table.bad.count, moved: moved,
      notices: DealTablePage.notices(table, plan))
  }

  /// Beside the file, under a name that nothing has yet.
  private var badPath: String? {
    let stem = (path as NSString).deletingPathExtension
    return (1...99).lazy.map { "\(stem).bad\($0 == 1 ? "" : "-\($0)").csv" }.first {
      !FileManager.default.fileExists(atPath: $0)
    }
  }
}
