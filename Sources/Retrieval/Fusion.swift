/// From hits on ways of saying to relevance of objections. Signals are fused by score, never by rank
/// (docs/decisions/0002-ranking.md).
enum Fusion {
  struct Scored {
    let objection: Int64
    /// The best way of saying it; nil for its own sentence.
    let phrasing: Int64?
    var score: Double
    /// Whether shared words, or nearness in meaning, are a reason for it.
    var hasWords = true
    var hasMeaning = false
    /// Whether it is said in exactly the words that were typed.
    var isSaid = false
  }

  /// How much the next best ways of saying an objection add to its best one: several that fit are better
  /// evidence than one.
  static let support = 0.3

  /// One for each objection, best first; equal ones in the order in which they came into the base.
  static func fuse(_ hits: [Lexical.Hit]) -> [Scored] {
    Dictionary(grouping: hits, by: \.objection).map { objection, hits in
      let ordered = hits.sorted { ($1.coverage, $0.phrasing ?? 0) < ($0.coverage, $1.phrasing ?? 0) }
      let next = ordered.dropFirst().prefix(2).map(\.coverage)
      let score = ordered[0].coverage + support * next.reduce(0, +) / 2
      return Scored(objection: objection, phrasing: ordered[0].phrasing, score: score)
    }
    .sorted { ($1.score, $0.objection) < ($0.score, $1.objection) }
  }

  /// How much the mean of all ways of saying an objection counts, against 1 for the nearest way; and how much
  /// shared words add to nearness in meaning (docs/decisions/0004-meaning.md).
  static let centroid: Float = 3
  static let words = 0.25

  /// Nearness in meaning, at most 1.
  static func meaning(best: Float, centroid mean: Float) -> Float { (best + centroid * mean) / (1 + centroid) }

  /// From this cosine on, meaning is a reason to show an objection beside the words that it shares; and from
  /// this much coverage on, words are.
  private static let telling: (meaning: Float, words: Double) = (0.35, 0.1)

  /// One for each objection whose meaning was measured, best first.
  static func fuse(_ shared: [Scored], _ meanings: [Semantic.Hit]) -> [Scored] {
    let covered = Dictionary(uniqueKeysWithValues: shared.map { ($0.objection, $0) })
    return meanings.map { hit in
      let coverage = covered[hit.objection]?.score ?? 0
      let hasWords = coverage >= telling.words
      return Scored(
        objection: hit.objection, phrasing: hit.phrasing,
        score: Double(meaning(best: hit.best, centroid: hit.centroid)) + words * coverage,
        hasWords: hasWords, hasMeaning: !hasWords || hit.best >= telling.meaning)
    }
    .sorted { ($1.score, $0.objection) < ($0.score, $1.objection) }
  }

  /// Those that are said in exactly these words come before all others, whatever else is near: what was learnt is found
  /// at once, also what no signal brought up.
  /// - Parameter said: Those, each with the way of saying it.
  static func lifted(_ scored: [Scored], said: [Int64: Int64?]) -> [Scored] {
    guard !said.isEmpty else { return scored }
    let top = scored.first?.score ?? 1
    let order = scored.map(\.objection)
    let known = Dictionary(uniqueKeysWithValues: scored.map { ($0.objection, $0) })
    let first = order.filter { said[$0] != nil } + said.keys.filter { known[$0] == nil }.sorted()
    let lifted = first.map { objection in
      Scored(
        objection: objection, phrasing: said[objection] ?? nil, score: top,
        hasMeaning: known[objection]?.hasMeaning ?? false, isSaid: true)
    }
    return lifted + scored.filter { said[$0.objection] == nil }
  }

  /// How much the plain words of an idiom count, against 1 for what was typed.
  static let idiom = 0.3

  /// The scores of what was typed and of what its idioms stand for as one, best first; none of the second, the
  /// first as they are.
  static func widened(_ scored: [[Scored]]) -> [Scored] {
    guard scored.count > 1 else { return scored.first ?? [] }
    return Dictionary(grouping: scored[0].map { ($0, 1.0) } + scored[1].map { ($0, idiom) }, by: \.0.objection)
      .map { objection, parts in
        let best = parts.max { $0.0.score * $0.1 < $1.0.score * $1.1 }?.0
        return Scored(
          objection: objection, phrasing: best?.phrasing,
          score: parts.reduce(0) { $0 + $1.0.score * $1.1 },
          hasWords: parts.contains(where: \.0.hasWords), hasMeaning: parts.contains(where: \.0.hasMeaning))
      }
      .sorted { ($1.score, $0.objection) < ($0.score, $1.objection) }
  }
}
