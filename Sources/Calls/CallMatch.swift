public import Domain
public import Storage

/// Which of the open deals a call of a calendar is about.
///
/// A deal's name in the title says it, before an account's, before the domain of a guest's mail, before the name of one
/// of the deal's people. Where several fit equally well, none is taken.
public struct CallMatch: Sendable {
  private let deals: [Known]

  private struct Known {
    let id: ID<Deal>
    let name: [String]
    let account: [String]
    let people: [[String]]
  }

  /// - Parameter people: Each with the deal that they belong to.
  public init(_ deals: [Deal], people: [Person]) {
    let byDeal = Dictionary(grouping: people) { $0.deal }
    self.deals = deals.filter { $0.ending.outcome == .open }.map { deal in
      Known(
        id: deal.id, name: Folding.words(deal.name), account: deal.account.map(Folding.words) ?? [],
        people: (byDeal[deal.id] ?? []).map { Folding.words($0.name) })
    }
  }

  public init(in reader: Reader) throws { try self.init(reader.deals(), people: reader.people()) }

  public func deal(for call: PlannedCall) -> ID<Deal>? {
    let title = Folding.words(call.title)
    if let deal = longest({ Self.holds(title, $0.name) ? $0.name.joined().count : 0 }) { return deal }
    if let deal = longest({ Self.holds(title, $0.account) ? $0.account.joined().count : 0 }) { return deal }
    let domains = Set(call.guests.compactMap(\.mail).flatMap(Self.companies))
    if let deal = only({ domains.contains($0.name.joined()) || domains.contains($0.account.joined()) }) { return deal }
    let guests = call.guests.compactMap(\.name).map(Folding.words)
    return only { deal in
      deal.people.contains { person in guests.contains(person) || (person.count > 1 && Self.holds(title, person)) }
    }
  }

  /// The one that fits best; nil when two do.
  private func longest(_ fit: (Known) -> Int) -> ID<Deal>? {
    let fits = deals.map { ($0.id, fit($0)) }.filter { $0.1 > 0 }
    guard let most = fits.map(\.1).max() else { return nil }
    let best = fits.filter { $0.1 == most }
    return best.count == 1 ? best[0].0 : nil
  }

  private func only(_ fits: (Known) -> Bool) -> ID<Deal>? {
    let fitting = deals.filter(fits)
    return fitting.count == 1 ? fitting[0].id : nil
  }

  /// Whether the words stand in a text one after the other; a single letter says nothing.
  private static func holds(_ text: [String], _ words: [String]) -> Bool {
    guard words.joined().count > 1, text.count >= words.count else { return false }
    return (0...text.count - words.count).contains { text[$0..<$0 + words.count].elementsEqual(words) }
  }

  /// What may be a company's name in a mail address: of `dana@uk.acme-group.com` it is `acmegroup`, and `uk`.
  static func companies(_ mail: String) -> [String] {
    guard let at = mail.lastIndex(of: "@") else { return [] }
    let labels = mail[mail.index(after: at)...].split(separator: ".").dropLast()
    return labels.map { Folding.words(String($0)).joined() }.filter { $0.count > 2 && !shared.contains($0) }
  }

  /// Where everybody has their mail.
  private static let shared: Set<String> = [
    "gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "gmx", "web", "proton", "protonmail", "aol",
    "com", "net", "org", "mail",
  ]
}
