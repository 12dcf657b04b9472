public import Domain
public import Retrieval

/// The objections that some words may mean, closest first: what is offered before a new one is made.
public struct KnownWords: Sendable {
  public let found: Found
  /// The most that are offered.
  public static let offered = 3

  public init(_ words: String, in search: Search, context: Context = Context()) throws {
    found = try search.find(words, in: context, limit: Self.offered)
  }

  public var matches: [Match] { found.matches }
  /// Surely the one: taken without asking which.
  public var isSure: Bool { found.sure }
  /// The one that they surely mean; nil when there is none.
  public var certain: Match? { isSure ? matches.first : nil }
  /// The words as they are learnt: with slips repaired, as they stand when there were none.
  public var learnt: String? { found.readAs }

  /// Several objections of one call, parted by semicolons.
  public static func parts(of line: String) -> [String] {
    line.split(separator: ";").compactMap { String($0).trimmedOrNil }
  }
}
