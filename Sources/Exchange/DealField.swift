/// What a column of somebody's table can say of a deal.
public enum DealField: String, CaseIterable, Sendable {
  case id, link, name, account, owner, industry, segment, region, products, competitor, amount, currency, stage
  /// Open, won or lost, in a word.
  case outcome
  /// When it should close; of a closed deal the day it closed, where no column says that by itself.
  case closes
  case closed
  case person, role
  /// Why it was won or lost.
  case reason
  /// Yes or no.
  case isClosed = "is-closed"
  case isWon = "is-won"
  case isLost = "is-lost"

  /// Whether several columns may say it.
  var takesMany: Bool { self == .reason || self == .closed || self == .products || self == .person }
}
