import Domain
import Foundation
import Storage

/// How the cells of one table are to be read, decided from all of them.
struct RowReading {
  let amounts: AmountColumn
  let stages: StageReading

  private let table: DelimitedText
  private let headers: [String]
  private let columns: DealColumns
  private let crm: CRM
  private let orders: [Int: DateOrder]
  private let unsureDate: String?

  /// - Throws: ``TableError/noName(file:headers:)``, ``TableError/unsureDates(file:header:cell:)``.
  init(
    _ table: DelimitedText, _ headers: [String], _ columns: DealColumns, _ crm: CRM, _ choices: ImportChoices
  ) throws {
    guard columns.first(.name) != nil else { throw TableError.noName(file: table.name, headers: headers) }
    self.table = table
    self.headers = headers
    self.columns = columns
    self.crm = crm
    stages = StageReading(
      said: Dictionary(choices.stages.map { (Folding.fold($0.key), $0.value) }) { one, _ in one })
    amounts = AmountColumn(
      columns.first(.amount).map { Self.cells(table, $0) } ?? [], decimal: choices.decimal)

    // A column that can't tell follows the others, for one program wrote them.
    let dated = (columns.all(.closes) + columns.all(.closed)).map { ($0, DateColumn(Self.cells(table, $0))) }
    let known = dated.compactMap { $0.1.order }
    var orders: [Int: DateOrder] = [:]
    for (index, column) in dated {
      guard let order = choices.dates ?? column.order ?? known.first else {
        if let cell = column.unsure {
          throw TableError.unsureDates(file: table.name, header: headers[index], cell: cell)
        }
        continue
      }
      orders[index] = order
    }
    self.orders = orders
    unsureDate = dated.compactMap { $0.1.unsure }.first
  }

  /// A date that could be read in another way, as it was read.
  var datesExample: (order: DateOrder, example: String, day: Day)? {
    guard let cell = unsureDate, let order = orders.values.first, let day = DateColumn.day(cell, order) else {
      return nil
    }
    return (order, cell, day)
  }

  func cells(_ column: Int) -> [String] { Self.cells(table, column) }

  private static func cells(_ table: DelimitedText, _ column: Int) -> [String] {
    table.records.compactMap { $0.cells.indices.contains(column) && !$0.cells[column].isEmpty ? $0.cells[column] : nil }
  }

  func row(_ record: DelimitedText.Record) throws(DealTable.Bad) -> DealTable.Row {
    let extra = record.cells.dropFirst(headers.count)
    guard record.cells.count >= headers.count, extra.allSatisfy(\.isEmpty) else {
      throw bad(record, nil, .fields(found: record.cells.count, wanted: headers.count))
    }
    func text(_ field: DealField) -> String? {
      columns.first(field).flatMap { record.cells[$0].isEmpty ? nil : record.cells[$0] }
    }
    guard let name = text(.name) else { throw bad(record, columns.first(.name), .noName) }
    let sourceID = text(.id).map(crm.id)
    let outcome = outcome(record, text)
    let (expected, closed) = try days(record, isClosed: outcome.map { $0 != .open } ?? false)
    var deal = Deal(
      id: DealTable.id(of: crm, sourceID: sourceID, name: name, account: text(.account)), name: name,
      account: text(.account), owner: text(.owner), industry: text(.industry), segment: text(.segment),
      region: text(.region), products: columns.all(.products).flatMap { Self.list(record.cells[$0]) },
      competitor: text(.competitor), amount: try amount(record, text(.currency)), stage: text(.stage),
      expectedClose: expected, source: Deal.Source(system: crm.rawValue, id: sourceID, link: text(.link)))
    deal.ending = Deal.Ending(outcome: outcome ?? .open, closed: closed)
    let contacts = columns.all(.person).flatMap { Self.contacts(record.cells[$0]) }
    return DealTable.Row(
      line: record.line, deal: deal, saysOutcome: outcome != nil,
      people: contacts.enumerated().map { index, name in
        DealTable.Contact(name: name, role: index == 0 && contacts.count == 1 ? text(.role) : nil)
      }, reasons: reasons(record, deal.ending.outcome))
  }

  private func bad(_ record: DelimitedText.Record, _ column: Int?, _ problem: DealTable.Bad.Problem) -> DealTable.Bad {
    DealTable.Bad(
      line: record.line, column: column.map { $0 + 1 }, header: column.map { headers[$0] }, problem: problem)
  }

