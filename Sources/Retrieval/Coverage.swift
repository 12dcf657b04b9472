import Foundation

/// How much of what a query says some text covers: BM25 (Robertson and Zaragoza 2009; k1 = 1.2, b = 0.75)
/// over twice the information of all terms, those that no text has included. About 0...1, and comparable
/// between queries.
///
/// It works on bytes, for it runs over every candidate at every key.
struct Coverage {
  private static let k1 = 1.2
  private static let b = 0.75

  private let stems: [(bytes: [UInt8], term: Int)]
  private let information: [Double]
  private let whole: Double
  private let averageLength: Double

  init(_ terms: [Lexical.Term], averageLength: Double, information: (Lexical.Term) -> Double) {
    stems = terms.enumerated().flatMap { index, term in term.stems.map { (Array($0.utf8), index) } }
    self.information = terms.map(information)
    whole = self.information.reduce(0, +)
    self.averageLength = max(averageLength, 1)
  }

  /// - Parameter text: Stems parted by single blanks.
  func of(_ text: Data) -> Double {
    guard whole > 0 else { return 0 }
    var counts = [Double](repeating: 0, count: information.count)
    var length = 0
    text.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: " ") { end += 1 }
        count(bytes[start..<end], &counts)
        length += 1
        start = end + 1
      }
    }
    let damping = Self.k1 * (1 - Self.b + Self.b * Double(length) / averageLength)
    var sum = 0.0
    for (count, information) in zip(counts, information) where count > 0 {
      sum += information * count * (Self.k1 + 1) / (count + damping)
    }
    return sum / (2 * whole)
  }

  private func count(_ word: Slice<UnsafeRawBufferPointer>, _ counts: inout [Double]) {
    for stem in stems where stem.bytes.count == word.count && stem.bytes.elementsEqual(word) {
      counts[stem.term] += 1
    }
  }
}
