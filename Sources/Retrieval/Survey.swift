public import Domain
public import Storage

/// Every objection that fits some filters, with its answers: what a playbook is made from.
public struct Survey: Sendable {
  public struct Entry: Sendable {
    public let match: Match
    /// The ways of saying it that the team wrote.
    public let written: [String]
  }

  /// In the order of categories, then the most met first.
  public let entries: [Entry]
  /// The filters as typed, and what in them filtered nothing.
  public let filters: String
  public let notices: [Query.Notice]
  /// Names and amounts of deals and people: what a discreet text must not say.
  public let accounts: [String]
  public let people: [String]
  public let amounts: [Double]
  public let isSample: Bool

  /// - Parameters:
  ///   - filters: Words such as `category:price`.
  ///   - day: Today, from which results age.
  public init(of reader: Reader, filters: String, on day: Day, slots: [String: String] = [:]) throws {
    let query = Query(filters, values: try FilterValues(in: reader), today: day)
    let search = try Search(reader, on: day, slots: slots)
    let matches = try reader.objections().compactMap { try search.card($0, filters: query.filters) }
    let order = Dictionary(uniqueKeysWithValues: Category.known.enumerated().map { ($1, $0) })
    let sorted = matches.sorted { one, other in
      let places = (order[one.objection.category] ?? order.count, order[other.objection.category] ?? order.count)
      if places.0 != places.1 { return places.0 < places.1 }
      let categories = (one.objection.category.rawValue, other.objection.category.rawValue)
      if categories.0 != categories.1 { return categories.0 < categories.1 }
      if one.met != other.met { return one.met > other.met }
      return (one.objection.sentence, one.objection.id) < (other.objection.sentence, other.objection.id)
    }
    entries = try sorted.map { match in
      let written = try reader.phrasings(of: match.objection.id).filter { $0.source == .written }
      return Entry(match: match, written: written.map(\.text))
    }
    self.filters = filters
    notices = query.notices.isEmpty ? query.words.map { .notAFilter($0) } : query.notices
    (accounts, people, amounts) = try reader.namesAndAmounts()
    isSample = try reader.setting("sample") == "yes"
  }
}