  private func amount(_ record: DelimitedText.Record, _ currency: String?) throws(DealTable.Bad) -> Deal.Amount? {
    guard let column = columns.first(.amount), !record.cells[column].isEmpty else { return nil }
    let cell = record.cells[column]
    if ["-", "\u{2013}", "n/a"].contains(cell.lowercased()) { return nil }
    guard let amount = amounts.amount(cell) else {
      throw bad(record, column, .noAmount(cell, perhaps: amounts.suggestion(for: cell)))
    }
    return Deal.Amount(value: amount.value, currency: currency ?? amount.currency ?? columns.headerCurrency)
  }

  /// A CRM that has one date for both puts the day of closing into it once a deal is closed.
  private func days(
    _ record: DelimitedText.Record, isClosed: Bool
  ) throws(DealTable.Bad) -> (expected: Day?, closed: Day?) {
    let closes = try columns.first(.closes).flatMap { column throws(DealTable.Bad) in try day(record, column) }
    var closed: Day?
    for column in columns.all(.closed) {
      let day = try day(record, column)
      closed = closed ?? day
    }
    guard isClosed else { return (closes, nil) }
    return columns.all(.closed).isEmpty ? (nil, closes) : (closes, closed)
  }

  private func day(_ record: DelimitedText.Record, _ column: Int) throws(DealTable.Bad) -> Day? {
    let cell = record.cells[column]
    if cell.isEmpty || cell == "-" || cell == "\u{2013}" { return nil }
    guard let day = DateColumn.day(cell, orders[column]) else { throw bad(record, column, .noDate(cell)) }
    return day
  }

  /// Nil when no column speaks of it.
  private func outcome(_ record: DelimitedText.Record, _ text: (DealField) -> String?) -> Outcome? {
    let stage = text(.stage)
    if let said = stage.flatMap({ stages.said[Folding.fold($0)] }) { return said }
    if let word = text(.outcome), let said = stages.outcome(of: word) { return said }
    if text(.isWon).map(Self.isYes) == true { return .won }
    if text(.isLost).map(Self.isYes) == true { return .lost }
    if text(.isClosed).map(Self.isYes) == true, text(.isWon) != nil { return .lost }
    return stage.map { stages.outcome(of: $0) ?? .open } ?? text(.outcome).map { _ in .open }
  }

  private static func isYes(_ cell: String) -> Bool {
    ["true", "yes", "1", "ja", "oui", "si", "wahr", "vrai"].contains(Folding.fold(cell))
  }

  private func reasons(_ record: DelimitedText.Record, _ outcome: Outcome) -> [String] {
    guard outcome != .open else { return [] }
    var reasons: [String] = []
    for column in columns.all(.reason) where !record.cells[column].isEmpty {
      switch ReasonColumn.scope(ofHeader: headers[column]) ?? .any {
      case .won where outcome != .won, .lost where outcome == .won: continue
      default: break
      }
      for part in ReasonColumn.parts(of: record.cells[column]) where !reasons.contains(part) { reasons.append(part) }
    }
    return reasons
  }

  private static func list(_ cell: String) -> [String] {
    cell.split(separator: ";").map(\.trimmedOfBlanks).filter { !$0.isEmpty }
  }

  /// Names, without the address that HubSpot puts behind each.
  private static func contacts(_ cell: String) -> [String] {
    list(cell).map { contact in
      for (opening, closing) in [("(", ")"), ("<", ">")] {
        guard contact.hasSuffix(closing), let at = contact.range(of: opening, options: .backwards),
          contact[at.upperBound...].contains("@")
        else { continue }
        let name = contact[..<at.lowerBound].trimmedOfBlanks
        return name.isEmpty ? contact[at.upperBound...].dropLast().trimmedOfBlanks : name
      }
      return contact
    }
  }
}

extension DealTable {
  /// The same for the same deal in every base: by the CRM's own id, else by name and account.
  static func id(of crm: CRM, sourceID: String?, name: String, account: String?) -> ID<Deal> {
    let own = sourceID.map { "id/\($0)" } ?? "name/\(Folding.fold(name))/\(Folding.fold(account ?? ""))"
    return ID(named: "\(crm.rawValue)/\(own)", kind: "deal")
  }
}
