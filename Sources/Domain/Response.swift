/// An answer to an objection: the question to ask first, the words to say, and what goes with them.
public struct Response: Equatable, Sendable {
  public var id: ID<Response>
  public var objection: ID<Objection>
  /// The answer whose idea these are newer words of.
  public var newerWordingOf: ID<Response>?
  public var askFirst: String?
  public var words: String
  /// The same for a mail.
  public var written: String?
  public var technique: Technique
  /// Proof in words, with slots such as `{peer}` to fill.
  public var proof: String?
  /// Proofs of the base that it leans on.
  public var proofs: [ID<Proof>]
  /// What to know but not say.
  public var know: String?
  /// Where it fits: product, region, channel, or whose yes it needs.
  public var applies: String?
  /// It tends to backfire, because.
  public var caution: String?
  /// The lead or legal forbids it, because.
  public var ban: String?
  /// The writer's order among the answers of its objection, from 1.
  public var place: Int

  public init(
    id: ID<Response> = .fresh(), objection: ID<Objection>, newerWordingOf: ID<Response>? = nil,
    askFirst: String? = nil, words: String, written: String? = nil, technique: Technique,
    proof: String? = nil, proofs: [ID<Proof>] = [], know: String? = nil, applies: String? = nil,
    caution: String? = nil, ban: String? = nil, place: Int = 1
  ) {
    self.id = id
    self.objection = objection
    self.newerWordingOf = newerWordingOf
    self.askFirst = askFirst
    self.words = words
    self.written = written
    self.technique = technique
    self.proof = proof
    self.proofs = proofs
    self.know = know
    self.applies = applies
    self.caution = caution
    self.ban = ban
    self.place = place
  }

  /// The shortest that tells it from its neighbours: what to ask, else what to say.
  public var shortName: String { askFirst ?? words }

  /// All that is said aloud, the question first.
  public var said: String { [askFirst, words].compactMap { $0 }.joined(separator: " ") }
}

/// Something that shows a claim to be true.
public struct Proof: Equatable, Sendable {
  public var id: ID<Proof>
  public var claim: String
  public var customer: String?
  /// Whether the customer may be named to others.
  public var mayBeNamed: Bool
  public var source: String?
  public var date: Day?

  public init(
    id: ID<Proof> = .fresh(), claim: String, customer: String? = nil, mayBeNamed: Bool = false,
    source: String? = nil, date: Day? = nil
  ) {
    self.id = id
    self.claim = claim
    self.customer = customer
    self.mayBeNamed = mayBeNamed
    self.source = source
    self.date = date
  }
}
