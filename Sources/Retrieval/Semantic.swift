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
  let id: Int64
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
  var model: MiniLM? {
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

  /// What meaning can have a part in here.
  public func state(of reader: Reader) throws -> Found.Meaning {
    guard isHere else { return .missing }
    let (ways, embedded) = try coverage(of: reader)
    return embedded < ways ? .partly(embedded: embedded, of: ways) : .used
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

  /// The objections nearest to any of the texts and those asked for, exact to rounding, in no order: for each text
  /// how near they are to it.
  ///
  /// All are looked through with coarse vectors; the nearest are measured again with exact ones.
  func hits(_ texts: [String], nearest: Int, and wanted: Set<Int64>, in reader: Reader) throws -> [[Hit]] {
    guard let model, !texts.isEmpty else { return [] }
    let index = try index(of: reader, width: model.width)
    guard !index.isEmpty else { return [] }
    let queries = try model.embed(texts)
    try Task.checkCancellation()
    let near = Set(queries.flatMap { index.nearest(to: $0, count: nearest, and: wanted) }).sorted()
    let hits = try near.map { try exact($0, of: index, to: queries, in: reader.db) }
    return queries.indices.map { query in hits.map { $0[query] } }
  }

  /// How near one objection is to each query.
  private func exact(_ group: Int, of index: MeaningIndex, to queries: [[Float]], in db: Database) throws -> [Hit] {
    var sum = [Float](repeating: 0, count: queries[0].count)
    var best = [(cosine: Float, phrasing: Int64?)](repeating: (-2, nil), count: queries.count)
    for way in index.ways(of: group) {
      let statement = try db.cachedStatement(sql: "SELECT vector FROM meaning_exact WHERE number = ?")
      let rows = try GRDB.Row.fetchCursor(statement, arguments: [way.meaning])
      while let row = try rows.next() {
        try row.withUnsafeData(atIndex: 0) { data in
          let vector = [Float](data ?? Data())
          guard vector.count == sum.count else { return }
          for (query, embedded) in queries.enumerated() {
            let cosine = dot(vector, embedded)
            if cosine > best[query].cosine { best[query] = (cosine, way.phrasing) }
          }
          sum.withUnsafeMutableBufferPointer { sum in
            for at in sum.indices { sum[at] += vector[at] }
          }
        }
      }
    }
    let length = max(dot(sum, sum).squareRoot(), 1e-9)
    return zip(queries, best).map { query, best in
      Hit(
        objection: index.objection(group), best: best.cosine, phrasing: best.phrasing,
        centroid: dot(sum, query) / length)
    }
  }

  /// From this cosine on two texts say nearly the same. Of the answers to one objection in the starter base, which are
  /// different moves, no two come as near.
  private static let nearlySame: Float = 0.75

  /// Which of some texts says nearly what `text` does; nil when none does, or without the model.
  public func sayingNearly(_ text: String, among texts: [String]) -> Int? {
    guard !texts.isEmpty, let vectors = try? model?.embed([text] + texts) else { return nil }
    let cosines = vectors.dropFirst().map { dot($0, vectors[0]) }
    guard let nearest = cosines.indices.max(by: { cosines[$0] < cosines[$1] }), cosines[nearest] >= Self.nearlySame
    else { return nil }
    return nearest
  }

  /// How near each of some texts is to `text`, as cosines; nil without the model.
  public func nearness(of text: String, to texts: [String]) -> [Float]? {
    guard !texts.isEmpty, let vectors = try? model?.embed([text] + texts) else { return nil }
    return vectors.dropFirst().map { dot($0, vectors[0]) }
  }

  func index(of reader: Reader, width: Int) throws -> MeaningIndex {
    let revision = try Derived.revision(in: reader.db)
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
