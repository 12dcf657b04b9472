import Foundation

/// What a score means: how surely an objection is the one that was raised, 0...1.
enum Relevance: Equatable {
  /// Of shared words alone: a coverage of one half is all that a way of saying of ordinary length can reach.
  case ofWords
  /// Of meaning and words together, as the base's own texts show it.
  case calibrated(Calibration)

  func of(_ score: Double) -> Double {
    switch self {
    case .ofWords: min(1, max(0, score * 2))
    case .calibrated(let calibration): calibration.chance(score)
    }
  }

  /// Below it nothing is near.
  var near: Double { self == .ofWords ? 0.26 : 0.16 }
  /// From it on it is the one meant.
  var sure: Double { self == .ofWords ? 0.6 : 0.5 }
  /// What is less than this share as relevant as the first is left out: it would only be noise below it.
  var tail: Double { self == .ofWords ? 0.65 : 0.5 }
}
