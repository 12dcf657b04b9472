import Domain
import Learning
import TestBase
import Testing

@Suite("The guide for a talk with the buyer, and the thank-you that asks for it")
struct InterviewGuideTests {
  static func deal(
    _ outcome: Outcome, against rival: String? = nil, products: [String] = [], name: String = "Globex"
  ) -> Deal {
    Deal(name: name, products: products, competitor: rival, ending: Deal.Ending(outcome: outcome))
  }

  private static func questions(of guide: InterviewGuide) -> [String] { guide.sections.flatMap(\.questions) }

  static let decided: [Deal] = [
    deal(.lost, against: "Ledgerly", products: ["Close"]), deal(.lost), deal(.noDecision, against: "Ledgerly"),
    deal(.won, products: ["Close", "Pay"]),
  ]

  @Test("asks about all six sides of the decision, at most four questions each", arguments: decided)
  func topics(_ deal: Deal) throws {
    let guide = try #require(InterviewGuide(deal))
    #expect(guide.sections.map(\.topic) == Remark.Topic.known)
    for section in guide.sections { #expect((1...4).contains(section.questions.count), "\(section.topic)") }
    let all = Self.questions(of: guide)
    #expect(Set(all).count == all.count)
  }

  @Test("Its questions are short and open, can be said in a breath, and argue nothing", arguments: decided)
  func sayable(_ deal: Deal) throws {
    for question in try Self.questions(of: #require(InterviewGuide(deal))) {
      #expect(question.hasSuffix("?") && question.count { $0 == "?" } == 1, "\(question)")
      #expect(!question.hasPrefix("Why didn't") && question.split(separator: " ").count <= 13, "\(question)")
      let words = Folding.words(question)
      #expect(Set(["what", "who", "whom", "whose", "which", "where", "when", "why", "how", "if"]).contains(words[0]))
      #expect(Set(words).isDisjoint(with: ["but", "however", "actually"]), "\(question)")
      // Nobody is told what they should have done; what we should have is theirs to say.
      #expect(!words.contains("should") || question == "What should I have asked you?", "\(question)")
    }
  }

  @Test("A lost deal's guide asks why the rival, what stopped them, and what could have changed it")
  func lost() throws {
    let guide = try #require(InterviewGuide(Self.deal(.lost, against: "Ledgerly")))
    let asked = Self.questions(of: guide).joined(separator: " ")
    #expect(guide.opening[0].contains("not calling to change your mind"))
    #expect(asked.contains("Why Ledgerly, in one sentence?") && asked.contains("What stopped you"))
    #expect(asked.contains("What could have changed it?"))
    let nobody = try #require(InterviewGuide(Self.deal(.lost)))
    #expect(Self.questions(of: nobody).contains { $0.hasPrefix("What did you choose, and why") })
  }

  @Test(
    "Without a decision nobody is asked why they chose another, and a buyer who took us isn't asked what stopped them")
  func others() throws {
    let undecided = try #require(InterviewGuide(Self.deal(.noDecision, against: "Ledgerly")))
    #expect(!Self.questions(of: undecided).contains { $0.contains("Ledgerly") || $0.contains("did you choose") })
    let won = try #require(InterviewGuide(Self.deal(.won)))
    #expect(Self.questions(of: won).contains("Why us, in one sentence?"))
    #expect(!Self.questions(of: won).contains("What stopped you?"))
    #expect(won.opening[0].contains("not calling to sell"))
  }

  @Test("It names what ends such a talk: but, arguing, defending, selling again", arguments: decided)
  func traps(_ deal: Deal) throws {
    let traps = try #require(InterviewGuide(deal)).traps
    #expect(traps.first?.say == "But ...")
    for word in ["Arguing", "Defending", "Selling again"] { #expect(traps.contains { $0.why.contains(word) }) }
  }

  @Test("A name that nobody could say aloud is left out", arguments: [" ", String(repeating: "Ledgerly ", count: 20)])
  func names(_ rival: String) throws {
    #expect(InterviewGuide(Self.deal(.lost, against: rival, products: [rival])) == InterviewGuide(Self.deal(.lost)))
  }

  @Test("An open deal and one that was not real have no guide and no message", arguments: [Outcome.open, .invalid])
  func none(_ outcome: Outcome) {
    #expect(InterviewGuide(Self.deal(outcome)) == nil)
    #expect(InterviewMessage(Self.deal(outcome)) == nil)
  }

  // MARK: The message

  @Test("The message has four lines, thanks first, asks for 15 minutes, and wants no answer", arguments: decided)
  func message(_ deal: Deal) throws {
    for person in [nil, "Dana Whitfield", "", "Ann\nLee", "[name]"] {
      for rep in [nil, "Ana", " "] {
        let message = try #require(InterviewMessage(deal, to: person, from: rep))
        #expect(message.lines.count == 4 && message.text.split(separator: "\n").count == 4)
        #expect(message.lines[0].hasPrefix("Hello") && message.lines[0].contains("thank you for"))
        #expect(message.text.contains("15 minutes") && message.lines[3].contains("no need to answer"))
        #expect(message.lines.allSatisfy { $0.count <= 80 && !$0.hasSuffix(" ") && !$0.contains("{") })
        #expect(person == "[name]" || !message.text.contains("["))
        #expect(!message.text.contains("  ") && !message.text.contains(" ,") && !message.text.contains("Hello ,"))
      }
    }
  }

  @Test("It changes nobody's mind, and sells a buyer nothing more")
  func variants() throws {
    let lost = try #require(InterviewMessage(Self.deal(.lost, against: "Ledgerly"), to: "Dana Whitfield", from: "Ana"))
    #expect(lost.lines[0] == "Hello Dana, thank you for the time you gave us.")
    #expect(lost.lines[1] == "I wish you well with Ledgerly. This is not to change your mind.")
    #expect(lost.lines[3].hasSuffix("the thanks stands by itself. Ana"))
    let undecided = try #require(InterviewMessage(Self.deal(.noDecision, against: "Ledgerly")))
    #expect(undecided.text.contains("not to change your mind") && !undecided.text.contains("Ledgerly"))
    let won = try #require(InterviewMessage(Self.deal(.won)))
    #expect(won.text.contains("for choosing us") && won.text.contains("not to sell you more"))
  }

  @Test(
    "Whoever has a title is called by their whole name",
    arguments: [("Dr. Whitfield", "Dr. Whitfield"), ("Ms Lee", "Ms Lee"), ("Whitfield, Dana", "Whitfield, Dana")])
  func titles(_ name: String, _ called: String) throws {
    #expect(try #require(InterviewMessage(Self.deal(.lost), to: name)).lines[0].hasPrefix("Hello \(called), thank"))
  }
}
