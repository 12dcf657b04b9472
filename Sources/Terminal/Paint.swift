public import Screens

/// Pages in the 16 colours of a terminal, by meaning. Colour never carries meaning alone.
public enum Paint {
  /// - Parameter width: In cells; lines wrap at it.
  public static func ansi(_ page: Page, width: Int?) -> String {
    page.laidOut(width: width).map { row in row.map { ansi($0) }.joined() + "\n" }.joined()
  }

  /// One span, with what is written for its text.
  static func ansi(_ span: Span, text: String? = nil, hasColor: Bool = true) -> String {
    guard hasColor, let code = code(for: span.style) else { return text ?? span.text }
    return "\u{1B}[\(code)m\(text ?? span.text)\u{1B}[0m"
  }

  private static func code(for style: Style) -> String? {
    switch style {
    case .plain, .words: nil
    case .heading, .objection: "1"
    case .match: "1;4"
    case .proven: "32"
    case .failing: "31"
    case .untested: "36"
    case .muted: "2"
    case .key: "33"
    case .warning: "33"
    }
  }
}
