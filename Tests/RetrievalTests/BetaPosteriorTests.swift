import Retrieval
import TestBase
import Testing

@Suite("What is known of a chance")
struct BetaPosteriorTests {
  // scipy.special.betainc(a, b, x)
  @Test(
    "I_x(a, b) is scipy's",
    arguments: [
      (0.5, 0.5, 0.5, 0.5), (0.5, 0.5, 0.56, 0.538289458774147), (0.5, 0.5, 0.4, 0.435905783151025),
      (0.5, 5, 0.091, 0.659360151910512), (0.5, 5, 0.11, 0.707734938041117), (1, 1, 0.56, 0.56), (1, 1, 0.4, 0.4),
      (1, 5, 0.167, 0.598925540380607), (1, 5, 0.133, 0.510113482190893), (1, 50, 0.02, 0.635830319912883),
      (1, 50, 0.032, 0.803316528339134), (5, 1, 0.833, 0.401074459619393), (5, 1, 0.927, 0.684539748133407),
      (5, 1, 0.667, 0.132016790288107), (5, 5, 0.5, 0.5), (5, 5, 0.56, 0.644857740363039), (5, 5, 0.4, 0.26656768),
      (5, 50, 0.091, 0.552102325114855), (5, 50, 0.073, 0.359300888890669), (50, 5, 0.909, 0.447897674885144),
      (50, 5, 0.99, 0.999789617366176), (50, 5, 0.727, 0.000260819741312423), (50, 50, 0.56, 0.885192384935912),
      (50, 50, 0.4, 0.0219304421300852), (50, 500, 0.091, 0.51909594373799), (50, 500, 0.11, 0.934406656744737),
      (500, 50, 0.909, 0.480904056262011), (500, 50, 0.727, 5.8211421458777e-27), (500, 500, 0.5, 0.5),
      (500, 500, 0.56, 0.999929825092918), (500, 500, 0.4, 8.42450369893616e-11), (500, 0.5, 0.999, 0.317310447309717),
      (500, 0.5, 0.99, 0.00152735787905299), (0.5, 500, 0.001, 0.682689552690282), (0.5, 500, 0.011, 0.999115718487132),
      (2, 3, 0.4, 0.5248), (19.5, 4.5, 0.812, 0.453823570647988), (2.4, 3.6, 0.32, 0.367419532683194),
    ] as [(Double, Double, Double, Double)])
  func cumulative(_ a: Double, _ b: Double, _ x: Double, _ scipy: Double) {
    #expect(abs(BetaPosterior(a: a, b: b).cumulative(x) - scipy) < 1e-9)
  }

  // scipy.special.betaincinv(a, b, 0.1) and (a, b, 0.9)
  @Test(
    "the 10 % and 90 % quantiles are scipy's",
    arguments: [
      (0.5, 0.5, 0.0244717418524, 0.975528258148), (0.5, 5, 0.00165851285512, 0.247272226803), (1, 1, 0.1, 0.9),
      (1, 5, 0.020851637639, 0.36904265552), (1, 50, 0.00210499170414, 0.0450074139786),
      (5, 1, 0.63095734448, 0.979148362361), (5, 5, 0.300968763593, 0.699031236407),
      (5, 50, 0.045726475494, 0.142604220505), (50, 5, 0.857395779495, 0.954273524506),
      (50, 50, 0.436026419072, 0.563973580928), (50, 500, 0.0755579108591, 0.1068988071),
      (500, 50, 0.8931011929, 0.924442089141), (500, 500, 0.479740148149, 0.520259851851),
      (500, 0.5, 0.997296764082, 0.999984201453), (0.5, 500, 1.57985466446e-05, 0.00270323591818),
      (2, 3, 0.14255931671, 0.679539416278), (19.5, 4.5, 0.706847752354, 0.906362756984),
      (2.4, 3.6, 0.161687199864, 0.656057052971),
    ] as [(Double, Double, Double, Double)])
  func quantiles(_ a: Double, _ b: Double, _ low: Double, _ high: Double) {
    let chance = BetaPosterior(a: a, b: b)
    #expect(abs(chance.quantile(0.1) - low) < 1e-8)
    #expect(abs(chance.quantile(0.9) - high) < 1e-8)
  }

  @Test("the quantile undoes the cumulative, and both only rise")
  func inverse() {
    var numbers = SeededNumbers(seed: 1)
    for _ in 0..<200 {
      let chance = BetaPosterior(
        a: Double.random(in: 0.5...200, using: &numbers), b: Double.random(in: 0.5...200, using: &numbers))
      let (low, high) = (Double.random(in: 0.01...0.5, using: &numbers), Double.random(in: 0.5...0.99, using: &numbers))
      #expect(abs(chance.cumulative(chance.quantile(low)) - low) < 1e-6)
      #expect(abs(chance.cumulative(chance.quantile(high)) - high) < 1e-6)
      #expect(chance.quantile(low) <= chance.quantile(high))
      #expect(chance.cumulative(low) <= chance.cumulative(high))
    }
  }

  @Test("what one side gains the other loses: I_x(a, b) = 1 - I_(1-x)(b, a)")
  func mirrored() {
    var numbers = SeededNumbers(seed: 2)
    for _ in 0..<200 {
      let a = Double.random(in: 0.1...300, using: &numbers)
      let b = Double.random(in: 0.1...300, using: &numbers)
      let x = Double.random(in: 0...1, using: &numbers)
      let sum = BetaPosterior(a: a, b: b).cumulative(x) + BetaPosterior(a: b, b: a).cumulative(1 - x)
      #expect(abs(sum - 1) < 1e-9, "a \(a), b \(b), x \(x)")
    }
  }

  @Test("nothing lies below 0, all of it below 1", arguments: [0.5, 1, 5, 50, 500])
  func ends(_ a: Double) {
    let chance = BetaPosterior(a: a, b: 2)
    #expect(chance.cumulative(-1) == 0)
    #expect(chance.cumulative(0) == 0)
    #expect(chance.cumulative(1) == 1)
    #expect(chance.cumulative(7) == 1)
  }

  @Test(
    "mean a / (a + b), variance ab / ((a + b)^2 (a + b + 1))",
    arguments: [(1, 1, 0.5, 1.0 / 12), (2, 3, 0.4, 0.04), (8, 2, 0.8, 16.0 / 1100)]
      as [(Double, Double, Double, Double)])
  func moments(_ a: Double, _ b: Double, _ mean: Double, _ variance: Double) {
    let chance = BetaPosterior(a: a, b: b)
    #expect(abs(chance.mean - mean) < 1e-12)
    #expect(abs(chance.standardDeviation * chance.standardDeviation - variance) < 1e-12)
  }

  @Test("a prior mean of 0.4 with the weight of 5, then 18 of 20, is Beta(20, 5)")
  func aroundAPrior() {
    #expect(
      BetaPosterior(priorMean: 0.4, weight: 5, successes: 18, trials: 20) == BetaPosterior(a: 20, b: 5))
  }
}
