/// Fits lines into a width, by words; a word longer than a row is cut by graphemes.
enum Wrapping {
  static func rows(of line: Line, width: Int?) -> [[Span]] {
    guard let width, width > line.hang + 8 else { return [oneRow(line)] }
    var rows: [[Span]] = []
    var row = Row(indent: line.indent)
    for span in line.spans {
      for word in words(of: span.text) {
        let isBlank = word.allSatisfy { $0 == " " }
        if row.width + CellWidth.of(word) <= width || (isBlank && row.width == 0) {
          row.append(word, span.style)
        } else if isBlank {
          // The row ends here: what follows may be short enough to fit, and would stand glued to what is there.
          if !row.isEmpty { rows.append(row.closed) }
          row = Row(indent: rows.isEmpty ? line.indent : line.hang)
        } else {
          if !row.isEmpty { rows.append(row.closed) }
          row = Row(indent: row.isEmpty && rows.isEmpty ? line.indent : line.hang)
          for piece in pieces(of: word, width: width - line.hang) {
            if !row.isEmpty, row.width + CellWidth.of(piece) > width {
              rows.append(row.closed)
              row = Row(indent: line.hang)
            }
            row.append(piece, span.style)
          }
        }
      }
    }
    if !row.isEmpty || rows.isEmpty { rows.append(row.closed) }
    return withRight(line.right, rows, width)
  }

  private static func oneRow(_ line: Line) -> [Span] {
    var row: [Span] = line.indent > 0 ? [Span(String(repeating: " ", count: line.indent))] : []
    row += line.spans
    if !line.right.isEmpty { row += [Span("  ")] + line.right }
    return row
  }

  /// The right part on the first row when it fits there, else on a row of its own, or on several.
  private static func withRight(_ right: [Span], _ rows: [[Span]], _ width: Int) -> [[Span]] {
    guard !right.isEmpty else { return rows }
    var rows = rows
    let size = right.reduce(0) { $0 + CellWidth.of($1.text) }
    let used = (rows.first ?? []).reduce(0) { $0 + CellWidth.of($1.text) }
    if used + 2 + size <= width {
      rows[0] += [Span(String(repeating: " ", count: width - used - size))] + right
    } else if size <= width {
      rows.insert([Span(String(repeating: " ", count: width - size))] + right, at: min(1, rows.count))
    } else {
      rows.insert(contentsOf: Self.rows(of: Line(right), width: width), at: min(1, rows.count))
    }
    return rows
  }

  /// Words and the runs of blanks between them, in order.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    for character in text {
      if let last = words.last, (last.last == " ") == (character == " ") {
        words[words.count - 1].append(character)
      } else {
        words.append(String(character))
      }
    }
    return words
  }

  private static func pieces(of word: String, width: Int) -> [String] {
    var pieces: [String] = [""]
    var used = 0
    for character in word {
      let size = CellWidth.of(character)
      if used + size > max(width, 2) {
        pieces.append("")
        used = 0
      }
      pieces[pieces.count - 1].append(character)
      used += size
    }
    return pieces
  }

  private struct Row {
    private var spans: [Span] = []
    private(set) var width: Int
    private let indent: Int
    var isEmpty: Bool { spans.isEmpty }

    init(indent: Int) {
      self.indent = indent
      width = indent
    }

    mutating func append(_ text: String, _ style: Style) {
      width += CellWidth.of(text)
      if let last = spans.last, last.style == style {
        spans[spans.count - 1] = Span(last.text + text, style)
      } else {
        spans.append(Span(text, style))
      }
    }

    /// Without blanks at its end.
    var closed: [Span] {
      var spans = spans
      while let last = spans.last {
        let text = String(last.text.reversed().drop { $0 == " " }.reversed())
        if text.isEmpty {
          spans.removeLast()
        } else {
          spans[spans.count - 1] = Span(text, last.style)
          break
        }
      }
      return indent > 0 && !spans.isEmpty ? [Span(String(repeating: " ", count: indent))] + spans : spans
    }
  }
}
