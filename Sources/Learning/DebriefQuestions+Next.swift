public import Domain
import Foundation

/// What comes next with whoever did not buy, and what follows from saying so.
extension DebriefQuestions {
  func whatNext(_ draft: DebriefDraft) -> Point {
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
  func revisit(_ draft: DebriefDraft) -> Revisit {
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

  func words(_ revisit: Revisit) -> String {
    switch revisit.kind {
    case .condition: "when \(revisit.condition ?? "something happens"), looked at on \(dated(revisit.due)) in any case"
    case .smallerOffer: "with a smaller offer on \(dated(revisit.due))"
    default: "back on \(dated(revisit.due))"
    }
  }

  /// The criterion that isn't met; nil without a profile.
  var criterion: DebriefStep? {
    let names = (known.criteria + known.stops).prefix(Self.letters.count)
    guard !names.isEmpty else { return nil }
    let keys = zip(Self.letters, names).map { DebriefStep.Key($0, $1, $1) }
    return DebriefStep(.criterion, "Which of these isn't met?", .keys(keys, standard: nil))
  }

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

  static let returns = Set(FollowUp.Kind.known.map(\.rawValue))

  /// The day of a return for which none was named: on which to make the offer, or to look after a condition all the same.
  public func due(of choice: DebriefAnswer.Choice, _ draft: DebriefDraft) -> Day {
    let revisit = revisit(draft)
    if choice.rawValue == revisit.kind.rawValue { return revisit.due }
    return today.adding(days: choice == .smallerOffer ? 30 : 180)
  }
}
