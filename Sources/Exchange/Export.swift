import Domain
import Foundation
public import Storage

/// The team's part of a base as readable files, as `import` takes them. It depends on what people wrote and
/// nothing else: imported into an empty base and exported again, it is the same byte by byte.
public struct Export: Sendable {
  public struct File: Sendable, Equatable {
    /// Within the folder: `price.txt`, `mine/notes.csv`.
    public let name: String
    public let text: String
  }

  /// `base.txt` first.
  public let files: [File]
  public let counts: Counts

  /// How many rows are in it, those put away among them.
  public struct Counts: Sendable, Equatable {
    public let objections, answers, phrasings, deals, people, proofs, encounters, gaps, reasons: Int
    public let remarks, followUps, events, fitMarks, debriefAnswers, profile: Int
    /// Of what is the writer's alone: notes, and answers of debriefs that weren't handed over.
    public let notes, ownAnswers: Int
    public let putAway: Int
    public var isEmpty: Bool {
      [
        objections, answers, phrasings, deals, people, proofs, encounters, gaps, reasons, remarks, followUps, events,
        fitMarks, debriefAnswers, profile, notes, ownAnswers,
      ].allSatisfy { $0 == 0 }
    }
  }

  /// - Parameter mine: Whether what is for the writer's own eyes comes along, in a folder of its own.
  public init(of base: Base, mine: Bool = false) throws {
    let rows = try base.readTeamsPart(ExportedRows.init)
    let (own, manifest) = try base.read { reader in
      let manifest = Self.manifest(isSample: try reader.setting("sample") == "yes")
      return (mine ? try MineExport(reader, beside: rows, manifest: manifest) : nil, manifest)
    }
    var files = [File(name: Self.manifestName, text: manifest)]
    files += ObjectionExport(rows).files
    let profile = rows.profile.map(ProfileFile.text) ?? ""
    if !profile.isEmpty { files.append(File(name: ProfileFile.name, text: profile)) }
    files += [
      File(name: "deals.csv", text: Self.deals(rows.deals)),
      File(name: "debriefs.csv", text: Self.debriefs(rows.debriefAnswers, handedOver: true, by: rows.givers)),
      File(name: "encounters.csv", text: Self.encounters(rows.encounters, by: rows.authors)),
      File(name: "events.csv", text: Self.events(rows.events)),
      File(name: "fit.csv", text: Self.fitMarks(rows.fitMarks)),
      File(name: "follow-ups.csv", text: Self.followUps(rows.followUps)),
      File(name: "gaps.csv", text: Self.gaps(rows.gaps)),
      File(name: "people.csv", text: Self.people(rows.people)),
      File(name: "proofs.csv", text: Self.proofs(rows.proofs)),
      File(name: "reasons.csv", text: Self.reasons(rows.reasons)),
      File(name: "remarks.csv", text: Self.remarks(rows.remarks)),
    ]
    files += own?.files ?? []
    self.files = files
    counts = Counts(rows, profile: profile.isEmpty ? 0 : 1, own)
  }

  // MARK: What an export is told by

  private static let mark = "# Written by comeback export, and written over by the next."
  package static let manifestName = "base.txt"
  package static let mineFolder = "mine"

  private static func manifest(isSample: Bool) -> String {
    mark + "\nformat: 1\n" + (isSample ? "sample: yes\n" : "")
  }

  /// Whether a folder with this `base.txt` is an export.
  package static func isExport(manifest: String) -> Bool { manifest.hasPrefix(mark) }

  /// Every file that some export has.
  package static let names: Set<String> = Set(
    [
      manifestName, ProfileFile.name, "deals.csv", "debriefs.csv", "encounters.csv", "events.csv", "fit.csv",
      "follow-ups.csv",
      "gaps.csv",
      "people.csv", "proofs.csv", "reasons.csv", "remarks.csv",
    ] + ObjectionExport.names
      + [manifestName, "debriefs.csv", "follow-up-notes.csv", "notes.csv"].map { mineFolder + "/" + $0 })
}

extension Export.Counts {
  init(_ rows: ExportedRows, profile: Int, _ own: MineExport?) {
    objections = rows.objections.count
    answers = rows.responses.count
    phrasings = rows.phrasings.count
    deals = rows.deals.count
    people = rows.people.count
    proofs = rows.proofs.count
    encounters = rows.encounters.count
    gaps = rows.gaps.count
    reasons = rows.reasons.count
    self.profile = profile
    remarks = rows.remarks.count
    followUps = rows.followUps.count
    events = rows.events.count
    fitMarks = rows.fitMarks.count
    debriefAnswers = rows.debriefAnswers.count
    notes = own?.notes ?? 0
    ownAnswers = own?.debriefAnswers ?? 0
    putAway =
      rows.objections.count(where: \.isPutAway) + rows.responses.count(where: \.isPutAway)
      + rows.phrasings.count(where: \.isPutAway) + rows.deals.count(where: \.isPutAway)
      + rows.people.count(where: \.isPutAway) + rows.proofs.count(where: \.isPutAway)
      + rows.encounters.count(where: \.isPutAway) + rows.gaps.count(where: \.isPutAway)
      + rows.reasons.count(where: \.isPutAway) + rows.remarks.count(where: \.isPutAway)
      + rows.followUps.count(where: \.isPutAway) + rows.events.count(where: \.isPutAway)
      + rows.fitMarks.count(where: \.isPutAway) + rows.debriefAnswers.count(where: \.isPutAway)
  }
}
