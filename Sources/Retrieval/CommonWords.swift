/// Common English words: a word that is one of them was meant, whatever the base knows, so spelling leaves
/// it alone. Looked up in place, so that nothing is built at start.
enum CommonWords {
  /// How common a word is, from 1 (ordinary) to 3 (everyday); nil for a word that isn't listed.
  static func frequency(of word: String) -> Int? {
    for (tier, frequency) in [(everyday, 3), (common, 2), (ordinary, 1)] where contains(word, in: tier) {
      return frequency
    }
    return nil
  }

  /// Binary search over sorted words parted by blanks and line ends.
  private static func contains(_ word: String, in tier: StaticString) -> Bool {
    let wanted = Array(word.utf8)
    return tier.withUTF8Buffer { text in
      func isGap(_ at: Int) -> Bool { text[at] == UInt8(ascii: " ") || text[at] == UInt8(ascii: "\n") }
      var low = 0
      var high = text.count
      while low < high {
        var start = (low + high) / 2
        while start > low, !isGap(start - 1) { start -= 1 }
        while start < high, isGap(start) { start += 1 }
        var end = start
        while end < high, !isGap(end) { end += 1 }
        if start == end {
          high = (low + high) / 2
          continue
        }
        let found = text[start..<end]
        if found.elementsEqual(wanted) { return true }
        if found.lexicographicallyPrecedes(wanted) { low = end } else { high = start }
      }
      return false
    }
  }
}
