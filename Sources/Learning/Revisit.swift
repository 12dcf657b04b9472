public import Domain

/// When to come back to a deal that was not won, when nobody says otherwise: one return for each cause. Pure.
public struct Revisit: Equatable, Sendable {
  public let kind: FollowUp.Kind
  /// Of one that waits for a condition, the day on which to look after it all the same.
  public let due: Day
  /// What the condition usually is.
  public let condition: String?
  public let cause: Cause

  /// What ended it, as far as it decides the return.
  public enum Cause: Equatable, Sendable {
    case budget, rival, gap, timing, likesWhatTheyHave, undecided, projectDied, other
  }

  /// - Parameters:
  ///   - category: Of the reason; nil when none was given.
  ///   - today: What the days are counted from.
  public init(_ deal: Deal, category: Category?, today: Day) {
    cause = Self.cause(deal, category)
    (kind, due, condition) =
      switch cause {
      case .budget: (.smallerOffer, today.adding(days: 30), nil)
      // Ninety days before a yearly contract with the other one is renewed.
      case .rival: (.date, today.adding(days: 275), nil)
      case .gap: (.condition, today.adding(days: 180), "it is shipped")
      case .timing: (.date, today.adding(days: 90), nil)
      case .likesWhatTheyHave: (.date, today.adding(days: 90), nil)
      case .undecided: (.date, today.adding(days: 60), nil)
      case .projectDied: (.condition, today.adding(days: 180), "they have a project again")
      case .other: (.date, today.adding(days: 180), nil)
      }
  }

  private static func cause(_ deal: Deal, _ category: Category?) -> Cause {
    switch (category?.rawValue, deal.ending.detail?.rawValue) {
    case ("budget", _): .budget
    case ("feature gap", _): .gap
    case (_, "likes what they have"?), ("status quo", _): .likesWhatTheyHave
    case (_, "could not decide"?), ("indecision", _): .undecided
    case (_, "project died"?): .projectDied
    case ("competitor", _): .rival
    case ("timing", _): .timing
    case (nil, _): deal.competitor != nil && deal.ending.outcome == .lost ? .rival : .other
    default: .other
    }
  }
}
