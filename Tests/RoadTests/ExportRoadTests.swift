import Foundation
import TestBase
import Testing

@Suite("comeback export: a folder whole, or as it was")
struct ExportRoadTests {
  private let road: Road
  private let folder: String

  init() throws {
    road = try Road(seeded: true)
    folder = road.folder.appendingPathComponent("ours").path
  }

  @Test("It says what it wrote, for the owner's eyes alone, and imports into an empty base")
  func written() throws {
    _ = road.run(
      "log", "--new-deal", "Acme", "way over what we pay now", "--used", "price-too-expensive/anything-else", "--went",
      "booked", "--note", "canary-52c1")
    let seen = road.run("export", folder)
    #expect(
      seen
        == Road.Seen(
          code: 0,
          out:
            "90 objections, 436 answers, 1 deal, 1 log into \(folder). Your notes and debriefs stay here; --mine takes them along.\n",
          aside: ""))
    #expect(try mode(folder) == 0o700)
    for name in try names() {
      #expect(try mode(folder + "/" + name) == 0o600)
      #expect(try !text(name).contains("canary-52c1"))
    }
    let other = try Road()
    #expect(other.run("import", folder).code == 0)
    #expect(other.run("export", other.path + ".out").code == 0)
    for name in try names() {
      #expect(try Data(contentsOf: url(name)) == Data(contentsOf: URL(fileURLWithPath: other.path + ".out/" + name)))
    }
  }

  @Test("--mine takes the notes along, in a folder that import takes by itself")
  func mine() throws {
    _ = road.run("log", "--no-deal", "too dear", "--objection", "price-too-expensive", "--note", "canary-52c1")
    let seen = road.run("export", folder, "--mine")
    #expect(seen.out.contains("1 note of yours in \(folder)/mine"))
    #expect(try mode(folder + "/mine") == 0o700)
    #expect(try mode(folder + "/mine/notes.csv") == 0o600)
    let other = try Road()
    #expect(other.run("import", folder + "/mine").code == 65)
    #expect(other.run("import", folder).code == 0)
    #expect(other.run("import", folder + "/mine").code == 0)
    #expect(other.run("export", other.path + ".out", "--mine").code == 0)
    #expect(try String(contentsOfFile: other.path + ".out/mine/notes.csv", encoding: .utf8) == text("mine/notes.csv"))
    // An export without them takes the earlier one's notes away.
    #expect(road.run("export", folder, "--yes").code == 0)
    #expect(!FileManager.default.fileExists(atPath: folder + "/mine"))
  }

  @Test("--json answers with the numbers")
  func json() throws {
    let seen = road.run("export", folder, "--json")
    let face = try #require(try JSONSerialization.jsonObject(with: Data(seen.out.utf8)) as? [String: Any])
    #expect(
      face.keys.sorted() == [
        "answers", "deals", "debrief_answers", "events", "fit_marks", "folder", "follow_ups", "gaps", "logged", "notes",
        "objections", "own_debrief_answers", "people", "phrasings", "profile", "proofs", "put_away", "reasons",
        "remarks",
        "version",
      ])
    #expect(face["version"] as? Int == 1 && face["objections"] as? Int == 90 && face["folder"] as? String == folder)
    #expect(face["notes"] is NSNull)
  }

  @Test("An earlier export is written over with --yes, or after a yes; what an export hasn't stays")
  func again() throws {
    #expect(road.run("export", folder).code == 0)
    let before = try names()
    try Data("x".utf8).write(to: url("README.md"))
    try FileManager.default.createDirectory(at: url(".git"), withIntermediateDirectories: true)
    let refused = road.run("export", folder)
    #expect(refused.code == 64 && refused.aside.contains("add --yes"))
    _ = road.run("objection", "add", "Your van is red.", "--category", "risk")
    _ = road.run("objection", "add", "Your van is blue.", "--category", "trust")
    #expect(road.run(["export", folder], typed: ["n"]).code == 0)
    #expect(try !text("trust.txt").contains("Your van is blue."))
    #expect(road.run(["export", folder], typed: ["y"]).code == 0)
    #expect(try text("trust.txt").contains("Your van is blue."))
    _ = road.run("undo")
    #expect(road.run("export", folder, "--yes").code == 0)
    #expect(try text("trust.txt").contains("put-away: yes"))
    #expect(try Set(names()) == Set(before + ["README.md", ".git"]))
  }

  @Test("A file of a category that is gone goes with it")
  func stale() throws {
    let small = try Road()
    _ = small.run("objection", "add", "Your van is red.", "--category", "trust")
    #expect(small.run("export", folder).code == 0)
    #expect(try names().contains("trust.txt"))
    #expect(small.run("--database", small.path + "2", "objection", "add", "No.", "--category", "price").code == 0)
    #expect(small.run("--database", small.path + "2", "export", folder, "--yes").code == 0)
    #expect(
      try names().sorted() == [
        "base.txt", "deals.csv", "debriefs.csv", "encounters.csv", "events.csv", "fit.csv", "follow-ups.csv",
        "gaps.csv",
        "people.csv", "price.txt", "proofs.csv", "reasons.csv", "remarks.csv",
      ])
  }

  @Test("Other folders, files and links are left alone, and it says what to do", arguments: [[], ["--yes"]])
  func foreign(_ flags: [String]) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: url("price.txt"))
    let seen = road.run(["export", folder] + flags)
    #expect(seen.code == 73 && seen.out == "")
    #expect(
      seen.aside
        == "\(folder) holds other things. Nothing was changed.\nName a new folder: comeback export NEW-FOLDER\n")
    #expect(try names() == ["price.txt"])
    #expect(road.run(["export", folder + "/price.txt"] + flags).code == 73)
    #expect(road.run(["export", road.folder.path + "/no/such"] + flags).code == 73)
    let link = road.folder.appendingPathComponent("link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
    #expect(road.run(["export", link] + flags).code == 73)
    #expect(try text("price.txt") == "mine")

    let earlier = road.folder.appendingPathComponent("earlier").path
    #expect(road.run("export", earlier).code == 0)
    try Data("objection: a\n".utf8).write(to: URL(fileURLWithPath: earlier + "/extra.txt"))
    let mixed = road.run(["export", earlier] + flags)
    #expect(mixed.code == 73 && mixed.aside.contains("holds extra.txt, which no export makes"))
  }

  @Test("Nothing is written or removed through a link")
  func links() throws {
    #expect(road.run("export", folder).code == 0)
    let elsewhere = road.folder.appendingPathComponent("elsewhere").path
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: URL(fileURLWithPath: elsewhere + "/notes.csv"))
    try FileManager.default.createSymbolicLink(atPath: folder + "/mine", withDestinationPath: elsewhere)
    #expect(road.run("export", folder, "--yes").code == 0)
    #expect(road.run("export", folder, "--mine", "--yes").code == 73)
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere) == ["notes.csv"])
    #expect(try String(contentsOfFile: elsewhere + "/notes.csv", encoding: .utf8) == "x")
  }

  @Test("A folder that is there and empty is filled")
  func emptyFolder() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(road.run("export", folder + "/").code == 0)
    #expect(try names().count == 27)
  }

  @Test("An empty base, or one that isn't there, is no export")
  func emptyBase() throws {
    let seen = road.run("export", folder, "--database", road.path + ".missing")
    #expect(seen.code == 1 && seen.aside.contains("The base is empty."))
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test("A demo's export says that it is one, and never enters a base of one's own")
  func sample() throws {
    let demo = road.folder.appendingPathComponent("demo.db").path
    #expect(road.run("demo", "--database", demo, "--json").code == 0)
    #expect(road.run("export", folder, "--mine", "--database", demo).code == 0)
    for path in [folder, folder + "/mine", folder + "/encounters.csv", folder + "/mine/notes.csv"] {
      let seen = road.run("import", path)
      #expect(seen.code == 65 && seen.aside.contains("invented results"))
    }
  }

  @Test("A full disk is 74, and all is as it was")
  func fullDisk() throws {
    let binary = try Binary(seeded: true)
    defer { binary.remove() }
    _ = try binary.run("logged")
    let place = binary.folder.appendingPathComponent("ours")
    func limited(_ flags: String) throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "ulimit -f 16; exec \"$0\" export ours \(flags)", Binary.executable.path]
      process.environment = binary.environment
      process.currentDirectoryURL = binary.folder
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationReason == .exit ? process.terminationStatus : -1
    }
    let before = try FileManager.default.contentsOfDirectory(atPath: binary.folder.path).sorted()
    #expect(try limited("") == 74)
    #expect(try FileManager.default.contentsOfDirectory(atPath: binary.folder.path).sorted() == before)
    #expect(try binary.run("export", "ours").code == 0)
    let whole = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
    #expect(try limited("--yes") == 74)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).sorted() == whole)
  }

  private func url(_ name: String) -> URL { URL(fileURLWithPath: folder + "/" + name) }
  private func text(_ name: String) throws -> String { try String(contentsOf: url(name), encoding: .utf8) }
  private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }
  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
