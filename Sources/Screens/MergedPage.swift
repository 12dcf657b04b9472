public import Domain
public import Foundation
public import Storage

/// What came in by a merge, on one screen.
public enum MergedPage {
  /// How many acts are listed.
  static let listed = 8

  public static func page(
    _ merged: Merged, file: String, names: [ID<Author>: String], zone: TimeZone, typed: (String) -> String
  ) -> Page {
    var page = Page()
    if merged.entries == 0 {
      page.add(Span("Nothing new in \(file): all of it is here already."))
    } else {
      page.add(Span("From \(file): ", .heading), Span(counts(merged)))
      let acts = standing(merged.acts)
      add(people: acts, names, to: &page)
      for act in acts.prefix(listed) {
        let what = Wording.did(act)
        page.add(
          Span("\(act.at.day(in: zone))  ", .muted),
          Span("\(names[act.author] ?? "somebody") \(what)" + (act.subject.map { ": \($0)" } ?? "")), indent: 2, hang: 4
        )
      }
      if acts.count > listed {
        page.add(Span("and \(acts.count - listed) more: \(typed("history"))", .muted), indent: 2)
      }
    }
    if merged.conflicts > 0 {
      let many = Wording.count(merged.conflicts, "field", "fields")
      page.add(
        Span("You both changed \(many); theirs stands. See, and take yours back: \(typed("conflicts"))", .warning))
    }
    if merged.isBranch {
      page.add(Span("It is a copy of this base that went on by itself. Both are whole; nothing was written twice."))
    }
    if merged.missing > 0 {
      let many = Wording.count(merged.missing, "change", "changes")
      page.add(Span("\(many) of another device have not come yet. They are in a file you have not merged.", .muted))
    }
    if merged.waiting > 0 {
      page.add(
        Span("\(Wording.count(merged.waiting, "change waits", "changes wait")) for what has not come yet.", .muted))
    }
    return page
  }

  /// Neither what they took back nor that they did.
  private static func standing(_ acts: [Act]) -> [Act] {
    var gone: Set<ID<Act>> = []
    return acts.filter { act in
      guard act.deed == .undid || act.deed == .redid else { return !gone.contains(act.id) }
      if !gone.contains(act.id) { gone.formUnion(act.takenBack) }
      return false
    }
  }

  private static func counts(_ merged: Merged) -> String {
    var parts: [String] = []
    for row in merged.rows {
      let name = name(of: row.kind)
      if row.new > 0 { parts.append(Wording.count(row.new, "new " + name.one, "new " + name.many)) }
      if row.changed > 0 { parts.append(Wording.count(row.changed, "changed " + name.one, "changed " + name.many)) }
      if row.putAway > 0 { parts.append(Wording.count(row.putAway, name.one, name.many) + " put away") }
    }
    if parts.isEmpty {
      return Wording.count(merged.entries, "older change", "older changes") + ", nothing you see changes."
    }
    return parts.joined(separator: ", ") + "."
  }

  private static func add(people acts: [Act], _ names: [ID<Author>: String], to page: inout Page) {
    var counts: [String: Int] = [:]
    for act in acts { counts[names[act.author] ?? "somebody", default: 0] += 1 }
    let by = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
    if !by.isEmpty { page.add(Span("By \(by.joined(separator: ", ")).", .muted)) }
  }

  public static func name(of kind: Reader.Kind) -> (one: String, many: String) {
    switch kind {
    case .objection: ("objection", "objections")
    case .phrasing: ("way of saying it", "ways of saying it")
    case .response: ("answer", "answers")
    case .deal: ("deal", "deals")
    case .person: ("person", "people")
    case .proof: ("proof", "proofs")
    case .encounter: ("log", "logs")
    case .gap: ("gap", "gaps")
    case .reason: ("reason", "reasons")
    case .debriefAnswer: ("debrief answer", "debrief answers")
    case .remark: ("buyer's remark", "buyers' remarks")
    case .followUp: ("follow-up", "follow-ups")
    case .event: ("event", "events")
    case .fitMark: ("mark of fit", "marks of fit")
    case .profile: ("profile", "profiles")
    }
  }
}

/// What two people changed without knowing of each other.
public enum ConflictsPage {
  public struct Row: Sendable {
    public let conflict: Conflict
    public let title: String

    public init(_ conflict: Conflict, title: String) {
      self.conflict = conflict
      self.title = title
    }
  }

  public static func page(_ rows: [Row], zone: TimeZone, typed: ((String) -> String)? = nil) -> Page {
    var page = Page()
    for row in rows {
      let conflict = row.conflict
      let field = conflict.field.isEmpty ? "put away or not" : conflict.field
      page.add(Span("\(conflict.id). ", .key), Span(row.title, .objection), Span(" (\(field))", .muted), hang: 3)
      page.add(
        Span("yours    ", .muted), Span(said(conflict.mine, conflict.isPutAway.mine, conflict)), indent: 3, hang: 12)
      page.add(
        Span("stands   ", .muted), Span(said(conflict.theirs, conflict.isPutAway.theirs, conflict)),
        right: [Span("\(conflict.by ?? "somebody")\(conflict.at.map { ", \($0.day(in: zone))" } ?? "")", .muted)],
        indent: 3,
        hang: 12)
    }
    if let typed, let first = rows.first {
      page.add(
        Span("Yours back: \(typed("conflicts --mine \(first.conflict.id)"))   theirs for good: --theirs", .muted))
    }
    return page
  }

  private static func said(_ values: [String], _ isPutAway: Bool, _ conflict: Conflict) -> String {
    if conflict.field.isEmpty { return isPutAway ? "put away" : "there" }
    let text = values.filter { !$0.isEmpty }.joined(separator: ", ")
    return text.isEmpty ? "nothing" : text
  }
}

extension Date {
  /// 2026-11-12, in UTC.
  var day: String { String(Moment(self).description.prefix(10)) }

  /// 2026-11-12, as it was where the reader is.
  func day(in zone: TimeZone) -> String { Day(self, in: zone).description }
}
