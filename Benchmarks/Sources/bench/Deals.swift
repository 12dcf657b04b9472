import Domain
import Foundation
import Storage

/// A base of deals that were decided: each met ten objections, and was debriefed; each second has a return, waiting for
/// something to happen or due; each fourth has what its buyer said.
struct Deals {
  let path: String
  /// Seconds that writing it took.
  let writing: Double

  static let today = Day(Date(), in: .gmt)
  /// A deal that is open, in the case of many that are decided.
  static let open = "Open deal"

  init(_ count: Int, in folder: URL) throws {
    path = folder.appendingPathComponent("deals.db").path
    let base = try Base(at: path)
    var corpus = Corpus(seed: 20_261_129)
    let clock = ContinuousClock()
    let start = clock.now
    try base.edit(.imported, subject: "benchmark") { edit in
      let cards = try (0..<100).map { _ in try Self.card(&corpus, &edit) }
      try edit.save(
        FitProfile(
          criteria: (1...6).map { FitProfile.Criterion(name: "Criterion \($0)", weight: $0) },
          stops: [FitProfile.Stop(name: "A stop")]))
      for number in 0..<count {
        let deal = try Self.deal(number, "Deal \(number)", Self.endings[number % 3], &edit)
        try Self.log(number, deal, cards, &corpus, &edit)
        try Self.debrief(number, deal, &corpus, &edit)
        if number % 2 == 0 { try Self.plan(number, deal, &corpus, &edit) }
        if number % 4 == 0 { try Self.ask(number, deal, &corpus, &edit) }
        let marks: [FitMark.Mark] = [.met, .notMet, .unknown]
        for criterion in 1...6 {
          try edit.save(
            FitMark(deal: deal.id, criterion: "Criterion \(criterion)", mark: marks[(number + criterion) % 3]))
        }
      }
      _ = try Self.deal(1, Self.open, .open, &edit)
    }
    writing = (clock.now - start) / .seconds(1)
    try base.catchUp()
  }

  private static let endings: [Outcome] = [.lost, .won, .noDecision]
  private static let industries = ["logistics", "fintech", "retail", "health", "software"]
  private static let rivals = ["Ledgerly", "Northbooks", "Acctly"]
  private static let categories = ["price", "timing", "need", "trust", "feature gap"]

  private static func card(_ corpus: inout Corpus, _ edit: inout Edit) throws -> (Objection, Response) {
    let objection = Objection(sentence: corpus.sentence(), category: Category(rawValue: "price"))
    try edit.save(objection)
    let answer = Response(objection: objection.id, words: corpus.sentence(), technique: .known[1], place: 1)
    try edit.save(answer)
    return (objection, answer)
  }

  private static func deal(
    _ number: Int, _ name: String, _ outcome: Outcome, _ edit: inout Edit
  ) throws -> Deal {
    let closed = outcome == .open ? nil : today.adding(days: -(number % 700) - 1)
    let deal = Deal(
      name: name, industry: industries[number % industries.count], competitor: rivals[number % rivals.count],
      stage: "proposal", ending: Deal.Ending(outcome: outcome, closed: closed))
    try edit.save(deal)
    return deal
  }

  private static func log(
    _ number: Int, _ deal: Deal, _ cards: [(Objection, Response)], _ corpus: inout Corpus, _ edit: inout Edit
  ) throws {
    for place in 0..<10 {
      let (objection, answer) = cards[(number * 7 + place * 13) % cards.count]
      let day = today.adding(days: -(number % 700) - 30 + place)
      try edit.save(
        Encounter(
          met: Encounter.Met(
            at: Moment(seconds: day.number * 86_400), day: day, objection: objection.id, deal: deal.id, role: "CFO",
            competitor: deal.competitor),
          words: corpus.query(), used: Encounter.Used(response: answer.id),
          went: Encounter.Went(result: (number + place) % 3 == 0 ? .failed : .worked, knowing: .did, day: day)))
    }
  }

  private static func debrief(_ number: Int, _ deal: Deal, _ corpus: inout Corpus, _ edit: inout Edit) throws {
    let questions: [DebriefAnswer.Question] = [.liked, .unsaid, .need, .theirQuestion, .agreed, .differently]
    for question in questions {
      try edit.save(
        DebriefAnswer(deal: deal.id, question: question, day: deal.ending.closed, words: corpus.sentence()))
    }
    try edit.save(
      DebriefAnswer(
        deal: deal.id, question: .asked, day: deal.ending.closed,
        words: number % 3 == 0 ? nil : corpus.sentence(), choice: number % 3 == 0 ? .never : nil))
    try edit.save(
      Reason(
        deal: deal.id, by: .rep, day: deal.ending.closed, category: category(number), words: corpus.sentence(),
        knowing: .guess))
  }

  private static func category(_ number: Int) -> Category { Category(rawValue: categories[number % categories.count]) }

  private static func plan(_ number: Int, _ deal: Deal, _ corpus: inout Corpus, _ edit: inout Edit) throws {
    let waits = number % 4 == 0
    try edit.save(
      FollowUp(
        about: .deal(deal.id), kind: waits ? .condition : .date,
        due: today.adding(days: waits ? 300 : number % 100 - 50),
        condition: waits ? corpus.query() : nil))
  }

  private static func ask(_ number: Int, _ deal: Deal, _ corpus: inout Corpus, _ edit: inout Edit) throws {
    let day = deal.ending.closed?.adding(days: 20)
    for topic in Remark.Topic.known.prefix(3) {
      try edit.save(Remark(deal: deal.id, day: day, topic: topic, role: "CFO", said: corpus.sentence()))
    }
    try edit.save(
      Reason(deal: deal.id, by: .buyer, day: day, category: category(number + number / 20), words: corpus.sentence()))
  }
}
