/// What somebody on the buyer's side said when they were asked after a deal was decided. Remarks are only added.
public struct Remark: Equatable, Sendable {
  public var id: ID<Remark>
  public var deal: ID<Deal>
  /// Who said it, where that is one of the deal's people.
  public var person: ID<Person>?
  public var day: Day?
  public var topic: Topic
  /// Else their role.
  public var role: String?
  /// Their own words.
  public var said: String?
  /// What whoever asked takes them to mean: kept apart, for it may be wrong.
  public var meant: String?

  public init(
    id: ID<Remark> = .fresh(), deal: ID<Deal>, person: ID<Person>? = nil, day: Day? = nil, topic: Topic,
    role: String? = nil, said: String? = nil, meant: String? = nil
  ) {
    self.id = id
    self.deal = deal
    self.person = person
    self.day = day
    self.topic = topic
    self.role = role
    self.said = said
    self.meant = meant
  }

  /// The six sides of a decision that an interview asks about.
  public struct Topic: Word {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let motive = Topic(rawValue: "motive")
    public static let process = Topic(rawValue: "process")
    public static let people = Topic(rawValue: "people")
    public static let criteria = Topic(rawValue: "criteria")
    public static let differences = Topic(rawValue: "differences")
    public static let us = Topic(rawValue: "us")
    public static let known: [Topic] = [.motive, .process, .people, .criteria, .differences, .us]
  }
}
