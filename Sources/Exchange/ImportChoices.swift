public import Domain
import Foundation
public import Storage

/// What somebody said about tables with these headers: kept on this machine alone, so that the next of them needs
/// no question.
public struct ImportChoices: Equatable, Sendable {
  public var crm: CRM?
  /// By the header as it is written.
  public var columns: [String: Use]
  /// By the stage as it is written.
  public var stages: [String: Outcome]
  public var dates: DateOrder?
  var decimal: DecimalMark?
  /// When it was said; nil when nothing was kept.
  public var day: Day?

  public init(
    crm: CRM? = nil, columns: [String: Use] = [:], stages: [String: Outcome] = [:], dates: DateOrder? = nil,
    decimal: DecimalMark? = nil, day: Day? = nil
  ) {
    self.crm = crm
    self.columns = columns
    self.stages = stages
    self.dates = dates
    self.decimal = decimal
    self.day = day
  }

  /// What a column is good for.
  public enum Use: Equatable, Sendable {
    case says(DealField)
    case leftOut

    var field: DealField? { if case .says(let field) = self { field } else { nil } }
  }

  public var isEmpty: Bool { crm == nil && columns.isEmpty && stages.isEmpty && dates == nil && decimal == nil }

  /// With what is said now before what was said then.
  public func updated(by now: ImportChoices) -> ImportChoices {
    var all = self
    all.crm = now.crm ?? crm
    all.columns.merge(now.columns) { $1 }
    all.stages.merge(now.stages) { $1 }
    all.dates = now.dates ?? dates
    all.decimal = now.decimal ?? decimal
    if all != self { all.day = nil }
    return all
  }

  // MARK: Kept

  /// The setting for tables with these headers, in any order.
  private static func key(_ headers: [String]) -> String {
    let names = headers.map(Folding.fold).sorted().joined(separator: "\n")
    return "import." + UUID.named(names, kind: "headers").uuidString.lowercased()
  }

  public init?(keptFor headers: [String], _ reader: Reader) throws {
    guard let text = try reader.setting(Self.key(headers)), let kept = try? JSON(parsing: Data(text.utf8)) else {
      return nil
    }
    self.init(
      crm: kept["from"].text.flatMap(CRM.init), dates: kept["dates"].text.flatMap(DateOrder.init),
      decimal: kept["decimal"].text.flatMap(DecimalMark.init), day: kept["day"].text.flatMap(Day.init))
    for pair in kept["columns"].list ?? [] {
      if let header = pair["header"].text {
        columns[header] = pair["field"].text.flatMap(DealField.init).map(Use.says) ?? .leftOut
      }
    }
    for pair in kept["stages"].list ?? [] {
      if let stage = pair["stage"].text, let outcome = pair["outcome"].text {
        stages[stage] = Outcome(rawValue: outcome)
      }
    }
  }

  public func keep(for headers: [String], in base: Base, on day: Day) throws {
    let columns = columns.sorted { $0.key < $1.key }.map { header, use in
      JSON.object(["header": .text(header), "field": use.field.map { .text($0.rawValue) } ?? .null])
    }
    let stages = stages.sorted { $0.key < $1.key }.map { stage, outcome in
      JSON.object(["stage": .text(stage), "outcome": .text(outcome.rawValue)])
    }
    func text(_ value: String?) -> JSON { value.map(JSON.text) ?? .null }
    let kept = JSON.object([
      "from": text(crm?.rawValue), "columns": .list(columns), "stages": .list(stages), "dates": text(dates?.rawValue),
      "decimal": text(decimal?.rawValue), "day": .text(day.description),
    ])
    try base.note(Self.key(headers), kept.string)
  }
}
