public import Domain
public import Foundation

/// Deals as another program wrote them out, each cell understood, before the base is asked about them.
public struct DealTable: Sendable {
  public struct Column: Sendable, Equatable {
    /// From 1.
    public let number: Int
    public let header: String
    /// Nil when it is left out.
    public let field: DealField?
    /// Whether somebody said so, now or at an earlier import.
    let isSaid: Bool
  }

  /// One deal. What the file doesn't say of it is nil or empty.
  public struct Row: Sendable, Equatable {
    public let line: Int
    public internal(set) var deal: Deal
    /// Whether the file says how it ended or that it goes on.
    let saysOutcome: Bool
    package internal(set) var people: [Contact]
    package internal(set) var reasons: [String]
  }

  package struct Contact: Sendable, Equatable {
    package let name: String
    package let role: String?

    package init(name: String, role: String?) {
      self.name = name
      self.role = role
    }
  }

  /// A row that can't be read, and where.
  public struct Bad: Sendable, Equatable {
    public enum Problem: Sendable, Equatable {
      case fields(found: Int, wanted: Int)
      case noName
      case noAmount(String, perhaps: String?)
      case noDate(String)
      /// The same name and account stood above, and no column tells the two apart.
      case twice(String)
    }

    public let line: Int
    /// The column by number from 1, and its header.
    public let column: Int?
    public let header: String?
    public let problem: Problem

    package init(line: Int, column: Int?, header: String?, problem: Problem) {
      self.line = line
      self.column = column
      self.header = header
      self.problem = problem
    }
  }

  public let file: String
  public let crm: CRM
  public let encoding: DelimitedText.Encoding
  public let headers: [String]
  public let columns: [Column]
  public let rows: [Row]
  public let bad: [Bad]
  /// The rows that can't be read, as they stood in the file, below its header; nil when there are none.
  public let badText: String?
  public let footers: Int
  /// Rows that name a deal again, with another contact or reason.
  public let repeats: Int
  /// Of those, the ones that say something else of the deal itself: what stood first holds.
  public let contradictions: Int
  /// How dates were read, and one that shows it; nil when none has two readings.
  public let dates: (order: DateOrder, example: String, day: Day)?
  /// An amount with two readings, and the one that was taken.
  public let unsureAmount: (written: String, value: Double)?
  public let currencies: [String]
  /// Stages that end a deal, with their outcome, as they stand in the file.
  public let endings: [(stage: String, outcome: Outcome)]
  /// Stages that sound like an end and count as open.
  public let unclear: [String]
  /// When it was said what the columns mean, if that was at an earlier import.
  public let saidOn: Day?
  public let lost: Int
  public let lostWithReason: Int

  public var hasIDs: Bool { columns.contains { $0.field == .id } }

  /// - Parameter choices: What somebody said of this file or of earlier ones like it.
  /// - Throws: ``TableError``.
  public init(_ table: DelimitedText, _ choices: ImportChoices = ImportChoices()) throws {
    let headers = table.header.cells.map(\.trimmedOfBlanks)
    let crm = choices.crm ?? CRM(headers: headers)
    let columns = try DealColumns(headers, crm: crm, said: choices.columns, file: table.name)
    let reading = try RowReading(table, headers, columns, crm, choices)

    file = table.name
    self.crm = crm
    encoding = table.encoding
    self.headers = headers
    let said = Set(choices.columns.keys.map(Folding.fold))
    self.columns = headers.indices.map { index in
      Column(
        number: index + 1, header: headers[index], field: columns.fields[index],
        isSaid: said.contains(Folding.fold(headers[index])))
    }
    footers = table.footers
    saidOn = choices.day

    var rows = RowsByDeal(isByID: columns.first(.id) != nil)
    var bad: [Bad] = []
    var badLines = [table.header.written]
    for record in table.records {
      do {
        try rows.add(reading.row(record))
      } catch {
        bad.append(error)
        badLines.append(record.written)
      }
    }
    self.rows = rows.all
    repeats = rows.repeats
    contradictions = rows.contradictions
    self.bad = bad
    badText = bad.isEmpty ? nil : badLines.map { $0 + "\n" }.joined()
    dates = reading.datesExample
    unsureAmount = reading.amounts.unsure.flatMap { cell in
      reading.amounts.amount(cell).map { (cell, $0.value) }
    }
    currencies = Set(self.rows.compactMap { $0.deal.amount?.currency }).sorted()
    let names = Set([.stage, .outcome].compactMap(columns.first).flatMap { index in reading.cells(index) })
    endings = names.sorted().compactMap { name in reading.stages.outcome(of: name).map { (name, $0) } }
      .filter { $0.1 != .open || reading.stages.said[Folding.fold($0.0)] != nil }
    unclear = names.filter(reading.stages.isUnclear).sorted()
    let lost = self.rows.filter { $0.deal.ending.outcome == .lost }
    self.lost = lost.count
    lostWithReason = lost.count { !$0.reasons.isEmpty }
  }

  /// Whether a file called `deals.csv` is one of our own readable files: it has our ids, and most of its columns are
  /// ours.
  public static func isOurs(_ data: Data) -> Bool {
    // What can't be read at all is refused there, by line and column.
    guard let first = try? DelimitedText(data, name: "") else { return true }
    let headers = first.header.cells
    let ours = headers.count(where: ReadableFiles.dealColumns.contains)
    return headers.allSatisfy(\.isEmpty) || headers.contains("id") && ours * 2 >= headers.count
  }
}

/// Rows of one deal become one: reports list a deal once for each of its contacts.
private struct RowsByDeal {
  let isByID: Bool
  private(set) var all: [DealTable.Row] = []
  private(set) var repeats = 0
  private(set) var contradictions = 0
  private var places: [String: Int] = [:]

  init(isByID: Bool) { self.isByID = isByID }

  mutating func add(_ row: DealTable.Row) throws(DealTable.Bad) {
    let key = row.deal.id.uuid.uuidString
    guard let place = places[key] else {
      places[key] = all.count
      all.append(row)
      return
    }
    if !isByID, all[place].deal != row.deal {
      throw DealTable.Bad(line: row.line, column: nil, header: nil, problem: .twice(row.deal.name))
    }
    repeats += 1
    var same = row.deal
    same.products = all[place].deal.products
    if same != all[place].deal { contradictions += 1 }
    for person in row.people where !all[place].people.contains(where: { $0.name == person.name }) {
      all[place].people.append(person)
    }
    for reason in row.reasons where !all[place].reasons.contains(reason) { all[place].reasons.append(reason) }
    for product in row.deal.products where !all[place].deal.products.contains(product) {
      all[place].deal.products.append(product)
    }
  }
}

extension DealTable.Bad: Error {}
