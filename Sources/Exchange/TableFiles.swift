import Domain
import Foundation
import Storage

extension ReadableFiles {
  static let dealColumns = [
    "id", "name", "account", "owner", "industry", "segment", "region", "products", "competitor", "amount", "currency",
    "stage", "expected_close", "source", "source_id", "link", "outcome", "detail", "closed", "no_fit", "put_away",
  ]
  static let personColumns = ["id", "deal", "name", "role", "put_away"]
  static let proofColumns = ["id", "claim", "customer", "may_be_named", "source", "date", "put_away"]
  static let reasonColumns = [
    "id", "deal", "said_by", "day", "category", "words", "knowing", "in_hands", "put_away",
  ]
  static let gapColumns = ["id", "words", "put_away"]
  static let encounterColumns = [
    "id", "at", "day", "by", "by_id", "deal", "person", "role", "stage", "competitor", "product", "channel", "cold",
    "words", "objection", "response", "used", "rank", "shown", "result", "knowing", "went_on", "note", "put_away",
  ]
  static let noteColumns = ["encounter", "note"]

  mutating func readDeals(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.dealColumns).rows {
      let id: ID<Deal> = try row.id("deal", in: &self)
      if try row.flag("put_away") == true { putAway(id, in: Catalog.deal) }
      let amount = try row.value("amount", wanted: "an amount such as 48000 or 48000.50", AmountText.value)
      deals.append(
        Deal(
          id: id, name: try row.required("name"), account: row.text("account"), owner: row.text("owner"),
          industry: row.text("industry"), segment: row.text("segment"), region: row.text("region"),
          products: row.text("products").map(ListText.items) ?? [], competitor: row.text("competitor"),
          amount: amount.map { Deal.Amount(value: $0, currency: row.text("currency")) },
          stage: row.text("stage"), expectedClose: try day(row, "expected_close"),
          source: row.text("source").map {
            Deal.Source(system: $0, id: row.text("source_id"), link: row.text("link"))
          },
          ending: Deal.Ending(
            outcome: try row.knownWord("outcome") ?? .open,
            detail: row.text("detail").map(NoDecision.init(rawValue:)), closed: try day(row, "closed")),
          noFit: row.text("no_fit")))
      if row.has("no_fit") { withNoFit.insert(id) }
    }
  }

  mutating func readPeople(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.personColumns).rows {
      let id: ID<Person> = try row.id("person", in: &self)
      if try row.flag("put_away") == true { putAway(id, in: Catalog.person) }
      let deal: ID<Deal>? = row.reference("deal", "deal")
      refer(to: deal?.uuid, in: Catalog.deal, row, "deal")
      people.append(Person(id: id, deal: deal, name: try row.required("name"), role: row.text("role")))
    }
  }

  mutating func readProofs(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.proofColumns).rows {
      let id: ID<Proof> = try row.id("proof", in: &self)
      if try row.flag("put_away") == true { putAway(id, in: Catalog.proof) }
      proofs.append(
        Proof(
          id: id, claim: try row.required("claim"), customer: row.text("customer"),
          mayBeNamed: try row.flag("may_be_named") ?? false, source: row.text("source"), date: try day(row, "date")))
    }
  }

  mutating func readGaps(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.gapColumns).rows {
      let id: ID<Gap> = try row.id("gap", in: &self)
      if try row.flag("put_away") == true { putAway(id, in: Catalog.gap) }
      gaps.append(Gap(id: id, words: try row.required("words")))
    }
  }

  mutating func readReasons(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.reasonColumns).rows {
      let id: ID<Reason> = try row.id("reason", in: &self)
      if try row.flag("put_away") == true { putAway(id, in: Catalog.reason) }
      guard let deal: ID<Deal> = row.reference("deal", "deal") else {
        throw row.error("deal", .missing(key: "deal"))
      }
      refer(to: deal.uuid, in: Catalog.deal, row, "deal")
      guard let by: Reason.Teller = try row.knownWord("said_by") else {
        throw row.error("said_by", .missing(key: "said_by"))
      }
      reasons.append(
        Reason(
          id: id, deal: deal, by: by, day: try day(row, "day"), category: row.word("category"),
          words: row.text("words"), knowing: try row.knownWord("knowing"), inHands: try row.knownWord("in_hands")))
    }
  }

  mutating func readEncounters(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.encounterColumns).rows {
      let id: ID<Encounter> = try row.id("encounter", in: &self)
      if try row.flag("put_away") == true { putAway(id, in: Catalog.encounter) }
      let met = try met(row)
      let response: ID<Response>? = row.reference("response", "response")
      refer(to: response?.uuid, in: Catalog.response, row, "response")
      let rank = try row.value("rank", wanted: "a number") { Int($0) }
      let shown = try row.value("shown", wanted: "a number") { Int($0) }
      let encounter = Encounter(
        id: id, met: met, words: row.text("words"),
        used: try response.map {
          Encounter.Used(response: $0, closeness: try row.knownWord("used") ?? .close, rank: rank, shown: shown)
        },
        went: Encounter.Went(
          result: try row.knownWord("result") ?? .unknown, knowing: try row.knownWord("knowing"),
          day: try day(row, "went_on")),
        note: row.text("note"))
      let maker = maker(row)
      encounters.append(
        Met(
          encounter: encounter, by: maker?.named, author: maker?.id,
          unsaid: Set(["day", "rank", "shown", "note"].filter { !row.has($0) })))
    }
  }

  /// Who wrote the row where it comes from.
  func maker(_ row: CSV.Row) -> Maker? {
    let id: ID<Author>? = row.reference("by_id", "author")
    let named = row.text("by").map { name in
      Author(id: id ?? ID(named: name.trimmedOfBlanks.lowercased(), kind: "author"), name: name)
    }
    return (named?.id ?? id).map { Maker(id: $0, named: named) }
  }

  private mutating func met(_ row: CSV.Row) throws -> Encounter.Met {
    guard let at = try row.value("at", wanted: "a time such as 2026-11-12T14:03:05Z", Moment.init) else {
      throw row.error("at", .missing(key: "at"))
    }
    guard let objection: ID<Objection> = row.reference("objection", "objection") else {
      throw row.error("objection", .missing(key: "objection"))
    }
    let deal: ID<Deal>? = row.reference("deal", "deal")
    let person: ID<Person>? = row.reference("person", "person")
    refer(to: objection.uuid, in: Catalog.objection, row, "objection")
    refer(to: deal?.uuid, in: Catalog.deal, row, "deal")
    refer(to: person?.uuid, in: Catalog.person, row, "person")
    return Encounter.Met(
      at: at, day: try day(row, "day") ?? Day(at.date, in: .gmt), objection: objection, deal: deal, person: person,
      role: row.text("role"), stage: row.text("stage"), competitor: row.text("competitor"),
      product: row.text("product"), channel: row.word("channel"), cold: try row.flag("cold"))
  }

  mutating func readNotes(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.noteColumns).rows {
      guard let encounter: ID<Encounter> = row.reference("encounter", "encounter") else {
        throw row.error("encounter", .missing(key: "encounter"))
      }
      try claim(
        encounter.uuid, "note", or: row.error("encounter", .usedTwice(id: row.trimmed("encounter") ?? "")))
      references.append(
        Reference(
          table: Catalog.encounter, id: encounter.uuid,
          error: row.error("encounter", .noSuchRow(kind: "log", id: row.trimmed("encounter") ?? ""))))
      notes.append(Note(encounter: encounter, text: try row.required("note")))
    }
  }

  mutating func refer(to id: UUID?, in table: Table, _ row: CSV.Row, _ column: String) {
    guard let id else { return }
    references.append(
      Reference(
        table: table, id: id, error: row.error(column, .noSuchRow(kind: column, id: row.trimmed(column) ?? ""))))
  }

  func day(_ row: CSV.Row, _ column: String) throws -> Day? {
    try row.value(column, wanted: "a date such as 2026-11-12", Day.init)
  }
}
