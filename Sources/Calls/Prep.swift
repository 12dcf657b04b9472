public import Domain
import Foundation
public import Retrieval
public import Storage

/// What to know before a call, on one screen: what they will probably say and what to answer, what is still open from
/// last time, and the one question to ask.
public struct Prep: Sendable {
  public let deal: Deal?
  /// Whom it will probably be with.
  public let person: Person?
  public let context: Context
  /// What this deal said and nobody answered or settled, the newest first.
  public let open: [Open]
  /// What the forecast rests on; nil with too little history to count.
  public let basis: Forecast.Basis?
  public let expected: [Expected]
  /// How many deals were lost to the rival of this one, and won.
  public let against: (lost: Int, won: Int)
  /// The words that were no role, trade, stage, rival or product, and were looked for.
  public let words: String?

  public struct Open: Sendable {
    public let encounter: Encounter
    public let objection: Objection
    public var isAnswered: Bool { encounter.used != nil }
  }

  public struct Expected: Sendable {
    public let match: Match
    /// In how many of the basis' cases it came up; 0 without one.
    public let cases: Int
    /// Whether this deal has said it already.
    public let isSaidHere: Bool

    /// What to say: what is proven, else what stands first. Nil when nothing may be said.
    public var answer: Answer? {
      match.offered.first { $0.standing == .proven } ?? match.offered.first
    }

    /// Another one that nobody has tried yet, when the first is known: one place for it, no more.
    public var worthATry: Answer? {
      guard let answer, answer.evidence.known > 0 else { return nil }
      return match.offered.first { $0.standing == .untested }
    }

    public var failing: Answer? { match.answers.first { $0.standing == .avoid && $0.response.ban == nil } }
  }

  /// How many objections are named.
  public static let most = 3

  /// For a deal, in the context that its latest call had unless another is said.
  public init(_ deal: Deal, in context: Context, _ search: Search, _ reader: Reader) throws {
    let logged = try reader.encounters(on: deal.id)
    let people = try reader.people(of: deal.id)
    let person = logged.lazy.compactMap { log in people.first { $0.id == log.met.person } }.first ?? people.first
    try self.init(
      deal: deal, person: person, context: context.completed(by: reader.context(of: deal)), words: nil, logged, search,
      reader)
  }

  /// For a call without a deal: who it is, what trade, against whom; and what they may say.
  public init(_ context: Context, words: String?, _ search: Search, _ reader: Reader) throws {
    try self.init(deal: nil, person: nil, context: context, words: words, [], search, reader)
  }

  private init(
    deal: Deal?, person: Person?, context: Context, words: String?, _ logged: [Encounter], _ search: Search,
    _ reader: Reader
  ) throws {
    (self.deal, self.person, self.context, self.words) = (deal, person, context, words)
    let said = try logged.map { ($0, try reader.front(of: $0.met.objection)) }
    // The newest of each says how it stands.
    var seen: Set<ID<Objection>> = []
    open = try said.filter { seen.insert($0.1).inserted && $0.0.went.result != .worked }.compactMap { encounter, id in
      try reader.objection(id).map { Open(encounter: encounter, objection: $0) }
    }
    let heard = try search.heard().filter { $0.place != deal?.id.uuid }
    let forecast = Forecast(heard, for: context, open: Set(open.map(\.objection.id)))
    basis = forecast.basis
    let here = Set(said.map(\.1))
    var expected: [Expected] = []
    if let words, let first = try search.find(words, in: context, limit: 1).matches.first {
      let cases = forecast.likely.first { $0.objection == first.objection.id }?.cases ?? 0
      expected.append(Expected(match: first, cases: cases, isSaidHere: false))
    }
    let usual = forecast.basis == nil ? try StageUsual.objections(at: context.stage, reader) : []
    let likely = forecast.likely.map { ($0.objection, $0.cases) } + usual.map { ($0, 0) }
    for (id, cases) in likely where expected.count < Self.most {
      guard !expected.contains(where: { $0.match.objection.id == id }), let objection = try reader.objection(id)
      else { continue }
      expected.append(
        Expected(match: try search.card(objection, in: context), cases: cases, isSaidHere: here.contains(id)))
    }
    self.expected = expected
    let rival = context.competitor.map(Folding.fold)
    let closed = try reader.deals().filter { other in
      other.id != deal?.id && rival != nil && other.competitor.map(Folding.fold) == rival
    }
    against = (closed.count { $0.ending.outcome == .lost }, closed.count { $0.ending.outcome == .won })
  }

  /// The one question to ask today.
  public enum Ask: Equatable, Sendable {
    /// What must be true for them to sign, by the day on which it is to close.
    case sign(by: Day?)
    case whoElse
    case costOfNothing
  }

  public var ask: Ask {
    switch StagePhase(of: context.stage) {
    case .late: .sign(by: deal?.expectedClose)
    case .middle: .whoElse
    case .early: .costOfNothing
    }
  }
}
