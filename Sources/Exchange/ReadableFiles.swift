package import Domain
import Foundation
import Storage

/// What readable files hold, read whole and checked before anything of it is written.
public struct ReadableFiles: Sendable {
  package internal(set) var objections: [Objection] = []
  package internal(set) var phrasings: [Phrasing] = []
  package internal(set) var responses: [Response] = []
  package internal(set) var deals: [Deal] = []
  package internal(set) var people: [Person] = []
  package internal(set) var proofs: [Proof] = []
  package internal(set) var gaps: [Gap] = []
  package internal(set) var reasons: [Reason] = []
  package internal(set) var encounters: [Met] = []
  /// Whom the team can truly help.
  package internal(set) var profile: FitProfile?
  package internal(set) var debriefAnswers: [DebriefAnswer] = []
  package internal(set) var remarks: [Remark] = []
  package internal(set) var followUps: [FollowUp] = []
  package internal(set) var events: [Event] = []
  package internal(set) var fitMarks: [FitMark] = []
  /// Of a starter base: its release, from 1.
  package internal(set) var release: Int?
  /// Invented results, which `import` refuses.
  package internal(set) var isSample = false
  /// What history calls it: the folder's or file's name.
  package let name: String

  /// Objections that are one, each with the one in front.
  var same: [Same] = []
  /// Notes for the writer's own eyes, each on a log that must be in the base.
  var notes: [Note] = []
  /// The same on follow-ups.
  var followUpNotes: [FollowUpNote] = []
  /// What was handed over where it comes from; other answers of debriefs are the writer's own.
  var handedOver: Set<ID<DebriefAnswer>> = []
  /// Who gave those.
  var givers: [ID<DebriefAnswer>: Maker] = [:]
  /// The deals of which the files say whether somebody ruled them out.
  var withNoFit: Set<ID<Deal>> = []
  /// The answers whose linked proofs are spoken of; those of others stay as they are in the base.
  var withProofs: Set<ID<Response>> = []
  /// The ways of saying it whose log is spoken of; those of `also` and `heard` lines keep the one they have.
  var withLog: Set<ID<Phrasing>> = []
  /// Rows named here but not defined here; they must be in the base.
  var references: [Reference] = []
  /// The ids of rows read so far; each may stand once.
  private var taken: Set<RowName> = []
  private var away: Set<RowName> = []

  /// An encounter and who met it.
  package struct Met: Sendable {
    package let encounter: Encounter
    package let by: Author?
    /// The same where only the id is known.
    let author: ID<Author>?
    /// The columns that may be missing without saying that there is nothing.
    let unsaid: Set<String>
  }

  /// Who wrote a row, by id, and by name when that is said.
  struct Maker: Sendable {
    let id: ID<Author>
    let named: Author?
  }

  struct Same: Sendable, Hashable {
    let front: ID<Objection>
    let other: ID<Objection>
  }

  struct Note: Sendable {
    let encounter: ID<Encounter>
    let text: String
  }

  struct FollowUpNote: Sendable {
    let followUp: ID<FollowUp>
    let text: String
  }

  struct Reference: Sendable {
    let table: Table
    let id: UUID
    let error: FormatError
  }

  private struct RowName: Hashable {
    let kind: String
    let id: UUID
  }

  /// Reads a folder's own files, never its subfolders: `base.txt`, every other `.txt`, and the tables by
  /// their names. Or one such file.
  /// - Throws: ``FormatError``, ``ReadError``.
  public init(at path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ReadError.noSuchFile(path)
    }
    let url = URL(fileURLWithPath: path)
    name = url.lastPathComponent
    if isFolder.boolValue {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      let files = Self.inOrder(names.filter(Self.isOurs))
      guard !files.isEmpty else { throw ReadError.nothingToRead(path) }
      for file in files { try read(url.appendingPathComponent(file), as: file) }
    } else {
      guard Self.isOurs(name) else { throw ReadError.unknownForm(path) }
      let manifest = url.deletingLastPathComponent().appendingPathComponent(Export.manifestName)
      if FileManager.default.fileExists(atPath: manifest.path) {
        try read(manifest, as: Export.manifestName)
      }
      if name != Export.manifestName { try read(url, as: name) }
    }
  }

  mutating func claim(_ id: UUID, _ kind: String, or error: @autoclosure () -> FormatError) throws {
    guard taken.insert(RowName(kind: kind, id: id)).inserted else { throw error() }
  }

  /// Whether the files say that the row is put away.
  func isPutAway(_ id: UUID, in table: Table) -> Bool { away.contains(RowName(kind: table.name, id: id)) }

  mutating func putAway<Of>(_ id: ID<Of>, in table: Table) { away.insert(RowName(kind: table.name, id: id.uuid)) }

  /// Whether a file of this name in a folder is read with it.
  package static func isOurs(_ name: String) -> Bool {
    name.hasSuffix(".txt") && !name.hasPrefix(".") || ReadableTable.all.contains { $0.name == name }
  }

  /// The manifest first, then texts by name, then the tables.
  private static func inOrder(_ names: [String]) -> [String] {
    let tables = ReadableTable.all.map(\.name).filter(names.contains)
    let texts = names.filter { $0 != Export.manifestName && !tables.contains($0) }.sorted()
    return names.filter { $0 == Export.manifestName } + texts + tables
  }

  private mutating func read(_ url: URL, as name: String) throws {
    guard let data = try? Data(contentsOf: url) else { throw ReadError.cannotRead(url.path) }
    switch name {
    case Export.manifestName: try readManifest(data, name)
    case ProfileFile.name: profile = try ProfileFile.read(data, file: name)
    default:
      if let table = ReadableTable.all.first(where: { $0.name == name }) {
        try table.read(&self, data, name)
      } else {
        try readObjections(data, name)
      }
    }
  }

  private mutating func readManifest(_ data: Data, _ name: String) throws {
    for lines in try ReadableText(data, file: name).blocks {
      let block = try Block(lines, file: name, keys: ["format", "release", "sample"])
      for line in block.lines {
        let number = Int(line.value)
        switch line.key {
        case "format":
          guard let number else {
            throw FormatError(
              name, line.number, line.column, .badValue(key: "format", value: line.value, wanted: "a number"))
          }
          if number > 1 { throw FormatError(name, line.number, line.column, .newerFormat(number)) }
        case "release":
          guard let number, (1...1_000_000).contains(number) else {
            throw FormatError(
              name, line.number, line.column, .badValue(key: "release", value: line.value, wanted: "a number from 1"))
          }
          release = number
        default:
          guard ["yes", "no"].contains(line.value) else {
            throw FormatError(
              name, line.number, line.column, .badValue(key: "sample", value: line.value, wanted: "yes or no"))
          }
          if line.value == "yes" { isSample = true }
        }
      }
    }
  }
}

/// Why files couldn't be read at all.
public enum ReadError: Error, Equatable {
  case noSuchFile(String)
  case cannotRead(String)
  case nothingToRead(String)
  case unknownForm(String)
  /// Invented results stay out of a rep's own base.
  case sample(String)
}
