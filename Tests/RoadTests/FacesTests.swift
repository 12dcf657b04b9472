import Foundation
import TestBase
import Testing

@Suite("The machine-readable faces, version 1")
struct FacesTests {
  private func started() throws -> Road {
    try Road(seeded: true)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func keys(_ value: Any?) -> [String] { (value as? [String: Any])?.keys.sorted() ?? [] }

  @Test("search: every key is always there")
  func search() throws {
    let road = try started()
    let face = try object(road.run("search", "too expnsive", "--json").out)
    #expect(face.keys.sorted() == ["matches", "meaning", "notices", "query", "read_as", "sure", "version"])
    #expect(face["version"] as? Int == 1)
    #expect(face["query"] as? String == "too expnsive")
    #expect(face["read_as"] as? String == "too expensive")
    #expect(face["sure"] as? Bool == true)
    #expect(face["meaning"] as? Bool == false)
    let match = try #require((face["matches"] as? [[String: Any]])?.first)
    #expect(match.keys.sorted() == ["answers", "by", "objection", "phrasing", "relevance"])
    #expect(keys(match["objection"]) == ["category", "concern", "id", "kind", "met", "sentence"])
    #expect(match["by"] as? [String] == ["words", "spelling"])
    let answers = try #require(match["answers"] as? [[String: Any]])
    #expect(answers.count == 5)
    for answer in answers {
      #expect(
        answer.keys.sorted() == [
          "chance", "failed", "last", "partly", "response", "standing", "unknown", "why", "worked",
        ])
      #expect(
        keys(answer["response"]) == ["ask_first", "ban", "caution", "id", "proof", "technique", "words"])
      #expect(keys(answer["chance"]) == ["high", "low", "middle"])
      #expect(answer["standing"] as? String == "untested")
      #expect(answer["last"] is NSNull)
    }
  }

  @Test("Keys are sorted, slashes unescaped, controls and bidi marks escaped")
  func text() throws {
    let road = try started()
    _ = road.run("objection", "add", "a/b \u{9B}31m \u{202E}evil\u{2028}x", "--category", "price")
    let seen = road.run("search", "evil", "--json").out
    #expect(seen.contains("a/b \\u009b31m \\u202eevil\\u2028x"))
    #expect(!seen.unicodeScalars.contains { [0x9B, 0x202E, 0x2028].contains($0.value) })
    #expect(seen.hasPrefix("{\"matches\":["))
    #expect(seen.hasSuffix("}\n") && seen.split(separator: "\n").count == 1)
  }

  @Test("--limit counts matches; nothing found is an empty list and code 1")
  func limit() throws {
    let road = try started()
    let one = try object(road.run("search", "not now", "--json", "--limit", "1").out)
    #expect((one["matches"] as? [Any])?.count == 1)
    let none = road.run("search", "xyzzy", "--json")
    #expect(none.code == 1)
    #expect((try object(none.out)["matches"] as? [Any])?.isEmpty == true)
  }

  @Test("log: deal, lines with id, objection, response, went, worked, known")
  func log() throws {
    let road = try started()
    let seen = road.run(
      "log", "--new-deal", "Acme", "way over what we pay now", "--used", "price-too-expensive/anything-else", "--went",
      "let-go",
      "--role", "CFO", "--stage", "demo", "--json")
    #expect(seen.code == 0)
    let face = try object(seen.out)
    #expect(face.keys.sorted() == ["deal", "logged", "notices", "version"])
    let line = try #require((face["logged"] as? [[String: Any]])?.first)
    #expect(line.keys.sorted() == ["id", "known", "objection", "response", "went", "worked"])
    #expect(line["worked"] as? Int == 1)
    #expect(line["known"] as? Int == 1)
    #expect(line["went"] as? String == "let-go")
    let deals = try #require(try object(road.run("deal", "list", "--json").out)["deals"] as? [[String: Any]])
    #expect(deals.map { $0["name"] as? String } == ["Acme"])
    #expect(deals[0]["id"] as? String == face["deal"] as? String)
    #expect(deals[0].keys.sorted() == ["account", "expected_close", "id", "name", "outcome", "owner", "stage"])
    #expect(deals[0]["outcome"] as? String == "open")
  }

  @Test("A second --new-deal of that name uses the open one, and says so")
  func sameDeal() throws {
    let road = try started()
    let arguments = ["log", "--new-deal", "Acme", "too dear", "--used", "price-too-expensive/anything-else", "--json"]
    let first = try object(road.run(arguments).out)
    let second = try object(road.run(arguments).out)
    #expect(first["deal"] as? String == second["deal"] as? String)
    #expect((second["notices"] as? [String])?.isEmpty == false)
  }

  @Test(
    "Every reading command has a face that parses",
    arguments: [
      ["show", "price-too-expensive"], ["show", "price-too-expensive/anything-else"],
      ["why", "price-too-expensive/anything-else"],
      ["objection", "list"], ["answer", "list", "price-too-expensive"], ["deal", "list"], ["person", "list"],
      ["proof", "list"],
      ["logged"], ["history"], ["history", "price-too-expensive"], ["doctor"], ["config", "list"],
      ["config", "get", "name"],
      ["version"],
    ])
  func parses(_ arguments: [String]) throws {
    let face = try object(try started().run(arguments + ["--json"]).out)
    #expect(face["version"] as? Int == 1)
  }

  @Test("evaluate: the figures asked for, under these names")
  func evaluate() throws {
    let road = try Road()
    let corpus = road.folder.appendingPathComponent("corpus.tsv")
    let queries = road.folder.appendingPathComponent("queries.tsv")
    try "price\ttoo expensive\nprice\tcosts too much\ntime\tcall me later\n".write(
      to: corpus, atomically: true, encoding: .utf8)
    try "it is too expensive\tprice\ncall later\ttime\nzebra\tNONE\n".write(
      to: queries, atomically: true, encoding: .utf8)
    let seen = road.run("evaluate", "--corpus", corpus.path, "--queries", queries.path, "--no-embedding", "--json")
    let face = try object(seen.out)
    #expect(
      face.keys.sorted() == [
        "auroc", "in_scope", "in_scope_unanswered", "meaning", "mrr@10", "ms", "none_unanswered", "queries",
        "reliability", "success@1",
        "success@3", "success@5", "version",
      ])
    #expect(face["success@1"] as? Double == 1)
    #expect(face["none_unanswered"] as? Double == 1)
    #expect(face["queries"] as? Int == 3)
    #expect(face["in_scope"] as? Int == 2)
  }
}

