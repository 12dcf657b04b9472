import Domain

/// What a person is shown: lines of styled text, made from values alone. The same page goes to a terminal
/// in colour, to a pipe in plain text, and into tests.
public struct Page: Equatable, Sendable {
  public var lines: [Line]

  public init(_ lines: [Line] = []) { self.lines = lines }

  public mutating func add(_ line: Line) { lines.append(line) }
  public mutating func add(_ spans: Span..., right: [Span] = [], indent: Int = 0, hang: Int? = nil) {
    lines.append(Line(spans, right: right, indent: indent, hang: hang ?? indent))
  }
  public mutating func add(_ page: Page) { lines += page.lines }
  public mutating func blank() { lines.append(Line([])) }

  public static func text(_ lines: String...) -> Page { Page(lines.map { Line([Span($0)]) }) }

  /// Plain text, every line closed; wrapped when there is a width.
  public func plain(width: Int? = nil) -> String {
    laidOut(width: width).map { $0.map(\.text).joined() + "\n" }.joined()
  }

  /// Rows of spans that fit into so many cells; without a width each line is one row.
  public func laidOut(width: Int?) -> [[Span]] {
    lines.flatMap { Wrapping.rows(of: $0, width: width) }
  }
}

/// One line before it is wrapped.
public struct Line: Equatable, Sendable {
  public var spans: [Span]
  /// Set flush right when there is room.
  public var right: [Span]
  /// Blanks before the first row, and before those that follow.
  public var indent: Int
  public var hang: Int

  public init(_ spans: [Span], right: [Span] = [], indent: Int = 0, hang: Int = 0) {
    self.spans = spans
    self.right = right
    self.indent = indent
    self.hang = hang
  }
}

/// Text with a meaning. Whatever comes in is cleaned: no control character and no escape sequence can
/// reach a screen by any path.
public struct Span: Equatable, Sendable {
  public let text: String
  public let style: Style

  public init(_ text: String, _ style: Style = .plain) {
    self.text = CleanText(text).description
    self.style = style
  }
}

/// What a piece of text is; colours are chosen at the edge.
public enum Style: Sendable, CaseIterable {
  case plain
  case heading
  case objection
  /// Words that were looked for, in what was found.
  case match
  case words
  case proven
  case failing
  case untested
  case muted
  case key
  case warning
}
