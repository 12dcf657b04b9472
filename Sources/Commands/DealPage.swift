import Domain
import Learning
import Screens
import Storage

/// One deal with what is known of it, and what was learnt from it.
enum DealPage {
  static func page(_ deal: Deal, today: Day, reader: Reader) throws -> Page {
    var page = ListPage.deals([(try reader.shortID(deal.id), deal)])
    let amount = deal.amount.map(Wording.amount)
    let facts: [(String, String?)] = [
      ("Account", deal.account), ("Industry", deal.industry), ("Segment", deal.segment), ("Region", deal.region),
      ("Products", deal.products.isEmpty ? nil : deal.products.joined(separator: ", ")), ("Against", deal.competitor),
      ("Amount", amount), ("Stage", deal.stage), ("Why", deal.ending.detail?.rawValue),
      ("Closed", deal.ending.closed.map(Wording.date)),
    ]
    for (name, value) in facts {
      if let value { page.add(Span(name + " ", .muted), Span(value), indent: 2, hang: 4) }
    }
    if let fit = try reader.fit(of: deal), fit.known > 0 || fit.tier == .noFit {
      page.add(Span(FitWording.line(fit), fit.tier == .noFit ? .warning : .plain), indent: 2, hang: 4)
    }
    let sideBySide = try sideBySide(deal, today: today, reader)
    if var line = sideBySide {
      (line.indent, line.hang) = (2, 4)
      page.add(line)
    }
    let reasons = try reader.reasons(of: deal.id)
    let beside = sideBySide == nil ? nil : TwoReasons(reasons, closed: deal.ending.closed)
    for reason in reasons where beside?.holds(reason) != true {
      let said = [
        reason.words.map { "\"\($0)\"" }, reason.category?.rawValue, reason.knowing.map(Wording.knowing),
        reason.day.map(Wording.date),
      ]
      page.add(
        Span(Wording.whoseReason(reason.by) + " ", .muted), Span(said.compactMap(\.self).joined(separator: ", ")),
        indent: 2, hang: 4)
    }
    page.add(try buyers(deal, today: today, reader))
    for followUp in try reader.followUps(of: deal.id) {
      let id = try reader.shortID(.followUp(followUp.id))
      page.add(Span("Follow-up \(id) ", .muted), Span(FollowUpWording.line(followUp)), indent: 2, hang: 4)
    }
    for person in try reader.people(of: deal.id) {
      page.add(Span("\(person.name)\(person.role.map { " (\($0))" } ?? "")"), indent: 2)
    }
    page.add(DebriefPage.answers(try DebriefFace.rows(deal, reader)))
    return page
  }
}
