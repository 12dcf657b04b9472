import Embedding
import Foundation
import GRDB
import Storage

/// The coarse vectors of a base, all in one piece, those of an objection side by side.
struct MeaningIndex: Sendable {
  struct Way {
    /// Nil for the objection's own sentence.
    let phrasing: Int64?
    let meaning: Int64
  }

  /// What it was read from: it is read again when the base has another.
  let revision: Int64
  private let width: Int
  private var ways: [Way] = []
  private var bytes: [Int8] = []
  private var scales: [Float] = []
  private var objections: [Int64] = []
  /// Where the ways of each objection begin, and where one more would.
  private var starts: [Int] = [0]
  /// The length of the sum of an objection's vectors.
  private var lengths: [Float] = []

  init(_ revision: Int64, of model: Int64, width: Int, in db: Database) throws {
    self.revision = revision
    self.width = width
    let rows = try GRDB.Row.fetchCursor(
      db,
      sql: """
        SELECT spoken.objection, spoken.phrasing, meaning.number, meaning.coarse
        FROM spoken JOIN meaning ON meaning.number = spoken.meaning
        WHERE meaning.model = ? ORDER BY spoken.objection
        """, arguments: [model])
    let count = Int(try Derived.state("texts", in: db))
    bytes.reserveCapacity(count * width)
    scales.reserveCapacity(count)
    ways.reserveCapacity(count)
    var sum = [Float](repeating: 0, count: width)
    while let row = try rows.next() {
      let objection: Int64 = row[0]
      if objection != objections.last {
        close(&sum)
        objections.append(objection)
      }
      let isWhole = try row.withUnsafeData(atIndex: 3) { data -> Bool in
        guard let data, data.count == width + 4 else { return false }
        data.withUnsafeBytes { add($0, to: &sum) }
        return true
      }
      if isWhole { ways.append(Way(phrasing: row[1], meaning: row[2])) }
    }
    close(&sum)
  }

  private mutating func add(_ data: UnsafeRawBufferPointer, to sum: inout [Float]) {
    let scale = Float(bitPattern: UInt32(littleEndian: data.loadUnaligned(as: UInt32.self)))
    let vector = UnsafeRawBufferPointer(rebasing: data[4...]).bindMemory(to: Int8.self)
    bytes.append(contentsOf: vector)
    scales.append(scale)
    sum.withUnsafeMutableBufferPointer { sum in
      for at in 0..<width { sum[at] += Float(vector[at]) * scale }
    }
  }

  /// Ends the objection that was read last.
  private mutating func close(_ sum: inout [Float]) {
    guard starts.count == objections.count, !objections.isEmpty else { return }
    starts.append(ways.count)
    lengths.append(sum.reduce(0) { $0 + $1 * $1 }.squareRoot())
    for at in sum.indices { sum[at] = 0 }
  }

  var count: Int { ways.count }
  var isEmpty: Bool { ways.isEmpty }

  func objection(_ group: Int) -> Int64 { objections[group] }

  func ways(of group: Int) -> ArraySlice<Way> { ways[starts[group]..<starts[group + 1]] }

  /// The groups of the objections that are nearest, and of those wanted.
  func nearest(to query: [Float], count: Int, and wanted: Set<Int64>) -> [Int] {
    let coarse = CoarseVector(query)
    let dots = dots(with: coarse.bytes)
    var near: [(score: Float, group: Int)] = []
    var found: [Int] = []
    for group in objections.indices {
      var (best, sum): (Float, Float) = (-2, 0)
      for way in starts[group]..<starts[group + 1] {
        let cosine = Float(dots[way]) * scales[way] * coarse.scale
        best = max(best, cosine)
        sum += cosine
      }
      if wanted.contains(objections[group]) { found.append(group) }
      near.append((Fusion.meaning(best: best, centroid: sum / max(lengths[group], 1e-9)), group))
    }
    near.sort { ($1.score, $0.group) < ($0.score, $1.group) }
    let first = near.prefix(count).map(\.group)
    return Set(found).subtracting(first).sorted() + first
  }

  /// Each way's dot product with a vector of bytes.
  private func dots(with query: [Int8]) -> [Int32] {
    var dots = [Int32](repeating: 0, count: ways.count)
    bytes.withUnsafeBufferPointer { Kernel.fastest.dots($0, width: width, with: query, into: &dots) }
    return dots
  }

  /// How near each objection is to one way of saying, when that one is taken out of the base.
  func scores(leavingOut way: Int) -> [(objection: Int64, meaning: Float)] {
    let dots = dots(with: Array(bytes[way * width..<(way + 1) * width]))
    return objections.indices.compactMap { group in
      var (best, sum): (Float, Float) = (-2, 0)
      var own: Float = 0
      for other in starts[group]..<starts[group + 1] {
        let cosine = Float(dots[other]) * scales[other] * scales[way]
        sum += cosine
        if other == way { own = cosine } else { best = max(best, cosine) }
      }
      guard best > -2 else { return nil }
      // What is left of the sum, and its length, by the cosine rule.
      let square = lengths[group] * lengths[group] - (own == 0 ? 0 : 2 * sum - own)
      let length = max(square, 0).squareRoot()
      return (objections[group], Fusion.meaning(best: best, centroid: (sum - own) / max(length, 1e-9)))
    }
  }

  func way(_ place: Int) -> (objection: Int64, way: Way) {
    // The last group that begins at it or before.
    var (low, high) = (0, objections.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= place { low = middle } else { high = middle - 1 }
    }
    return (objections[low], ways[place])
  }
}
