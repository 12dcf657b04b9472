import Domain
import Testing

@Suite("Context: the case in hand") struct ContextTests {
  @Test("Without a given field there is no share, however much is known of the other case")
  func nothingGiven() {
    #expect(Context().share(matchedBy: Context(role: "CFO")) == nil)
    #expect(Context(role: "  ", stage: "").share(matchedBy: Context(role: "CFO")) == nil)
  }

  @Test(
    "The share counts the given fields that the other case matches",
    arguments: [
      (Context(role: "CFO"), Context(role: "CFO"), 1.0),
      (Context(role: "CFO"), Context(role: "cfo", stage: "demo"), 1.0),
      (Context(role: "CFO"), Context(role: "Controller"), 0.0),
      (Context(role: "CFO"), Context(), 0.0),
      (Context(role: "CFO", stage: "demo"), Context(role: "CFO"), 0.5),
      (Context(industry: "Fintech", role: "CFO", stage: "demo"), Context(industry: "fin-tech", role: "CFO"), 1.0 / 3),
      (
        Context(industry: "a", role: "b", stage: "c", competitor: "d", product: "e"),
        Context(industry: "A", role: "B", stage: "C", competitor: "D", product: "x"), 0.8
      ),
      (Context(stage: "CFO"), Context(role: "CFO"), 0.0),
    ])
  func share(wanted: Context, other: Context, share: Double) {
    #expect(wanted.share(matchedBy: other) == share)
  }

  @Test("Case, accents and punctuation don't matter") func folded() {
    let wanted = Context(industry: "Logística", role: "Head of Finance")
    #expect(wanted.share(matchedBy: Context(industry: "logistica", role: "head-of finance")) == 1)
  }

  @Test("What isn't given is completed, what is given stays") func completed() {
    let whole = Context(role: "CFO").completed(by: Context(industry: "fintech", role: "CEO", product: "Close"))
    #expect(whole == Context(industry: "fintech", role: "CFO", product: "Close"))
  }
}
