public import Domain
public import Learning

/// What buyers said, beside what the reps believed.
public enum BuyersPage {
  // MARK: One deal

  /// You: implementation (a guess)   |   Buyer: implementation, "nobody showed us week one" (12 Nov)
  /// - Parameters:
  ///   - imported: Those of them that came in with a table.
  ///   - isOwn: Whether who reads it gave the rep's reason.
  public static func sideBySide(
    _ both: TwoReasons, imported: Set<ID<Reason>> = [], isOwn: Bool, today: Day
  ) -> Line {
    let rep = joined(both.rep) { [imported.contains($0.id) ? "from the CRM" : $0.knowing.map(how)] }
    let buyer = joined(both.buyer) { reason in
      [reason.knowing == .told ? nil : reason.knowing.map(how), reason.day.map { Wording.date($0, from: today) }]
    }
    return Line(
      [
        Span(isOwn || both.rep.isEmpty ? "You: " : "Rep: ", .muted),
        Span(rep ?? (both.isRepLate ? "nothing before they spoke" : "no reason given")),
        Span("   |   Buyer: ", .muted), Span(buyer ?? "not asked", .words),
      ], hang: 2)
  }

  /// What they said and what it was taken to mean, apart.
  /// - Parameter who: Who said it, where that is known.
  public static func remarks(_ rows: [(remark: Remark, who: String?)], today: Day) -> Page {
    var page = Page()
    for (remark, who) in rows {
      let facts = [who, remark.day.map { Wording.date($0, from: today) }].compactMap(\.self).joined(separator: ", ")
      page.add(
        Span("\(Wording.topic(remark.topic)), they said: ", .muted), Span("\"\(remark.said ?? "")\"", .words),
        Span(facts.isEmpty ? "" : " (\(facts))", .muted), indent: 2, hang: 4)
      if let meant = remark.meant {
        page.add(Span("taken to mean: ", .muted), Span(meant), indent: 4, hang: 6)
      }
    }
    return page
  }

  /// What each says, and behind it in brackets what is known of it, once where that is the same of all.
  private static func joined(_ reasons: [Reason], _ facts: (Reason) -> [String?]) -> String? {
    guard let last = reasons.last else { return nil }
    func known(_ reason: Reason) -> String { facts(reason).compactMap(\.self).joined(separator: ", ") }
    let isSame = reasons.allSatisfy { known($0) == known(last) }
    return reasons.map { reason in
      let known = isSame && reason.id != last.id ? "" : known(reason)
      return words(reason) + (known.isEmpty ? "" : " (\(known))")
    }.joined(separator: "; ")
  }

  /// The category, and their words where they say more.
  private static func words(_ reason: Reason) -> String {
    guard let category = reason.category else { return reason.words.map { "\"\($0)\"" } ?? "" }
    let own = reason.words.flatMap { Folding.fold($0) == Folding.fold(category.rawValue) ? nil : $0 }
    return category.rawValue + (own.map { ", \"\($0)\"" } ?? "")
  }

  private static func how(_ knowing: Knowing) -> String {
    switch knowing {
    case .told: "they said so"
    case .wrote: "they wrote it"
    case .colleague: "a colleague of theirs said"
    case .booked: "they booked a step"
    case .did: "by what they did"
    case .guess: "a guess"
    default: knowing.rawValue
    }
  }

  // MARK: All of them

