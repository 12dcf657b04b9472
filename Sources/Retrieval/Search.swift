public import Domain
import Foundation
import GRDB
public import Storage

/// The main road: words typed, objections found, their answers in the order that they have earned.
public struct Search {
  let reader: Reader
  private let day: Day
  private let prior: Prior
  private let slots: [String: String]
  private let semantic: Semantic?
  private let idioms: Idioms

  /// - Parameters:
  ///   - day: Today, from which results age.
  ///   - slots: Values for slots such as `{job}` in starter answers.
  ///   - semantic: The meaning signal; nil to search by words alone.
  ///   - idioms: What also stands for plain words.
  ///   - prior: Keeps what all logs say together from one search to the next.
  public init(
    _ reader: Reader, on day: Day, slots: [String: String] = [:], semantic: Semantic? = nil, idioms: Idioms = Idioms(),
    prior: KeptPrior = KeptPrior()
  ) throws {
    self.reader = reader
    self.day = day
    self.slots = slots
    self.semantic = semantic
    self.idioms = idioms
    self.prior = try prior.prior(of: reader, on: day)
  }

  /// What was meant by `typed`, best first, each with all its live answers.
  ///
  /// - Parameters:
  ///   - context: The case in hand; it moves answers, and hides nothing.
  ///   - limit: The most matches.
  ///   - typing: Whether the last word may go on.
  ///   - byWords: Given what words alone find, before their meaning is looked at; not called without that signal.
  /// - Throws: What `byWords` throws, too.
  public func find(
    _ typed: String, in context: Context = Context(), limit: Int = 5, typing: Bool = false,
    byWords: (Found) throws -> Void = { _ in }
  ) throws -> Found {
    let query = try read(typed)
    let lexical = try Lexical(reader)
    let reading = try Reading(query, spelling: Spelling(reader), lexical: lexical, idioms: idioms, typing: typing)
    var cards: [Int64: Match] = [:]
    func found(_ near: [Fusion.Scored], _ relevance: Relevance, _ meaning: Found.Meaning) throws -> Found {
      var matches: [Match] = []
      var isSaid = false
      for scored in near where matches.count < limit {
        let chance = relevance.of(scored.score)
        if chance < relevance.near, !scored.isSaid { break }
        if let first = matches.first, chance < relevance.tail * first.relevance { break }
        let known = try cards[scored.objection] ?? card(scored, query.filters, context)
        cards[scored.objection] = known
        guard let known, Self.fits(known, query.filters) else { continue }
        if matches.isEmpty { isSaid = scored.isSaid }
        matches.append(try known.found(scored, relevance: chance, reading, phrasing: phrasing(scored.phrasing)))
      }
      return Found(
        query: query, readAs: reading.repairs.isEmpty ? nil : reading.words.joined(separator: " "),
        sure: isSaid || (matches.first?.relevance ?? 0) >= relevance.sure,
        notices: query.notices + reading.notices,
        matches: matches, isBaseEmpty: lexical.isEmpty, meaning: meaning)
    }
    let (near, relevance) = try near(query, reading, lexical) { try byWords(found($0, .ofWords, .off)) }
    return try found(near, relevance, meaning(relevance))
  }

  /// Objections in order, before the gate, and the first one's relevance: what `evaluate` measures.
  func order(_ typed: String) throws -> (objections: [ID<Objection>], relevance: Double, isNear: Bool) {
    let query = try read(typed)
    let lexical = try Lexical(reader)
    let reading = try Reading(query, spelling: Spelling(reader), lexical: lexical, idioms: idioms, typing: false)
    let (fused, relevance) = try near(query, reading, lexical)
    let first = fused.first.map { relevance.of($0.score) } ?? 0
    return (try fused.prefix(10).compactMap { try objection($0.objection)?.id }, first, first >= relevance.near)
  }

  /// How many objections meaning brings up, and how many of those that words bring up it measures.
  private static let most = 30

  /// Every objection that words or meaning bring up, best first, and what their scores mean.
  private func near(
    _ query: Query, _ reading: Reading, _ lexical: Lexical, byWords: ([Fusion.Scored]) throws -> Void = { _ in }
  ) throws -> ([Fusion.Scored], Relevance) {
    let plain = reading.idioms.map(\.plain).joined(separator: ", ")
    var words = [Fusion.fuse(try lexical.hits(query, reading.terms))]
    if !plain.isEmpty {
      words.append(Fusion.fuse(try lexical.hits(query, lexical.terms(for: Folding.words(plain), typing: false))))
    }
    let said = try lexical.objections(saidAs: query, reading.words)
    if semantic != nil { try byWords(Fusion.lifted(Fusion.widened(words), said: said)) }
    let (scored, relevance) = try scored(words, [reading.natural, plain], query)
    return (Fusion.lifted(Fusion.widened(scored), said: said), relevance)
  }

