import Foundation

/// Made-up phrasings: words of the starter objections, drawn with the skew of real language (Zipf), the same
/// in every run.
struct Corpus {
  private let words: [String]
  private let weights: [Double]
  private var state: UInt64

  init(seed: UInt64) {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("seed-data")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    var counts: [String: Int] = [:]
    for name in names where name.hasSuffix(".txt") {
      let text = (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
      for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) where word.count > 1 {
        counts[String(word), default: 0] += 1
      }
    }
    words = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    var sum = 0.0
    weights = words.indices.map { index in
      sum += 1 / Double(index + 1)
      return sum
    }
    state = seed
  }

  /// Six to twelve words.
  mutating func sentence() -> String { draw(6 + Int(next() % 7)).joined(separator: " ") }

  /// Three to seven words, none twice.
  mutating func query() -> String {
    var seen: Set<String> = []
    return draw(3 + Int(next() % 5)).filter { seen.insert($0).inserted }.joined(separator: " ")
  }

  private mutating func draw(_ count: Int) -> [String] {
    (0..<count).map { _ in
      let wanted = Double(next() >> 11) / Double(1 << 53) * (weights.last ?? 1)
      var low = 0
      var high = weights.count - 1
      while low < high {
        let middle = (low + high) / 2
        if weights[middle] < wanted { low = middle + 1 } else { high = middle }
      }
      return words[low]
    }
  }

  // SplitMix64 (Steele et al. 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
