import Domain
import Foundation
import Retrieval
import TestBase
import Testing

/// Simulated reps in a drifting world, on the product's own prior and posterior, against the order by raw
/// success rate. The goals, 14.8 and 11.2 lost of a hundred, were measured on 60 worlds of numpy's random
/// numbers; other draws of 60, numpy's too, give 14.7 to 15.1 and 10.9 to 11.2. Hence the slack of two standard
/// errors without the context, which the product knows and which the goals must hold with.
///
/// COMEBACK_WORLDS plays more or fewer worlds.
@Suite("Simulated reps lose less with this order")
struct EvidenceSimulationTests {
  static let worlds = ProcessInfo.processInfo.environment["COMEBACK_WORLDS"].flatMap { Int($0) } ?? 60

  @Test(
    "they lose at most so much of a hundred, and less than by the raw rate",
    arguments: [(Rep.mixed, 14.8, 20.0), (Rep.topOnly, 11.2, 26.0)])
  func regret(_ rep: Rep, _ most: Double, _ rawAtLeast: Double) {
    var raw: [Double] = []
    var product: [Double] = []
    var inContext: [Double] = []
    for seed in 0..<Self.worlds {
      let world = World(seed: UInt64(seed))
      raw.append(world.regret(of: rep, order: .raw))
      product.append(world.regret(of: rep, order: .product))
      inContext.append(world.regret(of: rep, order: .productInContext))
    }
    let wins = Double(zip(product, raw).count { $0 < $1 }) / Double(raw.count)
    print(
      "Evidence, \(Self.worlds) worlds, \(rep): raw \(raw.figure), product \(product.figure), "
        + "in context \(inContext.figure), beats raw in \((wins * 100).rounded()) %")
    #expect(inContext.mean <= most)
    #expect(product.mean <= most + 0.4)
    #expect(raw.mean >= rawAtLeast)
    #expect(wins >= 0.95)
  }

  @Test("the sums that the simulation keeps order as the product does with every trial at hand")
  func sameOrder() {
    let world = World(seed: 0)
    let responses = (0..<World.objections).map { _ in
      let objection = ID<Objection>.fresh()
      return (0..<World.answers).map {
        Response(objection: objection, words: "", technique: Technique(rawValue: "other"), place: $0 + 1)
      }
    }
    var trials: [ID<Response>: [Trial]] = [:]
    var checked = 0
    _ = world.regret(of: .mixed, order: .productInContext) { step, visit, sums, used, worked in
      if step % 25 == 24 {
        let product = Answer.ranked(
          responses[visit.objection], trials: trials, in: Context(role: String(visit.segment)), on: Day(number: 0),
          prior: sums.prior)
        let order = sums.order(visit, .productInContext, atLeast: World.answers)
        #expect(order == product.map { $0.response.place - 1 }, "encounter \(step)")
        checked += 1
      }
      trials[responses[visit.objection][used].id, default: []].append(
        Trial(
          day: Day(number: 0), result: worked ? .worked : .failed, context: Context(role: String(visit.segment))))
    }
    #expect(checked == World.encounters / 25)
  }

  /// Uses the first, second or third answer with 70, 20 and 10 %, or always the first.
  enum Rep: Sendable { case mixed, topOnly }
  enum Order { case raw, product, productInContext }

  /// Thirty objections met by Zipf's law, six answers each whose chances drift and jump, three segments.
  struct World {
    static let objections = 30
    static let answers = 6
    static let segments = 3
    static let encounters = 2000

    struct Visit {
      let objection: Int
      let segment: Int
      let luck: Double
      let position: Double
    }

    let visits: [Visit]
    /// By hundred encounters, objection, answer, segment.
    private let chances: [Double]

    init(seed: UInt64) {
      var numbers = SeededNumbers(seed: seed)
      let steps = Self.encounters / 100 + 1
      let pairs = Self.objections * Self.answers
      var level = (0..<pairs).map { _ in numbers.freshLogit() }
      var levels = [level]
      for _ in 1..<steps {
        for pair in 0..<pairs { level[pair] += 0.15 * numbers.normal() }
        levels.append(level)
      }
      for objection in 0..<Self.objections {
        let jumps = objection * Self.answers + Int.random(in: 0..<Self.answers, using: &numbers)
        let at = Int.random(in: 3..<steps, using: &numbers)
        let change = numbers.freshLogit() - levels[at][jumps]
        for step in at..<steps { levels[step][jumps] += change }
      }
      let effects = (0..<pairs * Self.segments).map { _ in 0.5 * numbers.normal() }
      chances = levels.flatMap { level in
        effects.indices.map { 1 / (1 + exp(-(level[$0 / Self.segments] + effects[$0]))) }
      }
      let traffic = (1...Self.objections).map { 1 / Double($0) }
      visits = (0..<Self.encounters).map { _ in
        Visit(
          objection: numbers.pick(traffic), segment: numbers.pick([0.5, 0.3, 0.2]),
          luck: Double.random(in: 0..<1, using: &numbers), position: Double.random(in: 0..<1, using: &numbers))
      }
    }

