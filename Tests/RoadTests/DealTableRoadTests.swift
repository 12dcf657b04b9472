import Foundation
import TestBase
import Testing

@Suite("comeback import of a CRM's table") struct DealTableRoadTests {
  private let road: Road

  init() throws { road = try Road() }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = road.folder.appendingPathComponent(name).path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func fixture(_ name: String) throws -> String {
    try String(contentsOf: Checkout.root.appendingPathComponent("Tests/Fixtures/crm/\(name)"), encoding: .utf8)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func deals() throws -> [[String: Any]] {
    try object(road.run("deal", "list", "--json").out)["deals"] as? [[String: Any]] ?? []
  }

  private let small = """
    Deal Name,Deal Stage,Amount,Close Date,Closed Lost Reason,Lead Source
    Acme,contractsent,48000,25/12/2026,,Web
    Globex,closedlost,9000,03/11/2026,"went with Ledgerly, cheaper",Web

    """

  @Test("Without a terminal it is taken at once: how it was read goes aside, what came to stdout")
  func noTerminal() throws {
    let path = try file("deals.csv", small)
    let seen = road.run("import", path)
    #expect(seen.code == 0)
    #expect(seen.out == "2 deals, 1 reason. Not for you? comeback undo\n")
    #expect(
      seen.aside == """
        deals.csv looks like a HubSpot export: 2 deals.
          Deal Name          -> name
          Deal Stage         -> stage              closedlost = lost
          Amount             -> amount             no currency said
          Close Date         -> closes             day first: 03/11/2026 is 3 Nov 2026
          Closed Lost Reason -> the rep's reason   1 of 1 lost deal has one
          Lead Source: left out
        New 2, changed 0, as they are 0.
        No column has an id, so a deal is told by its name and account: one that is renamed is a new one.

        """)
    #expect(road.run("import", path).out == "Nothing new: all of it is here already.\n")
    let globex = try #require(try deals().first { $0["name"] as? String == "Globex" }?["id"] as? String)
    #expect(
      road.run("show", globex).out.contains("Why (as the rep has it): \"went with Ledgerly, cheaper\", 3 Nov 2026\n"))
    let face = try object(road.run("show", globex, "--json").out)
    let reason = try #require((face["reasons"] as? [[String: Any]])?.first)
    #expect(
      reason.keys.sorted() == ["category", "day", "id", "in_hands", "knowing", "said_by", "words"])
    #expect(reason["said_by"] as? String == "rep" && reason["day"] as? String == "2026-11-03")
    #expect(road.run("undo").out.hasPrefix("Took back: imported: deals.csv"))
    #expect(try deals().isEmpty)
  }

  @Test("On a terminal it shows the page and asks one thing; no means nothing was saved")
  func asked() throws {
    let path = try file("deals.csv", small)
    let no = road.run(["import", path], typed: ["n"])
    #expect(
      no.code == 0 && no.out == "" && no.aside.contains("Take them in?") && no.aside.contains("Nothing was saved."))
    #expect(try deals().isEmpty)
    #expect(road.run(["import", path], typed: ["y"]).out.hasPrefix("2 deals"))
    #expect(try deals().count == 2)
    let yes = road.run(["import", path, "--yes"], typed: [])
    #expect(yes.code == 0 && !yes.aside.contains("Take them in?"))
  }

  @Test("A dry run shows the same page as its answer and saves nothing, also not what was mapped")
  func dryRun() throws {
    let path = try file("deals.csv", small)
    let seen = road.run("import", path, "--dry-run", "--map", "Lead Source=segment")
    #expect(
      seen.code == 0 && seen.out.contains("Lead Source        -> segment") && seen.aside == "Nothing was saved.\n")
    #expect(try deals().isEmpty)
    #expect(road.run("import", path, "--dry-run").out.contains("Lead Source: left out"))
    let face = try object(road.run("import", path, "--dry-run", "--json").out)
    #expect(
      face["deals"] as? Int == 2 && face["reasons"] as? Int == 1 && face["left_out"] as? [String] == ["Lead Source"])
    #expect(try deals().isEmpty)
  }

  @Test("What was mapped is known the next time, and it says since when")
  func mapped() throws {
    let text = "Vorgang,Kunde,Status\nA,Acme,Signed\n"
    let path = try file("export.csv", text)
    let lost = road.run("import", path)
    #expect(lost.code == 65 && lost.aside.contains("No column of export.csv says what the deals are called."))
    #expect(lost.aside.contains("--map \"Vorgang=name\""))
    #expect(road.run("import", path, "--map", "Vorgang=name", "--stage", "Signed=won").code == 0)
    let again = road.run("import", try file("next.csv", "Status,Vorgang,Kunde\nSigned,A,Acme\nSigned,B,Acme\n"))
    #expect(again.code == 0 && again.out.hasPrefix("1 deal."))
    #expect(again.aside.contains("as you mapped it on 24 Nov 2026"))
    #expect(try deals().map { $0["outcome"] as? String } == ["won", "won"])
  }

  private let bad =
    "Deal Name,Deal Stage,Amount\nAcme,demo,1000\nGlobex,demo,48k\nInitech,demo,2000\nHooli,demo,x\n,demo,\nU,d\n"

  @Test("Rows that can't be read: nothing comes, and it says where, what and what to write")
  func badRows() throws {
    let path = try file("deals.csv", bad)
    let seen = road.run("import", path)
    #expect(seen.code == 65 && seen.out == "")
    #expect(
      seen.aside == """
        deals.csv, line 3, column 3 (Amount): "48k" is not an amount. Write 48000.
        deals.csv, line 5, column 3 (Amount): "x" is not an amount. Write a number such as 48000.
        deals.csv, line 6, column 1 (Deal Name): the deal has no name. Write one.
        and 1 more.
        Nothing was imported. Mend what is wrong, or leave these rows out: --skip-bad

        """)
    #expect(try deals().isEmpty)
  }

  @Test("--skip-bad takes the rest, and puts the rows as they were beside the file, over no other file")
  func skipBad() throws {
    let path = try file("deals.csv", bad)
    let kept = try file("deals.bad.csv", "mine")
    let seen = road.run("import", path, "--skip-bad")
    #expect(seen.code == 0 && seen.out.contains("2 deals") && seen.out.contains("4 rows left out"))
    let rest = road.folder.appendingPathComponent("deals.bad-2.csv").path
    #expect(seen.out.contains(rest))
    #expect(try String(contentsOfFile: kept, encoding: .utf8) == "mine")
    #expect(
      try String(contentsOfFile: rest, encoding: .utf8)
        == "Deal Name,Deal Stage,Amount\nGlobex,demo,48k\nHooli,demo,x\n,demo,\nU,d\n")
    let face = try object(road.run("import", path, "--skip-bad", "--json").out)
    #expect(face["bad"] as? Int == 4 && face["changed"] as? Bool == false)
  }

  @Test("On a terminal the good rows are one key away")
  func badAsked() throws {
    let path = try file("deals.csv", bad)
    let seen = road.run(["import", path], typed: ["y"])
    #expect(seen.code == 0 && seen.aside.contains("Take in the rest, and put those rows into deals.bad.csv?"))
    #expect(try deals().count == 2)
  }

  @Test("A date that could be either is asked, or to be said")
  func dates() throws {
    let path = try file("deals.csv", "Deal Name,Deal Stage,Close Date\nAcme,demo,03/11/2026\n")
    let refused = road.run("import", path)
    #expect(refused.code == 65 && refused.aside.contains("--dates dmy"))
    #expect(road.run(["import", path], typed: ["m", "y"]).code == 0)
    #expect(try deals().first?["expected_close"] as? String == "2026-03-11")
    // It was answered for tables like this one.
    #expect(road.run("import", path).aside.contains("month first: 03/11/2026 is 11 Mar 2026"))
    #expect(road.run("import", path, "--dates", "dmy").code == 0)
    #expect(try deals().first?["expected_close"] as? String == "2026-11-03")
    #expect(road.run("import", path, "--dates", "ymd").code == 64)
  }

  @Test("A deal typed by hand: asked once on a terminal, said without one")
  func byHand() throws {
    _ = road.run("deal", "add", "Acme")
    let path = try file("deals.csv", small)
    let beside = road.run(["import", path], typed: ["n", "y"])
    #expect(beside.aside.contains("Acme is here already, typed by hand: the same?"))
    #expect(!beside.aside.contains("taken for the same"))
    #expect(try deals().count == 3)
    _ = road.run("undo")
    let seen = road.run("import", path)
    #expect(seen.aside.contains("Acme: typed by hand before, and taken for the same."))
    #expect(try deals().count == 2)
  }

  @Test("A deal that moved is in the document")
  func moved() throws {
    _ = road.run("import", try file("deals.csv", small))
    let text = small.replacingOccurrences(of: "contractsent", with: "closedwon")
    let face = try object(road.run("import", try file("deals.csv", text), "--json").out)
    let acme = try #require(try deals().first { $0["name"] as? String == "Acme" }?["id"] as? String)
    #expect(face["moved"] as? [String] == [acme] && face["updated"] as? Int == 1 && face["deals"] as? Int == 0)
    #expect(
      face.keys.sorted() == [
        "answers", "bad", "calls", "changed", "deals", "debrief_answers", "events", "fit_marks", "follow_ups", "gaps",
        "left_out", "logged", "moved", "notices", "objections", "people", "phrasings", "profile", "proofs", "reasons",
        "remarks",
        "updated", "version",
      ])
  }

  @Test("Our own deals.csv goes the strict road, and a CRM's goes the other")
  func ours() throws {
    let own = road.run("import", try file("deals.csv", "id,name,stge\na,Acme,demo\n"))
    #expect(own.code == 65 && own.aside.contains("there is no column \"stge\". Did you mean stage?"))
    let plain = road.run("import", try file("deals.csv", "id,name,stage\na,Acme,demo\n"))
    #expect(plain.code == 0 && plain.aside == "")
    #expect(
      road.run("import", try file("deals.csv", "id,name,stage\n1,Globex,demo\n"), "--from", "csv").aside.contains(
        "-> id"))
    #expect(road.run("import", Checkout.seedData, "--dry-run").code == 64)
    #expect(road.run("import", Checkout.seedData + "/sample/deals.csv").code == 65)
  }

  @Test("Nothing in a cell or header steers a terminal")
  func hostile() throws {
    let text =
      "Deal Name,Deal Stage,Ev\u{1B}]0;x\u{7}il,Amount\n\u{1B}[2JAcme,closed\u{1B}[31mlost?,x,1\nB,d,x,\u{1B}[2J9k\n"
    let path = try file("x.csv", text)
    for flags in [["--dry-run"], ["--skip-bad"], []] {
      let seen = road.run(["import", path] + flags)
      #expect(!(seen.out + seen.aside).unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
    }
  }

  @Test("The real command at a real terminal: the page, one key, and it is in")
  func terminal() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let path = binary.folder.appendingPathComponent("deals.csv").path
    try Data(fixture("hubspot.csv").utf8).write(to: URL(fileURLWithPath: path))
    let session = try PtySession(binary, ["import", path])
    #expect(session.waits(for: "Take them in?"))
    #expect(session.seen.contains("deals.csv looks like a HubSpot export: 4 deals."))
    session.type("y")
    #expect(session.code() == 0)
    #expect(session.seen.contains("4 deals, 3 people, 3 reasons."))
    #expect(try binary.run("undo").out.contains("imported: deals.csv"))
    #expect(try binary.run("deal", "list").code == 1)
  }
}
