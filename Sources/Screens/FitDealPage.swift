public import Domain
public import Learning

/// How one deal meets the profile: each criterion with how it is known, and what to ask for the rest.
public struct FitDealPage {
  public let page: Page

  /// - Parameter asking: Whether what isn't known is asked below, and so left out here.
  public init(_ deal: Deal, _ fit: FitScore, asking: Bool = false) {
    var page = Page()
    page.add(Span(deal.name, .heading), Span("   " + Self.head(fit), fit.tier == .noFit ? .warning : .plain), hang: 2)
    if let ruledOut = fit.ruledOut { page.add(Span("Ruled out: ", .warning), Span(ruledOut), hang: 2) }
    for judged in fit.judgedStops where judged.mark == .met { Self.add(judged, &page) }
    let isAsked = asking && fit.tier != .noFit
    for judged in fit.judged where !isAsked || judged.mark != .unknown {
      Self.add(judged, asks: fit.tier != .noFit, &page)
    }
    let open = isAsked || fit.tier == .noFit ? [] : fit.judgedStops.filter { $0.mark == .unknown }.map(\.stop.name)
    if !open.isEmpty {
      page.add(Span("Hard stops, not known: ", .muted), Span(open.joined(separator: "; ")), hang: 2)
    }
    self.page = page
  }

  /// B: 8 of 12 points met, 4 more not known
  private static func head(_ fit: FitScore) -> String {
    if fit.tier == .noFit { return "does not fit" }
    if fit.tier == .unknown { return "not known yet: under half of the points (\(fit.known) of \(fit.whole))" }
    return "\(fit.tier.rawValue): \(fit.met) of \(Wording.count(fit.known, "point", "points")) met"
      + (fit.unknown > 0 ? ", \(fit.unknown) more not known" : "")
  }

  private static func add(_ judged: FitScore.JudgedStop, _ page: inout Page) {
    let how = FitWording.known(judged.mark, judged.knowing, by: judged.isByRule ? judged.stop.rule : nil)
    page.add(
      Line(
        [
          Span("HARD STOP  ", .failing), Span(judged.stop.name),
          Span(judged.stop.because.map { ": \($0)" } ?? "", .muted),
        ],
        right: how.map { [Span($0, .muted)] } ?? [], hang: 11))
  }

  /// - Parameter asks: Whether it is worth finding out.
  private static func add(_ judged: FitScore.Judged, asks: Bool, _ page: inout Page) {
    let mark = FitWording.mark(judged.mark).padding(to: 11)
    let style: Style = judged.mark == .met ? .proven : judged.mark == .notMet ? .warning : .muted
    let how = FitWording.known(judged.mark, judged.knowing, by: judged.isByRule ? judged.criterion.rule : nil)
    page.add(
      Line(
        [Span(mark, style), Span("\(judged.criterion.name) (\(judged.criterion.weight))")],
        right: how.map { [Span($0, .muted)] } ?? [], hang: 11))
    if asks, judged.mark == .unknown, let ask = judged.criterion.ask {
      page.add(Span("Ask ", .muted), Span("\"\(ask)\"", .words), indent: 11, hang: 15)
    }
  }
}
