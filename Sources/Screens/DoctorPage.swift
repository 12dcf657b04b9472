public import Storage

/// What `doctor` found, in words, with what to type.
public enum DoctorPage {
  public static func page(
    _ checkup: Checkup, path: String, repaired: Repaired?, parked: Parked?, missing: Int, backup: Backup?,
    typed: (String) -> String
  ) -> Page {
    var page = Page()
    if let repaired { page.add(mended(repaired)) }
    for finding in checkup.findings { page.add(Span(words(finding), finding.isDamage ? .failing : .warning), hang: 2) }
    if checkup.isSound {
      page.add(
        Span(
          "Sound. \(Wording.count(checkup.entries, "entry", "entries")) checked, every row is what the journal says."))
    } else if repaired == nil {
      page.add(Span("Mend it: \(typed("doctor --repair"))   It keeps the damaged file and never makes it worse."))
      if let backup {
        page.add(Span("Newest backup: \(backup.day). What it lacks: \(typed("restore \(backup.day)")) says so first."))
      }
    }
    if let parked { add(parked, to: &page) }
    if missing > 0 {
      page.add(Span("\(Wording.count(missing, "change", "changes")) of another device have not come yet.", .muted))
    }
    return page
  }

  private static func mended(_ repaired: Repaired) -> Page {
    guard let kept = repaired.kept else { return .text("Tables and search index made anew from the journal.") }
    var page = Page.text("Mended: \(Wording.count(repaired.entries, "entry", "entries")) are in a new base.")
    if repaired.fromBackups > 0 {
      page.add(Span("\(repaired.fromBackups) of them could not be read and came from the backups."))
    }
    if repaired.withoutText > 0 {
      let many = Wording.count(repaired.withoutText, "entry", "entries")
      page.add(Span("The text of \(many) could not be read and stands in no backup. It is lost.", .warning))
    }
    page.add(Span("The damaged base is kept: \(kept)", .muted))
    return page
  }

  private static func add(_ parked: Parked, to page: inout Page) {
    for (row, count) in parked.forRows.sorted(by: { $0.key < $1.key }) {
      let changes = Wording.count(count, "change waits", "changes wait")
      page.add(Span("\(changes) for \(row.isEmpty ? "a row" : Self.one(row)) that has not come yet.", .muted))
    }
    if parked.forUpdate > 0 {
      let changes = Wording.count(parked.forUpdate, "change waits", "changes wait")
      page.add(Span("\(changes) for a newer Comeback. Update this one.", .muted))
    }
  }

  private static func one(_ row: String) -> String {
    row.first.map { "aeiou".contains($0) } == true ? "an \(row)" : "a \(row)"
  }

  public static func words(_ finding: Checkup.Finding) -> String {
    switch finding {
    case .file(let line): "The file is damaged: \(line)"
    case .entry(let number): "Entry \(number) of the journal is not what was written."
    case .gap(let before): "Entries of this base are missing before number \(before)."
    case .row(let table, let field):
      "A row of \(table)\(field.isEmpty ? "" : " (\(field))") is not what the journal says."
    case .index: "The search index is not what the rows say."
    case .open(let mode): "Others on this machine may read it (mode \(mode)). chmod 600 closes it."
    }
  }
}
