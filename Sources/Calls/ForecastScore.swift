public import Domain
public import Storage

/// How often forecasts came true: of what was logged in the fortnight after a prep, or until the next one, how much it
/// had named.
public struct ForecastScore: Equatable, Sendable {
  /// Calls prepared that something was logged of, and others.
  public var calls = 0
  public var silent = 0
  /// Objections that came, and how many of them were named.
  public var came = 0
  public var named = 0

  /// - Parameters:
  ///   - deal: The deal whose preps are looked at; all when none is named.
  ///   - now: What is prepared for a call to come counts neither way.
  public init(of deal: ID<Deal>? = nil, in reader: Reader, now: Moment) throws {
    let prepared = try reader.prepared().filter { deal == nil || $0.deal == deal }
    for (index, one) in prepared.enumerated() {
      let next = prepared[(index + 1)...].first { $0.deal == one.deal }?.at
      let end = Moment(seconds: one.at.seconds + 15 * 86_400)
      let logged = try reader.encounters(on: one.deal).filter { log in
        log.met.at >= one.at && log.met.at < end && next.map { log.met.at < $0 } ?? true
      }
      let came = Set(try logged.map { try reader.front(of: $0.met.objection) })
      guard !came.isEmpty else {
        // One that was prepared again before anything came is that one.
        if end <= now, next.map({ $0 >= end }) ?? true { silent += 1 }
        continue
      }
      calls += 1
      self.came += came.count
      named += came.intersection(try one.objections.map { try reader.front(of: $0) }).count
    }
  }
}
