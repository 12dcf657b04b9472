import Domain
import Retrieval

/// Filters, completed by Tab in the live search.
extension LiveSearch {
  /// Goes on with the filter at the end of the query, or says which there are.
  mutating func complete() -> Effect {
    let word = Self.lastWord(of: query.left)
    let found = Self.completions(of: word, surroundings.values)
    guard let first = found.first else {
      notice = "No filter begins so. Tab on an empty word shows all."
      return .none
    }
    let shared = found.dropFirst().reduce(first) { String(zip($0, $1).prefix { $0 == $1 }.map(\.0)) }
    if found.count > 1 { notice = found.prefix(12).joined(separator: "  ") }
    let isWhole = found.count == 1 && !shared.hasSuffix(":")
    let hasBlank = shared.contains(" ")
    guard shared.count > word.filter({ $0 != "\"" }).count || (isWhole && hasBlank) else { return .none }
    for _ in word { query.handle(.backspace) }
    let value = hasBlank ? shared.replacing(":", with: ":\"", maxReplacements: 1) + (isWhole ? "\"" : "") : shared
    query.insert(value + (isWhole ? " " : ""))
    return changed()
  }

  /// The word before the cursor, with blanks where a quote is open.
  private static func lastWord(of text: String) -> String {
    var word = ""
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == " ", !isQuoted { word = "" } else { word.append(character) }
    }
    return word
  }

  /// What a word may go on to, without quotes: a filter's name and a colon, or that and one of its values.
  private static func completions(of word: String, _ values: FilterValues) -> [String] {
    let typed = word.filter { $0 != "\"" }.lowercased()
    guard let colon = typed.firstIndex(of: ":") else {
      return Filters.Name.allCases.map { $0.rawValue + ":" }.filter { $0.hasPrefix(typed) }
    }
    guard let name = Filters.Name(rawValue: String(typed[..<colon])) else { return [] }
    return name.values(of: values).map { "\(name.rawValue):\($0)" }.filter { $0.lowercased().hasPrefix(typed) }
  }
}
