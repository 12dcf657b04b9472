package import Domain
package import Foundation
package import GRDB

/// A row that people write: how a plain value and the atoms of its table stand to each other.
package protocol Written {
  static var table: Table { get }
  var rowID: UUID { get }
  /// The values by field name; a field not named is null.
  var fieldValues: [String: Value] { get }
  /// Nil when a required atom is not there: the row is not shown then.
  init?(_ row: StoredRow)
}

/// A row of a table, read by field name. What isn't of the type that it should be reads as nothing: a page that was
/// overwritten may hold anything.
package struct StoredRow {
  package let table: Table
  package let row: GRDB.Row

  package init(_ table: Table, _ row: GRDB.Row) {
    self.table = table
    self.row = row
  }

  /// Another at each call where there is none, so that no entry is its.
  package var id: UUID { uuid("id") ?? UUID() }
  package var number: Int64 { stored("number") ?? 0 }
  package var handle: String { stored("handle") ?? "" }
  package var isRetired: Bool { (stored("retired") ?? 0) != 0 }

  private func stored<V: DatabaseValueConvertible>(_ name: String) -> V? {
    (row[name] as DatabaseValue?).flatMap(V.fromDatabaseValue)
  }

  func text(_ name: String) -> String? { stored(name) }
  func integer(_ name: String) -> Int? { stored(name) }
  func real(_ name: String) -> Double? { stored(name) }
  func uuid(_ name: String) -> UUID? { (stored(name) as Data?).flatMap { UUID(bytes: $0) } }
  func day(_ name: String) -> Day? { text(name).flatMap(Day.init) }
  func list(_ name: String) -> [JSON] {
    text(name).flatMap { try? JSON(parsing: Data($0.utf8)) }?.list ?? []
  }
  package func value(_ field: Field) -> Value {
    Value((row[field.name] as DatabaseValue?) ?? .null, as: field.kind)
  }
}

extension Author: Written {
  package static var table: Table { Catalog.author }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] { ["name": .text(name)] }
  package init?(_ row: StoredRow) {
    guard let name = row.text("name") else { return nil }
    self.init(id: ID(row.id), name: name)
  }
}

extension Objection: Written {
  package static var table: Table { Catalog.objection }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    [
      "sentence": .text(sentence), "category": .text(category.rawValue), "kind": Value(kind?.rawValue),
      "concern": Value(concern), "concern_check": Value(check), "tell": Value(tell),
      "condition": Value(condition),
      "neighbours": neighbours.isEmpty
        ? .null
        : .list(
          neighbours.map {
            .object([
              "objection": .text($0.objection.uuid.uuidString.lowercased()),
              "difference": .text($0.difference),
            ])
          }),
    ]
  }
  package init?(_ row: StoredRow) {
    guard let sentence = row.text("sentence"), let category = row.text("category") else { return nil }
    self.init(
      id: ID(row.id), sentence: sentence, category: Category(rawValue: category),
      kind: row.text("kind").map(ObjectionKind.init(rawValue:)), concern: row.text("concern"),
      check: row.text("concern_check"), tell: row.text("tell"), condition: row.text("condition"),
      neighbours: row.list("neighbours").compactMap {
        guard let id = $0["objection"].text.flatMap(UUID.init(uuidString:)),
          let difference = $0["difference"].text
        else { return nil }
        return Neighbour(objection: ID(id), difference: difference)
      })
  }
}

extension Phrasing: Written {
  package static var table: Table { Catalog.phrasing }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    [
      "objection": .id(objection.uuid), "source": .text(source.rawValue),
      "encounter": Value(encounter?.uuid), "text": .text(text),
    ]
  }
  package init?(_ row: StoredRow) {
    guard let objection = row.uuid("objection"), let source = row.text("source"),
      let text = row.text("text")
    else { return nil }
    self.init(
      id: ID(row.id), objection: ID(objection), source: Source(rawValue: source), text: text,
      encounter: row.uuid("encounter").map { ID($0) })
  }
}

extension Response: Written {
  package static var table: Table { Catalog.response }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    [
      "objection": .id(objection.uuid), "newer_wording_of": Value(newerWordingOf?.uuid),
      "ask_first": Value(askFirst), "words": .text(words), "written": Value(written),
      "technique": .text(technique.rawValue), "proof": Value(proof),
      "proofs": proofs.isEmpty
        ? .null : .list(proofs.map { .text($0.uuid.uuidString.lowercased()) }),
      "know": Value(know), "applies": Value(applies), "caution": Value(caution), "ban": Value(ban),
      "place": Value(place),
    ]
  }
  package init?(_ row: StoredRow) {
    guard let objection = row.uuid("objection"), let words = row.text("words") else { return nil }
    self.init(
      id: ID(row.id), objection: ID(objection),
      newerWordingOf: row.uuid("newer_wording_of").map { ID($0) }, askFirst: row.text("ask_first"),
      words: words, written: row.text("written"),
      technique: Technique(rawValue: row.text("technique") ?? "other"), proof: row.text("proof"),
      proofs: row.list("proofs").compactMap { $0.text.flatMap(UUID.init(uuidString:)).map { ID($0) } },
      know: row.text("know"), applies: row.text("applies"), caution: row.text("caution"),
      ban: row.text("ban"), place: row.integer("place") ?? 1)
  }
}

