/// An amount as it stands in a table.
enum AmountText {
  /// Digits with at most one point; behind a `'` whatever number stands there. Nil for anything else, also
  /// for what `Double` reads but nobody types.
  static func value(_ text: String) -> Double? {
    let isExact = text.unicodeScalars.first == "'"
    guard isExact || isPlain(text), let value = Double(isExact ? text.withoutFirstScalar : text), value.isFinite
    else { return nil }
    return value
  }

  /// Nil for what is no number.
  static func text(_ value: Double) -> String? {
    guard value.isFinite else { return nil }
    let text = value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
    return isPlain(text) ? text : "'" + text
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
  }
}
