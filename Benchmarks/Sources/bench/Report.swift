/// Prints figures, and at the end those that have a goal beside it.
struct Report {
  /// Lower is better in all: what a figure should be at most, and what it must not be above.
  private static let goals: [String: (goal: Double, floor: Double)] = [
    "10000: meaning adds to a cold search, p50 ms": (30, 45),
    "10000: peak memory of a REPL, MB": (120, 200),
    "20000: words, p95 ms": (8, 16),
    "20000: a key to its frame, words, p95 ms": (8, 16),
    "20000: bytes a key, words, p95, B": (2048, 2048),
    "100000: a key to its frame, words, p50 ms": (10, 20),
    "100000: a key to its frame, words, p95 ms": (25, 40),
    "100000: a key to its frame, with meaning, p95 ms": (45, 70),
    "100000: words, p50 ms": (10, 20),
    "100000: words, p95 ms": (25, 40),
    "100000: with meaning, p95 ms": (45, 70),
    "100000: words, p95 of plain FTS5": (0.25, 0.5),
    "100000: with meaning, p95 of plain FTS5": (0.25, 0.5),
    "100000: words, stops after, p95 ms": (5, 5),
    "100000: with meaning, stops after, p95 ms": (5, 5),
    "embedding, time of numpy's": (1, 1),
  ]

  private var reached: [String] = []
  private var size = ""

  /// Figures from here on are of a base of so many phrasings.
  mutating func begin(_ size: Int, _ line: String) {
    self.size = "\(size): "
    print("\n\(size) phrasings, \(line)")
  }

  /// Figures from here on are of no base.
  mutating func end(_ line: String) {
    size = ""
    print("\n" + line)
  }

  /// Median and 95th percentile, and their ratio to a peer's.
  mutating func add(_ name: String, _ times: Times, beside peer: (name: String, times: Times)? = nil) {
    var line = Self.padded(name, 34) + "p50 " + Self.aligned(times.p50) + " ms  p95 " + Self.aligned(times.p95) + " ms"
    if let peer {
      let ratios = (times.p50 / peer.times.p50, times.p95 / peer.times.p95)
      line += "  of \(peer.name) \(text(ratios.0)), \(text(ratios.1))"
      weigh("\(name), p95 of \(peer.name)", ratios.1)
    }
    print(line)
    weigh("\(name), p50 ms", times.p50)
    weigh("\(name), p95 ms", times.p95)
  }

  mutating func add(_ name: String, _ value: Double, _ unit: String, _ remark: String = "") {
    print(Self.padded(name, 34) + "    " + Self.aligned(value) + " \(unit)  \(remark)")
    weigh(unit.isEmpty ? name : "\(name), \(unit)", value)
  }

  func skip(_ what: String, _ why: String) { print("SKIPPED: \(what): \(why)") }

  private mutating func weigh(_ figure: String, _ value: Double) {
    guard let (goal, floor) = Self.goals[size + figure] else { return }
    let verdict = value <= goal ? "reached" : value <= floor ? "above the goal" : "ABOVE THE FLOOR"
    reached.append(
      Self.padded(size + figure, 46) + Self.aligned(value) + Self.aligned(goal) + Self.aligned(floor) + "  " + verdict)
  }

  func summary() {
    print("\n" + Self.padded("", 46) + "   figure     goal    floor")
    reached.forEach { print($0) }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func aligned(_ value: Double) -> String {
    let number = text(value)
    return String(repeating: " ", count: max(0, 9 - number.count)) + number
  }
}
