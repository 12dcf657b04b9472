/// One objection met once.
public struct Encounter: Equatable, Sendable {
  public var id: ID<Encounter>
  public var met: Met
  /// The prospect's words.
  public var words: String?
  public var used: Used?
  public var went: Went
  /// For the rep's own eyes.
  public var note: String?

  public init(
    id: ID<Encounter> = .fresh(), met: Met, words: String? = nil, used: Used? = nil, went: Went = Went(),
    note: String? = nil
  ) {
    self.id = id
    self.met = met
    self.words = words
    self.used = used
    self.went = went
    self.note = note
  }

  /// When and where it was met, and who said it.
  public struct Met: Equatable, Sendable {
    public var at: Moment
    /// The day as the rep lived it.
    public var day: Day
    public var objection: ID<Objection>
    public var deal: ID<Deal>?
    public var person: ID<Person>?
    public var role: String?
    public var stage: String?
    public var competitor: String?
    public var product: String?
    public var channel: Channel?
    /// The first talk with somebody who doesn't know us.
    public var cold: Bool?

    public init(
      at: Moment, day: Day, objection: ID<Objection>, deal: ID<Deal>? = nil, person: ID<Person>? = nil,
      role: String? = nil, stage: String? = nil, competitor: String? = nil, product: String? = nil,
      channel: Channel? = nil, cold: Bool? = nil
    ) {
      self.at = at
      self.day = day
      self.objection = objection
      self.deal = deal
      self.person = person
      self.role = role
      self.stage = stage
      self.competitor = competitor
      self.product = product
      self.channel = channel
      self.cold = cold
    }
  }

  /// The answer that was given.
  public struct Used: Equatable, Sendable {
    public var response: ID<Response>
    /// Its own words, or close to them.
    public var closeness: Closeness
    /// The place that it had in the list shown, from 1, of how many.
    public var rank: Int?
    public var shown: Int?

    public init(
      response: ID<Response>, closeness: Closeness = .close, rank: Int? = nil, shown: Int? = nil
    ) {
      self.response = response
      self.closeness = closeness
      self.rank = rank
      self.shown = shown
    }
  }

  public struct Closeness: Word {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let exact = Closeness(rawValue: "exact")
    public static let close = Closeness(rawValue: "close")
    public static let known: [Closeness] = [.exact, .close]
  }

  /// What came of it, how one knows, and since when.
  public struct Went: Equatable, Sendable {
    public var result: Result
    public var knowing: Knowing?
    public var day: Day?

    public init(result: Result = .unknown, knowing: Knowing? = nil, day: Day? = nil) {
      self.result = result
      self.knowing = knowing
      self.day = day
    }
  }
}
