public import Calls
public import Domain
public import Learning
import Retrieval

/// The prep for a call, on one screen.
public struct PrepPage {
  let prep: Prep
  let today: Day
  let isSample: Bool
  /// The next call with them that stands in the rep's calendar.
  let call: CallAhead?
  /// What decided deals say for this call.
  let lessons: Lessons?
  /// How the log after the call is typed.
  let log: String

  public init(
    _ prep: Prep, today: Day, isSample: Bool = false, call: CallAhead? = nil, lessons: Lessons? = nil, log: String
  ) {
    self.prep = prep
    self.call = call
    self.lessons = lessons
    self.today = today
    self.isSample = isSample
    self.log = log
  }

  public var page: Page {
    var page = Page()
    if isSample { page.add(Span("SAMPLE: these results are invented.", .warning)) }
    page.add(head)
    if let fit = lessons?.fit, fit.tier == .noFit { page.add(Span(FitWording.line(fit), .warning)) }
    for line in open { page.add(line) }
    page.blank()
    page.add(
      Span(prep.expected.isEmpty ? "No objections are here yet; comeback begins with the starter ones." : why, .heading)
    )
    for (index, expected) in prep.expected.enumerated() { add(expected, index + 1, &page) }
    page.blank()
    if let against { page.add(Span(against)) }
    if let reason = lessons?.theirReason { page.add(Self.line(reason)) }
    page.add(Span("Ask today: ", .heading), Span("\"\(Self.question(ask))\"", .words))
    if let wanted = lessons?.differently.first { page.add(Self.line(wanted)) }
    if let fit = lessons?.fit, fit.tier != .noFit, fit.known > 0 { page.add(Span(FitWording.line(fit), .muted)) }
    page.add(Span("After the call: \(log)", .muted))
    return page
  }

  /// When you asked them: feature gap, "no single sign-on" (29 Nov)
  private static func line(_ reason: Reason) -> Line {
    let said = [reason.category?.rawValue, reason.words.map { "\"\($0)\"" }].compactMap(\.self).joined(separator: ", ")
    return Line(
      [
        Span("When you asked them: ", .heading), Span(said),
        Span(reason.day.map { " (\(Wording.shortDate($0)))" } ?? "", .muted),
      ], hang: 4)
  }

  /// You wanted to: "ask for the decision before the demo" (Globex, lost 12 Oct)
  private static func line(_ wanted: Lessons.Differently) -> Line {
    let ending = wanted.deal.ending
    let when = ending.closed.map { " \(Wording.shortDate($0))" } ?? ""
    return Line(
      [
        Span("\(wanted.by ?? "You") wanted to: ", .heading), Span("\"\(wanted.words)\"", .words),
        Span(" (\(wanted.deal.name), \(ending.outcome)\(when))", .muted),
      ], hang: 4)
  }

  public static func question(_ ask: Prep.Ask) -> String {
    switch ask {
    case .sign(let day?): "What has to be true by \(Wording.shortDate(day)) for you to sign?"
    case .sign: "What has to be true for you to sign?"
    case .whoElse: "Who else has to be happy with this before you could say yes?"
    case .costOfNothing: "If nothing changes here for a year, what does that cost you?"
    }
  }

  /// A day that is over is no day to sign by.
  private var ask: Prep.Ask {
    if case .sign(let day?) = prep.ask, day < today { return .sign(by: nil) }
    return prep.ask
  }

  private var name: String { prep.deal?.name ?? "this call" }

  private var head: Line {
    guard let deal = prep.deal else {
      let parts = [
        prep.context.role, prep.context.industry, prep.context.stage, prep.context.competitor.map { "against \($0)" },
      ]
      let text = parts.compactMap { $0 }.joined(separator: ", ")
      return Line([Span(text.isEmpty ? "A call" : "A call: \(text)", .heading)])
    }
    var facts: [String] = []
    if let stage = deal.stage { facts.append(stage) }
    if let amount = deal.amount {
      facts.append(Wording.amount(amount))
    }
    if let day = deal.expectedClose, deal.ending.outcome == .open {
      facts.append((day < today ? "was to close " : "closes ") + Wording.shortDate(day))
    }
    if deal.ending.outcome != .open { facts.append(deal.ending.outcome.rawValue) }
    if let person = prep.person, call?.who == nil { facts.append(person.name + (person.role.map { " (\($0))" } ?? "")) }
    return Line(
      [Span(deal.name, .heading), Span(facts.map { "   " + $0 }.joined())],
      right: call.map { [Span("your call: \(Self.words($0, from: today))", .key)] } ?? [], hang: 2)
  }

