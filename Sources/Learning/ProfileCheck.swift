public import Domain
import Retrieval
public import Storage

/// The profile against what became of the deals: whether its tiers and each of its criteria tell wins from the rest.
/// Deals that are open or weren't real are left out. Pure.
public struct ProfileCheck: Equatable, Sendable {
  /// Of so many decided deals so many were won; lost ones and those without a decision are the rest.
  public struct Won: Equatable, Sendable {
    public var won: Int
    public var decided: Int

    public init(won: Int = 0, decided: Int = 0) {
      self.won = won
      self.decided = decided
    }
  }

  public struct Row: Equatable, Sendable {
    public let criterion: FitProfile.Criterion
    public let met: Won
    public let notMet: Won

    /// With at least five decided deals on both sides: whether the share that is won is larger where the criterion is
    /// met, or where it isn't, with nine in ten: P(one share > the other) >= 0.9, both with a flat prior
    /// (``BetaPosterior/chance(above:)``).
    public var verdict: Verdict {
      guard met.decided >= ProfileCheck.least, notMet.decided >= ProfileCheck.least else { return .tooFew }
      let chance = BetaPosterior(met.won, of: met.decided).chance(above: BetaPosterior(notMet.won, of: notMet.decided))
      return chance >= 0.9 ? .tells : chance <= 0.1 ? .wrongWay : .saysNothing
    }
  }

  public enum Verdict: String, Sendable {
    /// It is won more often where it is met.
    case tells
    case wrongWay = "wrong way"
    case saysNothing = "says nothing"
    case tooFew = "too few"
  }

  /// So many decided deals on either side at least, for a verdict.
  static let least = 5

  public let tiers: [FitScore.Tier: Won]
  /// In the profile's order.
  public let rows: [Row]

  public var decided: Int { tiers.values.reduce(0) { $0 + $1.decided } }

  package init(_ profile: FitProfile, fits: [(deal: Deal, score: FitScore)]) {
    let decided = fits.filter { [.won, .lost, .noDecision].contains($0.deal.ending.outcome) }
    func won(_ isCounted: (FitScore) -> Bool) -> Won {
      let counted = decided.filter { isCounted($0.score) }
      return Won(won: counted.count { $0.deal.ending.outcome == .won }, decided: counted.count)
    }
    tiers = Dictionary(uniqueKeysWithValues: FitScore.Tier.allCases.map { tier in (tier, won { $0.tier == tier }) })
    rows = profile.criteria.indices.map { index in
      Row(
        criterion: profile.criteria[index], met: won { $0.judged[index].mark == .met },
        notMet: won { $0.judged[index].mark == .notMet })
    }
  }
}

extension Reader {
  /// A profile against this base's deals.
  public func check(_ profile: FitProfile) throws -> ProfileCheck { ProfileCheck(profile, fits: try fits(profile)) }
}
