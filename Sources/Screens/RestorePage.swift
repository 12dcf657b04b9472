import Domain
public import Foundation
public import Storage

/// Backups, and what putting one in place changes.
public enum RestorePage {
  public static func list(_ backups: [Backup], typed: (String) -> String) -> Page {
    var page = Page()
    for backup in backups {
      let name = ((backup.path as NSString).lastPathComponent as NSString).deletingPathExtension
      page.add(Span(name, .key), right: [Span(words(backup.reason), .muted)])
    }
    if let first = backups.first {
      let name = ((first.path as NSString).lastPathComponent as NSString).deletingPathExtension
      page.add(Span("What one of them would change, before it does: \(typed("restore \(name)"))", .muted))
      page.add(Span("They lie in \((first.path as NSString).deletingLastPathComponent)", .muted))
    } else {
      page.add(Span("No backup yet. One is made each day on which you save something, or now: \(typed("backup"))"))
    }
    return page
  }

  public static func plan(_ plan: RestorePlan, zone: TimeZone) -> Page {
    var page = Page()
    page.add(Span("The backup is whole: \(Wording.count(plan.entries, "entry", "entries")) read and checked."))
    guard let gone = plan.gone else {
      page.add(
        Span("Your base as it stands can't be read, so what was done since the backup can't be listed.", .warning))
      return page
    }
    guard !gone.isEmpty else {
      page.add(Span("Nothing was done since that isn't in it."))
      return page
    }
    page.add(
      Span("\(Wording.count(gone.count, "change", "changes")) made since would be gone from your base:", .warning))
    for act in gone.prefix(8) {
      page.add(
        Span("\(act.at.day(in: zone))  ", .muted),
        Span((act.deed?.title ?? "a change") + (act.subject.map { ": \($0)" } ?? "")), indent: 2, hang: 4)
    }
    if gone.count > 8 { page.add(Span("and \(gone.count - 8) more", .muted), indent: 2) }
    return page
  }

  /// - Parameter kept: Where what stood there is, as a shell wants it.
  public static func done(_ plan: RestorePlan, kept: String?, typed: (String) -> String) -> Page {
    var page = Page()
    page.add(Span("In place: \(Wording.count(plan.entries, "entry", "entries"))."))
    if let kept { page.add(Span("What stood there is kept. All of it back: \(typed("merge \(kept)"))")) }
    return page
  }

  private static func words(_ reason: Backup.Reason) -> String {
    switch reason {
    case .daily: "made by itself"
    case .byHand: "made by hand"
    case .beforeUpdate: "before an update of Comeback"
    case .beforeRestore: "what stood there before a restore or a repair"
    }
  }
}
