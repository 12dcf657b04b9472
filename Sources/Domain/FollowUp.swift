/// A planned return: to a deal that was not won, or to an objection or an answer that waits for something to happen.
public struct FollowUp: Equatable, Sendable {
  public var id: ID<FollowUp>
  public var about: About
  public var kind: Kind
  /// The day on which it is due; of one that waits for a condition, the day on which to look after it all the same.
  public var due: Day?
  /// What must happen first, in the rep's words: "SSO is shipped", "their new budget year".
  public var condition: String?
  /// The smaller thing to offer.
  public var offer: String?
  public var state: State
  /// What happened that it waited for; nil while it waits.
  public var woken: Woken?
  /// For the rep's own eyes.
  public var note: String?

  public init(
    id: ID<FollowUp> = .fresh(), about: About, kind: Kind, due: Day? = nil, condition: String? = nil,
    offer: String? = nil, state: State = State(), woken: Woken? = nil, note: String? = nil
  ) {
    self.id = id
    self.about = about
    self.kind = kind
    self.due = due
    self.condition = condition
    self.offer = offer
    self.state = state
    self.woken = woken
    self.note = note
  }

  public enum About: Hashable, Sendable {
    case deal(ID<Deal>)
    case objection(ID<Objection>)
    case response(ID<Response>)

    public var deal: ID<Deal>? { if case .deal(let id) = self { id } else { nil } }
  }

  public struct Kind: Word {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let date = Kind(rawValue: "date")
    public static let condition = Kind(rawValue: "condition")
    public static let smallerOffer = Kind(rawValue: "smaller offer")
    public static let known: [Kind] = [.date, .condition, .smallerOffer]
  }

  /// How far it is.
  public struct State: Equatable, Sendable {
    /// How many messages of its sequence went out.
    public var sent: Int
    /// What came of it; nil while it is open.
    public var result: Result?
    /// The day on which a message went out last, or it ended.
    public var day: Day?

    public init(sent: Int = 0, result: Result? = nil, day: Day? = nil) {
      self.sent = sent
      self.result = result
      self.day = day
    }
  }

  /// What came of it.
  public struct Result: Word {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// They talk to us again.
    public static let back = Result(rawValue: "back")
    public static let notNow = Result(rawValue: "not now")
    public static let no = Result(rawValue: "no")
    public static let silent = Result(rawValue: "silent")
    /// Given up before it was due, by us.
    public static let dropped = Result(rawValue: "dropped")
    public static let known: [Result] = [.back, .notNow, .no, .silent, .dropped]
  }

  public struct Woken: Equatable, Sendable {
    public var by: ID<Event>
    public var day: Day

    public init(by event: ID<Event>, day: Day) {
      by = event
      self.day = day
    }
  }
}
