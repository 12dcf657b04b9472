public import Domain
public import Retrieval

/// What a mail objects to, and what to write back.
public struct Reply: Sendable {
  /// One objection in it.
  public struct Objected: Sendable {
    /// The sentence, or the part of one, that says it.
    public let said: String
    public let match: Match

    /// The answer to write: the best that may be offered.
    public var answer: Answer? { match.offered.first }
  }

  public let mail: Mail
  /// The surest, at most ``most``, in the mail's order.
  public let found: [Objected]
  /// Those beyond.
  public let beyond: [Objected]
  /// Sentences that are none that is surely known, good manners left out, in the mail's order.
  public let unmatched: [String]

  /// The most objections that one reply takes on.
  public static let most = 3
  /// The most sentences that are looked at.
  private static let longest = 60

  public init(to mail: Mail, in search: Search, context: Context = Context()) throws {
    self.mail = mail
    var objected: [Objected] = []
    var unmatched: [String] = []
    for sentence in mail.sentences.prefix(Self.longest) where !Sentences.isCourtesy(sentence) {
      let sure = try Self.sure(sentence, search, context)
      if sure.isEmpty { unmatched.append(sentence) }
      for one in sure {
        guard let place = objected.firstIndex(where: { $0.match.objection.id == one.match.objection.id }) else {
          objected.append(one)
          continue
        }
        if objected[place].match.relevance < one.match.relevance { objected[place] = one }
      }
    }
    let kept = Set(
      objected.sorted { $0.match.relevance > $1.match.relevance }.prefix(Self.most).map(\.match.objection.id))
    found = objected.filter { kept.contains($0.match.objection.id) }
    beyond = objected.filter { !kept.contains($0.match.objection.id) }
    self.unmatched = unmatched + mail.sentences.dropFirst(Self.longest)
  }

  /// The objections that a sentence surely is: one for each clause when its clauses are different ones.
  private static func sure(_ sentence: String, _ search: Search, _ context: Context) throws -> [Objected] {
    func objection(_ words: String) throws -> Objected? {
      let found = try search.find(words, in: context, limit: 1)
      return found.sure ? found.matches.first.map { Objected(said: words, match: $0) } : nil
    }
    let clauses = Sentences.clauses(of: sentence)
    let parts = clauses == [sentence] ? [] : try clauses.compactMap(objection)
    if Set(parts.map(\.match.objection.id)).count > 1 { return parts }
    return [try objection(sentence) ?? parts.first].compactMap { $0 }
  }

  /// A frame to edit: their words, and below each what to write. Nil when there is nothing to write.
  public var text: String? {
    let parts = found.compactMap { one in
      one.answer.map { "You wrote: \"\(one.said)\"\n\($0.response.written ?? $0.response.said)" }
    }
    guard !parts.isEmpty else { return nil }
    let first = mail.sender?.split(separator: " ").first.map { "Hi \($0)," } ?? "Hi,"
    return ([first] + parts).joined(separator: "\n\n") + "\n"
  }
}
