import Domain
import Exchange
import Foundation
import Retrieval
import Storage
import TestBase
import Testing

private let today = Day(number: 20_100)

private func page(_ base: Base, filters: String = "") throws -> StrictHTML {
  try StrictHTML(Form.html.text(base, filters: filters, on: today))
}

@Suite("A playbook's page holds text, never markup") struct HTMLTextTests {
  @Test("Whatever people wrote, the page keeps its shape and says it word for word")
  func hostile() throws {
    let place = try TemporaryBase()
    let markup = [
      "<script>alert(1)</script>", "</style><b>", "</title>", "<!--", "-->", "<![CDATA[x]]>", "\"", "'",
      "\" onclick=\"x",
      "' onclick='x", "&", "&lt;", "&amp;lt;", "&#60;", "&#x3c;b&#x3e;", "<", ">", "<\u{301}b>", "\"\u{301} id=x",
      "&\u{301}lt;", "javascript:x", "</p></li>", "{{x}}", "${x}", "`x`", "a\n\nb", "\u{FFFE}",
    ]
    let one = OneObjection()
    try one.save("harmless", to: place.base)
    let shape = try page(place.base).shape
    var numbers = SeededNumbers(seed: 17)
    for text in markup + HostileTexts.all + (0..<60).map({ _ in HostileTexts.random(using: &numbers) }) {
      guard text.trimmedOrNil != nil else { continue }
      try one.save(text, to: place.base)
      let seen = try page(place.base)
      // The one mark of ours that the words decide: a slot such as {peer} says what is missing.
      #expect(seen.shape.filter { $0 != "em" } == shape, "\(text.debugDescription)")
      let clean = CleanText(try #require(try place.base.read { try $0.objections() }.first).sentence).description
      guard clean.trimmedOrNil != nil else { continue }
      #expect(seen.words.filter { $0 == "\u{201C}\(clean)\u{201D}" }.count >= 5, "\(text.debugDescription)")
      #expect(
        seen.words.filter { $0 == clean.trimmingCharacters(in: .whitespacesAndNewlines) }.count >= 5,
        "\(text.debugDescription)")
      let scalars = seen.words.joined().unicodeScalars
      #expect(!scalars.contains { ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) })
      #expect(!scalars.contains { (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value) })
    }
  }

  @Test("What filters it stands in the title as text, too")
  func filters() throws {
    let place = try TemporaryBase()
    try place.add("It's too dear.", category: Category(rawValue: "</title><b>"))
    let seen = try page(place.base, filters: "category:\"</title><b>\"")
    #expect(seen.words.contains("Playbook: category:\"</title><b>\""))
    #expect(!seen.shape.contains("b"))
  }
}

@Suite("A playbook's page needs nothing but itself") struct HTMLPageTests {
  private func sample() throws -> TemporaryBase {
    let place = try TemporaryBase()
    _ = try place.base.take(ReadableFiles(at: Checkout.seedData))
    _ = try place.base.take(ReadableFiles(at: Checkout.seedData + "/sample"), invented: true)
    try place.base.note("sample", "yes")
    return place
  }

