public import Domain

/// When to come back to a deal that was not won, when nobody says otherwise: one return for each cause. Pure.
///
/// The days are rules of thumb that follow from the cause; nobody has measured which are best. They count from the day
/// on which the deal ended.
/// - Budget: a month, with less to pay: whoever had no money has some for a smaller thing sooner than for the same thing.
/// - A rival: 275 days. Most such contracts run a year, and whether to renew is settled about 90 days before; after
///   that it is too late. A year that has passed is followed by the next one's 90 days.
/// - No decision: 60 to 90 days. Before that nothing has changed; after that somebody else has asked.
/// - Timing, and content with what they have: a quarter, by which plans are made.
/// - What we lack: on the day that it is there, not on a date. A project that died: when there is one again. Half a year
///   later it is looked after all the same, for nobody may tell us.
///
/// What never fitted is not returned to at all: ``NoReturn``.
public struct Revisit: Equatable, Sendable {
  public let kind: FollowUp.Kind
  /// Of one that waits for a condition, the day on which to look after it all the same.
  public let due: Day
  /// What the condition usually is.
  public let condition: String?
  public let cause: Cause

  /// What ended it, as far as it decides the return.
  public enum Cause: Equatable, Sendable, CaseIterable {
    case budget, rival, gap, timing, likesWhatTheyHave, undecided, projectDied, other
  }

  /// - Parameters:
  ///   - category: Of the reason; nil when none was given.
  ///   - today: The day of a return that was missed is a week from here.
  public init(_ deal: Deal, category: Category?, today: Day) {
    let ended = deal.ending.closed.map { min($0, today) } ?? today
    func after(_ days: Int) -> Day {
      let day = ended.adding(days: days)
      return day > today ? day : today.adding(days: Self.soon)
    }
    cause = Self.cause(deal, category)
    (kind, due, condition) =
      switch cause {
      case .budget: (.smallerOffer, after(30), nil)
      case .rival: (.date, Self.beforeRenewal(ended, after: today), nil)
      case .gap: (.condition, after(180), "it is shipped")
      case .timing: (.date, after(90), nil)
      case .likesWhatTheyHave: (.date, after(90), nil)
      case .undecided: (.date, after(60), nil)
      case .projectDied: (.condition, after(180), "they have a project again")
      case .other: (.date, after(180), nil)
      }
  }

  /// The day on which to look after a condition all the same, for nobody may tell us: half a year from now.
  public static func lookAfter(_ today: Day) -> Day { today.adding(days: 180) }

  /// In how many days to come back when the usual day has passed.
  private static let soon = 7

  private static func beforeRenewal(_ ended: Day, after today: Day) -> Day {
    var day = ended.adding(days: 275)
    while day <= today { day = day.adding(months: 12) }
    return day
  }

  private static func cause(_ deal: Deal, _ category: Category?) -> Cause {
    switch (category?.rawValue, deal.ending.detail?.rawValue) {
    case ("budget", _): .budget
    case ("feature gap", _): .gap
    case (_, "likes what they have"?), ("status quo", _): .likesWhatTheyHave
    case (_, "could not decide"?), ("indecision", _): .undecided
    case (_, "project died"?): .projectDied
    case ("timing", _): .timing
    default: deal.competitor != nil && deal.ending.outcome == .lost ? .rival : .other
    }
  }
}
