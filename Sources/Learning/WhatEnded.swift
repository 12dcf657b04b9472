public import Domain
public import Storage

/// What ended a deal that was not won, as far as a return to it needs to know.
public struct WhatEnded: Sendable {
  /// The newest reason that names a category, else the newest.
  public let reason: Reason?
  public let cause: Revisit.Cause
  /// What stood in the way, in their words as they were logged; nil when nothing was, or all of it was settled.
  public let objection: String?
  /// Whom it was with last.
  public let person: Person?

  public init(_ deal: Deal, _ reader: Reader) throws {
    let reasons = try reader.reasons(of: deal.id)
    let reason = reasons.last { $0.category != nil } ?? reasons.last
    self.reason = reason
    cause = Revisit(deal, category: reason?.category, today: deal.ending.closed ?? Day(number: 0)).cause
    let logged = try reader.encounters(on: deal.id)
    let open = logged.filter { $0.words?.trimmedOrNil != nil && $0.went.result != .worked }
    let same = try open.first { log in
      try reason?.category.map { try reader.objection(log.met.objection)?.category == $0 } ?? false
    }
    objection = (same ?? open.first)?.words
    let people = try reader.people(of: deal.id)
    person = logged.lazy.compactMap { log in people.first { $0.id == log.met.person } }.first ?? people.first
  }
}
