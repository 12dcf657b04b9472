import Domain
import Foundation

/// A CSV file in the making: what it holds is read back exactly, and nothing in it is a formula.
struct CSVText {
  /// What stands in one field, before quotes.
  struct Field {
    let text: String

    static func text(_ text: String?) -> Field { Field(text: CSVText.guarded(text ?? "")) }
    static func id<Of>(_ id: ID<Of>?) -> Field { text(id?.uuid.uuidString.lowercased()) }
    static func day(_ day: Day?) -> Field { text(day?.description) }
    static func number(_ number: Int?) -> Field { text(number.map(String.init)) }
    static func flag(_ flag: Bool?) -> Field { text(flag.map { $0 ? "yes" : "no" }) }
    /// Only said when it is so.
    static func putAway(_ isPutAway: Bool) -> Field { text(isPutAway ? "yes" : nil) }

    /// A word so that it is read as this word: behind a `'` where it is no known one.
    static func knownWord<W: Word>(_ word: W?) -> Field {
      text(word.map { isExactlyKnown($0) ? $0.rawValue : "'" + $0.rawValue })
    }

    /// The same where words that aren't known are welcome.
    static func word<W: Word>(_ word: W?) -> Field {
      guard let word else { return text(nil) }
      let looksLikeAnother =
        word.rawValue.isEmpty || word.rawValue.unicodeScalars.first == "'"
        || W(meant: word.rawValue) != nil && !isExactlyKnown(word)
      return text(looksLikeAnother ? "'" + word.rawValue : word.rawValue)
    }

    private static func isExactlyKnown<W: Word>(_ word: W) -> Bool {
      W.known.contains { $0.rawValue.utf8.elementsEqual(word.rawValue.utf8) }
    }
  }

  private let columns: [String]
  private(set) var text: String

  init(_ columns: [String]) {
    self.columns = columns
    text = columns.joined(separator: ",") + "\n"
  }

  /// A row; a column that isn't named is empty.
  mutating func add(_ fields: [String: Field]) {
    text += columns.map { fields[$0].map { Self.quoted($0.text) } ?? "" }.joined(separator: ",") + "\n"
  }

  /// In quotes where it must be. A reader takes the carriage return before a line break for a part of it, so
  /// one that is text stands twice.
  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard
      scalars.contains(where: { [",", "\"", "\n", "\r"].contains($0) })
        || scalars.first?.isBlank == true || scalars.last?.isBlank == true
    else { return text }
    var out = String.UnicodeScalarView()
    out.append("\"")
    var isAfterReturn = false
    for scalar in scalars {
      if scalar == "\"" || scalar == "\n" && isAfterReturn { out.append(scalar == "\"" ? "\"" : "\r") }
      out.append(scalar)
      isAfterReturn = scalar == "\r"
    }
    out.append("\"")
    return String(out)
  }

  /// Whether a spreadsheet could take it for a formula, or it looks like one that is guarded.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    return ["=", "+", "-", "@", "\t", "\r"].contains(first)
  }

  /// With a `'` before what could be a formula.
  static func guarded(_ text: String) -> String { isFormula(text) ? "'" + text : text }

  /// Without the `'` that ``guarded(_:)`` set.
  static func unguarded(_ text: String) -> String {
    text.unicodeScalars.first == "'" && isFormula(text) ? text.withoutFirstScalar : text
  }
}

extension String {
  var withoutFirstScalar: String { String(unicodeScalars.dropFirst()) }
}
