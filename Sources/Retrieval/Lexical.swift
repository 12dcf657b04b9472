import Domain
import Foundation
import GRDB
import Storage

/// The words signal: which ways of saying an objection share words with the query, and how much of what
/// the query says they cover.
struct Lexical {
  /// One thing to look for: a stem, or any of the stems that a word being typed can become.
  struct Term: Equatable {
    let word: String
    let stems: Set<String>
    /// What stands for it in the index: itself, or the words that a word being typed can become.
    let indexed: [String]
    /// In how many texts it stands.
    let texts: Int
  }

  /// A way of saying an objection that shares words with the query.
  struct Hit {
    let objection: Int64
    let phrasing: Int64?
    /// Share of the query's information that it covers, about 0...1.
    let coverage: Double
  }

  /// The most terms that select candidates, the most candidates whose coverage is computed, and how many
  /// texts the selecting terms may stand in together.
  static let mostSelecting = 12
  static let mostCandidates = 400
  static let mostPostings = 4_000

  private let database: Database
  private let texts: Double
  private let averageLength: Double

  init(_ reader: Reader) throws {
    database = reader.db
    texts = Double(try Derived.state("texts", in: database))
    averageLength = texts > 0 ? Double(try Derived.state("stems", in: database)) / texts : 1
  }

  var isEmpty: Bool { texts == 0 }

  /// The objections that are said in exactly these words, as typed or as read, each with that way of saying it.
  func objections(saidAs query: Query, _ read: [String]) throws -> [Int64: Int64?] {
    guard query.isPlain, !query.words.isEmpty else { return [:] }
    let statement = try database.cachedStatement(
      sql: "SELECT objection, phrasing FROM spoken WHERE folded IN (?, ?) ORDER BY number")
    let texts = [query.words.joined(separator: " "), read.joined(separator: " ")]
    let rows = try GRDB.Row.fetchAll(statement, arguments: StatementArguments(texts))
    return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
  }

  /// - Parameter typing: Whether the last word may go on.
  func terms(for words: [String], typing: Bool) throws -> [Term] {
    let stemmer = try Stemmer(database)
    var terms: [Term] = []
    var seen: Set<String> = []
    for (index, word) in words.enumerated() {
      if index == words.count - 1, word.count >= 3, typing, let term = try prefixTerm(word, stemmer) {
        terms.append(term)
      } else {
        guard let stem = try stemmer.stems(of: word).first, seen.insert(stem).inserted else { continue }
        let texts = try texts(with: stem)
        terms.append(Term(word: word, stems: [stem], indexed: [word], texts: texts))
      }
    }
    return terms
  }

  /// The words of the base that begin so; nil when there is none.
  private func prefixTerm(_ prefix: String, _ stemmer: Stemmer) throws -> Term? {
    let words = try String.fetchAll(
      database, sql: "SELECT word FROM spoken_word WHERE word >= ? AND word < ? LIMIT 64",
      arguments: [prefix, prefix + "\u{10FFFF}"])
    guard !words.isEmpty else { return nil }
    let stems = Set(try words.flatMap(stemmer.stems))
    return Term(word: prefix, stems: stems, indexed: words, texts: try stems.reduce(0) { try $0 + texts(with: $1) })
  }

  private func texts(with stem: String) throws -> Int {
    let statement = try database.cachedStatement(sql: "SELECT texts FROM spoken_stem WHERE stem = ?")
    return try Int.fetchOne(statement, arguments: [stem]) ?? 0
  }

  /// Robertson and Spärck Jones's inverse document frequency, in the form that is never negative, over the
  /// base's texts and a background of ordinary ones: a base of ten texts can't know by itself that "expensive"
  /// tells more than "it".
  func information(_ term: Term) -> Double {
    let known = Double(term.texts) + (FunctionWords.all.contains(term.word) ? Self.backgroundWithFunctionWord : 0)
    return log(1 + (max(texts, Double(term.texts)) + Self.background - known + 0.5) / (known + 0.5))
  }

  /// How many texts the background counts for, and in how many of them a function word stands.
  private static let background = 100.0
  private static let backgroundWithFunctionWord = 25.0

  /// The hits, in no order. Rare terms select, all terms score.
  func hits(_ query: Query, _ terms: [Term]) throws -> [Hit] {
    guard let pattern = pattern(selecting: terms) else { return [] }
    let statement = try database.cachedStatement(
      sql: """
        SELECT spoken.objection, spoken.phrasing, spoken.stems, spoken.folded
        FROM (SELECT rowid FROM spoken_words WHERE spoken_words MATCH ? ORDER BY rank LIMIT ?) AS found
        JOIN spoken ON spoken.number = found.rowid
        """)
    let rows = try GRDB.Row.fetchCursor(statement, arguments: [pattern, Self.mostCandidates])
    let coverage = Coverage(terms, averageLength: averageLength, information: information)
    var hits: [Hit] = []
    while let row = try rows.next() {
      guard query.isPlain || Self.admits(row[3], query) else { continue }
      let share = try row.withUnsafeData(atIndex: 2) { coverage.of($0 ?? Data()) }
      hits.append(Hit(objection: row[0], phrasing: row[1], coverage: share))
    }
    return hits
  }

  /// How objections score by words for the text of a way of saying, when that way is taken out.
  func scores(ofText text: String, leavingOut way: (objection: Int64, phrasing: Int64?)) throws -> [Int64: Double] {
    let query = Query(text)
    let hits = try hits(query, terms(for: query.words, typing: false)).filter {
      $0.objection != way.objection || $0.phrasing != way.phrasing
    }
    return Dictionary(uniqueKeysWithValues: Fusion.fuse(hits).map { ($0.objection, $0.score) })
  }

  /// Our own words in FTS5's quotes: nothing that was typed is ever FTS5 syntax. Nil when no term stands in
  /// any text.
  private func pattern(selecting terms: [Term]) -> String? {
    let rarest = terms.filter { $0.texts > 0 }.sorted { ($0.texts, $0.word) < ($1.texts, $1.word) }
    var postings = 0
    let selecting = rarest.prefix(Self.mostSelecting).prefix { term in
      defer { postings += term.texts }
      return postings == 0 || postings + term.texts <= Self.mostPostings
    }
    guard !selecting.isEmpty else { return nil }
    return selecting.flatMap(\.indexed).map { "\"\($0)\"" }.joined(separator: " OR ")
  }

  private static func admits(_ folded: String, _ query: Query) -> Bool {
    let padded = " " + folded + " "
    return query.phrases.allSatisfy { padded.contains(" " + $0.joined(separator: " ") + " ") }
      && !query.excluded.contains { padded.contains(" " + $0 + " ") }
  }
}
