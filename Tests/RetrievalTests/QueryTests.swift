import Domain
import Retrieval
import TestBase
import Testing

@Suite("What was typed, read")
struct QueryTests {
  static let today = Day("2026-11-24") ?? Day(number: 0)
  static let values = FilterValues(met: [
    .role: ["cfo", "head of it"], .stage: ["demo"], .industry: ["logistics"], .competitor: ["velo soft"],
    .deal: ["acme"], .product: ["basic"],
  ])

  static func read(_ typed: String) -> Query { Query(typed, values: values, today: today) }

  @Test(
    "words are folded, in order, with repeats",
    arguments: [
      ("Too EXPENSIVE", ["too", "expensive"]), ("don't  you, don’t", ["dont", "you", "dont"]),
      ("Zürich café", ["zurich", "cafe"]),
      ("ＦＵＬＬ price", ["full", "price"]), ("¿a/b?", ["a", "b"]), ("ROI > 3x", ["roi", "3x"]), ("", []), (" \t\n", []),
      ("?!...", []), ("AND OR NOT NEAR(a b)", ["and", "or", "not", "near", "a", "b"]), ("price*", ["price"]),
      ("^a", ["a"]),
    ] as [(String, [String])])
  func words(_ typed: String, _ words: [String]) {
    #expect(Self.read(typed).words == words)
    #expect(Self.read(typed).notices.isEmpty)
  }

  @Suite("Quotes")
  struct Quotes {
    @Test(
      "what stands in quotes, straight or curly, is a phrase and its words are looked for",
      arguments: ["\"too expensive\"", "“Too expensive”", "„too expensive“", "«too expensive»", "\"too, expensive\""])
    func phrase(_ typed: String) {
      let query = read("way " + typed + " now")
      #expect(query.phrases == [["too", "expensive"]])
      #expect(query.words == ["way", "too", "expensive", "now"])
    }

    @Test("one word in quotes is a word", arguments: ["\"price\"", "“price”"])
    func oneWord(_ typed: String) {
      #expect(read(typed).phrases.isEmpty)
      #expect(read(typed).words == ["price"])
    }

    @Test("several phrases")
    func several() {
      #expect(read("\"a b\" \"c d\"").phrases == [["a", "b"], ["c", "d"]])
    }

    @Test(
      "a quote left open is text",
      arguments: ["\"too expensive", "too \"expensive", "too expensive\"", "too exp\"ensive"])
    func open(_ typed: String) {
      #expect(read(typed).phrases.isEmpty)
      #expect(read(typed).words.joined() == "tooexpensive")
    }

    @Test("nothing in quotes is nothing", arguments: ["\"\"", "\"  \"", "\"!?\""])
    func nothing(_ typed: String) {
      #expect(read(typed).words.isEmpty)
      #expect(read(typed).phrases.isEmpty)
    }

    @Test("a filter in quotes is text")
    func filter() {
      let query = read("\"role:cfo\"")
      #expect(query.filters.isEmpty)
      #expect(query.words == ["role", "cfo"])
    }
  }

  @Suite("Exclusion")
  struct Exclusion {
    @Test("a leading minus excludes a word")
    func minus() {
      let query = read("price -Discount -don't")
      #expect(query.words == ["price"])
      #expect(query.excluded == ["discount", "dont"])
    }

    @Test(
      "a minus that leads no word is text",
      arguments: [
        ("nice-to-have", ["nice", "to", "have"]), ("price - discount", ["price", "discount"]), ("-", []), ("--", []),
        ("-5", ["5"]),
        ("--discount", ["discount"]),
      ] as [(String, [String])])
    func text(_ typed: String, _ words: [String]) {
      #expect(read(typed).excluded.isEmpty)
      #expect(read(typed).words == words)
    }
  }

