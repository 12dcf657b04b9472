import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A base as a file: made for its owner alone, put in place whole or not at all.
enum BaseFile {
  /// What SQLite keeps beside a base.
  static let companions = ["-wal", "-shm"]

  /// Makes an empty file that only its owner may read.
  /// - Throws: ``StorageError``.
  static func create(_ path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    close(descriptor)
  }

  /// A folder that only its owner may look into.
  static func createFolder(_ path: String) throws {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
  }

  /// Copies a file that no connection has open.
  static func copy(_ path: String, to target: String) throws {
    try create(target)
    do {
      let from = open(path, O_RDONLY | O_CLOEXEC)
      guard from >= 0 else { throw failure(path) }
      defer { close(from) }
      let to = open(target, O_WRONLY | O_CLOEXEC)
      guard to >= 0 else { throw failure(target) }
      defer { close(to) }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(from, &buffer, buffer.count)
        if count == 0 { return }
        guard count > 0 else { throw failure(path) }
        var done = 0
        while done < count {
          let written = buffer[done..<count].withUnsafeBytes { write(to, $0.baseAddress, $0.count) }
          guard written > 0 else { throw failure(target) }
          done += written
        }
      }
    } catch {
      unlink(target)
      throw error
    }
  }

  /// Brings a finished file onto the disk and under its name; what stood there is replaced.
  static func put(_ path: String, inPlaceOf target: String) throws {
    try sync(path)
    // A write-ahead log of the file that goes would be taken for one of the file that comes.
    for companion in companions { unlink(target + companion) }
    guard rename(path, target) == 0 else { throw failure(target) }
    try sync((target as NSString).deletingLastPathComponent)
  }

  static func remove(_ path: String) {
    for companion in companions + ["", ".lock"] { unlink(path + companion) }
  }

  private static func sync(_ path: String) throws {
    let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(path) }
  }

  private static func failure(_ path: String) -> StorageError {
    let (code, reason) = (errno, String(cString: strerror(errno)))
    return switch code {
    case EACCES, EPERM, EROFS: .notAllowed(path: path)
    case ENOSPC, EIO, EDQUOT, EFBIG: .inputOutput(path: path, reason: reason)
    default: .cannotCreate(path: path, reason: reason)
    }
  }
}
