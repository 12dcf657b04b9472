import Domain
import Learning
import Screens
import Storage

/// What the buyer said, on the page of a deal.
extension DealPage {
  /// The rep's reason and the buyer's side by side; nil while the buyer has given none.
  static func sideBySide(_ deal: Deal, today: Day, _ reader: Reader) throws -> Line? {
    let both = TwoReasons(try reader.reasons(of: deal.id))
    guard !both.buyer.isEmpty else { return nil }
    let isOwn = try both.rep.allSatisfy { try reader.isOwn($0) }
    return BuyersPage.sideBySide(both, deal: deal, isOwn: isOwn, today: today)
  }

  /// The reasons that stand side by side, and what the buyer said.
  static func buyers(_ deal: Deal, today: Day, _ reader: Reader) throws -> Page {
    let rows = try reader.remarks(of: deal.id).map { ($0, who: try BuyersWordsRow.who($0, reader)) }
    return BuyersPage.remarks(rows, today: today)
  }
}

extension Reader {
  /// Whether who writes here gave the reason, and it didn't come in from elsewhere.
  fileprivate func isOwn(_ reason: Reason) throws -> Bool {
    guard try maker(of: .reason(reason.id)) == writer() else { return false }
    let cameIn: [Deed] = [.imported, .importedSample, .importedStarter]
    return try history(of: .reason(reason.id)).last?.deed.map { !cameIn.contains($0) } == true
  }
}
