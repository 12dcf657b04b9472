package import Domain

/// What buyers said was the reason, once deals against one rival were lost. Pure.
public struct BuyersSaid: Equatable, Sendable {
  /// Lost deals whose buyer gave a category.
  public let deals: Int
  /// The most frequent first.
  public let categories: [ReasonMatch.Tally]

  /// Nil when none of them said anything.
  /// - Parameters:
  ///   - reasons: Of the buyers of the deals that were lost to that rival.
  ///   - deal: One that is left out.
  package init?(_ reasons: [Reason], without deal: ID<Deal>? = nil) {
    var counts: [Category: Int] = [:]
    var known = 0
    for (_, said) in Dictionary(grouping: reasons.filter { $0.deal != deal }, by: \.deal) {
      let theirs = Set(TwoReasons(said).buyer.compactMap(\.category))
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
