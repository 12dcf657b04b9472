import Domain
import Learning
import Screens
import Storage

/// Whom to ask next, who was asked, and how often rep and buyer say the same.
struct InterviewOverview {
  private let options: GlobalOptions
  private let session: Session
  private let base: Base

  init(_ base: Base, _ session: Session, _ options: GlobalOptions) {
    (self.base, self.session, self.options) = (base, session, options)
  }

  func show() throws -> Int32 {
    let limit = options.limit ?? WhomToAsk.shown
    let (page, face, isEmpty) = try base.read { reader in
      let candidates = try reader.whomToAsk(today: session.today).candidates
      let next = candidates.prefix(limit)
      let asked = try reader.askedDeals()
      let shown = try asked.prefix(options.limit ?? 5).map { ($0, try who($0, reader)) }
      let match = try reader.reasonMatch()
      let rep = try reader.writer().flatMap { try reader.author($0)?.name }
      let page = BuyersPage.overview(
        next: next.map { ($0, session.typed("interview \(Shell.quoted($0.deal.name))")) },
        more: candidates.count - next.count, asked: shown, match: match, rep: rep, today: session.today)
      let face =
        options.json
        ? try InterviewFace.overview(
          Array(next), more: candidates.count - next.count, asked: shown, match: match, rep: rep, reader) : .null
      return (page, face, next.isEmpty && asked.isEmpty && match.deals == 0)
    }
    if options.json { session.console.out(JSONFace.text(face)) } else { session.console.show(page) }
    return isEmpty ? Code.nothingFound : Code.fine
  }

  /// Who spoke, each once, as `Dana (CFO)` or `CFO`.
  private func who(_ asked: AskedDeal, _ reader: Reader) throws -> [String] {
    var seen: Set<String> = []
    return try asked.remarks.compactMap { try BuyersWordsRow.who($0, reader) }.filter { seen.insert($0).inserted }
  }
}
