public import Domain
import Foundation
public import Storage

/// What one's own debriefs say together. Deals that weren't real are left out.
public struct DebriefFindings: Equatable, Sendable {
  /// Debriefs that say whether the decision was asked for, and those in which it never was.
  public let asked: Int
  public let neverAsked: Int

  public init(in reader: Reader) throws {
    let answers = try reader.debriefAnswers(to: .asked)
    let makers = answers.isEmpty ? [:] : try reader.makers(in: Catalog.debriefAnswer)
    let real = Set(try answers.isEmpty ? [] : reader.deals().filter { $0.ending.outcome != .invalid }.map(\.id))
    let me = try reader.writer()
    var asked: [ID<Deal>: Bool] = [:]
    for answer in answers.reversed() where real.contains(answer.deal) {
      if let maker = makers[answer.id.uuid], maker != me { continue }
      asked[answer.deal] = answer.choice == .never
    }
    self.asked = asked.count
    neverAsked = asked.values.count { $0 }
  }
}

/// Closed deals of one's own that nobody has debriefed yet, the newest first.
public struct DebriefsWaiting: Equatable, Sendable {
  public struct Waiting: Equatable, Sendable {
    public let deal: Deal
    /// Until when it was put off.
    public let until: Moment?
    /// Whether it was begun, and left half way.
    public let isBegun: Bool
  }

  public let deals: [Waiting]
  /// A deal that closed so many days ago waits no longer.
  static let days = 30

  public init(in reader: Reader, today: Day) throws {
    let putOff = Dictionary(try reader.putOff().map { ($0.deal, $0.until) }) { $1 }
    let begun = try reader.debriefsBegun()
    let isOwn = try reader.ownDeals()
    let outcomes: Set<Outcome> = [.lost, .noDecision, .won]
    let closed = try reader.deals().filter { deal in
      guard outcomes.contains(deal.ending.outcome) else { return false }
      if putOff[deal.id] != nil || begun.contains(deal.id) { return true }
      guard let closed = deal.ending.closed, (0...Self.days).contains(closed.days(to: today)) else { return false }
      return isOwn(deal)
    }
    deals = try closed.filter { try begun.contains($0.id) || !reader.hasOwnDebrief(of: $0) }.map {
      Waiting(deal: $0, until: putOff[$0.id], isBegun: begun.contains($0.id))
    }
  }
}

extension Reader {
  /// The deals whose debrief was left half way with something said. What the short form leaves is for whoever wants it.
  func debriefsBegun() throws -> Set<ID<Deal>> {
    Set(
      try drafts(beginning: DebriefDraft.prefix).compactMap { name, body in
        guard let draft = DebriefDraft(body), !draft.isEmpty, draft.form != .rest else { return nil }
        return UUID(uuidString: String(name.dropFirst(DebriefDraft.prefix.count))).map { ID($0) }
      })
  }
}
