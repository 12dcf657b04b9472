public import Domain
import Foundation
public import Storage

/// A debrief that was begun and not saved: what was answered so far, in the order in which it was answered, so that no
/// word of it is typed twice.
public struct DebriefDraft: Draft, Equatable {
  public enum Form: String, Codable, Sendable {
    case long, short
    /// What the short form left.
    case rest
  }

  public struct Answer: Codable, Equatable, Sendable {
    public let name: DebriefStep.Name
    /// Nil when it was skipped.
    public let value: String?
    /// Whether it came by itself, with the one before it or by a flag.
    let isImplied: Bool
    /// The answer that it came with, and goes with.
    let with: DebriefStep.Name?
  }

  public var form: Form
  public private(set) var answers: [Answer] = []
  /// What was taken back to be asked again.
  private var earlier: [Answer] = []

  public init(_ form: Form) { self.form = form }

  /// What the draft of a deal's debrief is kept under.
  public static func name(of deal: ID<Deal>) -> String { prefix + deal.uuid.uuidString.lowercased() }

  static let prefix = "debrief "

  /// What was answered; nil for what was skipped, too.
  public subscript(_ name: DebriefStep.Name) -> String? { answers.first { $0.name == name }?.value }

  /// Whether it was answered or skipped.
  package func has(_ name: DebriefStep.Name) -> Bool { answers.contains { $0.name == name } }

  /// Whether nothing was said, or all of it was skipped; what was taken back to be asked again was said.
  public var isEmpty: Bool { !(answers + earlier).contains { $0.value != nil } }

  /// - Parameter with: The answer that it came with, so that it is taken back with it.
  public mutating func answer(
    _ name: DebriefStep.Name, _ value: String?, isImplied: Bool = false, with: DebriefStep.Name? = nil
  ) {
    answers.removeAll { $0.name == name || $0.with == name }
    answers.append(Answer(name: name, value: value, isImplied: isImplied || with != nil, with: with))
  }

  /// Takes the last answer that was asked for back, with what came by it, so that it is asked again.
  /// - Returns: False when there is none.
  @discardableResult
  public mutating func goBack() -> Bool {
    guard let last = answers.last(where: { !$0.isImplied }) else { return false }
    let gone = answers.filter { $0.name == last.name || $0.with == last.name }
    answers.removeAll(where: gone.contains)
    earlier.removeAll { $0.name == last.name || $0.with == last.name }
    earlier += gone
    return true
  }

  /// What was answered before it was taken back.
  public func earlier(_ name: DebriefStep.Name) -> String? { earlier.first { $0.name == name }?.value }

  /// Answers as before it was taken back, with what came by that.
  public mutating func answerAsBefore(_ name: DebriefStep.Name) {
    let back = earlier.filter { $0.name == name || $0.with == name }
    answers.removeAll { answer in back.contains { $0.name == answer.name } }
    answers += back
  }

  /// The same without the answers that don't belong to it.
  func only(_ belongs: (DebriefStep.Name) -> Bool) -> DebriefDraft {
    var draft = self
    draft.answers.removeAll { !belongs($0.name) }
    return draft
  }
}
