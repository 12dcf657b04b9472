public import Domain
import Foundation

/// What a debrief asks, in which order, and what it leaves out. Pure: the draft in, the next question out.
///
/// A question that was answered in an earlier debrief of the deal isn't asked again.
public struct DebriefQuestions: Sendable {
  public let known: DebriefCase
  public let today: Day

  /// Of more objections than these it isn't asked whether they were settled: the questions would never end.
  static let mostHeard = 3

  let dated: @Sendable (Day) -> String

  /// - Parameter dated: How a day is written in the answers that are offered.
  public init(_ known: DebriefCase, today: Day, dated: @escaping @Sendable (Day) -> String = \.description) {
    self.known = known
    self.today = today
    self.dated = dated
  }

  /// The first question that has no answer yet; nil when all is asked.
  public func next(_ draft: DebriefDraft) -> DebriefStep? { steps(draft).first { !draft.has($0.name) } }

  /// Whether there is anything to ask beyond what is answered.
  public func isOver(_ draft: DebriefDraft) -> Bool { next(draft) == nil }

  /// How it ended: as the deal says, or as was said just now.
  public func outcome(_ draft: DebriefDraft) -> Outcome {
    let outcome = known.deal.ending.outcome
    guard outcome == .open else { return outcome }
    return draft[.outcome].map(Outcome.init(rawValue:)) ?? .open
  }

  /// How many questions of the long form an earlier debrief left.
  public func countLeft(_ draft: DebriefDraft) -> Int { long(draft).count { !isAnswered($0) } }

  /// Whether the deal was debriefed before.
  public var isBegun: Bool { !known.answered.isEmpty }

  /// About how long so many questions take.
  public static func minutes(_ count: Int) -> Int { max(1, (count + 1) / 2) }

  /// How many questions the short form leaves for later.
  public func countOfMore(_ draft: DebriefDraft) -> Int { rest(draft).count { !isAnswered($0) } }

  /// All that is asked, as the answers so far have it.
  package func steps(_ draft: DebriefDraft) -> [DebriefStep] {
    let steps = known.deal.ending.outcome == .open ? [Self.outcomeStep] : []
    guard outcome(draft) != .open else { return steps }
    return steps + placed(points(draft))
  }

  private func points(_ draft: DebriefDraft) -> [Point] {
    switch draft.form {
    case .long: long(draft)
    case .short: short(draft)
    case .rest: rest(draft)
    }
  }

  /// Whether a deal that ended so is ever asked this.
  public func suits(_ name: DebriefStep.Name, _ draft: DebriefDraft) -> Bool {
    let ofAll: Set<DebriefStep.Name> = [.outcome]
    let ofWon: Set<DebriefStep.Name> = [.why, .whyHow, .turn, .nearlySank, .turned, .liked, .mayName]
    let ofInvalid: Set<DebriefStep.Name> = [.sooner, .criterion]
    if ofAll.contains(name) { return true }
    return switch outcome(draft) {
    case .won: ofWon.contains(name)
    case .invalid: ofInvalid.contains(name)
    case .lost: ![.nearlySank, .turned, .mayName, .sooner, .detail].contains(name)
    case .noDecision: ![.nearlySank, .turned, .mayName, .sooner, .competitor].contains(name)
    default: false
    }
  }

  /// What is asked at one place: a question, and those that lean on its answer.
  typealias Point = [DebriefStep]

  private func isAnswered(_ point: Point) -> Bool {
    point.isEmpty || point.contains { known.answered.contains($0.name) }
  }

  /// Numbered, but for the one thing to do differently at the end of the long form.
  private func placed(_ points: [Point]) -> [DebriefStep] {
    let open = points.filter { !isAnswered($0) }
    let isApart = open.count > 3 && open.last?.first?.name == .differently
    let count = open.count - (isApart ? 1 : 0)
    return open.enumerated().flatMap { index, point in
      point.enumerated().map { step, asked in
        var asked = asked
        if index < count { asked.place = DebriefStep.Place(number: index + 1, count: count, isFirst: step == 0) }
        return asked
      }
    }
  }

  // MARK: The forms

  private func long(_ draft: DebriefDraft) -> [Point] {
    switch outcome(draft) {
    case .won: [why(draft), nearlySank, turned, liked, mayName]
    case .invalid: [sooner(draft)]
    default:
      [
        known.reach >= .talk ? liked : nil, cameUp, need(draft), why(draft),
        known.reach >= .offer ? retold(draft) : nil, known.reach >= .talk ? theirQuestion : nil, asked, agreed,
        whatNext(draft), differently,
      ].compactMap(\.self)
    }
  }

  private func short(_ draft: DebriefDraft) -> [Point] {
    switch outcome(draft) {
    case .won: [shortWhy(draft), turned]
    case .invalid: long(draft)
    default: [shortWhy(draft), differently, whatNext(draft)]
    }
  }

  /// What the long form asks beyond the short one, but for what both agreed on: the minutes are few by then.
  private func rest(_ draft: DebriefDraft) -> [Point] {
    let asked = Set(short(draft).joined().map(\.name) + [.agreed])
    return long(draft).filter { $0.allSatisfy { !asked.contains($0.name) } }
  }
}
