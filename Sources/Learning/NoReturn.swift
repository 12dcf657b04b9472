public import Domain
public import Storage

/// Why a deal is not followed up. Pure.
public enum NoReturn: Equatable, Sendable {
  case won
  /// It is on: what comes next is a step, not a return.
  case open
  /// It was no real deal.
  case notReal
  /// It never fitted; what isn't known is no reason.
  case noFit(FitScore)

  /// Nil for one that may be come back to.
  package init?(_ deal: Deal, fit: FitScore) {
    switch deal.ending.outcome {
    case .won: self = .won
    case .open: self = .open
    case _ where fit.isPoor: self = .noFit(fit)
    case .invalid: self = .notReal
    default: return nil
    }
  }
}

extension Reader {
  /// How far a deal is known to fit, also in a base without a profile: somebody may have ruled it out.
  public func knownFit(of deal: Deal) throws -> FitScore {
    try fit(of: deal) ?? FitScore(FitProfile(), deal: deal, marks: [])
  }

  /// Why a deal is not followed up; nil for one that may be.
  public func noReturn(to deal: Deal) throws -> NoReturn? { NoReturn(deal, fit: try knownFit(of: deal)) }
}
