import Domain
import Retrieval
import Storage
import TestBase
import Testing

@Suite("From words typed to objections found")
struct SearchTests {
  private let temporary: TemporaryBase
  private var base: Base { temporary.base }

  init() throws { temporary = try TemporaryBase() }

  @Test("the phrasing that fitted best is named, and the sentence when it was that")
  func phrasing() throws {
    try temporary.add("It's too expensive.", also: ["It costs an arm and a leg.", "Dear for what it is."])
    #expect(try base.find("arm and a leg").matches.first?.phrasing == "It costs an arm and a leg.")
    #expect(try base.find("too expensive").matches.first?.phrasing == "It's too expensive.")
  }

  @Test(
    "the word being typed may go on, from three letters to the last",
    arguments: ["exp", "expe", "expen", "expens", "expensi", "expensiv", "expensive"])
  func typing(_ typed: String) throws {
    let (objection, _) = try temporary.add("It's too expensive.")
    try temporary.add("Head office decides that.")
    #expect(try base.find(typed, typing: true).first == objection.id)
  }

  @Test("two letters are no beginning", arguments: ["ex", "e"])
  func tooShort(_ typed: String) throws {
    try temporary.add("It's too expensive.")
    #expect(try base.find(typed, typing: true).matches.isEmpty)
  }

  // MARK: Slips

  @Test("repaired words are said")
  func repaired() throws {
    let found = try SeedBase.shared().find("tehy say its too expnsive")
    #expect(found.readAs == "they say its too expensive")
    #expect(found.notices == [.readAs("tehy", "they"), .readAs("expnsive", "expensive")])
    #expect(found.matches.first?.by == [.words, .spelling])
  }

  @Test("nothing is said when nothing was repaired")
  func asTyped() throws {
    let found = try SeedBase.shared().find("they say its too expensive")
    #expect(found.readAs == nil)
    #expect(found.notices.isEmpty)
    #expect(found.matches.first?.by == [.words])
  }

  @Test(
    "one slip is repaired: a letter too many, too few, another, two swapped",
    arguments: ["expensiive", "expnsive", "expemsive", "exepnsive"])
  func slips(_ word: String) throws {
    let (objection, _) = try temporary.add("It's too expensive.")
    let found = try base.find("too " + word)
    #expect(found.readAs == "too expensive")
    #expect(found.first == objection.id)
  }

  @Test(
    "another language is not taken for slips; English with a slip in every word is",
    arguments: [
      ("das ist uns zu teuer", nil), ("wir haben kein budget dafur", nil),
      ("exspensive budegt", "expensive budget"), ("its to expnsive budegt", "its to expensive budget"),
    ])
  func foreign(_ typed: String, _ read: String?) throws {
    try temporary.add("It's truer than expensive, on our budget.")
    #expect(try base.find(typed).readAs == read)
  }

  @Test("in a base of one objection an unknown word beside known ones doesn't hide it")
  func smallBase() throws {
    let (objection, _) = try temporary.add("It's too expensive.")
    #expect(try base.find("too expensive stuff").first == objection.id)
    #expect(try base.find("expensive stuff").first == objection.id)
  }

  @Test("words of the base are preferred to others as near")
  func preferred() throws {
    try temporary.add("Your vendro failed us.")
    #expect(try base.find("vendrp failed").readAs == "vendro failed")
  }

  @Test("a slip is repaired in a word of up to thirty letters", arguments: [(30, true), (31, false)])
  func longWords(_ letters: Int, _ isRepaired: Bool) throws {
    let word = String(repeating: "z", count: letters - 1)
    try temporary.add("The \(word)y is too high.")
    #expect(try base.find(word + "x is too high").readAs == (isRepaired ? word + "y is too high" : nil))
  }

  @Test(
    "short words, numbers and common English words stay as they are",
    arguments: ["vat", "roi", "3x", "q3", "whether", "expansive", "kubernetes42"])
  func leftAlone(_ word: String) throws {
    try temporary.add("The weather is expensive, cat.")
    #expect(try base.find(word + " costs").readAs == nil)
  }

