public import Domain
public import Storage

/// What is known of a deal before its debrief begins, so that it need not be asked.
public struct DebriefCase: Equatable, Sendable {
  public var deal: Deal
  /// What came up on it, each objection once, the newest first.
  package var heard: [Heard]
  /// The days on which something was logged of it, with the newest log of each, the oldest first.
  public var days: [LoggedDay]
  /// The answers that were given on it.
  package var given: [Given]
  package var reach: Reach
  /// The criteria and hard stops of the profile, when there is one.
  public var criteria: [String]
  public var stops: [String]
  /// What the rep's newest reason is about, from an earlier debrief or an import.
  package var category: Category?
  /// What earlier debriefs of this deal, as it has ended, have answered.
  public var answered: Set<DebriefStep.Name>
  /// Why it is not come back to, once it is closed.
  public var noReturn: NoReturn?
  /// The return that is planned already.
  public var planned: FollowUp?

  package struct Heard: Equatable, Sendable {
    package let objection: ID<Objection>
    package let sentence: String
    package let category: Category
    /// How it went the last time; nil when nothing was said to it.
    package let result: Result?
    let resultDay: Day?
    /// The newest log of it whose result is still open.
    let open: ID<Encounter>?

    package init(
      objection: ID<Objection>, sentence: String, category: Category, result: Result? = nil, resultDay: Day? = nil,
      open: ID<Encounter>? = nil
    ) {
      self.objection = objection
      self.sentence = sentence
      self.category = category
      self.result = result
      self.resultDay = resultDay
      self.open = open
    }
  }

  public struct LoggedDay: Equatable, Sendable {
    public let day: Day
    public let encounter: ID<Encounter>
    /// What was heard on it.
    public let words: String

    package init(day: Day, encounter: ID<Encounter>, words: String) {
      self.day = day
      self.encounter = encounter
      self.words = words
    }
  }

  package struct Given: Equatable, Sendable {
    let response: ID<Response>
    let name: String
  }

  /// How far the two had got. What nobody knows is taken for all the way: then everything is asked.
  package enum Reach: Int, Comparable, Sendable {
    /// Before any real conversation, before a demo or an offer, and as far as one.
    case contact, talk, offer

    /// - Parameters:
    ///   - stages: Those that the deal and its logs name.
    ///   - hasTalked: Whether anything was logged but a first call.
    package init(stages: [String], hasTalked: Bool) {
      let telling = stages.filter { Set(Folding.words($0)).isDisjoint(with: Self.ends) && !$0.isBlank }
      guard !telling.isEmpty else {
        self = .offer
        return
      }
      if telling.contains(where: { StagePhase(of: $0) > .early }) {
        self = .offer
      } else if !hasTalked, telling.allSatisfy({ !Set(Folding.words($0)).isDisjoint(with: Self.before) }) {
        self = .contact
      } else {
        self = .talk
      }
    }

    /// Words for how it ended, which say nothing of how far it got.
    private static let ends: Set = ["closed", "lost", "won", "dead", "ended", "disqualified"]
    /// Words for stages before the first meeting.
    private static let before: Set = [
      "lead", "leads", "prospect", "prospecting", "new", "contacted", "outreach", "appointment", "attempted", "cold",
    ]

    package static func < (one: Reach, other: Reach) -> Bool { one.rawValue < other.rawValue }
  }

  package init(
    deal: Deal, heard: [Heard] = [], days: [LoggedDay] = [], given: [Given] = [], reach: Reach = .offer,
    criteria: [String] = [], stops: [String] = [], category: Category? = nil,
    answered: Set<DebriefStep.Name> = [], noReturn: NoReturn? = nil, planned: FollowUp? = nil
  ) {
    self.deal = deal
    self.heard = heard
    self.days = days
    self.given = given
    self.reach = reach
    self.criteria = criteria
    self.stops = stops
    self.category = category
    self.answered = answered
    self.noReturn = noReturn
    self.planned = planned
  }
}

extension DebriefCase {
  public init(_ deal: Deal, in reader: Reader) throws {
    let logged = try reader.encounters(on: deal.id)
    var heard: [Heard] = []
    var days: [LoggedDay] = []
    var given: [Given] = []
    for encounter in logged {
      guard let objection = try reader.objection(reader.front(of: encounter.met.objection)) else { continue }
      if !days.contains(where: { $0.day == encounter.met.day }) {
        days.append(
          LoggedDay(
            day: encounter.met.day, encounter: encounter.id, words: encounter.words ?? objection.sentence))
      }
      if let used = encounter.used?.response, !given.contains(where: { $0.response == used }),
        let response = try reader.response(used)
      {
        given.append(Given(response: used, name: response.shortName))
      }
      guard !heard.contains(where: { $0.objection == objection.id }) else { continue }
      heard.append(
        Heard(
          objection: objection.id, sentence: objection.sentence, category: objection.category,
          result: encounter.used == nil ? nil : encounter.went.result, resultDay: encounter.went.day,
          open: encounter.used != nil && !encounter.went.result.isScored ? encounter.id : nil))
    }
    let stages = [deal.stage].compactMap(\.self) + logged.compactMap(\.met.stage)
    let profile = try reader.profile()
    var closed = deal
    if closed.ending.outcome == .open { closed.ending.outcome = .lost }
    self.init(
      deal: deal, heard: heard, days: days.reversed(), given: given,
      reach: Reach(stages: stages, hasTalked: logged.contains { $0.met.cold != true }),
      criteria: profile?.criteria.map(\.name) ?? [], stops: profile?.stops.map(\.name) ?? [],
      category: try reader.reasons(of: deal.id).last { $0.by == .rep }?.category,
      answered: try OwnDebrief(of: deal, in: reader).answered, noReturn: try reader.noReturn(to: closed),
      planned: try reader.followUps(of: deal.id).last { $0.state.result == nil })
  }
}
