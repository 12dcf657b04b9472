public import Domain
import Foundation

/// A debrief that was begun and not saved: what was answered so far, in the order in which it was answered, so that no
/// word of it is typed twice.
public struct DebriefDraft: Codable, Equatable, Sendable {
  public enum Form: String, Codable, Sendable { case long, short }

  public struct Answer: Codable, Equatable, Sendable {
    public let name: DebriefStep.Name
    /// Nil when it was skipped.
    public let value: String?
    /// Whether it came by itself, with the one before it or by a flag.
    public let isImplied: Bool
  }

  public var form: Form
  public private(set) var answers: [Answer] = []

  public init(_ form: Form) { self.form = form }

  /// What the draft of a deal's debrief is kept under.
  public static func name(of deal: ID<Deal>) -> String { "debrief \(deal.uuid.uuidString.lowercased())" }

  /// What was answered; nil for what was skipped, too.
  public subscript(_ name: DebriefStep.Name) -> String? { answers.first { $0.name == name }?.value }

  /// Whether it was answered or skipped.
  public func has(_ name: DebriefStep.Name) -> Bool { answers.contains { $0.name == name } }

  /// Whether anything was said.
  public var isEmpty: Bool { !answers.contains { $0.value != nil } }

  public mutating func answer(_ name: DebriefStep.Name, _ value: String?, isImplied: Bool = false) {
    answers.removeAll { $0.name == name }
    answers.append(Answer(name: name, value: value, isImplied: isImplied))
  }

  /// Takes the last answer back, with what came by it.
  /// - Returns: False when there is none.
  @discardableResult
  public mutating func goBack() -> Bool {
    guard let last = answers.lastIndex(where: { !$0.isImplied }) else { return false }
    answers.removeSubrange(last...)
    return true
  }

  /// Nil when it is no draft that this version knows.
  public init?(_ body: String) {
    guard let draft = try? JSONDecoder().decode(DebriefDraft.self, from: Data(body.utf8)) else { return nil }
    self = draft
  }

  /// As it is kept.
  public var body: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