  @Test("the name of a deal, its account, a rival, a product or a person is never repaired")
  func names() throws {
    try temporary.add("Our vendor is cheaper.", answers: ["So be it."])
    let slips = ["vendar", "cheapar", "vendorr", "cheapeer", "vemdor"]
    for slip in slips { #expect(try base.find(slip + " it is").readAs != nil, "\(slip)") }
    let deal = Deal(name: "Vendar Group", account: "Cheapar", competitor: "Vendorr")
    try base.edit(.addedDeal) { edit in
      try edit.save(deal)
      try edit.save(Person(deal: deal.id, name: "Joe Cheapeer"))
    }
    let objection = try #require(try base.read { try $0.objections() }.first)
    try base.edit(.logged) { edit in
      try edit.save(
        Encounter(
          met: Encounter.Met(
            at: Moment(seconds: 0), day: Day(number: 20_000), objection: objection.id, product: "Vemdor")))
    }
    try base.catchUp()
    for slip in slips { #expect(try base.find(slip + " it is").readAs == nil, "\(slip)") }
  }

  // MARK: Phrases and exclusions

  @Test("words in quotes must stand next to each other, in order")
  func phrase() throws {
    let (together, _) = try temporary.add("The price is too high.")
    try temporary.add("High is what I'd call too low a price.")
    #expect(try base.find("too high").matches.count == 2)
    #expect(try base.find("\"too high\"").matches.map(\.objection.id) == [together.id])
    #expect(try base.find("\"too hi\"").matches.isEmpty)
  }

  @Test("a word after a minus must not be there")
  func exclusion() throws {
    try temporary.add("The price is too high.")
    let (other, _) = try temporary.add("The price went up.")
    #expect(try base.find("price").matches.count == 2)
    #expect(try base.find("price -high").matches.map(\.objection.id) == [other.id])
    #expect(try base.find("price -high -up").matches.isEmpty)
  }

  @Test("nothing but exclusions finds nothing", arguments: ["-high", "-high -low"])
  func onlyExclusion(_ typed: String) throws {
    try temporary.add("The price is too high.")
    #expect(try base.find(typed).matches.isEmpty)
  }

  // MARK: Filters

  @Test("category: narrows to the category")
  func category() throws {
    let base = try SeedBase.shared()
    let found = try base.find("too much category:budget")
    #expect(!found.matches.isEmpty)
    #expect(found.matches.allSatisfy { $0.objection.category.rawValue == "budget" })
    #expect(try base.find("too much").matches.contains { $0.objection.category.rawValue != "budget" })
  }

  @Test("role: narrows to what that role said, and to what came of it there")
  func role() throws {
    let (price, answers) = try temporary.add("The price is too high.", answers: ["Compared with what?"])
    try temporary.add("The price went up.")
    try temporary.meet(price, answers[0], .worked, role: "CFO")
    try temporary.meet(price, answers[0], .failed, role: "user")
    try base.catchUp()
    let match = try #require(try base.find("price role:cfo").matches.first)
    #expect(try base.find("price role:cfo").matches.map(\.objection.id) == [price.id])
    #expect(match.met == 1)
    #expect(match.answers.map(\.evidence.known) == [1])
    #expect(match.answers.map(\.evidence.worked) == [1])
    #expect(try base.find("price").matches.map(\.met).sorted() == [0, 2])
  }

  @Test("since: narrows to what was met from that day on")
  func since() throws {
    let (old, _) = try temporary.add("The price is too high.")
    let (new, _) = try temporary.add("The price went up.")
    try temporary.meet(old, on: Day(number: 19_900))
    try temporary.meet(new, on: Day(number: 19_970))
    let found = try base.find("price since:30d")
    #expect(found.matches.map(\.objection.id) == [new.id])
    #expect(try base.find("price since:31d").matches.count == 1)
    #expect(try base.find("price since:29d").matches.isEmpty)
    #expect(try base.find("price since:\(Day(number: 19_900))").matches.count == 2)
  }

  @Test("went: narrows to answers that went so")
  func went() throws {
    let (price, answers) = try temporary.add("The price is too high.", answers: ["one", "two", "three"])
    try temporary.meet(price, answers[0], .worked)
    try temporary.meet(price, answers[1], .failed)
    #expect(try base.find("price went:failed").matches.first?.answers.map(\.response.words) == ["two"])
    #expect(try base.find("price went:booked").matches.first?.answers.map(\.response.words) == ["one"])
    #expect(try base.find("price went:partly").matches.isEmpty)
  }

  @Test("technique: narrows to answers of that technique")
  func technique() throws {
    let found = try SeedBase.shared().find("too expensive technique:isolate")
    #expect(!found.matches.isEmpty)
    #expect(found.matches.allSatisfy { $0.answers.allSatisfy { $0.response.technique.rawValue == "isolate" } })
  }

  @Test(
    "deal:, stage:, industry:, competitor: and product: narrow to what was met there",
    arguments: ["deal:acme", "stage:demo", "industry:logistics", "competitor:velo", "product:basic"])
  func met(_ filter: String) throws {
    let (there, _) = try temporary.add("The price is too high.")
    let (elsewhere, _) = try temporary.add("The price went up.")
    let deal = Deal(name: "Acme", industry: "Logistics", competitor: "Velo")
    try base.edit(.addedDeal) { edit in
      try edit.save(deal)
      try edit.save(
        Encounter(
          met: Encounter.Met(
            at: Moment(seconds: 0), day: Day(number: 20_000), objection: there.id, deal: deal.id, stage: "demo",
            product: "Basic")))
    }
    try temporary.meet(elsewhere)
    try base.catchUp()
    #expect(try base.find("price " + filter).matches.map(\.objection.id) == [there.id])
    #expect(try base.find("price").matches.count == 2)
  }

  @Test("a value that the base doesn't know narrows nothing and is said")
  func unknownValue() throws {
    let found = try SeedBase.shared().find("price too high role:plumber")
    #expect(found.first == SeedBase.objection("price-too-expensive"))
    #expect(found.notices == [.unknownValue(filter: "role", value: "plumber")])
  }

  // MARK: Records

  @Test("the context moves answers and hides none")
  func context() throws {
    let (price, answers) = try temporary.add("The price is too high.", answers: ["one", "two", "three"])
    for _ in 0..<6 {
      try temporary.meet(price, answers[0], .worked, role: "user")
      try temporary.meet(price, answers[0], .failed, role: "CFO")
      try temporary.meet(price, answers[1], .worked, role: "CFO")
      try temporary.meet(price, answers[1], .failed, role: "user")
    }
    func order(_ role: String) throws -> [String] {
      try base.find("price", in: Context(role: role)).matches.first?.answers.map(\.response.words) ?? []
    }
    #expect(try order("user") == ["one", "three", "two"])
    #expect(try order("cfo") == ["two", "three", "one"])
    #expect(try base.find("price", in: Context(role: "plumber")).matches.first?.answers.count == 3)
  }

  @Test("the context changes no relevance")
  func contextAndRelevance() throws {
    let base = try SeedBase.shared()
    let plain = try base.find("too expensive")
    let inContext = try base.find("too expensive", in: Context(industry: "Logistics", role: "CFO"))
    #expect(plain.matches.map(\.relevance) == inContext.matches.map(\.relevance))
    #expect(plain.sentences == inContext.sentences)
  }

  @Test("a deal that wasn't real is left out of every figure, and back when it was")
  func invalidDeal() throws {
    let (price, answers) = try temporary.add("The price is too high.", answers: ["one", "two"])
    var deal = Deal(name: "Ghost", ending: Deal.Ending(outcome: .invalid))
    try base.edit(.addedDeal) { try $0.save(deal) }
    for _ in 0..<6 { try temporary.meet(price, answers[0], .worked, deal: deal.id) }
    let without = try #require(try base.find("price").matches.first)
    #expect(without.met == 0)
    #expect(without.answers.map(\.evidence.known) == [0, 0])
    #expect(without.answers.allSatisfy { $0.evidence.posterior == BetaPosterior(a: 2, b: 3) })
    deal.ending.outcome = .lost
    try base.edit(.endedDeal) { try $0.save(deal) }
    let with = try #require(try base.find("price").matches.first)
    #expect(with.met == 6)
    #expect(with.answers.map(\.evidence.worked) == [6, 0])
  }

  @Test("the base's own rate is where untried answers start")
  func priorOfTheBase() throws {
    let (price, answers) = try temporary.add("The price is too high.", answers: ["one", "two"])
    for _ in 0..<5 { try temporary.meet(price, answers[0], .failed) }
    let match = try #require(try base.find("price").matches.first)
    #expect(match.answers.map(\.response.words) == ["two", "one"])
    #expect(abs(match.answers[0].chance.middle - 0.2) < 1e-12)
  }

  @Test("newer wordings inherit along the whole line, older ones keep their own")
  func newerWordings() throws {
    let (price, answers) = try temporary.add("The price is too high.", answers: ["oldest"])
    let old = Response(
      objection: price.id, newerWordingOf: answers[0].id, words: "old", technique: Technique(rawValue: "other"),
      place: 2)
    let new = Response(
      objection: price.id, newerWordingOf: old.id, words: "new", technique: Technique(rawValue: "other"), place: 3)
    try base.edit(.addedAnswer) { edit in
      try edit.save(old)
      try edit.save(new)
    }
    for _ in 0..<3 { try temporary.meet(price, answers[0], .worked) }
    try temporary.meet(price, old, .failed)
    let found = try #require(try base.find("price").matches.first?.answers)
    let records = Dictionary(uniqueKeysWithValues: found.map { ($0.response.words, $0.evidence) })
    #expect(records["oldest"]?.known == 3)
    #expect(records["oldest"]?.earlierKnown == 0)
    #expect(records["old"]?.known == 1)
    #expect(records["old"]?.earlierKnown == 3)
    #expect(records["new"]?.known == 0)
    #expect(records["new"]?.earlierKnown == 4)
    #expect(records["new"]?.earlierWorked == 3)
  }

  @Test("wordings that name each other are each other's earlier wording once")
  func newerWordingsInACircle() throws {
    let (price, answers) = try temporary.add("The price is too high.", answers: ["one", "two"])
    var (one, two) = (answers[0], answers[1])
    one.newerWordingOf = two.id
    two.newerWordingOf = one.id
    try base.edit(.editedAnswer) { edit in
      try edit.save(one)
      try edit.save(two)
    }
    try temporary.meet(price, one, .worked)
    let found = try #require(try base.find("price").matches.first?.answers)
    #expect(found.map { $0.evidence.known + $0.evidence.earlierKnown } == [1, 1])
  }

  @Test("one rep's: who logged it is known, also after somebody else changed the result")
  func oneReps() throws {
    let (price, answers) = try temporary.add("The price is too high.", answers: ["one"])
    let (ana, ben) = (Author(name: "Ana"), Author(name: "Ben"))
    func meet(_ result: Domain.Result, by author: Author) throws -> Encounter {
      let encounter = Encounter(
        met: Encounter.Met(at: Moment(seconds: 0), day: Day(number: 20_000), objection: price.id),
        used: Encounter.Used(response: answers[0].id), went: Encounter.Went(result: result))
      try base.edit(.logged) { edit in
        try edit.save(author)
        try edit.save(encounter, by: author.id)
      }
      return encounter
    }
    var encounters = try (0..<4).map { _ in try meet(.worked, by: ana) }
    func isOneReps() throws -> Bool? { try base.find("price").matches.first?.answers.first?.evidence.isOneReps }
    #expect(try isOneReps() == false)
    _ = try meet(.failed, by: ben)
    #expect(try isOneReps() == true)
    encounters[0].went.knowing = .told
    try base.edit(.changedResult) { try $0.save(encounters[0], by: ben.id) }
    #expect(try isOneReps() == true)
  }

  @Test("slots are filled where there is a value")
  func slots() throws {
    let (price, _) = try temporary.add("The price is too high.", answers: ["What does {job} cost you, {name}?"])
    let card = try base.read { try Search($0, on: Day(number: 20_000), slots: ["job": "invoicing"]).card(price) }
    #expect(card.answers.map(\.response.words) == ["What does invoicing cost you, {name}?"])
  }

  @Test("what was taken back is not found any more")
  func takenBack() throws {
    try temporary.add("The price is too high.")
    #expect(try base.find("price").matches.count == 1)
    _ = try base.undo()
    try base.catchUp()
    #expect(try base.find("price").matches.isEmpty)
    #expect(try base.find("price").isBaseEmpty)
    #expect(try temporary.soundness().isEmpty)
  }

  @Test("an index made anew finds the same")
  func repair() throws {
    try temporary.takeSeed()
    let before = try base.find("too expnsive for us", limit: 10)
    _ = try Base.repair(at: base.path)
    let after = try base.find("too expnsive for us", limit: 10)
    #expect(before.matches.map(\.relevance) == after.matches.map(\.relevance))
    #expect(before.sentences == after.sentences)
    #expect(before.readAs == after.readAs)
  }
}
