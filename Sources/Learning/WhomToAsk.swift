public import Domain
public import Storage

/// Which buyers to ask next: of deals that were decided of late and that nobody has asked about. Pure.
public struct WhomToAsk: Equatable, Sendable {
  public struct Candidate: Equatable, Sendable {
    public let deal: Deal
    public let why: Why
  }

  /// What is worth hearing.
  public enum Why: String, Equatable, Sendable {
    /// The rep wanted to, after a debrief.
    case wanted
    /// Nobody has said why it went so.
    case noReason = "no reason"
    /// The rep guesses.
    case guess
    /// Nobody has said how they know.
    case unsure
    /// The rep says how they know; the buyer hasn't spoken.
    case notAsked = "not asked"
  }

  /// The one to ask first stands first.
  public let candidates: [Candidate]

  /// Who was asked later remembers less.
  public static let days = 90
  /// Among so many a deal that was won stands, if there is one.
  public static let shown = 3

  /// - Parameter wanted: Deals whose buyer the rep wanted to ask; their day doesn't count.
  package init(_ deals: [Deal], reasons: [Reason], remarks: [Remark], wanted: Set<ID<Deal>> = [], today: Day) {
    let said = remarks.map { ($0.deal, $0.day) } + reasons.filter { $0.by == .buyer }.map { ($0.deal, $0.day) }
    let last = Dictionary(said.map { ($0, $1?.number ?? .max) }) { max($0, $1) }
    // Of a deal that came back and ended again nobody has asked since.
    func isAsked(_ deal: Deal) -> Bool {
      last[deal.id].map { day in deal.ending.closed.map { day >= $0.number } ?? true } ?? false
    }
    let believed = Dictionary(grouping: reasons.filter { $0.by == .rep }, by: \.deal)
    let due = deals.filter { deal in
      guard InterviewGuide.Kind(deal) != nil, deal.noFit == nil, !isAsked(deal) else { return false }
      if wanted.contains(deal.id) { return true }
      guard let closed = deal.ending.closed else { return false }
      return (0...Self.days).contains(closed.days(to: today))
    }
    // Amounts in several currencies say nothing of which is bigger.
    let isComparable = Set(due.compactMap(\.amount).map { $0.currency.map(Folding.fold) }).count <= 1
    func key(_ candidate: Candidate) -> (Int, Double, Int, ID<Deal>) {
      let amount = isComparable ? candidate.deal.amount?.value ?? 0 : 0
      return (
        candidate.why == .wanted ? 0 : candidate.why == .notAsked ? 2 : 1, -amount,
        -(candidate.deal.ending.closed?.number ?? 0),
        candidate.deal.id
      )
    }
    var ordered = due.map { deal in
      Candidate(deal: deal, why: wanted.contains(deal.id) ? .wanted : Self.why(believed[deal.id] ?? []))
    }.sorted { key($0) < key($1) }
    let isWon = { (candidate: Candidate) in candidate.deal.ending.outcome == .won }
    if !ordered.prefix(Self.shown).contains(where: isWon), let place = ordered.firstIndex(where: isWon) {
      ordered.insert(ordered.remove(at: place), at: Self.shown - 1)
    }
    candidates = ordered
  }

  private static func why(_ reasons: [Reason]) -> Why {
    if reasons.isEmpty { return .noReason }
    if reasons.contains(where: { $0.knowing != nil && $0.knowing != .guess }) { return .notAsked }
    return reasons.contains { $0.knowing == .guess } ? .guess : .unsure
  }
}

extension Reader {
  public func whomToAsk(today: Day) throws -> WhomToAsk {
    // The newest answer of each deal to what comes next.
    let next = Dictionary(try debriefAnswers(to: .next).map { ($0.deal, $0.choice) }) { newest, _ in newest }
    return WhomToAsk(
      try deals(), reasons: try reasons(), remarks: try remarks(), wanted: Set(next.filter { $1 == .ask }.keys),
      today: today)
  }
}
