import Domain
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

  public init(in reader: Reader) throws {
    let prepared = try reader.prepared()
    for (index, one) in prepared.enumerated() {
      let next = prepared[(index + 1)...].first { $0.deal == one.deal }?.day
      let end = min(next ?? one.day.adding(days: 15), one.day.adding(days: 15))
      let logged = try reader.encounters(on: one.deal).filter { $0.met.day >= one.day && $0.met.day < end }
      let came = Set(try logged.map { try reader.front(of: $0.met.objection) })
      guard !came.isEmpty else {
        silent += 1
        continue
      }
      calls += 1
      self.came += came.count
      named += came.intersection(try one.objections.map { try reader.front(of: $0) }).count
    }
  }
}
