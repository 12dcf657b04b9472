public import Domain
import Foundation
import GRDB

extension Reader {
  /// Whether a row about a deal was first written since the deal has ended as it has. A deal that was lost, reopened
  /// and won has another ending than the one that was talked of before; one whose day was put right has the same.
  public func isSinceEnding(_ named: Named, of deal: ID<Deal>) throws -> Bool {
    guard let ended = try ended(deal) else { return true }
    let (table, row) = named.place
    let first = try Journal.entries(
      "place = ? AND kind = x'02' ORDER BY stamp, chain, sequence, hash LIMIT 1", [table.origin(of: row).bytes],
      in: db
    ).first
    return first.map { $0.header.stamp >= ended } ?? true
  }

  /// The act since which a deal has ended as it has; nil while nothing says.
  private func ended(_ deal: ID<Deal>) throws -> Stamp? {
    let table = Catalog.deal
    guard let atom = table.atoms.first(where: { $0.name == "ending" }) else { return nil }
    let place = Header.place(table: table.number, row: deal.uuid, atom: atom.number)
    let told = try Journal.entries(
      "place = ? AND body IS NOT NULL AND kind = x'02' ORDER BY stamp, chain, sequence, hash", [place], in: db)
    var now: Set<Outcome> = []
    var since: [Set<Outcome>: Stamp] = [:]
    for entry in told {
      var outcome = Outcome.open
      if case .text(let text)? = entry.values(of: atom).first { outcome = Outcome(rawValue: text) }
      let alike: Set<Outcome> = [.lost, .noDecision].contains(outcome) ? [.lost, .noDecision] : [outcome]
      if alike != now {
        // What an undo brings back is the ending that stood before.
        let deed = try Act.deed(of: entry.header.act, in: db)
        let isBack = since[alike] != nil && (deed == .undid || deed == .redid)
        if !isBack { since[alike] = entry.header.stamp }
      }
      now = alike
    }
    return since[now]
  }
}
