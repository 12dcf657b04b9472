public import Domain
package import Foundation

/// Rows are never deleted: one that is put away is shown nowhere, and can be brought back.
extension Edit {
  public mutating func putAway(_ id: ID<Objection>) throws { try putAway(id.uuid, in: Catalog.objection) }
  public mutating func putAway(_ id: ID<Phrasing>) throws { try putAway(id.uuid, in: Catalog.phrasing) }
  public mutating func putAway(_ id: ID<Response>) throws { try putAway(id.uuid, in: Catalog.response) }
  public mutating func putAway(_ id: ID<Deal>) throws { try putAway(id.uuid, in: Catalog.deal) }
  public mutating func putAway(_ id: ID<Person>) throws { try putAway(id.uuid, in: Catalog.person) }
  public mutating func putAway(_ id: ID<Proof>) throws { try putAway(id.uuid, in: Catalog.proof) }
  public mutating func putAway(_ id: ID<Encounter>) throws { try putAway(id.uuid, in: Catalog.encounter) }

  public mutating func bringBack(_ id: ID<Objection>) throws { try bringBack(id.uuid, in: Catalog.objection) }
  public mutating func bringBack(_ id: ID<Phrasing>) throws { try bringBack(id.uuid, in: Catalog.phrasing) }
  public mutating func bringBack(_ id: ID<Response>) throws { try bringBack(id.uuid, in: Catalog.response) }
  public mutating func bringBack(_ id: ID<Deal>) throws { try bringBack(id.uuid, in: Catalog.deal) }
  public mutating func bringBack(_ id: ID<Person>) throws { try bringBack(id.uuid, in: Catalog.person) }
  public mutating func bringBack(_ id: ID<Proof>) throws { try bringBack(id.uuid, in: Catalog.proof) }
  public mutating func bringBack(_ id: ID<Encounter>) throws { try bringBack(id.uuid, in: Catalog.encounter) }

  /// Nothing is written for a row that is put away already, or isn't here.
  package mutating func putAway(_ id: UUID, in table: Table) throws {
    guard let row = try reader.row(table, id: id), !row.isRetired else { return }
    try retire(table, id, audience: .team)
  }

  private mutating func bringBack(_ id: UUID, in table: Table) throws {
    guard let row = try reader.row(table, id: id), row.isRetired else { return }
    try restore(table, id)
  }
}
