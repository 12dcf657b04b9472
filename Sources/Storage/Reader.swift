public import Domain
package import Foundation
package import GRDB

/// The base as it stands within one transaction. Rows that were put away are left out.
public struct Reader {
  package let db: Database

  // MARK: One row

  /// - Parameter evenPutAway: Whether one that was put away is found, too.
  public func objection(_ id: ID<Objection>, evenPutAway: Bool = false) throws -> Objection? {
    try find(id.uuid, evenPutAway: evenPutAway)
  }
  public func response(_ id: ID<Response>) throws -> Response? { try find(id.uuid) }
  public func deal(_ id: ID<Deal>) throws -> Deal? { try find(id.uuid) }
  public func person(_ id: ID<Person>) throws -> Person? { try find(id.uuid) }
  public func proof(_ id: ID<Proof>) throws -> Proof? { try find(id.uuid) }
  public func encounter(_ id: ID<Encounter>) throws -> Encounter? { try find(id.uuid) }
  public func reason(_ id: ID<Reason>) throws -> Reason? { try find(id.uuid) }
  public func author(_ id: ID<Author>) throws -> Author? { try find(id.uuid) }

  package func find<R: Written>(_ id: UUID, evenPutAway: Bool = false) throws -> R? {
    guard let row = try row(R.table, id: id), evenPutAway || !row.isRetired else { return nil }
    return R(row)
  }

  /// The row as it is stored, put away or not.
  package func row(_ table: Table, id: UUID) throws -> StoredRow? {
    let statement = try db.cachedStatement(sql: "SELECT * FROM " + table.name + " WHERE id = ?")
    return try GRDB.Row.fetchOne(statement, arguments: [Data(id.bytes)]).map { StoredRow(table, $0) }
  }

  /// Every row of a table, put away or not.
  package func storedRows(of table: Table) throws -> [StoredRow] {
    try GRDB.Row.fetchAll(db, sql: "SELECT * FROM " + table.name + " ORDER BY number").map { StoredRow(table, $0) }
  }

  // MARK: Many

  /// Of objections that are the same one, the one in front.
  public func objections() throws -> [Objection] {
    try all("AND id NOT IN (SELECT objection FROM same WHERE objection <> head) ORDER BY category, number")
  }
  public func phrasings() throws -> [Phrasing] { try all("ORDER BY number") }
  public func proofs() throws -> [Proof] { try all("ORDER BY number") }
  public func people() throws -> [Person] { try all("ORDER BY number") }
  public func authors() throws -> [Author] { try all("ORDER BY number") }
  /// Newest first.
  public func deals() throws -> [Deal] { try all("ORDER BY number DESC") }

  /// The condition that a row belongs to an objection, or to one that is the same.
  package static let ofObjection = """
    IN (SELECT ?1 UNION SELECT objection FROM same WHERE head = (SELECT head FROM same WHERE objection = ?1))
    """

  /// The objection that stands in front of those that are the same as this one; itself when there are none.
  public func front(of objection: ID<Objection>) throws -> ID<Objection> {
    let head = try Data.fetchOne(
      db, sql: "SELECT head FROM same WHERE objection = ?", arguments: [Data(objection.uuid.bytes)])
    return head.flatMap { UUID(bytes: $0) }.map { ID($0) } ?? objection
  }

  /// The other objections that are the same as this one.
  public func same(as objection: ID<Objection>) throws -> [Objection] {
    try all("AND id " + Self.ofObjection + " AND id <> ?1 ORDER BY number", [Data(objection.uuid.bytes)])
  }

  public func phrasings(of objection: ID<Objection>) throws -> [Phrasing] {
    try all("AND objection " + Self.ofObjection + " ORDER BY number", [Data(objection.uuid.bytes)])
  }

  /// In the writer's order.
  public func responses(to objection: ID<Objection>) throws -> [Response] {
    try all("AND objection " + Self.ofObjection + " ORDER BY place, number", [Data(objection.uuid.bytes)])
  }

  public func people(of deal: ID<Deal>) throws -> [Person] {
    try all("AND deal = ? ORDER BY number", [Data(deal.uuid.bytes)])
  }

  /// Why it went as it did, in the order in which it was said.
  public func reasons(of deal: ID<Deal>) throws -> [Reason] {
    try all("AND deal = ? ORDER BY number", [Data(deal.uuid.bytes)])
  }

  public func encounters(with objection: ID<Objection>) throws -> [Encounter] {
    try all("AND objection " + Self.ofObjection + " ORDER BY day, number", [Data(objection.uuid.bytes)])
  }

  /// The last times that an objection was met, newest first, but on deals that weren't real.
  public func lastTimes(_ objection: ID<Objection>, limit: Int) throws -> [Encounter] {
    try all(
      "AND objection " + Self.ofObjection + """
         AND (deal IS NULL OR deal NOT IN (SELECT id FROM deal WHERE outcome = 'invalid'))
        ORDER BY day DESC, number DESC LIMIT ?2
        """, [Data(objection.uuid.bytes), limit])
  }

