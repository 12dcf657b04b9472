import Domain
import Exchange
import Foundation
import Storage
import TestBase
import Testing

@Suite("Deals from a CRM's table") struct DealTableTests {
  private func fixture(_ name: String) throws -> DealTable {
    let url = Checkout.root.appendingPathComponent("Tests/Fixtures/crm/\(name).csv")
    return try DealTable(DelimitedText(Data(contentsOf: url), name: "\(name).csv"))
  }

  private func table(_ text: String, _ choices: ImportChoices = ImportChoices()) throws -> DealTable {
    try DealTable(DelimitedText(Data(text.utf8), name: "deals.csv"), choices)
  }

  private func fields(_ table: DealTable) -> [String: DealField] {
    Dictionary(table.columns.compactMap { column in column.field.map { (column.header, $0) } }) { one, _ in one }
  }

  // MARK: Each source

  @Test(
    "HubSpot: labels, prose over two lines, several contacts, a list of reasons; the close date is the day it closed")
  func hubspot() throws {
    let table = try fixture("hubspot")
    #expect(table.crm == .hubspot && table.bad.isEmpty && table.rows.count == 4)
    let deals = table.rows.map(\.deal)
    #expect(deals.map(\.ending.outcome) == [.open, .lost, .won, .lost])
    #expect(deals[0].expectedClose?.description == "2026-12-15" && deals[0].ending.closed == nil)
    #expect(deals[1].ending.closed?.description == "2026-11-03" && deals[1].expectedClose == nil)
    #expect(deals[0].source == Deal.Source(system: "hubspot", id: "9000000001"))
    #expect(deals[1].amount == Deal.Amount(value: 12500.5, currency: "EUR"))
    #expect(deals[1].account == "Globex SA" && deals[1].owner == "Ana Ruiz" && deals[1].stage == "closedlost")
    #expect(table.rows[1].people.map(\.name) == ["Jo Kim", "Max Weber"])
    #expect(table.rows[1].reasons == ["Went with Ledgerly.\nCheaper, and their CFO knew them."])
    #expect(table.rows[3].reasons == ["Price", "Timing"])
    #expect(table.lost == 2 && table.lostWithReason == 2)
  }

  @Test("HubSpot's internal names")
  func internalNames() throws {
    let table = try table(
      """
      hs_object_id,dealname,dealstage,amount,closedate,closed_lost_reason,hs_is_closed_won,pipeline
      1,Acme,4711,5000,1793664000000,,false,default
      2,Globex,4712,6000,1793664000000,,true,default
      """)
    #expect(table.crm == .hubspot)
    #expect(table.rows.map(\.deal.ending.outcome) == [.open, .won])
    #expect(table.rows[0].deal.expectedClose?.description == "2026-11-03")
  }

  @Test("Salesforce: a report with its footer, month first, a custom reason, the competitor in a field of its own")
  func salesforce() throws {
    let table = try fixture("salesforce")
    #expect(table.crm == .salesforce && table.rows.count == 3 && table.footers == 5 && table.bad.isEmpty)
    let lost = table.rows[1]
    #expect(lost.deal.ending == Deal.Ending(outcome: .lost, closed: Day("2026-11-03")))
    #expect(lost.deal.competitor == "Ledgerly" && lost.reasons == ["Lost to competitor"])
    #expect(lost.deal.amount == Deal.Amount(value: 12500, currency: "USD"))
    #expect(table.dates?.order == .monthFirst && table.dates?.example == "11/3/2026")
  }

  @Test("Salesforce: names of the API, and an id of 18 letters means that of 15")
  func api() throws {
    let table = try table(
      """
      Id,Name,StageName,CloseDate,Account.Name,Owner.Name,IsClosed,IsWon,Win_Loss_Reason__c
      006xx000001AAAAQA2,Acme,8 - Signed,2026-11-03,Acme Inc,Ana,true,true,Support
      006xx000001AABAQA2,Globex,Dropped,2026-11-03,Globex,Ana,true,false,Price
      006xx000001AACAQA2,Initech,Demo,2026-12-03,Initech,Ana,false,false,
      """)
    #expect(table.crm == .salesforce)
    #expect(table.rows.map(\.deal.ending.outcome) == [.won, .lost, .open])
    #expect(table.rows.map(\.deal.source?.id).first == "006xx000001AAAA")
    #expect(table.rows.map(\.reasons) == [["Support"], ["Price"], []])
    let long = try self.table("Opportunity ID,Opportunity Name\n006xx000001AAAAQA2,Acme\n")
    let short = try self.table("Opportunity ID,Opportunity Name\n006xx000001AAAA,Acme\n")
    #expect(long.rows[0].deal.id == short.rows[0].deal.id)
  }

