public import Domain
public import Storage

/// Planned returns as they stand on a day: which are due, which wait, which are over. Pure.
public struct FollowUps: Sendable {
  /// Those that are due, the longest first; those that wait, the next first; those whose deal is not followed up; then
  /// those that are over, the latest first.
  public let items: [Item]

  public struct Item: Equatable, Sendable {
    public let followUp: FollowUp
    public let subject: Subject
    public let standing: Standing
    /// What is to be done next, once its day has come.
    public let step: Step
    /// What happened that it waited for.
    public let event: Event?
  }

  /// What to come back to.
  public enum Subject: Equatable, Sendable {
    case deal(Deal)
    case objection(Objection)
    case response(Response)

    public var deal: Deal? { if case .deal(let deal) = self { deal } else { nil } }

    /// As it is called in a line.
    public var name: String {
      switch self {
      case .deal(let deal): deal.name
      case .objection(let objection): objection.sentence
      case .response(let response): response.shortName
      }
    }
  }

  public enum Standing: Equatable, Sendable {
    case due(since: Day)
    /// For a day; nil when only for something to happen.
    case waiting(until: Day?)
    case over(FollowUp.Result)
    case notFollowedUp(NoReturn)
  }

  /// Where its sequence is.
  public enum Step: Equatable, Sendable {
    /// The message of this number is to go out.
    case message(Int)
    /// The last one had no answer: it can be ended as silent.
    case end
    /// A card is to be looked over.
    case look
  }

  /// How many messages go out, and how many days after the one before: a second a week later, a goodbye three weeks
  /// after that, and a week for an answer to it.
  static let messages = 3
  static let pauses = [7, 21, 7]

  /// - Parameters:
  ///   - subject: What a row is about; nil when that was put away.
  ///   - event: What happened.
  ///   - refusal: Why a deal is not followed up.
  package init(
    _ rows: [FollowUp], today: Day, subject: (FollowUp.About) throws -> Subject?,
    event: (ID<Event>) throws -> Event?, refusal: (Deal) throws -> NoReturn?
  ) rethrows {
    let items = try rows.compactMap { row -> Item? in
      guard let subject = try subject(row.about) else { return nil }
      let standing =
        try row.state.result.map(Standing.over) ?? subject.deal.flatMap(refusal).map(Standing.notFollowedUp)
        ?? Self.standing(row, today)
      return Item(
        followUp: row, subject: subject, standing: standing, step: Self.step(row),
        event: try row.woken.flatMap { try event($0.by) })
    }
    self.items = items.enumerated().sorted { one, other in
      let (first, second) = (one.element.place, other.element.place)
      return first == second ? one.offset < other.offset : first < second
    }.map(\.element)
  }

  public var due: [Item] { items.filter(\.isDue) }

  /// The day on which something is to be done; nil while it only waits for something to happen.
  public static func day(of row: FollowUp) -> Day? {
    guard row.state.sent > 0, let last = row.state.day else { return row.woken?.day ?? row.due }
    let next = last.adding(days: pauses[min(row.state.sent, pauses.count) - 1])
    // What happened since is a better moment than a day of the sequence.
    return isNews(row) ? row.woken.map { min($0.day, next) } : next
  }

  private static func standing(_ row: FollowUp, _ today: Day) -> Standing {
    let day = day(of: row)
    guard let day, day <= today || isNews(row) else { return .waiting(until: day) }
    return .due(since: min(day, today))
  }

  /// Whether its day has come.
  static func hasCome(_ row: FollowUp, _ today: Day) -> Bool {
    if case .due = standing(row, today) { row.state.result == nil } else { false }
  }

  /// Whether what it waited for happened after a message went out.
  public static func isNews(_ row: FollowUp) -> Bool {
    guard row.state.sent > 0, let last = row.state.day, let woken = row.woken else { return false }
    return woken.day > last
  }

  /// The day on which an event wakes it: today, or behind the day of a message that went out, so that it is news.
  public static func wakingDay(of row: FollowUp, today: Day) -> Day {
    guard row.state.sent > 0, let last = row.state.day else { return today }
    return max(today, last.adding(days: 1))
  }

  static func step(_ row: FollowUp) -> Step {
    guard row.about.deal != nil else { return .look }
    return row.state.sent < messages ? .message(row.state.sent + 1) : .end
  }
}

extension FollowUps.Item {
  public var isDue: Bool { if case .due = standing { true } else { false } }
  /// Whether it may still come to something.
  public var isOpen: Bool { followUp.state.result == nil }
  /// Whether it waits for something to happen that nobody told of yet.
  public var isAsleep: Bool { isOpen && followUp.condition != nil && followUp.woken == nil }

  /// Its group in a list, and its place there.
  fileprivate var place: (Int, Int) {
    switch standing {
    case .due(let since): (0, since.number)
    case .waiting(let until): (1, until?.number ?? .max)
    case .notFollowedUp: (2, 0)
    case .over: (3, -(followUp.state.day?.number ?? 0))
    }
  }
}

extension Reader {
  /// - Parameters:
  ///   - deal: Only those of this deal.
  ///   - isOpen: Only those that aren't over.
  ///   - isDue: Only those whose day has come, before it is looked whether their deal is followed up at all.
  public func followUps(
    on today: Day, of deal: ID<Deal>? = nil, isOpen: Bool = false, isDue: Bool = false
  ) throws -> FollowUps {
    var rows = try deal.map(followUps(of:)) ?? (isOpen ? openFollowUps() : followUps())
    rows.removeAll { (isOpen && $0.state.result != nil) || (isDue && !FollowUps.hasCome($0, today)) }
    let (deals, marks): ([Deal], [FitMark]) =
      try deal.map { (try [self.deal($0)].compactMap(\.self), try fitMarks(of: $0)) } ?? dealsFollowedUp()
    let known = Dictionary(deals.map { ($0.id, $0) }) { $1 }
    let said = Dictionary(grouping: marks, by: \.deal)
    let profile = try profile() ?? FitProfile()
    let events = try rows.contains { $0.woken != nil } ? events() : []
    let told = Dictionary(events.map { ($0.id, $0) }) { $1 }
    return try FollowUps(rows, today: today) { about in
      switch about {
      case .deal(let id): known[id].map(FollowUps.Subject.deal)
      case .objection(let id): try objection(id).map(FollowUps.Subject.objection)
      case .response(let id): try response(id).map(FollowUps.Subject.response)
      }
    } event: {
      told[$0]
    } refusal: {
      NoReturn($0, fit: FitScore(profile, deal: $0, marks: said[$0.id] ?? []))
    }
  }
}
