import Foundation
import TestBase
import Testing

@Suite("Nothing is lost: undo, put away, same as, backups, repair, as typed and seen")
struct SafetyRoadTests {
  /// The id that a command said it saved under.
  private func saved(_ seen: Road.Seen) throws -> String {
    #expect(seen.code == 0, "\(seen.aside)")
    let words = try #require(seen.out.firstMatch(of: /Saved, (\w+)\./))
    return String(words.1)
  }

  private func backups(_ road: Road) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: road.path + ".backups").sorted()
  }

  @Test("undo, redo, undo: each says what it did, and nothing left exits 1")
  func undoAndRedo() throws {
    let road = try Road()
    #expect(road.run("undo").code == 1)
    #expect(road.run("redo").code == 1)
    let id = try saved(road.run("objection", "add", "Your ERP is a zoo.", "--category", "price"))
    for _ in 0..<2 {
      #expect(road.run("undo").out.hasPrefix("Took back: added an objection: Your ERP is a zoo."))
      #expect(road.run("show", id).code == 64)
      #expect(road.run("redo").out.hasPrefix("Done again: added an objection: Your ERP is a zoo."))
      #expect(road.run("show", id).code == 0)
    }
    #expect(road.run("redo").code == 1)
    #expect(road.run("undo", "0").code == 64)
    // The writer's name was an act, too.
    #expect(road.run("undo", "9").code == 0)
    #expect(road.run("undo").code == 1)
    #expect(road.run("doctor").code == 0)
  }

  @Test("Of each kind: put away it is not found, listed or shown; it is listed to be brought back, and comes back")
  func putAway() throws {
    let road = try Road()
    let objection = try saved(road.run("objection", "add", "Your ERP is a zoo.", "--category", "price"))
    let answer = try saved(
      road.run("answer", "add", objection, "Zoos have keepers.", "--technique", "other"))
    let deal = try saved(road.run("deal", "add", "Acme"))
    let person = try saved(road.run("person", "add", "Kim Quarles", "--deal", "Acme"))
    let proof = try saved(road.run("proof", "add", "halved the time to close"))
    for (noun, id) in [
      ("person", person), ("deal", deal), ("proof", proof), ("answer", answer), ("objection", objection),
    ] {
      #expect(road.run(noun, "bring-back").code == 1)
      let listed = noun == "answer" ? road.run("show", objection).out : road.run(noun, "list").out
      let away = road.run(noun, "put-away", noun == "deal" ? "Acme" : id)
      #expect(away.code == 0, "\(away.aside)")
      #expect(road.run("show", id).code == 64, "\(noun)")
      #expect((noun == "answer" ? road.run("show", objection).out : road.run(noun, "list").out) != listed)
      #expect(road.run(noun, "bring-back").out.contains(id))
      #expect(road.run(noun, "bring-back", id).code == 0)
      #expect(road.run("show", id).code == 0)
      #expect((noun == "answer" ? road.run("show", objection).out : road.run(noun, "list").out) == listed)
    }
    _ = road.run("objection", "put-away", objection)
    #expect(road.run("search", "your erp is a zoo").code == 1)
    #expect(road.run("undo").code == 0)
    #expect(road.run("search", "your erp is a zoo").code == 0)
    #expect(road.run("answer", "put-away", deal).code == 64)
    #expect(road.run("doctor").code == 0)
  }

  @Test("What was logged of an answer that is put away still counts")
  func stillCounts() throws {
    let road = try Road(seeded: true)
    _ = road.run("log", "too dear", "--no-deal", "--used", "price-too-expensive/anything-else", "--went", "booked")
    _ = road.run("answer", "put-away", "price-too-expensive/anything-else")
    #expect(road.run("search", "too expensive").out.contains("met once"))
    #expect(!road.run("show", "price-too-expensive").out.contains("Is the price the only thing in the way?"))
    #expect(road.run("logged").out.contains("too dear"))
    _ = road.run("answer", "bring-back", "price-too-expensive/anything-else")
    #expect(road.run("show", "price-too-expensive").out.contains("1 of 1"))
  }

  @Test("Two that are one: either's words find the front, its card has both, and part takes it back")
  func same() throws {
    let road = try Road()
    let front = try saved(road.run("objection", "add", "Your ERP is a zoo.", "--category", "price"))
    let other = try saved(
      road.run("objection", "add", "Giraffes everywhere.", "--category", "price", "--also", "so many giraffes"))
    let answer = try saved(road.run("answer", "add", other, "Giraffes see far.", "--technique", "other"))
    #expect(road.run("log", "giraffes again", "--no-deal", "--used", answer, "--went", "stuck").code == 0)
    let joined = road.run("objection", "merge", front, other)
    #expect(joined.code == 0)
    #expect(joined.out.contains("Together: 1 answer, met once."))
    #expect(road.run("objection", "merge", other, front).out.contains("It was so already."))
    for words in ["so many giraffes", "giraffes everywhere", "giraffes again"] {
      let found = road.run("search", words)
      #expect(found.out.contains("\"Your ERP is a zoo.\""), "\(words)")
      #expect(found.out.contains("Giraffes see far."), "\(words)")
      #expect(!found.out.contains("\"Giraffes everywhere.\" price"), "\(words)")
    }
    for id in [front, other] {
      let card = road.run("show", id).out
      for words in ["Your ERP is a zoo.", "Giraffes see far.", "so many giraffes", "Same as:", "met once"] {
        #expect(card.contains(words), "\(words)")
      }
    }
    #expect(road.run("objection", "part", other).code == 0)
    #expect(road.run("search", "so many giraffes").out.contains("\"Giraffes everywhere.\""))
    #expect(!road.run("show", front).out.contains("Giraffes"))
    #expect(road.run("objection", "part", other).code == 1)
    #expect(road.run("undo").code == 0)
    #expect(road.run("show", front).out.contains("Giraffes see far."))
    #expect(road.run("doctor").code == 0)
  }

  @Test("With the front put away, both are; and brought back, all of it is there again")
  func samePutAway() throws {
    let road = try Road()
    let front = try saved(road.run("objection", "add", "Your ERP is a zoo.", "--category", "price"))
    let other = try saved(road.run("objection", "add", "Giraffes everywhere.", "--category", "price"))
    _ = try saved(road.run("answer", "add", other, "Giraffes see far.", "--technique", "other"))
    _ = road.run("objection", "merge", front, other)
    let card = road.run("show", front).out
    #expect(road.run("objection", "put-away", front).code == 0)
    #expect(road.run("objection", "list").code == 1)
    #expect(road.run("objection", "bring-back", front).code == 0)
    #expect(road.run("show", front).out == card)
    #expect(road.run("doctor").code == 0)
  }

  @Test("The day's backup is made by itself; restore says first what would go, asks, and keeps what stood")
  func restore() throws {
    let road = try Road()
    #expect(road.run("backup").code == 1)
    #expect(road.run("restore").code == 1)
    _ = try saved(road.run("objection", "add", "Your ERP is a zoo.", "--category", "price"))
    #expect(try backups(road) == ["2026-11-24.db"])
    _ = try saved(road.run("objection", "add", "Giraffes everywhere.", "--category", "price"))
    #expect(try backups(road) == ["2026-11-24.db"])
    #expect(road.run("restore").out.contains("made by itself"))
    let unasked = road.run("restore", "2026-11-24")
    #expect(unasked.code == 64)
    #expect(unasked.aside.contains("added an objection: Giraffes everywhere."))
    #expect(road.run("restore", "2026-11-24", typed: ["n"]).code != 70)
    #expect(road.run("show", "o").code == 64)
    #expect(road.run("objection", "list").out.contains("Giraffes"))
    let done = road.run("restore", "2026-11-24", typed: ["y"])
    #expect(done.code == 0)
    #expect(!road.run("objection", "list").out.contains("Giraffes"))
    let kept = try #require(done.out.firstMatch(of: /merge (\S+)/))
    #expect(road.run("merge", String(kept.1)).code == 0)
    #expect(road.run("objection", "list").out.contains("Giraffes"))
    #expect(road.run("restore", "1999-01-01", "--yes").code == 66)
    #expect(road.run("doctor").code == 0)
  }

  @Test("A damaged base: doctor says so with 65 and what to do, --repair mends it, keeps it, and doctor says 0")
  func repair() throws {
    let road = try Road()
    _ = try saved(road.run("objection", "add", "Your ERP is a zoo.", "--category", "price"))
    try Data(repeating: 0x21, count: 9000).write(to: URL(fileURLWithPath: road.path))
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: road.path + suffix) }
    #expect(road.run("search", "zoo").code == 65)
    let doctor = road.run("doctor")
    #expect(doctor.code == 65)
    #expect(doctor.out.contains("doctor --repair"))
    #expect(doctor.out.contains("Newest backup: 2026-11-24"))
    let mended = road.run("doctor", "--repair")
    #expect(mended.code == 0)
    #expect(mended.out.contains("The damaged base is kept: "))
    #expect(road.run("doctor").code == 0)
    #expect(road.run("search", "your erp is a zoo").code == 0)
  }

  @Test("Nothing readable and no backup: 65, and the file is as it was")
  func beyondRepair() throws {
    let road = try Road()
    let garbage = Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    try garbage.write(to: URL(fileURLWithPath: road.path))
    #expect(road.run("doctor").code == 65)
    let seen = road.run("doctor", "--repair")
    #expect(seen.code == 65)
    #expect(!seen.aside.isEmpty)
    #expect(try Data(contentsOf: URL(fileURLWithPath: road.path)) == garbage)
  }

  @Test("A damaged backup is not put in place")
  func damagedBackup() throws {
    let road = try Road()
    _ = try saved(road.run("objection", "add", "Your ERP is a zoo.", "--category", "price"))
    let backup = road.path + ".backups/2026-11-24.db"
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: backup))
    try file.write(contentsOf: Data(repeating: 0x21, count: 300))
    try file.close()
    #expect(road.run("restore", "2026-11-24", "--yes").code == 65)
    #expect(road.run("objection", "list").out.contains("zoo"))
    #expect(road.run("doctor").code == 0)
  }
}
