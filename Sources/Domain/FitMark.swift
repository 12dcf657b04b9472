/// What is known of one criterion of the profile on one deal. There is one mark for each, and the last said stands.
public struct FitMark: Equatable, Sendable {
  public var id: ID<FitMark>
  public var deal: ID<Deal>
  /// The name of the criterion, or of the hard stop.
  public var criterion: String
  /// Of a hard stop, `met` means that it applies.
  public var mark: Mark
  public var knowing: Knowing?

  public init(id: ID<FitMark>, deal: ID<Deal>, criterion: String, mark: Mark, knowing: Knowing? = nil) {
    self.id = id
    self.deal = deal
    self.criterion = criterion
    self.mark = mark
    self.knowing = knowing
  }

  public struct Mark: Word {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let met = Mark(rawValue: "met")
    public static let notMet = Mark(rawValue: "not met")
    public static let unknown = Mark(rawValue: "unknown")
    public static let known: [Mark] = [.met, .notMet, .unknown]
  }
}
