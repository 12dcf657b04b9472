import Domain

/// What stages and states of a CRM mean for how a deal ended.
struct StageReading {
  /// By the folded name, as somebody said.
  let said: [String: Outcome]

  private static let won: Set<String> = [
    "won", "closedwon", "closed won", "deal won", "won deal", "gewonnen", "gagne", "gagnee", "ganado", "ganada",
  ]
  private static let lost: Set<String> = [
    "lost", "closedlost", "closed lost", "deal lost", "lost deal", "verloren", "perdu", "perdue", "perdido", "perdida",
  ]
  private static let other: [String: Outcome] = [
    "no decision": .noDecision, "closed no decision": .noDecision, "invalid": .invalid, "deleted": .invalid,
  ]

  /// Nil for a stage that a deal goes on from. Numbers before a stage's name only put it in order.
  func outcome(of stage: String) -> Outcome? {
    let folded = Folding.fold(stage)
    if let outcome = said[folded] { return outcome }
    let name = folded.split(separator: " ").drop { $0.allSatisfy(\.isNumber) }.joined(separator: " ")
    if Self.won.contains(name) { return .won }
    if Self.lost.contains(name) { return .lost }
    return Self.other[name]
  }

  /// Whether a stage sounds like an end without saying which.
  func isUnclear(_ stage: String) -> Bool {
    let words = Folding.words(stage)
    return outcome(of: stage) == nil && !words.isEmpty
      && !Set(words).isDisjoint(with: ["closed", "won", "lost", "disqualified", "dead", "abandoned"])
  }
}
