public import Domain
public import Learning

/// The guide for a talk with the buyer: one page, on the screen and on paper.
public enum InterviewGuidePage {
  /// - Parameter capture: How what they said is taken down.
  public static func page(_ guide: InterviewGuide, deal: Deal, capture: String) -> Page {
    var page = Page()
    page.add(Span("Ask the buyer: \(short(deal.name)), \(ending(guide.kind))", .heading))
    page.add(Span("Ask, then wait. One or two questions of each part will do.", .muted))
    page.blank()
    page.add(Span("Say first", .heading))
    for line in guide.opening { page.add(Span(line, .words), indent: 2, hang: 3) }
    for (index, section) in guide.sections.enumerated() {
      page.blank()
      page.add(Span("\(index + 1) \(Wording.topic(section.topic))", .heading))
      for question in section.questions { page.add(Span(question), indent: 2, hang: 4) }
    }
    page.blank()
    page.add(Span("Don't say", .heading))
    for trap in guide.traps { page.add(Span("\"\(trap.say)\"  ", .failing), Span(trap.why), indent: 2, hang: 4) }
    page.blank()
    page.add(Span("At the end", .heading))
    for line in guide.closing { page.add(Span(line, .words), indent: 2, hang: 3) }
    page.add(Span("Then write down what they said: \(capture)", .muted))
    return page
  }

  private static func ending(_ kind: InterviewGuide.Kind) -> String {
    switch kind {
    case .lost(let rival?): "lost to \(rival)"
    case .lost(nil): "lost"
    case .noDecision: "no decision"
    case .won: "won"
    }
  }

  private static func short(_ name: String) -> String {
    let clean = CleanText(name).description
    return clean.count > 40 ? clean.prefix(37) + "..." : clean
  }
}
