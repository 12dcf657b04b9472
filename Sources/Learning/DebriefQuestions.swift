public import Domain
import Foundation

/// What a debrief asks, in which order, and what it leaves out. Pure: the draft in, the next question out.
///
/// A question that was answered in an earlier debrief of the deal isn't asked again.
public struct DebriefQuestions: Sendable {
  public let known: DebriefCase
  public let today: Day

  /// Of more objections than these it isn't asked whether they were settled: the questions would never end.
  static let mostHeard = 3

  private let dated: @Sendable (Day) -> String

  /// - Parameter dated: How a day is written in the answers that are offered.
  public init(_ known: DebriefCase, today: Day, dated: @escaping @Sendable (Day) -> String = \.description) {
    self.known = known
    self.today = today
    self.dated = dated
  }

  /// The first question that has no answer yet; nil when all is asked.
  public func next(_ draft: DebriefDraft) -> DebriefStep? { steps(draft).first { !draft.has($0.name) } }

  /// Whether there is anything to ask beyond what is answered.
  public func isOver(_ draft: DebriefDraft) -> Bool { next(draft) == nil }

  /// How it ended: as the deal says, or as was said just now.
  public func outcome(_ draft: DebriefDraft) -> Outcome {
    let outcome = known.deal.ending.outcome
    guard outcome == .open else { return outcome }
    return draft[.outcome].map(Outcome.init(rawValue:)) ?? .open
  }

  /// How many questions of the long form an earlier debrief left.
  public func countLeft(_ draft: DebriefDraft) -> Int { long(draft).count { !isAnswered($0) } }

  /// Whether the deal was debriefed before.
  public var isBegun: Bool { !known.answered.isEmpty }

  /// About how long so many questions take.
  public static func minutes(_ count: Int) -> Int { max(1, (count + 1) / 2) }

  /// How many questions the short form leaves for later.
  public func countOfMore(_ draft: DebriefDraft) -> Int { rest(draft).count { !isAnswered($0) } }

  /// All that is asked, as the answers so far have it.
  public func steps(_ draft: DebriefDraft) -> [DebriefStep] {
    let steps = known.deal.ending.outcome == .open ? [Self.outcomeStep] : []
    guard outcome(draft) != .open else { return steps }
    return steps + placed(points(draft))
  }

  private func points(_ draft: DebriefDraft) -> [Point] {
    switch draft.form {
    case .long: long(draft)
    case .short: short(draft)
    case .rest: rest(draft)
    }
  }

  /// Whether a deal that ended so is ever asked this.
  public func suits(_ name: DebriefStep.Name, _ draft: DebriefDraft) -> Bool {
    let ofAll: Set<DebriefStep.Name> = [.outcome]
    let ofWon: Set<DebriefStep.Name> = [.why, .whyHow, .turn, .nearlySank, .turned, .liked, .mayName]
    let ofInvalid: Set<DebriefStep.Name> = [.sooner, .criterion]
    if ofAll.contains(name) { return true }
    return switch outcome(draft) {
    case .won: ofWon.contains(name)
    case .invalid: ofInvalid.contains(name)
    case .lost: ![.nearlySank, .turned, .mayName, .sooner, .detail].contains(name)
    case .noDecision: ![.nearlySank, .turned, .mayName, .sooner, .competitor].contains(name)
    default: false
    }
  }

  private typealias Point = [DebriefStep]

  private func isAnswered(_ point: Point) -> Bool {
    point.isEmpty || point.contains { known.answered.contains($0.name) }
  }

  /// Numbered, but for the one thing to do differently at the end of the long form.
  private func placed(_ points: [Point]) -> [DebriefStep] {
    let open = points.filter { !isAnswered($0) }
    let isApart = open.count > 3 && open.last?.first?.name == .differently
    let count = open.count - (isApart ? 1 : 0)
    return open.enumerated().flatMap { index, point in
      point.enumerated().map { step, asked in
        var asked = asked
        if index < count { asked.place = DebriefStep.Place(number: index + 1, count: count, isFirst: step == 0) }
        return asked
      }
    }
  }

  // MARK: The forms

  private func long(_ draft: DebriefDraft) -> [Point] {
    switch outcome(draft) {
    case .won: [why(draft), nearlySank, turned, liked, mayName]
    case .invalid: [sooner(draft)]
    default:
      [
        known.reach >= .talk ? liked : nil, cameUp, need(draft), why(draft),
        known.reach >= .offer ? retold(draft) : nil, known.reach >= .talk ? theirQuestion : nil, asked, agreed,
        whatNext(draft), differently,
      ].compactMap(\.self)
    }
  }

