import Domain
import Retrieval
import TestBase
import Testing

@Suite("The track record of an answer")
struct EvidenceTests {
  static let today = Day(number: 20_000)

  @Test("0 of 0 is not tried, and stands at the prior")
  func nothing() {
    let evidence = Evidence([], on: Self.today)
    #expect(evidence.known == 0)
    #expect(evidence.last == nil)
    #expect(evidence.posterior == BetaPosterior(a: 2, b: 3))
  }

  @Test("18 of 20 is Beta(20, 5), 1 of 1 is Beta(3, 3)")
  func counts() {
    let much = Evidence(.worked(18) + .failed(2), on: Self.today)
    #expect((much.worked, much.known) == (18, 20))
    #expect(much.posterior == BetaPosterior(a: 20, b: 5))
    #expect(Evidence(.worked(1), on: Self.today).posterior == BetaPosterior(a: 3, b: 3))
  }

  @Test("the prior is the base's own")
  func prior() {
    let evidence = Evidence(.worked(1) + .failed(1), on: Self.today, prior: Prior(mean: 0.3, weight: 10))
    #expect(abs(evidence.posterior.a - 4) < 1e-12)
    #expect(abs(evidence.posterior.b - 8) < 1e-12)
  }

  @Test("a guess counts half: two guessed successes are Beta(3, 3), and 2 of 2")
  func guesses() {
    let evidence = Evidence(.worked(2, isGuess: true), on: Self.today)
    #expect(evidence.posterior == BetaPosterior(a: 3, b: 3))
    #expect((evidence.worked, evidence.known) == (2, 2))
  }

  @Test("partly is half a success and half a failure: two of them are Beta(3, 4)")
  func partly() {
    let evidence = Evidence(.partly(2), on: Self.today)
    #expect(evidence.posterior == BetaPosterior(a: 3, b: 4))
    #expect((evidence.worked, evidence.partly, evidence.known) == (0, 2, 2))
  }

  @Test(
    "a result counts half after a year, a quarter after two, and in full when its day is still to come",
    arguments: [(0, 1.0), (365, 0.5), (730, 0.25), (3650, 1.0 / 1024), (-10, 1)])
  func ages(_ days: Int, _ weight: Double) {
    let evidence = Evidence(.failed(1, ago: days), on: Self.today)
    #expect(abs(evidence.posterior.a - 2) < 1e-12)
    #expect(abs(evidence.posterior.b - (3 + weight)) < 1e-9)
    #expect(evidence.known == 1)
  }

  @Test("what came of nothing known is shown and never scored", arguments: [Result.unknown, Result(rawValue: "maybe")])
  func unknown(_ result: Result) {
    let trial = Trial(day: Self.today, result: result)
    let evidence = Evidence([trial, trial], on: Self.today)
    #expect((evidence.unknown, evidence.known) == (2, 0))
    #expect(evidence.posterior == BetaPosterior(a: 2, b: 3))
    #expect(trial.weight(on: Self.today) == 0)
  }

  @Test("last is the last day on which it was used, known or not")
  func last() {
    let trials: [Trial] = .failed(1, ago: 40) + .unknown(1, ago: 3) + .worked(1, ago: 12)
    #expect(Evidence(trials, on: Self.today).last == Self.today.adding(days: -3))
  }

  @Test("newer wording carries the old successes and trials at half, and not in N of M")
  func earlierWording() {
    let trials: [Trial] = .worked(12, isEarlier: true) + .failed(8, isEarlier: true) + .worked(1)
    let evidence = Evidence(trials, on: Self.today)
    #expect((evidence.worked, evidence.known) == (1, 1))
    #expect((evidence.earlierWorked, evidence.earlierKnown) == (12, 20))
    #expect(evidence.posterior == BetaPosterior(a: 2 + 6 + 1, b: 3 + 4))
    #expect(evidence.last == Self.today)
  }

  @Suite("in the case in hand")
  struct InContext {
    /// 4 of 8 over all is Beta(6, 7); around 6/13 with the weight of ten comes what counts here.
    private static let mean = 6.0 / 13
    private static let wanted = Context(industry: "Logistics", role: "CFO", stage: "demo", competitor: "Velo")

    private func evidence(_ theirs: Context) -> Evidence {
      Evidence(
        .worked(4, in: theirs) + .failed(4, in: Context()), in: Self.wanted, on: today)
    }

    @Test(
      "the share of the given fields that matches counts, below half nothing",
      arguments: [
        (Context(industry: "Logistics", role: "CFO", stage: "demo", competitor: "Velo"), 1.0),
        (Context(industry: "Logistics", role: "cfo", stage: "DEMO", product: "Basic"), 0.75),
        (Context(role: "CFO", stage: "demo"), 0.5), (Context(role: "CFO", stage: "signing"), 0), (Context(), 0),
      ] as [(Context, Double)])
    func shares(_ theirs: Context, _ share: Double) {
      let posterior = evidence(theirs).posterior
      #expect(abs(posterior.a - (10 * Self.mean + 4 * share)) < 1e-9)
      #expect(abs(posterior.b - 10 * (1 - Self.mean)) < 1e-9)
    }