@Suite("Errors say what, where and what to do")
struct ErrorTests {
  private func started() throws -> Road {
    try Road(seeded: true)
  }

  @Test("A wrong command is answered with the nearest one, on stderr, code 64")
  func command() throws {
    let seen = try started().run("serch", "expensive")
    #expect(
      seen
        == Road.Seen(
          code: 64, out: "", aside: "There is no command \"serch\". Did you mean: comeback search expensive\n"))
  }

  @Test("A wrong filter is said and searched as a word")
  func filter() throws {
    let seen = try started().run("search", "industy:fintech too expensive")
    #expect(seen.code == 0)
    #expect(seen.out.hasPrefix("No filter is called \"industy:\"; searched as a word. Did you mean industry: ?"))
  }

  @Test(
    "What is missing is said with how to say it",
    arguments: [
      (["log", "Acme", "too dear"], 64, "No deal is called \"Acme\""),
      (["log", "too dear"], 64, "On which deal?"),
      (["log", "--no-deal", "way too dear"], 64, "--objection o"),
      (["log", "--no-deal", "too dear", "--used", "nonsense"], 64, "Nothing here has the id \"nonsense\""),
      (["log", "--no-deal", "too dear", "--used", "price-too-expensive"], 64, "is no answer"),
      (
        ["log", "--no-deal", "x", "--used", "price-too-expensive/anything-else", "--went", "great"], 64,
        "booked, let-go"
      ),
      (["import", "nowhere"], 66, "no file or folder"),
      (["import", Checkout.seedData + "/sample"], 65, "invented results"),
      (["import", Checkout.seedData + "/sample/encounters.csv"], 65, "invented results"),
      (["playbook", "book.docx"], 64, "book.docx"),
      (["objection", "add", "New one"], 64, "--category"),
      (["objection", "add", "New one", "--category", "prise"], 64, "price"),
      (["deal", "won", "Nobody"], 64, "No deal is called \"Nobody\""),
      (["config", "set", "nme", "x"], 64, "Did you mean name?"),
      (["show", "zzzzz"], 64, "zzzzz"),
      (["search", "x", "--limit", "0"], 64, "Say a number from 1"),
      (["undo", "-3"], 64, ""),
    ])
  func missing(_ arguments: [String], _ code: Int32, _ text: String) throws {
    let road = try started()
    let before = road.run("history").out
    let seen = road.run(arguments)
    #expect(seen.code == code, "\(seen)")
    #expect(seen.out == "", "\(seen)")
    #expect(text.isEmpty || seen.aside.contains(text), "\(seen.aside)")
    #expect(road.run("history").out == before)
  }

  @Test("The one open deal whose name or account begins so is meant; of several, more of the name is asked")
  func dealByItsBeginning() throws {
    let road = try Road(seeded: true)
    _ = road.run("deal", "add", "Acme month-end", "--account", "Acme Holding")
    _ = road.run("deal", "add", "Globex rollout", "--account", "Zeta GmbH")
    #expect(road.run("prep", "acme").out.hasPrefix("Acme month-end"))
    #expect(road.run("deal", "edit", "zeta", "--stage", "demo").code == 0)
    #expect(road.run("log", "Glob", "too dear").code == 64)
    _ = road.run("deal", "add", "Acme spend")
    let seen = road.run("prep", "Acme")
    #expect(seen.code == 64)
    #expect(seen.aside == "Several deals begin with \"Acme\". Say more of its name:\n  Acme spend\n  Acme month-end\n")
    _ = road.run("deal", "lost", "Acme spend")
    #expect(road.run("prep", "Acme").code == 0)
  }

  @Test("A noun alone says its verbs, a wrong verb the nearest one, a missing deal how to see them")
  func verbs() throws {
    let road = try started()
    #expect(road.run("--database", road.path, "deal").aside.hasPrefix("deal does one of: list, add, edit, won"))
    #expect(
      road.run("deal", "wno", "Acme").aside
        == "There is no command \"deal wno\". Did you mean: comeback deal won Acme\n")
    #expect(
      road.run("deal", "won", "Nope").aside == "No deal is called \"Nope\".\ncomeback deal list shows them.\n")
  }

  @Test("How an answer went can't be said without saying which answer")
  func wentOfNothing() throws {
    let road = try started()
    let seen = road.run("log", "--no-deal", "too dear", "--objection", "price-too-expensive", "--went", "stuck")
    #expect(seen.code == 64)
    #expect(seen.aside.contains("--used"))
    #expect(road.run("logged").code == 1)
  }

  @Test(
    "A playbook whose name says no form that we know is not made", arguments: ["p.docx", "p", "p.html.txt", "html"])
  func unknownForm(_ name: String) throws {
    let road = try started()
    let file = road.folder.appendingPathComponent(name).path
    #expect(road.run("playbook", file).code == 64)
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  @Test("A playbook's name says its form, in any case", arguments: ["p.html", "p.HTM"])
  func page(_ name: String) throws {
    let road = try started()
    let file = road.folder.appendingPathComponent(name).path
    #expect(road.run("playbook", file, "category:price").code == 0)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.hasPrefix("<!DOCTYPE html>\n") && text.hasSuffix("</html>\n"))
    #expect(text.contains("“It&#39;s too expensive.”") && !text.contains("<script"))
  }

  @Test("A playbook with a filter that filters nothing is not made", arguments: ["p.md", "p.html"])
  func wrongFilter(_ name: String) throws {
    let road = try started()
    let file = road.folder.appendingPathComponent(name).path
    #expect(road.run("playbook", file, "category:prise").code == 64)
    #expect(!FileManager.default.fileExists(atPath: file))
    #expect(road.run("playbook", file, "category:price").code == 0)
    // Its own playbook may be made anew, somebody's file may not.
    #expect(road.run("playbook", file).code == 0)
    try Data("my notes".utf8).write(to: URL(fileURLWithPath: file))
    #expect(road.run("playbook", file).code == 73)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "my notes")
  }

  @Test("A demo never takes over a base of one's own, not even an emptied one")
  func ownBase() throws {
    let road = try Road()
    _ = road.run("deal", "add", "Acme")
    _ = road.run("undo")
    let seen = road.run("demo", "--database", road.path)
    #expect(seen.code == 64)
    #expect(!road.run("search", "x", "--json").out.contains("SAMPLE"))
  }

  @Test("comeback | less is no place to ask: short help, 64")
  func pipe() throws {
    let seen = try started().run([], typed: [], onTerminal: false)
    #expect(seen.code == 64)
    #expect(seen.aside.contains("comeback help"))
  }

  @Test("Help leads with examples and names every command", arguments: [["help"], ["--help"], ["-h"]])
  func help(_ arguments: [String]) throws {
    let seen = try started().run(arguments)
    #expect(seen.code == 0)
    #expect(seen.out.contains("comeback search \"they say it's way too dear\""))
    for command in [
      "search", "log", "undo", "objection", "answer", "deal", "import", "playbook", "doctor", "demo", "evaluate",
    ] {
      #expect(seen.out.contains("comeback \(command)"))
    }
  }

  @Test(
    "Help on one command says what it does, with an example",
    arguments: [
      (["search", "--help"], "comeback search 'too expensive role:cfo -budget'"),
      (["help", "log"], "comeback log Acme \"way over what we pay now\" --used r9xq4 --went booked"),
      (["log", "-h"], "--went"), (["help", "deal"], "no-decision"), (["deal", "won", "--help"], "--on"),
      (["help", "words"], "KEEPS FAILING"), (["help", "exit-codes"], "75 busy"),
    ])
  func helpOnOne(_ arguments: [String], _ text: String) throws {
    let seen = try started().run(arguments)
    #expect(seen.code == 0)
    #expect(seen.out.contains(text), "\(seen)")
    #expect(seen.aside.isEmpty)
  }

  @Test("Global flags may stand before the command")
  func globals() throws {
    let road = try started()
    let before = road.run("--json", "search", "too expensive").out
    #expect(before == road.run("search", "too expensive", "--json").out)
  }

  @Test("Lines to type next name the base that this line named")
  func namedBase() throws {
    let road = try Road()
    let other = road.folder.appendingPathComponent("my other.db").path
    let saved = road.run("deal", "add", "Globex", "--database", other)
    #expect(saved.out.contains("Wrong? comeback undo --database '\(other)'"), "\(saved)")
    #expect(road.run("deal", "add", "Globex").out.hasSuffix("Wrong? comeback undo\n"))
    let prep = road.run("prep", "Globex", "--database", other)
    #expect(prep.out.contains("After the call: comeback log Globex --database '\(other)'"), "\(prep)")
  }

  @Test("A flag that a command doesn't have is named, and how the command is typed")
  func unknownFlag() throws {
    let seen = try Road().run("deal", "lost", "Globex", "--because", "price")
    #expect(seen.code == 64 && seen.aside.contains("--because"))
    #expect(seen.aside.contains("Typed so: comeback deal lost NAME ... [flags]"), "\(seen)")
    #expect(seen.aside.contains("Such as: comeback deal lost Acme\n"))
  }
}