  @Suite("Filters")
  struct Narrowing {
    @Test(
      "a category is meant by its name, with hyphens, in quotes, in any case",
      arguments: [
        ("category:price", "price"), ("category:Price", "price"), ("CATEGORY:price", "price"),
        ("category:feature-gap", "feature gap"), ("category:\"feature gap\"", "feature gap"),
        ("category:risk-compliance", "risk & compliance"), ("category:\"risk & compliance\"", "risk & compliance"),
        ("category:brush-off", "brush-off"), ("category:\"brush off\"", "brush-off"),
        ("category:status-quo", "status quo"),
        ("category:contract-terms", "contract terms"), ("category:bad-experience", "bad experience"),
      ])
    func category(_ typed: String, _ name: String) {
      let query = read(typed)
      #expect(query.filters.categories == [Category(rawValue: name)])
      #expect(query.words.isEmpty)
      #expect(query.notices.isEmpty)
    }

    @Test("every category of the product can be typed with hyphens", arguments: Category.known)
    func everyCategory(_ category: Domain.Category) {
      let hyphened = Folding.words(category.rawValue).joined(separator: "-")
      #expect(read("category:" + hyphened).filters.categories == [category])
    }

    @Test("every technique of the product can be typed with hyphens", arguments: Technique.known)
    func everyTechnique(_ technique: Technique) {
      let hyphened = Folding.words(technique.rawValue).joined(separator: "-")
      #expect(read("technique:" + hyphened).filters.techniques == [technique])
    }

    @Test(
      "went takes results and a rep's own words for them",
      arguments: [
        ("worked", Result.worked), ("partly", .partly), ("failed", .failed), ("unknown", .unknown), ("booked", .worked),
        ("let-go", .worked), ("softer", .partly), ("Stuck", .failed), ("cant-tell", .unknown),
      ])
    func went(_ typed: String, _ result: Domain.Result) {
      #expect(read("went:" + typed).filters.went == [result])
    }

    @Test(
      "since takes a day, or days, weeks, months and years back",
      arguments: [
        ("2026-08-01", "2026-08-01"), ("1d", "2026-11-23"), ("90d", "2026-08-26"), ("12w", "2026-09-01"),
        ("6m", "2026-05-28"),
        ("1y", "2025-11-24"),
      ])
    func since(_ typed: String, _ day: String) {
      #expect(read("since:" + typed).filters.since?.description == day)
    }

    @Test(
      "what is no time becomes words and is said",
      arguments: [
        "yesterday", "0d", "-3d", "90", "d", "2026-02-30", "2026-8-1", "99999999999999d", "9999999999999999999999d",
        "6M",
      ])
    func noTime(_ typed: String) {
      let query = read("since:" + typed)
      #expect(query.filters.since == nil)
      #expect(query.notices == [.unknownValue(filter: "since", value: typed)])
      #expect(query.words == Folding.words("since " + typed))
    }

    @Test(
      "what the base has met is filtered by, folded",
      arguments: [
        ("role:CFO", Filters.Field.role, "cfo"), ("role:\"Head of IT\"", .role, "head of it"),
        ("role:head-of-it", .role, "head of it"), ("stage:Demo", .stage, "demo"),
        ("industry:LOGISTICS", .industry, "logistics"),
        ("competitor:velo-soft", .competitor, "velo soft"), ("deal:acme", .deal, "acme"),
        ("product:basic", .product, "basic"),
      ])
    func met(_ typed: String, _ field: Filters.Field, _ value: String) {
      let query = read(typed)
      #expect(query.filters.met == [field: [value]])
      #expect(query.words.isEmpty && query.notices.isEmpty)
    }

    @Test("filters stand anywhere among the words, and one given twice takes either value")
    func among() {
      let query = read("role:cfo too role:\"head of it\" dear category:price category:budget")
      #expect(query.words == ["too", "dear"])
      #expect(query.filters.met == [.role: ["cfo", "head of it"]])
      #expect(query.filters.categories.map(\.rawValue) == ["price", "budget"])
    }
  }

  @Suite("Notices")
  struct Notices {
    @Test(
      "a value that the base doesn't know becomes words and is said",
      arguments: [
        ("role", "plumber"), ("deal", "acmee"), ("category", "weather"), ("technique", "magic"), ("went", "badly"),
      ])
    func unknownValue(_ filter: String, _ value: String) {
      let query = read("too dear \(filter):\(value)")
      #expect(query.words == ["too", "dear", filter, value])
      #expect(query.filters.isEmpty)
      #expect(query.notices == [.unknownValue(filter: filter, value: value)])
    }

