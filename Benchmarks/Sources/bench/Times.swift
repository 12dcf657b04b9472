import Foundation

/// How often something was timed, and how long it took, in milliseconds.
struct Times {
  private(set) var values: [Double] = []

  mutating func add(_ value: Double) { values.append(value) }

  /// Runs `body` and keeps how long it took.
  mutating func measure(_ body: () throws -> Void) rethrows { add(try milliseconds(body)) }

  var p50: Double { at(50) }
  var p95: Double { at(95) }
  var most: Double { values.max() ?? .nan }

  private func at(_ percent: Int) -> Double {
    values.isEmpty ? .nan : values.sorted()[min(values.count - 1, values.count * percent / 100)]
  }

  /// What these took beyond those, pair by pair.
  static func - (these: Times, those: Times) -> Times { Times(values: zip(these.values, those.values).map { $0 - $1 }) }
}

func milliseconds(_ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let start = clock.now
  try body()
  return (clock.now - start) / .milliseconds(1)
}

func text(_ value: Double) -> String { String(format: "%.2f", value) }
