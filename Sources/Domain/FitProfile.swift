/// Whom we can truly help: a few weighted criteria, and what rules a deal out whatever else it meets. A base has one.
public struct FitProfile: Equatable, Sendable {
  public var criteria: [Criterion]
  public var stops: [Stop]
  /// The share of the known weight from which a deal is tier A, and from which B, in percent.
  public var tiers: Tiers

  /// More than these tell nobody apart; five or six are enough.
  public static let mostCriteria = 8
  /// How much a criterion may weigh.
  public static let weights = 1...10

  public init(criteria: [Criterion] = [], stops: [Stop] = [], tiers: Tiers = Tiers()) {
    self.criteria = criteria
    self.stops = stops
    self.tiers = tiers
  }

  public struct Criterion: Equatable, Sendable {
    public var name: String
    /// How much it counts beside the others, from 1.
    public var weight: Int
    /// What it looks like when it is met, and when it isn't.
    public var met: String?
    public var notMet: String?
    /// The question to a prospect that tells.
    public var ask: String?
    /// What a deal's own fields say about it.
    public var rule: Rule?

    public init(
      name: String, weight: Int = 1, met: String? = nil, notMet: String? = nil, ask: String? = nil, rule: Rule? = nil
    ) {
      self.name = name
      self.weight = weight
      self.met = met
      self.notMet = notMet
      self.ask = ask
      self.rule = rule
    }
  }

  public struct Stop: Equatable, Sendable {
    public var name: String
    public var because: String?
    public var rule: Rule?

    public init(name: String, because: String? = nil, rule: Rule? = nil) {
      self.name = name
      self.because = because
      self.rule = rule
    }
  }

  /// A field of the deal, and the values of it that make the criterion met, or the stop apply.
  public struct Rule: Equatable, Sendable {
    /// One of ``fields``.
    public var field: String
    public var values: [String]

    /// The fields of a deal that a rule may name.
    public static let fields = ["industry", "segment", "region", "product", "competitor"]

    public init(field: String, values: [String]) {
      self.field = field
      self.values = values
    }
  }

  public struct Tiers: Equatable, Sendable {
    public var a: Int
    public var b: Int

    public init(a: Int = 80, b: Int = 50) {
      self.a = a
      self.b = b
    }
  }
}
