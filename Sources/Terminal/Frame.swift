public import Screens

/// A screen as it is to be: rows of spans from the top, none wider than the screen, and where the cursor stands.
public struct Frame: Equatable, Sendable {
  public var rows: [[Span]]
  /// From 0; nil hides it.
  public var cursor: (row: Int, column: Int)?

  public init(rows: [[Span]], cursor: (row: Int, column: Int)?) {
    self.rows = rows
    self.cursor = cursor
  }

  public static func == (one: Frame, other: Frame) -> Bool {
    one.rows == other.rows && one.cursor?.row == other.cursor?.row && one.cursor?.column == other.cursor?.column
  }
}

/// Knows what stands on the screen, and says what to write so that another frame does: only rows that differ.
public struct Canvas: Sendable {
  private var shown: Frame?
  private let hasColor: Bool
  public let columns: Int

  public init(columns: Int, hasColor: Bool) {
    self.columns = columns
    self.hasColor = hasColor
  }

  /// The bytes for one write.
  public mutating func draw(_ frame: Frame) -> String {
    if frame == shown { return "" }
    // Drawn at once by terminals that know mode 2026; others leave it out.
    var out = "\u{1B}[?2026h\u{1B}[?25l"
    if shown == nil { out += "\u{1B}[0m\u{1B}[2J" }
    let old = shown?.rows ?? []
    for (index, row) in frame.rows.enumerated() where index >= old.count || old[index] != row {
      out += "\u{1B}[\(index + 1);1H\u{1B}[K"
      for span in row { out += Paint.ansi(span, text: Self.skippingBlanks(span.text), hasColor: hasColor) }
    }
    if frame.rows.count < old.count { out += "\u{1B}[\(frame.rows.count + 1);1H\u{1B}[J" }
    if let cursor = frame.cursor { out += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h" }
    shown = frame
    return out + "\u{1B}[?2026l"
  }

  /// Long runs of blanks as a move over cells that are blank already: over a slow line each byte is felt.
  private static func skippingBlanks(_ text: String) -> String {
    guard text.contains("      ") else { return text }
    var out = ""
    var blanks = 0
    func flush() { out += blanks < 6 ? String(repeating: " ", count: blanks) : "\u{1B}[\(blanks)C" }
    for character in text {
      if character == " " {
        blanks += 1
      } else {
        flush()
        blanks = 0
        out.append(character)
      }
    }
    flush()
    return out
  }
}
