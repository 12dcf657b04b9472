public import Domain
public import Learning

/// What the fit of deals tells beyond each of them: where objections come from, and whether the profile tells wins.
public enum FitFiguresPage {
  /// "Just send me something." comes mostly from deals that do not fit (7 of 9): stop selling there.
  static func told(_ sentence: String, _ row: ObjectionsByTier.Row) -> Line {
    Line(
      [
        Span("\"\(sentence)\"", .objection),
        Span(" comes mostly from deals that do not fit (\(row.poor) of \(row.deals)): stop selling there.", .warning),
      ], hang: 2)
  }

  public static func objections(
    _ found: ObjectionsByTier, sentences: [ID<Objection>: String], limit: Int = 50, typed: (String) -> String
  ) -> Page {
    guard !found.rows.isEmpty else {
      return .text(
        "Too few to say: no objection came from \(ObjectionsByTier.least) deals whose fit is known.",
        "What isn't known of your deals: \(typed("fit"))")
    }
    var page = Page()
    page.add(Span("Where objections come from", .heading))
    page.add(Span("All deals whose fit is known: \(FitWording.counts(found.all))", .muted))
    for row in found.rows.prefix(limit) {
      let sentence = sentences[row.objection] ?? "(erased)"
      if row.isFromPoorFit {
        page.add(told(sentence, row))
      } else {
        page.add(Span("\"\(sentence)\"", .objection), hang: 2)
      }
      page.add(Span(FitWording.counts(row.tiers), .muted), indent: 4)
    }
    page.add(
      Span("Met on \(ObjectionsByTier.least) deals or more; deals that weren't real are left out.", .muted))
    return page
  }

  public static func wins(_ check: ProfileCheck, typed: (String) -> String) -> Page {
    guard check.decided > 0 else {
      return .text("No deal is decided yet. \(typed("deal won")) NAME, or lost, or no-decision")
    }
    var page = Page()
    page.add(Span("The profile against \(Wording.count(check.decided, "deal", "deals")) that are decided", .heading))
    for tier in FitScore.Tier.allCases {
      guard let won = check.tiers[tier], won.decided > 0 else { continue }
      page.add(Span(FitWording.tier(tier).padding(to: 11), .key), Span(FitWording.won(won)))
    }
    for row in check.rows {
      page.add(Span("\(row.criterion.name) (\(row.criterion.weight))", .objection))
      guard row.met.decided + row.notMet.decided > 0 else {
        page.add(Span("known of none of them", .muted), indent: 4)
        continue
      }
      page.add(
        Span("met: \(FitWording.won(row.met)), not met: \(FitWording.won(row.notMet))   "), verdict(row.verdict),
        indent: 4, hang: 6)
    }
    let open = check.tiers[.unknown]?.decided ?? 0
    if open > 0 {
      page.add(
        Span(
          "How \(open) of them fitted is not known: \(typed("fit")) DEAL says it still.", .muted))
    }
    return page
  }

  private static func verdict(_ verdict: ProfileCheck.Verdict) -> Span {
    switch verdict {
    case .tells: Span("tells wins from the rest", .proven)
    case .wrongWay: Span("points the wrong way: think it over", .failing)
    case .saysNothing: Span("says nothing so far", .muted)
    case .tooFew: Span("too few to say", .muted)
    }
  }
}
