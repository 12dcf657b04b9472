import Domain
import Exchange
import Foundation
import Storage
import TestBase
import Testing

@Suite("Taking in a CRM's deals, again and again") struct TakeDealsTests {
  private let place: TemporaryBase
  private var base: Base { place.base }

  init() throws { place = try TemporaryBase() }

  private func table(_ text: String, _ choices: ImportChoices = ImportChoices()) throws -> DealTable {
    try DealTable(DelimitedText(Data(text.utf8), name: "deals.csv"), choices)
  }

  @discardableResult
  private func take(_ text: String, joining: Bool = true) throws -> Imported {
    let table = try table(text)
    #expect(table.bad == [])
    return try base.take(table, joining: joining)
  }

  private func deals() throws -> [Deal] { try base.read { try $0.deals() }.reversed() }
  private func deal() throws -> Deal { try #require(try deals().first) }

  private let header = "Record ID,Deal Name,Deal Stage,Amount,Close Date,Closed Lost Reason,Company name,Contact\n"

  @Test(
    "Every fixture twice changes nothing the second time, and an undo takes all of it back",
    arguments: [
      "hubspot", "salesforce", "pipedrive", "tabelle",
    ])
  func twice(_ name: String) throws {
    let url = Checkout.root.appendingPathComponent("Tests/Fixtures/crm/\(name).csv")
    let table = try DealTable(DelimitedText(Data(contentsOf: url), name: url.lastPathComponent))
    let first = try base.take(table)
    #expect(first.changed && first.counts[.deal] == table.rows.count && first.updated == 0 && first.moved == [])
    let acts = try base.read { try $0.history(limit: -1).count }
    let again = try base.take(table)
    #expect(
      !again.changed && again.counts[.deal] == 0 && again.updated == 0 && again.counts[.person] == 0
        && again.counts[.reason] == 0)
    #expect(try base.read { try $0.history(limit: -1).count } == acts)
    #expect(try place.soundness() == [])

    _ = try base.undo()
    #expect(try deals() == [] && base.read { try $0.people() } == [])
    #expect(try base.read { try $0.count(of: .reason) } == 0)
    // Taken back, not put away: another import brings it again.
    let plan = try base.read { try DealPlan(table, $0) }
    #expect(plan.new == table.rows.count && plan.putAway == 0)
    let third = try base.take(table)
    #expect(
      third.counts[.deal] == first.counts[.deal] && third.counts[.person] == first.counts[.person]
        && third.counts[.reason] == first.counts[.reason])
    #expect(try deals().count == table.rows.count)
    #expect(try place.soundness() == [])
  }

  @Test("A deal that was ruled out here stays ruled out, whatever moves in the CRM")
  func ruledOut() throws {
    try take(header + "1,Acme,demo,100,2026-12-01,,Acme GmbH,\n")
    var acme = try deal()
    acme.noFit = "They buy for one person."
    try base.edit(.disqualified) { try $0.save(acme) }
    let again = try take(header + "1,Acme,contract,200,2026-12-01,,Acme GmbH,\n")
    #expect(again.updated == 1)
    #expect(try deal().stage == "contract" && deal().noFit == "They buy for one person.")
    #expect(try place.soundness() == [])
  }

  @Test("Only what changed changes, and a deal whose stage or outcome did is told as moved")
  func changed() throws {
    try take(header + "1,Acme,demo,100,2026-12-01,,Acme GmbH,\n2,Globex,demo,100,2026-12-01,,,\n3,Initech,demo,,,,,\n")
    let ids = try deals().map(\.id)
    let brought = try take(
      header
        + "1,Acme,closedlost,100,2026-11-20,Price,Acme GmbH,\n2,Globex,demo,200,2026-12-01,,,Jo\n3,Initech,demo,,,,,\n")
    #expect(
      brought.counts[.deal] == 0 && brought.updated == 2 && brought.counts[.reason] == 1 && brought.counts[.person] == 1
    )
    #expect(brought.moved == [ids[0]])
    let acme = try deal()
    #expect(acme.ending == Deal.Ending(outcome: .lost, closed: Day("2026-11-20")) && acme.stage == "closedlost")
    let reasons = try base.read { try $0.reasons(of: acme.id) }
    #expect(reasons.map(\.words) == ["Price"] && reasons[0].category?.rawValue == "price")
    #expect(reasons[0].by == .rep && reasons[0].knowing == nil && reasons[0].day == Day("2026-11-20"))
    // A reason that changes there stands beside the one before.
    #expect(try take(header + "1,Acme,closedlost,100,2026-11-20,Went with Ledgerly,Acme GmbH,\n").counts[.reason] == 1)
    #expect(try base.read { try $0.reasons(of: acme.id) }.map(\.category?.rawValue) == ["price", nil])
    #expect(try place.soundness() == [])
  }

  @Test("A field that the file leaves empty keeps what stands here")
  func empties() throws {
    try take(header + "1,Acme,demo,100,2026-12-01,,,\n")
    var acme = try deal()
    (acme.account, acme.industry, acme.competitor, acme.products) = ("Acme GmbH", "fintech", "Ledgerly", ["Close"])
    let typed = acme
    try base.edit(.editedDeal) { try $0.save(typed) }
    try take(header + "1,Acme,,,,,,\n")
    #expect(try deal() == acme)
  }

  @Test("What a person changed here stays until the CRM says something new")
  func typed() throws {
    let first = header + "1,Acme - Annual licence 2026,demo,100,2026-12-01,,,\n"
    try take(first)
    var acme = try deal()
    (acme.name, acme.stage) = ("Acme", "negotiation")
    let typed = acme
    try base.edit(.editedDeal) { try $0.save(typed) }
    #expect(try take(first).changed == false)
    #expect(try base.read { try DealPlan(self.table(first), $0) }.keptWords == ["Acme"])
    #expect(try deal() == acme)
    try take(header + "1,Acme - Annual licence 2026,contractsent,100,2026-12-01,,,\n")
    #expect(try deal().name == "Acme" && deal().stage == "contractsent")
    // An import that was taken back says nothing any more.
    try take(header + "1,Acme - Annual licence 2026,closedlost,100,2026-12-01,,,\n")
    _ = try base.undo()
    #expect(try deal().ending.outcome == .open)
    try take(header + "1,Acme - Annual licence 2026,closedlost,100,2026-12-01,,,\n")
    #expect(try deal().ending.outcome == .lost)
  }

  @Test("A deal that was closed here as no decision or as not real isn't lost by the CRM's word, and it says so")
  func finer() throws {
    for (index, outcome) in [Outcome.noDecision, .invalid].enumerated() {
      let name = "D\(index)"
      try take(header + "\(index),\(name),demo,,,,,\n")
      var deal = try #require(try deals().last)
      deal.ending = Deal.Ending(outcome: outcome, closed: Day("2026-11-01"))
      let closed = deal
      try base.edit(.endedDeal) { try $0.save(closed) }
      let lost = header + "\(index),\(name),closedlost,,2026-11-10,,,\n"
      let plan = try base.read { try DealPlan(self.table(lost), $0) }
      #expect(plan.keptEndings.map(\.name) == [name] && plan.keptEndings.map(\.outcome) == [outcome])
      try take(lost)
      #expect(try deals().last?.ending == closed.ending)
      try take(header + "\(index),\(name),demo,,,,,\n")
      #expect(try deals().last?.ending == closed.ending)
      try take(header + "\(index),\(name),closedwon,,2026-11-12,,,\n")
      #expect(try deals().last?.ending == Deal.Ending(outcome: .won, closed: Day("2026-11-12")))
    }
  }

  @Test("What the CRM itself called no decision, it may call otherwise")
  func itsOwnWord() throws {
    try take(header + "1,Acme,no decision,,2026-11-01,,,\n")
    #expect(try deal().ending.outcome == .noDecision)
    let lost = header + "1,Acme,closedlost,,2026-11-01,,,\n"
    #expect(try base.read { try DealPlan(self.table(lost), $0) }.keptEndings.isEmpty)
    try take(lost)
    #expect(try deal().ending.outcome == .lost)
  }

  @Test("A deal closed by hand isn't reopened by a CRM that hasn't heard of it; one reopened there is")
  func reopened() throws {
    let open = header + "1,Acme,demo,,,,,\n"
    try take(open)
    var acme = try deal()
    acme.ending = Deal.Ending(outcome: .lost, closed: Day("2026-11-01"))
    let closed = acme
    try base.edit(.endedDeal) { try $0.save(closed) }
    try take(open)
    #expect(try deal().ending.outcome == .lost)
    try take(header + "1,Acme,closedlost,,2026-11-01,,,\n")
    #expect(try take(header + "1,Acme,negotiation,,,,,\n").moved == [acme.id])
    #expect(try deal().ending.outcome == .open)
  }

  @Test("A deal typed by hand becomes the CRM's when it is plainly the same, and stays beside it when somebody says so")
  func byHand() throws {
    let typed = Deal(name: "Acme", industry: "fintech")
    try base.edit(.addedDeal) { try $0.save(typed) }
    let text = header + "1,ACME,demo,,,,Acme GmbH,Dana\n"
    let plan = try base.read { try DealPlan(self.table(text), $0) }
    #expect(plan.byHand == ["Acme"] && plan.new == 0 && plan.changed == 1)
    #expect(try base.read { try DealPlan(self.table(text), $0, joining: false) }.new == 1)
    try take(text)
    let acme = try deal()
    #expect(acme.id == typed.id && acme.name == "Acme" && acme.industry == "fintech" && acme.stage == "demo")
    #expect(acme.source == Deal.Source(system: "hubspot", id: "1") && acme.account == "Acme GmbH")
    #expect(try deals().count == 1)
    #expect(try take(text).changed == false)
    // Known by the CRM's id from now on, whatever it is called there.
    try take(header + "1,Acme Holding,demo,,,,Acme GmbH,Dana\n")
    #expect(try deals().map(\.name) == ["Acme Holding"])
    #expect(try place.soundness() == [])
  }

  @Test("Where two could be meant, or the accounts differ, none is taken for the same")
  func notTheSame() throws {
    try base.edit(.addedDeal) { edit in
      try edit.save(Deal(name: "Renewal", account: "Acme"))
      try edit.save(Deal(name: "Renewal", account: "Globex"))
      try edit.save(Deal(name: "Pilot", account: "Acme"))
      try edit.save(Deal(name: "Twin"))
    }
    let text =
      header
      + "1,Renewal,demo,,,,Globex,\n2,Renewal,demo,,,,Initech,\n3,Pilot,demo,,,,Other,\n4,Twin,a,,,,,\n5,Twin,b,,,,,\n"
    let plan = try base.read { try DealPlan(self.table(text), $0) }
    #expect(plan.byHand == ["Renewal"] && plan.new == 4)
    try take(text)
    #expect(try deals().filter { $0.source?.id == "1" }.map(\.account) == ["Globex"])
    #expect(try deals().count == 8)
  }

  @Test("Without ids a deal is known by its name and account")
  func withoutIDs() throws {
    let text = "Deal,Account,Stage\nRenewal,Acme,demo\nRenewal,Globex,demo\n"
    #expect(try take(text).counts[.deal] == 2)
    #expect(try take(text.replacingOccurrences(of: "Globex,demo", with: "globex,won")).updated == 1)
    #expect(try deals().map(\.ending.outcome) == [.open, .won])
  }

  @Test("People are those of the deal: one who is here is no second, and a role that was unknown is filled in")
  func people() throws {
    let typed = Deal(name: "Acme")
    try base.edit(.addedDeal) { edit in
      try edit.save(typed)
      try edit.save(Person(deal: typed.id, name: "dana reyes"))
    }
    let text = "Deal name,Contact,Contact role\nAcme,Dana Reyes,CFO\nAcme,Jo Kim,\n"
    #expect(try take(text).counts[.person] == 1)
    #expect(try base.read { try $0.people(of: typed.id) }.map(\.role) == ["CFO", nil])
    #expect(try take(text).changed == false)
    let jo = try #require(try base.read { try $0.people(of: typed.id) }.last)
    try base.edit(.putAway) { try $0.putAway(.person(jo.id)) }
    #expect(try take(text).changed == false)
  }

  @Test("A deal that was put away here stays so")
  func putAway() throws {
    let text = header + "1,Acme,demo,,,,,\n2,Globex,demo,,,,,\n"
    try take(text)
    let acme = try deal()
    try base.edit(.putAway) { try $0.putAway(.deal(acme.id)) }
    let plan = try base.read { try DealPlan(self.table(text), $0) }
    #expect(plan.putAway == 1 && plan.same == 1 && plan.new == 0)
    #expect(try take(header + "1,Acme,closedwon,,,,,\n").changed == false)
    #expect(try deals().map(\.name) == ["Globex"])
  }

  @Test("Two who import the same CRM have the same rows, and a merge of both has no other")
  func merged() throws {
    let other = try TemporaryBase()
    let text = header + "1,Acme,closedlost,100,2026-11-01,Price,Acme GmbH,Dana\n"
    try take(text)
    _ = try other.base.take(table(text))
    _ = try base.merge(other.path)
    #expect(try deals().count == 1 && base.read { try $0.people() }.count == 1)
    let deal = try deal()
    #expect(try base.read { try $0.reasons(of: deal.id) }.count == 1)
    #expect(try place.soundness() == [])
  }

  @Test("Hostile words in every cell come in as they are, and the same again changes nothing")
  func hostile() throws {
    for (index, text) in HostileTexts.all.enumerated() where !text.contains("\0") {
      let cell = "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
      let row =
        "Record ID,Deal Name,Account Name,Deal Stage,Contact,Loss reason,Industry\n\(index),D\(index),\(cell),closedlost,\(cell),\(cell),\(cell)\n"
      try take(row)
      #expect(try take(row).changed == false, "\(text.debugDescription)")
    }
    #expect(try place.soundness() == [])
  }
}
