/// Why a deal went as it did, as somebody has it. Reasons are only added: what the rep believed stands beside
/// what the buyer said later. The competitor is a field of the deal and never a reason.
public struct Reason: Equatable, Sendable {
  public var id: ID<Reason>
  public var deal: ID<Deal>
  public var by: Teller
  /// When it was said.
  public var day: Day?
  public var category: Category?
  /// In the words of the one who says so.
  public var words: String?
  /// How they know; nil when nobody asked.
  public var knowing: Knowing?
  public var inHands: InHands?

  public init(
    id: ID<Reason> = .fresh(), deal: ID<Deal>, by: Teller, day: Day? = nil, category: Category? = nil,
    words: String? = nil, knowing: Knowing? = nil, inHands: InHands? = nil
  ) {
    self.id = id
    self.deal = deal
    self.by = by
    self.day = day
    self.category = category
    self.words = words
    self.knowing = knowing
    self.inHands = inHands
  }

  /// Who says so.
  public struct Teller: Word {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let rep = Teller(rawValue: "rep")
    public static let buyer = Teller(rawValue: "buyer")
    public static let known: [Teller] = [.rep, .buyer]
  }

  /// Whether it was in the rep's hands.
  public struct InHands: Word {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let known: [InHands] = ["yes", "partly", "no"].map(InHands.init(rawValue:))
  }
}
