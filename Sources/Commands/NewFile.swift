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
    let folder = url.deletingLastPathComponent()
    removeLeftovers(in: folder)
    let temporary = folder.appendingPathComponent(partialName).path
    defer { unlink(temporary) }
    do {
      try fill(temporary, text)
      guard rename(temporary, url.path) == 0 else { throw Failure() }
    } catch let failure as Failure {
      throw failure.problem(writing: path)
    }
  }

  /// What the system refused.
  struct Failure: Error {
    private let number = errno

    /// As what a person can do about it.
    func problem(writing path: String) -> Problem {
      let reason = String(cString: strerror(number))
      return switch number {
      case ENOSPC, EDQUOT, EIO, EFBIG: .writeFailed(path, reason: reason)
      default: .cannotWrite(path, reason: reason)
      }
    }
  }

  /// Makes a file that wasn't there, with everything on the disk.
  static func fill(_ path: String, _ text: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure() }
    defer { close(descriptor) }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written >= 0 else { throw Failure() }
      bytes = bytes.dropFirst(written)
    }
    guard fsync(descriptor) == 0 else { throw Failure() }
  }

  private static let ends = (".comeback.", ".partial")

  /// A name for what isn't finished; a later run knows it for a leftover.
  static var partialName: String { partial(of: getpid()) }

  private static func partial(of process: pid_t) -> String { ends.0 + String(process) + ends.1 }

  /// What processes left that were killed here; one that lives is still writing.
  static func removeLeftovers(in folder: URL) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    where name.hasPrefix(ends.0) && name.hasSuffix(ends.1) {
      guard let process = pid_t(name.dropFirst(ends.0.count).dropLast(ends.1.count)), process > 0 else { continue }
      if process == getpid() || (kill(process, 0) != 0 && errno == ESRCH) {
        try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
      }
    }
  }
}
