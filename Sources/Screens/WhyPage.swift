public import Domain
public import Retrieval

/// Why an answer stands where it stands, at length.
public enum WhyPage {
  /// - Parameter shownAs: The match in whose list it stood, if any.
  public static func page(_ answer: Answer, of match: Match, shownAs: Match?, today: Day) -> Page {
    var page = Page()
    let why = Wording.why(answer, today: today)
    if answer.standing != .untested || answer.grounds.count > 1 {
      page.add(Span(why.prefix(1).uppercased() + why.dropFirst() + "."))
    }
    if let how = shownAs.flatMap(Wording.matched) {
      page.add(Span(how.prefix(1).uppercased() + how.dropFirst() + "."))
    }
    let evidence = answer.evidence
    let standing =
      switch answer.standing {
      case .proven: "Proven: five or more known results, and surely no worse than answers here usually are."
      case .promising: "Looks good, few results: not enough yet to call it proven."
      case .untested: "Not tried yet: it stands where its writer put it."
      case .avoid: "Keeps failing: nine in ten that it is worse than the other answers. Shown last."
      }
    page.add(Span(standing))
    if evidence.known >= Evidence.few {
      page.add(
        Span(
          "Likely to work \(percent(answer.chance.low))-\(percent(answer.chance.high)) of 100 times, middle \(percent(answer.chance.middle)). A guess counts half, and a year halves a result."
        ))
    } else {
      page.add(Span("Under \(Evidence.few) known results, only counts are shown."))
    }
    if evidence.unknown > 0 {
      page.add(Span("\(Wording.count(evidence.unknown, "result is", "results are")) still open."))
    }
    let place = (match.answers.firstIndex { $0.response.id == answer.response.id } ?? 0) + 1
    page.add(Span("Stands \(place) of \(match.answers.count) answers to \"\(match.objection.sentence)\"."))
    page.add(Span("Move: \(answer.response.technique).", .muted))
    return page
  }

  private static func percent(_ chance: Double) -> Int { Int((chance * 100).rounded()) }
}
