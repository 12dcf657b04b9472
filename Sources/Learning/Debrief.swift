public import Domain
public import Foundation
public import Storage

/// What a debrief comes to: the rows that are kept of its answers. Pure.
public struct Debrief: Equatable, Sendable {
  /// For the rep's own eyes.
  public private(set) var answers: [DebriefAnswer] = []
  /// For the team, like all that follows.
  public private(set) var reason: Reason?
  /// What was open and is known now.
  public private(set) var results: [Settled] = []
  public let deal: ID<Deal>
  public let name: String
  /// How the deal ended, as far as the debrief knows.
  public let outcome: Outcome
  /// What it adds to the deal; nil for what isn't said.
  public private(set) var ending: Deal.Ending?
  public private(set) var detail: NoDecision?
  public private(set) var competitor: String?
  public private(set) var noFit: String?
  private(set) var marks: [FitMark] = []
  public private(set) var followUp: FollowUp?
  /// How the deal stood when it was begun, and what was answered by then.
  private let begun: Begun

  public struct Settled: Equatable, Sendable {
    public let encounter: ID<Encounter>
    public let went: Went
  }

  /// - Parameter said: Of its answers those are kept that a deal is asked which ended so.
  public init(_ said: DebriefDraft, of questions: DebriefQuestions) {
    let known = questions.known
    let today = questions.today
    let draft = said.only { questions.suits($0, said) }
    (deal, name, outcome) = (known.deal.id, known.deal.name, questions.outcome(draft))
    begun = Begun(outcome: known.deal.ending.outcome, answered: known.answered)
    if known.deal.ending.outcome == .open, outcome != .open {
      ending = Deal.Ending(outcome: outcome, closed: today)
    }
    detail = draft[.detail].map(NoDecision.init(rawValue:))
    competitor = known.deal.competitor == nil ? draft[.competitor] : nil
    keepReason(draft, today)
    for given in draft.answers {
      guard let value = given.value else { continue }
      if let objection = given.name.settledObjection {
        let heard = known.heard.first { $0.objection == objection }
        keepSettled(value, objection, heard, today)
      } else if let answer = Self.answer(given.name, value, draft, known, today) {
        answers.append(answer)
      }
    }
    keepNext(draft, known)
  }

  /// Whether nothing is to be kept.
  public var isEmpty: Bool {
    answers.isEmpty && reason == nil && results.isEmpty && marks.isEmpty && followUp == nil && ending == nil
      && detail == nil && competitor == nil && noFit == nil
  }

  /// A deal as it stands by now, with what the debrief adds to it.
  func completing(_ deal: Deal) -> Deal {
    var deal = deal
    if deal.ending.outcome == .open, let ending { deal.ending = ending }
    if deal.ending.outcome == .noDecision, let detail { deal.ending.detail = detail }
    if deal.competitor == nil { deal.competitor = competitor }
    if let noFit { deal.noFit = noFit }
    return deal
  }

  /// Whether the deal ended otherwise, or was debriefed, since this was begun.
  func isOvertaken(by deal: Deal, in reader: Reader) throws -> Bool {
    let isAsItWas = deal.ending.outcome == begun.outcome || deal.ending.outcome == outcome
    return try !isAsItWas || OwnDebrief(of: deal, in: reader).answered != begun.answered
  }

  private struct Begun: Equatable {
    let outcome: Outcome
    let answered: Set<DebriefStep.Name>
  }

  private mutating func keepReason(_ draft: DebriefDraft, _ today: Day) {
    guard draft[.why] != nil || draft[.category] != nil else { return }
    reason = Reason(
      deal: deal, by: .rep, day: today, category: draft[.category].map(Category.init(rawValue:)), words: draft[.why],
      knowing: draft[.whyHow].map(Knowing.init(rawValue:)), inHands: draft[.hands].map(Reason.InHands.init(rawValue:)))
  }

  /// Only a result that is still open changes.
  private mutating func keepSettled(
    _ value: String, _ objection: ID<Objection>, _ heard: DebriefCase.Heard?, _ today: Day
  ) {
    let choice: DebriefAnswer.Choice? = value == "yes" ? .yes : value == "no" ? .no : nil
    guard let choice else { return }
    answers.append(
      DebriefAnswer(deal: deal, question: .settled, day: today, choice: choice, objection: objection))
    guard let open = heard?.open else { return }
    results.append(Settled(encounter: open, went: choice == .yes ? .letGo : .stuck))
  }

