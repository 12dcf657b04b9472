import Dispatch
import Domain
import Embedding
import Foundation
public import Storage
import Synchronization

/// What is computed ahead of any search, never on its way.
extension Semantic {
  /// How many texts are embedded together, and how many before they are kept.
  private static let batch = 32
  private static let saved = 512

  /// Embeds what has no vector of this model yet. What is done is kept every few seconds, so that it can be
  /// stopped at any time and goes on where it was.
  /// - Parameters:
  ///   - most: When more wait, none is embedded.
  ///   - progress: Called with what is done of what waited; false stops.
  /// - Returns: Whether every text now has its vector; false without the model.
  /// - Throws: ``StorageError``.
  @discardableResult
  public func embedWaiting(
    in base: Base, atMost most: Int = .max, progress: (_ done: Int, _ of: Int) -> Bool = { _, _ in true }
  ) throws -> Bool {
    var (isOurs, all) = try base.read { (try Meanings.are(of: id, in: $0.db), try Meanings.countWaiting(in: $0.db)) }
    if isOurs, all == 0 { return true }
    guard let model else { return false }
    if !isOurs {
      try base.derive { db in
        try Meanings.change(to: id, in: db)
        try Calibration.forget(in: db)
      }
      all = try base.read { try Meanings.countWaiting(in: $0.db) }
    }
    guard all <= most else { return false }
    var done = 0
    while true {
      let waiting = try base.read { try Meanings.waiting(limit: Self.saved, in: $0.db) }
      if waiting.isEmpty { return true }
      var vectors: [[Float]] = []
      let wave = Self.batch * ProcessInfo.processInfo.activeProcessorCount
      for start in stride(from: 0, to: waiting.count, by: wave) {
        vectors += try model.embedOnAllCores(
          waiting[start..<min(start + wave, waiting.count)].map(\.text), each: Self.batch)
        guard progress(done + vectors.count, all) else { break }
      }
      try base.derive { db in
        for (text, vector) in zip(waiting, vectors) {
          try Meanings.keep(coarse: CoarseVector(vector).data, exact: Data(vector), of: text, by: id, in: db)
        }
        try Derived.markChanged(in: db)
      }
      done += vectors.count
      if vectors.count < waiting.count { return false }
    }
  }

  /// How many texts are taken out in turn to see what scores mean.
  private static let trials = 400

  /// Learns what scores mean from the base's own texts, when enough of them have changed and all have vectors.
  /// - Throws: ``StorageError``.
  public func calibrate(_ base: Base) throws {
    let calibration: Calibration? = try base.read { reader in
      guard try Calibration.isDue(in: reader) else { return nil }
      guard let index = try wholeIndex(of: reader) else { return nil }
      let trials = try Trials(reader, index)
      var (right, wrong): ([Double], [Double]) = ([], [])
      for way in trials.sample(Self.trials) {
        let order = try trials.order(leavingOut: way)
        guard let other = order.first(where: { $0.objection != way.objection }) else { continue }
        wrong.append(other.score)
        if let first = order.first, first.objection == way.objection { right.append(first.score) }
      }
      return Calibration.fitted(right: right, wrong: wrong)
    }
    if let calibration { try base.derive(calibration.keep) }
  }

  /// The vectors of all ways of saying; nil without the model, or while some are missing.
  func wholeIndex(of reader: Reader) throws -> MeaningIndex? {
    guard let model else { return nil }
    let index = try index(of: reader, width: model.width)
    return try index.count == Derived.state("texts", in: reader.db) ? index : nil
  }
}

extension MiniLM {
  /// The same as ``embed(_:)``, so many at a time on each core.
  fileprivate func embedOnAllCores(_ texts: [String], each batch: Int) throws -> [[Float]] {
    let starts = Array(stride(from: 0, to: texts.count, by: batch))
    let done = Mutex<[Int: Swift.Result<[[Float]], any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: starts.count) { index in
      let vectors = Swift.Result { try embed(Array(texts[starts[index]..<min(starts[index] + batch, texts.count)])) }
      done.withLock { $0[index] = vectors }
    }
    return try starts.indices.flatMap { index in try done.withLock { $0[index] }?.get() ?? [] }
  }
}
