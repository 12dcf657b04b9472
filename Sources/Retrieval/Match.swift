public import Domain

/// An objection found for what was typed, with its answers in the order that they have earned.
public struct Match: Sendable {
  public let objection: Objection
  /// How often it was met.
  public let met: Int
  /// How surely it is the one that was raised, 0...1; never rises down a list.
  public let relevance: Double
  /// The way of saying it that fitted best.
  public let phrasing: String
  public let by: [Signal]
  public let answers: [Answer]

  public init(
    objection: Objection, met: Int, relevance: Double, phrasing: String, by: [Signal], answers: [Answer]
  ) {
    self.objection = objection
    self.met = met
    self.relevance = relevance
    self.phrasing = phrasing
    self.by = by
    self.answers = answers
  }

  /// The answers that may be offered by themselves: allowed, not failing, and not known to backfire.
  public var offered: [Answer] {
    answers.filter { $0.response.ban == nil && $0.standing != .avoid && $0.response.caution == nil }
  }

  /// By what it was found.
  public enum Signal: String, Sendable {
    case words
    case spelling
    case meaning
  }
}

/// What a search found.
public struct Found: Sendable {
  public let query: Query
  /// What the words were read as, when a slip was repaired.
  public let readAs: String?
  /// Whether the first match is surely the one meant; false when these are only the nearest.
  public let sure: Bool
  public let notices: [Query.Notice]
  public let matches: [Match]
  /// Whether there is anything to find in the base at all.
  public let isBaseEmpty: Bool
  public let meaning: Meaning

  /// Whether meaning had a say in it.
  public var hasMeaning: Bool {
    switch meaning {
    case .used: true
    case .partly(let embedded, _): embedded > 0
    case .missing, .off: false
    }
  }

  /// What part meaning had in it.
  public enum Meaning: Equatable, Sendable {
    case used
    /// Some ways of saying have no vector yet.
    case partly(embedded: Int, of: Int)
    /// The model isn't there.
    case missing
    /// It was not asked for, or had nothing to go on.
    case off
  }
}