  /// What each text brings up: what was typed, and the plain words of its idioms when there are any.
  private func scored(_ words: [[Fusion.Scored]], _ texts: [String], _ query: Query) throws -> (
    [[Fusion.Scored]], Relevance
  ) {
    guard let semantic, !query.words.isEmpty else { return (words, .ofWords) }
    let meanings = try semantic.hits(
      Array(texts.prefix(words.count)), nearest: query.isPlain ? Self.most : 0,
      and: Set(words.flatMap { $0.prefix(Self.most).map(\.objection) }), in: reader)
    guard let first = meanings.first, !first.isEmpty else { return (words, .ofWords) }
    return (zip(words, meanings).map(Fusion.fuse), .calibrated(try Calibration.of(reader)))
  }

  private func meaning(_ relevance: Relevance) throws -> Found.Meaning {
    let state = try semantic?.state(of: reader) ?? .off
    return state == .used && relevance == .ofWords ? .off : state
  }

  /// The objections that are met most, with their answers, the most first.
  public func mostMet(in context: Context = Context(), limit: Int = 5) throws -> [Match] {
    try TrackRecord(reader).mostMet(limit).compactMap { try reader.objection($0) }.map { try card($0, in: context) }
  }

  /// One objection with its answers, as `show` has it.
  public func card(_ objection: Objection, in context: Context = Context()) throws -> Match {
    try card(objection, Filters(), context)
  }

  /// The same, narrowed; nil when it fits the filters nowhere.
  public func card(_ objection: Objection, filters: Filters) throws -> Match? {
    let match = try card(objection, filters, Context())
    return Self.fits(match, filters) ? match : nil
  }

  private func read(_ typed: String) throws -> Query {
    // Only a query with a colon can name a filter.
    Query(typed, values: typed.contains(":") ? try FilterValues(in: reader) : FilterValues(), today: day)
  }

  private func card(_ scored: Fusion.Scored, _ filters: Filters, _ context: Context) throws -> Match? {
    guard let objection = try objection(scored.objection) else { return nil }
    return try card(objection, filters, context)
  }

  private static func fits(_ match: Match, _ filters: Filters) -> Bool {
    if !filters.categories.isEmpty, !filters.categories.contains(match.objection.category) { return false }
    if filters.narrowsEncounters, match.met == 0 { return false }
    return filters.techniques.isEmpty && filters.went.isEmpty || !match.answers.isEmpty
  }

  private func card(_ objection: Objection, _ filters: Filters, _ context: Context) throws -> Match {
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
      objection: objection, met: record.met.count, relevance: 1, phrasing: objection.sentence, by: [],
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

extension Match {
  /// A card as the answer to a query, with what brought it up.
  fileprivate func found(_ scored: Fusion.Scored, relevance: Double, _ reading: Reading, phrasing: String?) -> Match {
    var signals: [Signal] = scored.hasWords ? [.words] : []
    if !reading.repairs.isEmpty { signals.append(.spelling) }
    if scored.hasMeaning { signals.append(.meaning) }
    return Match(
      objection: objection, met: met, relevance: relevance, phrasing: phrasing ?? self.phrasing, by: signals,
      answers: answers)
  }
}

/// What the words of a query were taken to mean: slips repaired, reporting frames off, idioms seen.
struct Reading {
  let terms: [Lexical.Term]
  /// The words after repair, frames included.
  let words: [String]
  /// What was typed, slips repaired and a frame off, its punctuation left as it was.
  let natural: String
  let repairs: [(String, String)]
  let idioms: [Idioms.Idiom]

  var notices: [Query.Notice] {
    repairs.map { .readAs($0, $1) } + idioms.map { .stoodFor($0.text, $0.plain) }
  }

  init(_ query: Query, spelling: Spelling, lexical: Lexical, idioms: Idioms, typing: Bool) throws {
    var read: [String] = []
    var repairs: [(String, String)] = []
    let words = query.words
    var isOpen = typing
    // A word that is still typed is not known yet in any language.
    let isForeign = try spelling.isForeign(typing ? words.dropLast() : words)
    for (index, word) in words.enumerated() {
      let isLast = index == words.count - 1
      // A last word that the base can go on with may simply not be finished.
      if isLast, word.count >= 3, try spelling.texts(with: word) == 0, try spelling.hasWord(beginningWith: word) {
        isOpen = true
        read.append(word)
      } else if !isForeign, let meant = try spelling.repair(word) {
        if !repairs.contains(where: { $0.0 == word }) { repairs.append((word, meant)) }
        read.append(meant)
      } else {
        read.append(word)
      }
    }
    let said = Frames.stripped(read)
    terms = try lexical.terms(for: said, typing: isOpen)
    natural = Self.natural(query.pieces, read: read, without: read.count - said.count)
    self.words = read
    self.idioms = idioms.meant(by: read)
    self.repairs = repairs
  }

  /// The pieces as typed, those with a repaired word as they were read.
  private static func natural(_ pieces: [String], read: [String], without frame: Int) -> String {
    var rest = read[...]
    var kept: [String] = []
    for piece in pieces {
      let words = Folding.words(piece)
      let meant = rest.prefix(words.count)
      rest = rest.dropFirst(words.count)
      if meant.endIndex <= frame { continue }
      kept.append(words == Array(meant) ? piece : meant.joined(separator: " "))
    }
    return kept.joined(separator: " ")
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
