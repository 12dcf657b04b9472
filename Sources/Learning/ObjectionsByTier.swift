public import Domain
import Retrieval
public import Storage

/// Where objections come from: on how many deals of which tier each was met. Deals that weren't real are left out.
/// Pure.
public struct ObjectionsByTier: Equatable, Sendable {
  public struct Row: Equatable, Sendable {
    public let objection: ID<Objection>
    /// Its deals whose tier is known.
    public let tiers: [FitScore.Tier: Int]
    /// How sure it is that the share of deals that do not fit is larger with it than without it, 0 to 1.
    public let chance: Double
    /// Whether it comes mostly from deals that do not fit.
    public let isFromPoorFit: Bool

    public var deals: Int { tiers.values.reduce(0, +) }
    public var poor: Int { ObjectionsByTier.poor(tiers) }
  }

  /// Those that come mostly from deals that do not fit first, the surest first; then by how many of their deals
  /// don't fit.
  public let rows: [Row]
  /// All deals whose tier is known.
  public let all: [FitScore.Tier: Int]

  /// So many deals with a known tier at least, with it and without it, for a word about an objection.
  public static let least = 5

  /// An objection comes mostly from deals that do not fit when at least 60 % of its deals are C or no fit, and it is
  /// nine in ten that this share is larger than among the deals that didn't bring it: P(share with > share without)
  /// >= 0.9, both with a flat prior (``BetaPosterior/chance(above:)``).
  /// - Parameters:
  ///   - met: Which objection was met on which deal; as often as it was.
  package init(
    fits: [(deal: Deal, tier: FitScore.Tier)], met: [(objection: ID<Objection>, deal: ID<Deal>)]
  ) {
    var tiers: [ID<Deal>: FitScore.Tier] = [:]
    for (deal, tier) in fits where deal.ending.outcome != .invalid && tier != .unknown { tiers[deal.id] = tier }
    let all = Self.count(tiers.values)
    var deals: [ID<Objection>: Set<ID<Deal>>] = [:]
    for (objection, deal) in met where tiers[deal] != nil { deals[objection, default: []].insert(deal) }
    rows = deals.compactMap { objection, deals in
      deals.count < Self.least ? nil : Row(objection, tiers: Self.count(deals.compactMap { tiers[$0] }), all: all)
    }.sorted { Self.order($0) > Self.order($1) }
    self.all = all
  }

  private static func count(_ tiers: some Sequence<FitScore.Tier>) -> [FitScore.Tier: Int] {
    tiers.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  private static func order(_ row: Row) -> (Int, Double, Int, ID<Objection>) {
    let share = Double(row.poor) / Double(row.deals)
    return (row.isFromPoorFit ? 1 : 0, row.isFromPoorFit ? row.chance : share, row.deals, row.objection)
  }

  fileprivate static func poor(_ tiers: [FitScore.Tier: Int]) -> Int {
    tiers[.c, default: 0] + tiers[.noFit, default: 0]
  }
}

extension ObjectionsByTier.Row {
  fileprivate init(_ objection: ID<Objection>, tiers: [FitScore.Tier: Int], all: [FitScore.Tier: Int]) {
    let (deals, poor) = (tiers.values.reduce(0, +), ObjectionsByTier.poor(tiers))
    let (others, othersPoor) = (all.values.reduce(0, +) - deals, ObjectionsByTier.poor(all) - poor)
    let chance = BetaPosterior(poor, of: deals).chance(above: BetaPosterior(othersPoor, of: others))
    self.objection = objection
    self.tiers = tiers
    self.chance = chance
    isFromPoorFit = poor * 10 >= deals * 6 && others >= ObjectionsByTier.least && chance >= 0.9
  }
}

extension Reader {
  /// Where this base's objections come from, by how its deals meet a profile.
  public func objectionsByTier(_ fits: [(deal: Deal, score: FitScore)]) throws -> ObjectionsByTier {
    ObjectionsByTier(fits: fits.map { ($0.deal, $0.score.tier) }, met: try metOnDeals())
  }
}
