public import Calls
public import Domain
public import Foundation
public import Storage

/// What is said after a call was logged.
public struct LoggedPage {
  public let saved: Page
  public let note: Page

  /// - Parameters:
  ///   - ids: The short id of each line's log.
  ///   - typed: How a command is typed here: "comeback undo", or "/undo" in a REPL.
  public init(
    _ receipt: CallReceipt, ids: [String], today: Day, nextStep: String? = nil, typed: (String) -> String
  ) {
    var page = Page()
    let stands = receipt.lines.compactMap { line in
      line.response.flatMap { line.known == 0 ? nil : "\"\($0.shortName)\" now \(line.worked) of \(line.known)." }
    }
    let head = receipt.lines.count == 1 ? "Saved." : "Saved \(receipt.lines.count)."
    page.add(Span(([head] + stands + ["Wrong? \(typed("undo"))"]).joined(separator: " ")))
    if receipt.isNewDeal, let deal = receipt.deal { page.add(Span("New deal: \(deal.name).")) }
    for (line, id) in zip(receipt.lines, ids) {
      if line.isNewObjection {
        page.add(Span("New objection: \"\(line.objection.sentence)\". Its answers: \(typed("answer add"))"))
      }
      if line.wasLearnt, !line.isNewObjection {
        page.add(Span("Learnt as another way to say \"\(line.objection.sentence)\"", .muted))
      }
      if line.response == nil {
        page.add(Span("Nothing said yet to \"\(line.objection.sentence)\": kept as open, \(id)."))
      } else if !line.encounter.went.result.isScored {
        page.add(Span("How it went is open. Later: \(typed("result \(id) booked"))"))
      }
    }
    saved = page
    var note = Page()
    note.add(Span("The team sees: result and the prospect's words. Only you: notes.", .muted))
    note.add(Span("For your CRM, to copy:", .muted))
    for line in CallNote(receipt, day: today, nextStep: nextStep).text.split(separator: "\n") {
      note.add(Span(String(line)), indent: 2)
    }
    self.note = note
  }
}

/// Lists of what the base holds, a record a line.
public enum ListPage {
  public static func objections(_ rows: [(id: String, objection: Objection, met: Int)]) -> Page {
    var page = Page()
    for row in rows {
      page.add(
        Span("\(row.id)  ", .muted), Span("\"\(row.objection.sentence)\"", .objection),
        right: [Span("\(row.objection.category), \(Wording.met(row.met))", .muted)], hang: 4)
    }
    if rows.isEmpty { page.add(Span("No objections yet. comeback objection add \"...\" --category price")) }
    return page
  }

  public static func answers(_ rows: [(id: String, response: Response, worked: Int, known: Int)]) -> Page {
    var page = Page()
    for row in rows {
      page.add(
        Span("\(row.id)  ", .muted), Span("\"\(row.response.shortName)\""),
        right: [Span(row.known == 0 ? "not tried" : "worked \(row.worked) of \(row.known)", .muted)], hang: 4)
    }
    if rows.isEmpty { page.add(Span("No answers yet. comeback answer add OBJECTION \"what you say\"")) }
    return page
  }

  public static func deals(_ rows: [(id: String, deal: Deal)]) -> Page {
    var page = Page()
    for row in rows {
      let deal = row.deal
      let facts = [
        deal.ending.outcome == .open ? deal.stage : deal.ending.outcome.rawValue, deal.owner,
        deal.ending.outcome == .open ? deal.expectedClose.map { "closes \(Wording.date($0))" } : nil,
      ].compactMap { $0 }
      page.add(
        Span("\(row.id)  ", .muted), Span(deal.name, .objection), right: [Span(facts.joined(separator: ", "), .muted)])
    }
    if rows.isEmpty { page.add(Span("No deals yet. comeback deal add NAME, or log with --new-deal NAME")) }
    return page
  }

  public static func people(_ rows: [(id: String, person: Person, deal: String?)]) -> Page {
    var page = Page()
    for row in rows {
      let facts = [row.person.role, row.deal].compactMap { $0 }.joined(separator: ", ")
      page.add(Span("\(row.id)  ", .muted), Span(row.person.name), right: [Span(facts, .muted)])
    }
    if rows.isEmpty { page.add(Span("Nobody yet. comeback person add NAME --role CFO --deal Acme")) }
    return page
  }

