import Domain
import GRDB
import Storage

/// Trials on a base's own texts: a way of saying an objection is taken out of the base, and looked for.
struct Trials {
  struct Way {
    let objection: Int64
    /// Nil for the objection's own sentence.
    let phrasing: Int64?
    let meaning: Int64
    let text: String
  }

  let ways: [Way]
  /// How many ways of saying each objection has.
  private let counts: [Int64: Int]
  private let lexical: Lexical
  private let index: MeaningIndex?
  private var places: [Int64: [Int]] = [:]

  /// - Parameter index: The vectors of all ways of saying; nil to try words alone.
  init(_ reader: Reader, _ index: MeaningIndex?) throws {
    let rows = try GRDB.Row.fetchAll(
      reader.db,
      sql: """
        SELECT spoken.objection, spoken.phrasing, meaning.number, meaning.text
        FROM spoken JOIN meaning ON meaning.number = spoken.meaning ORDER BY spoken.objection, spoken.number
        """)
    ways = rows.map { Way(objection: $0[0], phrasing: $0[1], meaning: $0[2], text: $0[3]) }
    counts = ways.reduce(into: [:]) { $0[$1.objection, default: 0] += 1 }
    lexical = try Lexical(reader)
    self.index = index
    for place in 0..<(index?.count ?? 0) {
      if let way = index?.way(place) { places[way.way.meaning, default: []].append(place) }
    }
  }

  /// The objections of all ways of saying, by their numbers.
  func objections(in reader: Reader) throws -> [Int64: Objection] {
    try counts.keys.reduce(into: [:]) { known, number in
      let found: [Objection] = try reader.all("AND number = ?", [number])
      known[number] = found.first
    }
  }

  /// Whether its objection can still be found without it.
  func hasOthers(than way: Way) -> Bool { counts[way.objection, default: 0] > 1 }

  /// So many of them, spread evenly.
  func sample(_ count: Int) -> [Way] {
    ways.count <= count ? ways : (0..<count).map { ways[$0 * ways.count / count] }
  }

  /// What is found without it, best first.
  func order(leavingOut way: Way) throws -> [(objection: Int64, score: Double)] {
    let words = try lexical.scores(ofText: way.text, leavingOut: (way.objection, way.phrasing))
    guard let index, let place = places[way.meaning]?.first(where: { index.way($0).objection == way.objection }) else {
      return words.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }
    return index.scores(leavingOut: place)
      .map { ($0.objection, Double($0.meaning) + Fusion.words * (words[$0.objection] ?? 0)) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}
