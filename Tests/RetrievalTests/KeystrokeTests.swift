import Domain
import Retrieval
import Storage
import TestBase
import Testing

/// What a rep types with one hand and a slip in it, at most twelve keys.
private let slips = [
  ("too expnsive", "price-too-expensive"), ("to expensive", "price-too-expensive"),
  ("half the prce", "price-half-price"),
  ("dicsount", "price-need-discount"), ("price wnt up", "price-went-up"), ("hiden costs", "price-hidden-costs"),
  ("no budegt", "budget-none-this-year"), ("spend frozne", "budget-frozen"), ("cuting costs", "budget-cutting-costs"),
  ("cant aford", "budget-cant-afford"), ("next quater", "timing-next-quarter"), ("mid projetc", "timing-mid-project"),
  ("new driector", "timing-new-boss"), ("buisest time", "timing-busy-season"), ("on hodl", "timing-on-hold"),
  ("past the cof", "authority-run-past-cfo"), ("wrong persno", "authority-wrong-person"),
  ("procurment", "authority-procurement"), ("head offcie", "authority-head-office"),
  ("boss siad no", "authority-boss-said-no"), ("nto a prioriy", "need-not-a-priority"),
  ("nice to hvae", "need-nice-to-have"), ("to small", "need-too-small"), ("never herad", "trust-never-heard"),
  ("bad reveiws", "trust-bad-reviews"), ("my nubmer", "trust-how-got-my-number"), ("go bsut", "trust-you-might-vanish"),
  ("to good tru", "trust-too-good"), ("how diferent", "competitor-how-different"),
  ("sevral vend", "competitor-several-vendors"), ("safe choise", "competitor-safe-choice"),
  ("hapy with", "status-quo-happy"), ("spreadshets", "status-quo-spreadsheets"), ("biuld it", "status-quo-build-it"),
  ("just renwed", "status-quo-just-renewed"), ("awlays done", "status-quo-always-done-it"),
  ("dosnt connct", "feature-gap-no-integration"), ("our volmue", "feature-gap-volume"),
  ("one faeture", "feature-gap-missing-function"), ("lot of wrok", "implementation-too-much-work"),
  ("wont ues it", "implementation-people-wont-use-it"), ("trainnig", "implementation-training-time"),
  ("liabilty cap", "contract-terms-liability"), ("auto reneawl", "contract-terms-auto-renewal"),
  ("on our papr", "contract-terms-our-paper"), ("securty rev", "risk-compliance-security-review"),
  ("no clodu", "risk-compliance-no-cloud"), ("treid before", "bad-experience-tried-before"),
  ("think abuot", "indecision-think-about-it"), ("send smth", "brush-off-send-something"),
]

@Suite("Few keys") struct KeystrokeTests {
  @Test("Fifty fragments of twelve keys or fewer, a slip in each, bring the objection among the first three")
  func slipsAreForgiven() throws {
    let base = try SeedBase.shared()
    let missed = try slips.filter { typed, wanted in
      let found = try base.find(String(typed.prefix(12)), limit: 3, typing: true)
      return !found.matches.contains { $0.objection.id == SeedBase.objection(wanted) }
    }
    #expect(slips.count == 50)
    #expect(missed.isEmpty, "\(missed.map(\.0))")
  }
}
