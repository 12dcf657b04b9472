public import Domain
import Foundation
import GRDB
public import Storage

/// The main road: words typed, objections found, their answers in the order that they have earned.
public struct Search {
  private let reader: Reader
  private let day: Day
  private let prior: Prior
  private let slots: [String: String]

  /// - Parameters:
  ///   - day: Today, from which results age.
  ///   - slots: Values for slots such as `{job}` in starter answers.
  public init(_ reader: Reader, on day: Day, slots: [String: String] = [:]) throws {
    self.reader = reader
    self.day = day
    self.slots = slots
    prior = try TrackRecord(reader).prior(on: day)
  }

  /// What was meant by `typed`, best first, each with all its live answers.
  ///
  /// - Parameters:
  ///   - context: The case in hand; it moves answers, and hides nothing.
  ///   - limit: The most matches.
  ///   - typing: Whether the last word may go on.
  public func find(_ typed: String, in context: Context = Context(), limit: Int = 5, typing: Bool = false) throws
    -> Found
  {
    let query = try read(typed)
    let lexical = try Lexical(reader)
    let reading = try Reading(query.words, spelling: Spelling(reader), lexical: lexical, typing: typing)
    let hits = try lexical.hits(query, reading.terms)
    let near = Fusion.fuse(hits).prefix { Relevance.of($0.score) >= Relevance.near }
    var matches: [Match] = []
    for scored in near where matches.count < limit {
      if let first = matches.first, Relevance.of(scored.score) < Relevance.tail * first.relevance { break }
      if let match = try match(scored, query, reading, context) { matches.append(match) }
    }
    return Found(
      query: query, readAs: reading.repairs.isEmpty ? nil : reading.text,
      sure: (matches.first?.relevance ?? 0) >= Relevance.sure, notices: query.notices + reading.notices,
      matches: matches, isBaseEmpty: lexical.isEmpty)
  }

  /// Objections in order, before the gate, and the first one's relevance: what `evaluate` measures.
  func order(_ typed: String) throws -> (objections: [ID<Objection>], relevance: Double) {
    let query = try read(typed)
    let lexical = try Lexical(reader)
    let reading = try Reading(query.words, spelling: Spelling(reader), lexical: lexical, typing: false)
    let fused = Fusion.fuse(try lexical.hits(query, reading.terms))
    return (
      try fused.prefix(10).compactMap { try objection($0.objection)?.id },
      fused.first.map { Relevance.of($0.score) } ?? 0
    )
  }

  /// One objection with its answers, as `show` has it.
  public func card(_ objection: Objection, in context: Context = Context()) throws -> Match {
    try match(objection, relevance: 1, phrasing: objection.sentence, by: [], Filters(), context)
  }

  /// The same, narrowed; nil when it fits the filters nowhere.
  public func card(_ objection: Objection, filters: Filters) throws -> Match? {
    let match = try match(objection, relevance: 1, phrasing: objection.sentence, by: [], filters, Context())
    return Self.fits(match, filters) ? match : nil
  }

  private func read(_ typed: String) throws -> Query {
    // Only a query with a colon can name a filter.
    Query(typed, values: typed.contains(":") ? try FilterValues(in: reader) : FilterValues(), today: day)
  }

  private func match(_ scored: Fusion.Scored, _ query: Query, _ reading: Reading, _ context: Context) throws -> Match? {
    guard let objection = try objection(scored.objection) else { return nil }
    let match = try match(
      objection, relevance: Relevance.of(scored.score), phrasing: try phrasing(scored.phrasing) ?? objection.sentence,
      by: reading.repairs.isEmpty ? [.words] : [.words, .spelling], query.filters, context)
    return Self.fits(match, query.filters) ? match : nil
  }

  private static func fits(_ match: Match, _ filters: Filters) -> Bool {
    if !filters.categories.isEmpty, !filters.categories.contains(match.objection.category) { return false }
    if filters.narrowsEncounters, match.met == 0 { return false }
    return filters.techniques.isEmpty && filters.went.isEmpty || !match.answers.isEmpty
  }

  private func match(
    _ objection: Objection, relevance: Double, phrasing: String, by signals: [Match.Signal], _ filters: Filters,
    _ context: Context
  ) throws -> Match {
    var record = try TrackRecord(reader).trials(of: objection.id)
    if filters.narrowsEncounters {
      record.met = record.met.filter(filters.admits)
      record.byResponse = record.byResponse.mapValues { $0.filter(filters.admits) }
    }
    var responses = try reader.responses(to: objection.id)
    record.inherit(responses) { id in responses.first { $0.id == id } }
    if !filters.techniques.isEmpty { responses = responses.filter { filters.techniques.contains($0.technique) } }
    if !filters.went.isEmpty {
      responses = responses.filter { response in
        (record.byResponse[response.id] ?? []).contains { filters.went.contains($0.result) }
      }
    }
    return Match(
      objection: objection, met: record.met.count, relevance: relevance, phrasing: phrasing, by: signals,
      answers: Answer.ranked(
        responses.map { $0.filled(slots) }, trials: record.byResponse, in: context, on: day, prior: prior))
  }

  private func objection(_ number: Int64) throws -> Objection? {
    let found: [Objection] = try reader.all("AND number = ?", [number])
    return found.first
  }

  private func phrasing(_ number: Int64?) throws -> String? {
    guard let number else { return nil }
    let found: [Phrasing] = try reader.all("AND number = ?", [number])
    return found.first?.text
  }
}

/// What the words of a query were taken to mean: slips repaired, reporting frames off.
struct Reading {
  let terms: [Lexical.Term]
  /// The words after repair, frames included.
  let text: String
  let repairs: [(String, String)]

  var notices: [Query.Notice] { repairs.map { .readAs($0, $1) } }

  init(_ words: [String], spelling: Spelling, lexical: Lexical, typing: Bool) throws {
    var read: [String] = []
    var repairs: [(String, String)] = []
    var isOpen = typing
    for (index, word) in words.enumerated() {
      let isLast = index == words.count - 1
      // A last word that the base can go on with may simply not be finished.
      if isLast, word.count >= 3, try spelling.texts(with: word) == 0, try spelling.hasWord(beginningWith: word) {
        isOpen = true
        read.append(word)
      } else if let meant = try spelling.repair(word) {
        if !repairs.contains(where: { $0.0 == word }) { repairs.append((word, meant)) }
        read.append(meant)
      } else {
        read.append(word)
      }
    }
    terms = try lexical.terms(for: Frames.stripped(read), typing: isOpen)
    text = read.joined(separator: " ")
    self.repairs = repairs
  }
}

extension Spelling {
  /// Whether a word of the base goes on from these letters.
  func hasWord(beginningWith prefix: String) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT 1 FROM spoken_word WHERE word > ? AND word < ? LIMIT 1")
    return try Int.fetchOne(statement, arguments: [prefix, prefix + "\u{10FFFF}"]) != nil
  }
}
