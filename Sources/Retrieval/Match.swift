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

  /// By what it was found.
  public enum Signal: String, Sendable {
    case words
    case spelling
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
}

/// What a score means.
enum Relevance {
  /// Below it nothing is near.
  static let near = 0.26
  /// From it on it is the one meant.
  static let sure = 0.6
  /// What is less than this share as relevant as the first is left out: it would only be noise below it.
  static let tail = 0.65

  /// A coverage of one half is all that a way of saying of ordinary length can reach; see `Lexical`.
  static func of(_ score: Double) -> Double { min(1, max(0, score * 2)) }
}
