public import Domain
public import Foundation
package import GRDB
import GRDBSQLite
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one file that a rep or a team writes in.
///
/// Reading goes through a read-only connection. Writing goes through three doors and no other way:
/// ``edit(_:subject:release:zone:now:_:)`` for what people wrote, `derive` for what machines compute,
/// ``note(_:_:)`` for what is only this machine's. Each opens the file under the lock and closes it again,
/// so that no checkpoint ever runs outside the lock.
public struct Base: Sendable {
  public let path: String
  private let connection: ReadingConnection

  /// The base at `path`. A base that isn't there reads as an empty one, and is made at the first write.
  /// - Throws: ``StorageError``.
  public init(at path: String) throws {
    self.path = path
    connection = ReadingConnection()
    try read { _ in }
  }

  /// One that is not looked at, for what lies beside it.
  init(unopened path: String) {
    self.path = path
    connection = ReadingConnection()
  }

  // MARK: Reading

  /// Reads within one transaction; nothing can be written in it.
  public func read<T>(_ body: (Reader) throws -> T) throws -> T {
    try Self.translating(path) {
      try connection.queue(at: path).read { try body(Reader(db: $0)) }
    }
  }

  /// The same, until its task is cancelled: a statement that runs is interrupted, none begins any more, and between
  /// statements `body` may ask `Task.isCancelled`.
  /// - Throws: ``StorageError``, `CancellationError`, or what `body` throws.
  public func read<T: Sendable>(_ body: @Sendable (Reader) throws -> T) async throws -> T {
    do {
      return try await connection.queue(at: path).read { try body(Reader(db: $0)) }
    } catch let error as DatabaseError {
      throw Self.translated(error, path)
    }
  }

  /// The read-only connection, opened once there is a file.
  private final class ReadingConnection: Sendable {
    private enum State {
      case none
      case empty(DatabaseQueue)
      /// With what file it is: a restored one is another.
      case file(DatabaseQueue, identity: String?)
    }
    private let state = Mutex(State.none)

    func queue(at path: String) throws -> DatabaseQueue {
      try state.withLock { state in
        let identity = Base.identity(of: path)
        if case .file(let queue, identity) = state { return queue }
        if try Base.isFile(path) {
          let queue = try Base.openForReading(path)
          state = .file(queue, identity: Base.identity(of: path))
          return queue
        }
        if case .empty(let queue) = state { return queue }
        let queue = try DatabaseQueue()
        try Schema.migrator.migrate(queue)
        state = .empty(queue)
        return queue
      }
    }
  }

