import Screens

/// A line that is being typed: its text, and a cursor between two graphemes. For the prompt, the live search and every
/// question.
public struct LineBuffer: Equatable, Sendable {
  /// What stands before the cursor, and from it on.
  public private(set) var left = ""
  public private(set) var right = ""
  private var killed = ""

  public init(_ text: String = "") { insert(text) }

  public var text: String { left + right }
  public var isEmpty: Bool { left.isEmpty && right.isEmpty }

  /// Does what an editing key does.
  /// - Returns: False for a key that edits nothing; the line is then as it was.
  @discardableResult
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .text(let character): insert(String(character))
    case .paste(let text): insert(text)
    case .backspace: left = String(left.dropLast())
    case .delete: right = String(right.dropFirst())
    case .left, .control("b"): move(by: -1)
    case .right, .control("f"): move(by: 1)
    case .home, .control("a"): (left, right) = ("", text)
    case .end, .control("e"): (left, right) = (text, "")
    case .wordLeft:
      let rest = Self.withoutLastWord(left)
      (left, right) = (rest, String(left.dropFirst(rest.count)) + right)
    case .wordRight:
      let rest = String(Self.withoutLastWord(String(right.reversed())).reversed())
      (left, right) = (left + right.dropLast(rest.count), rest)
    case .control("w"):
      let rest = Self.withoutLastWord(left)
      killed = String(left.dropFirst(rest.count))
      left = rest
    case .control("k"): (killed, right) = (right, "")
    case .control("u"): (killed, left, right) = (text, "", "")
    case .control("y"): insert(killed)
    case .control("d"):
      guard !isEmpty else { return false }
      right = String(right.dropFirst())
    default: return false
    }
    settle()
    return true
  }

  /// Puts text where the cursor is, and the cursor behind it. Line ends and tabs become blanks; what controls a
  /// terminal, or turns text around, is left out.
  public mutating func insert(_ text: String) {
    var kept = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where wasReturn: break
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}": kept.append(" ")
      default:
        if scalar.properties.generalCategory != .control, !scalar.properties.isBidiControl { kept.append(scalar) }
      }
      wasReturn = scalar == "\r"
    }
    left += String(kept)
    settle()
  }

  /// Replaces all of it, the cursor at the end.
  public mutating func set(_ text: String) {
    (left, right) = ("", "")
    insert(text)
  }

  private mutating func move(by step: Int) {
    if step < 0, let last = left.last {
      left.removeLast()
      right = String(last) + right
    } else if step > 0, let first = right.first {
      right.removeFirst()
      left.append(first)
    }
  }

  /// The cursor never stands within a grapheme: what is typed or left may join what follows.
  private mutating func settle() {
    guard !right.isEmpty else { return }
    let whole = left + right
    guard whole.count != left.count + right.count else { return }
    let wanted = left.utf8.count
    var before = ""
    for character in whole {
      guard before.utf8.count < wanted else { break }
      before.append(character)
    }
    (left, right) = (before, String(whole.dropFirst(before.count)))
  }

  private static func withoutLastWord(_ text: String) -> String {
    var rest = text[...]
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    while let last = rest.last, !last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// The part that is seen in so many cells, with the cell of the cursor in it; `<` stands for what is cut before it.
  public func window(_ width: Int) -> (text: String, cursor: Int) {
    let width = max(width, 1)
    let before = CellWidth.of(left)
    if before + CellWidth.of(right) < width { return (text, before) }
    let mark = width < 8 ? "" : "<"
    var shown = before < width ? left : mark + Self.tail(of: left, width * 3 / 4 - mark.count)
    let cursor = CellWidth.of(shown)
    var used = cursor
    for character in right {
      used += CellWidth.of(character)
      if used >= width { break }
      shown.append(character)
    }
    return (shown, cursor)
  }

  private static func tail(of text: String, _ width: Int) -> String {
    var used = 0
    let kept = text.reversed().prefix {
      used += CellWidth.of($0)
      return used <= width
    }
    return String(kept.reversed())
  }
}
