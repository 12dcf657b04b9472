/// From hits on ways of saying to relevance of objections. Signals are fused by score, never by rank
/// (docs/decisions/0002-ranking.md).
enum Fusion {
  struct Scored {
    let objection: Int64
    /// The best way of saying it; nil for its own sentence.
    let phrasing: Int64?
    let score: Double
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
}
