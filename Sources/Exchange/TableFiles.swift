import Domain
import Foundation
import Storage

extension ReadableFiles {
  static let dealColumns = [
    "id", "name", "account", "owner", "industry", "segment", "region", "products", "competitor", "amount", "currency",
    "stage", "expected_close", "source", "source_id", "link", "outcome", "detail", "closed",
  ]
  static let personColumns = ["id", "deal", "name", "role"]
  static let encounterColumns = [
    "id", "at", "by", "deal", "person", "role", "stage", "competitor", "product", "channel", "cold", "words",
    "objection",
    "response", "used", "result", "knowing", "went_on", "note",
  ]

  mutating func readDeals(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.dealColumns).rows {
      let amount = try row.value("amount", wanted: "an amount such as 48000 or 48000.50", Self.amount)
      deals.append(
        Deal(
          id: try row.id("deal", in: &self), name: try row.required("name"),
          account: row.text("account"), owner: row.text("owner"), industry: row.text("industry"),
          segment: row.text("segment"), region: row.text("region"),
          products: row.text("products")?.split(separator: ";").compactMap { String($0).trimmedOrNil } ?? [],
          competitor: row.text("competitor"),
          amount: amount.map { Deal.Amount(value: $0, currency: row.text("currency")) },
          stage: row.text("stage"), expectedClose: try day(row, "expected_close"),
          source: row.text("source").map {
            Deal.Source(system: $0, id: row.text("source_id"), link: row.text("link"))
          },
          ending: Deal.Ending(
            outcome: try word(row, "outcome") ?? .open, detail: row.text("detail").map(NoDecision.init(rawValue:)),
            closed: try day(row, "closed"))))
    }
  }

  mutating func readPeople(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.personColumns).rows {
      let deal = row.text("deal").map { ID<Deal>(named: $0, kind: "deal") }
      refer(.deal, deal?.uuid, row, "deal")
      people.append(
        Person(
          id: try row.id("person", in: &self), deal: deal, name: try row.required("name"),
          role: row.text("role")))
    }
  }

  mutating func readEncounters(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.encounterColumns).rows {
      guard let at = try row.value("at", wanted: "a time such as 2026-11-12T14:03:05Z", Moment.init) else {
        throw row.error("at", .missing(key: "at"))
      }
      let objection = ID<Objection>(named: try row.required("objection"), kind: "objection")
      let deal = row.text("deal").map { ID<Deal>(named: $0, kind: "deal") }
      let person = row.text("person").map { ID<Person>(named: $0, kind: "person") }
      let response = row.text("response").map { ID<Response>(named: $0, kind: "response") }
      refer(.objection, objection.uuid, row, "objection")
      refer(.deal, deal?.uuid, row, "deal")
      refer(.person, person?.uuid, row, "person")
      refer(.response, response?.uuid, row, "response")
      let encounter = Encounter(
        id: try row.id("encounter", in: &self),
        met: Encounter.Met(
          at: at, day: Day(at.date, in: .gmt), objection: objection, deal: deal, person: person,
          role: row.text("role"), stage: row.text("stage"), competitor: row.text("competitor"),
          product: row.text("product"),
          channel: row.text("channel").map { Channel(meant: $0) ?? Channel(rawValue: $0) },
          cold: try row.value("cold", wanted: "yes or no") { ["yes": true, "no": false][$0] }),
        words: row.text("words"),
        used: try response.map {
          Encounter.Used(response: $0, closeness: try word(row, "used") ?? .close)
        },
        went: Encounter.Went(
          result: try word(row, "result") ?? .unknown, knowing: try word(row, "knowing"), day: try day(row, "went_on")),
        note: row.text("note"))
      let by = row.text("by").map { Author(id: ID(named: $0.lowercased(), kind: "author"), name: $0) }
      encounters.append(Met(encounter: encounter, by: by))
    }
  }

  private mutating func refer(_ target: Reference.Target, _ id: UUID?, _ row: CSV.Row, _ column: String) {
    guard let id else { return }
    references.append(
      Reference(
        target: target, id: id,
        error: row.error(column, .noSuchRow(kind: column, id: row.text(column) ?? ""))))
  }

  private func day(_ row: CSV.Row, _ column: String) throws -> Day? {
    try row.value(column, wanted: "a date such as 2026-11-12", Day.init)
  }

  private func word<W: Word>(_ row: CSV.Row, _ column: String) throws -> W? {
    try row.value(column, wanted: W.known.map(\.rawValue).joined(separator: ", ")) { W(meant: $0) }
  }

  /// Digits with at most one point; nil for anything else, also for what `Double` reads but nobody writes.
  private static func amount(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }), let value = Double(text),
      value.isFinite
    else { return nil }
    return value
  }
}
