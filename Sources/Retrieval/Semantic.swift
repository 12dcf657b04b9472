import Domain
public import Embedding
import Foundation
import GRDB
public import Storage
import Synchronization

/// The meaning signal: how near what was typed is to each way of saying an objection, and to all ways of it
/// together. Loads the model when it is first needed, and keeps it and the coarse vectors of a base from one
/// search to the next.
public final class Semantic: Sendable {
  private let id: Int64
  private let load: @Sendable () -> MiniLM?
  private let loaded = Mutex<MiniLM?>(nil)
  private let known = Mutex<MeaningIndex?>(nil)

  /// With the model in a folder, whenever it is there.
  public init(_ folder: ModelFolder) {
    id = MiniLM.id
    load = { try? MiniLM(folder) }
  }

  /// - Parameter id: What stored vectors know this model by.
  public init(_ model: MiniLM, id: Int64) {
    self.id = id
    load = { model }
  }

  /// Nil while it isn't there.
  private var model: MiniLM? {
    loaded.withLock { loaded in
      if loaded == nil { loaded = load() }
      return loaded
    }
  }

  public var isHere: Bool { model != nil }

  /// How many ways of saying a base has, and how many of them have their vectors.
  public func coverage(of reader: Reader) throws -> (ways: Int, embedded: Int) {
    (
      Int(try Derived.state("texts", in: reader.db)),
      try model.map { try index(of: reader, width: $0.width).count } ?? 0
    )
  }

  /// How many texts are embedded together, and how many before they are kept.
  private static let batch = 32
  private static let saved = 512

  /// Embeds what has no vector of this model yet. What is done is kept every few seconds, so that it can be
  /// stopped at any time and goes on where it was.
  /// - Parameters:
  ///   - most: When more wait, none is embedded.
  ///   - progress: Called with what is done of what waited; false stops.
  /// - Returns: Whether every text now has its vector; false without the model.
  @discardableResult
  public func embedWaiting(
    in base: Base, atMost most: Int = .max, progress: (_ done: Int, _ of: Int) -> Bool = { _, _ in true }
  ) throws -> Bool {
    let isDone = try base.read {
      try Meanings.are(of: id, in: $0.db) && Meanings.countWaiting(in: $0.db) == 0 && !Calibration.isDue(in: $0)
    }
    if isDone { return true }
    guard let model else { return false }
    if try base.read({ try !Meanings.are(of: id, in: $0.db) }) {
      try base.derive { try Meanings.change(to: id, in: $0) }
    }
    let all = try base.read { try Meanings.countWaiting(in: $0.db) }
    guard all <= most else { return false }
    var done = 0
    while true {
      let waiting = try base.read { try Meanings.waiting(limit: Self.saved, in: $0.db) }
      if waiting.isEmpty {
        try calibrate(base)
        return true
      }
      var vectors: [Meanings.Vector] = []
      for start in stride(from: 0, to: waiting.count, by: Self.batch) {
        let texts = waiting[start..<min(start + Self.batch, waiting.count)]
        for (text, vector) in zip(texts, model.embed(texts.map(\.text))) {
          let coarse = CoarseVector(vector)
          vectors.append(Meanings.Vector(number: text.number, coarse: coarse.data, exact: Data(vector)))
        }
        guard progress(done + vectors.count, all) else { break }
      }
      try base.derive { try Meanings.keep(vectors, of: id, in: $0) }
      done += vectors.count
      if vectors.count < waiting.count { return false }
    }
  }

  /// How many texts are taken out in turn to see what scores mean.
  private static let trials = 400

  /// Learns what scores mean from the base's own texts, when enough of them have changed.
  private func calibrate(_ base: Base) throws {
    guard let model, try base.read(Calibration.isDue) else { return }
    let calibration = try base.read { reader in
      let index = try index(of: reader, width: model.width)
      let lexical = try Lexical(reader)
      var (right, wrong): ([Double], [Double]) = ([], [])
      for place in index.sample(Self.trials) {
        let (objection, way) = index.way(place)
        let words = try lexical.scores(ofText: way.meaning, leavingOut: (objection, way.phrasing))
        let scores = index.scores(leavingOut: place).map { near in
          (near.objection, Double(near.meaning) + Fusion.words * (words[near.objection] ?? 0))
        }
        let own = scores.first { $0.0 == objection }?.1
        guard let other = scores.filter({ $0.0 != objection }).map(\.1).max() else { continue }
        wrong.append(other)
        if let own, own > other { right.append(own) }
      }
      return Calibration.fitted(right: right, wrong: wrong)
    }
    try base.derive(calibration.keep)
  }

