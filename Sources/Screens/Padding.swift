extension String {
  /// Blanks behind it, up to so many characters.
  func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
