import Domain
import Foundation
import Learning
import Storage
import TestBase
import Testing

@Suite("What a debrief asks")
struct DebriefQuestionsTests {
  private let today = Day(number: 20_000)

  private func deal(_ outcome: Outcome, competitor: String? = nil, detail: NoDecision? = nil) -> Deal {
    Deal(
      name: "Globex", competitor: competitor,
      ending: Deal.Ending(outcome: outcome, detail: detail, closed: today))
  }

  private func heard(_ count: Int, _ result: Domain.Result? = .failed) -> [DebriefCase.Heard] {
    (0..<count).map {
      DebriefCase.Heard(
        objection: .fresh(), sentence: "Objection \($0).", category: Category(rawValue: "price"), result: result)
    }
  }

  private var days: [DebriefCase.LoggedDay] {
    [0, 7].map { DebriefCase.LoggedDay(day: today.adding(days: $0 - 30), encounter: .fresh(), words: "too dear") }
  }

  private func questions(_ known: DebriefCase) -> DebriefQuestions { DebriefQuestions(known, today: today) }

  /// The debrief walked through: each step, answered by `say`.
  private func walk(
    _ known: DebriefCase, _ form: DebriefDraft.Form, _ say: (DebriefStep) -> String? = { _ in nil }
  ) -> (steps: [DebriefStep], draft: DebriefDraft) {
    let questions = questions(known)
    var draft = DebriefDraft(form)
    var steps: [DebriefStep] = []
    while let step = questions.next(draft), steps.count < 60 {
      steps.append(step)
      questions.take(say(step) ?? Self.first(step), for: step, into: &draft)
    }
    return (steps, draft)
  }

  /// Something to every question: the first key, or words.
  private static func first(_ step: DebriefStep) -> String {
    switch step.takes {
    case .words, .wordsOrNever: "words"
    case .day(let day): day.description
    case .keys(let keys, let standard): standard?.value ?? keys[0].value
    }
  }

  private func names(_ steps: [DebriefStep]) -> [String] {
    steps.map { $0.name.settledObjection == nil ? $0.name.rawValue : "settled" }
  }

