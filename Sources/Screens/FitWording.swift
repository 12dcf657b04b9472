import Domain
public import Learning

/// How a fit is put into words, one way everywhere.
public enum FitWording {
  /// Fit: 5 of 6 met; not met: a data team.
  public static func line(_ fit: FitScore) -> String {
    if let ruledOut = fit.ruledOut { return "Does not fit: \(ruledOut)" }
    if !fit.stops.isEmpty { return "Does not fit: \(fit.stops.map(\.name).joined(separator: ", "))." }
    func names(_ mark: FitMark.Mark) -> String {
      fit.judged.filter { $0.mark == mark }.map(\.criterion.name).joined(separator: ", ")
    }
    let met = fit.judged.count { $0.mark == .met }
    var parts = ["Fit: \(met) of \(fit.judged.count) met"]
    if !names(.notMet).isEmpty { parts.append("not met: \(names(.notMet))") }
    if !names(.unknown).isEmpty { parts.append("not known: \(names(.unknown))") }
    return parts.joined(separator: "; ") + "."
  }
}