extension Deal: Written {
  package static var table: Table { Catalog.deal }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    [
      "name": .text(name), "account": Value(account), "owner": Value(owner),
      "industry": Value(industry), "segment": Value(segment), "region": Value(region),
      "products": products.isEmpty ? .null : .list(products.map(JSON.text)),
      "competitor": Value(competitor), "amount": amount.map { .real($0.value) } ?? .null,
      "currency": Value(amount?.currency), "stage": Value(stage),
      "expected_close": Value(expectedClose?.description), "source": Value(source?.system),
      "source_id": Value(source?.id), "link": Value(source?.link),
      "outcome": .text(ending.outcome.rawValue), "detail": Value(ending.detail?.rawValue),
      "closed": Value(ending.closed?.description), "no_fit": Value(noFit),
    ]
  }
  package init?(_ row: StoredRow) {
    guard let name = row.text("name") else { return nil }
    self.init(
      id: ID(row.id), name: name, account: row.text("account"), owner: row.text("owner"),
      industry: row.text("industry"), segment: row.text("segment"), region: row.text("region"),
      products: row.list("products").compactMap(\.text), competitor: row.text("competitor"),
      amount: row.real("amount").map { Amount(value: $0, currency: row.text("currency")) },
      stage: row.text("stage"), expectedClose: row.day("expected_close"),
      source: row.text("source").map {
        Source(system: $0, id: row.text("source_id"), link: row.text("link"))
      },
      ending: Ending(
        outcome: row.text("outcome").map(Outcome.init(rawValue:)) ?? .open,
        detail: row.text("detail").map(NoDecision.init(rawValue:)), closed: row.day("closed")),
      noFit: row.text("no_fit"))
  }
}

extension Person: Written {
  package static var table: Table { Catalog.person }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    ["deal": Value(deal?.uuid), "name": .text(name), "role": Value(role)]
  }
  package init?(_ row: StoredRow) {
    guard let name = row.text("name") else { return nil }
    self.init(id: ID(row.id), deal: row.uuid("deal").map { ID($0) }, name: name, role: row.text("role"))
  }
}

extension Proof: Written {
  package static var table: Table { Catalog.proof }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    [
      "claim": .text(claim), "customer": Value(customer), "may_be_named": Value(mayBeNamed),
      "source": Value(source), "date": Value(date?.description),
    ]
  }
  package init?(_ row: StoredRow) {
    guard let claim = row.text("claim") else { return nil }
    self.init(
      id: ID(row.id), claim: claim, customer: row.text("customer"),
      mayBeNamed: row.integer("may_be_named") == 1, source: row.text("source"), date: row.day("date"))
  }
}

extension Gap: Written {
  package static var table: Table { Catalog.gap }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] { ["words": .text(words)] }
  package init?(_ row: StoredRow) {
    guard let words = row.text("words") else { return nil }
    self.init(id: ID(row.id), words: words)
  }
}

extension Reason: Written {
  package static var table: Table { Catalog.reason }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    [
      "deal": .id(deal.uuid), "said_by": .text(by.rawValue), "day": Value(day?.description),
      "category": Value(category?.rawValue), "words": Value(words), "knowing": Value(knowing?.rawValue),
      "in_hands": Value(inHands?.rawValue),
    ]
  }
  package init?(_ row: StoredRow) {
    guard let deal = row.uuid("deal"), let by = row.text("said_by") else { return nil }
    self.init(
      id: ID(row.id), deal: ID(deal), by: Teller(rawValue: by), day: row.day("day"),
      category: row.text("category").map(Category.init(rawValue:)), words: row.text("words"),
      knowing: row.text("knowing").map(Knowing.init(rawValue:)),
      inHands: row.text("in_hands").map(InHands.init(rawValue:)))
  }
}

extension Encounter: Written {
  package static var table: Table { Catalog.encounter }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    [
      "at": .text(met.at.description), "day": .text(met.day.description),
      "objection": .id(met.objection.uuid), "deal": Value(met.deal?.uuid),
      "person": Value(met.person?.uuid), "role": Value(met.role), "stage": Value(met.stage),
      "competitor": Value(met.competitor), "product": Value(met.product),
      "channel": Value(met.channel?.rawValue), "cold": Value(met.cold), "words": Value(words),
      "response": Value(used?.response.uuid), "closeness": Value(used?.closeness.rawValue),
      "rank": Value(used?.rank), "shown": Value(used?.shown), "result": .text(went.result.rawValue),
      "knowing": Value(went.knowing?.rawValue), "went_on": Value(went.day?.description),
      "note": Value(note),
    ]
  }
  package init?(_ row: StoredRow) {
    guard let at = row.text("at").flatMap(Moment.init), let day = row.day("day"),
      let objection = row.uuid("objection")
    else { return nil }
    self.init(
      id: ID(row.id),
      met: Met(
        at: at, day: day, objection: ID(objection), deal: row.uuid("deal").map { ID($0) },
        person: row.uuid("person").map { ID($0) }, role: row.text("role"), stage: row.text("stage"),
        competitor: row.text("competitor"), product: row.text("product"),
        channel: row.text("channel").map(Channel.init(rawValue:)), cold: row.integer("cold").map { $0 == 1 }),
      words: row.text("words"),
      used: row.uuid("response").map {
        Used(
          response: ID($0), closeness: Closeness(rawValue: row.text("closeness") ?? "close"),
          rank: row.integer("rank"), shown: row.integer("shown"))
      },
      went: Went(
        result: Result(rawValue: row.text("result") ?? Result.unknown.rawValue),
        knowing: row.text("knowing").map(Knowing.init(rawValue:)), day: row.day("went_on")),
      note: row.text("note"))
  }
}
