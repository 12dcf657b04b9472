/// What is being sold to whom, and how it ended.
public struct Deal: Equatable, Sendable {
  public var id: ID<Deal>
  /// What is typed to mean it.
  public var name: String
  public var account: String?
  public var owner: String?
  public var industry: String?
  public var segment: String?
  public var region: String?
  public var products: [String]
  public var competitor: String?
  public var amount: Amount?
  public var stage: String?
  public var expectedClose: Day?
  public var source: Source?
  public var ending: Ending
  /// Why it never fitted what we sell; nil of one that nobody ruled out.
  public var noFit: String?

  public init(
    id: ID<Deal> = .fresh(), name: String, account: String? = nil, owner: String? = nil,
    industry: String? = nil, segment: String? = nil, region: String? = nil, products: [String] = [],
    competitor: String? = nil, amount: Amount? = nil, stage: String? = nil, expectedClose: Day? = nil,
    source: Source? = nil, ending: Ending = Ending(), noFit: String? = nil
  ) {
    self.id = id
    self.name = name
    self.account = account
    self.owner = owner
    self.industry = industry
    self.segment = segment
    self.region = region
    self.products = products
    self.competitor = competitor
    self.amount = amount
    self.stage = stage
    self.expectedClose = expectedClose
    self.source = source
    self.ending = ending
    self.noFit = noFit
  }

  public struct Amount: Equatable, Sendable {
    public var value: Double
    /// ISO 4217, as typed.
    public var currency: String?

    public init(value: Double, currency: String? = nil) {
      self.value = value
      self.currency = currency
    }
  }

  /// Where it was imported from.
  public struct Source: Equatable, Sendable {
    public var system: String
    public var id: String?
    public var link: String?

    public init(system: String, id: String? = nil, link: String? = nil) {
      self.system = system
      self.id = id
      self.link = link
    }
  }

  public struct Ending: Equatable, Sendable {
    public var outcome: Outcome
    /// Of a deal without a decision.
    public var detail: NoDecision?
    public var closed: Day?

    public init(outcome: Outcome = .open, detail: NoDecision? = nil, closed: Day? = nil) {
      self.outcome = outcome
      self.detail = detail
      self.closed = closed
    }
  }
}

/// Somebody on the buyer's side.
public struct Person: Equatable, Sendable {
  public var id: ID<Person>
  public var deal: ID<Deal>?
  public var name: String
  public var role: String?

  public init(id: ID<Person> = .fresh(), deal: ID<Deal>? = nil, name: String, role: String? = nil) {
    self.id = id
    self.deal = deal
    self.name = name
    self.role = role
  }
}

/// Who wrote something.
public struct Author: Equatable, Sendable {
  public var id: ID<Author>
  public var name: String

  public init(id: ID<Author> = .fresh(), name: String) {
    self.id = id
    self.name = name
  }
}
