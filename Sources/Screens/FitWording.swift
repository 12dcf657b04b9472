import Domain
public import Learning

/// How a fit is put into words, one way everywhere.
public enum FitWording {
  /// Fit: 5 of 6 met; not met: a data team.
  public static func line(_ fit: FitScore) -> String {
    if let ruledOut = fit.ruledOut { return "Does not fit: \(pointed(ruledOut))" }
    if !fit.stops.isEmpty { return "Does not fit: \(pointed(names(fit.stops.map(\.name))))" }
    let met = fit.judged.count { $0.mark == .met }
    var parts = ["Fit: \(met) of \(fit.judged.count) met"]
    parts += [notMet(fit), notKnown(fit)].compactMap(\.self)
    return parts.joined(separator: "; ") + "."
  }

  /// not met: a data team, a date
  static func notMet(_ fit: FitScore) -> String? { listed(fit, .notMet).map { "not met: \($0)" } }

  /// not known: a data team, a date. Of many only how many: 5 of 6 not known.
  static func notKnown(_ fit: FitScore) -> String? {
    let count = fit.judged.count { $0.mark == .unknown }
    if count > 3 { return "\(count) of \(fit.judged.count) not known" }
    return listed(fit, .unknown).map { "not known: \($0)" }
  }

  /// A, B, C, no fit, not known
  public static func tier(_ tier: FitScore.Tier) -> String { tier == .unknown ? "not known" : tier.rawValue }

  static func mark(_ mark: FitMark.Mark) -> String {
    switch mark {
    case .met: "met"
    case .notMet: "not met"
    case .unknown: "not known"
    default: mark.rawValue
    }
  }

  /// How it is known: told me; its industry: retail. Nil when nobody said.
  static func known(_ mark: FitMark.Mark, _ knowing: Knowing?, by rule: FitProfile.Rule?) -> String? {
    if mark == .unknown { return nil }
    if let rule { return "by its \(rule.field)" }
    return knowing.map(Wording.knowing)
  }

  /// industry is fintech, insurance
  static func rule(_ rule: FitProfile.Rule) -> String {
    "\(rule.field) is \(rule.values.joined(separator: ", "))"
  }

  /// A 3, B 1, no fit 2
  public static func counts(_ tiers: [FitScore.Tier: Int]) -> String {
    FitScore.Tier.allCases.compactMap { one in
      tiers[one].flatMap { $0 == 0 ? nil : "\(tier(one)) \(Wording.grouped($0))" }
    }.joined(separator: ", ")
  }

  /// won 8 of 11
  static func won(_ won: ProfileCheck.Won) -> String { "won \(won.won) of \(won.decided)" }

  /// What there is to say where a profile is asked for and there is none.
  public static func without(_ typed: (String) -> String) -> Page {
    .text(
      "Not every deal that says no was yours to win. A profile says whom you can truly help:",
      "five or six things to hold against any deal, and what rules one out, in a file you edit.",
      "Begin with ours: \(typed("fit --begin profile.txt"))")
  }

  static func pointed(_ text: String) -> String { text.last.map(".!?".contains) == true ? text : text + "." }

  private static func names(_ names: [String]) -> String { names.joined(separator: ", ") }

  private static func listed(_ fit: FitScore, _ mark: FitMark.Mark) -> String? {
    let found = fit.judged.filter { $0.mark == mark }.map(\.criterion.name)
    return found.isEmpty ? nil : names(found)
  }
}
