import Domain
import Storage

/// What most teams hear at a stage: for a team that has logged too little to know its own.
enum StageUsual {
  private static func categories(_ phase: StagePhase) -> [String] {
    switch phase {
    case .early: ["status quo", "brush-off", "need", "timing", "budget"]
    case .middle: ["price", "competitor", "feature gap", "implementation", "authority"]
    case .late: ["price", "authority", "contract terms", "risk & compliance", "budget"]
    }
  }

  /// The first objection of each of these categories, as the base has them.
  static func objections(at stage: String?, _ reader: Reader) throws -> [ID<Objection>] {
    let all = try reader.objections()
    return categories(StagePhase(of: stage)).compactMap { name in all.first { $0.category.rawValue == name }?.id }
  }
}
