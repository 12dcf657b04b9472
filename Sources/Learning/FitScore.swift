public import Domain
public import Storage

/// How a deal meets the profile: each criterion met, not met or unknown, the hard stops that apply, and what it comes
/// to. Pure.
public struct FitScore: Equatable, Sendable {
  public struct Judged: Equatable, Sendable {
    public let criterion: FitProfile.Criterion
    public let mark: FitMark.Mark
    /// How somebody knows; nil when the deal's own fields say so, or nobody said.
    public let knowing: Knowing?
    /// Whether the deal's own fields say so.
    public let isByRule: Bool
  }

  public struct JudgedStop: Equatable, Sendable {
    public let stop: FitProfile.Stop
    /// `met` means that it applies.
    public let mark: FitMark.Mark
    public let knowing: Knowing?
    public let isByRule: Bool
  }

  /// In the profile's order.
  public let judged: [Judged]
  public let judgedStops: [JudgedStop]
  /// Why somebody ruled it out, in their words.
  public let ruledOut: String?
  private let tiers: FitProfile.Tiers

  public enum Tier: String, Sendable, CaseIterable {
    case a = "A"
    case b = "B"
    case c = "C"
    /// A hard stop applies, or somebody ruled it out.
    case noFit = "no fit"
    /// Under half of the weight is known.
    case unknown
  }

  /// - Parameter marks: Those of the deal; what somebody said stands above what its fields say.
  public init(_ profile: FitProfile, deal: Deal, marks: [FitMark]) {
    let said = Dictionary(marks.map { (Folding.fold($0.criterion), $0) }) { $1 }
    func judge(_ name: String, _ rule: FitProfile.Rule?) -> (mark: FitMark.Mark, knowing: Knowing?, isByRule: Bool) {
      if let mark = said[Folding.fold(name)] { return (mark.mark, mark.knowing, false) }
      let ruled = rule?.judge(deal)
      return (ruled ?? .unknown, nil, ruled != nil)
    }
    judged = profile.criteria.map { criterion in
      let found = judge(criterion.name, criterion.rule)
      return Judged(criterion: criterion, mark: found.mark, knowing: found.knowing, isByRule: found.isByRule)
    }
    judgedStops = profile.stops.map { stop in
      let found = judge(stop.name, stop.rule)
      return JudgedStop(stop: stop, mark: found.mark, knowing: found.knowing, isByRule: found.isByRule)
    }
    ruledOut = deal.noFit
    tiers = profile.tiers
  }

  /// The hard stops that apply.
  public var stops: [FitProfile.Stop] { judgedStops.filter { $0.mark == .met }.map(\.stop) }

  public var met: Int { weight(of: .met) }
  public var known: Int { met + weight(of: .notMet) }
  public var whole: Int { judged.reduce(0) { $0 + max(0, $1.criterion.weight) } }

  /// The weight of which nothing is known.
  public var unknown: Int { whole - known }

  /// What isn't known and counts most.
  public var heaviestUnknown: FitProfile.Criterion? {
    judged.filter { $0.mark == .unknown }.map(\.criterion).reduce(nil) { best, next in
      best.map { $0.weight >= next.weight } == true ? best : next
    }
  }

  /// The share of the known weight that is met, 0 to 1; nil when nothing is known.
  public var share: Double? { known == 0 ? nil : Double(met) / Double(known) }

  public var tier: Tier {
    if ruledOut != nil || !stops.isEmpty { return .noFit }
    guard let share, known * 2 >= whole else { return .unknown }
    if share * 100 >= Double(tiers.a) { return .a }
    return share * 100 >= Double(tiers.b) ? .b : .c
  }

  /// Whether a return to it is worth nobody's time. What isn't known is no reason.
  package var isPoor: Bool { tier == .noFit || tier == .c }

  private func weight(of mark: FitMark.Mark) -> Int {
    judged.reduce(0) { $0 + ($1.mark == mark ? max(0, $1.criterion.weight) : 0) }
  }
}

extension FitProfile.Rule {
  /// Met or not by what the deal says; nil when it doesn't say.
  func judge(_ deal: Deal) -> FitMark.Mark? {
    let said: [String] =
      switch field {
      case "industry": [deal.industry].compactMap(\.self)
      case "segment": [deal.segment].compactMap(\.self)
      case "region": [deal.region].compactMap(\.self)
      case "product": deal.products
      case "competitor": [deal.competitor].compactMap(\.self)
      default: []
      }
    let wanted = Set(values.map(Folding.fold)).subtracting([""])
    guard !said.isEmpty, !wanted.isEmpty else { return nil }
    return said.contains { wanted.contains(Folding.fold($0)) } ? .met : .notMet
  }
}

extension Reader {
  /// How a deal meets this base's profile; nil while there is none, but for a deal that somebody ruled out.
  public func fit(of deal: Deal) throws -> FitScore? {
    guard let profile = try profile() ?? (deal.noFit == nil ? nil : FitProfile()) else { return nil }
    return FitScore(profile, deal: deal, marks: try fitMarks(of: deal.id))
  }

  /// Every deal with how it meets a profile, newest first.
  public func fits(_ profile: FitProfile) throws -> [(deal: Deal, score: FitScore)] {
    let marks = Dictionary(grouping: try fitMarks(), by: \.deal)
    return try deals().map { ($0, FitScore(profile, deal: $0, marks: marks[$0.id] ?? [])) }
  }
}
