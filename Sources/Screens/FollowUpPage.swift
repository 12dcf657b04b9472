public import Domain
public import Learning

/// Follow-ups as a list: those that are due first, each with what it waits for, and what ended the deal.
public enum FollowUpPage {
  public struct Row {
    public let id: String
    public let item: FollowUps.Item
    /// Of a deal.
    public let ended: WhatEnded?

    public init(id: String, item: FollowUps.Item, ended: WhatEnded?) {
      self.id = id
      self.item = item
      self.ended = ended
    }
  }

  /// - Parameters:
  ///   - more: How many follow-ups are not shown.
  ///   - debriefs: Put off, and due now.
  public static func list(
    _ rows: [Row], more: Int = 0, debriefs: [DebriefDue] = [], today: Day, typed: (String) -> String
  ) -> Page {
    var page = Page()
    var heading: String?
    for row in rows {
      let own = group(row.item)
      if own != heading {
        if heading != nil { page.blank() }
        page.add(Span(own, .heading))
        heading = own
      }
      add(row, to: &page, today: today, typed: typed)
    }
    if more > 0 { page.add(Span("\(more) more: --limit \(rows.count + more)", .muted), indent: 2) }
    if !debriefs.isEmpty {
      if heading != nil { page.blank() }
      page.add(Span("Debriefs", .heading))
      for debrief in debriefs {
        let day = debrief.since == today ? "today" : Wording.date(debrief.since)
        let how = debrief.isBegun ? "left half way" : "put off to \(day)"
        page.add(
          Span(debrief.deal.name, .objection),
          Span(", \(how): \(typed("debrief \(Shell.quoted(debrief.deal.name))"))"), indent: 2)
      }
    }
    if page.lines.isEmpty {
      page.add(Span("No follow-ups. After a loss: \(typed("follow-up add")) DEAL"))
    }
    return page
  }

  private static func group(_ item: FollowUps.Item) -> String {
    switch item.standing {
    case .due: "Due"
    case .waiting: "Waiting"
    case .notFollowedUp: "Not followed up"
    case .over: "Over"
    }
  }

  private static func add(_ row: Row, to page: inout Page, today: Day, typed: (String) -> String) {
    let item = row.item
    page.add(
      Span("\(row.id)  ", .muted), Span(name(item.subject), .objection),
      right: [Span(FollowUpWording.standing(item, today: today), item.isDue ? .warning : .muted)], indent: 2, hang: 4)
    if case .notFollowedUp(let why) = item.standing {
      let said = FollowUpWording.why(why, item.subject.name, typed: typed)
      page.add(Span(said.why + " " + said.instead), indent: 4, hang: 4)
      return
    }
    let isPlain = item.followUp.kind == .date && item.followUp.condition == nil
    if !isPlain { page.add(Span(FollowUpWording.cause(item)), indent: 4, hang: 6) }
    if let ended = row.ended.flatMap(Self.ended) { page.add(Span(ended, .muted), indent: 4, hang: 6) }
    if let note = item.followUp.note { page.add(Span("Only you: \(note)", .muted), indent: 4, hang: 6) }
    if let next = FollowUpWording.next(item, id: row.id, typed: typed) { page.add(Span(next, .key), indent: 4) }
  }

  static func name(_ subject: FollowUps.Subject) -> String {
    switch subject {
    case .deal(let deal): deal.name
    case .objection(let objection): "\"\(objection.sentence)\""
    case .response(let response): "\"\(response.shortName)\""
    }
  }

