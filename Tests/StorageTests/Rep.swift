import Domain
import Foundation
import GRDB
import TestBase

@testable import Storage

/// Somebody who works in a base, day after day.
struct Rep {
  let temporary: TemporaryBase
  private var numbers: SeededNumbers

  init(_ temporary: TemporaryBase, seed: UInt64) {
    self.temporary = temporary
    numbers = SeededNumbers(seed: seed)
  }

  /// Noon of a day, counted from some day in the past.
  static func noon(_ day: Int) -> Date { Date(timeIntervalSince1970: 1_699_963_200 + Double(day) * 86_400) }

  mutating func work(from first: Int, days: Int, aDay: Int = 2) throws {
    for day in first..<first + days { for _ in 0..<aDay { try act(on: day) } }
    try temporary.base.catchUp()
  }

  private mutating func act(on day: Int) throws {
    let now = Self.noon(day)
    let base = temporary.base
    let (objections, deals) = try base.read { (try $0.objections(), try $0.deals()) }
    let text = "words \(UInt16.random(in: 0 ... .max, using: &numbers))"
    let objection = objections.randomElement(using: &numbers)
    switch Int.random(in: 0..<12, using: &numbers) {
    case 0, 1:
      let new = Objection(sentence: text, category: Category(rawValue: "price"))
      try base.edit(.addedObjection, subject: text, now: now) { edit in
        try edit.save(new)
        try edit.save(Phrasing(objection: new.id, source: .written, text: text + " too"))
        try edit.save(Response(objection: new.id, words: text, technique: Technique(rawValue: "other")))
      }
    case 2: try base.edit(.addedDeal, subject: text, now: now) { try $0.save(Deal(name: text, stage: "demo")) }
    case 3:
      guard var deal = deals.randomElement(using: &numbers) else { return }
      deal.stage = text
      try base.edit(.editedDeal, now: now) { try $0.save(deal) }
    case 4:
      guard let deal = deals.randomElement(using: &numbers) else { return }
      try base.edit(.addedPerson, now: now) { try $0.save(Person(deal: deal.id, name: text)) }
    case 5, 6, 7:
      guard let objection else { return }
      let response = try base.read { try $0.responses(to: objection.id) }.randomElement(using: &numbers)
      let deal = deals.randomElement(using: &numbers)
      let encounter = Encounter(
        met: Encounter.Met(at: Moment(now), day: Day(now, in: .gmt), objection: objection.id, deal: deal?.id),
        words: text, used: response.map { Encounter.Used(response: $0.id) },
        went: Encounter.Went(result: .worked, knowing: .did), note: "my own \(text)")
      try base.edit(.logged, subject: text, now: now) { edit in
        try edit.save(encounter)
        try edit.save(
          Phrasing(objection: objection.id, source: .heard, text: text + " heard", encounter: encounter.id))
      }
    case 8:
      guard var objection else { return }
      objection.concern = text
      try base.edit(.editedObjection, now: now) { try $0.save(objection) }
    case 9: _ = try base.undo(now: now)
    case 10: _ = try base.redo(now: now)
    default:
      guard let objection else { return }
      if Bool.random(using: &numbers), let other = objections.randomElement(using: &numbers) {
        _ = try base.say(objection.id, isSameAs: other.id, now: now)
      } else {
        try base.edit(.putAway, now: now) { _ = try $0.putAway(.objection(objection.id)) }
      }
    }
  }
}

extension TemporaryBase {
  /// All entries, in the order in which they came.
  func entries() throws -> [Entry] { try Self.entries(in: base) }

  static func entries(in base: Base) throws -> [Entry] {
    try base.read { reader in
      try GRDB.Row.fetchAll(
        reader.db, sql: "SELECT header, previous, commitment, hash, salt, body FROM journal ORDER BY number"
      ).compactMap(Entry.init)
    }
  }

  /// The hashes of the team's entries.
  func teamHashes() throws -> Set<Data> {
    Set(try entries().filter { $0.header.audience == Audience.team.rawValue }.map(\.hash))
  }

  /// The rows of the tables that people write, and which objections are one, without what is local.
  func rows(without fields: Set<String> = []) throws -> Set<String> {
    try rows(in: Catalog.tables.map(\.name) + ["same"], without: fields.union(["number"]))
  }

  /// Every row of every table.
  func everything() throws -> Set<String> {
    let tables = try base.read { reader in
      try String.fetchAll(reader.db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT NULL")
    }
    return try rows(in: tables.filter { !$0.hasPrefix("sqlite_") && !$0.hasPrefix("spoken_words") })
  }

  private func rows(in tables: [String], without fields: Set<String> = []) throws -> Set<String> {
    try base.read { reader in
      var rows: Set<String> = []
      for table in tables {
        for row in try GRDB.Row.fetchAll(reader.db, sql: "SELECT * FROM " + table) {
          let values = row.filter { !fields.contains($0.0) }.map { "\($0.0)=\($0.1)" }
          rows.insert(table + ": " + values.joined(separator: ", "))
        }
      }
      return rows
    }
  }

  /// Changes the file behind the base's back.
  func damage(_ sql: String) throws { try Self.damage(path, sql) }

  static func damage(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  /// The device under which it writes.
  func device() throws -> UUID? { try entries().last?.header.device }
}
