import Domain
import Foundation
import GRDB
import TestBase
import Testing

@testable import Storage

@Suite("The file of a base")
struct BaseFileTests {
  @Test("Base, WAL, lock and folder are for nobody else, whatever the umask")
  func modes() throws {
    let temporary = try TemporaryBase()
    let path = temporary.folder.appendingPathComponent("deep/er/base.db").path
    let base = try Base(at: path)
    try base.edit(.addedDeal) { try $0.save(Deal(name: "Acme")) }
    for suffix in ["", "-wal", "-shm", ".lock"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
    }
    let folder = try FileManager.default.attributesOfItem(
      atPath: temporary.folder.appendingPathComponent("deep/er").path)
    #expect(folder[.posixPermissions] as? Int == 0o700)
  }

  @Test("What is said to be saved is synced: FULL reads back as 2")
  func synchronous() throws {
    let temporary = try TemporaryBase()
    let level = try temporary.base.derive { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    #expect(level == 2)
    let mode = try temporary.base.derive { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
  }

  @Test("A sync that fails is not said to have saved nothing: the commit may be found at the next start")
  func syncFails() {
    #expect(throws: StorageError.unsure(path: "/x", reason: "disk I/O error")) {
      try Base.translating("/x") { throw DatabaseError(resultCode: .SQLITE_IOERR_FSYNC, message: "disk I/O error") }
    }
    #expect(throws: StorageError.inputOutput(path: "/x", reason: "disk I/O error")) {
      try Base.translating("/x") { throw DatabaseError(resultCode: .SQLITE_IOERR_WRITE, message: "disk I/O error") }
    }
  }

  @Test("Reading can't write, and makes no file where there is none")
  func reading() throws {
    let temporary = try TemporaryBase()
    #expect(try temporary.base.read { try $0.count(of: .objection) } == 0)
    #expect(!FileManager.default.fileExists(atPath: temporary.path))
    try temporary.add("Too dear.")
    #expect(throws: (any Error).self) {
      try temporary.base.read { try $0.db.execute(sql: "DELETE FROM objection") }
    }
    #expect(try temporary.base.read { try $0.count(of: .objection) } == 1)
  }

  @Test("A link in the base's place is not followed")
  func link() throws {
    let temporary = try TemporaryBase()
    let target = try temporary.file("elsewhere.db", "")
    let link = temporary.folder.appendingPathComponent("link.db").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(throws: StorageError.notAFile(path: link)) { try Base(at: link) }
  }

  @Test("A base of a newer Comeback is refused, and left as it is")
  func newer() throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let queue = try DatabaseQueue(path: temporary.path)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 from the future')") }
    try queue.close()
    #expect(throws: StorageError.newer(path: temporary.path)) { try Base(at: temporary.path) }
  }

  @Test("Busy for longer than it waits is said, and nothing is saved")
  func busy() throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let held = try Lock(base: temporary.path)
    #expect(throws: StorageError.busy(seconds: 0)) { _ = try Lock(base: temporary.path, seconds: 0.02) }
    extendLifetime(held)
  }

  @Test("A read stops at once when its task is cancelled, and the next one runs")
  func cancelled() async throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let (began, begin) = AsyncStream<Void>.makeStream()
    let endless = Task { [base = temporary.base] in
      try await base.read { reader in
        begin.finish()
        let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        return try Int.fetchOne(reader.db, sql: sql)
      }
    }
    for await _ in began {}
    endless.cancel()
    await #expect(throws: CancellationError.self) { _ = try await endless.value }
    #expect(try await temporary.base.read { try $0.objections() }.count == 1)
  }

  @Test("Many writers at once in one process lose nothing and are never refused")
  func manyWriters() async throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let path = temporary.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<15 {
            let base = try Base(at: path)
            try base.edit(.addedDeal) { try $0.save(Deal(name: "\(writer)-\(number)")) }
            try base.catchUp()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await temporary.base.read { try $0.deals() }.count == 60)
    #expect(try temporary.soundness() == [])
  }
}

@Suite("Short ids")
struct ShortIDTests {
  @Test("The code and the id of a seed row follow from its name, the same for ever")
  func vectors() {
    let id = ID<Objection>(named: "price-too-expensive", kind: "objection")
    #expect(id.uuid.uuidString.lowercased() == "43722247-bea2-846b-b0d2-4f0479c70a58")
    #expect(ShortID.code(of: id.uuid) == "trw9nfd681srbwgh")
  }

