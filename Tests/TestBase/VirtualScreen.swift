import Screens

/// What a terminal would show of bytes written to it, and which of its modes they leave on: as much of a VT100 as we
/// write, and a record of all that isn't that.
public struct VirtualScreen: Sendable {
  public private(set) var cells: [[Character]]
  public private(set) var cursor = (row: 0, column: 0)
  /// Private modes that are on, such as 1049.
  public private(set) var modes: Set<Int> = [25]
  /// Sequences and controls that we never write.
  public private(set) var strange: [String] = []
  private let (rows, columns): (Int, Int)
  /// Whether the last cell of a row was written, and the cursor waits on it.
  private var isAtEnd = false

  /// Stands in the second cell of a wide character.
  private static let second: Character = "\u{0}"

  public init(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// Row by row, without blanks at the ends.
  public var text: [String] {
    cells.map { row in
      var text = String(row.filter { $0 != Self.second })
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  public mutating func write(_ text: String) {
    var rest = text[...]
    while let first = rest.first {
      if first == "\u{1B}" {
        rest = sequence(rest.dropFirst())
      } else {
        rest.removeFirst()
        put(first)
      }
    }
  }

  private mutating func put(_ character: Character) {
    switch character {
    case "\r": (cursor.column, isAtEnd) = (0, false)
    case "\n", "\r\n":
      (cursor.row, cursor.column, isAtEnd) = (min(rows - 1, cursor.row + 1), 0, false)
    default:
      guard let scalar = character.unicodeScalars.first, scalar.value >= 0x20, scalar.value != 0x7F else {
        strange.append(String(character))
        return
      }
      let width = CellWidth.of(character)
      if isAtEnd || cursor.column + width > columns {
        strange.append("row \(cursor.row) goes on beyond its end with \(character)")
        return
      }
      guard width > 0 else { return }
      cells[cursor.row][cursor.column] = character
      if width == 2 { cells[cursor.row][cursor.column + 1] = Self.second }
      cursor.column += width
      if cursor.column == columns { (cursor.column, isAtEnd) = (columns - 1, true) }
    }
  }

  private mutating func sequence(_ text: Substring) -> Substring {
    if text.first == "]" {
      let end = text.firstIndex(of: "\u{7}") ?? text.endIndex
      return end == text.endIndex ? "" : text[text.index(after: end)...]
    }
    guard text.first == "[", let end = text.dropFirst().firstIndex(where: { !"0123456789;?".contains($0) }) else {
      strange.append("ESC \(text.prefix(8))")
      return text.dropFirst()
    }
    let body = text[text.index(after: text.startIndex)..<end]
    let numbers = body.filter { $0 != "?" }.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    apply(text[end], numbers, isPrivate: body.first == "?")
    return text[text.index(after: end)...]
  }

  private mutating func apply(_ final: Character, _ numbers: [Int], isPrivate: Bool) {
    switch (final, isPrivate) {
    case ("h", true): modes.formUnion(numbers)
    case ("l", true): modes.subtract(numbers)
    case ("m", false): break
    case ("H", false):
      let place = (numbers.first ?? 1, numbers.count > 1 ? numbers[1] : 1)
      cursor = (min(rows, max(1, place.0)) - 1, min(columns, max(1, place.1)) - 1)
      isAtEnd = false
    case ("C", false): (cursor.column, isAtEnd) = (min(columns - 1, cursor.column + max(1, numbers.first ?? 1)), false)
    case ("K", false): clear(cursor.row, from: cursor.column)
    case ("J", false):
      if numbers.first == 2 {
        for row in 0..<rows { clear(row, from: 0) }
      } else {
        clear(cursor.row, from: cursor.column)
        for row in (cursor.row + 1)..<max(cursor.row + 1, rows) { clear(row, from: 0) }
      }
    default: strange.append("CSI \(numbers)\(final)")
    }
  }

  private mutating func clear(_ row: Int, from column: Int) {
    for place in column..<columns { cells[row][place] = " " }
  }
}
