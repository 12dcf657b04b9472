public import Domain
import Foundation
public import Storage

/// How well a base finds its own objections: each way of saying one is taken out in turn and looked for. What
/// isn't found then would not have been found when a prospect said it for the first time.
public struct Rehearsal: Sendable {
  /// What came of the ways of saying of one category, or of all.
  public struct Tally: Sendable {
    public var ways = 0
    /// How many found their own objection first, and how many among the first three.
    public var first = 0
    public var amongThree = 0
  }

  /// A way of saying that found another objection first.
  public struct Miss: Sendable {
    public let said: String
    public let meant: Objection
    public let found: Objection
  }

  public let byCategory: [(category: Domain.Category, tally: Tally)]
  public let all: Tally
  public let misses: [Miss]
  /// Whether meaning had a say.
  public let hasMeaning: Bool

  /// - Parameters:
  ///   - semantic: The meaning signal, with vectors of all that the base holds; nil for words alone.
  ///   - progress: Called after each way of saying.
  /// - Throws: ``StorageError``.
  public init(of base: Base, semantic: Semantic? = nil, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) throws
  {
    var tallies: [Domain.Category: Tally] = [:]
    var misses: [Miss] = []
    hasMeaning = try base.read { reader in
      let index = try semantic?.wholeIndex(of: reader)
      let trials = try Trials(reader, index)
      let known = try trials.objections(in: reader)
      for (number, way) in trials.ways.enumerated() where trials.hasOthers(than: way) {
        progress(number + 1, trials.ways.count)
        guard let meant = known[way.objection] else { continue }
        let order = try trials.order(leavingOut: way)
        tallies[meant.category, default: Tally()].add(order.firstIndex { $0.objection == way.objection })
        if let first = order.first?.objection, first != way.objection, let found = known[first] {
          misses.append(Miss(said: way.text, meant: meant, found: found))
        }
      }
      return index != nil
    }
    byCategory = tallies.map { ($0, $1) }.sorted { $0.category.rawValue < $1.category.rawValue }
    all = tallies.values.reduce(into: Tally()) { $0.add($1) }
    self.misses = misses
  }
}

extension Rehearsal.Tally {
  fileprivate mutating func add(_ place: Int?) {
    ways += 1
    if place == 0 { first += 1 }
    if let place, place < 3 { amongThree += 1 }
  }

  fileprivate mutating func add(_ other: Self) {
    ways += other.ways
    first += other.first
    amongThree += other.amongThree
  }
}
