public import Domain
public import Storage

/// What whoever writes here has said in a debrief of a deal since it ended as it has.
struct OwnDebrief: Sendable {
  let answers: [DebriefAnswer]
  /// Those that a debrief made; what came with an import was not asked for.
  let reasons: [Reason]
  /// Of one that wasn't a deal, what should have told us sooner is kept as why it never fitted.
  private let saysSooner: Bool

  init(of deal: Deal, in reader: Reader) throws {
    answers = try reader.debriefAnswers(of: deal.id).filter { answer in
      try reader.isOwn(answer) && reader.isSinceEnding(.debriefAnswer(answer.id), of: deal.id)
    }
    reasons = try reader.reasons(of: deal.id).filter { reason in
      try reason.by == .rep && reader.wrote(.reason(reason.id)) && reader.isSinceEnding(.reason(reason.id), of: deal.id)
        && (reason.knowing != nil || reader.deeds(making: [.reason(reason.id)]) == [.debriefed])
    }
    saysSooner = deal.ending.outcome == .invalid && deal.noFit != nil
  }

  var isEmpty: Bool { answers.isEmpty && reasons.isEmpty && !saysSooner }

  /// The questions that have an answer.
  var answered: Set<DebriefStep.Name> {
    var names = Set(answers.compactMap { DebriefStep.Name(answering: $0) })
    if !reasons.isEmpty { names.insert(.why) }
    if saysSooner { names.insert(.sooner) }
    return names
  }
}

extension Reader {
  /// Whether whoever writes here has debriefed the deal as it has ended.
  public func hasOwnDebrief(of deal: Deal) throws -> Bool { try !OwnDebrief(of: deal, in: self).isEmpty }

  /// Whether whoever writes in this base gave the answer.
  public func isOwn(_ answer: DebriefAnswer) throws -> Bool { try wrote(.debriefAnswer(answer.id)) }

  fileprivate func wrote(_ named: Named) throws -> Bool {
    let maker = try maker(of: named)
    return try maker == nil || maker == writer()
  }

  /// The name of whoever gave it; nil when nobody knows.
  public func teller(of answer: DebriefAnswer) throws -> String? {
    try maker(of: .debriefAnswer(answer.id)).flatMap(author)?.name
  }
}
