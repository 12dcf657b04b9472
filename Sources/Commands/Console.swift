import Screens
import Synchronization
import Terminal

/// Where a command talks: answers go out, talk goes aside, questions are asked. The terminal, a pipe and a
/// test each supply one.
package struct Console: Sendable {
  package var out: @Sendable (String) -> Void
  package var aside: @Sendable (String) -> Void
  /// The next line; nil at the end of input.
  package var readLine: @Sendable () -> String?
  /// Whether somebody is here to answer.
  package var canAsk: Bool
  /// Whether the answers go to a terminal, and whether it is a dumb one or is read aloud.
  package var outIsTerminal: Bool
  package var isAccessible: Bool
  /// In cells; nil for a pipe.
  package var width: Int?
  package var hasColor: Bool
  /// Whether an answer could not be written: the disk is full, say. A reader who left is no failure.
  package var hasFailed: @Sendable () -> Bool = { false }
  /// Whether somebody could type, be they asked or not.
  var inIsTerminal = false
  /// Asks with an editor and by single keys; nil in a pipe, at a dumb terminal and for a screen reader, which read a
  /// line as it comes.
  var keyboard: Keyboard?

  package init(
    out: @escaping @Sendable (String) -> Void, aside: @escaping @Sendable (String) -> Void,
    readLine: @escaping @Sendable () -> String?, canAsk: Bool, outIsTerminal: Bool, isAccessible: Bool = false,
    width: Int? = nil, hasColor: Bool = false
  ) {
    self.out = out
    self.aside = aside
    self.readLine = readLine
    self.canAsk = canAsk
    self.outIsTerminal = outIsTerminal
    self.isAccessible = isAccessible
    self.width = width
    self.hasColor = hasColor
  }

  /// This process's terminal or pipes.
  static func standard(_ environment: [String: String]) -> Console {
    let outIsTerminal = TTY.isTerminal(.output)
    let isDumb = environment["TERM"] == "dumb"
    let isAccessible = isDumb || isSet(environment["ACCESSIBLE"]) || isSet(environment["COMEBACK_ACCESSIBLE"])
    let forced = isSet(environment["CLICOLOR_FORCE"])
    let failure = Failure()
    var console = Console(
      out: { failure.note(TTY.write($0, to: .output)) }, aside: { TTY.write($0, to: .error) },
      readLine: { TTY.readLine() },
      canAsk: TTY.isTerminal(.input) && TTY.isTerminal(.error), outIsTerminal: outIsTerminal,
      isAccessible: isAccessible,
      width: outIsTerminal ? min(80, TTY.size()?.columns ?? 80) : nil,
      hasColor: !isSet(environment["NO_COLOR"]) && (forced || (outIsTerminal && !isAccessible)))
    console.hasFailed = { failure.happened }
    console.inIsTerminal = TTY.isTerminal(.input)
    if console.canAsk, outIsTerminal, !isAccessible { console.keyboard = Keyboard(environment: environment) }
    return console
  }

  private final class Failure: Sendable {
    private let state = Mutex(false)
    var happened: Bool { state.withLock { $0 } }
    func note(_ outcome: TTY.Outcome) { if outcome == .failed { state.withLock { $0 = true } } }
  }

  private static func isSet(_ value: String?) -> Bool { value.map { !$0.isEmpty && $0 != "0" } ?? false }

  func show(_ page: Page) {
    guard !page.lines.isEmpty else { return }
    out(hasColor ? Paint.ansi(page, width: width) : page.plain(width: width))
  }

  func tell(_ page: Page) {
    guard !page.lines.isEmpty else { return }
    aside(hasColor && outIsTerminal ? Paint.ansi(page, width: width) : page.plain(width: width))
  }

  /// Asks one thing; nil at the end of input. The question is cleaned as any text is.
  /// - Parameter initial: What stands on the line already; an empty one leaves it so.
  func ask(_ question: String, initial: String = "") -> String? {
    if let keyboard { return keyboard.line(question, initial: initial) }
    let shown = initial.isEmpty ? question : "\(question) [\(initial)]"
    aside(shown.isEmpty ? "> " : Span(shown).text + " > ")
    guard let line = readLine() else { return nil }
    return line.isEmpty ? initial : line
  }

  /// What comes up to the end of input, as far as so many bytes.
  func readText(atMost bytes: Int) -> String {
    var text = ""
    while text.utf8.count < bytes, let line = readLine() { text += line + "\n" }
    return text
  }

  /// Text of several lines, pasted, or typed up to a lone full stop; nil when it was left.
  func paste(_ question: String) -> String? {
    if let keyboard { return keyboard.text(question) }
    if canAsk { aside(Span(question).text + "\n") }
    var lines: [String] = []
    while let line = readLine(), line != "." { lines.append(line) }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// Asks at the terminal again after a file was read from standard input, when somebody sits there.
  mutating func takeTerminal(_ environment: [String: String], unless isSilent: Bool) {
    guard !isSilent, outIsTerminal, !isAccessible, TTY.takeInputFromTerminal() else { return }
    canAsk = true
    keyboard = Keyboard(environment: environment)
  }
}
