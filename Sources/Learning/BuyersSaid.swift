public import Domain

/// What buyers said was the reason, once deals against one rival were lost. Pure.
public struct BuyersSaid: Equatable, Sendable {
  /// Lost deals whose buyer gave a category.
  public let deals: Int
  /// The most frequent first.
  public let categories: [ReasonMatch.Tally]

  /// Nil when none of them said anything.
  /// - Parameter deal: One that is left out.
  public init?(against rival: String, _ reasons: [Reason], of deals: [Deal], without deal: ID<Deal>? = nil) {
    let folded = Folding.fold(rival)
    let lost = deals.filter {
      $0.id != deal && $0.ending.outcome == .lost && $0.competitor.map(Folding.fold) == folded
    }
    let said = Dictionary(grouping: reasons.filter { $0.by == .buyer && $0.category != nil }, by: \.deal)
    var counts: [Category: Int] = [:]
    var known = 0
    for deal in lost {
      let theirs = Set(TwoReasons(said[deal.id] ?? []).buyer.compactMap(\.category))
      if !theirs.isEmpty { known += 1 }
      for category in theirs { counts[category, default: 0] += 1 }
    }
    guard known > 0 else { return nil }
    self.deals = known
    categories = ReasonMatch.Tally.ordered(counts)
  }

  /// Those that no other one beats.
  public var mostFrequent: [ReasonMatch.Tally] { categories.filter { $0.deals == categories.first?.deals } }
}
