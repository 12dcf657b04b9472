public import Domain
public import Learning

/// What is seen of debriefs.
public enum DebriefPage {
  private static let whoSees =
    "The team sees reason, results, fit and what's next; the rest is yours alone."
  /// What should have told us sooner is a reason why a deal never fitted.
  private static let whoSeesOfNone = "The team sees what you say here, as why the deal never fitted."

  public static func whoSees(_ outcome: Outcome) -> String { outcome == .invalid ? whoSeesOfNone : whoSees }
  public static let keys = "Enter: no answer   < back   q later"

  public static func notSkipped(_ step: DebriefStep.Name) -> String {
    step == .differently ? "One line, even if it is \"nothing\"." : "This one needs an answer. < goes back."
  }

  /// Six more, 3 min?
  public static func more(_ count: Int) -> String {
    let words = ["", "One", "Two", "Three", "Four", "Five", "Six"]
    return "\(count < words.count ? words[count] : String(count)) more, \(DebriefQuestions.minutes(count)) min?"
  }

  /// Globex said no.
  public static func opening(_ name: String, _ outcome: Outcome) -> String {
    switch outcome {
    case .won: "\(name) said yes."
    case .lost: "\(name) said no."
    case .noDecision: "\(name) did not decide."
    case .invalid: "\(name) was not a real deal."
    default: "\(name), \(outcome)."
    }
  }

  /// The question and its answers, to be asked by one key; a long list on rows above it.
  /// - Parameters:
  ///   - earlier: What was answered before somebody went back, which Enter keeps.
  ///   - width: Of the terminal, in cells.
  public static func asked(
    _ step: DebriefStep, earlier: String? = nil, width: Int = 80
  ) -> (above: Page, question: String) {
    let widest = min(80, width) - 2
    let head = [place(step), step.question].compactMap(\.self).joined(separator: "  ")
    let hint = step.hint.map { [Line([Span($0, .muted)], indent: 2)] } ?? []
    guard case .keys(let keys, let standard) = step.takes else {
      let before = earlier.map { Line([Span(asBefore(words(step, $0)), .muted)], indent: 2, hang: 4) }
      return (Page(hint + [before].compactMap(\.self)), head)
    }
    var items: [String]
    if let earlier {
      items = [asBefore(keys.first { $0.value == earlier }?.label ?? earlier)]
    } else {
      items = standard.map { ["Enter: \($0.label)"] } ?? []
    }
    items += keys.map { "\($0.letter) \($0.label)" }
    let line = ([head] + items).joined(separator: "  ")
    guard line.count > widest || step.hint != nil else { return (Page(), line) }
    let isList = keys.contains { $0.label.count > 30 }
    let rows = rows(items, isList: isList, widest - 2).map { Line([Span($0)], indent: 2, hang: 5) }
    return (Page([Line([Span(head)])] + hint + rows), "")
  }

  private static func asBefore(_ said: String) -> String { "Enter: as before, \(said)   -: no answer" }

  private static func words(_ step: DebriefStep, _ earlier: String) -> String {
    switch step.takes {
    case .day: Day(earlier).map(Wording.date) ?? earlier
    case .wordsOrNever where earlier == DebriefAnswer.Choice.never.rawValue: "never asked"
    default: "\"\(earlier)\""
    }
  }

  /// As many as fit beside each other, none cut in two.
  private static func rows(_ items: [String], isList: Bool, _ widest: Int) -> [String] {
    items.reduce(into: [String]()) { rows, item in
      if !isList, let last = rows.last, last.count + item.count + 2 <= widest {
        rows[rows.count - 1] = last + "  " + item
      } else {
        rows.append(item)
      }
    }
  }

  private static func place(_ step: DebriefStep) -> String? {
    guard let place = step.place, place.isFirst, place.count > 1 else { return nil }
    return "\(place.number) of \(place.count)"
  }

  /// One answer as it is read again.
  public struct Row: Equatable, Sendable {
    public let id: String
    public let answer: DebriefAnswer
    /// The objection, answer or day that it is about.
    public let about: String?
    public let isHandedOver: Bool
    /// Who gave it; nil for whoever writes here.
    public let by: String?
    /// Whether the team sees it in another row: a return, why it never fitted.
    let isCarried: Bool

    public init(
      id: String, answer: DebriefAnswer, about: String?, isHandedOver: Bool, by: String?, isCarried: Bool = false
    ) {
      self.id = id
      self.answer = answer
      self.about = about
      self.isHandedOver = isHandedOver
      self.by = by
      self.isCarried = isCarried
    }
  }

