import Domain
import Learning
import Screens
import Storage

/// What the buyer said, on the page of a deal.
extension DealPage {
  /// The rep's reason and the buyer's side by side; nil while the buyer has given none.
  static func sideBySide(_ deal: Deal, today: Day, _ reader: Reader) throws -> Line? {
    let both = TwoReasons(try reader.reasons(of: deal.id), closed: deal.ending.closed)
    guard !both.buyer.isEmpty else { return nil }
    let deeds = try reader.deeds(making: both.rep.map { .reason($0.id) })
    let me = try reader.writer()
    let isOwn = try zip(both.rep, deeds).allSatisfy { reason, deed in
      try reader.maker(of: .reason(reason.id)) == me && deed.map { !$0.takesIn } == true
    }
    return BuyersPage.sideBySide(both, imported: try reader.imported(both.rep), isOwn: isOwn, today: today)
  }

  /// The reasons that stand side by side, and what the buyer said.
  static func buyers(_ deal: Deal, today: Day, _ reader: Reader) throws -> Page {
    let rows = try reader.remarks(of: deal.id).map { ($0, who: try BuyersWordsRow.who($0, reader)) }
    return BuyersPage.remarks(rows, today: today)
  }
}
