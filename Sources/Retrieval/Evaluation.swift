public import Domain
import Foundation
public import Storage

/// How well a base finds what was meant, over questions whose answers are known.
public struct Evaluation: Sendable {
  /// A query, and the objections that it may mean; none for what means nothing here.
  public struct Question: Sendable {
    public let query: String
    public let meant: Set<ID<Objection>>

    public init(query: String, meant: Set<ID<Objection>>) {
      self.query = query
      self.meant = meant
    }
  }

  /// The queries whose first objection was given a relevance within a tenth.
  public struct Tenth: Sendable {
    public let queries: Int
    /// The mean of that relevance, and the share of these queries that the first objection was right for; 0...1.
    public let relevance: Double
    public let right: Double
  }

  public let queries: Int
  public let inScope: Int
  /// Share of in-scope queries whose objection comes first, among the first three, and among the first five; 0...1.
  public let successAt1: Double
  public let successAt3: Double
  public let successAt5: Double
  /// Mean of 1 over the place among the first ten, 0 when it isn't there.
  public let mrrAt10: Double
  /// Share of the queries that mean nothing here, and of those that do, for which nothing was shown; nil
  /// when there are none of them.
  public let noneUnanswered: Double?
  public let inScopeUnanswered: Double?
  /// How well the first relevance tells queries in scope from the others; nil without both.
  public let auroc: Double?
  /// Whether a relevance is what it says: where it is given as 0.7, seven of ten should be right. Lowest first; tenths
  /// without a query are left out.
  public let reliability: [Tenth]
  /// Whether meaning had a say.
  public let hasMeaning: Bool
  /// Of one search, in milliseconds.
  public let p50: Double
  public let p95: Double

  /// A base in which every name is an objection known by its phrasings; the first one is its sentence.
  public static func base(at path: String, phrasings: [(name: String, text: String)]) throws -> Base {
    let base = try Base(at: path)
    try base.edit(.imported, subject: "evaluation") { edit in
      var seen: Set<String> = []
      for (name, text) in phrasings {
        let id = objection(name)
        if seen.insert(name).inserted {
          try edit.save(Objection(id: id, sentence: text, category: Category(rawValue: "other")))
        } else {
          try edit.save(Phrasing(objection: id, source: .written, text: text))
        }
      }
    }
    try base.catchUp()
    return base
  }

  /// What an objection of ``base(at:phrasings:)`` is known by.
  public static func objection(_ name: String) -> ID<Objection> { ID(named: name, kind: "objection") }

  /// - Parameters:
  ///   - semantic: The meaning signal; nil to search by words alone.
  ///   - idioms: What also stands for plain words.
  public init(
    of base: Base, with questions: [Question], on day: Day, semantic: Semantic? = nil, idioms: Idioms = Idioms()
  ) throws {
    var places: [Int?] = []
    var scores: [(relevance: Double, isNear: Bool, isInScope: Bool)] = []
    var times: [Double] = []
    var tenths: [Int: [(relevance: Double, isRight: Bool)]] = [:]
    let clock = ContinuousClock()
    try base.read { reader in
      let search = try Search(reader, on: day, semantic: semantic, idioms: idioms)
      for question in questions {
        let start = clock.now
        let order = try search.order(question.query)
        times.append((clock.now - start) / .milliseconds(1))
        scores.append((order.relevance, order.isNear, !question.meant.isEmpty))
        let isRight = order.objections.first.map(question.meant.contains) ?? false
        tenths[min(9, Int(order.relevance * 10)), default: []].append((order.relevance, isRight))
        if question.meant.isEmpty { continue }
        places.append(order.objections.firstIndex(where: question.meant.contains))
      }
    }
    queries = questions.count
    hasMeaning = semantic != nil
    inScope = places.count
    let known = Double(max(1, places.count))
    successAt1 = Double(places.count { $0 == 0 }) / known
    successAt3 = Double(places.count { ($0 ?? 10) < 3 }) / known
    successAt5 = Double(places.count { ($0 ?? 10) < 5 }) / known
    mrrAt10 = places.reduce(0) { $0 + ($1.map { 1 / Double($0 + 1) } ?? 0) } / known
    noneUnanswered = Self.unanswered(scores.filter { !$0.isInScope })
    inScopeUnanswered = Self.unanswered(scores.filter(\.isInScope))
    auroc = Self.auroc(scores)
    reliability = tenths.sorted { $0.key < $1.key }.map { _, answers in
      let count = Double(answers.count)
      return Tenth(
        queries: answers.count, relevance: answers.reduce(0) { $0 + $1.relevance } / count,
        right: Double(answers.count(where: \.isRight)) / count)
    }
    let sorted = times.sorted()
    p50 = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    p95 = sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
  }

  private static func unanswered(_ scores: [(relevance: Double, isNear: Bool, isInScope: Bool)]) -> Double? {
    scores.isEmpty ? nil : Double(scores.count { !$0.isNear }) / Double(scores.count)
  }

  /// The chance that a query in scope scores above one that isn't, equal scores counting half (Mann-Whitney).
  private static func auroc(_ scores: [(relevance: Double, isNear: Bool, isInScope: Bool)]) -> Double? {
    let inside = scores.count(where: \.isInScope)
    let outside = scores.count - inside
    guard inside > 0, outside > 0 else { return nil }
    let sorted = scores.sorted { $0.relevance < $1.relevance }
    var wins = 0.0
    var below = 0
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end].relevance == sorted[start].relevance { end += 1 }
      let equal = sorted[start..<end]
      let outsideHere = equal.count { !$0.isInScope }
      wins += Double(equal.count(where: \.isInScope)) * (Double(below) + Double(outsideHere) / 2)
      below += outsideHere
      start = end
    }
    return wins / (Double(inside) * Double(outside))
  }
}