  @Test("No script, nothing from elsewhere, nothing folded away, and a policy that forbids the rest")
  func selfContained() throws {
    let place = try sample()
    let text = try Form.html.text(place.base, on: today)
    #expect(text.hasPrefix("<!DOCTYPE html>\n"))
    for foreign in ["<script", "<link", "<img", "<iframe", "<details", "http:", "https:", "src=", "url(", "@import"] {
      #expect(!text.contains(foreign), "\(foreign)")
    }
    #expect(text.contains("<html lang=\"en\">"))
    #expect(
      text.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\""))
    #expect(text.contains("name=\"viewport\""))
  }

  @Test("Each objection stands there once, with each of its answers once, and the contents lead to each")
  func whole() throws {
    let place = try TemporaryBase()
    _ = try place.base.take(ReadableFiles(at: Checkout.seedData))
    let seen = try page(place.base)
    let survey = try place.base.read { try Survey(of: $0, filters: "", on: today) }
    #expect(survey.entries.count > 50)
    #expect(seen.shape.filter { $0.hasPrefix("article") }.count == survey.entries.count)
    for match in survey.entries.map(\.match) {
      let id = "o-\(match.objection.id.uuid.uuidString.lowercased())"
      #expect(seen.shape.filter { $0 == "article id=\(id)" }.count == 1)
      #expect(seen.shape.filter { $0 == "a href=#\(id)" }.count == 1)
    }
    let quoted = Dictionary(grouping: seen.words) { $0 }.mapValues(\.count)
    let answers = survey.entries.flatMap(\.match.answers).map { "\u{201C}\(CleanText($0.response.words))\u{201D}" }
    for (words, count) in Dictionary(grouping: answers, by: { $0 }).mapValues(\.count) {
      #expect(quoted[words] == count, "\(words)")
    }
  }

  @Test("Every link leads somewhere on the page, and every name stands for one place")
  func links() throws {
    let place = try sample()
    let shape = try page(place.base).shape
    let ids = shape.compactMap { $0.firstMatch(of: /\ id=(\S+)/)?.1 }
    #expect(Set(ids).count == ids.count)
    for target in shape.compactMap({ $0.firstMatch(of: /\ href=#(\S+)/)?.1 }) {
      #expect(ids.contains(target), "\(target)")
    }
    #expect(shape.filter { $0.hasPrefix("h1") }.count == 1)
  }

  @Test("What is not allowed and what keeps failing is never among what to say, and every record has its count")
  func shelves() throws {
    let place = try TemporaryBase()
    let (objection, responses) = try place.add("It's too dear.", answers: ["Ten percent off.", "Compared with what?"])
    for _ in 0..<6 { try place.meet(objection, responses[0], .failed, on: Day(number: 20_000)) }
    for _ in 0..<6 { try place.meet(objection, responses[1], .worked, on: Day(number: 20_001)) }
    try place.base.edit(.addedAnswer) { edit in
      try edit.save(
        Response(
          objection: objection.id, words: "We guarantee it.", technique: Technique(rawValue: "proof"),
          ban: "legal says no", place: 3))
      try edit.save(
        Response(
          objection: objection.id, askFirst: "Is it?", words: "Half price.", written: "In a mail.",
          technique: Technique(rawValue: "trade"), know: "A thing to know.", caution: "they wait for more", place: 4))
    }
    let words = try page(place.base).words
    let from = try #require(words.lastIndex(of: "\u{201C}It's too dear.\u{201D}"))
    #expect(
      Array(words[from...].dropLast()) == [
        "\u{201C}It's too dear.\u{201D}", "Met 12 times",
        "Say", "\u{201C}Compared with what?\u{201D}", "Worked 6 of 6, last on 2024-10-05.",
        "Ask", "\u{201C}Is it?\u{201D}", "Say", "\u{201C}Half price.\u{201D}", "Not tried.",
        "CAREFUL, tends to backfire:", "they wait for more", "Write", "In a mail.", "Know", "A thing to know.",
        "Keeps failing", "\u{201C}Ten percent off.\u{201D}", "Failed 6 of 6, last on 2024-10-04.",
        "Not allowed", "legal says no", "\u{201C}We guarantee it.\u{201D}",
      ])
  }

  @Test("An objection without an answer that may be said says so; a base without any, too")
  func empty() throws {
    let place = try TemporaryBase()
    #expect(try page(place.base).words.contains("Nothing fits these filters."))
    let (objection, _) = try place.add("It's too dear.")
    #expect(try page(place.base).words.contains("No answer yet."))
    try place.base.edit(.addedAnswer) {
      try $0.save(
        Response(objection: objection.id, words: "We guarantee it.", technique: Technique(rawValue: "proof"), ban: "no")
      )
    }
    #expect(try page(place.base).words.contains("No answer that may be said."))
  }
}
