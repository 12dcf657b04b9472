import Domain
import Foundation
import GRDB
import TestBase
import Testing

@testable import Storage

@Suite("A base that an older Comeback made")
struct MigrationTests {
  private static let schemas = [1, 3, 6]

  /// A copy of a base of an older schema.
  private func older(_ schema: Int) throws -> TemporaryBase {
    let temporary = try TemporaryBase()
    let fixture = Checkout.root.appendingPathComponent("Tests/Fixtures/schema-\(schema).db").path
    try FileManager.default.copyItem(atPath: fixture, toPath: temporary.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: temporary.path)
    return temporary
  }

  /// As it lies in the file, whatever schema it has.
  private func stored(_ path: String) throws -> (hashes: [Data], rows: Set<String>) {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    return try queue.read { db in
      var rows: Set<String> = []
      for table in try Catalog.tables.map(\.name).filter({ try db.tableExists($0) }) + ["setting"] {
        for row in try GRDB.Row.fetchAll(db, sql: "SELECT * FROM " + table) {
          rows.insert(
            table + ": "
              + row.filter { $0.0 != "number" && $0 != ("no_fit", .null) }.map { "\($0.0)=\($0.1)" }.joined(
                separator: ", "))
        }
      }
      return (try Data.fetchAll(db, sql: "SELECT hash FROM journal ORDER BY number"), rows)
    }
  }

  @Test("Opened, it keeps every entry and every row, and is sound", arguments: schemas)
  func opened(_ schema: Int) throws {
    let temporary = try older(schema)
    let before = try stored(temporary.path)
    #expect(before.hashes.count > 0)
    _ = try Base(at: temporary.path)
    let after = try stored(temporary.path)
    #expect(after.hashes == before.hashes)
    #expect(after.rows == before.rows)
    #expect(try temporary.soundness() == [])
  }

  @Test("As it was before is kept once, is as sound as it was, and can be put back", arguments: schemas)
  func backedUp(_ schema: Int) throws {
    let temporary = try older(schema)
    let before = try stored(temporary.path)
    for _ in 0..<3 { try Base(at: temporary.path).note("probe", "x") }
    let backups = temporary.base.backups()
    #expect(backups.map(\.reason) == [.beforeUpdate])
    let backup = try #require(backups.first)
    #expect(try stored(backup.path).hashes == before.hashes)
    #expect(try stored(backup.path).rows == before.rows)
    try temporary.add("After the update.")
    let device = try temporary.device()
    let kept = try #require(try Base.restore(backup.path, at: temporary.path))
    #expect(try stored(temporary.path).hashes == before.hashes)
    try temporary.add("After the restore.")
    #expect(try temporary.device() != device)
    #expect(try temporary.device() != temporary.entries().first?.header.device)
    _ = try temporary.base.merge(kept)
    let sentences = try temporary.base.read { try $0.objections() }.map(\.sentence)
    #expect(Set(sentences).isSuperset(of: ["After the update.", "After the restore."]))
    #expect(try temporary.soundness() == [])
  }

  @Test(
    "An update that a full disk stopped between the tables and the index goes on at the next start", arguments: schemas)
  func stopped(_ schema: Int) throws {
    let temporary = try older(schema)
    var configuration = Configuration()
    configuration.journalMode = .wal
    let queue = try DatabaseQueue(path: temporary.path, configuration: configuration)
    try Schema.migrator.migrate(queue)
    try queue.close()
    #expect(try Base(at: temporary.path).checkup().findings == [])
  }

  @Test("It can be merged as it is, without being changed", arguments: schemas)
  func merged(_ schema: Int) throws {
    let old = try older(schema)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: old.path))
    let temporary = try TemporaryBase()
    #expect(try temporary.base.merge(old.path).entries > 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: old.path)) == bytes)
    #expect(try temporary.soundness() == [])
  }
}
