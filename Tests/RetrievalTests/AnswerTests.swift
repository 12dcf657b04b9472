import Domain
import Retrieval
import TestBase
import Testing

@Suite("The order of answers")
struct AnswerTests {
  private let today = EvidenceTests.today
  private let objection = ID<Objection>.fresh()

  /// Answers in the writer's order, each with its trials, ranked.
  fileprivate func ranked(
    _ answers: [(name: String, trials: [Trial])], prior: Prior = Prior(), change: (inout Response) -> Void = { _ in }
  ) -> [Answer] {
    let responses = answers.enumerated().map { index, answer in
      var response = Response(
        objection: objection, words: answer.name, technique: Technique(rawValue: "other"), place: index + 1)
      change(&response)
      return response
    }
    let trials = Dictionary(uniqueKeysWithValues: zip(responses.map(\.id), answers.map(\.trials)))
    return Answer.ranked(responses, trials: trials, on: today, prior: prior)
  }

  @Test("18 of 20 stands above 1 of 1")
  func muchAboveLittle() {
    #expect(ranked([("once", .worked(1)), ("often", .worked(18) + .failed(2))]).names == ["often", "once"])
  }

  @Test("1 of 1 stands above what was not tried, and that above 0 of 2")
  func untriedInTheMiddle() {
    let order = ranked([("failed", .failed(2)), ("untried", []), ("worked", .worked(1))])
    #expect(order.names == ["worked", "untried", "failed"])
  }

  @Test("untried ones keep the writer's order")
  func writersOrder() {
    #expect(ranked([("c", []), ("a", []), ("b", [])]).names == ["c", "a", "b"])
  }

  @Test("equal ones keep the writer's order")
  func ties() {
    let trials: [Trial] = .worked(3) + .failed(2)
    #expect(ranked([("first", trials), ("second", trials), ("third", trials)]).names == ["first", "second", "third"])
  }

  @Test("what was tried less gets its turn: 8 of 20 stands below what nobody tried, at the same mean")
  func bonus() {
    let order = ranked([("often", .worked(8) + .failed(12)), ("untried", [])])
    #expect(abs(order[0].chance.middle - order[1].chance.middle) < 1e-9)
    #expect(order.names == ["untried", "often"])
  }

  @Test("what the lead forbids comes last of all, below what keeps failing")
  func banned() {
    let order = ranked([("banned", .worked(20)), ("failing", .failed(20)), ("good", .worked(5))]) {
      if $0.words == "banned" { $0.ban = "we can't prove it" }
    }
    #expect(order.names == ["good", "failing", "banned"])
    #expect(order[2].grounds.first == .banned("we can't prove it"))
  }

  @Test("one with a caution stands below what was not tried until five results are known")
  func cautioned() {
    func order(_ trials: [Trial]) -> [String] {
      ranked([("careful", trials), ("untried", [])]) { if $0.words == "careful" { $0.caution = "sounds cheap" } }.names
    }
    #expect(order(.worked(4) + .unknown(9)) == ["untried", "careful"])
    #expect(order(.worked(5)) == ["careful", "untried"])
  }

  @Test("earlier wordings don't help a cautioned one to its five")
  func cautionedNewerWording() {
    let order = ranked([("careful", .worked(20, isEarlier: true) + .worked(4)), ("untried", [])]) {
      if $0.words == "careful" { $0.caution = "sounds cheap" }
    }
    #expect(order.names == ["untried", "careful"])
    #expect(order[1].standing == .promising)
  }

  @Suite("and their standing")
  struct Standing {
    private func standing(_ trials: [Trial], beside others: [[Trial]] = [[]], prior: Prior = Prior()) -> Answer
      .Standing?
    {
      let answers = [("it", trials)] + others.map { ("other", $0) }
      return AnswerTests().ranked(answers.map { (name: $0.0, trials: $0.1) }, prior: prior)
        .first { $0.response.words == "it" }?.standing
    }

    @Test("untested: no known result, whatever is still open")
    func untested() {
      #expect(standing([]) == .untested)
      #expect(standing(.unknown(9)) == .untested)
      #expect(standing(.worked(9, isEarlier: true)) == .untested)
    }

    @Test("proven: five known, and the low end at least at the base's mean")
    func proven() {
      #expect(standing(.worked(5)) == .proven)
      #expect(standing(.worked(4)) == .promising)
      #expect(standing(.worked(5), prior: Prior(mean: 0.8, weight: 5)) == .promising)
      #expect(standing(.worked(3) + .failed(2)) == .promising)
    }

    @Test("avoid: five known, and worse than the mean of the others with nine in ten")
    func avoid() {
      #expect(standing(.failed(5), beside: [.worked(3)]) == .avoid)
      #expect(standing(.failed(4), beside: [.worked(3)]) == .promising)
      #expect(standing(.worked(3) + .failed(3), beside: [.worked(3)]) == .promising)
    }

    @Test("avoid stands last, below what a caution holds back")
    func avoidIsLast() {
      let order = AnswerTests().ranked([("failing", .failed(9)), ("careful", []), ("untried", [])]) {
        if $0.words == "careful" { $0.caution = "sounds cheap" }
      }
      #expect(order.names == ["untried", "careful", "failing"])
      #expect(order[2].grounds.first == .failed(9, of: 9))
    }

    @Test("an only answer is measured by the base's mean")
    func alone() {
      #expect(standing(.failed(9), beside: []) == .avoid)
      #expect(standing(.worked(2) + .failed(3), beside: []) == .promising)
    }
  }

  @Suite("and why they stand there")
  struct Grounds {
    @Test("worked 7 of 9, one partly, last 12 days ago")
    func worked() {
      let order = AnswerTests().ranked([("it", .worked(7, ago: 20) + .partly(1) + .failed(1, ago: 12))])
      #expect(
        order[0].grounds == [.worked(7, of: 9, partly: 1), .last(EvidenceTests.today)])
    }

    @Test("not tried, and two that wait for their result")
    func waiting() {
      #expect(AnswerTests().ranked([("it", .unknown(2))])[0].grounds == [.notTried, .waiting(2)])
    }

    @Test("what its earlier wording did")
    func earlier() {
      let order = AnswerTests().ranked([("it", .worked(12, isEarlier: true) + .failed(8, isEarlier: true))])
      #expect(order[0].grounds == [.notTried, .earlierWording(worked: 12, of: 20)])
    }

    @Test("an unfilled {peer} needs proof, a filled one or {job} does not")
    func proof() {
      var response = Response(
        objection: .fresh(), words: "{job} took {peer} an hour, now {before} {job}.",
        technique: Technique(rawValue: "proof"))
      #expect(response.slots == ["job", "peer", "before"])
      #expect(response.needsProof)
      response = response.filled(["peer": "Vandelay", "before": "half"])
      #expect(response.words == "{job} took Vandelay an hour, now half {job}.")
      #expect(!response.needsProof)
    }
  }
}

extension [Answer] {
  fileprivate var names: [String] { map(\.response.words) }
}
