import Domain
import Foundation

/// Each question of a debrief: its words, and the keys or words that answer it.
extension DebriefQuestions {
  static let outcomeStep = DebriefStep(
    .outcome, "How did it end?",
    .keys(
      [
        DebriefStep.Key("w", "won", Outcome.won.rawValue), DebriefStep.Key("l", "lost", Outcome.lost.rawValue),
        DebriefStep.Key("d", "they decided nothing", Outcome.noDecision.rawValue),
        DebriefStep.Key("i", "not a real deal", Outcome.invalid.rawValue),
      ], standard: nil), isSkippable: false)

  var liked: Point {
    [DebriefStep(.liked, "Which two things did they like about how you worked? How did you notice?")]
  }

  /// What is known to be settled isn't asked, nor what was answered only just now.
  var cameUp: Point {
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

  func need(_ draft: DebriefDraft) -> Point {
    var point = [DebriefStep(.need, "What did they need most, in their words?")]
    if draft[.need] != nil { point.append(how(.needHow, "Did they say it, or did you work it out?")) }
    return point
  }

  func why(_ draft: DebriefDraft) -> Point {
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
  func shortWhy(_ draft: DebriefDraft) -> Point {
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

  func whyNot(_ draft: DebriefDraft) -> String {
    outcome(draft) == .noDecision ? "Why did nothing come of it?" : "Why didn't they go ahead?"
  }

  func detail(_ draft: DebriefDraft) -> Point {
    guard outcome(draft) == .noDecision, known.deal.ending.detail == nil else { return [] }
    let keys = zip(["l", "c", "d"], NoDecision.known).map { DebriefStep.Key($0, $1.rawValue, $1.rawValue) }
    return [DebriefStep(.detail, "Which was it?", .keys(keys, standard: nil))]
  }

  func hasReason(_ draft: DebriefDraft) -> Bool { draft[.why] != nil || draft[.category] != nil }

  func whyHow(_ draft: DebriefDraft, _ question: String) -> Point {
    hasReason(draft) ? [how(.whyHow, question)] : []
  }

  /// A rival is a field of the deal and never a reason: who it was is asked apart.
  func competitor(_ draft: DebriefDraft) -> Point {
    guard known.deal.competitor == nil, outcome(draft) == .lost else { return [] }
    return [DebriefStep(.competitor, "Did somebody else get it? Who?")]
  }

  var turn: Point {
    guard known.days.count > 1 else { return [] }
    let keys = known.days.suffix(9).enumerated().map { index, day in
      DebriefStep.Key(
        String(index + 1), "\(dated(day.day)), \"\(day.words)\"", day.encounter.uuid.uuidString.lowercased())
    }
    return [DebriefStep(.turn, "Which conversation turned it?", .keys(keys, standard: nil))]
  }

  func retold(_ draft: DebriefDraft) -> Point {
    var point = [
      DebriefStep(
        .retold, "Could they have told their boss what they'd gain?", .keys(Self.yesPartlyNo, standard: nil))
    ]
    if draft[.retold] != nil { point.append(DebriefStep(.retoldBecause, "What makes you think so?")) }
    if draft[.retoldBecause] != nil { point.append(how(.retoldHow, "How do you know?")) }
    return point
  }

  var theirQuestion: Point {
    [DebriefStep(.theirQuestion, "Which question of theirs told you most, and what did you answer?")]
  }

  var asked: Point {
    [
      DebriefStep(
        .asked, "How did you ask for the decision, and what did they do? (n: I never asked)", .wordsOrNever)
    ]
  }

  var agreed: Point {
    [DebriefStep(.agreed, "What did you agree on? Who else would buy for that reason?")]
  }

  var differently: Point {
    [
      DebriefStep(
        .differently, "What would you do differently that was in your hands?", isSkippable: false)
    ]
  }

  var nearlySank: Point {
    let question = "Which objection nearly sank it?"
    guard !known.heard.isEmpty else { return [DebriefStep(.nearlySank, question)] }
    let keys = known.heard.prefix(9).enumerated().map { index, heard in
      DebriefStep.Key(String(index + 1), "\"\(heard.sentence)\"", heard.objection.uuid.uuidString.lowercased())
    }
    return [DebriefStep(.nearlySank, question, .keys(keys, standard: nil))]
  }

  var turned: Point {
    let question = "Which answer turned it?"
    guard !known.given.isEmpty else { return [DebriefStep(.turned, question)] }
    let keys = known.given.prefix(9).enumerated().map { index, given in
      DebriefStep.Key(String(index + 1), "\"\(given.name)\"", given.response.uuid.uuidString.lowercased())
    }
    return [DebriefStep(.turned, question, .keys(keys, standard: nil))]
  }

  var mayName: Point {
    [
      DebriefStep(
        .mayName, "May we name them to others? (did they say so)",
        .keys([DebriefStep.Key("y", "yes", "yes"), DebriefStep.Key("n", "no", "no")], standard: nil))
    ]
  }

  func sooner(_ draft: DebriefDraft) -> Point {
    var point = [DebriefStep(.sooner, "What should have told us sooner?")]
    if draft[.sooner] != nil, let criterion { point.append(criterion) }
    return point
  }

  static let yesPartlyNo = [
    DebriefStep.Key("y", "yes", "yes"), DebriefStep.Key("p", "partly", "partly"), DebriefStep.Key("n", "no", "no"),
  ]

  func how(_ name: DebriefStep.Name, _ question: String) -> DebriefStep {
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
  static let letters =
    (1...9).map(String.init) + ["a", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"]

  static let turned = "The order changes from deal to deal."

  /// In an order of the deal's own, so that none is always first.
  var categories: [DebriefStep.Key] {
    zip(Self.letters, Category.reasons(for: known.deal.id)).map { DebriefStep.Key($0, $1.rawValue, $1.rawValue) }
      + [DebriefStep.Key("o", "other", "other")]
  }
}
