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
  /// The deal as it is now.
  public private(set) var deal: Deal
  public private(set) var marks: [FitMark] = []
  public private(set) var followUp: FollowUp?

  public struct Settled: Equatable, Sendable {
    public let encounter: ID<Encounter>
    public let went: Went
  }

  public init(_ draft: DebriefDraft, of questions: DebriefQuestions) {
    let known = questions.known
    let today = questions.today
    deal = questions.ended(draft)
    keepReason(draft, today)
    for given in draft.answers {
      guard let value = given.value else { continue }
      if let objection = given.name.settledObjection {
        let heard = known.heard.first { $0.objection == objection }
        keepSettled(value, objection, heard, today)
      } else if let answer = Self.answer(given.name, value, draft, known, deal: deal.id, today) {
        answers.append(answer)
      }
    }
    keepNext(draft, known, today)
  }

  /// Whether nothing is to be kept.
  public var isEmpty: Bool { answers.isEmpty && reason == nil && results.isEmpty && marks.isEmpty && followUp == nil }

  private mutating func keepReason(_ draft: DebriefDraft, _ today: Day) {
    guard draft[.why] != nil || draft[.category] != nil else { return }
    reason = Reason(
      deal: deal.id, by: .rep, day: today, category: draft[.category].map(Category.init(rawValue:)), words: draft[.why],
      knowing: draft[.whyHow].map(Knowing.init(rawValue:)), inHands: draft[.hands].map(Reason.InHands.init(rawValue:)))
  }

  /// Only a result that is still open changes.
  private mutating func keepSettled(
    _ value: String, _ objection: ID<Objection>, _ heard: DebriefCase.Heard?, _ today: Day
  ) {
    let choice: DebriefAnswer.Choice? = value == "yes" ? .yes : value == "no" ? .no : nil
    guard let choice else { return }
    answers.append(
      DebriefAnswer(deal: deal.id, question: .settled, day: today, choice: choice, objection: objection))
    guard let open = heard?.open else { return }
    results.append(Settled(encounter: open, went: choice == .yes ? .letGo : .stuck))
  }

  /// The row of one answer; nil for what is kept elsewhere, or beside another answer.
  private static func answer(
    _ name: DebriefStep.Name, _ value: String, _ draft: DebriefDraft, _ known: DebriefCase, deal: ID<Deal>,
    _ today: Day
  ) -> DebriefAnswer? {
    func row(_ question: DebriefAnswer.Question) -> DebriefAnswer {
      DebriefAnswer(deal: deal, question: question, day: today)
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
    case .sooner: return words(.sooner)
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
      row.objection = known.heard.first { $0.objection.uuid.uuidString.lowercased() == value }?.objection
      if row.objection != nil { row.words = nil }
      return row
    case .turned:
      var row = words(.turned)
      row.response = known.given.first { $0.response.uuid.uuidString.lowercased() == value }?.response
      if row.response != nil { row.words = nil }
      return row
    default: return nil
    }
  }

  /// A return is a follow-up; letting go, and what should have told us sooner, say how the deal fits.
  private mutating func keepNext(_ draft: DebriefDraft, _ known: DebriefCase, _ today: Day) {
    if let criterion = draft[.criterion] {
      let isStop = !known.criteria.contains(criterion)
      marks.append(FitMark(deal: deal.id, criterion: criterion, mark: isStop ? .met : .notMet))
    }
    let choice = draft[.next].map(DebriefAnswer.Choice.init(rawValue:))
    if deal.ending.outcome == .invalid, draft[.criterion] == nil { deal.noFit = deal.noFit ?? draft[.sooner] }
    if choice == .letGo {
      deal.noFit = draft[.noFit] ?? draft[.criterion].map { known.criteria.contains($0) ? "not met: \($0)" : $0 }
    }
    guard choice == .date || choice == .condition || choice == .smallerOffer, let kind = choice?.rawValue else {
      return
    }
    followUp = FollowUp(
      about: .deal(deal.id), kind: FollowUp.Kind(rawValue: kind), due: draft[.due].flatMap { Day($0) },
      condition: draft[.condition], offer: draft[.offer])
  }
}

extension Base {
  /// Keeps a debrief as one act, so that one undo takes all of it back.
  /// - Parameter draft: What it was begun as, gone in the same moment.
  public func keep(
    _ debrief: Debrief, finishing draft: String? = nil, zone: TimeZone = .current, now: Date = Date()
  ) throws {
    try edit(.debriefed, subject: debrief.deal.name, zone: zone, now: now) { edit in
      if let draft { try edit.drop(draft: draft) }
      guard try edit.reader.deal(debrief.deal.id) != nil else {
        throw StorageError.noSuchID(debrief.deal.id.uuid.uuidString)
      }
      try edit.save(debrief.deal)
      if let reason = debrief.reason { try edit.save(reason) }
      for answer in debrief.answers { try edit.save(answer) }
      for mark in debrief.marks { try edit.save(mark) }
      if let followUp = debrief.followUp { try edit.save(followUp) }
      for settled in debrief.results {
        guard var row = try edit.reader.encounter(settled.encounter), !row.went.result.isScored else { continue }
        row.went = Encounter.Went(
          result: settled.went.result, knowing: settled.went.knowing, day: Day(now, in: zone))
        try edit.save(row)
      }
    }
    try putOff(debriefOf: debrief.deal.id, until: nil)
  }
}
