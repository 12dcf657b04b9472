public import Domain
import Foundation
public import Storage

/// What taking in a table would do to a base: worked out by reading alone, so that it can be shown before anything is
/// written.
public struct DealPlan: Sendable {
  public private(set) var new = 0
  public private(set) var changed = 0
  public private(set) var same = 0
  /// Deals of the file that are put away here, and stay so.
  public private(set) var putAway = 0
  public private(set) var newPeople = 0
  public private(set) var newReasons = 0
  /// Deals typed by hand that become the file's, by name.
  public private(set) var byHand: [String] = []
  /// Deals that were closed here in a finer way than the file knows, with their outcome here.
  public private(set) var keptEndings: [(name: String, outcome: Outcome)] = []
  /// Deals on which something typed here since the last import stays, for the file says nothing new of it.
  public private(set) var keptWords: [String] = []
  /// Deals that were here and whose stage or outcome changes.
  public private(set) var moved: [ID<Deal>] = []

  private(set) var deals: [Deal] = []
  private(set) var people: [Person] = []
  private(set) var reasons: [Reason] = []
  private var added: Set<UUID> = []

  /// - Parameter joining: Whether a deal typed by hand becomes the file's where both have the same name and no other
  ///   does. Else it stays beside it.
  public init(_ table: DealTable, _ reader: Reader, joining: Bool = true) throws {
    let here = try DealsHere(reader, of: table.crm)
    let joined = here.typedByHand(in: table.rows)
    byHand = joining ? table.rows.compactMap { joined[$0.deal.id]?.name } : []
    let gone = try reader.takenBack()
    for row in table.rows {
      let known = (joining ? joined[row.deal.id] : nil) ?? here.known(row.deal)
      guard let known else {
        deals.append(row.deal)
        new += 1
        _ = try add(row, to: row.deal, reader)
        continue
      }
      let isTakenBack = here.isTakenBack(known.id)
      if here.isPutAway(known.id), !isTakenBack {
        putAway += 1
        continue
      }
      let deal = try merged(row, into: known, reader, gone)
      deals.append(deal)
      let hasMore = try add(row, to: deal, reader)
      if isTakenBack {
        new += 1
      } else if deal != known || hasMore {
        changed += 1
        if deal.stage != known.stage || deal.ending.outcome != known.ending.outcome { moved.append(deal.id) }
      } else {
        same += 1
      }
    }
  }

  // MARK: The deal

  /// What the file says of it; the rest as it is here, and what a person typed here stays until the file says
  /// something new.
  private mutating func merged(
    _ row: DealTable.Row, into here: Deal, _ reader: Reader, _ gone: Set<ID<Act>>
  ) throws -> Deal {
    var deal = here
    let file = row.deal
    // As it is typed here, where that is the same name.
    deal.name = Folding.fold(here.name) == Folding.fold(file.name) ? here.name : file.name
    deal.account = file.account ?? here.account
    deal.owner = file.owner ?? here.owner
    deal.industry = file.industry ?? here.industry
    deal.segment = file.segment ?? here.segment
    deal.region = file.region ?? here.region
    deal.products = file.products.isEmpty ? here.products : file.products
    deal.competitor = file.competitor ?? here.competitor
    deal.amount =
      file.amount.map { Deal.Amount(value: $0.value, currency: $0.currency ?? here.amount?.currency) } ?? here.amount
    deal.stage = file.stage ?? here.stage
    deal.expectedClose = file.expectedClose ?? here.expectedClose
    deal.source = Deal.Source(
      system: file.source?.system ?? "", id: file.source?.id ?? here.source?.id,
      link: file.source?.link ?? here.source?.link)
    if row.saysOutcome {
      let isFiner = here.ending.outcome == .noDecision || here.ending.outcome == .invalid
      let isTyped = try isFiner && !isImported(Catalog.deal.atoms.first { $0.name == "ending" }, of: here, reader, gone)
      deal.ending = ending(file.ending, over: here, isTypedFiner: isTyped)
    }
    try keepTyped(&deal, here, saysStage: file.stage != nil, reader, gone)
    return deal
  }

