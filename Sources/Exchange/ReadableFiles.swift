public import Domain
import Foundation
import Storage

/// What readable files hold, read whole and checked before anything of it is written.
public struct ReadableFiles: Sendable {
  public internal(set) var objections: [Objection] = []
  public internal(set) var phrasings: [Phrasing] = []
  public internal(set) var responses: [Response] = []
  public internal(set) var deals: [Deal] = []
  public internal(set) var people: [Person] = []
  public internal(set) var encounters: [Met] = []
  /// Of a starter base: its release, from 1.
  public internal(set) var release: Int?
  /// Invented results, which `import` refuses.
  public internal(set) var isSample = false
  /// What history calls it: the folder's or file's name.
  public let name: String

  /// Rows named here but not defined here; they must be in the base.
  var references: [Reference] = []
  /// The ids of rows read so far; each may stand once.
  private var taken: Set<UUID> = []

  /// An encounter and who met it.
  public struct Met: Sendable {
    public let encounter: Encounter
    public let by: Author?
  }

  struct Reference: Sendable {
    enum Target { case objection, response, deal, person }
    let target: Target
    let id: UUID
    let error: FormatError
  }

  /// Reads a folder's own files, never its subfolders: `base.txt`, every other `.txt`, and `deals.csv`,
  /// `people.csv`, `encounters.csv`. Or one such file.
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
      let files = names.filter(Self.isOurs).sorted { Self.rank($0) < Self.rank($1) }
      guard !files.isEmpty else { throw ReadError.nothingToRead(path) }
      for file in files { try read(url.appendingPathComponent(file), as: file) }
    } else {
      guard Self.isOurs(name) else { throw ReadError.unknownForm(path) }
      let manifest = url.deletingLastPathComponent().appendingPathComponent("base.txt")
      if FileManager.default.fileExists(atPath: manifest.path) {
        try read(manifest, as: "base.txt")
      }
      if name != "base.txt" { try read(url, as: name) }
    }
  }

  mutating func claim(_ id: UUID, or error: @autoclosure () -> FormatError) throws {
    guard taken.insert(id).inserted else { throw error() }
  }

  private static let tables = ["deals.csv", "people.csv", "encounters.csv"]

  private static func isOurs(_ name: String) -> Bool {
    name.hasSuffix(".txt") && !name.hasPrefix(".") || tables.contains(name)
  }

  /// The manifest first, then texts by name, then the tables in the order in which they lean on each other.
  private static func rank(_ name: String) -> String {
    if name == "base.txt" { return "0" }
    if let table = tables.firstIndex(of: name) { return "2\(table)" }
    return "1" + name
  }

  private mutating func read(_ url: URL, as name: String) throws {
    guard let data = try? Data(contentsOf: url) else { throw ReadError.cannotRead(url.path) }
    switch name {
    case "base.txt": try readManifest(data, name)
    case "deals.csv": try readDeals(data, name)
    case "people.csv": try readPeople(data, name)
    case "encounters.csv": try readEncounters(data, name)
    default: try readObjections(data, name)
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
