public import Domain
import Foundation

/// One thing that a debrief asks, and how it is answered.
public struct DebriefStep: Equatable, Sendable {
  public let name: Name
  /// The question that it belongs to, of so many: `4 of 9`. Nil for what is asked beside them.
  public internal(set) var place: Place?
  public let question: String
  public let takes: Takes
  /// A word on how it is asked, said under it.
  public let hint: String?
  /// Whether Enter leaves it without an answer.
  public let isSkippable: Bool

  public struct Place: Equatable, Sendable {
    public let number: Int
    public let count: Int
    /// Whether the question begins here.
    public let isFirst: Bool
  }

  public enum Takes: Equatable, Sendable {
    case words
    /// Words, or a lone `n` for never.
    case wordsOrNever
    /// A line that names a day; an empty one is this day.
    case day(Day)
    /// One of some keys; Enter is `standard`, where there is one.
    case keys([Key], standard: Key?)
  }

  /// One of a few answers.
  public struct Key: Equatable, Sendable {
    public let letter: String
    public let label: String
    /// What it stands for.
    public let value: String

    init(_ letter: String, _ label: String, _ value: String) {
      self.letter = letter
      self.label = label
      self.value = value
    }
  }

  init(_ name: Name, _ question: String, _ takes: Takes = .words, isSkippable: Bool = true, hint: String? = nil) {
    self.name = name
    self.question = question
    self.takes = takes
    self.isSkippable = isSkippable
    self.hint = hint
  }

  /// What an answer is kept under.
  public struct Name: RawRepresentable, Hashable, Codable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// How it ended, of a deal that is still open, and of one without a decision, why.
    public static let outcome = Name(rawValue: "outcome")
    public static let detail = Name(rawValue: "detail")
    public static let liked = Name(rawValue: "liked")
    /// What pushed back, where nothing was logged.
    public static let cameUp = Name(rawValue: "came up")
    public static let unsaid = Name(rawValue: "unsaid")
    public static let need = Name(rawValue: "need")
    public static let needHow = Name(rawValue: "need how")
    public static let category = Name(rawValue: "category")
    public static let competitor = Name(rawValue: "competitor")
    public static let why = Name(rawValue: "why")
    public static let whyHow = Name(rawValue: "why how")
    public static let hands = Name(rawValue: "hands")
    public static let turn = Name(rawValue: "turn")
    public static let retold = Name(rawValue: "retold")
    public static let retoldBecause = Name(rawValue: "retold because")
    public static let retoldHow = Name(rawValue: "retold how")
    public static let theirQuestion = Name(rawValue: "their question")
    public static let asked = Name(rawValue: "asked")
    public static let agreed = Name(rawValue: "agreed")
    public static let next = Name(rawValue: "next")
    public static let due = Name(rawValue: "due")
    public static let condition = Name(rawValue: "condition")
    public static let offer = Name(rawValue: "offer")
    public static let criterion = Name(rawValue: "criterion")
    public static let noFit = Name(rawValue: "no fit")
    public static let differently = Name(rawValue: "differently")
    public static let nearlySank = Name(rawValue: "nearly sank")
    public static let turned = Name(rawValue: "turned")
    public static let mayName = Name(rawValue: "may name")
    public static let sooner = Name(rawValue: "sooner")

    private static let settled = "settled "

    /// Whether this objection was settled by the end.
    public static func settled(_ objection: ID<Objection>) -> Name {
      Name(rawValue: settled + objection.uuid.uuidString.lowercased())
    }

    package var settledObjection: ID<Objection>? {
      guard rawValue.hasPrefix(Self.settled) else { return nil }
      return UUID(uuidString: String(rawValue.dropFirst(Self.settled.count))).map { ID($0) }
    }

    /// What a row that is kept has answered.
    init?(answering answer: DebriefAnswer) {
      switch answer.question {
      case .settled: self = answer.objection.map(Name.settled) ?? .cameUp
      default:
        let same: [DebriefAnswer.Question] = [
          .liked, .unsaid, .need, .turn, .retold, .theirQuestion, .asked, .agreed, .next, .differently, .nearlySank,
          .turned, .mayName, .sooner,
        ]
        guard same.contains(answer.question) else { return nil }
        self.init(rawValue: answer.question.rawValue)
      }
    }
  }
}
