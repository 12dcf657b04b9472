import Domain
import Learning
import TestBase
import Testing

@Suite("Drafts of follow-up messages")
struct FollowUpDraftTests {
  private static let empty = [
    "just checking in", "checking in", "touching base", "touch base", "circling back", "circle back", "following up",
    "hope this finds you", "any update", "bump",
  ]

  /// Every combination of what may be known, with short words and with far too long ones.
  private static var all: [(FollowUpDraft.Facts, step: Int)] {
    let long = String(repeating: "the quarter that the board wanted to see first ", count: 6)
    let texts: [String?] = [nil, "no budget until April", long, "{peer} said so"]
    var all: [(FollowUpDraft.Facts, step: Int)] = []
    for kind in FollowUp.Kind.known {
      for cause in Revisit.Cause.allCases {
        for event in texts {
          for objection in texts {
            for isFull in [true, false] {
              let facts = FollowUpDraft.Facts(
                kind: kind, cause: cause, event: event, due: isFull ? Day(number: 20_000) : nil,
                offer: isFull ? objection : nil, objection: objection, person: isFull ? "Dana Scully" : nil,
                competitor: isFull ? "Ledgerly" : nil, rep: isFull ? "Ana" : nil)
              all += (1...3).map { (facts, $0) }
            }
          }
        }
      }
    }
    return all
  }

  @Test("none says nothing, holds an empty slot or is long")
  func tidy() {
    for (facts, step) in Self.all {
      let text = FollowUpDraft(facts, step: step).text
      for phrase in Self.empty { #expect(!text.lowercased().contains(phrase)) }
      #expect(!text.contains { "{}[]".contains($0) })
      #expect(text.split(whereSeparator: \.isWhitespace).count <= FollowUpDraft.most)
      let whole = text.replacing(" ...", with: "")
      #expect(!whole.contains("  ") && !whole.contains(".."))
      #expect(!text.contains("nil") && !text.contains("Optional"))
    }
  }

  @Test("the first two end in one question, the goodbye in none")
  func ending() {
    for (facts, step) in Self.all {
      let text = FollowUpDraft(facts, step: step).text
      #expect(text.count { $0 == "?" } == (step == 3 ? 0 : 1))
      let last = text.split(separator: "\n").last { $0 != "Ana" }
      #expect(last?.hasSuffix(step == 3 ? "." : "?") == true)
      #expect(text.hasSuffix("Ana") == (facts.rep != nil))
      #expect(text.hasPrefix(facts.person == nil ? "Hi,\n" : "Hi Dana,\n"))
    }
  }

  @Test("led by what happened, then by what stood in the way, in their words")
  func event() {
    let facts = FollowUpDraft.Facts(
      kind: .condition, cause: .gap, event: "SSO shipped.", objection: "you don't do single sign-on", person: "Dana",
      rep: "Ana")
    #expect(
      FollowUpDraft(facts, step: 1).text == """
        Hi Dana,

        One thing has changed since we last spoke: SSO shipped.

        What stood in the way then: "you don't do single sign-on"

        Does that change anything for you?

        Ana
        """)
    #expect(FollowUpDraft(facts, step: 2).text.contains("in one line: SSO shipped."))
    #expect(FollowUpDraft(facts, step: 3).text.contains("What I wrote stays true: SSO shipped."))
    #expect(FollowUpDraft(facts, step: 9) == FollowUpDraft(facts, step: 3))
  }

  @Test("led by the smaller offer, by the day that was set, or by the rival's renewal")
  func others() {
    func first(_ facts: FollowUpDraft.Facts) -> String {
      String(FollowUpDraft(facts, step: 1).text.split(separator: "\n")[1])
    }
    #expect(
      first(.init(kind: .smallerOffer, cause: .budget, offer: "ten seats"))
        == "There is a smaller way to begin than the one we talked about: ten seats.")
    #expect(
      first(.init(kind: .smallerOffer, cause: .budget))
        == "There is a smaller way to begin than the one we talked about.")
    #expect(
      first(.init(kind: .date, cause: .timing, due: Day("2027-02-01")))
        == "I had noted 1 February to come back to you: it wasn't the time then.")
    #expect(
      first(.init(kind: .date, cause: .rival, competitor: "Ledgerly"))
        == "If your year with Ledgerly is coming to its end, comparing costs you nothing now.")
  }

  @Test("what happened after a note went out leads the next, whichever it is; else the next recalls the note")
  func news() {
    var facts = FollowUpDraft.Facts(kind: .condition, cause: .gap, event: "SSO shipped", isNews: true)
    for step in 2...3 { #expect(FollowUpDraft(facts, step: step) == FollowUpDraft(facts, step: 1)) }
    facts.event = nil
    #expect(FollowUpDraft(facts, step: 2).text.contains("My last note in one line"))
  }

  @Test("no day is named that nobody named, and nothing is made up in its place")
  func unnamedDay() {
    for cause in Revisit.Cause.allCases {
      let text = FollowUpDraft(.init(kind: .date, cause: cause), step: 1).text
      #expect(!text.contains("noted") && !text.contains("Some time has passed"))
    }
  }

  @Test("whatever others wrote stays on its line and controls nothing")
  func hostile() {
    for text in HostileTexts.all {
      let facts = FollowUpDraft.Facts(
        kind: .smallerOffer, cause: .budget, event: text, offer: text, objection: text, person: text, rep: text)
      for step in 1...3 {
        let draft = FollowUpDraft(facts, step: step).text
        #expect(!draft.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
        #expect(draft.split(separator: "\n").count <= 6)
      }
    }
  }
}
