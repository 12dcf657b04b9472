import Domain
import Storage

/// What most teams hear at a stage: for a team that has logged too little to know its own.
enum StageUsual {
  enum Phase { case early, middle, late }

  /// Stages have a team's own names; these words stand in most of them.
  static func phase(of stage: String?) -> Phase {
    let words = stage.map(Folding.words) ?? []
    let late: Set = [
      "negotiation", "negotiating", "contract", "contracting", "closing", "procurement", "legal", "commit",
    ]
    let middle: Set = ["demo", "proposal", "offer", "quote", "evaluation", "trial", "pilot", "poc", "presentation"]
    if words.contains(where: late.contains) { return .late }
    if words.contains(where: middle.contains) { return .middle }
    return .early
  }

  private static func categories(_ phase: Phase) -> [String] {
    switch phase {
    case .early: ["status quo", "brush-off", "need", "timing", "budget"]
    case .middle: ["price", "competitor", "feature gap", "implementation", "authority"]
    case .late: ["price", "authority", "contract terms", "risk & compliance", "budget"]
    }
  }

  /// The first objection of each of these categories, as the base has them.
  static func objections(at stage: String?, _ reader: Reader) throws -> [ID<Objection>] {
    let all = try reader.objections()
    return categories(phase(of: stage)).compactMap { name in all.first { $0.category.rawValue == name }?.id }
  }
}
