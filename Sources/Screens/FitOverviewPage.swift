public import Domain
public import Learning

/// The profile in short, the open deals by tier with what isn't known of them, and what to do next.
public struct FitOverviewPage {
  /// What the rep wrote about a deal that wasn't one.
  public struct Sooner: Equatable, Sendable {
    public let words: String
    public let deal: String
    public let day: Day?
    /// Whether the team sees these words, too: handed over, or as why the deal never fitted.
    public let isTeams: Bool

    public init(words: String, deal: String, day: Day?, isTeams: Bool) {
      self.words = words
      self.deal = deal
      self.day = day
      self.isTeams = isTeams
    }
  }

  let profile: FitProfile
  let open: [(deal: Deal, score: FitScore)]
  /// What should have told us sooner, newest first.
  let sooner: [Sooner]
  /// The objection that comes mostly from deals that do not fit.
  let objection: (sentence: String, row: ObjectionsByTier.Row)?
  /// The most deals that are listed.
  let limit: Int
  let typed: (String) -> String
  /// A deal's name as it is typed here.
  let quoted: (String) -> String

  public init(
    _ profile: FitProfile, open: [(deal: Deal, score: FitScore)], sooner: [Sooner] = [],
    objection: (sentence: String, row: ObjectionsByTier.Row)? = nil, limit: Int = 50,
    typed: @escaping (String) -> String,
    quoted: @escaping (String) -> String
  ) {
    self.profile = profile
    self.open = Self.ordered(open)
    self.limit = limit
    self.sooner = sooner
    self.objection = objection
    self.typed = typed
    self.quoted = quoted
  }

  /// By tier: those that fit well first, those that don't last.
  public static func ordered(_ open: [(deal: Deal, score: FitScore)]) -> [(deal: Deal, score: FitScore)] {
    [FitScore.Tier.a, .b, .c, .unknown, .noFit].flatMap { tier in open.filter { $0.score.tier == tier } }
  }

  public var page: Page {
    var page = Page()
    let criteria = profile.criteria.map { "\($0.name) (\($0.weight))" }
    page.add(Span("Whom you can truly help: ", .heading), Span(criteria.joined(separator: "; ")), hang: 2)
    if !profile.stops.isEmpty {
      page.add(
        Span("Hard stops: ", .heading), Span(profile.stops.map(\.name).joined(separator: "; ")), hang: 2)
    }
    addSooner(&page)
    page.blank()
    if open.isEmpty { page.add(Span("No open deals. \(typed("deal add")) NAME")) }
    for (deal, score) in open.prefix(limit) { page.add(Self.line(deal, score)) }
    if open.count > limit { page.add(Span("\(open.count - limit) more: --limit \(open.count)", .muted)) }
    if let objection { page.add(FitFiguresPage.told(objection.sentence, objection.row)) }
    for line in next { page.add(line) }
    return page
  }

  private static func line(_ deal: Deal, _ score: FitScore) -> Line {
    let left: String =
      score.tier == .noFit
      ? (score.ruledOut ?? score.stops.map(\.name).joined(separator: ", "))
      : [FitWording.notMet(score), FitWording.notKnown(score)].compactMap(\.self).joined(separator: "; ")
    return Line(
      [
        Span(FitWording.tier(score.tier).padding(to: 11), score.tier == .noFit ? .failing : .key),
        Span(deal.name, .objection), Span(left.isEmpty ? "  all met" : "  \(left)", .muted),
      ], hang: 13)
  }

  private func addSooner(_ page: inout Page) {
    guard !sooner.isEmpty else { return }
    page.add(Span("What should have told us sooner ", .heading), Span("(a hard stop?)", .muted))
    for sentence in sooner {
      let seen = sentence.isTeams ? "the team sees it" : "only you see it"
      let facts = [sentence.deal, sentence.day.map(Wording.date), seen].compactMap(\.self).joined(separator: ", ")
      page.add(Span("\"\(sentence.words)\" "), Span(facts, .muted), indent: 2, hang: 4)
    }
  }

  /// The open deal of which most isn't known, and its first question.
  public static func next(_ open: [(deal: Deal, score: FitScore)]) -> (deal: Deal, asks: FitProfile.Criterion)? {
    var most: (deal: Deal, score: FitScore)?
    for one in open where one.score.tier != .noFit && one.score.unknown > most?.score.unknown ?? 0 { most = one }
    guard let most, let asks = most.score.heaviestUnknown else { return nil }
    return (most.deal, asks)
  }

  private var next: [Line] {
    var lines: [Line] = []
    if let (deal, criterion) = Self.next(open) {
      let ask = criterion.ask.map { "ask \(deal.name) \"\($0)\"" } ?? "find out of \(deal.name): \(criterion.name)"
      lines.append(
        Line([Span("Next: ", .heading), Span("\(ask), then \(typed("fit \(quoted(deal.name))"))")], hang: 2))
    }
    if let stopped = open.first(where: { $0.score.ruledOut == nil && !$0.score.stops.isEmpty })?.deal.name {
      lines.append(
        Line(
          [Span("\(stopped) does not fit. Stop there: \(typed("fit \(quoted(stopped)) --rule-out \"why\""))")], hang: 2)
      )
    }
    return lines
  }
}
