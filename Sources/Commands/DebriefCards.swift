import Domain
import Foundation
import Screens
import Storage

/// Objections and answers as the flags of a debrief name them: by ids, some also by words.
struct DebriefCards {
  let reader: Reader
  let session: Session

  func objection(_ typed: String) throws -> ID<Objection> {
    guard case .objection(let id)? = try? session.named(typed, reader) else {
      throw Problem.wrongKind(id: typed, wanted: "objection")
    }
    return try reader.front(of: id)
  }

  /// As a draft has it.
  func objectionOrWords(_ typed: String) throws -> String {
    if case .objection(let id)? = try? session.named(typed, reader) { return try reader.front(of: id).key }
    return try words(typed, wanted: "objection")
  }

  /// As a draft has it.
  func answerOrWords(_ typed: String) throws -> String {
    if case .response(let id)? = try? session.named(typed, reader) { return id.key }
    return try words(typed, wanted: "answer")
  }

  /// - Throws: ``Problem/wrongKind(id:wanted:)`` for what is an id of something else, or looks like one.
  private func words(_ typed: String, wanted: String) throws -> String {
    let body = typed.lowercased().dropFirst()
    let looksLikeID =
      (4...16).contains(body.count) && "ohrdpfglwbquem".contains(typed.lowercased().prefix(1))
      && body.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLetter && !"ilou".contains($0)) }
      && body.contains(where: \.isNumber)
    guard !looksLikeID, UUID(uuidString: typed) == nil else { throw Problem.wrongKind(id: typed, wanted: wanted) }
    return typed
  }
}

extension ID {
  /// As an answer names it in a draft.
  fileprivate var key: String { uuid.uuidString.lowercased() }
}
