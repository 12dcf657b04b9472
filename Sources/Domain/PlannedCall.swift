/// A call that stands in the rep's own calendar. It is only this machine's.
public struct PlannedCall: Equatable, Sendable {
  /// What the calendar calls it; the same for each of a series.
  public var uid: String
  /// Nil for one that lasts the whole day.
  public var starts: Moment?
  /// How long it lasts, if it says.
  public var minutes: Int?
  /// That of the rep who keeps it.
  public var day: Day
  public var title: String
  public var guests: [Guest]
  public var deal: ID<Deal>?

  /// How long a call lasts that doesn't say.
  public static let usualMinutes = 30

  /// When it is over; nil for a whole day.
  public var ends: Moment? {
    starts.map { Moment(seconds: $0.seconds + (minutes ?? Self.usualMinutes) * 60) }
  }

  /// What an invitation is about: events by their uid, and single dates of others by when they were to begin.
  public struct Named: Equatable, Sendable {
    public struct OneDate: Equatable, Sendable {
      public let uid: String
      public let starts: Moment

      public init(uid: String, starts: Moment) {
        self.uid = uid
        self.starts = starts
      }
    }

    public let uids: Set<String>
    public let dates: [OneDate]

    public init(uids: Set<String>, dates: [OneDate] = []) {
      self.uids = uids
      self.dates = dates
    }
  }

  public struct Guest: Equatable, Sendable {
    public var name: String?
    public var mail: String?

    public init(name: String? = nil, mail: String? = nil) {
      self.name = name
      self.mail = mail
    }
  }

  public init(
    uid: String, starts: Moment?, minutes: Int? = nil, day: Day, title: String, guests: [Guest] = [],
    deal: ID<Deal>? = nil
  ) {
    self.uid = uid
    self.starts = starts
    self.minutes = minutes
    self.day = day
    self.title = title
    self.guests = guests
    self.deal = deal
  }
}
