public import Domain
public import Foundation
public import Storage

/// Words that were joined to the wrong objection, and where they went.
public struct MovedWords: Sendable {
  public enum Refused: Error, Equatable {
    /// No way of saying anything reads so.
    case unknown
    /// They are an objection's own sentence.
    case sentence(ID<Objection>)
    /// They are with it already.
    case there
  }

  public let words: String
  public let from: ID<Objection>
  public let to: ID<Objection>
  /// Whether the log that they were learnt from went along: one that names an answer stays where that answer is.
  public let log: Bool
}

extension Base {
  /// Takes words from the objections that they are joined to, to another: as one act.
  /// - Throws: ``MovedWords/Refused``, ``StorageError``.
  public func move(words: String, to objection: ID<Objection>, zone: TimeZone, now: Date) throws -> MovedWords {
    let folded = Folding.fold(words)
    return try edit(.movedWords, subject: words, zone: zone, now: now) { edit in
      let reader = edit.reader
      let target = Set(try [objection] + reader.same(as: objection).map(\.id))
      let same = try reader.phrasings().filter { Folding.fold($0.text) == folded }
      let wrong = same.filter { !target.contains($0.objection) }
      guard let first = wrong.first else {
        if !same.isEmpty { throw MovedWords.Refused.there }
        let sentence = try reader.objections().first { Folding.fold($0.sentence) == folded }
        throw sentence.map { .sentence($0.id) } ?? MovedWords.Refused.unknown
      }
      var isThere = same.count > wrong.count
      var log = false
      for var phrasing in wrong {
        let from = phrasing.objection
        if let id = phrasing.encounter, var encounter = try reader.encounter(id), encounter.used == nil,
          try reader.front(of: encounter.met.objection) == reader.front(of: from)
        {
          encounter.met.objection = objection
          try edit.save(encounter)
          log = true
        }
        if isThere {
          try edit.putAway(.phrasing(phrasing.id))
        } else {
          phrasing.objection = objection
          try edit.save(phrasing)
          isThere = true
        }
      }
      return MovedWords(words: first.text, from: try reader.front(of: first.objection), to: objection, log: log)
    }.value
  }
}
