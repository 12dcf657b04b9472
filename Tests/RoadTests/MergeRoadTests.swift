import Domain
import Foundation
import Storage
import TestBase
import Testing

@Suite("Merging with a colleague, as typed and seen")
struct MergeRoadTests {
  private func started(_ name: String, at moment: TimeInterval = 1_795_528_800) throws -> Road {
    let road = try Road(now: Date(timeIntervalSince1970: moment))
    #expect(road.run("config", "set", "name", name).code == 0)
    return road
  }

  private func json(_ seen: Road.Seen) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(seen.out.utf8)) as? [String: Any])
  }

  private func firstID(_ road: Road, _ noun: String = "objection") throws -> String {
    String(
      try #require(
        road.run(noun, "list", "--plain").out.split(whereSeparator: { " \n".contains($0) }).first {
          $0.count >= 5 && $0.first == noun.first && $0.dropFirst().allSatisfy { $0.isLetter || $0.isNumber }
        }))
  }

  @Test("It says what came and by whom, once; the second time that nothing is new")
  func merged() throws {
    let ana = try started("Ana")
    let ben = try started("Ben")
    #expect(ben.run("objection", "add", "Your ERP is a zoo.", "--category", "price").code == 0)
    let first = ana.run("merge", ben.path)
    #expect(first.code == 0)
    #expect(first.out.contains("1 new objection"))
    #expect(first.out.contains("By Ben"))
    #expect(ana.run("search", "your erp is a zoo").out.contains("Your ERP is a zoo."))
    let second = ana.run("merge", ben.path)
    #expect(second.code == 0)
    #expect(second.out.hasPrefix("Nothing new in"))
    #expect(ana.run("undo").out.contains("Ben") == false)
    #expect(ana.run("search", "your erp is a zoo").out.contains("Your ERP is a zoo."))
    #expect(ana.run("doctor").code == 0)
  }

  @Test("What can't be merged: what is wrong, what to do, and the code")
  func refused() throws {
    let ana = try started("Ana")
    let text = ana.folder.appendingPathComponent("notes.txt").path
    try Data(String(repeating: "plain words ", count: 99).utf8).write(to: URL(fileURLWithPath: text))
    let empty = ana.folder.appendingPathComponent("empty.db").path
    try Data().write(to: URL(fileURLWithPath: empty))
    for (file, code, words) in [
      (text, Int32(65), "is no base of Comeback"), (empty, 65, "is no base of Comeback"),
      (ana.folder.path, 65, "is no base of Comeback"), (ana.folder.path + "/gone.db", 66, "There is no file"),
      (ana.path, 64, "That is this base itself"),
    ] {
      let seen = ana.run("merge", file)
      #expect(seen.code == code, "\(file)")
      #expect(seen.aside.contains(words), "\(seen.aside)")
      #expect(seen.out.isEmpty)
    }
    #expect(ana.run("merge").code == 64)
    #expect(ana.run("doctor").code == 0)
  }

  @Test("A clock that is ahead is refused with the name of whose it is, and taken on request")
  func ahead() throws {
    let ana = try started("Ana")
    let ben = try started("Ben", at: 1_795_528_800 + 5 * 86_400)
    _ = ben.run("objection", "add", "Your ERP is a zoo.", "--category", "price")
    let refused = ana.run("merge", ben.path)
    #expect(refused.code == 65)
    #expect(refused.aside.contains("changes of Ben from 2026-11-29"))
    #expect(refused.aside.contains("--accept-clock"))
    #expect(ana.run("objection", "list").code == 1)
    #expect(ana.run("merge", ben.path, "--accept-clock").code == 0)
    #expect(ana.run("objection", "list").code == 0)
  }

  @Test("What lost is listed with both wordings, can be taken back by its number, and undo takes that back")
  func conflicts() throws {
    let ana = try started("Ana")
    #expect(ana.run("conflicts").code == 1)
    _ = ana.run("objection", "add", "Your ERP is a zoo.", "--category", "price")
    let ben = try started("Ben", at: 1_795_528_800 + 3600)
    _ = ben.run("merge", ana.path)
    let id = try firstID(ana)
    _ = ana.run("objection", "edit", id, "--sentence", "My new words.")
    _ = ben.run("objection", "edit", id, "--sentence", "Words of Ben.")
    let merged = ana.run("merge", ben.path)
    #expect(merged.out.contains("You both changed 1 field; theirs stands."))
    let listed = ana.run("conflicts")
    #expect(listed.code == 0)
    for words in ["My new words.", "Words of Ben.", "Ben, 2026-11-24", "conflicts --mine 1"] {
      #expect(listed.out.contains(words), "\(words)")
    }
    let face = try #require(try json(ana.run("conflicts", "--json"))["conflicts"] as? [[String: Any]])
    #expect(face.count == 1)
    #expect(face.first?["mine"] as? [String] == ["My new words."])
    #expect(face.first?["theirs"] as? [String] == ["Words of Ben."])
    #expect(ana.run("conflicts", "--mine", "7").code == 64)
    #expect(ana.run("conflicts", "--mine", "1").code == 0)
    #expect(ana.run("show", id).out.contains("My new words."))
    #expect(ana.run("conflicts").code == 1)
    #expect(ana.run("undo").code == 0)
    #expect(ana.run("show", id).out.contains("Words of Ben."))
    #expect(ana.run("doctor").code == 0)
  }

  @Test("Asked on a terminal, mine comes back with m and theirs stays with t")
  func asked() throws {
    let ana = try started("Ana")
    _ = ana.run("objection", "add", "Your ERP is a zoo.", "--category", "price")
    let ben = try started("Ben", at: 1_795_528_800 + 3600)
    _ = ben.run("merge", ana.path)
    let id = try firstID(ana)
    _ = ana.run("objection", "edit", id, "--sentence", "My new words.", "--tell", "my tell")
    _ = ben.run("objection", "edit", id, "--sentence", "Words of Ben.", "--tell", "tell of Ben")
    _ = ana.run("merge", ben.path)
    #expect(ana.run("conflicts", typed: ["m", "t"], onTerminal: true).code == 0)
    #expect(ana.run("conflicts").code == 1)
    let card = ana.run("show", id).out
    #expect(card.contains("My new words.") != card.contains("Words of Ben."))
    #expect(ana.run("doctor").code == 0)
  }

  @Test("What waits for its objection is counted by doctor, which finds the base sound")
  func waiting() throws {
    let ana = try started("Ana")
    _ = ana.run("objection", "add", "Your ERP is a zoo.", "--category", "price", "--also", "a zoo")
    let ben = try started("Ben")
    let base = try Base(at: ben.path)
    let entries = try Base(at: ana.path).read { reader in
      try reader.history().flatMap { try Journal.entries(of: $0.id.uuid, in: reader.db) }
    }
    _ = try base.merge(entries.filter { $0.header.table != 2 }, acceptsClock: true)
    let doctor = ben.run("doctor")
    #expect(doctor.code == 0)
    #expect(doctor.out.contains("1 change waits for an objection that has not come yet."))
    #expect(try json(ben.run("doctor", "--json"))["waiting"] as? Int == 2)
    #expect(ben.run("merge", ana.path, "--accept-clock").code == 0)
    #expect(!ben.run("doctor").out.contains("wait"))
    #expect(ben.run("search", "a zoo").out.contains("Your ERP is a zoo."))
  }

  @Test("What both changed of the profile, of a mark and of a return is listed, with the deal and in words")
  func learnt() throws {
    let ana = try started("Ana")
    let base = try Base(at: ana.path)
    let deal = Deal(name: "Globex", ending: Deal.Ending(outcome: .lost))
    let (mine, theirs) = (Event(words: "SSO is live"), Event(words: "SSO shipped"))
    var row = FollowUp(about: .deal(deal.id), kind: .condition, condition: "SSO ships")
    func profile(_ name: String) -> FitProfile { FitProfile(criteria: [FitProfile.Criterion(name: name)]) }
    let plain = row
    try base.edit(.plannedFollowUp, now: Date(timeIntervalSince1970: 1_795_529_000)) { edit in
      try edit.save(deal)
      try edit.save(plain)
      try edit.save(profile("Pain"))
      try edit.save(FitMark(deal: deal.id, criterion: "Pain", mark: .unknown))
    }
    let ben = try started("Ben", at: 1_795_532_400)
    #expect(ben.run("merge", ana.path).code == 0)
    let day = try #require(Day("2026-11-24"))
    for (road, event, name, mark) in [(ana, mine, "Money", FitMark.Mark.met), (ben, theirs, "Timing", .notMet)] {
      row.woken = FollowUp.Woken(by: event.id, day: day)
      let woken = row
      let now = road === ana ? Date(timeIntervalSince1970: 1_795_536_000) : Date(timeIntervalSince1970: 1_795_539_600)
      try Base(at: road.path).edit(.toldEvent, now: now) { edit in
        try edit.save(event)
        try edit.save(woken)
        try edit.save(profile(name))
        try edit.save(FitMark(deal: deal.id, criterion: "Pain", mark: mark))
      }
    }
    #expect(ana.run("merge", ben.path).out.contains("You both changed"))
    let listed = ana.run("conflicts").out
    for words in ["Globex: SSO ships", "SSO is live", "SSO shipped", "Globex: Pain", "the profile", "Money", "Timing"] {
      #expect(listed.contains(words), "\(words) in \(listed)")
    }
    #expect(ana.run("conflicts", "--json").code == 0)
    #expect(ana.run("doctor").code == 0)
  }
}
