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
      BuyersSaid(against: rival, try reader.reasons(), of: try reader.deals(), without: deal?.id)
    }
    theirReason = try deal.flatMap { try reader.reasons(of: $0.id).last { $0.by == .buyer } }
  }

  /// This deal's own first, then those that share most with the call and at least half of what is known of it, the
  /// newest of them.
  private static func differently(_ deal: Deal?, _ context: Context, _ reader: Reader) throws -> [Differently] {
    var found: [(shared: Int, answer: DebriefAnswer, deal: Deal)] = []
    for answer in try reader.debriefAnswers().reversed() where answer.question == .differently && answer.words != nil {
      guard let other = try reader.deal(answer.deal), other.ending.outcome != .invalid else { continue }
      let shared = try other.id == deal?.id ? Int.max : reader.shared(context, with: other)
      if shared > 0, shared >= (context.given.count + 1) / 2 { found.append((shared, answer, other)) }
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

extension Reader {
  /// How many of the call's fields the deal has, or had on one of its calls.
  fileprivate func shared(_ context: Context, with deal: Deal) throws -> Int {
    let met = try encounters(on: deal.id).map(\.met)
    let values: [String: [String?]] = [
      "industry": [deal.industry], "competitor": [deal.competitor] + met.map(\.competitor),
      "product": deal.products + met.map(\.product), "stage": [deal.stage] + met.map(\.stage),
      "role": try people(of: deal.id).map(\.role) + met.map(\.role),
    ]
    return context.given.count { field, value in
      values[field]?.contains { $0.map(Folding.fold) == value } ?? false
    }
  }
}
