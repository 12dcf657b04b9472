import Domain
import Foundation
import GRDB
import GRDBSQLite

/// The journal of another base, which is only read, and not trusted: somebody handed it over.
struct JournalFile {
  private let path: String
  private let queue: DatabaseQueue

  /// - Throws: ``MergeError`` when it isn't there or is no base.
  init(_ path: String) throws {
    self.path = path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw MergeError.noSuchFile(path)
    }
    guard !isFolder.boolValue else { throw MergeError.notABase(path) }
    do {
      queue = try Self.open(path)
      let kind = try queue.read {
        try String.fetchOne($0, sql: "SELECT type FROM sqlite_master WHERE name = 'journal'")
      }
      guard kind == "table" else { throw MergeError.notABase(path) }
    } catch let error as DatabaseError {
      if error.resultCode == .SQLITE_CANTOPEN { throw StorageError.notAllowed(path: path) }
      throw MergeError.notABase(path)
    }
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    do {
      return try opened(path)
    } catch let error as DatabaseError where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) {
      // A base on a medium that can't be written can't have its WAL index made. Without a WAL it can be
      // read as it lies there.
      guard !FileManager.default.fileExists(atPath: path + "-wal") else { throw error }
      var allowed = CharacterSet.urlPathAllowed
      allowed.remove(charactersIn: "?#%")
      let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
      return try opened("file:" + escaped + "?immutable=1")
    }
  }

  private static func opened(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      // sqlite.org/security.html: what a file may do that somebody else made.
      try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
    return queue
  }

  /// Hands over each entry, in the order in which they came into that base.
  /// - Throws: What `take` throws, ``MergeError/damaged(_:)`` for a file that can't be read to its end.
  func forEach(_ take: (Entry) throws -> Void) throws {
    do {
      try queue.read { db in
        let rows = try GRDB.Row.fetchCursor(
          db, sql: "SELECT header, previous, commitment, hash, salt, body FROM journal ORDER BY number")
        while let row = try rows.next() {
          guard let entry = Entry(row) else { throw MergeError.damaged(path) }
          try take(entry)
        }
      }
    } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
      throw MergeError.damaged(path)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
      // A table of that name with other columns: some other program's.
      throw MergeError.notABase(path)
    }
  }

  /// A refusal as what a person can act on.
  func worded(_ refusal: Intake.Refusal) throws -> MergeError {
    switch refusal {
    case .damaged: return .damaged(path)
    case .ahead(let author, let stamp):
      var name: String?
      try forEach { entry in
        if entry.header.table == Catalog.author.number, entry.header.row == author, entry.header.decides,
          let atom = Catalog.author.atoms.first, case .text(let text)? = entry.values(of: atom).first
        {
          name = text
        }
      }
      return .ahead(file: path, whose: name, until: stamp.date)
    }
  }
}

extension Stamp {
  /// The wall clock's part of it.
  var date: Date { Date(timeIntervalSince1970: Double(value >> 16) / 1000) }
}
