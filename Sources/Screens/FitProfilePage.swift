public import Domain

/// The profile, whole.
public enum FitProfilePage {
  public static func page(_ profile: FitProfile, typed: (String) -> String) -> Page {
    var page = Page()
    page.add(
      Span("Whom you can truly help", .heading),
      Span(
        "   of the points known: A from \(profile.tiers.a) %, B from \(profile.tiers.b) %, else C", .muted), hang: 2)
    for criterion in profile.criteria {
      page.add(Span("\(criterion.name) (\(criterion.weight))", .objection))
      for (name, text) in [
        ("Met", criterion.met), ("Not met", criterion.notMet), ("Ask", criterion.ask.map { "\"\($0)\"" }),
        ("By", criterion.rule.map(FitWording.rule)),
      ] {
        if let text { page.add(Span(name.padding(to: 9), .muted), Span(text), indent: 4, hang: 13) }
      }
    }
    page.add(Span(profile.stops.isEmpty ? "No hard stops yet." : "Hard stops: one is enough", .heading))
    for stop in profile.stops {
      page.add(Span(stop.name, .objection), Span(stop.because.map { ": \($0)" } ?? ""), hang: 4)
      if let rule = stop.rule {
        page.add(Span("By".padding(to: 9), .muted), Span(FitWording.rule(rule)), indent: 4, hang: 13)
      }
    }
    page.add(
      Span(
        "To change it: \(typed("fit --begin FILE.txt")), edit, \(typed("fit --profile FILE.txt")). The team sees it.",
        .muted))
    return page
  }
}
