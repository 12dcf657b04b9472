import Domain
public import Exchange

/// What a table from a CRM holds, how it is read, and what taking it in would change.
public enum DealTablePage {
  public static func page(_ table: DealTable, _ plan: DealPlan) -> Page {
    var page = Page()
    page.add(Span(heading(table), .heading))
    let mapped = table.columns.filter { $0.field != nil }
    let headerWidth = min(28, mapped.map { CellWidth.of($0.header) }.max() ?? 0)
    let fieldWidth = min(18, mapped.map { CellWidth.of(field($0.field)) }.max() ?? 0)
    var told: Set<DealField> = []
    for column in mapped {
      let note = column.field.flatMap { told.insert($0).inserted ? self.note($0, table) : nil }
      let name = field(column.field)
      page.add(
        Span(padded(column.header, headerWidth)), Span(" -> ", .muted),
        Span(note == nil ? name : padded(name, fieldWidth)),
        Span(note.map { "   " + $0 } ?? "", .muted), indent: 2, hang: headerWidth + 6)
    }
    let left = leftOut(table)
    if !left.isEmpty { page.add(Span(some(left, most: 3) + ": left out", .muted), indent: 2, hang: 4) }
    let counts = [("New", plan.new), ("changed", plan.changed), ("as they are", plan.same)]
    page.add(Span(counts.map { "\($0.0) \(Wording.grouped($0.1))" }.joined(separator: ", ") + "."))
    for notice in notices(table, plan) { page.add(Span(notice, .muted), hang: 2) }
    page.add(bad(table.bad, file: nil))
    return page
  }

  /// deals.csv looks like a HubSpot export: 214 deals, 1 row that can't be read.
  private static func heading(_ table: DealTable) -> String {
    let what = table.crm.title.map { "\(table.file) looks like a \($0) export" } ?? table.file
    let rows = Wording.count(table.rows.count, "deal", "deals")
    let bad =
      table.bad.isEmpty ? "" : ", \(Wording.count(table.bad.count, "row", "rows")) that can't be read"
    let said = table.saidOn.map { ", as you mapped it on \(Wording.date($0))" } ?? ""
    return "\(what): \(rows)\(bad)\(said)."
  }

  private static func field(_ field: DealField?) -> String {
    switch field {
    case .reason: "the rep's reason"
    case .outcome: "won or lost"
    case .person: "person"
    case .isWon: "won, yes or no"
    case .isLost: "lost, yes or no"
    case .isClosed: "closed, yes or no"
    case .some(let field): field.rawValue
    case nil: ""
    }
  }

  private static func note(_ field: DealField, _ table: DealTable) -> String? {
    let hasOutcome = table.columns.contains { $0.field == .outcome }
    switch field {
    case .stage where !hasOutcome, .outcome:
      let endings = table.endings.filter { Folding.fold($0.stage) != Folding.fold($0.outcome.rawValue) }
        .map { "\($0.stage) = \($0.outcome)" }
      return endings.isEmpty ? nil : some(endings, most: 4)
    case .amount:
      return table.currencies.isEmpty ? "no currency said" : "in \(some(table.currencies, most: 4))"
    case .closes, .closed:
      if let dates = table.dates {
        return (dates.order == .dayFirst ? "day" : "month")
          + " first: \(dates.example) is \(Wording.date(dates.day))"
      }
      let hasClosed = table.columns.contains { $0.field == .closed }
      return field == .closes && !hasClosed ? "of a closed deal the day it closed" : nil
    case .reason:
      return "\(Wording.grouped(table.lostWithReason)) of \(Wording.count(table.lost, "lost deal", "lost deals"))"
        + (table.lostWithReason == 1 ? " has one" : " have one")
    default: return nil
    }
  }

  public static func leftOut(_ table: DealTable) -> [String] {
    table.columns.filter { $0.field == nil && !$0.header.isEmpty }.map(\.header)
  }

  // MARK: Notices

  /// What was decided that somebody might have decided otherwise.
  public static func notices(_ table: DealTable, _ plan: DealPlan) -> [String] {
    var notices: [String] = []
    switch table.encoding {
    case .utf8: break
    case .utf16: notices.append("The file is UTF-16.")
    case .windows1252: notices.append("The file is not UTF-8; read as Windows-1252.")
    }
    if let unsure = table.unsureAmount {
      notices.append(
        "\"\(unsure.written)\" is read as \(Wording.grouped(Int(unsure.value))). If these are cents: --decimal "
          + (unsure.written.contains(",") ? "comma" : "point")
      )
    }
    if !table.hasIDs {
      notices.append(
        "No column has an id, so a deal is told by its name and account: one that is renamed is a new one.")
    }
    if let first = table.unclear.first {
      notices.append(
        "\(some(table.unclear.map { "\"\($0)\"" }, most: 3)) counts as open. If it is an end: --stage \"\(first)=lost\""
      )
    }
    if table.repeats > 0 {
      notices.append(
        "\(Wording.count(table.repeats, "row says", "rows say")) a deal again; its people and reasons went together.")
    }
    if table.contradictions > 0 {
      notices.append(
        "\(Wording.count(table.contradictions, "of them says", "of them say")) something else of the deal itself: what stood first holds."
      )
    }
    if table.footers > 0 {
      notices.append("\(Wording.count(table.footers, "line", "lines")) at the end: no deals, left out.")
    }
    if !plan.byHand.isEmpty {
      notices.append("\(some(plan.byHand, most: 3)): typed by hand before, and taken for the same.")
    }
    if !plan.keptEndings.isEmpty {
      let kept = plan.keptEndings.map { "\($0.name) (\($0.outcome))" }
      notices.append("Closed here in a finer way, and left so: \(some(kept, most: 3)).")
    }
    if !plan.keptWords.isEmpty {
      notices.append("What you changed here since stays: \(some(plan.keptWords, most: 3)).")
    }
    if plan.putAway > 0 {
      notices.append("\(Wording.count(plan.putAway, "deal is", "deals are")) put away here, and left so.")
    }
    return notices
  }

  // MARK: Rows that can't be read

  /// The first three, and how many more.
  public static func bad(_ rows: [DealTable.Bad], file: String?) -> Page {
    var page = Page()
    for row in rows.prefix(3) {
      let column = row.column.map { ", column \($0) (\(row.header ?? ""))" } ?? ""
      page.add(Span("\(file.map { $0 + ", " } ?? "")line \(row.line)\(column): \(problem(row.problem))"), hang: 2)
    }
    if rows.count > 3 { page.add(Span("and \(Wording.grouped(rows.count - 3)) more.")) }
    return page
  }

  private static func problem(_ problem: DealTable.Bad.Problem) -> String {
    switch problem {
    case .fields(let found, let wanted):
      "\(found) fields, and the header has \(wanted). A quote or a separator is missing, or one too many."
    case .noName: "the deal has no name. Write one."
    case .noAmount(let cell, let perhaps): "\"\(cell)\" is not an amount. Write \(perhaps ?? "a number such as 48000")."
    case .noDate(let cell): "\"\(cell)\" is not a date. Write 2026-11-30."
    case .twice(let name):
      "\"\(name)\" stands here a second time, and nothing tells the two apart. Add a column with ids."
    }
  }

  /// Lead Source, Create Date, 11 more
  static func some(_ names: [String], most: Int) -> String {
    guard names.count > most + 1 else { return names.joined(separator: ", ") }
    return names.prefix(most).joined(separator: ", ") + ", \(Wording.grouped(names.count - most)) more"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    let clean = CleanText(text).description
    return clean + String(repeating: " ", count: max(0, width - CellWidth.of(clean)))
  }
}
