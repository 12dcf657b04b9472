import Domain
import Learning
import Screens
import TestBase
import Testing

@Suite("What buyers said, on the screen")
struct BuyersPageTests {
  private static let today = Day(number: 20_776)

  @Test(
    "The guide fits on one page of 60 lines at 80 columns",
    arguments: [Outcome.lost, .noDecision, .won], ["Ledgerly", "Wolfenbüttel Buchhaltung GmbH", nil] as [String?])
  func onePage(_ outcome: Outcome, _ rival: String?) throws {
    for name in ["Globex", String(repeating: "Globex renewal ", count: 12), String(repeating: "日本", count: 60)] {
      let deal = Deal(
        name: name, products: [rival].compactMap(\.self), competitor: rival, ending: Deal.Ending(outcome: outcome))
      let guide = try #require(InterviewGuide(deal))
      let lines = InterviewGuidePage.page(guide, deal: deal, capture: "comeback interview d2rz8 --capture")
        .plain(width: 80).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(lines.count <= 60)
      for line in lines { #expect(CellWidth.of(String(line)) <= 80, "\(line)") }
    }
  }

  private func side(_ rep: [Reason], _ buyer: [Reason], isOwn: Bool = true, imported: Bool = false) -> String {
    let fromTable = imported ? Set(rep.map(\.id)) : []
    let line = BuyersPage.sideBySide(TwoReasons(rep + buyer), imported: fromTable, isOwn: isOwn, today: Self.today)
    return Page([line]).plain()
  }

  @Test("The two reasons stand side by side, with how they are known")
  func sideBySide() {
    let deal = ID<Deal>.fresh()
    let implementation = Category(rawValue: "implementation")
    let rep = Reason(deal: deal, by: .rep, category: implementation, knowing: .guess)
    let buyer = Reason(
      deal: deal, by: .buyer, day: Self.today.adding(days: -7), category: implementation,
      words: "nobody showed us week one", knowing: .told)
    #expect(
      side([rep], [buyer])
        == "You: implementation (a guess)   |   Buyer: implementation, \"nobody showed us week one\" (12 Nov)\n")
    #expect(side([], [buyer]).hasPrefix("You: no reason given   |   Buyer: implementation"))
    #expect(side([rep], []).hasSuffix("|   Buyer: not asked\n"))
    #expect(side([rep], [buyer], isOwn: false).hasPrefix("Rep: implementation (a guess)"))
    let table = Reason(deal: deal, by: .rep, category: Category(rawValue: "price"), words: "Price")
    #expect(side([table], [buyer], isOwn: false, imported: true).hasPrefix("Rep: price (from the CRM)   |"))
    let second = Reason(deal: deal, by: .rep, category: Category(rawValue: "timing"), words: "bad Q4")
    #expect(
      side([table, second], [buyer], isOwn: false, imported: true)
        .hasPrefix("Rep: price; timing, \"bad Q4\" (from the CRM)   |"))
    #expect(side([table, rep], [buyer]).hasPrefix("You: price; implementation (a guess)   |"))
    let colleague = Reason(deal: deal, by: .buyer, words: "too slow", knowing: .colleague)
    #expect(side([], [colleague]).hasSuffix("Buyer: \"too slow\" (a colleague of theirs said)\n"))
  }

  @Test("The table has counts, a rate only from five deals on, and the published figure beside it")
  func table() {
    let deals = (0..<5).map { Deal(name: "\($0)", ending: Deal.Ending(outcome: .lost)) }
    let reasons = deals.enumerated().flatMap { index, deal in
      [
        Reason(deal: deal.id, by: .rep, category: Category(rawValue: "price"), knowing: .did),
        Reason(deal: deal.id, by: .buyer, category: Category(rawValue: index == 0 ? "price" : "need"), knowing: .told),
      ]
    }
    let five = BuyersPage.match(ReasonMatch(reasons, of: deals)).plain()
    #expect(five.contains("  price  1 of 5 the same; buyers said: need 4\n"))
    #expect(
      five.contains("  all    1 of 5 the same, 20 %\n") && five.contains("In published studies: 15 to 40 % of deals."))
    #expect(!five.contains("CRM"))
    let four = BuyersPage.match(ReasonMatch(reasons, of: Array(deals.dropLast()))).plain()
    #expect(four.contains("  all    1 of 4 the same\n"))
    #expect(BuyersPage.match(ReasonMatch([], of: [])).plain().contains("No deal has both yet."))
  }

  @Test("Hostile text steers nothing on any of these pages")
  func hostile() throws {
    var numbers = SeededNumbers(seed: 43)
    let texts =
      HostileTexts.all.map { String($0.prefix(300)) } + (0..<40).map { _ in HostileTexts.random(using: &numbers) }
    for text in texts {
      let deal = Deal(
        name: text, owner: text, products: [text], competitor: text, amount: Deal.Amount(value: 1, currency: text),
        ending: Deal.Ending(outcome: .lost, closed: Self.today))
      let guide = try #require(InterviewGuide(deal))
      expectHarmless(InterviewGuidePage.page(guide, deal: deal, capture: text), text)
      let reasons = [Reason.Teller.rep, .buyer].map {
        Reason(deal: deal.id, by: $0, category: Category(rawValue: text), words: text, knowing: Knowing(rawValue: text))
      }
      let remark = Remark(deal: deal.id, topic: Remark.Topic(rawValue: text), said: text, meant: text)
      let both = TwoReasons(reasons)
      expectHarmless(Page([BuyersPage.sideBySide(both, isOwn: true, today: Self.today)]), text)
      expectHarmless(BuyersPage.remarks([(remark, text)], today: Self.today), text)
      let whom = WhomToAsk([deal], reasons: [], remarks: [], today: Self.today)
      #expect(whom.candidates.count == 1)
      expectHarmless(
        BuyersPage.overview(
          next: whom.candidates.map { ($0, text) },
          asked: AskedDeal.all([deal], reasons: reasons, remarks: [remark]).map { ($0, [text]) },
          match: ReasonMatch(reasons, of: [deal]), rep: text, today: Self.today), text)
    }
  }
}
