public import Domain
public import Foundation
import GRDB

extension Reader {
  /// What was done to the base, newest first, wherever it was done. Acts that were taken back are among
  /// them, and so are the undos. A seed's import has no time in its stamp; the act's own stands for it.
  public func history(limit: Int = 50) throws -> [Act] {
    try heads(limit: limit).map { try Act($0, in: db) }
  }

  private func heads(limit: Int) throws -> [Entry] {
    try Journal.entries(
      """
      kind = x'01' AND number IN (SELECT min(number) FROM journal WHERE kind = x'01' GROUP BY act)
      ORDER BY CASE WHEN stamp < x'0000000100000000' THEN substr(act, 1, 6) ELSE stamp END DESC, number DESC
      LIMIT ?
      """, [limit], in: db)
  }

  /// The acts that were taken back and not done again.
  public func takenBack() throws -> Set<ID<Act>> {
    var gone: Set<ID<Act>> = []
    for head in try heads(limit: -1) {
      let (deed, takenBack, _) = Act.said(in: head)
      guard deed == .undid || deed == .redid, !gone.contains(ID(head.header.act)) else { continue }
      gone.formUnion(takenBack)
    }
    return gone
  }

  /// What was ever written about one row, newest first: also what a later change covers.
  public func history(of named: Named) throws -> [Change] {
    let (table, row) = named.place
    var changes: [Change] = []
    for number in [0] + table.atoms.map(\.number) {
      let place = Header.place(table: table.number, row: row, atom: number)
      let winner = try Journal.winner(at: place, in: db)
      let rows = try GRDB.Row.fetchAll(
        db,
        sql: """
          SELECT header, previous, commitment, hash, salt, body, number FROM journal WHERE place = ?
          """, arguments: [place])
      for stored in rows {
        guard let entry = Entry(stored), entry.header.decides else { continue }
        let act = try Act(entriesOf: entry.header.act, in: db)
        let atom = table.atom(number)
        changes.append(
          Change(
            order: stored[6], at: act?.at, by: try author(ID(entry.header.author))?.name, deed: act?.deed,
            field: atom?.name ?? "",
            values: atom.map { entry.values(of: $0).map(\.shown).filter { !$0.isEmpty } } ?? [],
            isPutAway: entry.header.kind == Header.Kind.retire, isErased: entry.body == nil, stands: entry == winner))
      }
    }
    return changes.sorted { ($0.at ?? .distantPast, $0.order) > ($1.at ?? .distantPast, $1.order) }
  }

  public struct Change: Sendable {
    let order: Int64
    public let at: Date?
    public let by: String?
    public let deed: Deed?
    /// The atom's name; empty for the row itself.
    public let field: String
    public let values: [String]
    public let isPutAway: Bool
    /// Whether what was written is gone for good.
    public let isErased: Bool
    /// Whether it decides the field today.
    public let stands: Bool
  }
}

extension Reader.Named {
  var place: (Table, UUID) {
    switch self {
    case .objection(let id): (Catalog.objection, id.uuid)
    case .phrasing(let id): (Catalog.phrasing, id.uuid)
    case .response(let id): (Catalog.response, id.uuid)
    case .deal(let id): (Catalog.deal, id.uuid)
    case .person(let id): (Catalog.person, id.uuid)
    case .proof(let id): (Catalog.proof, id.uuid)
    case .encounter(let id): (Catalog.encounter, id.uuid)
    case .gap(let id): (Catalog.gap, id.uuid)
    case .reason(let id): (Catalog.reason, id.uuid)
    case .debriefAnswer(let id): (Catalog.debriefAnswer, id.uuid)
    case .remark(let id): (Catalog.remark, id.uuid)
    case .followUp(let id): (Catalog.followUp, id.uuid)
    case .event(let id): (Catalog.event, id.uuid)
    case .fitMark(let id): (Catalog.fitMark, id.uuid)
    case .profile(let id): (Catalog.profile, id.uuid)
    }
  }
}

extension Value {
  /// For people; empty for null and for ids, which say nothing to them.
  var shown: String {
    switch self {
    case .null, .id: ""
    case .text(let text): text
    case .integer(let whole): String(whole)
    case .real(let real): real == real.rounded() && abs(real) < 1e15 ? String(Int64(real)) : String(real)
    case .list(let list): list.compactMap { $0.text ?? $0["name"].text }.joined(separator: ", ")
    }
  }
}
