import Domain
import Foundation
import Storage
import TestBase
import Testing

@testable import Retrieval

@Suite("What is believed before anything was tried")
struct PriorTests {
  @Test("an empty base believes 0.4, with the weight of five trials")
  func empty() {
    #expect(Prior() == Prior(mean: 0.4, weight: 5))
    #expect(Prior(tallies: []) == Prior(mean: 0.4, weight: 5))
  }

  @Test("what is kept is worked out anew once something is logged, and on another day")
  func kept() throws {
    let temporary = try TemporaryBase()
    let (objection, answers) = try temporary.add("Too dear.", answers: ["What would it save you?"])
    let kept = KeptPrior()
    func prior(on day: Int) throws -> Prior {
      try temporary.base.read { try kept.prior(of: $0, on: Day(number: day)) }
    }
    #expect(try prior(on: 20_000) == Prior())
    try temporary.meet(objection, answers[0])
    try temporary.base.catchUp()
    #expect(try prior(on: 20_000).mean == 0.5)
    #expect(abs(try prior(on: 20_365).mean - 2.5 / 5.5) < 1e-9)
    #expect(try prior(on: 20_000).mean == 0.5)
  }

  @Test(
    "m0 = (2 + S) / (5 + N)",
    arguments: [(1, 1, 0.5), (0, 5, 0.2), (18, 20, 0.8), (2.5, 5, 0.45)] as [(Double, Double, Double)])
  func mean(_ successes: Double, _ trials: Double, _ expected: Double) {
    let half = (successes: successes / 2, trials: trials / 2)
    #expect(abs(Prior(tallies: [(successes: successes, trials: trials)]).mean - expected) < 1e-12)
    #expect(abs(Prior(tallies: [half, half]).mean - expected) < 1e-12)
  }

  @Test("seven answers tried four times say nothing of the weight, nor do many tried thrice")
  func tooFew() {
    let tried = [(successes: Double, trials: Double)](repeating: (4, 4), count: 7)
    let hardly = [(successes: Double, trials: Double)](repeating: (3, 3), count: 100)
    #expect(Prior(tallies: tried + hardly).weight == 5)
  }

  /// Four answers at 4 of 20 and four at 16 of 20. m0 = (2 + 80) / (5 + 160) = 82/165. The rates' variance is
  /// 0.09, of which chance makes m0 (1 - m0) / 20, and m0 (1 - m0) / v - 1 = 2.22 trials.
  @Test("the moment estimate of eight answers, drawn towards 5 as if forty others had said 5")
  func estimate() {
    let m0 = 82.0 / 165
    let alone = m0 * (1 - m0) / (0.09 - m0 * (1 - m0) / 20) - 1
    #expect(abs(alone - 2.2259) < 0.001)
    #expect(abs(Self.weight(rates: [4, 16], of: 20) - exp((8 * log(alone) + 40 * log(5)) / 48)) < 1e-9)
  }

  @Test("answers that hardly differ make it heavier, at most as if each had said 20")
  func alike() {
    #expect(abs(Self.weight(rates: [8, 8], of: 20) - exp((8 * log(20) + 40 * log(5)) / 48)) < 1e-9)
  }

  @Test("answers that differ as much as can be make it lighter, at least as if each had said 2")
  func unlike() {
    #expect(abs(Self.weight(rates: [0, 20], of: 20) - exp((8 * log(2) + 40 * log(5)) / 48)) < 1e-9)
  }

  @Test(
    "with thousands of answers their own estimate is what counts",
    arguments: [([8, 8], 20), ([0, 20], 2)] as [([Double], Double)])
  func many(_ rates: [Double], _ limit: Double) {
    let weight = Self.weight(rates: rates, of: 20, each: 4000)
    #expect(abs(weight - limit) < 0.2)
    #expect((2...20).contains(weight))
  }

  private static func weight(rates: [Double], of trials: Double, each count: Int = 4) -> Double {
    let tallies = rates.flatMap { [(successes: Double, trials: Double)](repeating: ($0, trials), count: count) }
    return Prior(tallies: tallies).weight
  }
}
