/// Something that happened and that deals or cards may wait for: "SSO shipped", "Ledgerly raised its prices".
public struct Event: Equatable, Sendable {
  public var id: ID<Event>
  public var words: String
  public var day: Day?

  public init(id: ID<Event> = .fresh(), words: String, day: Day? = nil) {
    self.id = id
    self.words = words
    self.day = day
  }
}
