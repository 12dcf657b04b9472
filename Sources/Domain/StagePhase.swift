/// How far a deal is, by the name of its stage. Stages have a team's own names; these words stand in most of them.
public enum StagePhase: Int, Comparable, Sendable {
  case early, middle, late

  /// Early unless the name says otherwise.
  public init(of stage: String?) {
    let words = stage.map(Folding.words) ?? []
    let late: Set = [
      "negotiation", "negotiating", "contract", "contracting", "closing", "procurement", "legal", "commit",
    ]
    let middle: Set = ["demo", "proposal", "offer", "quote", "evaluation", "trial", "pilot", "poc", "presentation"]
    self =
      words.contains(where: late.contains) ? .late : words.contains(where: middle.contains) ? .middle : .early
  }

  public static func < (one: StagePhase, other: StagePhase) -> Bool { one.rawValue < other.rawValue }
}