  private func short(_ draft: DebriefDraft) -> [Point] {
    switch outcome(draft) {
    case .won: [shortWhy(draft), turned]
    case .invalid: long(draft)
    default: [shortWhy(draft), differently, whatNext(draft)]
    }
  }

  /// What the long form asks beyond the short one.
  private func rest(_ draft: DebriefDraft) -> [Point] {
    switch outcome(draft) {
    case .won: [nearlySank, liked, mayName]
    case .invalid: []
    default:
      [
        known.reach >= .talk ? liked : nil, cameUp, need(draft), known.reach >= .offer ? retold(draft) : nil,
        known.reach >= .talk ? theirQuestion : nil, asked,
      ].compactMap(\.self)
    }
  }

  private static let outcomeStep = DebriefStep(
    .outcome, "How did it end?",
    .keys(
      [
        DebriefStep.Key("w", "won", Outcome.won.rawValue), DebriefStep.Key("l", "lost", Outcome.lost.rawValue),
        DebriefStep.Key("d", "they decided nothing", Outcome.noDecision.rawValue),
        DebriefStep.Key("i", "not a real deal", Outcome.invalid.rawValue),
      ], standard: nil), isSkippable: false)

  // MARK: The questions

  private var liked: Point {
    [DebriefStep(.liked, "Which two things did they like about how you worked? How did you notice?")]
  }

  /// What is known to be settled isn't asked, nor what was answered only just now.
  private var cameUp: Point {
    guard !known.answered.contains(where: { $0 == .cameUp || $0.settledObjection != nil }) else { return [] }
    let unsaid = DebriefStep(.unsaid, "Which one was never said aloud?")
    guard !known.heard.isEmpty else { return [DebriefStep(.cameUp, "What did they object to?"), unsaid] }
    let open = known.heard.filter { $0.result != .worked && $0.resultDay != today }.prefix(Self.mostHeard)
    return open.map { heard in
      DebriefStep(
        .settled(heard.objection), "\"\(heard.sentence)\" came up. Settled by the end?",
        .keys(
          [
            DebriefStep.Key("y", "yes", "yes"), DebriefStep.Key("n", "no", "no"),
            DebriefStep.Key("?", "can't tell", "unknown"),
          ], standard: nil))
    } + [unsaid]
  }

  private func need(_ draft: DebriefDraft) -> Point {
    var point = [DebriefStep(.need, "What did they need most, in their words?")]
    if draft[.need] != nil { point.append(how(.needHow, "Did they say it, or did you work it out?")) }
    return point
  }

  private func why(_ draft: DebriefDraft) -> Point {
    guard outcome(draft) != .won else {
      return [DebriefStep(.why, "What tipped it?")] + whyHow(draft, "Who says so?") + turn
    }
    var point = detail(draft)
    point.append(DebriefStep(.category, whyNot(draft), .keys(categories, standard: nil), hint: Self.turned))
    point.append(DebriefStep(.why, "In one line?"))
    point += whyHow(draft, "Who says so?")
    if hasReason(draft) { point.append(DebriefStep(.hands, "In your hands?", .keys(Self.yesPartlyNo, standard: nil))) }
    return point + competitor(draft) + turn
  }

  /// Their words say which reason it is; only where they don't, a key does.
  private func shortWhy(_ draft: DebriefDraft) -> Point {
    guard outcome(draft) != .won else {
      return [DebriefStep(.why, "What tipped it, in one line?")] + whyHow(draft, "Who told you?")
    }
    var point = detail(draft)
    point.append(DebriefStep(.why, "Why no, in one line?"))
    guard draft[.why] != nil else { return point }
    if outcome(draft) == .lost || draft.has(.category) {
      point.append(DebriefStep(.category, "What is that about?", .keys(categories, standard: nil), hint: Self.turned))
    }
    return point + whyHow(draft, "Who told you?")
  }

  private func whyNot(_ draft: DebriefDraft) -> String {
    outcome(draft) == .noDecision ? "Why did nothing come of it?" : "Why didn't they go ahead?"
  }

  private func detail(_ draft: DebriefDraft) -> Point {
    guard outcome(draft) == .noDecision, known.deal.ending.detail == nil else { return [] }
    let keys = zip(["l", "c", "d"], NoDecision.known).map { DebriefStep.Key($0, $1.rawValue, $1.rawValue) }
    return [DebriefStep(.detail, "Why no decision?", .keys(keys, standard: nil))]
  }

  private func hasReason(_ draft: DebriefDraft) -> Bool { draft[.why] != nil || draft[.category] != nil }

