public import Domain

/// One page for a talk with the buyer after a deal was decided: how to begin, what to ask, what not to say, how to end.
/// Pure: made from the deal alone, so that nothing the rep believes leads the questions.
public struct InterviewGuide: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    /// To somebody else, by name where the deal says whom.
    case lost(to: String?)
    case noDecision
    case won
  }

  public struct Section: Equatable, Sendable {
    public let topic: Remark.Topic
    /// At most four.
    public let questions: [String]
  }

  /// Words that end a talk like this, and why.
  public struct Trap: Equatable, Sendable {
    public let say: String
    public let why: String
  }

  public let kind: Kind
  public let opening: [String]
  /// One for each side of a decision.
  public let sections: [Section]
  public let traps: [Trap]
  public let closing: [String]

  /// Nil of a deal that is open or was not a real one: nobody has decided anything.
  public init?(_ deal: Deal) {
    guard let kind = Kind(deal) else { return nil }
    self.kind = kind
    opening = Self.opening(kind)
    let product = deal.products.count == 1 ? Self.name(deal.products[0]) : nil
    sections = Remark.Topic.known.map { Section(topic: $0, questions: Self.questions($0, kind, product)) }
    traps = Self.traps(kind)
    closing = Self.closing(kind)
  }

  /// A name as it is said aloud; nil when it is too long for that, or empty.
  static func name(_ name: String) -> String? {
    let words = CleanText(name).description.split(separator: " ").joined(separator: " ")
    return words.isEmpty || words.count > 30 ? nil : words
  }

  // MARK: How it begins and ends

  private static func opening(_ kind: Kind) -> [String] {
    let first =
      switch kind {
      case .lost: "\"I'm not calling to change your mind. That's decided, and it's fine.\""
      case .noDecision: "\"I'm not calling to change your mind or to hurry you. It's fine as it is.\""
      case .won: "\"I'm not calling to sell you more. I'd like to hear how it looked from your side.\""
      }
    return [
      first, "\"Fifteen minutes on how you decided. Say it straight, please; I won't argue.\"",
      "\"I'll write it down for my team. Tell me if something should stay out of it.\"",
    ]
  }

  private static func closing(_ kind: Kind) -> [String] {
    let last =
      switch kind {
      case .lost: "\"I'll leave it there. I wish you well with it.\""
      case .noDecision: "\"I'll leave it there. If it comes up again, you know where I am.\""
      case .won: "\"I'm glad you're with us. I'll leave it there.\""
      }
    return ["\"Thank you. Hardly anybody tells me this.\"", last]
  }

  private static func traps(_ kind: Kind) -> [Trap] {
    let selling =
      switch kind {
      case .lost: Trap(say: "What if we did that now?", why: "Selling again. You promised you wouldn't.")
      case .noDecision: Trap(say: "Shall we pick it up again, then?", why: "Selling again. You promised you wouldn't.")
      case .won: Trap(say: "Then you'll like our other module.", why: "Selling again. You promised you wouldn't.")
      }
    return [
      Trap(say: "But ...", why: "Takes back your thanks. Say \"I see. Tell me more.\""),
      Trap(say: "Actually, we do have that.", why: "Arguing. You win the point and hear no more."),
      Trap(say: "That was the old version.", why: "Defending. Write it down as they say it."),
      selling,
      Trap(say: "So it was the price?", why: "Your answer, not theirs. Ask, then wait."),
    ]
  }

  // MARK: What to ask

  private static func questions(_ topic: Remark.Topic, _ kind: Kind, _ product: String?) -> [String] {
    switch topic {
    case .motive: motive(kind, product)
    case .process: process(kind)
    case .people: people(kind)
    case .criteria: criteria(kind)
    case .differences: differences(kind)
    case .us: us(kind)
    default: []
    }
  }

  private static func motive(_ kind: Kind, _ product: String?) -> [String] {
    let first = product.map { "What made you look at \($0) at all?" } ?? "What made you start looking?"
    return switch kind {
    case .lost, .won:
      [
        first, "What had to be different in a year?", "What would have happened if you'd done nothing?",
        "Who felt it most?",
      ]
    case .noDecision:
      [first, "What has become of that since?", "Who feels it most today?", "What would make it urgent?"]
    }
  }

  private static func process(_ kind: Kind) -> [String] {
    switch kind {
    case .lost(let rival):
      [
        "How did you go about it, from first call to last?", "Which step told you most?", "Where did it get slow?",
        rival.map { "When did you know it would be \($0)?" } ?? "When did you know it wouldn't be us?",
      ]
    case .noDecision:
      [
        "How far did it get?", "Where did it stop?", "What came in between?",
        "What would have had to happen next?",
      ]
    case .won:
      [
        "How did you go about it, from first call to last?", "Which step told you most?", "Where did it nearly stop?",
        "When did you know it would be us?",
      ]
    }
  }

  private static func people(_ kind: Kind) -> [String] {
    switch kind {
    case .lost:
      [
        "Who was asked, and who decided?", "Who wanted us, and who didn't?", "Whose word weighed most?",
        "What did they ask about us when I wasn't there?",
      ]
    case .noDecision:
      [
        "Who was asked, and who decided?", "Who wanted it, and who was unsure?", "Who could have said yes?",
        "What worried them most?",
      ]
    case .won:
      [
        "Who was asked, and who decided?", "Who was against it at first?", "Whose word weighed most?",
        "How did you tell the others about us?",
      ]
    }
  }

  private static func criteria(_ kind: Kind) -> [String] {
    switch kind {
    case .lost, .won:
      [
        "What did you compare us on?", "What had to be there, or it was out?", "What weighed most in the end?",
        "What counted less than you'd thought?",
      ]
    case .noDecision:
      [
        "What did you want to be sure of?", "What was missing for a yes?", "What looked like too much risk or work?",
        "What would have made it easy?",
      ]
    }
  }

  private static func differences(_ kind: Kind) -> [String] {
    switch kind {
    case .lost(let rival?):
      [
        "Why \(rival), in one sentence?", "What did they do better?", "Where were we ahead?",
        "What stopped you from taking us?",
      ]
    case .lost(nil):
      [
        "What did you choose, and why, in one sentence?", "What did they do better?", "Where were we ahead?",
        "What stopped you from taking us?",
      ]
    case .noDecision:
      [
        "What is good about the way you do it now?", "What else did you look at?",
        "If you'd had to choose, what would it have been?", "What stopped you?",
      ]
    case .won:
      [
        "Why us, in one sentence?", "Whom else did you look at?", "What did they do better?",
        "What nearly stopped you?",
      ]
    }
  }

  private static func us(_ kind: Kind) -> [String] {
    switch kind {
    case .lost, .noDecision:
      [
        "What did we do that helped?", "What did we do that got in your way?", "What should I have asked you?",
        "What could have changed it?",
      ]
    case .won:
      [
        "What did we do that helped?", "What did we do that got in your way?", "What should I have asked you?",
        "What could have turned it the other way?",
      ]
    }
  }
}

extension InterviewGuide.Kind {
  init?(_ deal: Deal) {
    switch deal.ending.outcome {
    case .lost: self = .lost(to: deal.competitor.flatMap(InterviewGuide.name))
    case .noDecision: self = .noDecision
    case .won: self = .won
    default: return nil
    }
  }
}
