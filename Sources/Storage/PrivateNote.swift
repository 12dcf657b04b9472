public import Domain
import Foundation

extension Edit {
  /// Sets a log's note and nothing else of it; a log that is put away stays so.
  public mutating func note(_ text: String, on encounter: ID<Encounter>) throws {
    try note(text, on: encounter.uuid, in: Catalog.encounter)
  }

  /// The same of a follow-up.
  public mutating func note(_ text: String, on followUp: ID<FollowUp>) throws {
    try note(text, on: followUp.uuid, in: Catalog.followUp)
  }

  private mutating func note(_ text: String, on id: UUID, in table: Table) throws {
    guard let row = try reader.row(table, id: id) else { return }
    for atom in table.atoms where atom.fields.map(\.name) == ["note"] {
      let value = Value.text(text).withoutNUL
      guard atom.fields.map(row.value) != [value] else { continue }
      try set(atom, of: table, id, to: [value], audience: atom.audience)
    }
  }
}
