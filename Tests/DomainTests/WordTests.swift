import Domain
import Testing

@Suite("Words of the vocabularies") struct WordTests {
  @Test("A category is meant in any case, with hyphens, blanks or nothing but its letters", arguments: Category.known)
  func categories(category: Category) {
    let name = category.rawValue
    let plain = name.split { !$0.isLetter }.joined(separator: " ")
    let typed = [
      name, name.uppercased(), plain, plain.replacing(" ", with: "-"), plain.replacing(" ", with: "_").uppercased(),
      " \(name) ",
    ]
    for text in typed { #expect(Category(meant: text) == category, "\(text)") }
  }

  @Test("There are fifteen categories, written as files and JSON have them")
  func names() {
    #expect(
      Category.known.map(\.rawValue) == [
        "price", "budget", "timing", "authority", "need", "trust", "competitor", "status quo", "feature gap",
        "implementation",
        "risk & compliance", "contract terms", "bad experience", "indecision", "brush-off",
      ])
    #expect(Category(meant: "risk-compliance")?.rawValue == "risk & compliance")
    #expect(Category(meant: "Feature-Gap")?.rawValue == "feature gap")
  }

  @Test(
    "What means no category is none",
    arguments: ["", " ", "-", "prices", "risk", "riskcompliance", "price budget", "&"])
  func noCategory(typed: String) {
    #expect(Category(meant: typed) == nil)
  }

  @Test("A word that this version doesn't know is kept as it is") func unknown() {
    let word = Technique(rawValue: "Hypnosis")
    #expect(!word.isKnown)
    #expect(word.description == "Hypnosis")
    #expect(Technique(rawValue: "trade").isKnown)
  }

  @Test("No two words of a vocabulary can be mixed up when typed") func distinct() {
    func check<W: Word>(_: W.Type) {
      for word in W.known { #expect(W(meant: word.rawValue) == word) }
      #expect(Set(W.known).count == W.known.count)
    }
    check(Category.self)
    check(ObjectionKind.self)
    check(Technique.self)
    check(Domain.Result.self)
    check(Knowing.self)
    check(Outcome.self)
    check(NoDecision.self)
    check(Channel.self)
    check(Phrasing.Source.self)
    check(Encounter.Closeness.self)
  }

  @Test("A LinkedIn message is meant in small letters too") func channel() {
    #expect(Channel(meant: "linkedin")?.rawValue == "LinkedIn")
  }

  @Test(
    "One key says the result, and how one knows it",
    arguments: [
      (Went.booked, .worked, .booked), (.letGo, .worked, .did), (.softer, .partly, .did), (.stuck, .failed, .did),
      (.cantTell, .unknown, nil),
    ] as [(Went, Domain.Result, Knowing?)])
  func went(went: Went, result: Domain.Result, knowing: Knowing?) {
    #expect(went.result == result)
    #expect(went.knowing == knowing)
    #expect(went.result.isScored == (went != .cantTell))
  }

  @Test("A result of a newer version is not scored") func newerResult() {
    #expect(!Domain.Result(rawValue: "adjourned").isScored)
  }
}
