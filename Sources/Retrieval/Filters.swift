public import Domain

/// What narrows a search: only objections and results that fit all of it are looked at.
public struct Filters: Equatable, Sendable {
  public var categories: [Category] = []
  public var techniques: [Technique] = []
  public var went: [Result] = []
  public var since: Day?
  /// Folded values by field, of encounters and their deals.
  public var met: [Field: Set<String>] = [:]

  public init() {}

  /// The names, as they are typed in a query and as flags.
  public enum Name: String, CaseIterable, Sendable {
    case industry, role, stage, competitor, category, technique, went, since, deal, product
  }

  public enum Field: String, CaseIterable, Sendable {
    case industry, role, stage, competitor, deal, product
  }

  public var isEmpty: Bool { self == Filters() }
  /// Whether it looks at single encounters.
  public var narrowsEncounters: Bool { !met.isEmpty || since != nil || !went.isEmpty }

  /// Whether an encounter fits, but for `went`, which asks of an answer and not of one result.
  func admits(_ trial: Trial) -> Bool {
    if let since, trial.day < since { return false }
    return met.allSatisfy { field, values in
      let value: String? =
        switch field {
        case .industry: trial.context.industry
        case .role: trial.context.role
        case .stage: trial.context.stage
        case .competitor: trial.context.competitor
        case .product: trial.context.product
        case .deal: trial.deal
        }
      return value.map { values.contains(Folding.fold($0)) } ?? false
    }
  }
}

/// The values of filters that mean something in this base, folded.
public struct FilterValues: Sendable {
  public var met: [Filters.Field: Set<String>]

  public init(met: [Filters.Field: Set<String>] = [:]) { self.met = met }
}

extension Filters.Name {
  /// What may stand behind it, as it is stored: words of a vocabulary, else what the base knows.
  public func values(of base: FilterValues) -> [String] {
    switch self {
    case .category: Category.known.map(\.rawValue)
    case .technique: Technique.known.map(\.rawValue)
    case .went: Went.allCases.map(\.rawValue)
    case .since: ["30d", "90d", "6m", "1y"]
    case .industry, .role, .stage, .competitor, .deal, .product:
      Filters.Field(rawValue: rawValue).flatMap { base.met[$0] }.map { $0.sorted() } ?? []
    }
  }
}
