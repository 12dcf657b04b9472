/// Blanks are told scalar by scalar: a combining mark behind a blank is text and stays.
extension Unicode.Scalar {
  var isBlank: Bool { properties.isWhitespace }
}

extension StringProtocol {
  /// Without blanks at either end.
  var trimmedOfBlanks: String {
    let scalars = String(self).unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }), let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(scalars[first...last])
  }
}
