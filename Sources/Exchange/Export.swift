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
  /// How many rows are in it, those put away among them.
  public let counts: RowCounts
  /// How many of the rows are put away.
  public let putAway: Int
  /// Of what is the writer's alone: notes, and answers of debriefs that weren't handed over.
  public let notes, ownAnswers: Int
  public var isEmpty: Bool { counts.isEmpty && notes == 0 && ownAnswers == 0 }

  /// - Parameter mine: Whether what is for the writer's own eyes comes along, in a folder of its own.
  public init(of base: Base, mine: Bool = false) throws {
    let rows = try base.readTeamsPart(ExportedRows.init)
    let (own, manifest) = try base.read { reader in
      let manifest = Self.manifest(isSample: try reader.setting("sample") == "yes")
      return (mine ? try MineExport(reader, beside: rows, manifest: manifest) : nil, manifest)
    }
    var files = [File(name: Self.manifestName, text: manifest)]
    files += ObjectionExport(rows).files
    var counts: RowCounts
    (counts, putAway) = rows.counts
    if let profile = rows.profile.map(ProfileFile.text), !profile.isEmpty {
      files.append(File(name: ProfileFile.name, text: profile))
      counts[.profile] = 1
    }
    files += ReadableTable.all.compactMap { table in table.told.map { File(name: table.name, text: $0(rows)) } }
      .sorted { $0.name < $1.name }
    self.files = files + (own?.files ?? [])
    self.counts = counts
    (notes, ownAnswers) = (own?.notes ?? 0, own?.debriefAnswers ?? 0)
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
  package static let names = Set(
    [manifestName, ProfileFile.name] + ObjectionExport.names
      + ReadableTable.all.filter { $0.told != nil }.map(\.name)
      + ([manifestName] + ReadableTable.mine.map(\.name)).map { mineFolder + "/" + $0 })
}
