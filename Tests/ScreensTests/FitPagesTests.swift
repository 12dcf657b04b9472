import Domain
import Learning
import Screens
import Storage
import TestBase
import Testing

@Suite("The pages of fit") struct FitPagesTests {
  private static func profile(_ text: String) -> FitProfile {
    FitProfile(
      criteria: ["a", "b", "c"].map {
        FitProfile.Criterion(
          name: text + $0, weight: 2, met: text, notMet: text, ask: text,
          rule: FitProfile.Rule(field: "industry", values: [text]))
      }, stops: [FitProfile.Stop(name: text, because: text, rule: FitProfile.Rule(field: "region", values: [text]))])
  }

  @Test("Hostile text in every field steers no terminal")
  func hostile() {
    for text in HostileTexts.all.map({ String($0.prefix(200)) }) {
      let profile = Self.profile(text)
      for deal in [
        Deal(name: text), Deal(name: text, industry: text), Deal(name: text, region: text),
        Deal(name: text, noFit: text),
      ] {
        let score = FitScore(profile, deal: deal, marks: [FitMark(deal: deal.id, criterion: text + "b", mark: .notMet)])
        expectHarmless(FitDealPage(deal, score).page, text)
        expectHarmless(.text(FitWording.line(score)), text)
        let sooner = FitOverviewPage.Sooner(
          words: text, deal: text, day: Day(number: 20_000), isTeams: text.count.isMultiple(of: 2))
        let (found, card) = Self.objections()
        expectHarmless(
          FitOverviewPage(
            profile, open: [(deal, score)], sooner: [sooner], objection: (text, found.rows[0]), typed: { $0 },
            quoted: { $0 }
          ).page, text)
        let objections = FitFiguresPage.objections(found, sentences: [card: text], typed: { $0 })
        #expect(objections.plain().contains("stop selling there"))
        expectHarmless(objections, text)
        for question in FitQuestion.all(score) { expectHarmless(question.page(place: "1 of 4"), text) }
      }
      expectHarmless(FitProfilePage.page(profile, typed: { $0 }), text)
      let won = Deal(name: text, ending: Deal.Ending(outcome: .won))
      let mark = FitMark(deal: won.id, criterion: text + "b", mark: .met)
      let wins = FitFiguresPage.wins(
        ProfileCheck(profile, fits: [(won, FitScore(profile, deal: won, marks: [mark]))]), typed: { $0 })
      #expect(wins.plain().contains("won 1 of 1"))
      expectHarmless(wins, text)
    }
  }

  /// Met on six deals that fit badly, and on none of six that fit.
  private static func objections() -> (ObjectionsByTier, ID<Objection>) {
    let (poor, good) = ((0..<6).map { _ in Deal(name: "C") }, (0..<6).map { _ in Deal(name: "A") })
    let card = ID<Objection>.fresh()
    return (
      ObjectionsByTier(fits: poor.map { ($0, .c) } + good.map { ($0, .a) }, met: poor.map { (card, $0.id) }), card
    )
  }

  @Test(
    "One line says how a deal fits: a hard stop alone, else what is met, what isn't, and of much that isn't known only how much"
  )
  func line() {
    let profile = FitProfile(
      criteria: ["trade", "pain", "owner", "money", "date", "reach"].map { FitProfile.Criterion(name: $0) },
      stops: [FitProfile.Stop(name: "under five people")])
    let deal = Deal(name: "Acme")
    func line(_ marks: [(String, FitMark.Mark)], _ deal: Deal) -> String {
      FitWording.line(
        FitScore(profile, deal: deal, marks: marks.map { FitMark(deal: deal.id, criterion: $0.0, mark: $0.1) }))
    }
    #expect(line([("trade", .met), ("pain", .notMet)], deal) == "Fit: 1 of 6 met; not met: pain; 4 of 6 not known.")
    #expect(
      line([("trade", .met), ("pain", .met), ("owner", .met), ("money", .met), ("date", .met)], deal)
        == "Fit: 5 of 6 met; not known: reach.")
    #expect(line([("trade", .met), ("under five people", .met)], deal) == "Does not fit: under five people.")
    #expect(line([], Deal(name: "Acme", noFit: "Friends only!")) == "Does not fit: Friends only!")
  }
}
