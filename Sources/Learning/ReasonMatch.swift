public import Domain
public import Storage

/// How often the rep's reason is the buyer's, over the team's deals. Deals that weren't real are left out. Pure.
public struct ReasonMatch: Equatable, Sendable {
  /// Deals for which the rep gave this category.
  public struct Row: Equatable, Sendable {
    public let category: Category
    /// In how many of them the buyer gave it, too.
    public let same: Int
    public let deals: Int
    /// What the buyers gave in the others, the most frequent first.
    public let instead: [Tally]
  }

  public struct Tally: Equatable, Sendable {
    public let category: Category
    public let deals: Int
  }

  /// The category that most deals have first.
  public let rows: [Row]
  public let same: Int
  /// Deals of which both gave a category.
  public let deals: Int
  /// Whether some of the reps' reasons came in with a table of deals.
  public let hasImported: Bool

  /// What published studies found, as shares.
  public static let published = (low: 0.15, high: 0.4)
  /// With fewer deals there is no rate.
  static let fewest = 5

  /// - Parameter imported: Those that came in with a table.
  package init(_ reasons: [Reason], of deals: [Deal], imported: Set<ID<Reason>> = []) {
    let said = Dictionary(grouping: reasons, by: \.deal)
    let pairs = deals.filter { $0.ending.outcome != .invalid }.compactMap { deal -> (Deal, TwoReasons, Bool)? in
      let both = TwoReasons(said[deal.id] ?? [], closed: deal.ending.closed) { $0.category?.isComparable == true }
      return both.isSame.map { (deal, both, $0) }
    }
    self.deals = pairs.count
    same = pairs.count { $0.2 }
    hasImported = pairs.contains { _, both, _ in both.rep.contains { imported.contains($0.id) } }
    var counts: [Category: (same: Int, deals: Int, instead: [Category: Int])] = [:]
    for (_, both, _) in pairs {
      let theirs = Set(both.buyer.compactMap(\.category))
      for category in Set(both.rep.compactMap(\.category)) {
        counts[category, default: (0, 0, [:])].deals += 1
        if theirs.contains(category) {
          counts[category]?.same += 1
        } else {
          for other in theirs { counts[category]?.instead[other, default: 0] += 1 }
        }
      }
    }
    rows = counts.map { category, count in
      Row(category: category, same: count.same, deals: count.deals, instead: Tally.ordered(count.instead))
    }.sorted { ($1.deals, $0.category.rawValue) < ($0.deals, $1.category.rawValue) }
  }

  /// 0 to 1; nil while there are too few.
  public var rate: Double? { deals < Self.fewest ? nil : Double(same) / Double(deals) }
}

extension ReasonMatch.Tally {
  static func ordered(_ counts: [Category: Int]) -> [Self] {
    counts.map { Self(category: $0, deals: $1) }
      .sorted { ($1.deals, $0.category.rawValue) < ($0.deals, $1.category.rawValue) }
  }
}

extension Category {
  /// Whether both may give it: neither is asked for who else was in it, and "other" is not one thing.
  fileprivate var isComparable: Bool { canBeReason && rawValue != "other" }
}

extension Reader {
  /// Over all that this base holds.
  public func reasonMatch() throws -> ReasonMatch {
    let reasons = try reasons()
    return ReasonMatch(reasons, of: try deals(), imported: try imported(reasons))
  }

  /// Those of the rep's that came in with a table, by the deed that wrote them: nobody was asked how they know.
  public func imported(_ reasons: [Reason]) throws -> Set<ID<Reason>> {
    let unasked = reasons.filter { $0.by == .rep && $0.knowing == nil }
    let deeds = try deeds(making: unasked.map { .reason($0.id) })
    return Set(zip(unasked, deeds).filter { $1?.takesIn == true }.map(\.0.id))
  }
}
