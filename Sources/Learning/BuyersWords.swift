public import Domain
public import Foundation
public import Storage

/// What a buyer said of a deal, to be saved as one change.
public struct BuyersWords: Equatable, Sendable {
  public let deal: ID<Deal>
  public var remarks: [Remark]
  public var reason: Reason?
  /// Who else was in it; taken where the deal names nobody.
  public var competitor: String?

  public init(_ deal: ID<Deal>, remarks: [Remark] = [], reason: Reason? = nil, competitor: String? = nil) {
    self.deal = deal
    self.remarks = remarks
    self.reason = reason
    self.competitor = competitor
  }

  public init(_ draft: InterviewDraft) {
    self.init(
      ID(draft.deal), remarks: draft.remarks, reason: draft.reason, competitor: draft.competitor?.text)
  }

  public var isEmpty: Bool { remarks.isEmpty && reason == nil && competitor == nil }
}

extension Base {
  /// - Parameter draft: The name of the draft of which this is the end.
  /// - Returns: Whether the rival was taken.
  @discardableResult
  public func save(
    _ words: BuyersWords, finishing draft: String? = nil, zone: TimeZone = .current, now: Date = Date()
  ) throws -> Bool {
    let name = try read { try $0.deal(words.deal)?.name }
    return try edit(.askedBuyer, subject: name, zone: zone, now: now) { edit in
      for remark in words.remarks { try edit.save(remark) }
      if let reason = words.reason { try edit.save(reason) }
      var isTaken = false
      if let competitor = words.competitor, var deal = try edit.reader.deal(words.deal), deal.competitor == nil {
        deal.competitor = competitor
        try edit.save(deal)
        isTaken = true
      }
      if let draft { try edit.drop(draft: draft) }
      return isTaken
    }.value
  }
}
