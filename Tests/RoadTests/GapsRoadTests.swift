import Domain
import Foundation
import Storage
import TestBase
import Testing

@Suite("Gaps: what was looked for in vain, and words that stand with the wrong objection")
struct GapsRoadTests {
  private static let unknown = "flurbish the wombat"

  @Test("What nothing was found for is listed with how often, however it was written")
  func unanswered() throws {
    let road = try Road(seeded: true)
    #expect(road.run("gaps").code == 1)
    for words in [Self.unknown, "Flurbish the WOMBAT!"] { #expect(road.run("search", words).code == 1) }
    let seen = road.run("gaps")
    #expect(seen.code == 0)
    #expect(seen.out.contains("1  \"Flurbish the WOMBAT!\"  twice, last today"))
    #expect(seen.out.contains("Only you can see 1."))
  }

  @Test("A search where no base is makes none")
  func noBase() throws {
    let road = try Road()
    #expect(road.run("search", Self.unknown).code == 1)
    #expect(!FileManager.default.fileExists(atPath: road.path))
  }

  @Test("Filters alone are no gap, nor is what was left out of a search")
  func filters() throws {
    let road = try Road(seeded: true)
    _ = road.run("search", "category:price went:booked")
    _ = road.run("search", Self.unknown + " -secret")
    #expect(road.run("gaps", "--json").out.contains("\"words\":\"\(Self.unknown)\""))
    #expect(!road.run("gaps", "--json").out.contains("secret"))
  }

  @Test("Answers that nobody used are listed; a log takes its words off, in the list above or by themselves")
  func unused() throws {
    let road = try Road(seeded: true)
    _ = road.run([], piped: ["too expensive", "no budget this year", "/log 1 \"no budget this year\""])
    #expect(road.run("gaps").out.hasPrefix("Found, but no answer logged:\n1  \"too expensive\"  once"))
    _ = road.run("log", "--no-deal", "Too expensive.", "--objection", "price-too-expensive")
    #expect(road.run("gaps").code == 1)
  }

  @Test("What is found by now is open no more")
  func found() throws {
    let road = try Road(seeded: true)
    _ = road.run("search", Self.unknown)
    _ = road.run("objection", "add", Self.unknown, "--category", "need")
    #expect(road.run("gaps").code == 1)
  }

  @Test("Handed over, the team has the words and who did it, and nothing of the rest")
  func shared() throws {
    let (ana, ben) = (try Road(seeded: true), try Road())
    for words in [Self.unknown, "canary nobody chose"] { _ = ana.run("search", words) }
    let copy = ana.folder.appendingPathComponent("team.db").path
    #expect(ana.run("gaps", "--share", "9").code == 64)
    let seen = ana.run("gaps", "--share", "2")
    #expect(seen.out.hasPrefix("Shared: \"flurbish the wombat\"."))
    #expect(ana.run("gaps").out.contains("Shared with the team, no answer yet:\n2  \"flurbish the wombat\"  by ana"))

    #expect(ana.run("export", "--team", copy).code == 0)
    #expect(ben.run("merge", copy, "--yes").code == 0)
    #expect(ben.run("gaps").out.contains("\"flurbish the wombat\"  by ana"))
    for file in [copy, ben.path, ben.path + "-wal"] where FileManager.default.fileExists(atPath: file) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      #expect(bytes.range(of: Data("canary".utf8)) == nil, "\(file)")
    }
    let folder = ana.folder.appendingPathComponent("out")
    #expect(ana.run("export", folder.path, "--mine").code == 0)
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.contains(".") {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      #expect(!text.contains("canary"), "\(name)")
    }

    #expect(ben.run("gaps", "--done", "1").code == 0)
    #expect(ben.run("gaps").code == 1)
    #expect(ana.run("undo").code == 0)
    #expect(ana.run("gaps").out.contains("Only you can see 1 and 2."))
    for road in [ana, ben] { #expect(road.run("doctor").code == 0) }
  }

  @Test("On a terminal it says who will see what, and a no hands nothing over")
  func asked() throws {
    let road = try Road(seeded: true)
    _ = road.run("search", Self.unknown)
    let seen = road.run("gaps", "--share", typed: ["1", "n"])
    #expect(seen.aside.contains("The team will see \"\(Self.unknown)\", and that it is from you."))
    #expect(seen.aside.contains("Nothing was shared."))
    #expect(road.run("gaps", "--share").code == 64)
    #expect(road.run("gaps").out.contains("Only you can see 1."))
    #expect(road.run("gaps", "1").code == 64)
    #expect(road.run("gaps", "--share", "1", "1").out.hasPrefix("Shared: \"\(Self.unknown)\". The team"))
    #expect(road.run("gaps", "--share", "1").aside.contains("The team has it already."))
  }

  @Test("What was erased is not in what was looked for either")
  func erased() throws {
    let road = try Road()
    _ = road.run("objection", "add", "Mona Lisa objects.", "--category", "price")
    _ = road.run("search", Self.unknown)
    #expect(road.run("gaps").code == 0)
    let base = try Base(at: road.path)
    let objection = try #require(try base.read { try $0.objections().first })
    try base.erase([(.objection(objection.id), "sentence")])
    #expect(road.run("gaps").code == 1)
  }

  @Test("Words move to the objection that they mean, are found there, and come back by undo; the index follows")
  func move() throws {
    let road = try Road(seeded: true)
    #expect(road.run("objection", "move", "too pricey for them", "budget-none-this-year").code == 0)
    let first = road.run("search", "too pricey for them", "--json").out
    #expect(first.contains("\"phrasing\":\"too pricey for them\""))
    #expect(road.run("search", "too pricey for them").out.contains("1. \"There's no budget for it this year.\""))
    #expect(road.run("doctor").code == 0)
    #expect(
      road.run("objection", "move", "too pricey for them", "budget-none-this-year").aside.contains("there already"))
    #expect(road.run("undo").code == 0)
    #expect(road.run("search", "too pricey for them").out.contains("1. \"It's too expensive.\""))
    #expect(road.run("doctor").code == 0)
  }

  @Test("A log without an answer goes along with the words that were learnt from it")
  func moveWithLog() throws {
    let road = try Road(seeded: true)
    #expect(
      road.run("log", "--no-deal", "the wombat has to flurbish", "--objection", "price-too-expensive").code == 0)
    let seen = road.run("objection", "move", "The wombat has to flurbish", "budget-none-this-year")
    #expect(seen.out.contains("The log they came from went along."))
    #expect(road.run("logged").out.contains("There's no budget for it this year."))
    #expect(road.run("doctor").code == 0)
  }

  @Test("Words that stand nowhere, and an objection's own sentence, are refused with what to do")
  func moveRefused() throws {
    let road = try Road(seeded: true)
    #expect(road.run("objection", "move", Self.unknown, "budget-none-this-year").code == 64)
    let sentence = road.run("objection", "move", "It's too expensive.", "budget-none-this-year")
    #expect(sentence.code == 64)
    #expect(sentence.aside.contains("objection merge"))
  }
}