  public static func answers(_ rows: [Row]) -> Page {
    var page = Page()
    guard !rows.isEmpty else { return page }
    page.add(Span("Debrief", .heading), indent: 2)
    for row in rows { page.add(line(row)) }
    return page
  }

  /// The same, numbered, to choose from.
  public static func choice(_ rows: [Row]) -> Page {
    var page = Page()
    for (index, row) in rows.enumerated() {
      page.add(Span("\(index + 1)  ", .key), Span(label(row) + " ", .muted), Span(said(row)), indent: 2, hang: 5)
    }
    return page
  }

  private static func line(_ row: Row) -> Line {
    let seen = row.by.map { "\($0)'s" } ?? (row.isHandedOver || row.isCarried ? "the team sees it" : "only you")
    return Line(
      [
        Span("\(row.id)  ", .muted), Span(label(row) + " ", .muted), Span(said(row)), Span("  (\(seen))", .muted),
      ], indent: 2, hang: 4)
  }

  private static func label(_ row: Row) -> String {
    switch row.answer.question {
    case .liked: "They liked:"
    case .settled: row.answer.objection == nil ? "What pushed back:" : "Settled by the end:"
    case .unsaid: "Never said aloud:"
    case .need: "They needed most:"
    case .turn: "What turned it:"
    case .retold: "Could they have told their boss:"
    case .theirQuestion: "Their question that told most:"
    case .asked: "How you asked for the decision:"
    case .agreed: "What you agreed on:"
    case .next: "What's next:"
    case .differently: "To do differently:"
    case .nearlySank: "What nearly sank it:"
    case .turned: "The answer that turned it:"
    case .mayName: "May be named:"
    case .sooner: "Should have told us sooner:"
    default: "\(row.answer.question):"
    }
  }

  private static func said(_ row: Row) -> String {
    let answer = row.answer
    let choice = answer.choice.map(words)
    let parts = [row.about, choice, answer.words.map { "\"\($0)\"" }, answer.knowing.map(Wording.knowing)]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  private static func words(_ choice: DebriefAnswer.Choice) -> String {
    switch choice {
    case .never: "never asked"
    case .date: "back on a day"
    case .condition: "back when something happens"
    case .ask: "ask the buyer"
    default: choice.rawValue
    }
  }

  /// Next: back on 28 May 2027.
  public static func next(_ followUp: FollowUp) -> String {
    let day = followUp.due.map(Wording.date)
    return switch followUp.kind {
    case .condition:
      "Next: when this happens: \(followUp.condition ?? "?")." + (day.map { " Looked at on \($0) in any case." } ?? "")
    case .smallerOffer:
      "Next: a smaller offer" + (followUp.offer.map { ", \($0)" } ?? "") + (day.map { ", on \($0)." } ?? ".")
    default: "Next: back" + (day.map { " on \($0)." } ?? ".")
    }
  }

  /// You never asked for the decision in 3 of 7 debriefs.
  public static func findings(_ findings: DebriefFindings) -> String? {
    guard findings.neverAsked > 0, findings.asked >= fewest else { return nil }
    return "You never asked for the decision in \(findings.neverAsked) of \(findings.asked) debriefs."
  }

  /// Fewer debriefs than these find nothing.
  private static let fewest = 3

  /// Prep named 2 of the 3 that came.
  public static func planning(named: Int, came: Int) -> String? {
    came == 0 ? nil : "Prep named \(named) of the \(came) that came."
  }

  /// The closed deals that wait for one.
  /// - Parameter more: How many aren't shown.
  public static func waiting(
    _ waiting: [DebriefsWaiting.Waiting], more: Int = 0, until: (Moment) -> String
  ) -> Page {
    var page = Page()
    for one in waiting {
      let ending = one.deal.ending
      let facts = [
        ending.outcome.rawValue + (ending.closed.map { " \(Wording.date($0))" } ?? ""),
        one.isBegun ? "left half way" : one.until.map { "put off to \(until($0))" },
      ].compactMap(\.self)
      page.add(Span(one.deal.name, .objection), right: [Span(facts.joined(separator: ", "), .muted)], indent: 2)
    }
    if more > 0 { page.add(Span("\(more) more: --limit \(waiting.count + more)", .muted), indent: 2) }
    return page
  }
}
