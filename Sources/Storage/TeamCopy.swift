import Domain
import Foundation
import GRDB

extension Base {
  /// Writes a base of its own at `target` that holds the team's part of this one and nothing else: no
  /// private entry, no setting, no device, no draft. A colleague merges it, or begins with it.
  ///
  /// - Parameter replacing: Whether a file that stands at `target` is replaced.
  /// - Returns: How many entries it holds.
  /// - Throws: ``StorageError``; no file is made then, and one that stood there still does.
  @discardableResult
  public func writeTeamCopy(to target: String, replacing: Bool = false) throws -> Int {
    guard !Self.isSameFile(target, path) else {
      throw StorageError.cannotCreate(path: target, reason: "it is this base itself")
    }
    guard replacing || !FileManager.default.fileExists(atPath: target) else {
      throw StorageError.cannotCreate(path: target, reason: "a file of that name is there")
    }
    return try Self.translating(target) {
      let draft = target + ".partial"
      BaseFile.remove(draft)
      defer { BaseFile.remove(draft) }
      let count = try read { reader in
        // What fails here is the copy, not this base.
        try Self.translating(target) {
          try Self.withWriter(at: draft) { queue in
            try queue.write { try Self.copy(from: reader.db, to: $0) }
          }
        }
      }
      try Self.settle(draft)
      try Self.check(draft)
      try BaseFile.put(draft, inPlaceOf: target)
      return count
    }
  }

  /// Reads the team's part by itself, as a colleague's base has it: what only private entries say is not
  /// there, by construction.
  package func readTeamsPart<T>(_ body: (Reader) throws -> T) throws -> T {
    try read { own in
      let queue = try DatabaseQueue()
      try Schema.migrator.migrate(queue)
      try queue.write { _ = try Self.copy(from: own.db, to: $0) }
      return try queue.read { try body(Reader(db: $0)) }
    }
  }

  private static func copy(from own: Database, to copy: Database) throws -> Int {
    var count = 0
    let withdrawn = try Withdrawn(in: own)
    let rows = try GRDB.Row.fetchCursor(
      own, sql: "SELECT header, previous, commitment, hash, salt, body FROM journal ORDER BY number")
    while let row = try rows.next() {
      guard let entry = Entry(row), entry.header.audience == Audience.team.rawValue else { continue }
      try Journal.append(withdrawn.covers(entry) ? entry.erased : entry, to: copy)
      count += 1
    }
    try Fold.rebuild(in: copy)
    try Derived.rebuild(in: copy)
    try copy.execute(sql: "DELETE FROM own_file")
    return count
  }
}
