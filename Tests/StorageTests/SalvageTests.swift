import Domain
import Foundation
import GRDB
import TestBase
import Testing

@testable import Storage

@Suite("doctor --repair: nothing that can be read is lost")
struct SalvageTests {
  private func filled(backedUp: Bool = false) throws -> TemporaryBase {
    let temporary = try TemporaryBase()
    try temporary.becomes("Ana", now: Rep.noon(0))
    var rep = Rep(temporary, seed: 5)
    try rep.work(from: 0, days: 12, aDay: 5)
    if backedUp { try temporary.base.backUp(.daily) }
    try rep.work(from: 12, days: 3)
    try settle(temporary.path)
    return temporary
  }

  /// All of it in the one file.
  private func settle(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { _ = try $0.checkpoint(.truncate) }
    try queue.close()
  }

  private func overwrite(_ path: String, at offset: Int, _ bytes: Data) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: UInt64(offset))
    try file.write(contentsOf: bytes)
    try file.close()
  }

  private func truncate(_ path: String, to part: Double) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.truncate(atOffset: UInt64(Double(try file.seekToEnd()) * part))
    try file.close()
  }

  private func expectMended(_ temporary: TemporaryBase, _ repaired: Repaired, damaged: Data) throws {
    let kept = try #require(repaired.kept)
    #expect(try Data(contentsOf: URL(fileURLWithPath: kept)) == damaged)
    let base = try Base(at: temporary.path)
    #expect(try base.checkup().findings == [])
    #expect(try TemporaryBase.entries(in: base).allSatisfy(\.isSound))
    #expect(try temporary.soundness() == [])
  }

  @Test("A sound base keeps every entry as it is, and nothing is put aside")
  func sound() throws {
    let temporary = try filled()
    let before = (try temporary.entries(), try temporary.rows())
    let repaired = try Base.repair(at: temporary.path)
    #expect(repaired.kept == nil)
    #expect(try temporary.entries() == before.0)
    #expect(try temporary.rows() == before.1)
    #expect(temporary.base.backups().isEmpty)
    #expect(try temporary.soundness() == [])
  }

  @Test("Words overwritten in the file: the entry stays in its chain, its text comes from a backup or is told as lost")
  func overwrittenBody() throws {
    for isBackedUp in [true, false] {
      let temporary = try filled(backedUp: isBackedUp)
      let entries = try temporary.entries()
      let victim = try #require(entries.first { $0.header.kind == Header.Kind.set && $0.header.table == 2 })
      let body = try #require(victim.body)
      let path = temporary.path
      var file = try Data(contentsOf: URL(fileURLWithPath: path))
      while let range = file.range(of: body) {
        try overwrite(path, at: range.lowerBound, Data(repeating: 0x58, count: body.count))
        file = try Data(contentsOf: URL(fileURLWithPath: path))
      }
      #expect(try !Base(at: path).checkup().isSound)
      let repaired = try Base.repair(at: path)
      try expectMended(temporary, repaired, damaged: file)
      #expect(Set(try temporary.entries().map(\.hash)) == Set(entries.map(\.hash)))
      #expect(repaired.withoutText == (isBackedUp ? 0 : 1))
      #expect(try temporary.entries().filter { $0.body != nil }.count == entries.count - (isBackedUp ? 0 : 1))
    }
  }

  @Test("A file cut off: what is before the cut is there, the rest comes from the backup", arguments: [0.9, 0.5, 0.2])
  func truncated(_ part: Double) throws {
    let temporary = try filled(backedUp: true)
    let backup = Set(
      try TemporaryBase.entries(in: Base(at: try #require(temporary.base.backups().first).path)).map(\.hash))
    let all = Set(try temporary.entries().map(\.hash))
    try truncate(temporary.path, to: part)
    let damaged = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
    let repaired = try Base.repair(at: temporary.path)
    let now = Set(try TemporaryBase.entries(in: Base(at: temporary.path)).map(\.hash))
    #expect(backup.isSubset(of: now))
    #expect(now.isSubset(of: all))
    try expectMended(temporary, repaired, damaged: damaged)
  }

  @Test("Pages overwritten here and there: every entry that can still be read is there", arguments: 1...3)
  func pages(_ seed: UInt64) throws {
    let temporary = try filled()
    var numbers = SeededNumbers(seed: seed)
    let size = try Data(contentsOf: URL(fileURLWithPath: temporary.path)).count
    // Without its schema nothing of a file can be read.
    let schema = try temporary.base.read { reader in
      try Int.fetchAll(reader.db, sql: "SELECT pageno - 1 FROM dbstat WHERE name = 'sqlite_schema'")
    }
    for _ in 0..<3 {
      let pages = (2..<size / 4096).filter { !schema.contains($0) }
      let page = try #require(pages.randomElement(using: &numbers))
      try overwrite(temporary.path, at: page * 4096, Data(repeating: 0xA5, count: 4096))
    }
    let damaged = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
    let readable = try readable(temporary.path)
    let repaired = try Base.repair(at: temporary.path)
    let now = Set(try TemporaryBase.entries(in: Base(at: temporary.path)).map(\.hash))
    #expect(readable.isSubset(of: now))
    if repaired.kept != nil { try expectMended(temporary, repaired, damaged: damaged) }
    #expect(try Base(at: temporary.path).checkup().findings == [])
  }

  /// The entries that a reader of one row at a time gets at.
  private func readable(_ path: String) throws -> Set<Data> {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    // Not in a transaction, whose end would fail.
    return queue.inDatabase { db in
      var hashes: Set<Data> = []
      for number in 1..<1000 {
        let row = try? GRDB.Row.fetchOne(
          db, sql: "SELECT header, previous, commitment, hash, salt, body FROM journal WHERE number = ?",
          arguments: [number])
        if let entry = row.flatMap(Entry.init), entry.isSound { hashes.insert(entry.hash) }
      }
      return hashes
    }
  }

  @Test("A garbage header with a backup: all that the backup has, the same author, and one's own acts can be undone")
  func garbageHeader() throws {
    let temporary = try filled(backedUp: true)
    let author = try temporary.base.read { try $0.writer() }
    let backup = Set(
      try TemporaryBase.entries(in: Base(at: try #require(temporary.base.backups().first).path)).map(\.hash))
    try overwrite(temporary.path, at: 0, Data(repeating: 0x21, count: 200))
    let damaged = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
    let repaired = try Base.repair(at: temporary.path)
    #expect(repaired.fromBackups == backup.count)
    let base = try Base(at: temporary.path)
    #expect(Set(try TemporaryBase.entries(in: base).map(\.hash)) == backup)
    #expect(try base.read { try $0.writer() } == author)
    try expectMended(temporary, repaired, damaged: damaged)
    #expect(try base.undo().acts.count == 1)
  }

  @Test("When the settings alone can't be read, they come from a backup: the author stays who it was")
  func settingsLost() throws {
    let temporary = try filled(backedUp: true)
    let author = try temporary.base.read { try $0.writer() }
    let queue = try DatabaseQueue(path: temporary.path)
    let page = try queue.read {
      try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'setting'")
    }
    try queue.close()
    let offset = (try #require(page) - 1) * 4096
    try overwrite(temporary.path, at: offset, Data(repeating: 0xA5, count: 4096))
    let damaged = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
    let entries = Set(try TemporaryBase.entries(in: Base(at: temporary.path)).map(\.hash))
    let repaired = try Base.repair(at: temporary.path)
    #expect(try Base(at: temporary.path).read { try $0.writer() } == author)
    #expect(Set(try TemporaryBase.entries(in: Base(at: temporary.path)).map(\.hash)) == entries)
    try expectMended(temporary, repaired, damaged: damaged)
  }

  @Test("Nothing readable and no backup: refused, and the file is untouched")
  func nothing() throws {
    let temporary = try TemporaryBase()
    let garbage = Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    try garbage.write(to: URL(fileURLWithPath: temporary.path))
    #expect {
      try Base.repair(at: temporary.path)
    } throws: { error in
      if case StorageError.damaged = error { true } else { false }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: temporary.path)) == garbage)
    #expect(temporary.base.backups().isEmpty)
  }

  @Test("An empty file with a backup beside it: what the backup has comes back")
  func emptyFile() throws {
    let temporary = try filled(backedUp: true)
    let backup = Set(
      try TemporaryBase.entries(in: Base(at: try #require(temporary.base.backups().first).path)).map(\.hash))
    try truncate(temporary.path, to: 0)
    _ = try Base.repair(at: temporary.path)
    let base = try Base(at: temporary.path)
    #expect(Set(try TemporaryBase.entries(in: base).map(\.hash)) == backup)
    #expect(try base.checkup().findings == [])
  }

  @Test("What was erased stays erased when a backup still has its text")
  func erased() throws {
    let temporary = try filled()
    let objection = try #require(try temporary.base.read { try $0.objections() }.first)
    let copy = try TemporaryBase(copyOf: temporary)
    try temporary.base.erase([(.objection(objection.id), "sentence")])
    // A backup that the erasing didn't reach.
    try FileManager.default.createDirectory(atPath: temporary.path + ".backups", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: copy.path, toPath: temporary.path + ".backups/2020-01-01.db")
    try temporary.damage("DELETE FROM journal WHERE number = 5")
    let repaired = try Base.repair(at: temporary.path)
    #expect(repaired.kept != nil)
    #expect(try Base(at: temporary.path).read { try $0.objection(objection.id) } == nil)
    #expect(try Base(at: temporary.path).checkup().findings == [])
  }
}
