public import Domain
public import Storage

/// What deals that are decided say for a call to come.
public struct Lessons: Sendable {
  /// How the deal fits; nil without a deal or a profile.
  public let fit: FitScore?
  /// What somebody wanted to do differently, on this deal or the ones most like it, at most two.
  public let differently: [Differently]
  /// Why buyers say that deals against the same rival were lost; nil when none did.
  public let buyersSaid: BuyersSaid?
  /// The newest reason that this deal's own buyer gave, of one that is back.
  public let theirReason: Reason?

  public struct Differently: Equatable, Sendable {
    public let words: String
    public let deal: Deal
    /// Who wanted it; nil for whoever writes here.
    public let by: String?
  }

  private static let most = 2

  public init(for deal: Deal?, in context: Context, _ reader: Reader) throws {
    fit = try deal.flatMap(reader.fit)
    differently = try Self.differently(deal, context, reader)
    buyersSaid = try context.competitor.flatMap { rival in
      BuyersSaid(try reader.buyersReasons(lostTo: rival), without: deal?.id)
    }
    theirReason = try deal.flatMap { TwoReasons(try reader.reasons(of: $0.id), closed: $0.ending.closed).buyer.last }
  }

  /// This deal's own first, then those that share most with the call and at least half of what is known of it, the
  /// newest of them.
  private static func differently(_ deal: Deal?, _ context: Context, _ reader: Reader) throws -> [Differently] {
    let given = context.given
    let values = try given.map { try reader.values(of: $0.field, onDealsWith: .differently) }
    var found: [(shared: Int, answer: DebriefAnswer, deal: Deal)] = []
    for answer in try reader.debriefAnswers(to: .differently) {
      // Who says "nothing" has said so, and wants nothing to be shown.
      guard let words = answer.words, Folding.fold(words) != "nothing" else { continue }
      let shared =
        answer.deal == deal?.id
        ? Int.max : zip(given, values).count { wanted, known in known[answer.deal]?.contains(wanted.value) == true }
      guard shared > 0, shared >= (given.count + 1) / 2 else { continue }
      // Neither can a later one be nearer than all, nor one that is as near stand before it.
      if found.count(where: { $0.shared >= given.count }) >= most, shared != Int.max { continue }
      guard let other = try reader.deal(answer.deal), other.ending.outcome != .invalid else { continue }
      found.append((shared, answer, other))
    }
    // Those that came first stay first among equals: the newest.
    let best = found.enumerated().sorted { ($1.element.shared, $0.offset) < ($0.element.shared, $1.offset) }
    return try best.prefix(most).compactMap { _, one in
      guard let words = one.answer.words else { return nil }
      let by = try reader.isOwn(one.answer) ? nil : reader.teller(of: one.answer) ?? "somebody"
      return Differently(words: words, deal: one.deal, by: by)
    }
  }
}
