import Domain
public import Foundation
public import Storage

extension Base {
  /// Takes in deals from another program as one act. Again, it changes only what changed there.
  ///
  /// - Parameter joining: Whether deals typed by hand become the file's where they are plainly the same.
  /// - Returns: What came, and the deals that moved. Rows that can't be read are not in it.
  public func take(
    _ table: DealTable, joining: Bool = true, zone: TimeZone = .current, now: Date = Date()
  ) throws -> Imported {
    let saved = try edit(.imported, subject: table.file, zone: zone, now: now) { edit in
      let plan = try DealPlan(table, edit.reader, joining: joining)
      for deal in plan.deals { try edit.save(deal) }
      for person in plan.people { try edit.save(person) }
      for reason in plan.reasons { try edit.save(reason) }
      return plan
    }
    let plan = saved.value
    return Imported(
      deals: plan.new, people: plan.newPeople, reasons: plan.newReasons, changed: saved.act != nil,
      updated: plan.changed, moved: plan.moved)
  }
}