  @Test("Pipedrive: prefixed headers, the status, a day of closing for each way, the contact's role")
  func pipedrive() throws {
    let table = try fixture("pipedrive")
    #expect(table.crm == .pipedrive)
    let deals = table.rows.map(\.deal)
    #expect(deals.map(\.ending.outcome) == [.open, .lost, .won])
    #expect(deals.map { $0.ending.closed?.description } == [nil, "2026-11-03", "2026-10-20"])
    #expect(deals[1].expectedClose?.description == "2026-11-30")
    #expect(table.rows[0].people == [DealTable.Contact(name: "Dana Reyes", role: "CFO")])
    #expect(deals[0].industry == "Fintech" && table.rows[1].reasons == ["Too expensive"])
  }

  @Test("A table in German: sep=, Windows-1252, decimal comma, a currency in the header, a year of two digits")
  func german() throws {
    let table = try fixture("tabelle")
    #expect(table.crm == .csv && table.encoding == .windows1252 && !table.hasIDs)
    let deals = table.rows.map(\.deal)
    #expect(deals.map(\.name) == ["Müller Abschluss", "Groß Einführung"])
    #expect(deals.map { $0.amount?.value } == [48000.5, 1250] && table.currencies == ["EUR"])
    #expect(deals[0].expectedClose?.description == "2026-12-15" && deals[0].competitor == "Ledgerly")
    #expect(deals[1].ending == Deal.Ending(outcome: .lost, closed: Day("2026-11-03")))
    #expect(table.rows[1].reasons == ["Kein Budget"])
    #expect(table.columns.filter { $0.field == nil }.map(\.header) == ["Notiz"])
  }

  @Test("A reason's column is known by its name, however a team has called it")
  func reasonHeaders() throws {
    for header in [
      "Loss Reason", "Lost_Reason__c", "Closed Lost Reason", "closed_won_reason", "Primary_Loss_Reason__c",
      "Win/Loss Reason", "Reason Lost", "Loss_Details__c", "Deal - Lost reason", "Raison de la perte", "Reason",
    ] {
      #expect(try fields(table("Deal name,\(header)\nAcme,\n"))[header] == .reason, "\(header)")
    }
    for header in ["Closed", "Won", "Reason for call", "Lost time"] {
      #expect(try fields(table("Deal name,\(header)\nAcme,\n"))[header] != .reason, "\(header)")
    }
  }

  @Test("A reason for losing is none of a deal that was won, and an open deal has none")
  func scopes() throws {
    let table = try table(
      "Deal name,Stage,Closed Lost Reason,Closed Won Reason\nA,Won,Price,Support\nB,Lost,Price,Support\nC,Demo,Price,x\n"
    )
    #expect(table.rows.map(\.reasons) == [["Support"], ["Price"], []])
  }

  // MARK: What somebody says