  /// How near an objection is.
  struct Hit {
    let objection: Int64
    /// Cosine to the nearest way of saying it, and which that is; nil for its own sentence. -1...1.
    let best: Float
    let phrasing: Int64?
    /// Cosine to the mean of all ways of saying it. -1...1.
    let centroid: Float
  }

  /// The nearest objections and those asked for, exact to rounding, in no order.
  ///
  /// All are looked through with coarse vectors; the nearest are measured again with exact ones.
  func hits(_ text: String, nearest: Int, and wanted: Set<Int64>, in reader: Reader) throws -> [Hit] {
    guard let model else { return [] }
    let index = try index(of: reader, width: model.width)
    guard !index.isEmpty else { return [] }
    let query = model.embed(text)
    let near = index.nearest(to: query, count: nearest, and: wanted)
    return try near.map { try exact($0, of: index, to: query, in: reader.db) }
  }

  private func exact(_ group: Int, of index: MeaningIndex, to query: [Float], in db: Database) throws -> Hit {
    var sum = [Float](repeating: 0, count: query.count)
    var best: (cosine: Float, phrasing: Int64?) = (-2, nil)
    for way in index.ways(of: group) {
      let statement = try db.cachedStatement(sql: "SELECT vector FROM meaning_exact WHERE number = ?")
      let rows = try GRDB.Row.fetchCursor(statement, arguments: [way.meaning])
      while let row = try rows.next() {
        try row.withUnsafeData(atIndex: 0) { data in
          let vector = [Float](data ?? Data())
          guard vector.count == query.count else { return }
          let cosine = dot(vector, query)
          if cosine > best.cosine { best = (cosine, way.phrasing) }
          for at in sum.indices { sum[at] += vector[at] }
        }
      }
    }
    return Hit(
      objection: index.objection(group), best: best.cosine, phrasing: best.phrasing,
      centroid: dot(sum, query) / max(dot(sum, sum).squareRoot(), 1e-9))
  }

  private func index(of reader: Reader, width: Int) throws -> MeaningIndex {
    let revision = MeaningIndex.Revision(
      journal: try Derived.state("journal", in: reader.db), meaning: try Derived.state("meaning", in: reader.db))
    return try known.withLock { known in
      if let known, known.revision == revision { return known }
      let read = try MeaningIndex(revision, of: id, width: width, in: reader.db)
      known = read
      return read
    }
  }
}

/// The dot product of two vectors of one length.
private func dot(_ one: [Float], _ other: [Float]) -> Float {
  var sums = SIMD8<Float>()
  let whole = one.count / 8 * 8
  for start in stride(from: 0, to: whole, by: 8) {
    for lane in 0..<8 { sums[lane] += one[start + lane] * other[start + lane] }
  }
  return (whole..<one.count).reduce(sums.sum()) { $0 + one[$1] * other[$1] }
}

extension Data {
  /// Little-endian 32-bit floats.
  init(_ vector: [Float]) {
    self = vector.withUnsafeBytes { Data($0) }
  }
}

extension [Float] {
  init(_ data: Data) {
    self.init(unsafeUninitializedCapacity: data.count / 4) { room, count in
      count = data.copyBytes(to: room) / 4
    }
  }
}

/// A vector in a byte for each number, and what a byte is worth.
struct CoarseVector {
  let bytes: [Int8]
  let scale: Float

  init(_ vector: [Float]) {
    let most = vector.map { abs($0) }.max() ?? 0
    let scale = most > 0 ? most / 127 : 1
    bytes = vector.map { Int8(($0 / scale).rounded()) }
    self.scale = scale
  }

  var data: Data {
    var data = withUnsafeBytes(of: scale.bitPattern.littleEndian) { Data($0) }
    bytes.withUnsafeBytes { data.append(contentsOf: $0) }
    return data
  }
}
