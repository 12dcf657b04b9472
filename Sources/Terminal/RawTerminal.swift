import CTerminal
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// This process's terminal, key by key. It is given back when this is left or let go, and on every other way out: a
/// signal that ends the process, a crash, a suspension.
public final class RawTerminal {
  public enum Face: Sendable {
    /// The whole screen, which shows again what stood there once it is left.
    case screen
    /// From where the cursor is, on a line.
    case line
  }

  public enum Event: Equatable, Sendable {
    case keys([Key])
    case resized
    /// The process goes on after a stop: all must be drawn anew.
    case cameBack
    /// Somebody called ``wake()``.
    case woken
    /// Nobody is there any more.
    case ended
  }

  /// How long an Escape may wait for the rest of a sequence, in milliseconds; the network may part them.
  private let patience: Int32
  private let pipe: Int32
  private var reader = KeyReader()
  private var waiting: [Event] = []
  private var isLeft = false

  /// Takes the terminal at standard input and output; nil when there is none.
  public init?(_ face: Face, environment: [String: String]) {
    patience = environment["SSH_CONNECTION"] == nil ? 30 : 100
    let (enter, leave) =
      switch face {
      case .screen: ("\u{1B}[?1049h\u{1B}[?2004h", "\u{1B}[?2004l\u{1B}[?25h\u{1B}[0m\u{1B}[?1049l")
      case .line: ("\u{1B}[?2004h", "\u{1B}[?2004l\u{1B}[0m")
      }
    pipe = cterminal_enter(TTY.End.input.rawValue, TTY.End.output.rawValue, enter, leave)
    if pipe < 0 { return nil }
  }

  deinit { leave() }

  /// Gives it back; another may take it then.
  public func leave() {
    guard !isLeft else { return }
    isLeft = true
    cterminal_leave()
  }

  /// Stops the process as Ctrl-Z does, with the terminal given back; returns once it goes on.
  public func suspend() { cterminal_suspend() }

  /// Ends a wait for an event, from any thread.
  public static func wake() { cterminal_wake(CChar(bitPattern: UInt8(ascii: "r"))) }

  /// Waits for what comes next.
  public func next() -> Event {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      var ends = [
        pollfd(fd: TTY.End.input.rawValue, events: Int16(POLLIN), revents: 0),
        pollfd(fd: pipe, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&ends, 2, reader.isWaiting ? patience : reader.isPasting ? 1_000 : -1)
      if ready < 0 {
        if errno == EINTR { continue }
        return .ended
      }
      if ready == 0 { return .keys(reader.giveUp()) }
      if ends[1].revents != 0 { takeNews() }
      guard ends[0].revents != 0 else { continue }
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(TTY.End.input.rawValue, &bytes, bytes.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return .ended }
      let keys = reader.take(bytes[..<count])
      if !keys.isEmpty { waiting.append(.keys(keys)) }
    }
  }

  /// What the pipe says, each thing once.
  private func takeNews() {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(pipe, &bytes, bytes.count)
    guard count > 0 else { return }
    let news = Set(bytes[..<count])
    if news.contains(UInt8(ascii: "z")) {
      suspend()
      waiting.append(.cameBack)
    } else if news.contains(UInt8(ascii: "c")) {
      cterminal_retake()
      waiting.append(.cameBack)
    }
    if news.contains(UInt8(ascii: "w")) { waiting.append(.resized) }
    if news.contains(UInt8(ascii: "r")) { waiting.append(.woken) }
  }
}
