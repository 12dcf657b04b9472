public import Domain
public import Learning

/// How follow-ups are put into words, one way everywhere.
public enum FollowUpWording {
  /// on 24 Dec 2026; when "SSO ships", looked after on 1 May 2027; on 24 Dec 2026 with a smaller offer: ten seats
  public static func plan(_ row: FollowUp) -> String {
    let day = row.due.map(Wording.date)
    if row.kind == .condition || (row.kind != .smallerOffer && row.condition != nil) {
      let when = row.condition.map { "when \"\($0)\"" } ?? "when something happens"
      return when + (day.map { ", looked after on \($0)" } ?? "")
    }
    let on = day.map { "on \($0)" } ?? "some day"
    guard row.kind == .smallerOffer else { return on }
    return "\(on) with a smaller offer" + (row.offer.map { ": \($0)" } ?? "")
  }

  /// What came of it: "they are back, 3 Dec 2026"; nil while it is open.
  public static func result(_ row: FollowUp) -> String? {
    let state = row.state
    guard let result = state.result else { return nil }
    let said =
      switch result {
      case .back where row.about.deal == nil: "looked over"
      case .back: "they are back"
      case .notNow: "not now"
      case .no: "a no"
      case .silent: "no answer"
      case .dropped: "dropped"
      default: result.rawValue
      }
    return said + (state.day.map { ", \(Wording.date($0))" } ?? "")
  }

  /// The row of a deal's page.
  public static func line(_ row: FollowUp) -> String { result(row) ?? plan(row) }

  /// due since yesterday, first message; waiting until 24 Dec 2026
  public static func standing(_ item: FollowUps.Item, today: Day) -> String {
    switch item.standing {
    case .due(let since): (since == today ? "due today" : "due since \(Wording.date(since))") + step(item)
    case .waiting(let until?): "waiting until \(Wording.date(until))" + step(item)
    case .waiting(nil): "waiting"
    case .notFollowedUp: "not followed up"
    case .over: result(item.followUp) ?? ""
    }
  }

  private static func step(_ item: FollowUps.Item) -> String {
    switch item.step {
    case .message(1): ""
    case .message(2): ", second message"
    case .message: ", the goodbye"
    case .end: ", no answer to three"
    case .look: ""
    }
  }

  /// What it waits for, or what woke it.
  public static func cause(_ item: FollowUps.Item) -> String {
    let row = item.followUp
    guard let condition = row.condition else { return plan(row) }
    if let event = item.event { return "\(event.words) (waited for \"\(condition)\")" }
    guard item.isDue, row.state.sent == 0 else { return plan(row) }
    return "has it happened? \"\(condition)\""
  }

  /// What to type next; nil where nothing is to be done.
  public static func next(_ item: FollowUps.Item, id: String, typed: (String) -> String) -> String? {
    guard item.isDue else { return nil }
    switch (item.subject, item.step) {
    case (.deal, .end): return typed("follow-up done \(id) silent")
    case (.deal, _): return typed("follow-up message \(id)")
    default: return typed("follow-up done \(id)")
    }
  }

  /// Why a deal is not followed up, and what to do instead.
  public static func why(_ why: NoReturn, _ name: String, typed: (String) -> String) -> (why: String, instead: String) {
    let word = Shell.quoted(name)
    switch why {
    case .won: return ("\(name) was won: nothing to come back for.", "What comes next there: \(typed("prep \(word)"))")
    case .open:
      return ("\(name) is open: nothing to come back for yet.", "Before the next call: \(typed("prep \(word)"))")
    case .notReal:
      return ("\(name) was not a real deal.", "If it was one: \(typed("deal reopen \(word)"))")
    case .noFit(let fit):
      let wrong: String
      if fit.ruledOut != nil {
        wrong = "--rule-in"
      } else if let stop = fit.stops.first {
        wrong = "--not-met \(Shell.quoted(stop.name))"
      } else {
        wrong = "--met " + (fit.judged.first { $0.mark == .notMet }.map { Shell.quoted($0.criterion.name) } ?? "NAME")
      }
      return (
        "\(name) does not fit: \(misfit(fit)) Nothing to come back for.",
        "If that is wrong: \(typed("fit \(word)")) \(wrong)"
      )
    }
  }

  private static func misfit(_ fit: FitScore) -> String {
    let named = fit.judged.filter { $0.mark == .notMet }.map(\.criterion.name).joined(separator: ", ")
    let text = fit.ruledOut ?? (fit.stops.isEmpty ? "not met: \(named)" : fit.stops.map(\.name).joined(separator: ", "))
    let isWord = text.dropFirst().first.map { $0.isLowercase } ?? false
    let lowered = isWord ? text.prefix(1).lowercased() + text.dropFirst() : text
    return lowered.hasSuffix(".") ? lowered : lowered + "."
  }
}
