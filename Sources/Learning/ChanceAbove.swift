import Foundation
package import Retrieval

extension BetaPosterior {
  /// A share after so many of so many, with nothing known before (Laplace: every share is as likely as any other).
  package init(_ some: Int, of all: Int) { self.init(a: Double(some + 1), b: Double(all - some + 1)) }

  /// P(this share > the other one), for shares made of whole counts.
  ///
  /// With (a, b) of this one and (c, d) of the other it is the sum over i from 0 to a - 1 of
  /// B(c + i, b + d) / ((b + i) B(1 + i, b) B(c, d)), B the beta function: E. Miller, "Formulas for Bayesian A/B
  /// Testing" (2015); J. D. Cook, "Exact calculation of beta inequalities" (2005).
  package func chance(above other: BetaPosterior) -> Double {
    func logBeta(_ a: Double, _ b: Double) -> Double { lgamma(a) + lgamma(b) - lgamma(a + b) }
    var sum = 0.0
    for i in 0..<Int(a.rounded()) {
      let i = Double(i)
      sum += exp(logBeta(other.a + i, b + other.b) - log(b + i) - logBeta(1 + i, b) - logBeta(other.a, other.b))
    }
    return min(1, max(0, sum))
  }
}
