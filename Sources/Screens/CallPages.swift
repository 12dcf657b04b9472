public import Calls
public import Domain

extension Wording {
  /// today 14:00, tomorrow 9:00, Thu 14:00, 12 Dec 14:00
  public static func when(_ day: Day, _ time: ClockTime?, from today: Day) -> String {
    let shown =
      switch today.days(to: day) {
      case 0: "today"
      case 1: "tomorrow"
      case 2...6: weekday(day)
      default: date(day, from: today)
      }
    return time.map { "\(shown) \(clock($0))" } ?? shown
  }

  /// 9:00
  public static func clock(_ time: ClockTime) -> String {
    let text = time.description
    return text.hasPrefix("0") ? String(text.dropFirst()) : text
  }

  /// Thu
  public static func weekday(_ day: Day) -> String {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday]
  }
}

/// What a calendar brought, and the calls that it holds.
public enum CallPages {
  /// 12 calls in the next four weeks, 7 of them on deals you have. Today: 14:00 Acme (Dana), 16:00 Globex.
  public static func imported(
    _ calls: [CallAhead], today: Day, notices: [String] = []
  ) -> Page {
    let onDeals = calls.count { $0.deal != nil }
    var page = Page()
    if calls.isEmpty {
      page.add(Span("No call in the next four weeks stands in it."))
    } else {
      let count = Wording.count(calls.count, "call", "calls")
      let deals = onDeals == 0 ? "none on a deal you have" : "\(Wording.grouped(onDeals)) of them on deals you have"
      let those = calls.count == 1 ? (onDeals == 1 ? "on a deal you have" : "on no deal you have") : deals
      page.add(
        Span(
          (["\(count) in the next four weeks, \(those)."] + [ofToday(calls, today)].compactMap { $0 }).joined(
            separator: " ")))
      page.add(Span("They stay on this machine; undo leaves them.", .muted))
    }
    for notice in notices { page.add(Span(notice, .warning)) }
    return page
  }

  private static func ofToday(_ calls: [CallAhead], _ today: Day) -> String? {
    let now = calls.filter { $0.day == today }
    guard !now.isEmpty else { return nil }
    let more = now.count > 6 ? ", and \(now.count - 6) more" : ""
    return "Today: \(now.prefix(6).map(short).joined(separator: ", "))\(more)."
  }

  /// 14:00 Acme (Dana)
  private static func short(_ ahead: CallAhead) -> String {
    let what = ahead.deal.map { deal in deal.name + ((ahead.person?.name ?? ahead.guest).map { " (\($0))" } ?? "") }
    return [ahead.time.map(Wording.clock), what ?? ahead.call.title].compactMap { $0 }.joined(separator: " ")
  }

  /// Calls with deals, numbered: 1  14:00  Acme, Dana (CFO)
  public static func list(_ calls: [CallAhead]) -> Page {
    var page = Page()
    for (index, ahead) in calls.enumerated() {
      let what = [ahead.deal?.name ?? ahead.call.title, ahead.who].compactMap { $0 }.joined(separator: ", ")
      page.add(
        Span("\(index + 1)  ", .key), Span("\(ahead.time.map(Wording.clock) ?? "all day")  "), Span(what), indent: 2,
        hang: 12)
    }
    return page
  }
}
