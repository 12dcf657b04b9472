import Domain
import Foundation
package import GRDB

/// The search index: what `derive` computes from objections and phrasings, caught up after each act and at
/// the next start, made anew by `doctor --repair`.
package enum Derived {
  /// Whether the index has taken in every entry.
  package static func isCurrent(in db: Database) throws -> Bool {
    try state("journal", in: db) == newestEntry(in: db)
  }

  /// Takes in what was written since the last time.
  package static func catchUp(in db: Database) throws {
    let newest = try newestEntry(in: db)
    let seen = try state("journal", in: db)
    guard newest > seen else { return }
    let touched = try objections(touchedAfter: seen, in: db)
    var counts = Counts()
    let said = try touched.reduce(into: Set<Int64>()) { try $0.formUnion(index($1, counting: &counts, in: db)) }
    try take(counts, in: db)
    try Meanings.forget(said, in: db)
    try takeNames(touchedAfter: seen, in: db)
    try set("journal", to: newest, in: db)
    try markChanged(in: db)
  }

  /// A number that is another after each change of the index, in whatever base.
  package static func revision(in db: Database) throws -> Int64 { try state("revision", in: db) }

  package static func markChanged(in db: Database) throws {
    try set("revision", to: .random(in: .min ... .max), in: db)
  }

  package static func rebuild(in db: Database) throws {
    try db.execute(
      sql: """
        DROP TRIGGER spoken_added; DROP TRIGGER spoken_removed;
        DELETE FROM spoken; DELETE FROM spoken_word; DELETE FROM spoken_stem;
        DELETE FROM name_word; DELETE FROM derived WHERE key <> 'catalog';
        INSERT INTO spoken_words(spoken_words) VALUES ('delete-all');
        CREATE TRIGGER spoken_added AFTER INSERT ON spoken BEGIN
          INSERT INTO spoken_words(rowid, folded) VALUES (new.number, new.folded);
        END;
        CREATE TRIGGER spoken_removed AFTER DELETE ON spoken BEGIN
          INSERT INTO spoken_words(spoken_words, rowid, folded) VALUES ('delete', old.number, old.folded);
        END;
        """)
    try catchUp(in: db)
    try Meanings.sweep(in: db)
  }

  /// FTS5's own check, and that each live way of saying an objection is in the index once.
  package static func isSound(in db: Database) throws -> Bool {
    let texts =
      try Int.fetchOne(
        db,
        sql: """
          SELECT (SELECT count(*) FROM objection WHERE retired = 0 AND sentence IS NOT NULL) +
            (SELECT count(*) FROM phrasing JOIN objection ON objection.id = phrasing.objection
              WHERE phrasing.retired = 0 AND objection.retired = 0 AND objection.sentence IS NOT NULL
                AND phrasing.text IS NOT NULL)
          """) ?? 0
    let indexed = try Int.fetchOne(db, sql: "SELECT count(*) FROM spoken") ?? 0
    let terms = try Int.fetchOne(db, sql: "SELECT count(*) FROM spoken_words") ?? 0
    let meant =
      try Int.fetchOne(db, sql: "SELECT count(*) FROM spoken JOIN meaning ON meaning.number = spoken.meaning") ?? 0
    return texts == indexed && indexed == terms && indexed == meant
  }

  package static func state(_ key: String, in db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT value FROM derived WHERE key = ?", arguments: [key]) ?? 0
  }

  package static func set(_ key: String, to value: Int64, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO derived(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
      arguments: [key, value])
  }

  private static func add(_ amount: Int64, to key: String, in db: Database) throws {
    try set(key, to: state(key, in: db) + amount, in: db)
  }

  private static func newestEntry(in db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(number) FROM journal") ?? 0
  }

  /// The numbers of objections that entries after `seen` changed, or whose phrasings they changed or moved away, or the
  /// logs that these were learnt from. Of those that were ever said to be the same, all when one is among
  /// them or a link is.
  private static func objections(touchedAfter seen: Int64, in db: Database) throws -> [Int64] {
    let tables = [Catalog.objection, Catalog.phrasing, Catalog.encounter].map { Data(bigEndian: $0.number) }
    var touched = Set(
      try Int64.fetchAll(
        db,
        sql: """
          WITH touched AS MATERIALIZED (
            SELECT DISTINCT substr(place, 1, 2) AS tbl, substr(place, 3, 16) AS id FROM journal WHERE number > ?)
          SELECT objection.number FROM touched JOIN objection ON objection.id = touched.id WHERE tbl = ?
          UNION
          SELECT objection.number FROM touched JOIN phrasing ON phrasing.id = touched.id
            JOIN objection ON objection.id = phrasing.objection WHERE tbl = ?
          UNION
          SELECT objection.number FROM touched JOIN phrasing ON phrasing.encounter = touched.id
            JOIN objection ON objection.id = phrasing.objection WHERE tbl = ?
          UNION
          SELECT spoken.objection FROM touched JOIN phrasing ON phrasing.id = touched.id
            JOIN spoken ON spoken.phrasing = phrasing.number WHERE tbl = ?
          """, arguments: [seen] + StatementArguments(tables + [tables[1]])))
    let linked = Set(try SameObjection.links(in: db).links.flatMap { [$0.objection, $0.other] })
    if !linked.isEmpty {
      let numbers = try linked.compactMap {
        try Int64.fetchOne(db, sql: "SELECT number FROM objection WHERE id = ?", arguments: [Data($0.bytes)])
      }
      let hasNewLink = try Int.fetchOne(
        db, sql: "SELECT 1 FROM journal WHERE kind IN (x'05', x'06') AND number > ? LIMIT 1", arguments: [seen])
      if hasNewLink != nil || !touched.isDisjoint(with: numbers) { touched.formUnion(numbers) }
    }
    return touched.sorted()
  }

  /// The words of deals, people, rivals and products, which spelling leaves alone.
  private static func takeNames(touchedAfter seen: Int64, in db: Database) throws {
    let columns = [
      (Catalog.deal, ["name", "account", "competitor", "products"]), (Catalog.person, ["name"]),
      (Catalog.encounter, ["competitor", "product"]),
    ]
    for (table, names) in columns {
      let rows = try GRDB.Row.fetchCursor(
        db,
        sql: "SELECT " + names.joined(separator: ", ") + " FROM " + table.name
          + " WHERE id IN (SELECT substr(place, 3, 16) FROM journal WHERE number > ? AND substr(place, 1, 2) = ?)",
        arguments: [seen, Data(bigEndian: table.number)])
      while let row = try rows.next() {
        for index in names.indices {
          for word in Folding.words((row[index] as String?) ?? "") {
            let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO name_word(word) VALUES (?)")
            try statement.execute(arguments: [word])
          }
        }
      }
    }
  }

  /// Replaces what the index holds of one objection.
  /// - Returns: The meanings of what it held.
  private static func index(_ number: Int64, counting counts: inout Counts, in db: Database) throws -> [Int64] {
    let tokenizer = try Stemmer(db)
    let before = try GRDB.Row.fetchAll(
      db, sql: "SELECT folded, stems, meaning FROM spoken WHERE objection = ?", arguments: [number])
    for row in before { counts.add(words: row[0], stems: row[1], by: -1) }
    try db.execute(sql: "DELETE FROM spoken WHERE objection = ?", arguments: [number])
    let texts = try GRDB.Row.fetchAll(
      db,
      sql: """
        WITH member AS MATERIALIZED (
          SELECT id, sentence FROM objection WHERE retired = 0 AND sentence IS NOT NULL AND id IN (
            SELECT id FROM objection WHERE number = ?1
              AND id NOT IN (SELECT objection FROM same WHERE objection <> head)
            UNION
            SELECT same.objection FROM same JOIN objection ON objection.id = same.head WHERE objection.number = ?1))
        SELECT NULL AS phrasing, sentence AS text FROM member
        UNION ALL
        SELECT phrasing.number, phrasing.text FROM phrasing JOIN member ON member.id = phrasing.objection
          WHERE phrasing.retired = 0 AND phrasing.text IS NOT NULL
        """, arguments: [number])
    for row in texts {
      let folded = Folding.fold(row[1])
      let stems = try tokenizer.stems(of: folded).joined(separator: " ")
      let statement = try db.cachedStatement(
        sql: "INSERT INTO spoken(objection, phrasing, folded, stems, meaning) VALUES (?, ?, ?, ?, ?)")
      let meaning = try Meanings.number(of: row[1], in: db)
      try statement.execute(arguments: [number, row[0] as Int64?, folded, stems, meaning])
      counts.add(words: folded, stems: stems, by: 1)
    }
    return before.compactMap { $0[2] }
  }

  /// By how much the number of texts grew that a word or stem stands in, and the sums over all texts.
  private struct Counts {
    var words: [Substring: Int64] = [:]
    var stems: [Substring: Int64] = [:]
    var sums: [String: Int64] = [:]

    mutating func add(words folded: String, stems stemmed: String, by sign: Int64) {
      let parts = stemmed.split(separator: " ")
      for word in Set(folded.split(separator: " ")) { words[word, default: 0] += sign }
      for stem in Set(parts) { stems[stem, default: 0] += sign }
      sums["texts", default: 0] += sign
      sums["stems", default: 0] += sign * Int64(parts.count)
    }
  }

  private static func take(_ counts: Counts, in db: Database) throws {
    for (table, column, changes) in [("spoken_word", "word", counts.words), ("spoken_stem", "stem", counts.stems)] {
      let add = try db.cachedStatement(
        sql: "INSERT INTO " + table + "(" + column + ", texts) VALUES (?1, ?2) ON CONFLICT(" + column
          + ") DO UPDATE SET texts = texts + ?2")
      let sweep = try db.cachedStatement(sql: "DELETE FROM " + table + " WHERE " + column + " = ? AND texts <= 0")
      for (word, change) in changes where change != 0 {
        try add.execute(arguments: [String(word), change])
        if change < 0 { try sweep.execute(arguments: [String(word)]) }
      }
    }
    for (key, change) in counts.sums { try add(change, to: key, in: db) }
  }
}

extension Base {
  /// Brings the search index up to date; at once when it is.
  public func catchUp() throws {
    if try read({ try Derived.isCurrent(in: $0.db) }) { return }
    try derive(Derived.catchUp)
  }
}

/// Words to stems by FTS5's own porter tokenizer, so that query and index can't differ.
package struct Stemmer {
  private let tokenizer: any FTS5Tokenizer

  package init(_ db: Database) throws {
    tokenizer = try db.makeTokenizer(.porter(wrapping: .unicode61()))
  }

  package func stems(of folded: String) throws -> [String] {
    try tokenizer.tokenize(document: folded).map(\.token)
  }
}

extension Reader {
  package func stemmer() throws -> Stemmer { try Stemmer(db) }

  /// The stems of a text's words, as the index has them.
  public func stems(of text: String) throws -> [String] { try Stemmer(db).stems(of: Folding.fold(text)) }
}
