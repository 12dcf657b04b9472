public import Domain

extension Edit {
  /// Says to the team what so far was for the rep's own eyes. It can't be called back from bases that have taken it.
  /// - Returns: Whether the answer is here.
  @discardableResult
  public mutating func handOver(_ answer: ID<DebriefAnswer>) throws -> Bool {
    let table = Catalog.debriefAnswer
    guard let row = try reader.row(table, id: answer.uuid), !row.isRetired else { return false }
    for atom in table.atoms {
      let values = atom.fields.map(row.value)
      guard atom.number == table.atoms.first?.number || values.contains(where: { $0 != .null }) else { continue }
      try set(atom, of: table, answer.uuid, to: values, audience: .team)
    }
    return true
  }

  /// Takes in an answer that was handed over where it comes from.
  package mutating func save(handedOver answer: DebriefAnswer) throws {
    let isKnown = try reader.isHandedOver(answer.id)
    try write(answer, for: .team, whole: !isKnown)
  }
}

extension Reader {
  /// Whether the team sees the answer.
  public func isHandedOver(_ answer: ID<DebriefAnswer>) throws -> Bool {
    let origin = Catalog.debriefAnswer.origin(of: answer.uuid)
    guard let told = try Journal.winner(at: origin.bytes, in: db, of: .team),
      let atom = Catalog.debriefAnswer.atoms.first
    else { return false }
    // Handed over and taken back, the team has an answer to nothing.
    return told.values(of: atom).contains { $0 != .null }
  }
}
