import Domain
public import Learning

/// One thing of the profile that isn't known of a deal, as it is asked.
public struct FitQuestion: Equatable, Sendable {
  /// As the profile has it.
  public let name: String
  public let isStop: Bool
  /// Why it is a stop, or what it looks like when met and when not.
  private let facts: [String]

  /// What `y` says.
  public var yes: String { isStop ? "it applies (then it does not fit)" : "met" }
  /// What `n` says.
  public var no: String { isStop ? "no" : "not met" }

  /// What isn't known, hard stops first.
  public static func all(_ score: FitScore) -> [FitQuestion] {
    let stops = score.judgedStops.filter { $0.mark == .unknown }.map(\.stop)
    let criteria = score.judged.filter { $0.mark == .unknown }.map(\.criterion)
    return stops.map { FitQuestion(name: $0.name, isStop: true, facts: [$0.because].compactMap(\.self)) }
      + criteria.map {
        let anchors = [$0.met.map { "Met: \($0)" }, $0.notMet.map { "Not: \($0)" }]
        return FitQuestion(name: $0.name, isStop: false, facts: anchors.compactMap(\.self))
      }
  }

  /// - Parameter place: 1 of 6
  public func page(place: String) -> Page {
    let asked = isStop ? "Does this apply? \(FitWording.pointed(name))" : "\(name)?"
    return Page([
      Line(
        [Span("\(place)  ", .muted), Span(asked, .heading), Span(facts.map { " " + $0 }.joined(), .muted)], hang: 2)
    ])
  }
}