  /// Whether what stands in an atom is what the newest import said.
  private func isImported(_ atom: Atom?, of deal: Deal, _ reader: Reader, _ gone: Set<ID<Act>>) throws -> Bool {
    guard let atom else { return false }
    let values = atom.fields.map { deal.fieldValues[$0.name] ?? .null }
    return try reader.lastImported(atom, of: Catalog.deal, deal.id.uuid, without: gone) == values
  }

  /// - Parameter isTypedFiner: Whether a person said here that nothing was decided, or that it was no deal.
  private mutating func ending(_ file: Deal.Ending, over here: Deal, isTypedFiner: Bool) -> Deal.Ending {
    let own = here.ending
    if own.outcome == file.outcome {
      return Deal.Ending(outcome: own.outcome, detail: own.detail, closed: file.closed ?? own.closed)
    }
    // Somebody here said how it ended; a CRM knows won and lost alone.
    if isTypedFiner, file.outcome != .won {
      if file.outcome != .open { keptEndings.append((here.name, own.outcome)) }
      return own
    }
    // Typed by hand and closed by hand: the file is behind.
    if here.source == nil, file.outcome == .open { return own }
    return file
  }

  private mutating func keepTyped(
    _ deal: inout Deal, _ here: Deal, saysStage: Bool, _ reader: Reader, _ gone: Set<ID<Act>>
  ) throws {
    guard here.source != nil else { return }
    let (wanted, stored) = (deal.fieldValues, here.fieldValues)
    func isOld(_ atom: Atom) throws -> Bool {
      let values = atom.fields.map { wanted[$0.name] ?? .null }
      return try reader.lastImported(atom, of: Catalog.deal, here.id.uuid, without: gone) == values
    }
    let atoms = Catalog.deal.atoms
    var isKept = false
    for atom in atoms {
      let values = [wanted, stored].map { row in atom.fields.map { row[$0.name] ?? .null } }
      guard values[0] != values[1], try isOld(atom) else { continue }
      // Where the stage moved there, so did what follows from it.
      if atom.name == "ending", saysStage, let stage = atoms.first(where: { $0.name == "stage" }), try !isOld(stage) {
        continue
      }
      deal.take(atom, from: here)
      isKept = true
    }
    if isKept { keptWords.append(here.name) }
  }

  // MARK: People and reasons

  /// - Returns: Whether the file brings somebody or something new.
  private mutating func add(_ row: DealTable.Row, to deal: Deal, _ reader: Reader) throws -> Bool {
    let before = (newPeople, newReasons)
    let known = try reader.people(of: deal.id)
    var hasNewRole = false
    for contact in row.people {
      let name = Folding.fold(contact.name)
      if var person = known.first(where: { Folding.fold($0.name) == name }) {
        guard person.role == nil, let role = contact.role else { continue }
        person.role = role
        people.append(person)
        hasNewRole = true
        continue
      }
      let id = ID<Person>(named: "\(deal.id.uuid.uuidString.lowercased())/\(name)", kind: "person")
      guard try reader.mayCome(id.uuid, in: Catalog.person), added.insert(id.uuid).inserted else { continue }
      people.append(Person(id: id, deal: deal.id, name: contact.name, role: contact.role))
      newPeople += 1
    }
    let said = Set(try reader.reasons(of: deal.id).filter { $0.by == .rep }.map { Folding.fold($0.words ?? "") })
    for words in row.reasons where !said.contains(Folding.fold(words)) {
      let folded = Folding.fold(words)
      let name = "\(deal.id.uuid.uuidString.lowercased())/rep/\(folded.isEmpty ? words : folded)"
      let id = ID<Reason>(named: name, kind: "reason")
      guard try reader.mayCome(id.uuid, in: Catalog.reason), added.insert(id.uuid).inserted else { continue }
      reasons.append(
        Reason(
          id: id, deal: deal.id, by: .rep, day: row.deal.ending.closed, category: ReasonColumn.category(of: words),
          words: words))
      newReasons += 1
    }
    return before != (newPeople, newReasons) || hasNewRole
  }
}

