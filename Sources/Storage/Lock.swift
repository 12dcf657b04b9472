import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one advisory lock around every write and checkpoint of a base, over all processes.
///
/// Debian's SQLite 3.40 can corrupt a WAL base when one connection commits while another checkpoints
/// (fixed in 3.51.3, sqlite.org/wal.html#walresetbug). Held, nobody else does either.
struct Lock: ~Copyable {
  private let descriptor: CInt

  /// Tried every 5 ms for at most `seconds`.
  /// - Throws: ``StorageError/busy(seconds:)``, or ``StorageError/cannotCreate(path:reason:)``.
  init(base path: String, seconds: Double = 10) throws {
    let name = path + ".lock"
    descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw StorageError.cannotCreate(path: name, reason: String(cString: strerror(errno)))
    }
    var tries = Int(seconds * 200)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, tries > 0 else {
        close(descriptor)
        throw StorageError.busy(seconds: Int(seconds))
      }
      tries -= 1
      var pause = timespec(tv_sec: 0, tv_nsec: 5_000_000)
      nanosleep(&pause, nil)
    }
  }

  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