  /// - Parameters:
  ///   - next: Whom to ask, with how the guide for it is typed.
  ///   - more: How many others could be asked.
  ///   - asked: Who was asked of late, with who spoke.
  ///   - rep: The name of who reads it.
  public static func overview(
    next: [(candidate: WhomToAsk.Candidate, command: String)], more: Int = 0,
    asked: [(asked: AskedDeal, who: [String])],
    match: ReasonMatch, rep: String?, today: Day
  ) -> Page {
    var page = Page()
    if next.isEmpty {
      page.add(Span("Nobody to ask: no deal of the last \(WhomToAsk.days) days was decided and not asked about."))
    } else {
      page.add(Span("Ask these buyers next", .heading))
      for (candidate, command) in next {
        page.add(
          Span(candidate.deal.name, .objection), Span("  " + facts(candidate.deal, today), .muted),
          right: [Span(why(candidate, rep: rep))], indent: 2, hang: 4)
        page.add(Span(command, .key), indent: 4)
      }
      if more > 0 { page.add(Span("\(more) more: --limit \(next.count + more)", .muted), indent: 2) }
    }
    page.blank()
    if !asked.isEmpty {
      page.add(Span("Asked lately", .heading))
      for (asked, who) in asked {
        let head = [asked.deal.name, asked.day.map { Wording.date($0, from: today) }] + who
        let count = asked.remarks.count
        let remarks = count == 0 ? [] : [Wording.count(count, "remark", "remarks")]
        let said = TwoReasons(asked.reasons, closed: asked.deal.ending.closed).buyer.map(words) + remarks
        page.add(
          Span(head.compactMap(\.self).joined(separator: ", ") + ": "), Span(said.joined(separator: "; "), .muted),
          indent: 2, hang: 4)
      }
      page.blank()
    }
    page.add(self.match(match))
    return page
  }

  /// The team's reasons beside the buyers', by category.
  package static func match(_ match: ReasonMatch) -> Page {
    var page = Page()
    page.add(Span("The rep's reason and the buyer's", .heading))
    guard match.deals > 0 else {
      page.add(Span("No deal has both yet. \(published)"), indent: 2, hang: 2)
      return page
    }
    let width = (match.rows.map { CellWidth.of(Span($0.category.rawValue).text) } + [3]).max() ?? 3
    func row(_ name: String, _ same: Int, _ deals: Int, _ rest: String) {
      let gap = String(repeating: " ", count: max(2, width + 2 - CellWidth.of(Span(name).text)))
      page.add(Span(name + gap), Span("\(same) of \(deals) the same\(rest)"), indent: 2, hang: width + 4)
    }
    for category in match.rows {
      let others = category.instead.prefix(2).map { "\($0.category) \($0.deals)" }.joined(separator: ", ")
      row(category.category.rawValue, category.same, category.deals, others.isEmpty ? "" : "; buyers said: \(others)")
    }
    row("all", match.same, match.deals, match.rate.map { ", \(Int(($0 * 100).rounded())) %" } ?? "")
    page.add(Span(published), indent: 2, hang: 2)
    if match.hasImported {
      page.add(Span("Reasons that came with your CRM's table are the reps' words.", .muted), indent: 2, hang: 2)
    }
    return page
  }

  /// What is known of the team, after a buyer was asked.
  public static func rate(_ match: ReasonMatch) -> String {
    let rate = match.rate.map { ", \(Int(($0 * 100).rounded())) %" } ?? ""
    return
      "Rep and buyer said the same in \(match.same) of \(Wording.count(match.deals, "deal", "deals"))\(rate). \(published)"
  }

  private static var published: String {
    let (low, high) = ReasonMatch.published
    return "In published studies: \(Int((low * 100).rounded())) to \(Int((high * 100).rounded())) % of deals."
  }

  private static func facts(_ deal: Deal, _ today: Day) -> String {
    let ended = deal.ending.outcome.rawValue + (deal.ending.closed.map { " \(Wording.date($0, from: today))" } ?? "")
    return [ended, deal.amount.map(Wording.amount)].compactMap(\.self).joined(separator: ", ")
  }

  /// your reason is a guess; won, and nobody knows why
  public static func why(_ candidate: WhomToAsk.Candidate, rep: String?) -> String {
    let deal = candidate.deal
    let isWon = deal.ending.outcome == .won
    let whose = deal.owner == nil || deal.owner.map(Folding.fold) == rep.map(Folding.fold) ? "your" : "the"
    return switch candidate.why {
    case .wanted: "you wanted to ask"
    case .noReason: isWon ? "won, and nobody knows why" : "nobody has said why"
    case .guess: "\(whose) reason is a guess"
    case .unsure: "nobody says how they know"
    case .notAsked: isWon ? "won; they haven't said why" : "they haven't said it to us"
    }
  }
}
