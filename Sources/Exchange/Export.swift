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
    public let objections, answers, phrasings, deals, people, proofs, encounters, gaps, reasons, profile, notes: Int
    public let putAway: Int
    public var isEmpty: Bool {
      [objections, answers, phrasings, deals, people, proofs, encounters, gaps, reasons, profile, notes].allSatisfy {
        $0 == 0
      }
    }
  }

  /// - Parameter mine: Whether what is for the writer's own eyes comes along, in a folder of its own.
  public init(of base: Base, mine: Bool = false) throws {
    let rows = try base.readTeamsPart(ExportedRows.init)
    let (notes, isSample) = try base.read { reader in
      (
        mine ? try PrivateTable(reader, of: rows.encounters.map(\.row.id)) : nil,
        try reader.setting("sample") == "yes"
      )
    }
    let manifest = Self.manifest(isSample: isSample)
    var files = [File(name: Self.manifestName, text: manifest)]
    files += ObjectionExport(rows).files
    let profile = rows.profile.map(ProfileFile.text) ?? ""
    if !profile.isEmpty { files.append(File(name: ProfileFile.name, text: profile)) }
    files += [
      File(name: "deals.csv", text: Self.deals(rows.deals)),
      File(name: "encounters.csv", text: Self.encounters(rows.encounters, by: rows.authors)),
      File(name: "gaps.csv", text: Self.gaps(rows.gaps)),
      File(name: "people.csv", text: Self.people(rows.people)),
      File(name: "proofs.csv", text: Self.proofs(rows.proofs)),
      File(name: "reasons.csv", text: Self.reasons(rows.reasons)),
    ]
    if let notes {
      files += [
        File(name: Self.mineFolder + "/" + Self.manifestName, text: manifest),
        File(name: Self.mineFolder + "/notes.csv", text: notes.text),
      ]
    }
    self.files = files
    counts = Counts(rows, profile: profile.isEmpty ? 0 : 1, notes: notes?.count ?? 0)
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
      manifestName, ProfileFile.name, "deals.csv", "encounters.csv", "gaps.csv", "people.csv", "proofs.csv",
      "reasons.csv",
    ]
      + ObjectionExport.names
      + [manifestName, "notes.csv"].map { mineFolder + "/" + $0 })
}

extension Export.Counts {
  init(_ rows: ExportedRows, profile: Int, notes: Int) {
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
    self.notes = notes
    putAway =
      rows.objections.count(where: \.isPutAway) + rows.responses.count(where: \.isPutAway)
      + rows.phrasings.count(where: \.isPutAway) + rows.deals.count(where: \.isPutAway)
      + rows.people.count(where: \.isPutAway) + rows.proofs.count(where: \.isPutAway)
      + rows.encounters.count(where: \.isPutAway) + rows.gaps.count(where: \.isPutAway)
      + rows.reasons.count(where: \.isPutAway)
  }
}
