import Domain
import Foundation
import Storage
import Synchronization

extension Trial {
  static func powerOfHalf(_ exponent: Double) -> Double { pow(0.5, exponent) }
}

/// What is believed of an answer before it was tried: how often answers of this base work, and with the
/// weight of how many trials that is believed.
///
/// Mean m0 = (2 + S) / (5 + N) over all answers. The weight is 5 while fewer than eight answers were tried
/// four times. From there on it is the moment estimate of a beta-binomial, m0 (1 - m0) / v - 1 within 2...20,
/// with v the variance of their rates less what chance alone gives (Morris 1983), drawn towards 5 in the
/// logarithm as if 40 further answers had said 5: from a dozen answers the estimate is mostly noise.
public struct Prior: Equatable, Sendable {
  public let mean: Double
  public let weight: Double

  public init(mean: Double = 0.4, weight: Double = 5) {
    self.mean = mean
    self.weight = weight
  }

  /// - Parameter tallies: For each answer, the sums of weights over its successes and its trials.
  public init(tallies: [(successes: Double, trials: Double)]) {
    let successes = tallies.reduce(0) { $0 + $1.successes }
    let trials = tallies.reduce(0) { $0 + $1.trials }
    let mean = (2 + successes) / (5 + trials)
    self.mean = mean
    let tried = tallies.filter { $0.trials >= 4 }
    guard tried.count >= 8 else {
      weight = 5
      return
    }
    let rates = tried.map { $0.successes / $0.trials }
    let average = rates.reduce(0, +) / Double(rates.count)
    let variance = rates.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(rates.count)
    let byChance = tried.reduce(0) { $0 + mean * (1 - mean) / $1.trials } / Double(tried.count)
    let estimate = min(20, max(2, mean * (1 - mean) / max(variance - byChance, 1e-4) - 1))
    let count = Double(tried.count)
    weight = exp((count * log(estimate) + 40 * log(5)) / (count + 40))
  }
}

/// The prior of a base, kept from one search to the next until something is written or another day comes.
public final class KeptPrior: Sendable {
  private struct Known {
    let revision: Int64
    let day: Day
    let prior: Prior
  }

  private let known = Mutex<Known?>(nil)

  public init() {}

  func prior(of reader: Reader, on day: Day) throws -> Prior {
    let revision = try Derived.revision(in: reader.db)
    return try known.withLock { known in
      if let known, known.revision == revision, known.day == day { return known.prior }
      let prior = try TrackRecord(reader).prior(on: day)
      known = Known(revision: revision, day: day, prior: prior)
      return prior
    }
  }
}