  @Test("Any unambiguous prefix means the row; an ambiguous or unknown one is refused")
  func prefixes() throws {
    let temporary = try TemporaryBase()
    var ids: [ID<Deal>] = []
    try temporary.base.edit(.imported) { edit in
      for number in 0..<400 {
        let deal = Deal(name: "Deal \(number)")
        ids.append(deal.id)
        try edit.save(deal)
      }
    }
    try temporary.base.read { reader in
      var shorts: Set<String> = []
      for id in ids {
        let short = try reader.shortID(id)
        #expect(short.count >= 5)
        #expect(short.first == "d")
        shorts.insert(short)
        #expect(try reader.named(short) == .deal(id))
        #expect(try reader.named(short.uppercased()) == .deal(id))
        #expect(try reader.named("d" + ShortID.code(of: id.uuid)) == .deal(id))
        #expect(try reader.named(id.uuid.uuidString) == .deal(id))
      }
      #expect(shorts.count == ids.count)
      let codes = ids.map { ShortID.code(of: $0.uuid).prefix(2) }
      let twice = try #require(Dictionary(grouping: codes) { $0 }.first { $0.value.count > 1 }?.key)
      #expect(throws: StorageError.ambiguousID("d" + twice)) { try reader.named("d" + twice) }
      #expect(throws: StorageError.noSuchID("zzzz")) { try reader.named("zzzz") }
      #expect(throws: StorageError.noSuchID("d'; --")) { try reader.named("d'; --") }
    }
  }

  @Test("A seed row answers to its name in the files")
  func seedName() throws {
    let temporary = try TemporaryBase()
    let objection = Objection(
      id: ID(named: "price-too-expensive", kind: "objection"), sentence: "It's too expensive.",
      category: Category(rawValue: "price"))
    try temporary.base.edit(.imported) { try $0.save(objection) }
    #expect(try temporary.base.read { try $0.named("price-too-expensive") } == .objection(objection.id))
  }
}

@Suite("Seeds yield to people")
struct SeedTests {
  private let id = ID<Objection>(named: "seed-one", kind: "objection")

  private func seed(_ sentence: String, concern: String? = nil) -> Objection {
    Objection(id: id, sentence: sentence, category: Category(rawValue: "price"), concern: concern)
  }

  private func take(_ objection: Objection, release: Int, into base: Base) throws -> Int {
    try base.edit(.importedStarter, release: release) { try $0.save(objection) }.changes
  }

  @Test("What a person wrote wins over any release; untouched atoms are mended by a newer one")
  func releases() throws {
    let temporary = try TemporaryBase()
    let base = temporary.base
    _ = try take(seed("Too dear.", concern: "old"), release: 1, into: base)
    let mine = seed("Mine.", concern: "old")
    try base.edit(.editedObjection) { try $0.save(mine) }
    _ = try take(seed("Much too dear.", concern: "new"), release: 2, into: base)
    let now = try base.read { try $0.objection(id) }
    #expect(now?.sentence == "Mine.")
    #expect(now?.concern == "new")
    #expect(try temporary.soundness() == [])
  }

  @Test("Taking the same release again writes nothing, also over a person's change")
  func again() throws {
    let temporary = try TemporaryBase()
    let base = temporary.base
    _ = try take(seed("Too dear."), release: 1, into: base)
    #expect(try take(seed("Too dear."), release: 1, into: base) == 0)
    let mine = seed("Mine.")
    try base.edit(.editedObjection) { try $0.save(mine) }
    #expect(try take(seed("Too dear."), release: 1, into: base) == 0)
    #expect(try base.read { try $0.objection(id) }?.sentence == "Mine.")
  }

  @Test("Taking it again after an undo brings its rows back")
  func revived() throws {
    let temporary = try TemporaryBase()
    let base = temporary.base
    _ = try take(seed("Too dear."), release: 1, into: base)
    _ = try base.undo()
    #expect(try base.read { try $0.objection(id) } == nil)
    #expect(try take(seed("Too dear."), release: 1, into: base) > 0)
    #expect(try base.read { try $0.objection(id) }?.sentence == "Too dear.")
    #expect(try temporary.soundness() == [])
  }

  @Test("A seed does not move the clock")
  func clock() throws {
    let temporary = try TemporaryBase()
    _ = try take(seed("Too dear."), release: 1, into: temporary.base)
    let clock = try temporary.base.derive { try Int64.fetchOne($0, sql: "SELECT stamp FROM clock") }
    #expect(clock == nil)
  }
}