  private func whyHow(_ draft: DebriefDraft, _ question: String) -> Point {
    hasReason(draft) ? [how(.whyHow, question)] : []
  }

  /// A rival is a field of the deal and never a reason: who it was is asked apart.
  private func competitor(_ draft: DebriefDraft) -> Point {
    guard known.deal.competitor == nil, outcome(draft) == .lost else { return [] }
    return [DebriefStep(.competitor, "Did somebody else get it? Who?")]
  }

  private var turn: Point {
    guard known.days.count > 1 else { return [] }
    let keys = known.days.suffix(9).enumerated().map { index, day in
      DebriefStep.Key(
        String(index + 1), "\(dated(day.day)), \"\(day.words)\"", day.encounter.uuid.uuidString.lowercased())
    }
    return [DebriefStep(.turn, "Which conversation turned it?", .keys(keys, standard: nil))]
  }

  private func retold(_ draft: DebriefDraft) -> Point {
    var point = [
      DebriefStep(
        .retold, "Could they have told their boss what they'd gain?", .keys(Self.yesPartlyNo, standard: nil))
    ]
    if draft[.retold] != nil { point.append(DebriefStep(.retoldBecause, "What makes you think so?")) }
    if draft[.retoldBecause] != nil { point.append(how(.retoldHow, "How do you know?")) }
    return point
  }

  private var theirQuestion: Point {
    [DebriefStep(.theirQuestion, "Which question of theirs told you most, and what did you answer?")]
  }

  private var asked: Point {
    [
      DebriefStep(
        .asked, "How did you ask for the decision, and what did they do? (n: I never asked)", .wordsOrNever)
    ]
  }

  private var agreed: Point {
    [DebriefStep(.agreed, "What did you agree on? Who else would buy for that reason?")]
  }

  private var differently: Point {
    [
      DebriefStep(
        .differently, "What would you do differently that was in your hands?", isSkippable: false)
    ]
  }

  private var nearlySank: Point {
    let question = "Which objection nearly sank it?"
    guard !known.heard.isEmpty else { return [DebriefStep(.nearlySank, question)] }
    let keys = known.heard.prefix(9).enumerated().map { index, heard in
      DebriefStep.Key(String(index + 1), "\"\(heard.sentence)\"", heard.objection.uuid.uuidString.lowercased())
    }
    return [DebriefStep(.nearlySank, question, .keys(keys, standard: nil))]
  }

  private var turned: Point {
    let question = "Which answer turned it?"
    guard !known.given.isEmpty else { return [DebriefStep(.turned, question)] }
    let keys = known.given.prefix(9).enumerated().map { index, given in
      DebriefStep.Key(String(index + 1), "\"\(given.name)\"", given.response.uuid.uuidString.lowercased())
    }
    return [DebriefStep(.turned, question, .keys(keys, standard: nil))]
  }

  private var mayName: Point {
    [
      DebriefStep(
        .mayName, "May we name them to others? (did they say so)",
        .keys([DebriefStep.Key("y", "yes", "yes"), DebriefStep.Key("n", "no", "no")], standard: nil))
    ]
  }

  private func sooner(_ draft: DebriefDraft) -> Point {
    var point = [DebriefStep(.sooner, "What should have told us sooner?")]
    if draft[.sooner] != nil, let criterion { point.append(criterion) }
    return point
  }

  // MARK: What's next

  private func whatNext(_ draft: DebriefDraft) -> Point {
    let revisit = revisit(draft)
    let returns = [
      DebriefStep.Key("d", "another day", DebriefAnswer.Choice.date.rawValue),
      DebriefStep.Key("w", "when something happens", DebriefAnswer.Choice.condition.rawValue),
      DebriefStep.Key("o", "a smaller offer", DebriefAnswer.Choice.smallerOffer.rawValue),
    ]
    let others = [
      DebriefStep.Key("a", "ask the buyer", DebriefAnswer.Choice.ask.rawValue),
      DebriefStep.Key("l", "let go, no fit", DebriefAnswer.Choice.letGo.rawValue),
    ]
    let standard = DebriefStep.Key("", words(revisit), "standard")
    let takes: DebriefStep.Takes =
      known.noReturn == nil ? .keys(returns + others, standard: standard) : .keys(others, standard: nil)
    var point = [DebriefStep(.next, "What's next with them?", takes, isSkippable: false)]
    switch draft[.next].map(DebriefAnswer.Choice.init(rawValue:)) {
    case .date?: point.append(DebriefStep(.due, "Back on which day?", .day(revisit.due)))
    case .condition?: point.append(DebriefStep(.condition, "When what happens?", isSkippable: false))
    case .smallerOffer?: point.append(DebriefStep(.offer, "Which smaller offer?"))
    case .letGo?:
      if draft.form == .long, let criterion { point.append(criterion) }
      if draft[.criterion] == nil { point.append(DebriefStep(.noFit, "Why did it never fit?", isSkippable: false)) }
    default: break
    }
    return point
  }

