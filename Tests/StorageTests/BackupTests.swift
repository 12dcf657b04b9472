import Domain
import Foundation
import TestBase
import Testing

@testable import Storage

@Suite("Backups")
struct BackupTests {
  private func days(_ temporary: TemporaryBase, _ reason: Backup.Reason) -> [Int] {
    temporary.base.backups().filter { $0.reason == reason }.map(\.day.number)
  }

  @Test("One a day on which something is there to keep, and not a second one")
  func daily() throws {
    let temporary = try TemporaryBase()
    try temporary.base.backUpIfDue(zone: .gmt)
    #expect(temporary.base.backups().isEmpty)
    try temporary.add("Too dear.")
    for hours in [0.0, 1, 5, 24, 30] {
      try temporary.base.backUpIfDue(zone: .gmt, now: Rep.noon(0) + hours * 3600)
    }
    let first = Day(Rep.noon(0), in: .gmt).number
    #expect(days(temporary, .daily) == [first + 1, first])
    #expect(try temporary.soundness() == [])
  }

  @Test("A backup dated ahead, from a clock that was wrong, doesn't stop those of today")
  func clockWasAhead() throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    try temporary.base.backUpIfDue(zone: .gmt, now: Rep.noon(4000))
    try temporary.base.backUpIfDue(zone: .gmt, now: Rep.noon(0))
    #expect(days(temporary, .daily).count == 2)
    #expect(try temporary.soundness() == [])
  }

  @Test("Kept are the last seven days, and before them the last of each of four weeks", arguments: 1...2)
  func retention(_ seed: UInt64) throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    var numbers = SeededNumbers(seed: seed)
    var made: [Int] = []
    for day in 0..<60 where Int.random(in: 0..<3, using: &numbers) > 0 {
      let now = Rep.noon(day)
      try temporary.base.backUpIfDue(zone: .gmt, now: now)
      made.append(Day(now, in: .gmt).number)
      let kept = days(temporary, .daily)
      #expect(kept.prefix(7) == made.reversed().prefix(7))
      let older = kept.dropFirst(7)
      let weeks = older.map { ($0 - 4) / 7 }
      #expect(older.count <= 4)
      #expect(Set(weeks).count == weeks.count)
      if made.count > 14 { #expect(older.count >= 1) }
    }
    #expect(days(temporary, .daily).count == 11)
    #expect(try temporary.soundness() == [])
  }

  @Test("However many are made by hand on one day, the newest three stay, and always the one just made")
  func byHand() throws {
    let temporary = try TemporaryBase()
    var made: [Backup] = []
    for number in 0..<12 {
      try temporary.add("Number \(number).")
      let backup = try temporary.base.backUp(.byHand, now: Rep.noon(0))
      made.append(backup)
      #expect(try Base(at: backup.path).read { try $0.count(of: .objection) } == number + 1)
      #expect(temporary.base.backups() == Array(made.suffix(3).reversed()))
    }
    #expect(try temporary.soundness() == [])
  }

  @Test("Backups, and the folder that they lie in, are for nobody else")
  func modes() throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let backup = try temporary.base.backUp()
    _ = try Base.restore(backup.path, at: temporary.path)
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    let folder = temporary.path + ".backups"
    #expect(try mode(folder) == 0o700)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      #expect(try mode(folder + "/" + name) == 0o600, "\(name)")
    }
    #expect(try mode(temporary.path) == 0o600)
    #expect(try temporary.soundness() == [])
  }

  @Test("Nothing half-made stays in the folder")
  func noLeftOvers() throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let backup = try temporary.base.backUp()
    _ = try Base.restore(backup.path, at: temporary.path)
    let names = try FileManager.default.contentsOfDirectory(atPath: temporary.folder.path)
    #expect(!names.contains { $0.contains("partial") })
    let backups = try FileManager.default.contentsOfDirectory(atPath: temporary.path + ".backups")
    #expect(!backups.contains { $0.contains("partial") || $0.contains("lock") })
  }
}

