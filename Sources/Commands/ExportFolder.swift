import Exchange
import Foundation
import Screens

/// The folder that an export is written to: all of it, or it stays as it was.
struct ExportFolder {
  private let typed: String
  private let path: String
  private let exists: Bool
  /// Whether an earlier export is there, and nothing else that `import` would read.
  let holdsExport: Bool

  /// - Throws: ``Problem/folderNotOurs(_:because:)`` for a folder that holds other things, a file or a link.
  init(_ typed: String) throws {
    self.typed = typed
    path = URL(fileURLWithPath: typed).standardizedFileURL.path
    let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
    exists = type != nil
    guard type == nil || type == .typeDirectory else {
      throw Problem.folderNotOurs(typed, because: "is a file or a link")
    }
    let names = exists ? try Self.names(in: path, typed) : []
    guard names.contains(where: { !$0.hasPrefix(".") }) else {
      holdsExport = false
      return
    }
    let manifest = try? String(contentsOfFile: path + "/" + Export.manifestName, encoding: .utf8)
    guard let manifest, Export.isExport(manifest: manifest) else {
      throw Problem.folderNotOurs(typed, because: "holds other things")
    }
    // They would be read with the export, and then it isn't one.
    if let foreign = names.sorted().first(where: { ReadableFiles.isOurs($0) && !Export.names.contains($0) }) {
      throw Problem.folderNotOurs(typed, because: "holds \(foreign), which no export makes")
    }
    holdsExport = true
  }

  private static func names(in path: String, _ typed: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw Problem.cannotWrite(typed, reason: "it can't be read")
    }
    return names
  }

  /// Writes all files to a folder of their own, and moves them when the last is on the disk. What else is in
  /// the folder stays, but for files of the earlier export that this one hasn't.
  func write(_ export: Export) throws {
    do {
      try put(export)
    } catch let failure as NewFile.Failure {
      throw failure.problem(writing: typed)
    }
  }

  private func put(_ export: Export) throws {
    let parent = exists ? path : (path as NSString).deletingLastPathComponent
    NewFile.removeLeftovers(in: URL(fileURLWithPath: parent))
    let fresh = parent + "/" + NewFile.partialName
    defer { try? FileManager.default.removeItem(atPath: fresh) }
    try make(fresh)
    for folder in Self.folders(of: export) { try make(fresh + "/" + folder) }
    for file in export.files { try NewFile.fill(fresh + "/" + file.name, file.text) }
    guard exists else { return try move(fresh, to: path) }
    if let file = export.files.first(where: { isFolder($0.name) }) {
      throw Problem.folderNotOurs(typed, because: "holds a folder \(file.name)")
    }
    for folder in Self.folders(of: export) where !isFolder(folder) { try make(path + "/" + folder) }
    for file in export.files { try move(fresh + "/" + file.name, to: path + "/" + file.name) }
    removeStale(of: export)
  }

  /// The files of the earlier export that this one hasn't, and their folder when nothing is left in it.
  private func removeStale(of export: Export) {
    for name in Export.names.subtracting(export.files.map(\.name)) {
      let folder = (name as NSString).deletingLastPathComponent
      if folder.isEmpty || isFolder(folder) { unlink(path + "/" + name) }
    }
    if Self.folders(of: export).isEmpty { rmdir(path + "/" + Export.mineFolder) }
  }

  private static func folders(of export: Export) -> [String] {
    export.files.contains { $0.name.hasPrefix(Export.mineFolder + "/") } ? [Export.mineFolder] : []
  }

  /// A link is no folder of ours: what it points to may be anybody's.
  private func isFolder(_ name: String) -> Bool {
    let type = (try? FileManager.default.attributesOfItem(atPath: path + "/" + name))?[.type] as? FileAttributeType
    return type == .typeDirectory
  }

  private func make(_ folder: String) throws {
    guard mkdir(folder, 0o700) == 0 else { throw NewFile.Failure() }
  }

  private func move(_ file: String, to place: String) throws {
    guard rename(file, place) == 0 else { throw NewFile.Failure() }
  }
}
