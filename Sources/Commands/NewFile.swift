import Foundation
import Screens

/// Files that are there whole or not at all.
enum NewFile {
  /// Writes beside the place and renames, so that nothing half-written stays. A link is never followed.
  /// - Parameter isOurs: Whether a file that is there may be written over, by its beginning.
  static func write(_ text: String, to path: String, force: Bool, isOurs: (String) -> Bool) throws {
    let url = URL(fileURLWithPath: path)
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if let attributes {
      let isFile = attributes[.type] as? FileAttributeType == .typeRegular
      let old = isFile ? (try? String(contentsOf: url, encoding: .utf8)) ?? "" : ""
      guard isFile, force || isOurs(old) else { throw Problem.fileExists(path) }
    }
    let temporary = url.deletingLastPathComponent().appendingPathComponent(".\(UUID().uuidString).partial")
    defer { try? FileManager.default.removeItem(at: temporary) }
    guard
      FileManager.default.createFile(
        atPath: temporary.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw Problem.cannotWrite(path, reason: "the folder isn't there, or isn't yours") }
    guard rename(temporary.path, url.path) == 0 else {
      throw Problem.cannotWrite(path, reason: String(cString: strerror(errno)))
    }
  }
}