  @Test("--map wins over a guess, leaves a column out, and takes another; --from and --stage too")
  func said() throws {
    let text = "Deal name,Company,Customer,Stage,Foo\nAcme,One,Two,Signed,ten\n"
    #expect(try table(text).rows[0].deal.account == "One")
    let choices = ImportChoices(
      crm: .hubspot, columns: ["Company": .leftOut, "foo": .says(.segment)], stages: ["signed": .won])
    let table = try table(text, choices)
    #expect(table.rows[0].deal.account == "Two" && table.rows[0].deal.segment == "ten")
    #expect(table.rows[0].deal.ending.outcome == .won && table.crm == .hubspot)
    #expect(throws: TableError.noSuchColumn("Fou", file: "deals.csv", nearest: "Foo")) {
      _ = try self.table(text, ImportChoices(columns: ["Fou": .says(.name)]))
    }
    #expect(throws: TableError.noName(file: "deals.csv", headers: ["a", "b"])) { _ = try self.table("a,b\n1,2\n") }
  }

  @Test("What was said is kept for tables with the same headers in any order, and for no others")
  func kept() throws {
    let place = try TemporaryBase()
    let choices = ImportChoices(
      crm: .csv, columns: ["A": .says(.name), "B": .leftOut], stages: ["Signed": .won], dates: .monthFirst,
      decimal: .comma,
      day: Day("2026-11-12"))
    let day = try #require(choices.day)
    try choices.keep(for: ["A", "B", "C"], in: place.base, on: day)
    #expect(try place.base.read { try ImportChoices(keptFor: ["C", "A", "B"], $0) } == choices)
    #expect(try place.base.read { try ImportChoices(keptFor: ["A", "B"], $0) } == nil)
    let again = choices.updated(by: ImportChoices(dates: .dayFirst))
    #expect(again.dates == .dayFirst && again.columns == choices.columns && again.day == nil)
    #expect(choices.updated(by: ImportChoices()) == choices)
  }

  // MARK: Amounts and dates

  @Test(
    "Amounts are read as their whole column says",
    arguments: [
      (["48000"], [48000.0]), (["48.000,50", "1.250"], [48000.5, 1250]), (["48,000.50", "1,250"], [48000.5, 1250]),
      (["1.234"], [1234]), (["1,234"], [1234]), (["12.50", "1.234"], [12.5, 1.234]), (["1.234.567"], [1_234_567]),
      (["€ 48 000,00"], [48000]), (["48'000.00 CHF"], [48000]), (["$1,234.00", "USD 99"], [1234, 99]),
      (["1\u{A0}234,5"], [1234.5]), (["-500"], [-500]), (["12,34,567.00"], [1_234_567]), (["0.125"], [0.125]),
    ])
  func amounts(cells: [String], values: [Double]) throws {
    let lines = cells.enumerated().map { "D\($0.offset),\"\($0.element)\"\n" }.joined()
    let table = try table("Deal name,Amount\n" + lines)
    #expect(table.bad == [] && table.rows.map { $0.deal.amount?.value } == values)
  }

  @Test("An amount with two readings is said, and --decimal decides it")
  func unsureAmount() throws {
    let text = "Deal name,Amount\nA,\"1,234\"\n"
    let table = try table(text)
    #expect(table.unsureAmount?.written == "1,234" && table.unsureAmount?.value == 1234)
    let said = try self.table(text, ImportChoices(decimal: .comma))
    #expect(said.rows[0].deal.amount?.value == 1.234 && said.unsureAmount == nil)
    #expect(try self.table("Deal name,Amount\nA,\"1,234\"\nB,\"2,50\"\n").unsureAmount == nil)
  }

  @Test("The currency is that of its column, else of the cell, else of the header")
  func currencies() throws {
    #expect(try table("Deal name,Amount,Currency\nA,£5,EUR\n").rows[0].deal.amount?.currency == "EUR")
    #expect(try table("Deal name,Amount\nA,£5\n").rows[0].deal.amount?.currency == "GBP")
    #expect(try table("Deal name,Deal value in SEK\nA,5\n").rows[0].deal.amount?.currency == "SEK")
  }

  @Test(
    "Dates read themselves, or are told by their column",
    arguments: [
      ("2026-11-03", "2026-11-03"), ("2026-11-03T23:30:00Z", "2026-11-03"), ("2026-11-03 23:30:05", "2026-11-03"),
      ("2026/11/03", "2026-11-03"), ("3.11.2026", "2026-11-03"), ("03.11.26", "2026-11-03"),
      ("3 Nov 2026", "2026-11-03"),
      ("Nov 3, 2026", "2026-11-03"), ("3. März 2026", "2026-03-03"), ("13/11/2026", "2026-11-13"),
      ("11/13/2026", "2026-11-13"), ("11/11/2026 9:14 AM", "2026-11-11"), ("1793664000000", "2026-11-03"),
      ("05-13-99", "1999-05-13"),
    ])
  func dates(cell: String, day: String) throws {
    let table = try table("Deal name,Close date\nA,\"\(cell)\"\n")
    #expect(table.bad == [] && table.rows[0].deal.expectedClose?.description == day)
  }

  @Test("Day or month first: the column says, else another column, else somebody must")
  func dateOrder() throws {
    func close(_ text: String, _ choices: ImportChoices = ImportChoices()) throws -> [String?] {
      try table(text, choices).rows.map { $0.deal.expectedClose?.description }
    }
    #expect(try close("Deal name,Close date\nA,03/11/2026\nB,25/12/2026\n") == ["2026-11-03", "2026-12-25"])
    #expect(try close("Deal name,Close date\nA,03/11/2026\nB,12/25/2026\n") == ["2026-03-11", "2026-12-25"])
    #expect(
      try close("Deal name,Expected close,Closed on\nA,03/11/2026,25/12/2026\n") == ["2026-11-03"])
    let unsure = "Deal name,Close date\nA,03/11/2026\n"
    #expect(throws: TableError.unsureDates(file: "deals.csv", header: "Close date", cell: "03/11/2026")) {
      _ = try self.table(unsure)
    }
    #expect(try close(unsure, ImportChoices(dates: .monthFirst)) == ["2026-03-11"])
    #expect(try close("Deal name,Close date\nA,03/03/2026\n") == ["2026-03-03"])
  }

  // MARK: Rows

  @Test("Rows that can't be read are named by line and column, with what to write, and kept as they stood")
  func bad() throws {
    let table = try table(
      "Deal name,Amount,Close date\nA,48k,2026-11-03\n,1,\nB,1.2.3.4,2026-11-03\nC,1\nD,1,2026-02-30\nE,1,,,\nF,1,,x\nG,7,\n"
    )
    #expect(table.rows.map(\.deal.name) == ["E", "G"])
    #expect(
      table.bad == [
        DealTable.Bad(line: 2, column: 2, header: "Amount", problem: .noAmount("48k", perhaps: "48000")),
        DealTable.Bad(line: 3, column: 1, header: "Deal name", problem: .noName),
        DealTable.Bad(line: 4, column: 2, header: "Amount", problem: .noAmount("1.2.3.4", perhaps: nil)),
        DealTable.Bad(line: 5, column: nil, header: nil, problem: .fields(found: 2, wanted: 3)),
        DealTable.Bad(line: 6, column: 3, header: "Close date", problem: .noDate("2026-02-30")),
        DealTable.Bad(line: 8, column: nil, header: nil, problem: .fields(found: 4, wanted: 3)),
      ])
    #expect(
      table.badText
        == "Deal name,Amount,Close date\nA,48k,2026-11-03\n,1,\nB,1.2.3.4,2026-11-03\nC,1\nD,1,2026-02-30\nF,1,,x\n")
  }

  @Test("A deal that stands once for each contact is one deal; without ids, two that differ can't be told apart")
  func repeated() throws {
    let table = try table(
      "Record ID,Deal Name,Deal Stage,Contact\n1,Acme,demo,Dana\n1,Acme,demo,Jo\n1,Acme,demo,Dana\n")
    #expect(table.rows.count == 1 && table.repeats == 2)
    #expect(table.rows[0].people.map(\.name) == ["Dana", "Jo"])
    let other = try self.table("Deal name,Account,Amount\nA,X,1\nA,Y,1\nA,X,2\n")
    #expect(other.rows.count == 2)
    #expect(other.bad == [DealTable.Bad(line: 4, column: nil, header: nil, problem: .twice("A"))])
  }

  @Test("Doubled headers: the first one says it")
  func doubled() throws {
    let table = try table("Deal name,Account,Account\nA,One,Two\n")
    #expect(table.rows[0].deal.account == "One" && table.columns[2].field == nil)
  }

  @Test(
    "Stages and what they mean",
    arguments: [
      ("closedwon", "won"), ("Closed Won", "won"), ("7. Won", "won"), ("Gewonnen", "won"), ("closedlost", "lost"),
      ("Lost", "lost"), ("Deal lost", "lost"), ("Closed - Lost", "lost"), ("No decision", "no decision"),
      ("Demo", "open"), ("Lost contact, call again", "open"), ("Closed - other", "open"),
    ])
  func stages(stage: String, outcome: String) throws {
    let table = try table("Deal name,Stage\nA,\"\(stage)\"\n")
    #expect(table.rows[0].deal.ending.outcome.rawValue == outcome && table.rows[0].deal.stage == stage)
    #expect(table.unclear == (["Lost contact, call again", "Closed - other"].contains(stage) ? [stage] : []))
  }
}