  /// today 14:00, Dana (CFO)
  private static func words(_ call: CallAhead, from today: Day) -> String {
    [Wording.when(call.day, call.time, from: today), call.who].compactMap { $0 }.joined(separator: ", ")
  }

  /// What is open from last time, two lines of it at most.
  private var open: [Line] {
    prep.open.prefix(2).map { open in
      let said = open.encounter.words ?? open.objection.sentence
      let state =
        !open.isAnswered
        ? "No answer logged." : open.encounter.went.result == .failed ? "It stuck." : "Not settled yet."
      return Line(
        [
          Span("Still open: ", .warning), Span("\(Wording.ago(open.encounter.met.day, from: today)) \"\(said)\" "),
          Span(state, .muted),
        ], hang: 2)
    }
  }

  private var why: String {
    guard let basis = prep.basis else {
      let stage = prep.context.stage.map { "at \($0) " } ?? ""
      return "Nothing like \(name) yet; \(stage)most teams hear:"
    }
    let mark = prep.expected.contains(where: \.isSaidHere) ? "; \(name) said * already" : ""
    return "They will probably say (\(Self.cases(basis))\(mark))"
  }

  /// 12 fintech CFOs at negotiation
  private static func cases(_ basis: Forecast.Basis) -> String {
    let common = basis.common
    let count = Wording.grouped(basis.cases)
    if common.given.isEmpty { return "all \(count) cases so far" }
    let who = common.role.map { Wording.plural($0) } ?? "cases"
    var text = [count, common.industry, who].compactMap { $0 }.joined(separator: " ")
    if let stage = common.stage { text += " at \(stage)" }
    if let rival = common.competitor { text += " against \(rival)" }
    return text
  }

  private func add(_ expected: Prep.Expected, _ number: Int, _ page: inout Page) {
    let count = prep.basis.map { "\(expected.cases) of \($0.cases)" }
    page.add(
      Line(
        [
          Span("\(number) \(expected.isSaidHere ? "*" : " ") ", .key),
          Span("\"\(expected.match.objection.sentence)\"", .objection),
        ], right: count.map { [Span($0, .muted)] } ?? [], hang: 4))
    if let answer = expected.answer {
      let response = answer.response
      page.add(
        Span(response.askFirst == nil ? "Say    " : "Ask    ", .muted), Span("\"\(response.shortName)\"", .words),
        indent: 4, hang: 11)
      page.add(Span("Why    ", .muted), Span(Wording.why(answer, today: today)), indent: 4, hang: 11)
    } else {
      page.add(Span("No answer yet: comeback answer add", .muted), indent: 4)
    }
    if let untried = expected.worthATry, number == 1 {
      page.add(
        Span("Worth a try  ", .untested), Span("\"\(untried.response.shortName)\""), indent: 4, hang: 11)
    }
    if let failing = expected.failing {
      page.add(
        Span("KEEPS FAILING  ", .failing),
        Span("\"\(failing.response.shortName)\" failed \(failing.evidence.failed) of \(failing.evidence.known)"),
        indent: 4, hang: 11)
    }
  }

  /// buyers said implementation (2 of 2)
  private static func said(_ buyers: BuyersSaid) -> String {
    let categories = buyers.mostFrequent.prefix(2).map { "\($0.category) (\($0.deals) of \(buyers.deals))" }
    return "buyers said " + categories.joined(separator: ", ")
  }

  private var against: String? {
    guard let rival = prep.context.competitor else { return nil }
    let (lost, won) = prep.against
    if lost + won == 0 { return "Against \(rival)." }
    let said = lessons?.buyersSaid.map { "; \(Self.said($0))" } ?? ""
    return "Against \(rival): lost \(lost), won \(won) of the deals closed here\(said)."
  }
}

/// How often forecasts came true.
public enum PrepScorePage {
  public static func page(_ score: ForecastScore) -> Page {
    guard score.calls > 0 else {
      return .text(
        score.silent == 0
          ? "No call was prepared for a deal yet. comeback prep Acme"
          : "\(Wording.count(score.silent, "call", "calls")) prepared, nothing logged of them yet. comeback log")
    }
    let came = Wording.count(score.came, "objection", "objections")
    let calls = Wording.count(score.calls, "prepared call", "prepared calls")
    var page = Page.text("Of \(came) that came in \(calls), prep had named \(score.named).")
    if score.silent > 0 {
      page.add(Span("\(Wording.grouped(score.silent)) more prepared, with nothing logged of them.", .muted))
    }
    return page
  }
}
