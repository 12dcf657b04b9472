public import Domain
public import Storage

/// A deal whose buyer was asked, and what they said. Pure.
public struct AskedDeal: Equatable, Sendable {
  public let deal: Deal
  public let remarks: [Remark]
  public let reasons: [Reason]

  /// The last day on which they said something.
  public var day: Day? { (remarks.map(\.day) + reasons.map(\.day)).compactMap(\.self).max() }

  /// The newest first; deals that weren't real are left out.
  public static func all(_ deals: [Deal], reasons: [Reason], remarks: [Remark]) -> [AskedDeal] {
    let said = Dictionary(grouping: remarks, by: \.deal)
    let given = Dictionary(grouping: reasons.filter { $0.by == .buyer }, by: \.deal)
    return deals.filter { $0.ending.outcome != .invalid && (said[$0.id] != nil || given[$0.id] != nil) }
      .map { AskedDeal(deal: $0, remarks: said[$0.id] ?? [], reasons: given[$0.id] ?? []) }
      .sorted { ($1.day?.number ?? .min, $1.deal.id) < ($0.day?.number ?? .min, $0.deal.id) }
  }
}

extension Reader {
  public func askedDeals() throws -> [AskedDeal] {
    AskedDeal.all(try deals(), reasons: try reasons(), remarks: try remarks())
  }
}
