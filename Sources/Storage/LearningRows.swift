public import Domain
package import Foundation

/// The rows of what is learnt from deals once they are decided.

extension DebriefAnswer: Written {
  package static var table: Table { Catalog.debriefAnswer }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    [
      "deal": .id(deal.uuid), "question": .text(question.rawValue), "day": Value(day?.description),
      "objection": Value(objection?.uuid), "response": Value(response?.uuid), "encounter": Value(encounter?.uuid),
      "words": Value(words), "choice": Value(choice?.rawValue), "knowing": Value(knowing?.rawValue),
    ]
  }
  package init?(_ row: StoredRow) {
    guard let deal = row.uuid("deal"), let question = row.text("question") else { return nil }
    self.init(
      id: ID(row.id), deal: ID(deal), question: Question(rawValue: question), day: row.day("day"),
      words: row.text("words"), choice: row.text("choice").map(Choice.init(rawValue:)),
      knowing: row.text("knowing").map(Knowing.init(rawValue:)), objection: row.uuid("objection").map { ID($0) },
      response: row.uuid("response").map { ID($0) }, encounter: row.uuid("encounter").map { ID($0) })
  }
}

extension Remark: Written {
  package static var table: Table { Catalog.remark }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    [
      "deal": .id(deal.uuid), "person": Value(person?.uuid), "day": Value(day?.description),
      "topic": .text(topic.rawValue), "role": Value(role), "said": Value(said), "meant": Value(meant),
    ]
  }
  package init?(_ row: StoredRow) {
    guard let deal = row.uuid("deal"), let topic = row.text("topic") else { return nil }
    self.init(
      id: ID(row.id), deal: ID(deal), person: row.uuid("person").map { ID($0) }, day: row.day("day"),
      topic: Topic(rawValue: topic), role: row.text("role"), said: row.text("said"), meant: row.text("meant"))
  }
}

extension FollowUp: Written {
  package static var table: Table { Catalog.followUp }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    var values: [String: Value] = [
      "kind": .text(kind.rawValue), "due": Value(due?.description), "condition": Value(condition),
      "offer": Value(offer), "sent": Value(state.sent), "result": Value(state.result?.rawValue),
      "state_on": Value(state.day?.description), "event": Value(woken?.by.uuid),
      "woken_on": Value(woken?.day.description), "note": Value(note),
    ]
    switch about {
    case .deal(let id): values["deal"] = .id(id.uuid)
    case .objection(let id): values["objection"] = .id(id.uuid)
    case .response(let id): values["response"] = .id(id.uuid)
    }
    return values
  }
  package init?(_ row: StoredRow) {
    guard let kind = row.text("kind") else { return nil }
    let about: About? =
      row.uuid("deal").map { .deal(ID($0)) } ?? row.uuid("response").map { .response(ID($0)) }
      ?? row.uuid("objection").map { .objection(ID($0)) }
    guard let about else { return nil }
    var woken: Woken?
    if let event = row.uuid("event"), let day = row.day("woken_on") { woken = Woken(by: ID(event), day: day) }
    self.init(
      id: ID(row.id), about: about, kind: Kind(rawValue: kind), due: row.day("due"), condition: row.text("condition"),
      offer: row.text("offer"),
      state: State(
        sent: (row.integer("sent") ?? 0).clamped(to: State.allowedSent),
        result: row.text("result").map(Result.init(rawValue:)), day: row.day("state_on")
      ),
      woken: woken, note: row.text("note"))
  }
}

extension Event: Written {
  package static var table: Table { Catalog.event }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] { ["day": Value(day?.description), "words": .text(words)] }
  package init?(_ row: StoredRow) {
    guard let words = row.text("words") else { return nil }
    self.init(id: ID(row.id), words: words, day: row.day("day"))
  }
}

