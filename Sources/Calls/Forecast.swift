public import Domain
import Foundation
public import Retrieval

/// Which objections a call will probably bring, by how many cases like it brought them. Pure.
public struct Forecast: Equatable, Sendable {
  /// What the counts rest on.
  public struct Basis: Equatable, Sendable {
    /// What the cases have in common with the call; empty when they are all there are.
    public let common: Context
    public let cases: Int

    public init(common: Context, cases: Int) {
      self.common = common
      self.cases = cases
    }
  }

  public struct Likely: Equatable, Sendable {
    public let objection: ID<Objection>
    /// In so many of the basis' cases it came up.
    public let cases: Int
    /// How probable it is, for the order alone.
    let weight: Double
  }

  /// Nil with too few cases of any kind to say anything.
  public let basis: Basis?
  /// The likeliest first.
  public let likely: [Likely]

  /// Fewer cases say nothing.
  public static let fewest = 5
  /// How many cases' worth the share among all cases counts beside that among those like the call.
  private static let pull = 4.0
  /// What an objection of this deal that was never settled gains: it comes again more often than not.
  private static let unsettled = 0.5

  /// - Parameters:
  ///   - heard: All that was heard, but what this deal itself said.
  ///   - context: The call.
  ///   - open: What this deal said and nobody settled.
  public init(_ heard: [Heard], for context: Context, open: Set<ID<Objection>> = []) {
    let all = Self.cases(heard)
    guard all.count >= Self.fewest else {
      basis = nil
      likely = open.sorted { $0.uuid.uuidString < $1.uuid.uuidString }.map {
        Likely(objection: $0, cases: 0, weight: 1)
      }
      return
    }
    let (common, like) = Self.narrowest(heard, context) ?? (Context(), all)
    let everywhere = Self.counts(all)
    let here = Self.counts(like)
    basis = Basis(common: common, cases: like.count)
    likely = Set(everywhere.keys).union(open).map { objection in
      let share = Double(everywhere[objection] ?? 0) / Double(all.count)
      let cases = here[objection] ?? 0
      let weight = (Double(cases) + Self.pull * share) / (Double(like.count) + Self.pull)
      return Likely(
        objection: objection, cases: cases, weight: weight + (open.contains(objection) ? Self.unsettled : 0))
    }.sorted { ($1.weight, $0.objection.uuid.uuidString) < ($0.weight, $1.objection.uuid.uuidString) }
  }

  private typealias Cases = [UUID: Set<ID<Objection>>]

  private static func cases(_ heard: some Sequence<Heard>) -> Cases {
    heard.reduce(into: [:]) { $0[$1.place, default: []].insert($1.objection) }
  }

  private static func counts(_ cases: Cases) -> [ID<Objection>: Int] {
    cases.values.joined().reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// The cases that share as much with the call as at least `fewest` cases do: role, stage and industry first, then
  /// two of them, then one, the rival by itself before the trade.
  private static func narrowest(_ heard: [Heard], _ context: Context) -> (Context, Cases)? {
    let (role, stage) = (context.role, context.stage)
    let (industry, rival) = (context.industry, context.competitor)
    let ladder = [
      (Context(industry: industry, role: role, stage: stage), 3), (Context(role: role, stage: stage), 2),
      (Context(industry: industry, role: role), 2), (Context(industry: industry, stage: stage), 2),
      (Context(role: role), 1), (Context(stage: stage), 1), (Context(competitor: rival), 1),
      (Context(industry: industry), 1),
    ]
    let byContext = Dictionary(grouping: heard, by: \.context)
    // A step counts when the call says all of it.
    for (common, fields) in ladder where common.given.count == fields {
      let like = cases(byContext.filter { common.share(matchedBy: $0.key) == 1 }.values.joined())
      if like.count >= fewest { return (common, like) }
    }
    return nil
  }
}
