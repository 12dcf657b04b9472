public import Domain

extension Edit {
  /// Sets a log's note and nothing else of it; a log that is put away stays so.
  public mutating func note(_ text: String, on encounter: ID<Encounter>) throws {
    let table = Catalog.encounter
    guard let row = try reader.row(table, id: encounter.uuid) else { return }
    for atom in table.atoms where atom.fields.map(\.name) == ["note"] {
      let value = Value.text(text).withoutNUL
      guard atom.fields.map(row.value) != [value] else { continue }
      try set(atom, of: table, encounter.uuid, to: [value], audience: atom.audience)
    }
  }
}
