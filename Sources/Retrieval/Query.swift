public import Domain

/// What was typed, read: words, phrases in quotes, words with a leading minus, filters. Any text is a
/// query; none is an error.
public struct Query: Equatable, Sendable {
  /// As typed.
  public let typed: String
  /// What of it is neither filter nor excluded, in pieces as typed.
  var pieces: [String] = []
  /// What they said, as typed, without filters and what was left out.
  public var said: String { pieces.joined(separator: " ") }
  /// The folded words to look for, in order, phrases included, with repeats.
  public internal(set) var words: [String] = []
  /// Words that must stand next to each other.
  public internal(set) var phrases: [[String]] = []
  /// Words that must not be there.
  public internal(set) var excluded: [String] = []
  public internal(set) var filters = Filters()
  public internal(set) var notices: [Notice] = []

  /// Whether any text may be meant: nothing must stand in it or be missing from it.
  var isPlain: Bool { phrases.isEmpty && excluded.isEmpty }

  /// The most distinct words and bytes that are looked at.
  public static let mostWords = 64
  public static let mostBytes = 65_536

  public enum Notice: Equatable, Hashable, Sendable {
    /// No filter has this name; searched as a word.
    case unknownFilter(String, nearest: String?)
    /// Nothing in the base has this value; searched as words.
    case unknownValue(filter: String, value: String)
    case filterWithoutValue(String)
    /// More was typed than is looked at.
    case cutShort
    /// A word where only filters mean something.
    case notAFilter(String)
    /// A word was read as another.
    case readAs(String, String)
    /// An idiom, and the plain words that were looked for beside it.
    case stoodFor(String, String)
  }

  /// - Parameters:
  ///   - values: The filter values that the base knows.
  ///   - today: For `since:90d`.
  public init(_ typed: String, values: FilterValues = FilterValues(), today: Day = Day(number: 0)) {
    self.typed = typed
    var grammar = QueryGrammar(typed)
    if grammar.wasCut { notices.append(.cutShort) }
    while let part = grammar.next() {
      switch part {
      case .text(let text): take(text)
      case .phrase(let text):
        let phrase = Folding.words(text)
        take(text)
        if phrase.count > 1 { phrases.append(phrase) }
      case .excluded(let text): excluded += Folding.words(text)
      case .filter(let name, let value): take(name, value, whole: grammar.last, values, today)
      }
    }
    var seen: Set<String> = []
    let kept = words.prefix { seen.contains($0) || (seen.count < Self.mostWords && seen.insert($0).inserted) }
    if kept.count < words.count {
      words = Array(kept)
      if !notices.contains(.cutShort) { notices.append(.cutShort) }
    }
  }

  private mutating func take(_ text: String) {
    pieces.append(text)
    words += Folding.words(text)
  }

  private mutating func take(_ name: String, _ value: String, whole: String, _ values: FilterValues, _ today: Day) {
    let folded = Folding.fold(value)
    guard let filter = Filters.Name(rawValue: name.lowercased()) else {
      if !folded.isEmpty, name.allSatisfy(\.isLetter) {
        let nearest = EditDistance.nearest(to: name.lowercased(), among: Filters.Name.allCases.map(\.rawValue))
        if nearest != nil || !value.hasPrefix("//") { notices.append(.unknownFilter(name, nearest: nearest)) }
      }
      take(whole)
      return
    }
    guard !folded.isEmpty else {
      notices.append(.filterWithoutValue(filter.rawValue))
      take(whole)
      return
    }
    var known = true
    switch filter {
    case .category:
      if let category = Category(meant: value) { filters.categories.append(category) } else { known = false }
    case .technique:
      if let technique = Technique(meant: value) { filters.techniques.append(technique) } else { known = false }
    case .went:
      if let result = Result(meant: value) ?? Went(rawValue: value.lowercased())?.result {
        filters.went.append(result)
      } else {
        known = false
      }
    case .since:
      if let day = Self.day(value, today) { filters.since = day } else { known = false }
    case .industry, .role, .stage, .competitor, .deal, .product:
      if let field = Filters.Field(rawValue: filter.rawValue), values.met[field]?.contains(folded) == true {
        filters.met[field, default: []].insert(folded)
      } else {
        known = false
      }
    }
    if !known {
      notices.append(.unknownValue(filter: filter.rawValue, value: value))
      take(whole)
    }
  }

  /// `2026-08-01`, or `90d`, `12w`, `6m`, `1y` back from today.
  private static func day(_ text: String, _ today: Day) -> Day? {
    if let day = Day(text) { return day }
    guard let unit = text.last, let count = Int(text.dropLast()), (1...100_000).contains(count),
      let days = ["d": 1, "w": 7, "m": 30, "y": 365][unit]
    else { return nil }
    return today.adding(days: -count * days)
  }
}
