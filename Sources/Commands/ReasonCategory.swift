import Domain
import Screens

/// The categories that may be a reason.
enum ReasonCategory {
  /// - Throws: ``Problem/badValue(name:value:wanted:)``; the competitor is no reason.
  static func read(_ typed: String, name: String) throws -> Domain.Category {
    let category: Domain.Category = try Vocabulary.word(typed, name)
    guard category.canBeReason else {
      throw Problem.badValue(name: name, value: typed, wanted: "why them and not us; who it was goes with --competitor")
    }
    return category
  }
}
