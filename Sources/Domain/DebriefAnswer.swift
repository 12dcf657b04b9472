/// One answer of a rep's own autopsy of a deal. Answers are only added, and are for the rep's own eyes until they are
/// handed over. What was skipped has no answer.
public struct DebriefAnswer: Equatable, Sendable {
  public var id: ID<DebriefAnswer>
  public var deal: ID<Deal>
  public var question: Question
  public var day: Day?
  /// In the rep's words.
  public var words: String?
  /// Where the question wants one of a few answers: which.
  public var choice: Choice?
  public var knowing: Knowing?
  /// The objection, answer or call that the question is about, or that is the answer to it.
  public var objection: ID<Objection>?
  public var response: ID<Response>?
  public var encounter: ID<Encounter>?

  public init(
    id: ID<DebriefAnswer> = .fresh(), deal: ID<Deal>, question: Question, day: Day? = nil, words: String? = nil,
    choice: Choice? = nil, knowing: Knowing? = nil, objection: ID<Objection>? = nil, response: ID<Response>? = nil,
    encounter: ID<Encounter>? = nil
  ) {
    self.id = id
    self.deal = deal
    self.question = question
    self.day = day
    self.words = words
    self.choice = choice
    self.knowing = knowing
    self.objection = objection
    self.response = response
    self.encounter = encounter
  }

  /// What was asked.
  public struct Question: Word {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// What they liked about how we worked.
    public static let liked = Question(rawValue: "liked")
    /// Whether an objection was settled by the end; of one that nobody logged, that it came up.
    public static let settled = Question(rawValue: "settled")
    /// The objection that was never said aloud.
    public static let unsaid = Question(rawValue: "unsaid")
    /// What they needed most, in their words.
    public static let need = Question(rawValue: "need")
    /// The call or meeting that turned it.
    public static let turn = Question(rawValue: "turn")
    /// Whether they could have told their boss what they would gain.
    public static let retold = Question(rawValue: "retold")
    /// The question of theirs that told most, and what was answered.
    public static let theirQuestion = Question(rawValue: "their question")
    /// How the decision was asked for; ``Choice/never`` is a finding.
    public static let asked = Question(rawValue: "asked")
    /// What both agreed on, and who else would buy for that reason.
    public static let agreed = Question(rawValue: "agreed")
    /// What comes next with them.
    public static let next = Question(rawValue: "next")
    /// The one thing to do differently, in the rep's hands.
    public static let differently = Question(rawValue: "differently")
    /// Of a deal that was won: the objection that nearly sank it, the answer that turned it, whether we may name them.
    public static let nearlySank = Question(rawValue: "nearly sank")
    public static let turned = Question(rawValue: "turned")
    public static let mayName = Question(rawValue: "may name")
    /// Of a deal that wasn't one: what should have told us sooner.
    public static let sooner = Question(rawValue: "sooner")

    public static let known: [Question] = [
      .liked, .settled, .unsaid, .need, .turn, .retold, .theirQuestion, .asked, .agreed, .next, .differently,
      .nearlySank, .turned, .mayName, .sooner,
    ]
  }

  /// One of a few answers.
  public struct Choice: Word {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let yes = Choice(rawValue: "yes")
    public static let partly = Choice(rawValue: "partly")
    public static let no = Choice(rawValue: "no")
    /// The decision was never asked for.
    public static let never = Choice(rawValue: "never")
    /// What comes next: back on a date, when something happens, with a smaller offer, ask the buyer, let go.
    public static let date = Choice(rawValue: "date")
    public static let condition = Choice(rawValue: "condition")
    public static let smallerOffer = Choice(rawValue: "smaller offer")
    public static let ask = Choice(rawValue: "ask")
    public static let letGo = Choice(rawValue: "let go")

    public static let known: [Choice] = [.yes, .partly, .no, .never, .date, .condition, .smallerOffer, .ask, .letGo]
  }
}