  /// Newest first; of every deal when none is named.
  public func encounters(on deal: ID<Deal>? = nil, limit: Int = -1) throws -> [Encounter] {
    if let deal {
      return try all("AND deal = ? ORDER BY day DESC, number DESC LIMIT ?", [Data(deal.uuid.bytes), limit])
    }
    return try all("ORDER BY day DESC, number DESC LIMIT ?", [limit])
  }

  package func all<R: Written>(_ rest: String, _ arguments: StatementArguments = []) throws -> [R] {
    let statement = try db.cachedStatement(
      sql: "SELECT * FROM " + R.table.name + " WHERE retired = 0 " + rest)
    let rows = try GRDB.Row.fetchCursor(statement, arguments: arguments)
    var found: [R] = []
    while let row = try rows.next() {
      if let value = R(StoredRow(R.table, row)) { found.append(value) }
    }
    return found
  }

  public func count(of kind: Kind) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM " + kind.table.name + " WHERE retired = 0") ?? 0
  }

  public enum Kind: Sendable, CaseIterable {
    case objection, phrasing, response, deal, person, proof, encounter, gap, reason
    case debriefAnswer, remark, followUp, event, fitMark, profile

    init?(_ table: Table) {
      guard let kind = Self.allCases.first(where: { $0.table.number == table.number }) else { return nil }
      self = kind
    }

    var table: Table {
      switch self {
      case .objection: Catalog.objection
      case .phrasing: Catalog.phrasing
      case .response: Catalog.response
      case .deal: Catalog.deal
      case .person: Catalog.person
      case .proof: Catalog.proof
      case .encounter: Catalog.encounter
      case .gap: Catalog.gap
      case .reason: Catalog.reason
      case .debriefAnswer: Catalog.debriefAnswer
      case .remark: Catalog.remark
      case .followUp: Catalog.followUp
      case .event: Catalog.event
      case .fitMark: Catalog.fitMark
      case .profile: Catalog.profile
      }
    }
  }

  /// How often an answer worked, of the results that are known. Plain counts; deals that weren't real are
  /// left out.
  public func score(of response: ID<Response>) throws -> (worked: Int, known: Int) {
    let row = try GRDB.Row.fetchOne(
      db,
      sql: """
        SELECT count(*) FILTER (WHERE result = 'worked'), count(*) FROM encounter
        WHERE response = ? AND retired = 0 AND result IN ('worked', 'partly', 'failed')
          AND (deal IS NULL OR deal NOT IN (SELECT id FROM deal WHERE outcome = 'invalid'))
        """, arguments: [Data(response.uuid.bytes)])
    return (row?[0] ?? 0, row?[1] ?? 0)
  }

  /// The names of deals, accounts, owners and people and the amounts of deals, put away or not: what a
  /// discreet text must not say.
  public func namesAndAmounts() throws -> (accounts: [String], people: [String], amounts: [Double]) {
    let accounts = try String.fetchAll(
      db,
      sql: "SELECT name FROM deal WHERE name IS NOT NULL UNION SELECT account FROM deal WHERE account IS NOT NULL")
    let people = try String.fetchAll(
      db, sql: "SELECT name FROM person WHERE name IS NOT NULL UNION SELECT owner FROM deal WHERE owner IS NOT NULL")
    let amounts = try Double.fetchAll(db, sql: "SELECT DISTINCT amount FROM deal WHERE amount IS NOT NULL ORDER BY 1")
    return (accounts, people, amounts)
  }

  // MARK: Names that people type

  /// The deals of that name, as typed but for case and accents, newest first.
  public func deals(named name: String) throws -> [Deal] {
    let wanted = Folding.fold(name)
    return try deals().filter { Folding.fold($0.name) == wanted }
  }

  // MARK: Short ids

  public func shortID(_ id: ID<Objection>) throws -> String { try short(Catalog.objection, id.uuid) }
  public func shortID(_ id: ID<Response>) throws -> String { try short(Catalog.response, id.uuid) }
  public func shortID(_ id: ID<Deal>) throws -> String { try short(Catalog.deal, id.uuid) }
  public func shortID(_ id: ID<Person>) throws -> String { try short(Catalog.person, id.uuid) }
  public func shortID(_ id: ID<Proof>) throws -> String { try short(Catalog.proof, id.uuid) }
  public func shortID(_ id: ID<Encounter>) throws -> String { try short(Catalog.encounter, id.uuid) }

  public func shortID(_ named: Named) throws -> String {
    let (table, id) = named.place
    return try short(table, id)
  }

  func short(_ table: Table, _ id: UUID) throws -> String {
    let code = ShortID.code(of: id)
    var needed = 4
    for (sign, order) in [("<", "DESC"), (">", "ASC")] {
      let statement = try db.cachedStatement(
        sql: "SELECT handle FROM " + table.name + " WHERE handle " + sign + " ? ORDER BY handle " + order + " LIMIT 1")
      if let neighbour = try String.fetchOne(statement, arguments: [code]) {
        needed = max(needed, zip(neighbour.utf8, code.utf8).prefix { $0 == $1 }.count + 1)
      }
    }
    return String(table.letter ?? "x") + code.prefix(needed)
  }

  /// What an id means that a person typed: a short id or any prefix of one that fits one row only, a
  /// UUID, or the name that a row has in the starter files.
  /// - Throws: ``StorageError/ambiguousID(_:)``, ``StorageError/noSuchID(_:)``.
  /// - Parameter putAway: Whether only rows that were put away are meant.
  public func named(_ typed: String, putAway: Bool = false) throws -> Named {
    let asTyped = typed.trimmingCharacters(in: .whitespaces)
    let text = asTyped.lowercased()
    for table in Catalog.tables where table.letter != nil {
      for name in [asTyped, text] {
        let id = UUID.named(name, kind: table.name)
        if let row = try row(table, id: id), row.isRetired == putAway { return try Named(table, id) }
      }
    }
    guard let letter = text.first, let table = Catalog.tables.first(where: { $0.letter == letter }),
      text.dropFirst().count >= 2, text.dropFirst().allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else { throw StorageError.noSuchID(typed) }
    let prefix = text.dropFirst()
    let found = try Data.fetchAll(
      db,
      sql: "SELECT id FROM " + table.name + " WHERE retired = ? AND handle >= ? AND handle < ? LIMIT 2",
      arguments: [putAway ? 1 : 0, String(prefix), prefix + "~"])
    guard let bytes = found.first, let id = UUID(bytes: bytes) else { throw StorageError.noSuchID(typed) }
    guard found.count == 1 else { throw StorageError.ambiguousID(typed) }
    return try Named(table, id)
  }

  public enum Named: Equatable, Sendable {
    case objection(ID<Objection>)
    case phrasing(ID<Phrasing>)
    case response(ID<Response>)
    case deal(ID<Deal>)
    case person(ID<Person>)
    case proof(ID<Proof>)
    case encounter(ID<Encounter>)
    case gap(ID<Gap>)
    case reason(ID<Reason>)
    case debriefAnswer(ID<DebriefAnswer>)
    case remark(ID<Remark>)
    case followUp(ID<FollowUp>)
    case event(ID<Event>)
    case fitMark(ID<FitMark>)
    case profile(ID<FitProfile>)

    public var kind: Kind {
      switch self {
      case .objection: .objection
      case .phrasing: .phrasing
      case .response: .response
      case .deal: .deal
      case .person: .person
      case .proof: .proof
      case .encounter: .encounter
      case .gap: .gap
      case .reason: .reason
      case .debriefAnswer: .debriefAnswer
      case .remark: .remark
      case .followUp: .followUp
      case .event: .event
      case .fitMark: .fitMark
      case .profile: .profile
      }
    }

    init(_ table: Table, _ id: UUID) throws {
      switch table.number {
      case Catalog.objection.number: self = .objection(ID(id))
      case Catalog.phrasing.number: self = .phrasing(ID(id))
      case Catalog.response.number: self = .response(ID(id))
      case Catalog.deal.number: self = .deal(ID(id))
      case Catalog.person.number: self = .person(ID(id))
      case Catalog.proof.number: self = .proof(ID(id))
      case Catalog.encounter.number: self = .encounter(ID(id))
      case Catalog.gap.number: self = .gap(ID(id))
      case Catalog.reason.number: self = .reason(ID(id))
      case Catalog.debriefAnswer.number: self = .debriefAnswer(ID(id))
      case Catalog.remark.number: self = .remark(ID(id))
      case Catalog.followUp.number: self = .followUp(ID(id))
      case Catalog.event.number: self = .event(ID(id))
      case Catalog.fitMark.number: self = .fitMark(ID(id))
      case Catalog.profile.number: self = .profile(ID(id))
      default: throw StorageError.noSuchID(id.uuidString)
      }
    }
  }

  // MARK: This machine's

  /// A setting of this machine; nil when it isn't set.
  public func setting(_ key: String) throws -> String? { try LocalState.setting(key, in: db) }

  public func settings() throws -> [String: String] {
    let rows = try GRDB.Row.fetchAll(db, sql: "SELECT key, value FROM setting")
    return Dictionary(rows.map { ($0[0] as String, $0[1] as String) }) { $1 }
  }

  /// Who writes in this base; nil before anything was written.
  public func writer() throws -> ID<Author>? {
    try LocalState.setting("author", in: db).flatMap(UUID.init(uuidString:)).map { ID($0) }
  }
}
