import Foundation
import GRDB
import Storage

/// From a score to a chance: a logistic curve, fitted on the base's own texts (Platt 1999).
///
/// Each text in turn is taken out and looked for. How its own objection then scores shows what a right match
/// looks like; how the best of the others does, what one looks like when the objection isn't in the base.
struct Calibration: Equatable {
  /// The score of even chances, and the step over which they change.
  var middle: Double
  var width: Double

  /// What 150 topics of five texts each gave; it holds until a base has enough of its own.
  static let usual = Calibration(middle: 0.5, width: 0.1)

  /// What a trial without the objection counts against one with it: what a rep hears is in her base three times
  /// in four.
  private static let absence = 1.0 / 3

  func chance(_ score: Double) -> Double { 1 / (1 + exp((middle - score) / width)) }

  /// The most likely curve by Newton's method, held to the usual one as by this many trials.
  static func fitted(right: [Double], wrong: [Double]) -> Calibration {
    let held = (-1.0...1.0).steps(21).map { usual.middle + $0 * 0.4 }
    let weight = 40 / Double(held.count)
    let trials =
      right.map { (score: $0, target: 1.0, weight: 1.0) } + wrong.map { ($0, 0, absence) }
      + held.map { ($0, usual.chance($0), weight) }
    var slope = 1 / usual.width
    var intercept = -usual.middle / usual.width
    for _ in 0..<50 {
      var (gradient, curve) = ((0.0, 0.0), (0.0, 0.0, 0.0))
      for (score, target, weight) in trials {
        let chance = 1 / (1 + exp(-(slope * score + intercept)))
        let miss = weight * (target - chance)
        gradient = (gradient.0 + miss * score, gradient.1 + miss)
        let spread = weight * max(chance * (1 - chance), 1e-9)
        curve = (curve.0 + spread * score * score, curve.1 + spread * score, curve.2 + spread)
      }
      let determinant = curve.0 * curve.2 - curve.1 * curve.1
      guard determinant > 1e-12 else { break }
      let step = (
        (curve.2 * gradient.0 - curve.1 * gradient.1) / determinant,
        (curve.0 * gradient.1 - curve.1 * gradient.0) / determinant
      )
      slope += step.0
      intercept += step.1
      if abs(step.0) + abs(step.1) < 1e-9 { break }
    }
    // A base whose texts say nothing about each other has no curve to show.
    guard slope.isFinite, intercept.isFinite, slope > 1 else { return usual }
    return Calibration(middle: -intercept / slope, width: 1 / slope)
  }

  // MARK: Kept with the index

  static func of(_ reader: Reader) throws -> Calibration {
    let width = try Derived.state("calibration width", in: reader.db)
    guard width > 0 else { return usual }
    return Calibration(
      middle: Double(try Derived.state("calibration middle", in: reader.db)) / millionth,
      width: Double(width) / millionth)
  }

  /// Whether the base has changed much since it was fitted.
  static func isDue(in reader: Reader) throws -> Bool {
    let texts = Double(try Derived.state("texts", in: reader.db))
    let then = Double(try Derived.state("calibration texts", in: reader.db))
    return abs(texts - then) > 0.1 * then
  }

  func keep(in db: Database) throws {
    try Derived.set("calibration middle", to: Int64(middle * Self.millionth), in: db)
    try Derived.set("calibration width", to: Int64(width * Self.millionth), in: db)
    try Derived.set("calibration texts", to: try Derived.state("texts", in: db), in: db)
  }

  /// The scores that it was fitted on are of another model.
  static func forget(in db: Database) throws {
    try Derived.set("calibration width", to: 0, in: db)
    try Derived.set("calibration texts", to: 0, in: db)
  }

  private static let millionth = 1e6
}

extension ClosedRange<Double> {
  /// So many numbers from end to end.
  fileprivate func steps(_ count: Int) -> [Double] {
    (0..<count).map { lowerBound + (upperBound - lowerBound) * Double($0) / Double(count - 1) }
  }
}
