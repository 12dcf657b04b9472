import Domain
import Exchange
import TestBase
import Testing

@Suite("Tables in CSV (RFC 4180)") struct CSVTests {
  @Test(
    "Names of deals as they are written and as they are read",
    arguments: [
      ("Acme", "Acme"), ("\"Acme\"", "Acme"), ("\"Acme, Inc.\"", "Acme, Inc."),
      ("\"The \"\"A\"\" team\"", "The \"A\" team"),
      ("\"two\nlines\"", "two\nlines"), ("\"two\r\nlines\"", "two\nlines"), ("\"\"\"\"", "\""), ("  Acme  ", "Acme"),
      ("\" Acme \"", " Acme "), ("\"a\n\n\nb\"", "a\n\n\nb"), ("\"a,\n\"\"b\"\"\"", "a,\n\"b\""), ("日本語", "日本語"),
      ("\\n stays", "\\n stays"), ("none", "none"), ("=1+1", "=1+1"),
      ("'=1+1", "=1+1"), ("''-a", "'-a"), ("\"'\ta\"", "\ta"), ("'Acme'", "'Acme'"), ("'", "'"),
      ("\"a\r\r\nb\"", "a\r\nb"),
      ("\"a\rb\"", "a\rb"), ("\"\u{301}a\"", "\u{301}a"), ("\u{301}a", "\u{301}a"),
    ])
  func fields(written: String, read: String) throws {
    for text in [
      "id,name,stage\nx,\(written),demo\n", "name,id,stage\n\(written),x,demo", "id,stage,name\nx,demo,\(written)\r\n",
    ] {
      let deals = try deals(text)
      #expect(deals.map(\.name) == [read], "\(text)")
      #expect(deals.map(\.stage) == ["demo"], "\(text)")
    }
  }

  @Test(
    "Line ends, a byte order mark, blank lines and a missing last line end change nothing",
    arguments: [
      "id,name\na,Acme\nb,Globex\n", "id,name\r\na,Acme\r\nb,Globex\r\n", "\u{FEFF}id,name\na,Acme\nb,Globex",
      "\n\nid,name\n\na,Acme\n\n\nb,Globex\n\n", "\u{FEFF}\"id\",\"name\"\r\n\"a\",\"Acme\"\r\n\"b\",\"Globex\"",
      "id,name,stage\na,Acme,\nb,Globex,\n",
    ])
  func lineEnds(text: String) throws {
    let deals = try deals(text)
    #expect(deals.map(\.name) == ["Acme", "Globex"])
    #expect(deals.map(\.stage) == [nil, nil])
  }

  @Test(
    "A table without a line, or with its header alone, holds nothing", arguments: ["", "\n", "id,name\n", "\u{FEFF}"])
  func empty(text: String) throws {
    #expect(try deals(text) == [])
  }

  @Test("A deal is read with every column")
  func deal() throws {
    let deal = try #require(
      try deals(
        """
        id,name,account,owner,industry,segment,region,products,competitor,amount,currency,stage,expected_close,source,source_id,link,outcome,detail,closed
        a,Acme,Acme SpA,Ana,fintech,small,EU,Close; Reconcile ;,Ledgerly,48000.50,EUR,demo,2026-12-01,crm,17,https://x,No-Decision,project died,2026-11-30
        """
      ).first)
    #expect(
      deal
        == Deal(
          id: deal.id, name: "Acme", account: "Acme SpA", owner: "Ana", industry: "fintech", segment: "small",
          region: "EU",
          products: ["Close", "Reconcile"], competitor: "Ledgerly",
          amount: Deal.Amount(value: 48000.5, currency: "EUR"),
          stage: "demo", expectedClose: Day("2026-12-01"),
          source: Deal.Source(system: "crm", id: "17", link: "https://x"),
          ending: Deal.Ending(
            outcome: .noDecision, detail: NoDecision(rawValue: "project died"), closed: Day("2026-11-30"))))
  }

  @Test("A log is read with every column, on the day of its moment")
  func encounter() throws {
    let place = try TemporaryBase()
    let file = try place.file(
      "encounters.csv",
      """
      id,at,by,deal,person,role,stage,competitor,product,channel,cold,words,objection,response,used,result,knowing,went_on,note
      e1,2026-11-12T23:59:59Z,Ana,acme,dana,CFO,demo,Ledgerly,Close,linkedin,no,"too dear, she said",too-dear,too-dear/isolate,exact,Worked,told,2026-11-14,mine
      e2,2026-11-13T00:00:00Z,,,,,,,,,,,too-dear,,,,,,
      """)
    let met = try ReadableFiles(at: file).encounters
    let (first, second) = try (#require(met.first), #require(met.last))
    #expect(met.count == 2)
    #expect(first.by?.name == "Ana")
    #expect(first.encounter.met.day == Day("2026-11-12"))
    #expect(first.encounter.met.role == "CFO")
    #expect(first.encounter.met.stage == "demo")
    #expect(first.encounter.met.competitor == "Ledgerly")
    #expect(first.encounter.met.product == "Close")
    #expect(first.encounter.met.channel?.rawValue == "LinkedIn")
    #expect(first.encounter.met.cold == false)
    #expect(first.encounter.words == "too dear, she said")
    #expect(first.encounter.used?.closeness == .exact)
    #expect(first.encounter.went == Encounter.Went(result: .worked, knowing: .told, day: Day("2026-11-14")))
    #expect(first.encounter.note == "mine")
    #expect(first.encounter.met.deal != nil && first.encounter.met.person != nil)
    #expect(second.by == nil)
    #expect(second.encounter.used == nil)
    #expect(second.encounter.words == nil)
    #expect(second.encounter.went == Encounter.Went())
    #expect(second.encounter.met.objection == first.encounter.met.objection)
  }

  private func deals(_ text: String) throws -> [Deal] {
    let place = try TemporaryBase()
    return try ReadableFiles(at: place.file("deals.csv", text)).deals
  }
}
