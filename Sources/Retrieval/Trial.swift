public import Domain

/// One use of an answer, as far as its track record needs it.
public struct Trial: Equatable, Sendable {
  public let day: Day
  public let result: Result
  public let isGuess: Bool
  public let context: Context
  /// The deal's name.
  public let deal: String?
  /// Whether the deal was won; nil while it is open or when there is none.
  public let dealWon: Bool?
  /// Who logged it.
  public let rep: ID<Author>?
  /// Given in the words of an older wording.
  public let isEarlierWording: Bool

  public init(
    day: Day, result: Result, isGuess: Bool = false, context: Context = Context(), deal: String? = nil,
    dealWon: Bool? = nil, rep: ID<Author>? = nil, isEarlierWording: Bool = false
  ) {
    self.day = day
    self.result = result
    self.isGuess = isGuess
    self.context = context
    self.deal = deal
    self.dealWon = dealWon
    self.rep = rep
    self.isEarlierWording = isEarlierWording
  }

  /// The days after which a result counts half.
  public static let halfLife = 365.0

  /// How much it counts on a day: half a year by year, half if it rests on a guess, half if it was an
  /// earlier wording's; nothing while the result is unknown. 0...1.
  public func weight(on today: Day) -> Double {
    guard result.isScored else { return 0 }
    let age = Double(max(0, day.days(to: today)))
    return Self.powerOfHalf(age / Self.halfLife) * (isGuess ? 0.5 : 1) * (isEarlierWording ? 0.5 : 1)
  }

  /// 1 for worked, one half for partly, 0 for failed.
  public var success: Double { result == .worked ? 1 : result == .partly ? 0.5 : 0 }
}
