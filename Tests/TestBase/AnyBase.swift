package import Domain
public import Storage

/// A base with something in every field of every table, as nobody would write it.
public struct AnyBase {
  private var numbers: SeededNumbers
  private let allowsEmpty: Bool

  /// - Parameter allowsEmpty: Whether some texts hold nothing.
  public init(seed: UInt64, allowsEmpty: Bool) {
    numbers = SeededNumbers(seed: seed)
    self.allowsEmpty = allowsEmpty
  }

  /// Texts that a file could take for something else than text.
  private static let lookalikes = [
    "none", "None", " none", "none ", " ", "  ", " a ", "\u{A0}a\u{3000}", "\n", "\r", "\r\n", "a\r\r\nb", "\r\n\r\n",
    "\n a \n",
    "#a", "\u{301}a", "a\u{301}", "\u{600}a", "\u{200D}", "\\r", "\\u{41}", "\\u{}", "a\\", "|", " | a", "a|b|c",
    "'", "''", "'=1", "''=1", "-", "'-", "= 1", "@", "'\t", "\ta", "'\ra", ",", "a,b", "\"a\"", "a\"", ";", "a;b",
    "a; b;",
    "\\;", "a\\ ", "yes", "no", "objection: a", "also@a: b", "@", "@a", "a@b", "price", "Price", "PRICE ", "worked",
    "Worked",
    "won", " won", "'won", "call", "Call", "heard", "Heard", "told", "exact", "Exact", "other", "real-concern",
    "unknown",
    "\u{2029}", "\u{B}", "\u{C}", "\u{1C}", "\u{FFFE}", "\u{10FFFF}", "\u{E000}", "2026-11-12", "1e5",
  ]

