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
        let sooner = FitOverviewPage.Sooner(words: text, deal: text, day: Day(number: 20_000))
        let row = ObjectionsByTier(fits: (0..<6).map { _ in (Deal(name: text), .c) }, met: [])
        expectHarmless(
          FitOverviewPage(profile, open: [(deal, score)], sooner: [sooner], typed: { $0 }, quoted: { $0 }).page, text)
        expectHarmless(FitFiguresPage.objections(row, sentences: [:], typed: { $0 }), text)
      }
      expectHarmless(FitProfilePage.page(profile, typed: { $0 }), text)
      expectHarmless(FitFiguresPage.wins(ProfileCheck(profile, fits: []), typed: { $0 }), text)
    }
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
