import Domain
import Retrieval
import Screens
import Testing

@Suite("Wording: counts, days and reasons, one way everywhere") struct WordingTests {
  private static let today = Day(number: 20_000)

  @Test(
    "How long ago",
    arguments: [
      (0, "today"), (1, "yesterday"), (2, "2 days ago"), (12, "12 days ago"), (60, "60 days ago"), (61, "2 months ago"),
      (365, "12 months ago"), (426, "14 months ago"), (729, "23 months ago"), (730, "2 years ago"),
      (3650, "10 years ago"),
      (-1, "tomorrow"), (-2, "in 2 days"), (-30, "in 30 days"),
    ])
  func ago(days: Int, words: String) {
    #expect(Wording.ago(Self.today.adding(days: -days), from: Self.today) == words)
  }

  @Test(
    "Thousands are parted by commas",
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (1203, "1,203"), (12_034, "12,034"), (120_345, "120,345"),
      (1_000_000, "1,000,000"), (-1, "-1"), (-999, "-999"), (-1000, "-1,000"),
    ])
  func grouped(number: Int, words: String) {
    #expect(Wording.grouped(number) == words)
  }

  @Test("One and many") func count() {
    #expect(Wording.count(0, "answer", "answers") == "0 answers")
    #expect(Wording.count(1, "answer", "answers") == "1 answer")
    #expect(Wording.count(1203, "answer", "answers") == "1,203 answers")
  }

  @Test(
    "How often it was met",
    arguments: [(0, "not met yet"), (1, "met once"), (2, "met twice"), (3, "met 3 times"), (1203, "met 1,203 times")])
  func met(times: Int, words: String) {
    #expect(Wording.met(times) == words)
  }

  @Test(
    "A date",
    arguments: [
      ("2026-11-12", "12 Nov 2026"), ("2028-02-29", "29 Feb 2028"), ("1999-01-01", "1 Jan 1999"),
      ("0999-12-31", "31 Dec 999"),
    ])
  func date(day: String, words: String) throws {
    #expect(Wording.date(try #require(Day(day))) == words)
  }

  @Test(
    "How it went",
    arguments: [
      (.worked, "worked"), (.partly, "softer"), (.failed, "stuck"), (.unknown, "open"),
      (Domain.Result(rawValue: "adjourned"), "adjourned"),
    ] as [(Domain.Result, String)])
  func went(result: Domain.Result, words: String) {
    #expect(Wording.went(result) == words)
  }

  @Test("The short form beside an answer")
  func score() {
    #expect(Wording.score(Self.answer([])) == "not tried")
    #expect(Wording.score(Self.answer([(.unknown, 1)])) == "not tried")
    #expect(Wording.score(Self.answer([(.worked, 7), (.failed, 2)])) == "worked 7 of 9")
    #expect(Wording.score(Self.answer([(.worked, 1), (.partly, 2)])) == "worked 1 of 3")
    #expect(Wording.score(Self.answer([(.worked, 1), (.failed, 11)])) == "KEEPS FAILING, failed 11 of 12")
    #expect(Wording.score(Self.answer([(.worked, 9)], ban: "legal says no")) == "NOT ALLOWED")
  }

  @Test("Why an answer stands where it stands, in one line")
  func why() {
    func why(
      _ results: [(Domain.Result, Int)], role: String? = nil, in context: Context = Context(), caution: String? = nil,
      ban: String? = nil
    ) -> String {
      Wording.why(Self.answer(results, role: role, in: context, caution: caution, ban: ban), today: Self.today)
    }
    #expect(why([]) == "not tried")
    #expect(why([(.unknown, 1)]) == "not tried, used once, result open")
    #expect(why([(.unknown, 3)]) == "not tried, used 3 times, results open")
    #expect(why([(.worked, 7), (.failed, 2)]) == "worked 7 of 9, last 12 days ago")
    #expect(why([(.worked, 2), (.partly, 1)]) == "worked 2 of 3, partly once, last 12 days ago")
    #expect(why([(.worked, 1), (.partly, 2)]) == "worked 1 of 3, partly 2 times, last 12 days ago")
    #expect(why([(.failed, 12)]) == "KEEPS FAILING, failed 12 of 12, last 12 days ago")
    #expect(
      why([(.worked, 3)], role: "CFO", in: Context(role: "cfo")) == "worked 3 of 3, last 12 days ago, 3 of 3 with CFOs")
    #expect(why([], caution: "they wait.") == "not tried, CAREFUL, tends to backfire: they wait")
    #expect(why([], caution: "they wait.", ban: "legal says no.") == "NOT ALLOWED: legal says no, not tried")
  }

  @Test(
    "Roles in the plural",
    arguments: [
      ("CFO", "with CFOs"), ("cfo", "with CFOs"), ("Controller", "with Controllers"),
      ("Head of Finance", "with Heads of Finance"),
      ("Procurement", "with Procurement"), ("Sales", "with Sales"),
    ])
  func roles(role: String, words: String) {
    let answer = Self.answer([(.worked, 1)], role: role, in: Context(role: role))
    #expect(Wording.why(answer, today: Self.today).hasSuffix("1 of 1 \(words)"))
  }

  @Test("By what it was found") func matched() {
    let objection = Objection(sentence: "It's too dear.", category: Category(rawValue: "price"))
    func match(_ by: [Match.Signal]) -> Match {
      Match(objection: objection, met: 0, relevance: 1, phrasing: "costs too much", by: by, answers: [])
    }
    #expect(Wording.matched(match([])) == nil)
    #expect(Wording.matched(match([.words])) == "matched \"costs too much\" by words")
    #expect(Wording.matched(match([.words, .spelling])) == "matched \"costs too much\" by words and spelling")
    #expect(
      Wording.why(Self.answer([]), today: Self.today, match: match([.words]))
        == "not tried; matched \"costs too much\" by words")
  }

  /// Judged beside another that worked, twelve days ago.
  private static func answer(
    _ results: [(Domain.Result, Int)], role: String? = nil, in context: Context = Context(), caution: String? = nil,
    ban: String? = nil
  ) -> Answer {
    let objection = ID<Objection>.fresh()
    let technique = Technique(rawValue: "other")
    let response = Response(objection: objection, words: "Words.", technique: technique, caution: caution, ban: ban)
    let other = Response(objection: objection, words: "Other words.", technique: technique, place: 2)
    let day = today.adding(days: -12)
    let trials = results.flatMap { result, count in
      (0..<count).map { _ in Trial(day: day, result: result, context: Context(role: role)) }
    }
    let good = (0..<10).map { _ in Trial(day: day, result: .worked) }
    let ranked = Answer.ranked(
      [response, other], trials: [response.id: trials, other.id: good], in: context, on: today)
    return ranked.first { $0.response.id == response.id } ?? ranked[0]
  }
}

@Suite("When a call is, in words")
struct CallWordingTests {
  /// A Wednesday.
  private let today = Day("2026-11-25") ?? Day(number: 0)

  @Test("Near days by their names, others by their date, another year with it; hours as people say them")
  func when() throws {
    func when(_ days: Int, _ hour: Int? = nil) -> String {
      Wording.when(today.adding(days: days), hour.flatMap { ClockTime(hour: $0) }, from: today)
    }
    #expect(when(0, 14) == "today 14:00")
    #expect(when(1, 9) == "tomorrow 9:00")
    #expect(when(2, 0) == "Fri 0:00")
    #expect(when(6, 10) == "Tue 10:00")
    #expect(when(7, 10) == "2 Dec 10:00")
    #expect(when(40) == "4 Jan 2027")
    #expect(when(0) == "today")
  }
}