@Suite("Restore")
struct RestoreTests {
  @Test("The base is what it was when the backup was made, and goes on as a new device")
  func restored() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("Too dear.")
    let backup = try temporary.base.backUp()
    let before = (try temporary.entries(), try temporary.rows(), try temporary.device())
    try temporary.add("Later.")
    _ = try Base.restore(backup.path, at: temporary.path)
    #expect(try temporary.entries() == before.0)
    #expect(try temporary.rows() == before.1)
    try temporary.add("After the restore.")
    #expect(try temporary.device() != before.2)
    #expect(try temporary.base.read { try $0.objections() }.first == objection)
    #expect(try temporary.soundness() == [])
  }

  @Test("Restored again and again, each goes on as a device of its own, so that no two chains are one")
  func again() throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let backup = try temporary.base.backUp()
    var devices: Set<UUID?> = [try temporary.device()]
    for number in 0..<6 {
      _ = try Base.restore(backup.path, at: temporary.path)
      try temporary.add("Number \(number).")
      #expect(devices.insert(try temporary.device()).inserted)
    }
    #expect(try temporary.soundness() == [])
  }

  @Test("The plan lists what would go, newest first; what stood is kept, and comes back whole by a merge")
  func plan() throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let backup = try temporary.base.backUp()
    #expect(try #require(try Base.plan(restoring: backup.path, at: temporary.path).gone).isEmpty)
    try temporary.add("Second.")
    try temporary.add("Third.")
    let all = (try temporary.entries(), try temporary.rows())
    let plan = try Base.plan(restoring: backup.path, at: temporary.path)
    #expect(plan.gone?.map(\.subject) == ["Third.", "Second."])
    #expect(plan.entries == 3)
    #expect(try temporary.entries() == all.0)
    let kept = try #require(try Base.restore(backup.path, at: temporary.path))
    #expect(try temporary.base.read { try $0.count(of: .objection) } == 1)
    #expect(try temporary.base.merge(kept).entries == all.0.count - 3)
    #expect(Set(try temporary.entries().map(\.hash)) == Set(all.0.map(\.hash)))
    #expect(try temporary.rows() == all.1)
    #expect(try temporary.soundness() == [])
  }

  @Test("What was kept can itself be put back, with what lay in its log")
  func keptPutBack() throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let backup = try temporary.base.backUp()
    // A reader that stays open leaves what is written next in the log.
    _ = try temporary.base.read { try $0.count(of: .objection) }
    try temporary.base.edit(.addedDeal) { try $0.save(Deal(name: "In the log")) }
    let all = try temporary.entries()
    let kept = try #require(try Base.restore(backup.path, at: temporary.path))
    #expect(try temporary.base.read { try $0.deals() }.isEmpty)
    _ = try Base.restore(kept, at: temporary.path)
    #expect(try temporary.base.read { try $0.deals() }.map(\.name) == ["In the log"])
    #expect(try temporary.entries() == all)
    #expect(try temporary.soundness() == [])
  }

  @Test("A damaged backup is refused, and what stands stays")
  func damagedBackup() throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let entry = try temporary.base.backUp()
    try TemporaryBase.damage(entry.path, "UPDATE journal SET body = CAST('{}' AS BLOB) WHERE number = 2")
    let text = try temporary.file("no-backup.db", "plain words")
    try temporary.add("Later.")
    let before = try temporary.everything()
    for path in [entry.path, text] {
      #expect {
        try Base.restore(path, at: temporary.path)
      } throws: { error in
        if case StorageError.damaged(path, _) = error { true } else { false }
      }
      #expect(throws: StorageError.self) { try Base.plan(restoring: path, at: temporary.path) }
    }
    #expect(try temporary.everything() == before)
    #expect(try temporary.soundness() == [])
  }

  @Test("A backup is put where no base is any more")
  func baseGone() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("Too dear.")
    let backup = try temporary.base.backUp()
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: temporary.path + suffix) }
    #expect(try Base.restore(backup.path, at: temporary.path) == nil)
    #expect(try Base(at: temporary.path).read { try $0.objections() } == [objection])
    #expect(try temporary.soundness() == [])
  }
}
