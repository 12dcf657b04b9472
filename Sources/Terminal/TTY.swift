import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The device at a file descriptor.
public enum TTY {
  public enum End: Int32, Sendable {
    case input = 0
    case output = 1
    case error = 2
  }

  public static func isTerminal(_ end: End) -> Bool { isatty(end.rawValue) == 1 }

  /// Columns and rows; nil when it is no terminal or doesn't say.
  public static func size(of end: End = .output) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(end.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// How writing went: nobody may be reading any more, and the disk may be full.
  public enum Outcome: Sendable { case written, closed, failed }

  /// Writes all of it at once.
  @discardableResult
  public static func write(_ text: String, to end: End) -> Outcome {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { systemWrite(end.rawValue, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        return errno == EPIPE ? .closed : .failed
      }
      bytes = bytes.dropFirst(written)
    }
    return .written
  }

  /// The next line without its end; nil at the end of input. What isn't UTF-8 is replaced.
  public static func readLine() -> String? { Swift.readLine(strippingNewline: true) }

  /// Reads from the terminal that this process belongs to from here on, once a file has been read to its end. False
  /// when there is none.
  public static func takeInputFromTerminal() -> Bool {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return false }
    defer { close(terminal) }
    return dup2(terminal, End.input.rawValue) >= 0
  }

  /// A pipe that nobody reads any more, and a file that may not grow, are errors and not death.
  public static func ignoreDeadlySignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes, count)
    #else
      Darwin.write(descriptor, bytes, count)
    #endif
  }
}
