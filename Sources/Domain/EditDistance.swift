/// How many slips lie between two words: a letter too many, too few, another one, or two swapped
/// (Damerau 1964, restricted form).
public enum EditDistance {
  public static func between(_ one: String, _ other: String) -> Int {
    let a = Array(one)
    let b = Array(other)
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
      }
      before = last
      last = row
    }
    return last[b.count]
  }

  /// Characters of the longest text that is taken for a slip of another: to compare two costs the product of their
  /// lengths.
  public static let longest = 200

  /// The candidate that is fewest slips from `word`, at most `limit`; nil when none is so near, or none can be, for it is
  /// longer than ``longest``.
  public static func nearest(to word: String, among candidates: [String], limit: Int = 2) -> String? {
    let length = word.count
    guard length <= longest else { return nil }
    // Each slip makes a word longer or shorter by one letter at most.
    return candidates.filter { abs($0.count - length) <= limit }.map { ($0, between(word, $0)) }
      .filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
  }
}
