import Domain
import Exchange
import Foundation
import Storage
import TestBase
import Testing

@Suite("The profile as a file") struct ProfileFileTests {
  private func read(_ text: String) throws -> FitProfile {
    try ProfileFile.read(Data(text.utf8), file: "profile.txt")
  }

  @Test("It is read with all that stands in its blocks, in their order")
  func whole() throws {
    let profile = try read(
      """
      # Ours
      criterion: Pain this year
      weight: 3
      met: They say what it costs them: in money, or hours.
      not-met: Nobody would notice.
      ask: What does it cost you?

      criterion: Our trade
      rule: Industry IS fintech, insurance ; real estate

      stop: Builds it in-house
      because: They never buy.
      rule: competitor is own tool

      stop: Under five people

      tiers:
      a: 75
      """)
    #expect(
      profile.criteria == [
        FitProfile.Criterion(
          name: "Pain this year", weight: 3, met: "They say what it costs them: in money, or hours.",
          notMet: "Nobody would notice.", ask: "What does it cost you?"),
        FitProfile.Criterion(
          name: "Our trade", weight: 1,
          rule: FitProfile.Rule(field: "industry", values: ["fintech", "insurance", "real estate"])),
      ])
    #expect(
      profile.stops == [
        FitProfile.Stop(
          name: "Builds it in-house", because: "They never buy.",
          rule: FitProfile.Rule(field: "competitor", values: ["own tool"])),
        FitProfile.Stop(name: "Under five people"),
      ])
    #expect(profile.tiers == FitProfile.Tiers(a: 75, b: 50))
  }

  @Test("The one that we hand out to begin with is whole, and every criterion has its anchors and its question")
  func starting() throws {
    let profile = try read(StartingProfile.text)
    #expect(profile.criteria.count == 6 && profile.stops.count == 2)
    #expect(profile.criteria.allSatisfy { $0.met != nil && $0.notMet != nil && $0.ask?.hasSuffix("?") == true })
    #expect(profile.tiers == FitProfile.Tiers())
    #expect(StartingProfile.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(try read(StartingProfile.text(of: profile)) == profile)
  }

  @Test("A comma in a value, a word that looks like the grammar, a field of a newer Comeback: each comes back")
  func rules() throws {
    for rule in [
      FitProfile.Rule(field: "industry", values: ["retail, food", "a;b", " ", "not", "not us", "is"]),
      FitProfile.Rule(field: "size in heads", values: ["small"]), FitProfile.Rule(field: "Industry", values: ["x"]),
      FitProfile.Rule(field: "\\industry", values: ["\\"]),
    ] {
      let profile = FitProfile(criteria: [FitProfile.Criterion(name: "none", rule: rule)])
      #expect(try read(ProfileFile.text(profile)) == profile)
    }
  }

  @Test("What no file may say is left out when it is written, so that it can be read")
  func leftOut() throws {
    let profile = FitProfile(
      criteria: [
        FitProfile.Criterion(name: ""), FitProfile.Criterion(name: "Pain", weight: 99),
        FitProfile.Criterion(name: "PAIN"),
        FitProfile.Criterion(name: "Trade", rule: FitProfile.Rule(field: "industry", values: [])),
      ] + (1...10).map { FitProfile.Criterion(name: "c\($0)") },
      stops: [FitProfile.Stop(name: "pain")], tiers: FitProfile.Tiers(a: 20, b: 500))
    let again = try read(ProfileFile.text(profile))
    #expect(again.criteria.map(\.name) == ["Pain", "Trade"] + (1...6).map { "c\($0)" })
    #expect(again.criteria[0].weight == 10 && again.criteria[1].rule == nil)
    #expect(again.stops.isEmpty && again.tiers == FitProfile.Tiers(a: 20, b: 20))
    #expect(ProfileFile.text(FitProfile()).isEmpty)
  }

  @Test("Any text in any field comes back", arguments: 0..<40)
  func anything(seed: Int) throws {
    var any = AnyBase(seed: UInt64(seed), allowsEmpty: false)
    let profile = any.profile()
    #expect(try read(ProfileFile.text(profile)) == profile)
  }

  private static let pain = "criterion: Pain\n"
  private static let weight = "a whole number from 1 to 10: how much it counts beside the others"
  private static let form =
    "a field of the deal and what it says when this is so, such as: industry is fintech, insurance"
  private static let fields = "one of these fields first: industry, segment, region, product, competitor"
  private static let percent = "a whole number from 1 to 100: percent of what is known"

  static let broken: [(String, Int, Int, FormatError.Problem)] = [
    ("# nothing\n", 1, 1, .missing(key: "criterion")),
    ("objection: a\n", 1, 1, .unknownProfileBlock("objection")),
    (pain + "wieght: 3\n", 2, 1, .unknownKey("wieght", nearest: "weight")),
    (pain + "because: x\n", 2, 1, .unknownKey("because", nearest: nil)),
    ("criterion: none\n", 1, 1, .missing(key: "criterion")),
    ("criterion:\n", 1, 11, .empty(key: "criterion")),
    (pain + "weight: 0\n", 2, 9, .badValue(key: "weight", value: "0", wanted: weight)),
    (pain + "weight: 11\n", 2, 9, .badValue(key: "weight", value: "11", wanted: weight)),
    (pain + "weight: much\n", 2, 9, .badValue(key: "weight", value: "much", wanted: weight)),
    (pain + "\nstop: PAIN\n", 3, 7, .usedTwice(id: "PAIN")),
    ((1...9).map { "criterion: c\($0)\n" }.joined(separator: "\n"), 17, 12, .tooManyCriteria(most: 8)),
    (pain + "rule: fintech\n", 2, 7, .badValue(key: "rule", value: "fintech", wanted: form)),
    (pain + "rule: industry is\n", 2, 7, .badValue(key: "rule", value: "industry is", wanted: form)),
    (pain + "rule: industry is ,\n", 2, 7, .badValue(key: "rule", value: "industry is ,", wanted: form)),
    (
      pain + "rule: industry is not retail\n", 2, 7,
      .badValue(key: "rule", value: "industry is not retail", wanted: form)
    ),
    (pain + "rule: trade is retail\n", 2, 7, .badValue(key: "rule", value: "trade", wanted: fields)),
    (
      pain + "\ntiers: 80\n", 3, 8,
      .badValue(key: "tiers", value: "80", wanted: "nothing behind it, and a: and b: below")
    ),
    (pain + "\ntiers:\na: 80\nb: 81\n", 5, 4, .badValue(key: "b", value: "81", wanted: "at most what a says, 80")),
    (pain + "\ntiers:\na: 120\n", 4, 4, .badValue(key: "a", value: "120", wanted: percent)),
    (pain + "\ntiers:\na: 80\n\ntiers:\na: 70\n", 6, 1, .twice(key: "tiers")),
    (pain + "met: a \\x\n", 2, 8, .badEscape),
  ]

  @Test("What is wrong is refused where it is wrong, and the base stays as it was", arguments: broken.indices)
  func refused(index: Int) throws {
    let (text, line, column, problem) = Self.broken[index]
    let place = try TemporaryBase()
    _ = try place.file("ours/o.txt", "objection: a\nsentence: Too dear.\ncategory: price\n")
    _ = try place.file("ours/profile.txt", text)
    let error = #expect(throws: FormatError.self) {
      try place.base.take(ReadableFiles(at: place.folder.appendingPathComponent("ours").path))
    }
    #expect(error?.file == "profile.txt" && error?.line == line && error?.column == column)
    #expect(error?.problem == problem)
    #expect(try place.base.read { try $0.count(of: .objection) } == 0)
  }

  @Test("A folder's profile.txt is taken in with the rest, counted, and exported again; twice is nothing new")
  func folder() throws {
    let place = try TemporaryBase()
    _ = try place.file("ours/profile.txt", StartingProfile.text)
    let folder = place.folder.appendingPathComponent("ours").path
    let brought = try place.base.take(ReadableFiles(at: folder))
    #expect(brought.counts[.profile] == 1 && brought.changed)
    #expect(try place.base.take(ReadableFiles(at: folder + "/profile.txt")).changed == false)
    let export = try Export(of: place.base)
    #expect(export.counts[.profile] == 1 && export.isEmpty == false)
    #expect(try export.files.first { $0.name == "profile.txt" }.map { try read($0.text) } == read(StartingProfile.text))
    #expect(try place.soundness() == [])
  }

  @Test("An import that was taken back takes the profile along, and brings it again")
  func undone() throws {
    let place = try TemporaryBase()
    let file = try place.file("profile.txt", StartingProfile.text)
    _ = try place.base.take(ReadableFiles(at: file))
    _ = try place.base.undo()
    #expect(try place.base.read { try $0.profile() } == nil)
    #expect(try Export(of: place.base).isEmpty)
    _ = try place.base.take(ReadableFiles(at: file))
    #expect(try place.base.read { try $0.profile()?.criteria.count } == 6)
    #expect(try place.soundness() == [])
  }
}