    @Test("a filter without a value becomes a word and is said", arguments: Filters.Name.allCases)
    func noValue(_ name: Filters.Name) {
      for typed in ["\(name):", "\(name): ", "\(name):\"\"", "\(name):?!"] {
        let query = read(typed)
        #expect(query.words == [name.rawValue], "\(typed)")
        #expect(query.notices == [.filterWithoutValue(name.rawValue)], "\(typed)")
      }
    }

    @Test(
      "a filter that there is not is a word, with the one that may have been meant",
      arguments: [
        ("rolle:cfo", "rolle", "role"), ("categroy:price", "categroy", "category"), ("stag:demo", "stag", "stage"),
        ("weather:rain", "weather", nil),
      ] as [(String, String, String?)])
    func unknownFilter(_ typed: String, _ name: String, _ nearest: String?) {
      #expect(read(typed).notices == [.unknownFilter(name, nearest: nearest)])
      #expect(read(typed).words == Folding.words(typed))
    }

    @Test(
      "links, times and ratios are text and nothing is said",
      arguments: ["https://example.com/a?b=c", "8:30", ":", "::", ":a", "3:1", "a1:b"])
    func noFilter(_ typed: String) {
      #expect(read(typed).notices.isEmpty)
      #expect(read(typed).filters.isEmpty)
      #expect(read(typed).words == Folding.words(typed))
    }
  }

  @Suite("Limits")
  struct Limits {
    @Test("64 distinct words are looked at, the rest is left out and said")
    func words() {
      let many = (1...65).map { "w\($0)" }
      #expect(read(many.dropLast().joined(separator: " ")).notices.isEmpty)
      let query = read(many.joined(separator: " "))
      #expect(query.words == many.dropLast())
      #expect(query.notices == [.cutShort])
    }

    @Test("repeats don't count as more")
    func repeats() {
      let query = read(Array(repeating: "price", count: 500).joined(separator: " "))
      #expect(query.words.count == 500)
      #expect(query.notices.isEmpty)
    }

    @Test("64 KB are looked at, the rest is left out and said")
    func bytes() {
      let fits = String(repeating: "a ", count: Query.mostBytes / 2)
      #expect(read(fits).notices.isEmpty)
      #expect(read(fits + "b").notices == [.cutShort])
      #expect(!read(fits + "b").words.contains("b"))
    }

    @Test("a cut in the middle of a letter harms nothing")
    func middleOfALetter() {
      let query = read(String(repeating: "a", count: Query.mostBytes - 1) + "é")
      #expect(query.notices == [.cutShort])
      #expect(query.words.count == 1)
    }

    @Test("a phrase of a thousand words is cut like any text")
    func longPhrase() {
      let query = read("\"" + (1...1000).map { "w\($0)" }.joined(separator: " ") + "\"")
      #expect(Set(query.words).count == Query.mostWords)
      #expect(query.notices == [.cutShort])
    }
  }

  @Suite("Any text parses")
  struct AnyText {
    @Test("hostile ones do", arguments: HostileTexts.all)
    func hostile(_ text: String) {
      holds(text)
      holds("price " + text)
      holds(text + " -x role:" + text)
    }

    @Test("20,000 random ones do")
    func random() {
      var numbers = SeededNumbers(seed: 5)
      for _ in 0..<20_000 { holds(HostileTexts.random(using: &numbers)) }
    }

    private func holds(_ text: String) {
      let query = read(text)
      for word in query.words + query.excluded + query.phrases.flatMap({ $0 }) where Folding.words(word) != [word] {
        Issue.record("\(word.debugDescription) isn't folded, from \(text.debugDescription)")
      }
      if query.typed != text || Set(query.words).count > Query.mostWords
        || query.phrases.contains(where: { $0.count < 2 })
      {
        Issue.record("\(text.debugDescription) was read as \(query)")
      }
    }
  }
}

private func read(_ typed: String) -> Query { QueryTests.read(typed) }