  mutating func text() -> String {
    while true {
      let text =
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: Self.lookalikes.randomElement(using: &numbers) ?? ""
        case 1: HostileTexts.all.randomElement(using: &numbers) ?? ""
        default: HostileTexts.random(using: &numbers)
        }
      if allowsEmpty || text.unicodeScalars.contains(where: { $0 != "\0" }) { return text }
    }
  }

  private mutating func maybe<T>(_ value: (inout AnyBase) -> T) -> T? {
    Bool.random(using: &numbers) ? value(&self) : nil
  }

  private mutating func text() -> String? { maybe { $0.text() } }

  /// A text that can name a criterion.
  private mutating func name() -> String {
    while true {
      let text: String = text()
      if !Folding.fold(text).isEmpty { return text }
    }
  }

  private mutating func word<W: Word>() -> W {
    Bool.random(using: &numbers) ? W.known.randomElement(using: &numbers) ?? W(rawValue: "a") : W(rawValue: text())
  }

  private mutating func word<W: Word>() -> W? { maybe { $0.word() } }

  private mutating func number() -> Int? {
    maybe { [Int.min, -1, 0, 1, 2, 17, Int.max].randomElement(using: &$0.numbers) ?? 0 }
  }

  private mutating func day() -> Day {
    Day(number: Int.random(in: -700_000...2_900_000, using: &numbers))
  }

  private mutating func day() -> Day? { maybe { $0.day() } }

  private mutating func amount() -> Double {
    [
      0, -0.0, 1, -1, 48_000, 48_000.5, 0.1, 1.0 / 3, 1e15, 1e16, 1e300, -1e300, .leastNonzeroMagnitude,
      .greatestFiniteMagnitude,
      9_007_199_254_740_992, (Double.random(in: -1e9...1e9, using: &numbers) * 100).rounded() / 100,
    ].randomElement(using: &numbers) ?? 0
  }

  private mutating func one<T>(of rows: [T]) -> T { rows[Int.random(in: 0..<rows.count, using: &numbers)] }

  private mutating func some<T>(of rows: [T]) -> [T] {
    rows.filter { _ in Int.random(in: 0..<5, using: &numbers) == 0 }
  }

  /// Writes `count` rows of each table, some of them put away.
  public mutating func fill(_ base: Base, count: Int = 12) throws {
    let objections = (0..<count).map { _ in ID<Objection>.fresh() }
    let responses = (0..<count).map { _ in ID<Response>.fresh() }
    let deals = (0..<count).map { _ in ID<Deal>.fresh() }
    let people = (0..<count).map { _ in ID<Person>.fresh() }
    let proofs = (0..<count).map { _ in ID<Proof>.fresh() }
    let encounters = (0..<count).map { _ in ID<Encounter>.fresh() }
    let events = (0..<count).map { _ in ID<Event>.fresh() }
    let authors = (0..<3).map { _ in Author(name: text()) }
    try base.edit(.imported) { edit in
      for author in authors.dropLast() { try edit.save(author) }
      for id in objections { try edit.save(objection(id, objections)) }
      for id in proofs { try edit.save(proof(id)) }
      // Newer wordings go back to older ones, never round in a ring.
      for (index, id) in responses.enumerated() {
        try edit.save(response(id, objections, Array(responses.prefix(index)), proofs))
      }
      for _ in 0..<count { try edit.save(Gap(words: text())) }
      for id in deals { try edit.save(deal(id)) }
      for _ in 0..<count {
        try edit.save(
          Reason(
            deal: one(of: deals), by: word(), day: day(), category: word(), words: text(), knowing: word(),
            inHands: word()))
      }
      try edit.save(profile())
      for id in people {
        try edit.save(Person(id: id, deal: maybe { $0.one(of: deals) }, name: text(), role: text()))
      }
      for id in encounters {
        let met = met(objections, deals, people)
        let encounter = encounter(id, met, responses)
        try edit.save(encounter, by: maybe { $0.one(of: authors).id })
      }
      try fillLearnt(&edit, count, deals, people, objections, responses, encounters, events, authors)
      var phrasings: [ID<Phrasing>] = []
      for _ in 0..<count * 3 {
        let phrasing = Phrasing(
          objection: one(of: objections), source: word(), text: text(), encounter: maybe { $0.one(of: encounters) })
        try edit.save(phrasing)
        phrasings.append(phrasing.id)
      }
      for id in some(of: objections) { try edit.putAway(.objection(id)) }
      for id in some(of: phrasings) { try edit.putAway(.phrasing(id)) }
      for id in some(of: responses) { try edit.putAway(.response(id)) }
      for id in some(of: deals) { try edit.putAway(.deal(id)) }
      for id in some(of: people) { try edit.putAway(.person(id)) }
      for id in some(of: proofs) { try edit.putAway(.proof(id)) }
      for id in some(of: encounters) { try edit.putAway(.encounter(id)) }
    }
  }

  /// What is learnt from deals once they are decided; half of the debriefs' answers are handed over.
  private mutating func fillLearnt(
    _ edit: inout Edit, _ count: Int, _ deals: [ID<Deal>], _ people: [ID<Person>], _ objections: [ID<Objection>],
    _ responses: [ID<Response>], _ encounters: [ID<Encounter>], _ events: [ID<Event>], _ authors: [Author]
  ) throws {
    for id in events { try edit.save(Event(id: id, words: text(), day: day())) }
    for index in 0..<count {
      let remark = Remark(
        deal: one(of: deals), person: maybe { $0.one(of: people) }, day: day(), topic: word(), role: text(),
        said: text(), meant: text())
      try edit.save(remark)
      let about: FollowUp.About =
        switch index % 3 {
        case 0: .deal(one(of: deals))
        case 1: .objection(one(of: objections))
        default: .response(one(of: responses))
        }
      let followUp = FollowUp(
        about: about, kind: word(), due: day(), condition: text(), offer: text(),
        state: FollowUp.State(sent: [0, 1, 3, 1000].randomElement(using: &numbers) ?? 0, result: word(), day: day()),
        woken: maybe { FollowUp.Woken(by: $0.one(of: events), day: $0.day()) }, note: text())
      try edit.save(followUp)
      let mark = FitMark(deal: one(of: deals), criterion: allowsEmpty ? text() : name(), mark: word(), knowing: word())
      try edit.save(mark)
      let answer = DebriefAnswer(
        deal: one(of: deals), question: word(), day: day(), words: text(), choice: word(), knowing: word(),
        objection: maybe { $0.one(of: objections) }, response: maybe { $0.one(of: responses) },
        encounter: maybe { $0.one(of: encounters) })
      try edit.save(answer)
      if index.isMultiple(of: 2) { try edit.handOver(answer.id) }
      if index.isMultiple(of: 3) {
        let told = DebriefAnswer(deal: one(of: deals), question: word(), words: text())
        try edit.save(handedOver: told, by: one(of: authors).id)
      }
      for named in [
        Reader.Named.remark(remark.id), .followUp(followUp.id), .fitMark(mark.id), .debriefAnswer(answer.id),
      ] where Int.random(in: 0..<5, using: &numbers) == 0 {
        try edit.putAway(named)
      }
    }
    for id in some(of: events) { try edit.putAway(.event(id)) }
  }

  private mutating func objection(_ id: ID<Objection>, _ objections: [ID<Objection>]) -> Objection {
    Objection(
      id: id, sentence: text(), category: word(), kind: word(), concern: text(), check: text(), tell: text(),
      condition: text(),
      neighbours: some(of: objections).map { Objection.Neighbour(objection: $0, difference: text()) })
  }

  private mutating func response(
    _ id: ID<Response>, _ objections: [ID<Objection>], _ responses: [ID<Response>], _ proofs: [ID<Proof>]
  ) -> Response {
    Response(
      id: id, objection: one(of: objections), newerWordingOf: responses.isEmpty ? nil : maybe { $0.one(of: responses) },
      askFirst: text(),
      words: text(), written: text(), technique: word(), proof: text(), proofs: some(of: proofs), know: text(),
      applies: text(), caution: text(), ban: text(), place: number() ?? 1)
  }

  private mutating func deal(_ id: ID<Deal>) -> Deal {
    let products = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in text() }
    return Deal(
      id: id, name: text(), account: text(), owner: text(), industry: text(), segment: text(), region: text(),
      products: products, competitor: text(), amount: maybe { Deal.Amount(value: $0.amount(), currency: $0.text()) },
      stage: text(), expectedClose: day(),
      source: maybe { Deal.Source(system: $0.text(), id: $0.text(), link: $0.text()) },
      ending: Deal.Ending(outcome: word(), detail: word(), closed: day()), noFit: text())
  }

  /// As a file may say it: with few criteria, each of its own name.
  package mutating func profile() -> FitProfile {
    var names: Set<String> = []
    var profile = FitProfile()
    for _ in 0..<Int.random(in: 1...8, using: &numbers) {
      let name = name()
      guard names.insert(Folding.fold(name)).inserted else { continue }
      profile.criteria.append(
        FitProfile.Criterion(
          name: name, weight: Int.random(in: 1...10, using: &numbers), met: text(), notMet: text(), ask: text(),
          rule: maybe { $0.rule() }))
    }
    for _ in 0..<Int.random(in: 0...3, using: &numbers) {
      let name = name()
      guard names.insert(Folding.fold(name)).inserted else { continue }
      profile.stops.append(FitProfile.Stop(name: name, because: text(), rule: maybe { $0.rule() }))
    }
    profile.tiers.a = Int.random(in: 1...100, using: &numbers)
    profile.tiers.b = Int.random(in: 1...profile.tiers.a, using: &numbers)
    return profile
  }

  private mutating func rule() -> FitProfile.Rule {
    let values = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
      Bool.random(using: &numbers) ? text() : one(of: ["not us", "Not", "a, b", "not", ",", "x;\u{301}y", "is"])
    }
    return FitProfile.Rule(
      field: Bool.random(using: &numbers) ? one(of: FitProfile.Rule.fields + ["Industry"]) : text(), values: values)
  }

  private mutating func proof(_ id: ID<Proof>) -> Proof {
    Proof(
      id: id, claim: text(), customer: text(), mayBeNamed: Bool.random(using: &numbers), source: text(), date: day())
  }

  private mutating func met(_ objections: [ID<Objection>], _ deals: [ID<Deal>], _ people: [ID<Person>]) -> Encounter.Met
  {
    Encounter.Met(
      at: Moment(seconds: Int.random(in: -60_000_000_000...250_000_000_000, using: &numbers)), day: day(),
      objection: one(of: objections), deal: maybe { $0.one(of: deals) }, person: maybe { $0.one(of: people) },
      role: text(), stage: text(), competitor: text(), product: text(), channel: word(),
      cold: maybe { Bool.random(using: &$0.numbers) })
  }

  private mutating func encounter(_ id: ID<Encounter>, _ met: Encounter.Met, _ responses: [ID<Response>]) -> Encounter {
    Encounter(
      id: id, met: met, words: text(),
      used: maybe {
        Encounter.Used(response: $0.one(of: responses), closeness: $0.word(), rank: $0.number(), shown: $0.number())
      }, went: Encounter.Went(result: word(), knowing: word(), day: day()), note: text())
  }
}
