public import Domain
public import Storage

/// What was looked for and has no answer: this machine's own, then what was handed to the team.
public struct OpenGaps: Sendable {
  public enum Row: Sendable {
    case own(LookedFor)
    case shared(Gap, by: String?)

    public var words: String {
      switch self {
      case .own(let own): own.words
      case .shared(let gap, _): gap.words
      }
    }
  }

  /// In the order of the list, which counts from 1.
  public let rows: [Row]
  public var isEmpty: Bool { rows.isEmpty }

  public init(own: [LookedFor], shared: [(gap: Gap, by: String?)]) {
    rows = own.map(Row.own) + shared.map { .shared($0.gap, by: $0.by) }
  }
}

public enum GapsPage {
  /// - Parameter typed: How a command is typed here.
  public static func page(_ open: OpenGaps, today: Day, typed: (String) -> String) -> Page {
    var page = Page()
    var heading: String?
    for (index, row) in open.rows.enumerated() {
      let (under, rest) = says(row, today)
      if under != heading { page.add(Span(under, .heading)) }
      heading = under
      page.add(Span("\(index + 1)  ", .muted), Span("\"\(row.words)\"", .words), Span("  \(rest)", .muted), hang: 3)
    }
    let own = open.rows.count { if case .own = $0 { true } else { false } }
    if own > 0 {
      page.add(
        Span(
          "Only you can see \(own == 1 ? "1" : own == 2 ? "1 and 2" : "1 to \(own)"). To share the words: \(typed("gaps --share 1")). To remove: \(typed("gaps --done 1"))",
          .muted))
    } else {
      page.add(Span("You know what to say? \(typed("objection add")). To remove: \(typed("gaps --done 1"))", .muted))
    }
    return page
  }

  private static func says(_ row: OpenGaps.Row, _ today: Day) -> (heading: String, rest: String) {
    switch row {
    case .own(let own):
      let times = own.times == 1 ? "once" : own.times == 2 ? "twice" : "\(own.times) times"
      return (
        own.kind == .unanswered ? "No good match:" : "Found, but no answer logged:",
        "\(times), last \(Wording.ago(own.last, from: today))"
      )
    case .shared(_, let by):
      return ("Shared with the team, no answer yet:", by.map { "by \($0)" } ?? "")
    }
  }
}
