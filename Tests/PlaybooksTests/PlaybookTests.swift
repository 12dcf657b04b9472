import Domain
import Exchange
import Foundation
import Playbooks
import Retrieval
import Storage
import TestBase
import Testing

private let today = Day(number: 20_100)

/// What is handed on.
private func playbook(_ base: Base, filters: String = "", on day: Day = today) throws -> String {
  try Form.markdown.text(base, filters: filters, on: day)
}

@Suite("A playbook is discreet") struct DiscreetPlaybookTests {
  @Test(
    "No account, person, amount or prospect's word of a log appears, not even inside an answer",
    arguments: Form.allCases)
  func canaries(form: Form) throws {
    let place = try TemporaryBase()
    let (objection, responses) = try place.add("It's too dear.", also: ["Written way."], answers: ["Plain words."])
    let deal = Deal(
      name: "Zyxcorp", account: "Qwertol Holdings", amount: Deal.Amount(value: 73_129, currency: "EUR"))
    let person = Person(deal: deal.id, name: "Marabella Vost", role: "CFO")
    let spoken = "As Zyxcorp found: Marabella Vost of Qwertol Holdings, or Marabella, paid 73,129 (73.129, 73129)."
    let hidden = "Zyx\u{200B}corp, Vo\u{AD}st"
    try place.base.edit(.logged) { edit in
      try edit.save(deal)
      try edit.save(person)
      var objection = objection
      objection.concern = spoken
      objection.check = spoken
      objection.tell = hidden
      try edit.save(objection)
      try edit.save(
        Response(
          objection: objection.id, askFirst: spoken, words: spoken, written: spoken,
          technique: Technique(rawValue: "proof"),
          proof: spoken, know: spoken, applies: hidden, caution: spoken, place: 2))
      try edit.save(
        Response(objection: objection.id, words: spoken, technique: Technique(rawValue: "proof"), ban: spoken, place: 3)
      )
      try edit.save(Phrasing(objection: objection.id, source: .written, text: spoken))
      try edit.save(Phrasing(objection: objection.id, source: .heard, text: "CANARY heard"))
      try edit.save(
        Encounter(
          met: Encounter.Met(
            at: Moment(seconds: 1_727_000_000), day: Day(number: 19_988), objection: objection.id, deal: deal.id,
            person: person.id, role: "CFO", competitor: "CANARY rival"),
          words: "CANARY words", used: Encounter.Used(response: responses[0].id),
          went: Encounter.Went(result: .worked, knowing: .told), note: "CANARY note"))
    }
    let text = try form.text(place.base, on: today)
    #expect(text.contains("Written way."))
    #expect(text.contains("(a customer)") && text.contains("(somebody)") && text.contains("(an amount)"))
    for canary in ["Zyxcorp", "Qwertol", "Marabella", "Vost", "73129", "73,129", "73.129", "CANARY"] {
      #expect(!text.contains(canary), "\(canary)")
    }
  }

  @Test(
    "A filter that names an account doesn't name it in the playbook",
    arguments: ["deal:zyxcorp", "deal:ZYXCORP", "deal:Zyxcorp"], Form.allCases)
  func filter(typed: String, form: Form) throws {
    let place = try TemporaryBase()
    let (objection, responses) = try place.add("It's too dear.", answers: ["Plain words."])
    let deal = Deal(name: "Zyxcorp")
    try place.base.edit(.addedDeal) { try $0.save(deal) }
    try place.meet(objection, responses[0], deal: deal.id)
    let text = try form.text(place.base, filters: typed, on: today)
    #expect(text.contains("Filtered by deal:(a customer)."))
    #expect(!text.lowercased().contains("zyxcorp"))
  }

  @Test("The sample's playbook says SAMPLE, and names none of its customers", arguments: Form.allCases)
  func sample(form: Form) throws {
    let place = try TemporaryBase()
    _ = try place.base.take(ReadableFiles(at: Checkout.seedData))
    let files = try ReadableFiles(at: Checkout.seedData + "/sample")
    _ = try place.base.take(files, invented: true)
    try place.base.note("sample", "yes")
    let text = try form.text(place.base, on: Day(number: 20_800))
    #expect(text.contains(form == .html ? "<title>Playbook (SAMPLE)</title>" : "# Playbook (SAMPLE)\n"))
    #expect(text.contains("SAMPLE: these results are invented."))
    for deal in files.deals { #expect(!text.contains(deal.name), "\(deal.name)") }
    for met in files.encounters {
      guard let words = met.encounter.words, words.count > 20 else { continue }
      #expect(!text.contains(words), "\(words)")
    }
  }
}

@Suite("What a playbook says") struct PlaybookTests {
  @Test("The same base gives the same bytes, also when opened anew")
  func sameBytes() throws {
    let place = try TemporaryBase()
    _ = try place.base.take(ReadableFiles(at: Checkout.seedData))
    _ = try place.base.take(ReadableFiles(at: Checkout.seedData + "/sample"), invented: true)
    let first = try playbook(place.base)
    #expect(try playbook(place.base) == first)
    #expect(try playbook(Base(at: place.path)) == first)
    #expect(first.contains("“It's too expensive.”"))
  }