    @Test("one given field matches or doesn't")
    func oneField() {
      let trials: [Trial] = .worked(3, in: Context(role: "CFO")) + .failed(3, in: Context(role: "user"))
      let here = Evidence(trials, in: Context(role: "cfo"), on: today).posterior
      #expect(abs(here.mean - (10 * 5.0 / 11 + 3) / 13) < 1e-9)
    }

    @Test("says what is known with the same role")
    func withTheRole() {
      let found = evidence(Context(role: "cfo")).inContext
      #expect(found?.field == "role")
      #expect(found?.value == "CFO")
      #expect((found?.worked, found?.known) == (4, 4))
    }

    @Test("says nothing when nothing is known there")
    func nowhere() {
      #expect(evidence(Context(role: "user")).inContext == nil)
      #expect(Evidence(.worked(3), on: today).inContext == nil)
    }

    @Test("a blank field is not given")
    func blank() {
      let trials: [Trial] = .worked(3)
      #expect(Evidence(trials, in: Context(role: " "), on: today) == Evidence(trials, on: today))
    }
  }

  @Suite("said beside it")
  struct Remarks {
    private let ana = ID<Author>.fresh()
    private let ben = ID<Author>.fresh()

    @Test("one rep's: most of its successes are one rep's while another tried")
    func oneReps() {
      #expect(Evidence(.worked(4, by: ana) + .failed(1, by: ben), on: today).isOneReps)
      #expect(Evidence(.worked(7, by: ana) + .worked(2, by: ben), on: today).isOneReps)
    }

    @Test("not one rep's: three in four, two successes, or nobody else tried")
    func manyReps() {
      #expect(!Evidence(.worked(3, by: ana) + .worked(1, by: ben), on: today).isOneReps)
      #expect(!Evidence(.worked(2, by: ana) + .failed(2, by: ben), on: today).isOneReps)
      #expect(!Evidence(.worked(9, by: ana), on: today).isOneReps)
    }

    @Test("closes no better: it ends the talk, but its deals are won no more often than the others")
    func closesNoBetter() {
      let worked: [Trial] = .worked(2, won: true) + .worked(3, won: false)
      #expect(Evidence(worked + .failed(2, won: true) + .failed(3, won: false), on: today).closesNoBetter)
      #expect(!Evidence(worked + .failed(1, won: true) + .failed(4, won: false), on: today).closesNoBetter)
    }

    @Test("from four closed deals on either side nothing follows")
    func tooFewDeals() {
      #expect(!Evidence(.worked(4, won: false) + .failed(9, won: true), on: today).closesNoBetter)
      #expect(!Evidence(.worked(9, won: false) + .failed(4, won: true), on: today).closesNoBetter)
      #expect(!Evidence(.worked(9) + .failed(9), on: today).closesNoBetter)
    }
  }

  @Test("the range shown holds 80 % around the mean")
  func range() {
    let posterior = Evidence(.worked(18) + .failed(2), on: Self.today).posterior
    let chance = Chance(posterior)
    #expect(chance.middle == 0.8)
    #expect(abs(posterior.cumulative(chance.high) - posterior.cumulative(chance.low) - 0.8) < 1e-6)
  }
}

private let today = EvidenceTests.today

extension [Trial] {
  static func worked(
    _ count: Int, ago days: Int = 0, isGuess: Bool = false, isEarlier: Bool = false, in context: Context = Context(),
    by rep: ID<Author>? = nil, won: Bool? = nil
  ) -> [Trial] {
    trials(.worked, count, days, isGuess, isEarlier, context, rep, won)
  }

  static func failed(
    _ count: Int, ago days: Int = 0, isEarlier: Bool = false, in context: Context = Context(),
    by rep: ID<Author>? = nil,
    won: Bool? = nil
  ) -> [Trial] {
    trials(.failed, count, days, false, isEarlier, context, rep, won)
  }

  static func partly(_ count: Int) -> [Trial] { trials(.partly, count, 0, false, false, Context(), nil, nil) }

  static func unknown(_ count: Int, ago days: Int = 0) -> [Trial] {
    trials(.unknown, count, days, false, false, Context(), nil, nil)
  }

  private static func trials(
    _ result: Domain.Result, _ count: Int, _ ago: Int, _ isGuess: Bool, _ isEarlier: Bool, _ context: Context,
    _ rep: ID<Author>?, _ won: Bool?
  ) -> [Trial] {
    let trial = Trial(
      day: EvidenceTests.today.adding(days: -ago), result: result, isGuess: isGuess, context: context, dealWon: won,
      rep: rep, isEarlierWording: isEarlier)
    return [Trial](repeating: trial, count: count)
  }
}
