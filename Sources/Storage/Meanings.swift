package import Foundation
package import GRDB

/// The vectors of texts, kept by the text, so that an index made anew needs no text embedded again.
///
/// A coarse vector is four bytes of scale, a little-endian 32-bit float, and a signed byte for each number: the
/// number is the byte times the scale. An exact one is little-endian 32-bit floats.
package enum Meanings {
  package struct Text: Sendable {
    let number: Int64
    package let text: String
  }

  /// Texts that have no vector yet, oldest first.
  package static func waiting(limit: Int, in db: Database) throws -> [Text] {
    let rows = try GRDB.Row.fetchAll(
      db, sql: "SELECT number, text FROM meaning WHERE model IS NULL ORDER BY number LIMIT ?", arguments: [limit])
    return rows.map { Text(number: $0[0], text: $0[1]) }
  }

  package static func countWaiting(in db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM meaning WHERE model IS NULL") ?? 0
  }

  /// Whether the vectors kept are of this model.
  package static func are(of model: Int64, in db: Database) throws -> Bool {
    try Derived.state("model", in: db) == model
  }

  /// Lets all texts wait that have a vector of another model.
  package static func change(to model: Int64, in db: Database) throws {
    try db.execute(sql: "UPDATE meaning SET model = NULL, coarse = NULL WHERE model <> ?", arguments: [model])
    try Derived.set("model", to: model, in: db)
  }

  /// Keeps the vectors of a text, unless it is gone by now, and its number with another text.
  package static func keep(coarse: Data, exact: Data, of text: Text, by model: Int64, in db: Database) throws {
    let statement = try db.cachedStatement(
      sql: "UPDATE meaning SET model = ?, coarse = ? WHERE number = ? AND text = ?")
    try statement.execute(arguments: [model, coarse, text.number, text.text])
    guard db.changesCount == 1 else { return }
    let another = try db.cachedStatement(
      sql: """
        INSERT INTO meaning_exact(number, vector) VALUES (?, ?)
        ON CONFLICT(number) DO UPDATE SET vector = excluded.vector
        """)
    try another.execute(arguments: [text.number, exact])
  }

  /// The number that a text's vector has, or will have.
  static func number(of text: String, in db: Database) throws -> Int64 {
    let find = try db.cachedStatement(sql: "SELECT number FROM meaning WHERE text = ?")
    if let number = try Int64.fetchOne(find, arguments: [text]) { return number }
    try db.cachedStatement(sql: "INSERT INTO meaning(text) VALUES (?)").execute(arguments: [text])
    return db.lastInsertedRowID
  }

  /// Forgets those of these texts that nothing says any more, and their vectors.
  static func forget(_ numbers: Set<Int64>, in db: Database) throws {
    for number in numbers.sorted() {
      let text = try db.cachedStatement(
        sql: "DELETE FROM meaning WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM spoken WHERE meaning = ?1)")
      try text.execute(arguments: [number])
      guard db.changesCount > 0 else { continue }
      try db.cachedStatement(sql: "DELETE FROM meaning_exact WHERE number = ?").execute(arguments: [number])
    }
  }

  /// Forgets every text that nothing says any more, and its vectors.
  static func sweep(in db: Database) throws {
    try db.execute(
      sql: """
        DELETE FROM meaning WHERE NOT EXISTS (SELECT 1 FROM spoken WHERE spoken.meaning = meaning.number);
        DELETE FROM meaning_exact WHERE NOT EXISTS (SELECT 1 FROM meaning WHERE meaning.number = meaning_exact.number);
        """)
  }
}
