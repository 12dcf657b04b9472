import Domain
import Retrieval

/// What every form of a playbook says in the same words. Nothing here is what somebody wrote.
extension Playbook {
  static let invented = "SAMPLE: these results are invented."
  static let discreet = "It names no account, no person and no amount, and quotes only what the team wrote."
  static let backfires = "CAREFUL, tends to backfire:"

  /// On how much it rests, and since when.
  var basis: String {
    let evidence =
      encounters == 0
      ? "Nothing logged yet: the answers stand in their writers' order."
      : "Rests on \(encounters) logged \(encounters == 1 ? "objection" : "objections"), \(knownResults) with a known result."
    return (asOf.map { "As of \($0). " } ?? "") + evidence
  }

  static func met(_ match: Match) -> String {
    match.met == 0 ? "Not met yet" : match.met == 1 ? "Met once" : "Met \(match.met) times"
  }

  static func record(_ answer: Answer) -> String {
    let evidence = answer.evidence
    guard evidence.known > 0 else { return "Not tried." }
    let counts =
      answer.standing == .avoid
      ? "Failed \(evidence.failed) of \(evidence.known)" : "Worked \(evidence.worked) of \(evidence.known)"
    let partly = evidence.partly > 0 ? ", partly \(evidence.partly)" : ""
    let last = evidence.last.map { ", last on \($0)" } ?? ""
    return "\(counts)\(partly)\(last)."
  }

  /// As it may be handed on: cleaned, and masked. Cleaned first: a name with something invisible inside would not be
  /// known as one.
  /// - Parameter inAnyCase: For what was typed and not written, such as filters.
  func handedOn(_ text: String, inAnyCase: Bool = false) -> String {
    discretion.masked(CleanText(text).description, inAnyCase: inAnyCase)
  }
}

extension Match {
  /// What may be said, what keeps failing, and what is not allowed.
  var shelves: (allowed: [Answer], failing: [Answer], banned: [Answer]) {
    (
      answers.filter { $0.response.ban == nil && $0.standing != .avoid },
      answers.filter { $0.response.ban == nil && $0.standing == .avoid },
      answers.filter { $0.response.ban != nil }
    )
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
