/// A reason not to buy, in one canonical sentence.
public struct Objection: Equatable, Sendable {
  public var id: ID<Objection>
  /// As the buyer would say it, at most nine words in the starter base.
  public var sentence: String
  public var category: Category
  public var kind: ObjectionKind?
  /// What usually lies under it.
  public var concern: String?
  /// The question that would prove the concern wrong.
  public var check: String?
  /// How to tell a real one from a stall.
  public var tell: String?
  /// When it can't be changed, and what to do then.
  public var condition: String?
  /// Objections that it is mistaken for, and how to tell.
  public var neighbours: [Neighbour]

  public init(
    id: ID<Objection> = .fresh(), sentence: String, category: Category, kind: ObjectionKind? = nil,
    concern: String? = nil, check: String? = nil, tell: String? = nil, condition: String? = nil,
    neighbours: [Neighbour] = []
  ) {
    self.id = id
    self.sentence = sentence
    self.category = category
    self.kind = kind
    self.concern = concern
    self.check = check
    self.tell = tell
    self.condition = condition
    self.neighbours = neighbours
  }

  public struct Neighbour: Equatable, Sendable {
    public var objection: ID<Objection>
    public var difference: String

    public init(objection: ID<Objection>, difference: String) {
      self.objection = objection
      self.difference = difference
    }
  }
}

/// A way in which a prospect said it.
public struct Phrasing: Equatable, Sendable {
  public var id: ID<Phrasing>
  public var objection: ID<Objection>
  public var source: Source
  public var text: String
  /// The log that it was learnt from, when it was heard.
  public var encounter: ID<Encounter>?

  public init(
    id: ID<Phrasing> = .fresh(), objection: ID<Objection>, source: Source, text: String,
    encounter: ID<Encounter>? = nil
  ) {
    self.id = id
    self.objection = objection
    self.source = source
    self.text = text
    self.encounter = encounter
  }

  /// Written by the team, or learnt from a log. Heard ones serve search only.
  public struct Source: Word {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let written = Source(rawValue: "written")
    public static let heard = Source(rawValue: "heard")
    public static let known: [Source] = [.written, .heard]
  }
}
