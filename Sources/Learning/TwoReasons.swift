public import Domain

/// Why a deal went as it did, as the rep had it before anybody asked, and as the buyer has it. Pure.
public struct TwoReasons: Equatable, Sendable {
  /// The rep's newest, of the time before a buyer first spoke; several when several were given on that day.
  public let rep: [Reason]
  /// The buyer's newest.
  public let buyer: [Reason]
  /// Whether the rep gave reasons, but none before the buyer spoke.
  public let isRepLate: Bool

  /// Of a deal that was lost, came back and ended again, it is the newest ending that its buyer spoke of.
  /// - Parameters:
  ///   - reasons: Of one deal, in the order in which they were said.
  ///   - closed: The day on which the deal ended as it has.
  ///   - counts: Whether a reason is one of those that are looked at.
  public init(_ reasons: [Reason], closed: Day? = nil, where counts: (Reason) -> Bool = { _ in true }) {
    func newest(_ reasons: [Reason]) -> [Reason] {
      guard let last = reasons.map({ $0.day?.number ?? .min }).max() else { return [] }
      return reasons.filter { ($0.day?.number ?? .min) == last }
    }
    let all = reasons.filter { $0.category != nil || $0.words != nil }
    let since = all.filter { reason in closed.flatMap { end in reason.day.map { $0 >= end } } ?? false }
    let told = since.contains { $0.by == .buyer } ? since : all
    // What a rep says once the buyer has spoken, the buyer may have told them.
    let asked = told.filter { $0.by == .buyer }.compactMap(\.day).min()
    buyer = newest(told.filter { $0.by == .buyer && counts($0) })
    func believed(_ reasons: [Reason]) -> [Reason] {
      newest(
        reasons.filter { reason in
          guard reason.by == .rep, counts(reason) else { return false }
          guard let asked, let day = reason.day else { return true }
          return day <= asked
        })
    }
    let then = believed(told)
    rep = then.isEmpty ? believed(all) : then
    isRepLate = rep.isEmpty && all.contains { $0.by == .rep && counts($0) }
  }

  /// Whether one of the rep's categories is one of the buyer's; nil while one of the two has none.
  package var isSame: Bool? {
    let (mine, theirs) = (Set(rep.compactMap(\.category)), Set(buyer.compactMap(\.category)))
    return mine.isEmpty || theirs.isEmpty ? nil : !mine.isDisjoint(with: theirs)
  }

  /// Whether the reason stands in it.
  public func holds(_ reason: Reason) -> Bool { (rep + buyer).contains { $0.id == reason.id } }
}

extension [Reason] {
  /// In the order of their days; of one day, in the order in which they were said.
  var byDay: [Reason] {
    enumerated().sorted { one, other in
      (one.element.day?.number ?? .min, one.offset) < (other.element.day?.number ?? .min, other.offset)
    }.map(\.element)
  }
}