  /// The row of one answer; nil for what is kept elsewhere, or beside another answer.
  private static func answer(
    _ name: DebriefStep.Name, _ value: String, _ draft: DebriefDraft, _ known: DebriefCase, _ today: Day
  ) -> DebriefAnswer? {
    func row(_ question: DebriefAnswer.Question) -> DebriefAnswer {
      DebriefAnswer(deal: known.deal.id, question: question, day: today)
    }
    func words(_ question: DebriefAnswer.Question, how: DebriefStep.Name? = nil) -> DebriefAnswer {
      var row = row(question)
      row.words = value
      row.knowing = how.flatMap { draft[$0] }.map(Knowing.init(rawValue:))
      return row
    }
    switch name {
    case .liked: return words(.liked)
    case .cameUp: return words(.settled)
    case .unsaid: return words(.unsaid)
    case .need: return words(.need, how: .needHow)
    case .theirQuestion: return words(.theirQuestion)
    case .agreed: return words(.agreed)
    case .differently: return words(.differently)
    case .asked:
      guard value == DebriefAnswer.Choice.never.rawValue else { return words(.asked) }
      var row = row(.asked)
      row.choice = .never
      return row
    case .turn:
      var row = row(.turn)
      row.encounter = known.days.first { $0.encounter.uuid.uuidString.lowercased() == value }?.encounter
      return row.encounter == nil ? nil : row
    case .retold:
      var row = row(.retold)
      row.choice = DebriefAnswer.Choice(rawValue: value)
      row.words = draft[.retoldBecause]
      row.knowing = draft[.retoldHow].map(Knowing.init(rawValue:))
      return row
    case .next:
      var row = row(.next)
      row.choice = DebriefAnswer.Choice(rawValue: value)
      return row
    case .mayName:
      var row = row(.mayName)
      row.choice = DebriefAnswer.Choice(rawValue: value)
      return row
    case .nearlySank:
      var row = words(.nearlySank)
      row.objection = UUID(uuidString: value).map { ID($0) }
      if row.objection != nil { row.words = nil }
      return row
    case .turned:
      var row = words(.turned)
      row.response = UUID(uuidString: value).map { ID($0) }
      if row.response != nil { row.words = nil }
      return row
    default: return nil
    }
  }

  /// A return is a follow-up; letting go, and what should have told us sooner, say how the deal fits.
  private mutating func keepNext(_ draft: DebriefDraft, _ known: DebriefCase) {
    let choice = draft[.next].map(DebriefAnswer.Choice.init(rawValue:))
    if choice == .letGo || outcome == .invalid, let criterion = draft[.criterion] {
      let isStop = !known.criteria.contains(criterion)
      marks.append(FitMark(deal: deal, criterion: criterion, mark: isStop ? .met : .notMet))
    }
    if outcome == .invalid { noFit = draft[.sooner] }
    if choice == .letGo {
      noFit = draft[.noFit] ?? draft[.criterion].map { known.criteria.contains($0) ? "not met: \($0)" : $0 }
    }
    guard choice == .date || choice == .condition || choice == .smallerOffer, let choice else { return }
    followUp = FollowUp(
      about: .deal(deal), kind: FollowUp.Kind(rawValue: choice.rawValue), due: draft[.due].flatMap { Day($0) },
      condition: choice == .condition ? draft[.condition] : nil, offer: choice == .smallerOffer ? draft[.offer] : nil)
  }
}

extension Base {
  /// Keeps a debrief as one act, so that one undo takes all of it back. An answer to what was answered before takes the
  /// place of that one, and a return that of the one that is planned; a reason stands beside those given before.
  /// - Parameter draft: What it was begun as, gone in the same moment.
  /// - Throws: ``Debrief/Overtaken``.
  public func keep(
    _ debrief: Debrief, finishing draft: String? = nil, zone: TimeZone = .current, now: Date = Date()
  ) throws {
    try edit(.debriefed, subject: debrief.name, zone: zone, now: now) { edit in
      guard let deal = try edit.reader.deal(debrief.deal) else {
        throw StorageError.noSuchID(debrief.deal.uuid.uuidString)
      }
      guard try !debrief.isOvertaken(by: deal, in: edit.reader) else { throw Debrief.Overtaken() }
      if let draft { try edit.drop(draft: draft) }
      try edit.takeOffPutOff(deal.id)
      for older in try OwnDebrief(of: deal, in: edit.reader).answers where debrief.replaces(older) {
        try edit.putAway(.debriefAnswer(older.id))
      }
      try edit.save(debrief.completing(deal))
      if let reason = debrief.reason { try edit.save(reason) }
      for answer in debrief.answers { try edit.save(answer) }
      for mark in debrief.marks { try edit.save(mark) }
      if let followUp = debrief.followUp { try edit.save(edit.reader.placing(followUp, on: deal.id)) }
      for settled in debrief.results {
        guard var row = try edit.reader.encounter(settled.encounter), !row.went.result.isScored else { continue }
        row.went = Encounter.Went(
          result: settled.went.result, knowing: settled.went.knowing, day: Day(now, in: zone))
        try edit.save(row)
      }
    }
  }
}

extension Debrief {
  /// The deal was debriefed, or ended otherwise, while this one was asked.
  public struct Overtaken: Error {}

  fileprivate func replaces(_ older: DebriefAnswer) -> Bool {
    answers.contains { DebriefStep.Name(answering: $0) == DebriefStep.Name(answering: older) }
  }
}

extension Reader {
  /// A return in the place of the one that is planned, for a deal has one.
  fileprivate func placing(_ followUp: FollowUp, on deal: ID<Deal>) throws -> FollowUp {
    guard let planned = try followUps(of: deal).last(where: { $0.state.result == nil }) else { return followUp }
    var moved = followUp
    (moved.id, moved.state, moved.note) = (planned.id, planned.state, planned.note)
    return moved
  }
}
