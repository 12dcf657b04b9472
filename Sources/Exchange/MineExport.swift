import Domain
import Storage

/// What is for the writer's own eyes, with the rows that the team has it hangs on.
struct MineExport {
  let files: [Export.File]
  let notes: Int
  let debriefAnswers: Int

  /// - Parameter team: What the same export tells the team.
  init(_ reader: Reader, beside team: ExportedRows, manifest: String) throws {
    let logs = Set(team.encounters.map(\.row.id))
    let encounters: [Kept<Encounter>] = try reader.everything()
    let notes = Self.notes(
      ReadableFiles.noteColumns,
      encounters.map(\.row).filter { logs.contains($0.id) }.map { (.id($0.id), $0.note) })
    let planned = Set(team.followUps.map(\.row.id))
    let followUps: [Kept<FollowUp>] = try reader.everything()
    let followUpNotes = Self.notes(
      ReadableFiles.followUpNoteColumns,
      followUps.map(\.row).filter { planned.contains($0.id) }.map { (.id($0.id), $0.note) })
    let own = try Self.own(reader, beside: team)
    files = [
      Export.File(name: Export.manifestName, text: manifest),
      Export.File(name: ReadableTable.debriefs.name, text: Export.debriefs(own, handedOver: false)),
      Export.File(name: ReadableTable.followUpNotes.name, text: followUpNotes.text),
      Export.File(name: ReadableTable.notes.name, text: notes.text),
    ].map { Export.File(name: Export.mineFolder + "/" + $0.name, text: $0.text) }
    self.notes = notes.count + followUpNotes.count
    debriefAnswers = own.count
  }

  /// Answers of debriefs that the team hasn't, or not so.
  private static func own(_ reader: Reader, beside team: ExportedRows) throws -> [Kept<DebriefAnswer>] {
    let handed = Dictionary(team.debriefAnswers.map { ($0.row.id, $0.row) }) { one, _ in one }
    return team.whole(try reader.everything()).compactMap { kept in
      guard let told = handed[kept.row.id] else { return kept }
      // Put away or not, it is so for the team too.
      return told.fieldValues == kept.row.fieldValues ? nil : Kept(kept.row, isPutAway: false)
    }
  }

  private static func notes(_ columns: [String], _ rows: [(CSVText.Field, String?)]) -> (text: String, count: Int) {
    var table = CSVText(columns)
    var count = 0
    for (id, note) in rows {
      guard let note, !note.isEmpty else { continue }
      table.add([columns[0]: id, columns[1]: .text(note)])
      count += 1
    }
    return (table.text, count)
  }
}
