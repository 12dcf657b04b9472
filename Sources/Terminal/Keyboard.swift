import Screens
import Synchronization

/// Asks at a terminal, with one editor for every line, and by single keys.
public final class Keyboard: Sendable {
  private let environment: [String: String]
  /// Keys that were typed before they were asked for.
  private let ahead = Mutex<[Key]>([])

  public init(environment: [String: String]) { self.environment = environment }

  /// Keys for the next question, or for whoever takes them back.
  public func push(_ keys: [Key]) { ahead.withLock { $0 += keys } }

  public func takeBack() -> [Key] {
    ahead.withLock { keys in
      defer { keys = [] }
      return keys
    }
  }

  /// A line; nil when it was left by Ctrl-C, Ctrl-D on an empty line, or because nobody is there any more.
  /// - Parameters:
  ///   - question: What stands before the line.
  ///   - initial: What stands on it already.
  public func line(_ question: String, initial: String = "") -> String? {
    guard let terminal = RawTerminal(.line, environment: environment) else { return nil }
    defer { terminal.leave() }
    var prompt = Prompt(question, LineBuffer(initial))
    prompt.draw()
    while let key = next(terminal, prompt.draw) {
      switch key {
      case .enter: return prompt.closed()
      case .control("c"): return prompt.left()
      case .control("d") where prompt.line.isEmpty: return prompt.left()
      default: prompt.line.handle(key)
      }
      prompt.draw()
    }
    return prompt.left()
  }

  /// Text of several lines: what is pasted, as it is; typed lines up to a lone full stop or Ctrl-D. Nil when it was left.
  public func text(_ question: String) -> String? {
    guard let terminal = RawTerminal(.line, environment: environment) else { return nil }
    defer { terminal.leave() }
    var lines: [String] = []
    var prompt = Prompt(question, LineBuffer())
    prompt.draw()
    while let key = next(terminal, prompt.draw) {
      switch key {
      case .paste(let text):
        prompt.line.set("(pasted)")
        _ = prompt.closed()
        return (lines + [text]).joined(separator: "\n")
      case .enter:
        let line = prompt.closed()
        if line == "." { return lines.joined(separator: "\n") }
        lines.append(line)
        prompt = Prompt("", LineBuffer())
      case .control("c"): return prompt.left()
      case .control("d") where prompt.line.isEmpty:
        _ = prompt.left()
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
      default: prompt.line.handle(key)
      }
      prompt.draw()
    }
    return prompt.left()
  }

  /// One key, of those that `isMeant`; others are passed over. Nil when it was left.
  public func key(_ question: String, _ isMeant: (Key) -> Bool) -> Key? {
    guard let terminal = RawTerminal(.line, environment: environment) else { return nil }
    defer { terminal.leave() }
    var prompt = Prompt(question, LineBuffer())
    prompt.draw()
    while let key = next(terminal, prompt.draw) {
      if isMeant(key) {
        if case .text(let letter) = key { prompt.line.insert(String(letter)) }
        _ = prompt.closed()
        return key
      }
      if key == .control("c") || key == .control("d") { break }
    }
    _ = prompt.left()
    return nil
  }

  /// The next key; nil when nobody is there any more.
  private func next(_ terminal: RawTerminal, _ draw: () -> Void) -> Key? {
    while true {
      if let key = ahead.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
        if key != .control("z") { return key }
        terminal.suspend()
        draw()
        continue
      }
      switch terminal.next() {
      case .keys(let keys): push(keys)
      case .resized, .cameBack: draw()
      case .woken: break
      case .ended: return nil
      }
    }
  }

  /// A question and the line behind it, on one row of the terminal.
  private struct Prompt {
    let question: String
    var line: LineBuffer

    init(_ question: String, _ line: LineBuffer) {
      let question = Span(question).text
      // A long question stands on rows of its own.
      if CellWidth.of(question) > Self.columns / 2 {
        for row in Page.text(question).laidOut(width: Self.columns) {
          TTY.write(row.map(\.text).joined() + "\n", to: .output)
        }
        self.question = "> "
      } else {
        self.question = question.isEmpty ? "> " : question + " > "
      }
      self.line = line
    }

    private static var columns: Int { TTY.size()?.columns ?? 80 }

    func draw() {
      let used = CellWidth.of(question)
      let (text, cursor) = line.window(max(8, Self.columns - used))
      TTY.write("\r\(question)\(Span(text).text)\u{1B}[K\r\u{1B}[\(used + cursor)C", to: .output)
    }

    /// The whole line stays on the screen.
    func closed() -> String {
      TTY.write("\r\(question)\(Span(line.text).text)\u{1B}[K\n", to: .output)
      return line.text
    }

    func left() -> String? {
      TTY.write("\n", to: .output)
      return nil
    }
  }
}
