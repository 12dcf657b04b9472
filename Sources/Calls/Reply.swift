public import Domain
public import Retrieval

/// What a mail objects to, and what to write back.
public struct Reply: Sendable {
  /// One objection in it.
  public struct Objected: Sendable {
    /// The sentence, or the part of one, that says it.
    public let said: String
    public let match: Match
    /// The words as they are learnt, when slips in them were repaired.
    public let learnt: String?

    /// Whether it is answered.
    let isCertain: Bool

    /// The answer to write: the best that may be offered.
    public var answer: Answer? { match.offered.first }
  }

  public let mail: Mail
  /// The surest, at most ``most``, in the mail's order.
  public let found: [Objected]
  /// Those beyond.
  public let beyond: [Objected]
  /// Sentences that may be one, in the mail's order: nothing is written to them.
  public let perhaps: [Objected]
  /// Sentences that are none that is known, good manners left out, in the mail's order.
  public let unmatched: [String]

  /// The most objections that one reply takes on.
  public static let most = 3
  /// From this relevance on a sentence is answered, where its meaning had a say. Most sentences of a mail object to
  /// nothing, each is like something, and an answer to what nobody said does harm; so it takes more than in a search.
  /// Words alone bring up little that is wrong.
  private static let certain = 0.8
  /// The most sentences that are looked at.
  private static let longest = 60

  public init(to mail: Mail, in search: Search, context: Context = Context()) throws {
    self.mail = mail
    var objected: [Objected] = []
    var perhaps: [Objected] = []
    var unmatched: [String] = []
    for sentence in mail.sentences.prefix(Self.longest) where !Sentences.isCourtesy(sentence) {
      let read = try Self.read(sentence, search, context)
      if read.isEmpty { unmatched.append(sentence) }
      for one in read where !one.isCertain { perhaps.append(one) }
      for one in read where one.isCertain {
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
    let named = Set(objected.map(\.match.objection.id))
    self.perhaps = perhaps.filter { !named.contains($0.match.objection.id) }
    self.unmatched = unmatched + mail.sentences.dropFirst(Self.longest)
  }

  /// What a sentence objects to: one for each clause when its clauses say different things and one of them certainly,
  /// else the surest reading of it or of a clause. Empty when nothing is near enough to name.
  private static func read(_ sentence: String, _ search: Search, _ context: Context) throws -> [Objected] {
    func objection(_ words: String) throws -> Objected? {
      let found = try search.find(plain(words), in: context, limit: 1)
      guard found.sure, let match = found.matches.first else { return nil }
      return Objected(
        said: words, match: match, learnt: found.readAs,
        isCertain: !found.hasMeaning || match.relevance >= Self.certain)
    }
    let clauses = Sentences.clauses(of: sentence)
    let parts = clauses == [sentence] ? [] : try clauses.compactMap(objection)
    if parts.contains(where: \.isCertain), Set(parts.map(\.match.objection.id)).count > 1 { return parts }
    let whole = try objection(sentence)
    guard let best = ([whole].compactMap { $0 } + parts).max(by: { $0.match.relevance < $1.match.relevance }) else {
      return []
    }
    // What a clause of it says, the sentence says: it is quoted whole.
    let isSame = whole?.match.objection.id == best.match.objection.id
    return [
      Objected(said: isSame ? sentence : best.said, match: best.match, learnt: best.learnt, isCertain: best.isCertain)
    ]
  }

  /// Without what is syntax in a query: nobody who writes a mail means a filter.
  private static func plain(_ words: String) -> String {
    words.split { $0.isWhitespace || "\"“”„«»:".contains($0) }.map { $0.drop { "-+".contains($0) } }
      .joined(separator: " ")
  }

  /// A frame to edit: their words, and below each what to write. Nil when there is nothing to write.
  public var text: String? {
    let parts = found.compactMap { one in
      one.answer.map { answer in
        let written = answer.response.written ?? answer.response.said
        return "You wrote: \"\(CleanText(one.said))\"\n\(CleanText(written))"
      }
    }
    guard !parts.isEmpty else { return nil }
    let first = mail.sender?.split(separator: " ").first.map { "Hi \(CleanText(String($0)))," } ?? "Hi,"
    return ([first] + parts).joined(separator: "\n\n") + "\n"
  }
}