extension FitMark {
  /// The one mark of this criterion on this deal, whoever makes it and wherever.
  public init(deal: ID<Deal>, criterion: String, mark: Mark, knowing: Knowing? = nil) {
    let name = "\(deal.uuid.uuidString.lowercased())/\(Folding.fold(criterion))"
    self.init(
      id: ID(named: name, kind: Catalog.fitMark.name), deal: deal, criterion: criterion, mark: mark, knowing: knowing)
  }
}

extension FitMark: Written {
  package static var table: Table { Catalog.fitMark }
  package var rowID: UUID { id.uuid }
  package var fieldValues: [String: Value] {
    [
      "deal": .id(deal.uuid), "criterion": .text(criterion), "mark": .text(mark.rawValue),
      "knowing": Value(knowing?.rawValue),
    ]
  }
  package init?(_ row: StoredRow) {
    guard let deal = row.uuid("deal"), let criterion = row.text("criterion"), let mark = row.text("mark") else {
      return nil
    }
    self.init(
      id: ID(row.id), deal: ID(deal), criterion: criterion, mark: Mark(rawValue: mark),
      knowing: row.text("knowing").map(Knowing.init(rawValue:)))
  }
}

extension FitProfile {
  /// A base has one.
  public static var only: ID<FitProfile> { ID(named: "profile", kind: Catalog.profile.name) }
}

extension FitProfile: Written {
  package static var table: Table { Catalog.profile }
  package var rowID: UUID { Self.only.uuid }
  package var fieldValues: [String: Value] {
    [
      "criteria": .list(criteria.map(\.json)), "stops": stops.isEmpty ? .null : .list(stops.map(\.json)),
      "tier_a": Value(tiers.a), "tier_b": Value(tiers.b),
    ]
  }
  package init?(_ row: StoredRow) {
    guard row.id == Self.only.uuid else { return nil }
    self.init(
      criteria: row.list("criteria").compactMap(Criterion.init), stops: row.list("stops").compactMap(Stop.init),
      tiers: Tiers(
        a: (row.integer("tier_a") ?? Tiers().a).clamped(to: Tiers.allowed),
        b: (row.integer("tier_b") ?? Tiers().b).clamped(to: Tiers.allowed)))
  }
}

extension FitProfile.Criterion {
  fileprivate var json: JSON {
    var object: [String: JSON] = ["name": .text(name), "weight": .integer(Int64(weight))]
    object["met"] = met.map(JSON.text)
    object["not_met"] = notMet.map(JSON.text)
    object["ask"] = ask.map(JSON.text)
    object["rule"] = rule?.json
    return .object(object)
  }

  fileprivate init?(_ json: JSON) {
    guard let name = json["name"].text else { return nil }
    self.init(
      name: name, weight: Int(json["weight"].integer ?? 1).clamped(to: FitProfile.weights), met: json["met"].text,
      notMet: json["not_met"].text,
      ask: json["ask"].text, rule: FitProfile.Rule(json["rule"]))
  }
}

extension FitProfile.Stop {
  fileprivate var json: JSON {
    var object: [String: JSON] = ["name": .text(name)]
    object["because"] = because.map(JSON.text)
    object["rule"] = rule?.json
    return .object(object)
  }

  fileprivate init?(_ json: JSON) {
    guard let name = json["name"].text else { return nil }
    self.init(name: name, because: json["because"].text, rule: FitProfile.Rule(json["rule"]))
  }
}

extension FitProfile.Rule {
  fileprivate var json: JSON { .object(["field": .text(field), "values": .list(values.map(JSON.text))]) }

  fileprivate init?(_ json: JSON) {
    guard let field = json["field"].text, let values = json["values"].list else { return nil }
    self.init(field: field, values: values.compactMap(\.text))
  }
}

/// What a row from elsewhere may hold, and what reads as the nearest that is allowed.
extension FollowUp.State { fileprivate static let allowedSent = 0...1000 }
extension FitProfile.Tiers { fileprivate static let allowed = 1...100 }

extension Comparable {
  fileprivate func clamped(to range: ClosedRange<Self>) -> Self {
    min(max(self, range.lowerBound), range.upperBound)
  }
}
