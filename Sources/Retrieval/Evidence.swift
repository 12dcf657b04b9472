public import Domain

/// The track record of one answer, as it bears on the case in hand.
///
/// Each known result counts by ``Trial/weight(on:)``. Over all of them the chance is
/// Beta(w m0 + s, w (1 - m0) + n - s) with the base's ``Prior``; in a context it is a Beta around that mean
/// with the weight of ten trials, where a result counts by the share of the context's given fields that it
/// matches, and not at all below one half. Sources and measurements: docs/decisions/0002-ranking.md.
public struct Evidence: Equatable, Sendable {
  /// Plain counts, of this wording alone.
  public let worked: Int
  public let partly: Int
  public let failed: Int
  public let unknown: Int
  /// Of earlier wordings: worked, and known.
  public let earlierWorked: Int
  public let earlierKnown: Int
  /// The last day on which it was used.
  public let last: Day?
  /// What is known of its chance anywhere, by weighted results, and in this context.
  public let overall: BetaPosterior
  public let posterior: BetaPosterior
  /// With the most telling field of the context: worked and known there.
  public let inContext: InContext?
  /// Most of its successes, three or more, are one rep's while others tried.
  public let isOneReps: Bool
  /// It ends the discussion, yet the deals in which it worked close no better than the others.
  public let closesNoBetter: Bool

  public struct InContext: Equatable, Sendable {
    /// The field and its value as it was given.
    public let field: String
    public let value: String
    public let worked: Int
    public let known: Int
  }

  /// The weight, in trials, of the overall mean against what was seen in context.
  public static let contextWeight = 10.0

  /// Results that are known.
  public var known: Int { worked + partly + failed }
  /// Below it no rate is shown, only counts.
  public static let few = 5

  public init(_ trials: [Trial], in context: Context = Context(), on today: Day, prior: Prior = Prior()) {
    let own = trials.filter { !$0.isEarlierWording }
    worked = own.count { $0.result == .worked }
    partly = own.count { $0.result == .partly }
    failed = own.count { $0.result == .failed }
    unknown = own.count { !$0.result.isScored }
    let earlier = trials.filter { $0.isEarlierWording && $0.result.isScored }
    earlierKnown = earlier.count
    earlierWorked = earlier.count { $0.result == .worked }
    last = own.map(\.day).max()

    let all = Self.tally(trials, on: today)
    overall = BetaPosterior(
      priorMean: prior.mean, weight: prior.weight, successes: all.successes, trials: all.trials)
    if context.given.isEmpty {
      posterior = overall
    } else {
      let here = Self.tally(trials, on: today) { trial in
        let share = context.share(matchedBy: trial.context) ?? 0
        return share >= 0.5 ? share : 0
      }
      posterior = BetaPosterior(
        priorMean: overall.mean, weight: Self.contextWeight, successes: here.successes, trials: here.trials)
    }
    inContext = Self.inContext(own, context)
    isOneReps = Self.isOneReps(own)
    closesNoBetter = Self.closesNoBetter(own)
  }

  static func tally(
    _ trials: [Trial], on today: Day, counting share: (Trial) -> Double = { _ in 1 }
  ) -> (successes: Double, trials: Double) {
    var sums = (successes: 0.0, trials: 0.0)
    for trial in trials {
      let weight = trial.weight(on: today) * share(trial)
      sums.trials += weight
      sums.successes += weight * trial.success
    }
    return sums
  }

  /// The role first, for it tells most; else the first field given in which there is a known result.
  private static func inContext(_ trials: [Trial], _ context: Context) -> InContext? {
    let fields: [(String, (Context) -> String?)] = [
      ("role", { $0.role }), ("stage", { $0.stage }), ("industry", { $0.industry }),
      ("competitor", { $0.competitor }), ("product", { $0.product }),
    ]
    for (name, field) in fields {
      guard let value = field(context)?.trimmedOrNil else { continue }
      let here = trials.filter { $0.result.isScored && field($0.context).map(Folding.fold) == Folding.fold(value) }
      if !here.isEmpty {
        return InContext(
          field: name, value: value, worked: here.count { $0.result == .worked }, known: here.count)
      }
    }
    return nil
  }

  private static func isOneReps(_ trials: [Trial]) -> Bool {
    let successes = trials.filter { $0.result == .worked }
    guard successes.count >= 3, Set(trials.compactMap(\.rep)).count > 1 else { return false }
    let most = Dictionary(grouping: successes, by: \.rep).values.map(\.count).max() ?? 0
    return Double(most) > 0.75 * Double(successes.count)
  }

  private static func closesNoBetter(_ trials: [Trial]) -> Bool {
    let closed = trials.filter { $0.dealWon != nil && $0.result.isScored }
    let worked = closed.filter { $0.result == .worked }
    let rest = closed.filter { $0.result != .worked }
    guard worked.count >= few, rest.count >= few else { return false }
    func wins(_ trials: [Trial]) -> Double { Double(trials.count { $0.dealWon == true }) / Double(trials.count) }
    return wins(worked) <= wins(rest)
  }
}

/// The range in which the chance lies with 80 %, and its mean. 0...1.
public struct Chance: Equatable, Sendable {
  public let low: Double
  public let middle: Double
  public let high: Double

  public init(_ posterior: BetaPosterior) {
    low = posterior.quantile(0.1)
    middle = posterior.mean
    high = posterior.quantile(0.9)
  }
}
