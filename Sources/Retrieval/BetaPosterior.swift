import Foundation

/// What is known of a chance after some successes and failures: a Beta distribution.
public struct BetaPosterior: Equatable, Sendable {
  /// Successes and failures, prior included; both above 0.
  public let a: Double
  public let b: Double

  public init(a: Double, b: Double) {
    self.a = max(a, 1e-9)
    self.b = max(b, 1e-9)
  }

  /// Around a prior mean held with the weight of so many trials.
  public init(priorMean mean: Double, weight: Double, successes: Double, trials: Double) {
    self.init(a: weight * mean + successes, b: weight * (1 - mean) + trials - successes)
  }

  public var mean: Double { a / (a + b) }
  public var standardDeviation: Double { (a * b / ((a + b) * (a + b) * (a + b + 1))).squareRoot() }

  /// P(chance <= x): the regularised incomplete beta function I_x(a, b).
  public func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    // The continued fraction converges fast on the near side of the mean only (DLMF 8.17.22).
    return x < (a + 1) / (a + b + 2)
      ? front * Self.fraction(x, a, b) / a : 1 - front * Self.fraction(1 - x, b, a) / b
  }

  /// The x below which the chance lies with this probability, to 1e-9, by bisection.
  public func quantile(_ probability: Double) -> Double {
    var low = 0.0
    var high = 1.0
    while high - low > 1e-9 {
      let middle = (low + high) / 2
      if cumulative(middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Lentz's method for the continued fraction of the incomplete beta function (Numerical Recipes 6.4).
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func awayFromZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / awayFromZero(1 - (a + b) * x / (a + 1))
    var result = d
    for m in 1...500 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / awayFromZero(1 + even * d)
      c = awayFromZero(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / awayFromZero(1 + odd * d)
      c = awayFromZero(1 + odd / c)
      let step = d * c
      result *= step
      if abs(step - 1) < 1e-14 { break }
    }
    return result
  }
}
