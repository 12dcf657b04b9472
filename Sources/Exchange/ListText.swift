/// A list in one field, parted by `;`. A backslash before `;`, `\` or a blank makes it a part of the item.
enum ListText {
  static func text(_ items: [String]) -> String {
    items.filter { !$0.isEmpty }.map(escaped).joined(separator: ";")
  }

  /// Without blanks at their ends; what is empty is left out.
  static func items(_ text: String) -> [String] {
    var items: [[(scalar: Unicode.Scalar, isText: Bool)]] = [[]]
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == ";" {
        items.append([])
      } else if scalar == "\\", let next = rest.first, isSpecial(next) {
        items[items.count - 1].append((next, true))
        rest.removeFirst()
      } else {
        items[items.count - 1].append((scalar, !scalar.isBlank))
      }
    }
    return items.compactMap { item in
      guard let first = item.firstIndex(where: \.isText), let last = item.lastIndex(where: \.isText) else { return nil }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: item[first...last].map(\.scalar))
      return String(text)
    }
  }

  private static func escaped(_ item: String) -> String {
    let scalars = item.unicodeScalars
    var out = String.UnicodeScalarView()
    for index in scalars.indices {
      let scalar = scalars[index]
      let isAtEnd = index == scalars.startIndex || scalars.index(after: index) == scalars.endIndex
      if scalar == ";" || scalar == "\\" || isAtEnd && scalar.isBlank { out.append("\\") }
      out.append(scalar)
    }
    return String(out)
  }

  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool { scalar == ";" || scalar == "\\" || scalar.isBlank }
}
