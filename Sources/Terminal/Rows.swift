import Foundation
import Screens

/// Rows of spans, cut and filled by cells.
enum Rows {
  static func width(_ row: [Span]) -> Int { row.reduce(0) { $0 + CellWidth.of($1.text) } }

  /// What of it fits; what was cut off shows by three dots.
  static func cut(_ row: [Span], to width: Int) -> [Span] {
    guard Self.width(row) > width else { return row }
    let dots = width > 8 ? "..." : ""
    var left = width - dots.count
    var kept: [Span] = []
    for span in row {
      var text = ""
      for character in span.text {
        let size = CellWidth.of(character)
        if size > left { return kept + [Span(text + dots, span.style)] }
        text.append(character)
        left -= size
      }
      kept.append(span)
    }
    return kept
  }

  static func padded(_ row: [Span], to width: Int) -> [Span] {
    let missing = width - Self.width(row)
    return missing > 0 ? row + [Span(String(repeating: " ", count: missing))] : cut(row, to: width)
  }

  /// The right part at the right edge.
  static func justified(_ left: [Span], _ right: [Span], _ width: Int) -> [Span] {
    right.isEmpty ? cut(left, to: width) : padded(left, to: width - Self.width(right)) + right
  }

  /// Behind `mark` on the first row, and blanks as wide on the others.
  static func indented(_ rows: [[Span]], by mark: String) -> [[Span]] {
    rows.enumerated().map { index, row in
      [index == 0 ? Span(mark, .key) : Span(String(repeating: " ", count: mark.count))] + row
    }
  }

  /// What isn't ASCII as what is nearest, or as question marks as wide.
  static func ascii(_ row: [Span]) -> [Span] {
    row.map { span in
      if span.text.utf8.allSatisfy({ $0 < 0x80 }) { return span }
      let text = span.text.map { character -> String in
        if character.isASCII { return String(character) }
        switch character {
        case "’", "‘": return "'"
        case "“", "”": return "\""
        case "–", "—", "─": return "-"
        case "€": return "E"
        default:
          let plain = character.unicodeScalars.first.map { Character($0) }
          let base = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first
          if let base, base.isASCII { return String(Character(base)) }
          return String(repeating: "?", count: plain.map { CellWidth.of($0) } ?? 1)
        }
      }
      return Span(text.joined(), span.style)
    }
  }
}