  /// Ended by budget, "no money till April" (as the rep has it). They said "double what we pay".
  static func ended(_ ended: WhatEnded) -> String? {
    var parts: [String] = []
    if let reason = ended.reason {
      let category = reason.category.flatMap { $0.rawValue == "other" ? nil : $0.rawValue }
      let said = [category, reason.words.map { "\"\($0)\"" }].compactMap(\.self)
      let by = reason.by == .buyer ? "as the buyer has it" : "as the rep has it"
      if !said.isEmpty { parts.append("Ended by \(said.joined(separator: ", ")) (\(by)).") }
    }
    if let objection = ended.objection { parts.append("They said \"\(objection)\".") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// What is due at the start, at most three lines.
  public static func due(_ due: Due, ids: (FollowUps.Item) throws -> String, typed: (String) -> String) rethrows
    -> [String]
  {
    let shown = due.things.count > most ? most - 1 : most
    var lines = try due.things.prefix(shown).map { thing in
      switch thing {
      case .debrief(let debrief):
        "\(debrief.deal.name): its debrief\(debrief.isBegun ? ", left half way" : ""). "
          + typed("debrief \(Shell.quoted(debrief.deal.name))")
      case .followUp(let item):
        try line(item, FollowUpWording.next(item, id: ids(item), typed: typed) ?? typed("follow-up list"))
      }
    }
    if due.things.count > shown {
      lines.append("and \(due.things.count - shown) more: \(typed("follow-up list --due"))")
    }
    return lines
  }

  private static let most = 3

  private static func line(_ item: FollowUps.Item, _ next: String) -> String {
    let what: String
    if item.step == .end {
      what = "no answer to three."
    } else if let event = item.event {
      what = short(event.words) + "."
    } else if item.followUp.condition != nil {
      what = "has it happened?"
    } else {
      what = item.followUp.kind == .smallerOffer ? "a smaller offer." : "come back."
    }
    return "\(short(name(item.subject))): \(what) \(next)"
  }

  /// So that what to type is never cut.
  private static func short(_ text: String) -> String {
    text.count <= 24 ? text : text.prefix(22) + ".."
  }

  /// What an event did.
  public static func told(
    _ event: Event, woken: [Row], near: [Row], cards: [(id: String, sentence: String)], today: Day,
    typed: (String) -> String
  ) -> Page {
    var page = Page()
    let day = event.day.map { ", \(Wording.date($0))" } ?? ""
    page.add(Span("Saved: \(event.words)\(day). The team sees it. Wrong? \(typed("undo"))"))
    if woken.isEmpty { page.add(Span(near.isEmpty ? "Nobody waited for it." : "Nobody surely waited for it.")) }
    if !woken.isEmpty { page.add(Span("It woke \(Wording.count(woken.count, "follow-up", "follow-ups")):")) }
    for row in woken {
      let waited = row.item.followUp.condition.map { ", waited for \"\($0)\"" } ?? ""
      page.add(
        Span("\(row.id)  ", .muted), Span(name(row.item.subject), .objection), Span(waited), indent: 2, hang: 4)
      let isCard = row.item.subject.deal == nil
      page.add(
        Span(typed(isCard ? "follow-up done \(row.id)" : "follow-up message \(row.id)"), .key), indent: 4)
    }
    if !near.isEmpty {
      page.add(Span("Near, and left asleep. To wake one:"))
      for row in near {
        let waits = row.item.followUp.condition.map { ", waits for \"\($0)\"" } ?? ""
        page.add(
          Span("\(row.id)  ", .muted), Span(name(row.item.subject), .objection), Span(waits), indent: 2, hang: 4)
        page.add(Span(typed("event \(Shell.quoted(event.words)) --wake \(row.id)"), .key), indent: 4, hang: 6)
      }
    }
    if !cards.isEmpty {
      page.add(Span("These cards may say otherwise now:"))
      for card in cards {
        page.add(Span("\"\(card.sentence)\" "), Span(typed("show \(card.id)"), .key), indent: 2, hang: 4)
      }
    }
    return page
  }

  public static func events(_ rows: [(id: String, event: Event, woke: [String])]) -> Page {
    var page = Page()
    for row in rows {
      page.add(
        Span("\(row.id)  ", .muted), Span(row.event.words),
        right: [Span(row.event.day.map(Wording.date) ?? "", .muted)], hang: 4)
      let woke = row.woke.isEmpty ? "nobody waited for it" : "woke \(row.woke.joined(separator: ", "))"
      page.add(Span(woke, .muted), indent: 4, hang: 6)
    }
    if rows.isEmpty { page.add(Span("Nothing was told yet. comeback event \"SSO shipped\"")) }
    return page
  }
}