  @Test("Only ways of saying that the team wrote are quoted")
  func phrasings() throws {
    let place = try TemporaryBase()
    let (objection, _) = try place.add("It's too dear.", also: ["A written one."])
    try place.base.edit(.logged) {
      try $0.save(Phrasing(objection: objection.id, source: .heard, text: "A heard one."))
    }
    let text = try playbook(place.base)
    #expect(text.contains("Also said as: “A written one.”\n"))
    #expect(!text.contains("A heard one."))
  }

  @Test("Objections stand under their category, the most met first")
  func order() throws {
    let place = try TemporaryBase()
    try place.add("No budget.", category: Category(rawValue: "budget"))
    try place.add("Rarely met.", answers: ["A."])
    let (often, responses) = try place.add("Often met.", answers: ["B."])
    for _ in 0..<3 { try place.meet(often, responses[0]) }
    let heads = try playbook(place.base).split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(
      heads == ["# Playbook", "## Price", "### “Often met.”", "### “Rarely met.”", "## Budget", "### “No budget.”"])
  }

  @Test("What keeps failing stands under its own head, with the count, and not among the answers")
  func failing() throws {
    let place = try TemporaryBase()
    let (objection, responses) = try place.add("It's too dear.", answers: ["Ten percent off.", "Compared with what?"])
    for _ in 0..<6 { try place.meet(objection, responses[0], .failed, on: Day(number: 20_000)) }
    for _ in 0..<6 { try place.meet(objection, responses[1], .worked, on: Day(number: 20_001)) }
    let text = try playbook(place.base)
    #expect(
      text.hasSuffix(
        """
        1. Say “Compared with what?”
           *Worked 6 of 6, last on 2024-10-05.*

        Keeps failing:

        - “Ten percent off.” *Failed 6 of 6, last on 2024-10-04.*

        """))
  }

  @Test("Cautions, bans and what wasn't tried are said as such")
  func warned() throws {
    let place = try TemporaryBase()
    let (objection, _) = try place.add("It's too dear.", answers: ["Fine words."])
    try place.base.edit(.addedAnswer) { edit in
      try edit.save(
        Response(
          objection: objection.id, askFirst: "Is it?", words: "Half price.", technique: Technique(rawValue: "trade"),
          caution: "they wait for more", place: 2))
      try edit.save(
        Response(
          objection: objection.id, words: "We guarantee it.", technique: Technique(rawValue: "proof"),
          ban: "legal says no",
          place: 3))
    }
    let text = try playbook(place.base)
    #expect(
      text.hasSuffix(
        """
        1. Say “Fine words.”
           *Not tried.*
        2. Ask “Is it?” Say “Half price.”
           *Not tried.*
           CAREFUL, tends to backfire: they wait for more

        Not allowed:

        - “We guarantee it.” legal says no

        """))
  }

  @Test("As of is the last day on which one of its answers was used")
  func asOf() throws {
    let place = try TemporaryBase()
    let (objection, responses) = try place.add("It's too dear.", answers: ["A.", "B."])
    #expect(try !playbook(place.base).contains("As of"))
    #expect(try playbook(place.base).contains("Nothing logged yet"))
    try place.meet(objection, responses[0], .worked, on: Day(number: 20_010))
    try place.meet(objection, responses[1], .failed, on: Day(number: 20_005))
    try place.meet(objection, nil, .unknown, knowing: nil, on: Day(number: 20_050))
    let text = try playbook(place.base)
    #expect(text.contains("As of 2024-10-14. Rests on 3 logged objections, 2 with a known result.\n"))
  }

  @Test("A count stays a count, also when a deal has that amount")
  func countsAreNoAmounts() throws {
    let place = try TemporaryBase()
    let (objection, responses) = try place.add("It's too dear.", answers: ["A."])
    try place.base.edit(.logged) { edit in
      try edit.save(Deal(name: "Zyxcorp", amount: Deal.Amount(value: 1000)))
      for _ in 0..<1000 {
        try edit.save(
          Encounter(
            met: Encounter.Met(at: Moment(seconds: 1_728_000_000), day: Day(number: 20_000), objection: objection.id),
            used: Encounter.Used(response: responses[0].id), went: Encounter.Went(result: .worked, knowing: .told)))
      }
    }
    let text = try playbook(place.base)
    #expect(text.contains("*Met 1000 times.*") && text.contains("*Worked 1000 of 1000, last on 2024-10-04.*"))
  }

  @Test("A deal of any amount can stand in the base", arguments: [0, 0.5, 999, 1e15, 1e300, .greatestFiniteMagnitude])
  func anyAmount(value: Double) throws {
    let place = try TemporaryBase()
    try place.add("It's too dear.")
    try place.base.edit(.addedDeal) { try $0.save(Deal(name: "Zyxcorp", amount: Deal.Amount(value: value))) }
    #expect(try playbook(place.base).contains("It's too dear."))
  }

  @Test("Filters narrow it, and are said; nothing left is said too")
  func filters() throws {
    let place = try TemporaryBase()
    try place.add("It's too dear.")
    try place.add("No budget.", category: Category(rawValue: "budget"))
    let text = try playbook(place.base, filters: "category:budget")
    #expect(text.contains("No budget.") && !text.contains("too dear"))
    #expect(text.contains("Filtered by category:budget."))
    #expect(try playbook(place.base, filters: "category:trust").contains("Nothing fits these filters."))
  }
}

