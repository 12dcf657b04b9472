public import Domain
import Foundation
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
    let reasons = try reader.reasons(of: deal.id).byDay
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

extension Reader {
  /// Whether somebody named the day of a return: it is none that ``Revisit`` gives by itself, whatever ended the deal.
  public func isChosen(_ row: FollowUp) throws -> Bool {
    guard let due = row.due, let deal = try row.about.deal.flatMap(deal) else { return false }
    let planned = try history(of: .followUp(row.id)).last?.at.map { Day($0, in: .current) }
    let days = [deal.ending.closed, planned].compactMap(\.self)
    return !days.flatMap { [$0, $0.adding(days: 1), $0.adding(days: -1)] }.contains { today in
      ([nil] + Category.known.map(Optional.some)).contains { Revisit(deal, category: $0, today: today).due == due }
    }
  }
}