  /// False when nothing is there; a link or a folder is refused.
  static func isFile(_ path: String) throws -> Bool {
    var status = stat()
    if lstat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else { throw StorageError.notAFile(path: path) }
      return true
    }
    guard errno == ENOENT || errno == ENOTDIR else {
      throw errno == EACCES
        ? StorageError.notAllowed(path: path)
        : StorageError.cannotCreate(path: path, reason: String(cString: strerror(errno)))
    }
    return false
  }

  /// A file without a byte is a new base, unless there was one before.
  private static func refuseEmptied(_ path: String) throws {
    var status = stat()
    if stat(path, &status) == 0, status.st_size == 0, !backups(of: path).isEmpty {
      throw StorageError.damaged(path: path, reason: "the file is empty, and there are backups of it")
    }
  }

  private static func openForReading(_ path: String) throws -> DatabaseQueue {
    try refuseEmptied(path)
    let queue = try DatabaseQueue(path: path, configuration: reading)
    let state = try queue.read { db in
      (
        superseded: try Schema.migrator.hasBeenSuperseded(db),
        complete: try Schema.migrator.hasCompletedMigrations(db) && isRefolded(db)
      )
    }
    if state.superseded { throw StorageError.newer(path: path) }
    if !state.complete {
      try queue.close()
      try withWriter(at: path) { _ in }
      return try DatabaseQueue(path: path, configuration: reading)
    }
    return queue
  }

  static var reading: Configuration {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    // Closing a file that another was put in place of would take the other one's log away by its name.
    configuration.prepareDatabase(keepLog)
    return configuration
  }

  // MARK: The three doors

  /// What a person wrote, as one act: opens the transaction, takes the stamp, runs `body` once, writes
  /// entries and tables together. When it returns, it is on the disk.
  ///
  /// - Parameters:
  ///   - subject: What history calls it beside the deed.
  ///   - release: The number of a seed's release, whose entries yield to all that a person wrote.
  /// - Returns: The act's id, nil when nothing changed, and what `body` returned.
  /// - Throws: ``StorageError``, or what `body` throws; the base is then as before.
  @discardableResult
  public func edit<T>(
    _ deed: Deed, subject: String? = nil, release: Int? = nil, zone: TimeZone = .current,
    now: Date = Date(), _ body: (inout Edit) throws -> T
  ) throws -> Saved<T> {
    try Self.translating(path) {
      try Self.withWriter(at: path) { queue in
        try queue.write { db in
          var edit = try Edit(deed, subject: subject, release: release, zone: zone, now: now, in: db)
          let value = try body(&edit)
          try edit.close()
          return Saved(act: edit.changes > 0 ? ID(edit.act) : nil, changes: edit.changes, value: value)
        }
      }
    }
  }

  /// What a machine computes from what people wrote. Never journalled.
  package func derive<T>(_ body: (Database) throws -> T) throws -> T {
    try Self.translating(path) { try Self.withWriter(at: path) { try $0.write(body) } }
  }

  /// Keeps a setting of this machine; nil forgets it.
  public func note(_ key: String, _ value: String?) throws {
    try note { try LocalState.set(key, to: value, in: $0) }
  }

  /// What is only this machine's.
  func note(_ body: (Database) throws -> Void) throws {
    try Self.translating(path) {
      try Self.withWriter(at: path) { queue in try queue.write { try body($0) } }
    }
  }

  /// Takes back the newest acts of one's own that still stand.
  public func undo(_ count: Int = 1, zone: TimeZone = .current, now: Date = Date()) throws -> Undone {
    try Self.translating(path) {
      try Self.withWriter(at: path) { queue in
        try queue.write { try Undo.takeBack(count, zone: zone, now: now, in: $0) }
      }
    }
  }

  /// Does again what the newest undo took back.
  public func redo(zone: TimeZone = .current, now: Date = Date()) throws -> Undone {
    try Self.translating(path) {
      try Self.withWriter(at: path) { queue in
        try queue.write { try Undo.doAgain(zone: zone, now: now, in: $0) }
      }
    }
  }

  /// Says that two objections are one: `objection` stays in front, and phrasings, answers and logs of both
  /// are shown together from now on.
  /// - Returns: False when they were the same already.
  public func say(
    _ objection: ID<Objection>, isSameAs other: ID<Objection>, zone: TimeZone = .current, now: Date = Date()
  ) throws -> Bool {
    guard objection != other, try read({ try $0.front(of: objection) != $0.front(of: other) }) else { return false }
    let name = try read { try $0.objection(objection)?.sentence }
    try edit(.saidSame, subject: name, zone: zone, now: now) { try $0.link(objection.uuid, other.uuid) }
    return true
  }

  /// Takes an objection out of those that it was said to be the same as.
  /// - Returns: False when it was the same as none.
  public func part(_ objection: ID<Objection>, zone: TimeZone = .current, now: Date = Date()) throws -> Bool {
    let name = try read { try $0.objection(objection)?.sentence }
    return try edit(.parted, subject: name, zone: zone, now: now) { edit in
      let links = try edit.reader.links(of: objection)
      try edit.unlink(links, of: objection.uuid)
      return !links.isEmpty
    }.value
  }

  // MARK: The file

  /// Runs `body` with a writing connection, under the lock, and closes it before the lock is let go.
  static func withWriter<T>(at path: String, _ body: (DatabaseQueue) throws -> T) throws -> T {
    try prepareFolder(of: path)
    let lock = try Lock(base: path)
    defer { extendLifetime(lock) }
    try createPrivately(path)
    try refuseEmptied(path)
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.journalMode = .wal
    configuration.prepareDatabase(keepLog)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_size_limit = 1048576") }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    // GRDB sets NORMAL when it opens a WAL base, after its preparation: a power cut could lose commits.
    try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    guard try !queue.read(Schema.migrator.hasBeenSuperseded) else { throw StorageError.newer(path: path) }
    try backUpBeforeUpdate(queue, at: path)
    try Schema.migrator.migrate(queue)
    try refoldIfOlder(queue)
    if let identity = identity(of: path) { try queue.write { try LocalState.notice(file: identity, in: $0) } }
    return try body(queue)
  }

  private static func backUpBeforeUpdate(_ queue: DatabaseQueue, at path: String) throws {
    let isOlder = try queue.read { db in
      try db.tableExists("journal") && !Schema.migrator.hasCompletedMigrations(db)
    }
    if isOlder { _ = try backUp(queue, at: path, .beforeUpdate, on: Day(Date(), in: .current)) }
  }

  /// Tables that an older version folded may lack what it didn't know.
  private static func refoldIfOlder(_ queue: DatabaseQueue) throws {
    guard try !queue.read(isRefolded) else { return }
    try queue.write { db in
      try Fold.rebuild(in: db)
      try Derived.rebuild(in: db)
    }
  }

  /// False between the tables' change and their refolding, where a full disk may have stopped an update.
  private static func isRefolded(_ db: Database) throws -> Bool {
    try Derived.state("catalog", in: db) >= Catalog.edition
  }

  /// Its inode: a copy has another one, and so has a restored backup.
  static func identity(of path: String) -> String? {
    var status = stat()
    return stat(path, &status) == 0 ? String(status.st_ino) : nil
  }

  /// Whether two names mean one file.
  static func isSameFile(_ path: String, _ other: String) -> Bool {
    var (one, two) = (stat(), stat())
    return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_ino == two.st_ino && one.st_dev == two.st_dev
  }

  private static func keepLog(_ db: Database) {
    var keep: CInt = 1
    sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &keep)
  }

  private static func prepareFolder(of path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    guard !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw StorageError.cannotCreate(path: folder, reason: "the folder cannot be made")
    }
  }

  /// SQLite would make the file readable for others; what is already there stays as it is.
  private static func createPrivately(_ path: String) throws {
    if try isFile(path) { return }
    try BaseFile.create(path)
  }

  /// SQLite's errors as facts that a person can act on.
  static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw translated(error, path)
    }
  }

  private static func translated(_ error: DatabaseError, _ path: String) -> any Error {
    let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    // The commit stands whole in the WAL, where the next start finds it, unless the disk lost it.
    if error.extendedResultCode == .SQLITE_IOERR_FSYNC { return StorageError.unsure(path: path, reason: reason) }
    return switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: StorageError.busy(seconds: 10)
    // Nothing that is written here is too big; a damaged length of a record is.
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_TOOBIG: StorageError.damaged(path: path, reason: reason)
    case .SQLITE_FULL, .SQLITE_IOERR: StorageError.inputOutput(path: path, reason: reason)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: StorageError.notAllowed(path: path)
    default: error
    }
  }
}

/// What an act left.
public struct Saved<Value> {
  public let act: ID<Act>?
  public let changes: Int
  public let value: Value
}