  /// When to come back, unless somebody says otherwise.
  public func revisit(_ draft: DebriefDraft) -> Revisit {
    Revisit(ended(draft), category: draft[.category].map(Category.init(rawValue:)) ?? known.category, today: today)
  }

  /// The deal as the answers so far leave it.
  func ended(_ draft: DebriefDraft) -> Deal {
    var deal = known.deal
    if deal.ending.outcome == .open, outcome(draft) != .open {
      deal.ending = Deal.Ending(outcome: outcome(draft), closed: today)
    }
    if deal.ending.outcome == .noDecision, let detail = draft[.detail] {
      deal.ending.detail = NoDecision(rawValue: detail)
    }
    if deal.competitor == nil, let competitor = draft[.competitor] { deal.competitor = competitor }
    return deal
  }

  private func words(_ revisit: Revisit) -> String {
    switch revisit.kind {
    case .condition: "when \(revisit.condition ?? "something happens"), looked at on \(dated(revisit.due)) in any case"
    case .smallerOffer: "with a smaller offer on \(dated(revisit.due))"
    default: "back on \(dated(revisit.due))"
    }
  }

  /// The criterion that isn't met; nil without a profile.
  private var criterion: DebriefStep? {
    let names = (known.criteria + known.stops).prefix(Self.letters.count)
    guard !names.isEmpty else { return nil }
    let keys = zip(Self.letters, names).map { DebriefStep.Key($0, $1, $1) }
    return DebriefStep(.criterion, "Which of these isn't met?", .keys(keys, standard: nil))
  }

  // MARK: Answering

  /// Keeps an answer, with what follows from it; nil leaves the question without one.
  public func take(_ value: String?, for step: DebriefStep, into draft: inout DebriefDraft) {
    guard step.name == .next, let value else { return draft.answer(step.name, value) }
    let revisit = revisit(draft)
    let choice = value == "standard" ? revisit.kind.rawValue : value
    draft.answer(.next, choice)
    if value == "standard" || choice != DebriefAnswer.Choice.date.rawValue,
      let day = Self.returns.contains(choice) ? due(of: DebriefAnswer.Choice(rawValue: choice), draft) : nil
    {
      draft.answer(.due, day.description, with: .next)
    }
    if value == "standard", revisit.kind == .condition { draft.answer(.condition, revisit.condition, with: .next) }
  }

  private static let returns = Set(FollowUp.Kind.known.map(\.rawValue))

  /// The day of a return for which none was named: on which to make the offer, or to look after a condition all the same.
  public func due(of choice: DebriefAnswer.Choice, _ draft: DebriefDraft) -> Day {
    let revisit = revisit(draft)
    if choice.rawValue == revisit.kind.rawValue { return revisit.due }
    return today.adding(days: choice == .smallerOffer ? 30 : 180)
  }

  // MARK: Keys

  private static let yesPartlyNo = [
    DebriefStep.Key("y", "yes", "yes"), DebriefStep.Key("p", "partly", "partly"), DebriefStep.Key("n", "no", "no"),
  ]

  private func how(_ name: DebriefStep.Name, _ question: String) -> DebriefStep {
    DebriefStep(
      name, question,
      .keys(
        [
          DebriefStep.Key("t", "told me", Knowing.told.rawValue),
          DebriefStep.Key("w", "wrote it", Knowing.wrote.rawValue),
          DebriefStep.Key("c", "a colleague of theirs", Knowing.colleague.rawValue),
          DebriefStep.Key("d", "what they did", Knowing.did.rawValue),
          DebriefStep.Key("g", "my guess", Knowing.guess.rawValue),
        ], standard: nil))
  }

  /// Numbers, then letters, without those that skip, go back and leave.
  private static let letters =
    (1...9).map(String.init) + ["a", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"]

  private static let turned = "The order changes from deal to deal."

  /// In an order of the deal's own, so that none is always first.
  private var categories: [DebriefStep.Key] {
    zip(Self.letters, Category.reasons(for: known.deal.id)).map { DebriefStep.Key($0, $1.rawValue, $1.rawValue) }
      + [DebriefStep.Key("o", "other", "other")]
  }
}