@Suite("A playbook's Markdown holds text, never markup") struct MarkdownTests {
  @Test("Whatever people wrote, the page keeps its shape: no heading, list, link, code, table or HTML comes of it")
  func hostile() throws {
    let place = try TemporaryBase()
    let markup = [
      "# head", "## head", "===", "---", "***", "- item", "1. item", "> quote", "```", "~~~", "`code`",
      "[a](https://x)",
      "![a](https://x)", "<https://x>", "<b>bold</b>", "<!-- c -->", "**bold**", "__bold__", "| a | b |", "&lt;b&gt;",
      "    code",
      "\\", "\\*", "a\n\n# head", "[a]: https://x", "`\u{301}code`\u{301}", "<\u{301}b>", "*\u{301}a*\u{301}",
      "trailing\\",
    ]
    let ids = OneObjection()
    try ids.save("harmless", to: place.base)
    let shape = try playbook(place.base).split(separator: "\n", omittingEmptySubsequences: false).map(Self.shape)
    var numbers = SeededNumbers(seed: 13)
    for text in markup + HostileTexts.all + (0..<60).map({ _ in HostileTexts.random(using: &numbers) }) {
      guard text.trimmedOrNil != nil else { continue }
      try ids.save(text, to: place.base)
      // The one mark of ours that the words decide: a slot such as {peer} says what is missing.
      let lines = try playbook(place.base).replacing(" *Needs your proof.*", with: "")
        .split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.map(Self.shape) == shape, "\(text.debugDescription)")
      for line in lines {
        let raw = Self.unescaped(line).unicodeScalars
        #expect(!raw.contains { "`[]<>~|&_\\".unicodeScalars.contains($0) }, "\(line.debugDescription)")
        #expect([0, 2].contains(raw.count { $0 == "*" }), "\(line.debugDescription)")
        #expect(raw.drop { $0 == "#" }.allSatisfy { $0 != "#" }, "\(line.debugDescription)")
        #expect(!raw.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }, "\(line.debugDescription)")
      }
    }
  }

  /// The markup that a line begins with, and its first word if that is ours.
  private static func shape(_ line: Substring) -> String {
    if line.hasPrefix("#") { return String(line.prefix { $0 == "#" }) }
    let text = unescaped(line)
    let ours = ["Usually under it: ", "To be sure, ask: “", "Real or a stall? ", "Also said as: “", "*Not met yet, "]
    let marked = ["Proof: ", "Fits: ", "CAREFUL, tends to backfire: "].map { "   " + $0 }
    let scalars = text.unicodeScalars
    if let head = (ours + marked).first(where: { scalars.starts(with: $0.unicodeScalars) }) { return head }
    return String(String.UnicodeScalarView(scalars.prefix { $0 != "“" }))
  }

  private static func unescaped(_ line: Substring) -> String {
    var out = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped { isEscaped = false } else if scalar == "\\" { isEscaped = true } else { out.append(scalar) }
    }
    if isEscaped { out.append("\\") }
    return String(out)
  }
}