extension Reader {
  /// Whether a row isn't here, or was taken back by an undo.
  fileprivate func mayCome(_ id: UUID, in table: Table) throws -> Bool {
    guard let row = try row(table, id: id) else { return true }
    return try row.isRetired && isTakenBack(table, row: id)
  }
}

/// The deals of a base as an import looks for them.
private struct DealsHere {
  private var byID: [ID<Deal>: Deal] = [:]
  private var bySource: [String: ID<Deal>] = [:]
  private var byHand: [String: [Deal]] = [:]
  private var away: Set<ID<Deal>> = []
  /// Of those, the ones that an undo put away.
  private var takenBack: Set<ID<Deal>> = []
  private let crm: CRM

  init(_ reader: Reader, of crm: CRM) throws {
    self.crm = crm
    let rows: [Kept<Deal>] = try reader.everything()
    for kept in rows {
      let deal = kept.row
      byID[deal.id] = deal
      if kept.isPutAway {
        away.insert(deal.id)
        if try reader.isTakenBack(Catalog.deal, row: deal.id.uuid) { takenBack.insert(deal.id) }
      }
      if deal.source?.system == crm.rawValue {
        let key = Self.key(deal)
        if bySource[key] == nil || !kept.isPutAway { bySource[key] = deal.id }
      } else if deal.source == nil, !kept.isPutAway {
        byHand[Folding.fold(deal.name), default: []].append(deal)
      }
    }
  }

  private static func key(_ deal: Deal) -> String {
    deal.source?.id.map { "id/" + $0 } ?? "name/\(Folding.fold(deal.name))/\(Folding.fold(deal.account ?? ""))"
  }

  /// The deal that the file means: the one with its id in that CRM, or the one that an import made of it before.
  func known(_ deal: Deal) -> Deal? { bySource[Self.key(deal)].flatMap { byID[$0] } ?? byID[deal.id] }

  func isTakenBack(_ id: ID<Deal>) -> Bool { takenBack.contains(id) }
  func isPutAway(_ id: ID<Deal>) -> Bool { away.contains(id) }

  /// For rows that nothing is known of, the one deal that somebody typed under the same name.
  func typedByHand(in rows: [DealTable.Row]) -> [ID<Deal>: Deal] {
    let open = rows.map(\.deal).filter { deal in known(deal).map { isTakenBack($0.id) } ?? true }
    let unknown = Dictionary(grouping: open) { Folding.fold($0.name) }
    var found: [ID<Deal>: Deal] = [:]
    for (name, deals) in unknown {
      guard let typed = byHand[name] else { continue }
      for deal in deals {
        let account = Folding.fold(deal.account ?? "")
        let sameAccount = typed.filter { !account.isEmpty && Folding.fold($0.account ?? "") == account }
        let ofAccount = deals.filter { Folding.fold($0.account ?? "") == account }
        if sameAccount.count == 1, ofAccount.count == 1 {
          found[deal.id] = sameAccount[0]
        } else if typed.count == 1, deals.count == 1, typed[0].account == nil || deal.account == nil {
          found[deal.id] = typed[0]
        }
      }
    }
    return found
  }
}

extension Deal {
  fileprivate mutating func take(_ atom: Atom, from other: Deal) {
    switch atom.name {
    case "name": name = other.name
    case "account": account = other.account
    case "owner": owner = other.owner
    case "industry": industry = other.industry
    case "segment": segment = other.segment
    case "region": region = other.region
    case "products": products = other.products
    case "competitor": competitor = other.competitor
    case "amount": amount = other.amount
    case "stage": stage = other.stage
    case "expected close": expectedClose = other.expectedClose
    case "source": source = other.source
    case "ending": ending = other.ending
    case "no fit": noFit = other.noFit
    default: break
    }
  }
}
