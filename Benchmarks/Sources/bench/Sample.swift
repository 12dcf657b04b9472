import Domain
import Embedding
import Foundation
import GRDB
import Retrieval
import Storage

/// A base of made-up phrasings, ten an objection, each objection with two answers and one log; and the same
/// phrasings in plain FTS5.
struct Sample {
  let path: String
  let base: Base
  let plainPath: String
  let queries: [String]
  /// Seconds that writing it took, and indexing it.
  let (writing, indexing): (Double, Double)
  private let plain: DatabaseQueue
  let prior = KeptPrior()

  static let today = Day(number: 20_000)

  init(_ size: Int, queries count: Int, in folder: URL) throws {
    path = folder.appendingPathComponent("\(size).db").path
    plainPath = folder.appendingPathComponent("\(size)-plain.db").path
    base = try Base(at: path)
    plain = try DatabaseQueue(path: plainPath)
    var corpus = Corpus(seed: 20_261_124)
    var texts: [String] = []
    let clock = ContinuousClock()
    let start = clock.now
    try base.edit(.imported, subject: "benchmark") { edit in
      for number in 0..<size / 10 {
        let objection = Objection(sentence: corpus.sentence(), category: Category(rawValue: "price"))
        try edit.save(objection)
        let phrasings = (0..<9).map { _ in corpus.sentence() }
        for text in phrasings { try edit.save(Phrasing(objection: objection.id, source: .written, text: text)) }
        texts += [objection.sentence] + phrasings
        let answers = (1...2).map {
          Response(objection: objection.id, words: corpus.sentence(), technique: .known[$0], place: $0)
        }
        for answer in answers { try edit.save(answer) }
        let day = Self.today.adding(days: -(number % 300))
        try edit.save(
          Encounter(
            met: Encounter.Met(at: Moment(seconds: day.number * 86_400), day: day, objection: objection.id),
            used: Encounter.Used(response: answers[number % 2].id),
            went: Encounter.Went(result: number % 3 == 0 ? .failed : .worked, knowing: .did, day: day)))
      }
    }
    let written = clock.now
    try base.catchUp()
    (writing, indexing) = ((written - start) / .seconds(1), (clock.now - written) / .seconds(1))
    try plain.write { db in
      try db.execute(sql: "CREATE VIRTUAL TABLE plain USING fts5(text, tokenize='porter unicode61')")
      let statement = try db.makeStatement(sql: "INSERT INTO plain(text) VALUES (?)")
      for text in texts { try statement.execute(arguments: [text]) }
    }
    queries = (0..<count).map { _ in corpus.query() }
  }

  /// What a search does once the base is open, with what a REPL keeps from one to the next.
  @discardableResult
  func find(_ query: String, by semantic: Semantic? = nil) throws -> Found {
    try base.read { try Search($0, on: Self.today, semantic: semantic, prior: prior).find(query) }
  }

  /// The same, until its task is cancelled.
  func findUntilCancelled(_ query: String, by semantic: Semantic? = nil) async throws -> Found {
    try await base.read { try Search($0, on: Self.today, semantic: semantic, prior: prior).find(query) }
  }

  /// The peer: all words ORed, the best 20 by bm25.
  func findPlainly(_ query: String) throws {
    _ = try plain.read { try Row.fetchAll($0, sql: Self.plainly, arguments: [Self.pattern(query)]) }
  }

  /// The same for the sqlite3 shell.
  static func shell(_ query: String) -> String { plainly.replacingOccurrences(of: "?", with: "'\(pattern(query))'") }

  private static let plainly = "SELECT rowid, text FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 20"

  private static func pattern(_ query: String) -> String {
    query.split(separator: " ").map { "\"\($0)\"" }.joined(separator: " OR ")
  }
}

/// The model, and its first layer alone: vectors of a large base in a sixth of the time. A search takes as long
/// with them; what it finds means little, as the texts do.
struct Model {
  let whole: MiniLM
  let firstLayer: MiniLM

  /// Nil while it isn't there.
  init?(in folder: String) {
    var shape = MiniLM.Shape()
    shape.layers = 1
    let files = ModelFolder.files.map { URL(fileURLWithPath: folder).appendingPathComponent($0.name) }
    guard let whole = try? MiniLM(ModelFolder(folder)),
      let weights = try? Data(contentsOf: files[0], options: .alwaysMapped),
      let vocabulary = try? Data(contentsOf: files[1]),
      let firstLayer = try? MiniLM(weights: weights, vocabulary: vocabulary, shape: shape)
    else { return nil }
    self.whole = whole
    self.firstLayer = firstLayer
  }
}
