package import Domain
package import Foundation
import GRDB

/// What imports brought, told apart from what people typed.
extension Reader {
  /// What the newest import that still stands said of an atom; nil when none did.
  /// - Parameter gone: Acts that were taken back.
  package func lastImported(_ atom: Atom, of table: Table, _ row: UUID, without gone: Set<ID<Act>>) throws -> [Value]? {
    let entries = try Journal.entries(
      "place = ? ORDER BY stamp DESC, chain DESC, sequence DESC, hash DESC",
      [Header.place(table: table.number, row: row, atom: atom.number)], in: db)
    for entry in entries where entry.body != nil && !gone.contains(ID(entry.header.act)) {
      if try Act.deed(of: entry.header.act, in: db) == .imported { return entry.values(of: atom) }
    }
    return nil
  }

  /// Whether an undo put the row away; a row that a person put away stays so.
  package func isTakenBack(_ table: Table, row: UUID) throws -> Bool {
    let place = Header.place(table: table.number, row: row, atom: 0)
    guard let winner = try Journal.winner(at: place, in: db), winner.header.kind == Header.Kind.retire
    else { return false }
    return try Act.deed(of: winner.header.act, in: db) == .undid
  }
}