  public static func proofs(_ rows: [(id: String, proof: Proof)]) -> Page {
    var page = Page()
    for row in rows {
      let proof = row.proof
      let facts = [
        proof.customer.map { proof.mayBeNamed ? $0 : "\($0), not to be named" }, proof.source,
        proof.date.map(Wording.date),
      ].compactMap { $0 }.joined(separator: ", ")
      page.add(Span("\(row.id)  ", .muted), Span(proof.claim), right: [Span(facts, .muted)], hang: 4)
    }
    if rows.isEmpty {
      page.add(Span("No proofs yet. comeback proof add \"closes in 3 days now, it was 9\" --customer Northwind"))
    }
    return page
  }

  public static func logged(
    _ rows: [(id: String, encounter: Encounter, objection: String, answer: String?, deal: String?)]
  ) -> Page {
    var page = Page()
    for row in rows {
      let encounter = row.encounter
      let head = [encounter.met.day.description, row.deal, encounter.met.role].compactMap { $0 }.joined(separator: ", ")
      page.add(
        Span("\(row.id)  ", .muted), Span("\(head): \"\(encounter.words ?? row.objection)\""),
        right: [Span(Wording.went(encounter.went.result), encounter.went.result.isScored ? .plain : .warning)], hang: 4)
      page.add(
        Span("\"\(row.objection)\"" + (row.answer.map { " answered \"\($0)\"" } ?? ", nothing said yet"), .muted),
        indent: 4,
        hang: 4)
    }
    if rows.isEmpty { page.add(Span("Nothing logged yet. comeback log Acme \"what they said\"")) }
    return page
  }
}

/// What was done to the base, and what was taken back.
public enum HistoryPage {
  public static func acts(_ acts: [Act], names: [ID<Author>: String], gone: Set<ID<Act>>, zone: TimeZone) -> Page {
    var page = Page()
    for act in acts {
      let what = Wording.did(act)
      let subject = act.subject.map { ": \($0)" } ?? ""
      let takenBack = gone.contains(act.id) ? " (taken back)" : ""
      page.add(
        Span("\(time(act.at, zone))  ", .muted),
        Span("\(names[act.author] ?? "somebody") \(what)\(subject)\(takenBack)"),
        right: [Span(Wording.count(act.changes, "change", "changes"), .muted)], hang: 4)
    }
    if acts.isEmpty { page.add(Span("Nothing was done yet.")) }
    return page
  }

  public static func changes(_ changes: [Reader.Change], zone: TimeZone) -> Page {
    var page = Page()
    for change in changes {
      let what =
        change.field.isEmpty
        ? (change.isPutAway ? "put away" : "brought back")
        : change.isErased
          ? "\(change.field): erased for good"
          : "\(change.field): \(change.values.isEmpty ? "nothing" : change.values.joined(separator: ", "))"
      page.add(
        Span("\(change.at.map { time($0, zone) } ?? "")  ", .muted), Span("\(change.by ?? "somebody") "),
        Span(what, change.stands ? .plain : .muted), right: [Span(change.stands ? "" : "older", .muted)], hang: 4)
    }
    return page
  }

  /// - Parameter again: Whether it was done again.
  public static func undone(_ undone: Undone, again: Bool = false) -> Page {
    var page = Page()
    for act in undone.acts {
      let what = act.deed?.title ?? "a change"
      page.add(
        Span(
          "\(again ? "Done again" : "Took back"): \(what)" + (act.subject.map { ": \($0)" } ?? "")
            + " (\(Wording.count(act.changes, "change", "changes")))."))
    }
    for kept in undone.kept {
      let by = kept.by.map { "\($0) changed" } ?? "somebody changed"
      page.add(
        Span("Left as it is: \(by) the \(kept.row)\(kept.field.isEmpty ? "" : "'s \(kept.field)") since.", .warning))
    }
    if undone.acts.isEmpty {
      page.add(
        Span(again ? "Nothing that you took back is left to do again." : "Nothing of yours is left to take back."))
    }
    return page
  }

  private static func time(_ date: Date, _ zone: TimeZone) -> String {
    let local = Moment(date.addingTimeInterval(Double(zone.secondsFromGMT(for: date)))).description
    return local.prefix(10) + " " + local.dropFirst(11).prefix(5)
  }
}
