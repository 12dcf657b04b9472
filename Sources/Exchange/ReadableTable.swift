import Domain
import Foundation

/// A table that a readable folder may hold: how it is read, and what an export tells in it.
struct ReadableTable: Sendable {
  let name: String
  let read: @Sendable (inout ReadableFiles, Data, _ file: String) throws -> Void
  /// The team's part; nil for what is the writer's alone.
  let told: (@Sendable (ExportedRows) -> String)?

  private init(
    _ name: String, read: @escaping @Sendable (inout ReadableFiles, Data, String) throws -> Void,
    told: (@Sendable (ExportedRows) -> String)? = nil
  ) {
    (self.name, self.read, self.told) = (name, read, told)
  }

  /// In the order in which they lean on each other.
  static let all = [
    ReadableTable("proofs.csv", read: { try $0.readProofs($1, $2) }, told: { Export.proofs($0.proofs) }),
    ReadableTable("deals.csv", read: { try $0.readDeals($1, $2) }, told: { Export.deals($0.deals) }),
    ReadableTable("people.csv", read: { try $0.readPeople($1, $2) }, told: { Export.people($0.people) }),
    ReadableTable("reasons.csv", read: { try $0.readReasons($1, $2) }, told: { Export.reasons($0.reasons) }),
    ReadableTable(
      "encounters.csv", read: { try $0.readEncounters($1, $2) },
      told: { Export.encounters($0.encounters, by: $0.authors) }),
    notes,
    ReadableTable("gaps.csv", read: { try $0.readGaps($1, $2) }, told: { Export.gaps($0.gaps) }),
    ReadableTable("events.csv", read: { try $0.readEvents($1, $2) }, told: { Export.events($0.events) }),
    ReadableTable("remarks.csv", read: { try $0.readRemarks($1, $2) }, told: { Export.remarks($0.remarks) }),
    ReadableTable("fit.csv", read: { try $0.readFitMarks($1, $2) }, told: { Export.fitMarks($0.fitMarks) }),
    ReadableTable("follow-ups.csv", read: { try $0.readFollowUps($1, $2) }, told: { Export.followUps($0.followUps) }),
    followUpNotes,
    debriefs,
  ]

  static let notes = ReadableTable("notes.csv", read: { try $0.readNotes($1, $2) })
  static let followUpNotes = ReadableTable("follow-up-notes.csv", read: { try $0.readFollowUpNotes($1, $2) })
  static let debriefs = ReadableTable(
    "debriefs.csv", read: { try $0.readDebriefs($1, $2) },
    told: { Export.debriefs($0.debriefAnswers, handedOver: true, by: $0.givers) })

  /// Those that the writer alone is told, the debriefs that weren't handed over among them.
  static let mine = [debriefs, followUpNotes, notes]
}