  @Test("A lost deal: nine questions in their order, and one thing to do differently")
  func long() {
    let known = DebriefCase(deal: deal(.lost), heard: heard(2), days: days)
    let steps = walk(known, .long) { $0.name == .category ? "price" : nil }.steps
    #expect(
      names(steps) == [
        "liked", "settled", "settled", "unsaid", "need", "need how", "category", "why", "why how", "hands",
        "competitor", "turn",
        "retold", "retold because", "retold how", "their question", "asked", "agreed", "next", "differently",
      ])
    #expect(steps.compactMap { $0.place.map { $0.isFirst ? $0.number : 0 } }.filter { $0 > 0 } == Array(1...9))
    #expect(steps.allSatisfy { $0.place.map { $0.count == 9 } ?? ($0.name == .differently) })
  }

  @Test("The short form is why, differently and next; what it left is six more")
  func short() {
    let known = DebriefCase(deal: deal(.lost), heard: heard(1))
    let (steps, draft) = walk(known, .short) { $0.name == .category ? "price" : nil }
    #expect(names(steps) == ["why", "category", "why how", "differently", "next"])
    #expect(questions(known).countOfMore(draft) == 6)
    let rest = names(walk(known, .rest).steps)
    #expect(rest.first == "liked" && rest.last == "asked" && !rest.contains("agreed") && !rest.contains("why"))
  }

  /// An input is a key or an Enter that says something by itself. A line of words with the Enter behind it is words.
  private func inputs(_ steps: [DebriefStep]) -> Int {
    1 + steps.count { if case .keys = $0.takes { true } else { false } }
  }

  @Test("At most 14 inputs beyond the words in the long form, at most 5 in the short, the opening among them")
  func inputs() {
    for outcome in [Outcome.won, .lost, .noDecision, .invalid] {
      for category in Category.known.filter(\.canBeReason).map(\.rawValue) {
        for next in ["standard", "date", "condition", "smaller offer", "ask", "let go"] {
          let known = DebriefCase(
            deal: deal(outcome), heard: heard(6), days: days, criteria: ["Pain this year", "A data team"])
          let say = { (step: DebriefStep) -> String? in
            switch step.name {
            case .category: category
            case .next: next
            default: nil
            }
          }
          let long = walk(known, .long, say).steps
          let short = walk(known, .short, say).steps
          #expect(inputs(long) <= 14, "\(outcome) \(category) \(next): \(names(long))")
          // The key that says whether there is time for what it left.
          #expect(inputs(short) + 1 <= 5, "\(outcome) \(category) \(next): \(names(short))")
        }
      }
    }
  }

  @Test("How do you know is asked three times, in your hands once")
  func knowing() {
    let steps = walk(DebriefCase(deal: deal(.lost), heard: heard(3), days: days), .long).steps
    #expect(steps.count { $0.name.rawValue.hasSuffix(" how") } == 3)
    #expect(steps.count { $0.name == .hands } == 1)
    // What has no answer has no source either.
    let known = DebriefCase(deal: deal(.lost))
    let questions = questions(known)
    var draft = DebriefDraft(.long)
    var asked: [DebriefStep.Name] = []
    while let step = questions.next(draft) {
      asked.append(step.name)
      questions.take(step.isSkippable ? nil : Self.first(step), for: step, into: &draft)
    }
    #expect(!asked.contains { $0.rawValue.hasSuffix(" how") } && !asked.contains(.hands))
    #expect(asked.contains(.why))
  }

  @Test("Only what's next, what to do differently and why it never fitted can't be skipped")
  func neverSkipped() {
    let steps = walk(DebriefCase(deal: deal(.lost), heard: heard(1)), .long) { $0.name == .next ? "let go" : nil }.steps
    #expect(steps.filter { !$0.isSkippable }.map(\.name) == [.next, .noFit, .differently])
  }

  @Test("Before a first meeting, and before a demo, what nobody could know isn't asked")
  func reach() {
    #expect(DebriefCase.Reach(stages: ["Prospecting"], hasTalked: false) == .contact)
    #expect(DebriefCase.Reach(stages: ["Prospecting"], hasTalked: true) == .talk)
    #expect(DebriefCase.Reach(stages: ["qualification"], hasTalked: false) == .talk)
    #expect(DebriefCase.Reach(stages: ["qualification", "demo"], hasTalked: true) == .offer)
    // A stage that only says how it ended says nothing of how far it got.
    #expect(DebriefCase.Reach(stages: ["Closed Lost"], hasTalked: false) == .offer)
    #expect(DebriefCase.Reach(stages: [], hasTalked: false) == .offer)
    let contact = names(walk(DebriefCase(deal: deal(.lost), reach: .contact), .long).steps)
    #expect(!contact.contains("liked") && !contact.contains("their question") && !contact.contains("retold"))
    let talk = names(walk(DebriefCase(deal: deal(.lost), reach: .talk), .long).steps)
    #expect(talk.contains("liked") && talk.contains("their question") && !talk.contains("retold"))
  }

  @Test("No reason is first for every deal, none is chosen by Enter, and a deal's own order never changes")
  func turned() throws {
    func keys(_ known: DebriefCase) throws -> [String] {
      let step = try #require(walk(known, .long).steps.first { $0.name == .category })
      guard case .keys(let keys, let standard) = step.takes else { return [] }
      #expect(standard == nil && step.isSkippable)
      #expect(Set(keys.map(\.letter)).count == keys.count)
      #expect(Set(keys.map(\.letter)).isDisjoint(with: ["s", "b", "q", "<"]))
      return keys.map(\.value)
    }
    let cases = (0..<40).map { _ in DebriefCase(deal: deal(.lost)) }
    let orders = try cases.map(keys)
    let again = try cases.map(keys)
    #expect(orders == again)
    #expect(Set(orders.compactMap(\.first)).count > 5)
    for order in orders {
      #expect(
        Set(order) == Set(Category.known.filter(\.canBeReason).map(\.rawValue) + ["other"]) && order.last == "other")
    }
  }

  @Test("The competitor is no reason: it is asked apart, of a lost deal that names none")
  func competitor() {
    func asks(_ deal: Deal) -> Bool {
      names(walk(DebriefCase(deal: deal), .long) { _ in nil }.steps).contains("competitor")
    }
    #expect(asks(deal(.lost)))
    #expect(!asks(deal(.noDecision)))
    #expect(!asks(deal(.lost, competitor: "Ledgerly")))
  }

  @Test("No decision is split in three first, unless the deal says which already")
  func noDecision() throws {
    let steps = walk(DebriefCase(deal: deal(.noDecision)), .long).steps
    let detail = try #require(steps.first { $0.name == .detail })
    guard case .keys(let keys, nil) = detail.takes else {
      Issue.record("no keys")
      return
    }
    #expect(keys.map(\.value) == NoDecision.known.map(\.rawValue))
    #expect(detail.place?.isFirst == true)
    let known = walk(DebriefCase(deal: deal(.noDecision, detail: NoDecision.known[1])), .long).steps
    #expect(!known.contains { $0.name == .detail })
  }

  @Test("Objections come from the log: those settled and those just answered aren't asked again")
  func settled() {
    let known = heard(1, .worked) + heard(1, .failed)
    let today = DebriefCase.Heard(
      objection: .fresh(), sentence: "Now.", category: Category(rawValue: "price"), result: .failed,
      resultDay: self.today)
    let steps = walk(DebriefCase(deal: deal(.lost), heard: known + [today]), .long).steps
    #expect(steps.compactMap(\.name.settledObjection) == [known[1].objection])
    let nothing = names(walk(DebriefCase(deal: deal(.lost)), .long).steps)
    #expect(nothing.contains("came up") && nothing.contains("unsaid"))
    #expect(!names(steps).contains("came up"))
  }

  @Test("Which conversation turned it is asked only of two or more")
  func turn() {
    func asks(_ days: [DebriefCase.LoggedDay]) -> Bool {
      names(walk(DebriefCase(deal: deal(.lost), days: days), .long).steps).contains("turn")
    }
    #expect(asks(days) && !asks([days[0]]) && !asks([]))
  }

  @Test("A deal won has five questions, one that wasn't real has one")
  func others() {
    let won = walk(DebriefCase(deal: deal(.won), heard: heard(2)), .long).steps
    #expect(
      won.filter { $0.place?.isFirst == true }.map(\.question) == [
        "What tipped it?", "Which objection nearly sank it?", "Which answer turned it?",
        "Which two things did they like about how you worked? How did you notice?",
        "May we name them to others? (did they say so)",
      ])
    #expect(names(walk(DebriefCase(deal: deal(.invalid)), .long).steps) == ["sooner"])
    #expect(names(walk(DebriefCase(deal: deal(.invalid), criteria: ["Pain"]), .long).steps) == ["sooner", "criterion"])
  }

  @Test("A deal that is still open is asked first how it ended")
  func open() {
    let steps = walk(DebriefCase(deal: deal(.open)), .long) { $0.name == .outcome ? "won" : nil }.steps
    #expect(names(steps).prefix(2) == ["outcome", "why"])
  }

  @Test("Enter at what's next takes the return that the cause calls for")
  func standard() {
    func draft(_ category: String, _ deal: Deal) -> DebriefDraft {
      walk(DebriefCase(deal: deal), .long) { $0.name == .category ? category : nil }.draft
    }
    let budget = draft("budget", deal(.lost))
    #expect(budget[.next] == "smaller offer" && budget[.due] == today.adding(days: 30).description)
    let gap = draft("feature gap", deal(.lost))
    #expect(gap[.next] == "condition" && gap[.condition] == "it is shipped")
    let timing = draft("timing", deal(.lost))
    #expect(timing[.next] == "date" && timing[.due] == today.adding(days: 90).description)
  }

  @Test("Going back takes the last answer, and what came by it; what a flag said stays")
  func back() {
    let questions = questions(DebriefCase(deal: deal(.lost)))
    var draft = DebriefDraft(.short)
    for _ in 0..<4 {
      guard let step = questions.next(draft) else { break }
      questions.take(step.name == .category ? "timing" : Self.first(step), for: step, into: &draft)
    }
    // Said by a flag after some were answered.
    draft.answer(.liked, "the pace", isImplied: true)
    if let step = questions.next(draft) { questions.take(Self.first(step), for: step, into: &draft) }
    #expect(draft.has(.due) && questions.next(draft) == nil)
    #expect(draft.goBack() == true)
    #expect(!draft.has(.due) && questions.next(draft)?.name == .next)
    while draft.goBack() {}
    #expect(draft[.liked] == "the pace" && questions.next(draft)?.name == .why)
  }

  @Test("What was taken back is still known, and comes back as it was with what came by it")
  func asBefore() throws {
    let questions = questions(DebriefCase(deal: deal(.lost)))
    var draft = DebriefDraft(.short)
    while let step = questions.next(draft) {
      questions.take(step.name == .category ? "timing" : Self.first(step), for: step, into: &draft)
    }
    let whole = draft
    var count = 0
    while draft.goBack() { count += 1 }
    #expect(count == 5 && draft[.why] == nil && !draft.isEmpty)
    #expect(draft.earlier(.why) == "words" && draft.earlier(.category) == "timing")
    #expect(DebriefDraft(draft.body) == draft)
    while let step = questions.next(draft) { draft.answerAsBefore(step.name) }
    #expect(draft.answers == whole.answers)
  }

  @Test("A deal that never fitted is not come back to: only to ask the buyer and to let go are offered")
  func noReturn() throws {
    var ruledOut = deal(.lost)
    ruledOut.noFit = "one person"
    let fit = FitScore(FitProfile(), deal: ruledOut, marks: [])
    let known = DebriefCase(deal: ruledOut, noReturn: NoReturn(ruledOut, fit: fit))
    let step = try #require(
      walk(known, .long) { $0.name == .next ? "ask" : nil }.steps.first { $0.name == .next })
    guard case .keys(let keys, nil) = step.takes else {
      Issue.record("no keys")
      return
    }
    #expect(keys.map(\.value) == ["ask", "let go"])
  }

  @Test("A draft is kept and read as it is, hostile words in it")
  func body() {
    var draft = DebriefDraft(.short)
    for (index, text) in HostileTexts.all.enumerated() {
      draft.answer(DebriefStep.Name(rawValue: "n\(index)"), text, isImplied: index.isMultiple(of: 2))
    }
    draft.answer(.liked, nil)
    #expect(DebriefDraft(draft.body) == draft)
    #expect(DebriefDraft("{}") == nil)
    #expect(DebriefDraft.name(of: ID<Deal>.fresh()).hasPrefix("debrief "))
  }
}