    /// Successes lost in a hundred encounters against the best answer.
    func regret(
      of rep: Rep, order: Order, watching watch: (Int, Visit, Sums, Int, Bool) -> Void = { _, _, _, _, _ in }
    ) -> Double {
      var sums = Sums()
      var lost = 0.0
      for (step, visit) in visits.enumerated() {
        if step % 50 == 0 { sums.takePrior() }
        let place = rep == .topOnly || visit.position < 0.7 ? 0 : visit.position < 0.9 ? 1 : 2
        let used = sums.order(visit, order, atLeast: place + 1)[place]
        let first = (step / 100 * Self.objections + visit.objection) * Self.answers * Self.segments + visit.segment
        var best = 0.0
        for answer in 0..<Self.answers { best = max(best, chances[first + answer * Self.segments]) }
        let chance = chances[first + used * Self.segments]
        lost += best - chance
        let worked = visit.luck < chance
        watch(step, visit, sums, used, worked)
        sums.add(visit, used, worked)
      }
      return lost / Double(Self.encounters) * 100
    }
  }

  /// Successes and trials of each answer, over all and by segment; for the product's order, its formulas on
  /// these sums in place of every trial at every step, which a debug build takes an hour for.
  struct Sums {
    private(set) var prior = Prior()
    private var successes = [Double](repeating: 0, count: World.objections * World.answers)
    private var trials = [Double](repeating: 0, count: World.objections * World.answers)
    private var successesHere = [Double](repeating: 0, count: World.objections * World.answers * World.segments)
    private var trialsHere = [Double](repeating: 0, count: World.objections * World.answers * World.segments)

    mutating func takePrior() {
      prior = Prior(tallies: zip(successes, trials).map { (successes: $0, trials: $1) })
    }

    mutating func add(_ visit: World.Visit, _ answer: Int, _ worked: Bool) {
      let pair = visit.objection * World.answers + answer
      let here = pair * World.segments + visit.segment
      trials[pair] += 1
      trialsHere[here] += 1
      if worked {
        successes[pair] += 1
        successesHere[here] += 1
      }
    }

    /// The answers, best first; exact for as many as are asked for.
    func order(_ visit: World.Visit, _ order: Order, atLeast wanted: Int) -> [Int] {
      let first = visit.objection * World.answers
      guard order != .raw else {
        let rates = (0..<World.answers).map { trials[first + $0] > 0 ? successes[first + $0] / trials[first + $0] : 0 }
        return Self.sorted(rates)
      }
      let posteriors = (0..<World.answers).map { posterior(first + $0, visit, order) }
      let byMerit = Self.sorted(posteriors.map { $0.mean + 0.5 * $0.standardDeviation })
      let sum = posteriors.reduce(0) { $0 + $1.mean }
      var good: [Int] = []
      var bad: [Int] = []
      for answer in byMerit where good.count < wanted {
        let others = (sum - posteriors[answer].mean) / Double(World.answers - 1)
        let isBad = trials[first + answer] >= Double(Evidence.few) && posteriors[answer].cumulative(others) >= 0.9
        if isBad { bad.append(answer) } else { good.append(answer) }
      }
      return good + bad
    }

    private func posterior(_ pair: Int, _ visit: World.Visit, _ order: Order) -> BetaPosterior {
      let overall = BetaPosterior(
        priorMean: prior.mean, weight: prior.weight, successes: successes[pair], trials: trials[pair])
      guard order == .productInContext else { return overall }
      let here = pair * World.segments + visit.segment
      return BetaPosterior(
        priorMean: overall.mean, weight: Evidence.contextWeight, successes: successesHere[here],
        trials: trialsHere[here])
    }

    private static func sorted(_ scores: [Double]) -> [Int] {
      scores.indices.sorted { abs(scores[$0] - scores[$1]) > 1e-9 ? scores[$0] > scores[$1] : $0 < $1 }
    }
  }
}

extension SeededNumbers {
  /// Box and Muller.
  fileprivate mutating func normal() -> Double {
    (-2 * log(uniform())).squareRoot() * cos(2 * .pi * Double.random(in: 0..<1, using: &self))
  }

  /// The logit of a Beta(2, 3) draw: of two exponentials in the sum of five.
  fileprivate mutating func freshLogit() -> Double {
    let two = -log(uniform()) - log(uniform())
    let three = -log(uniform()) - log(uniform()) - log(uniform())
    let chance = min(0.98, max(0.02, two / (two + three)))
    return log(chance / (1 - chance))
  }

  fileprivate mutating func pick(_ weights: [Double]) -> Int {
    var rest = Double.random(in: 0..<weights.reduce(0, +), using: &self)
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return weights.count - 1
  }

  private mutating func uniform() -> Double { Double.random(in: 1e-12..<1, using: &self) }
}

extension [Double] {
  fileprivate var mean: Double { reduce(0, +) / Double(count) }
  /// Mean and its standard error.
  fileprivate var figure: String {
    let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(count * Swift.max(1, count - 1))).squareRoot()
    return "\((mean * 100).rounded() / 100) ± \((error * 100).rounded() / 100)"
  }
}
