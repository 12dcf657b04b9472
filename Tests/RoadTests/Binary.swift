import CPty
import Foundation
import TestBase

#if canImport(Glibc)
  import Glibc
#endif

/// The real command, as a process of its own.
struct Binary {
  struct Ended {
    let code: Int32
    let out: String
    let err: String
  }

  let folder: URL
  var isDumb = false
  var path: String { folder.appendingPathComponent("base.db").path }

  /// - Parameter seeded: Whether the starter objections are in its base already.
  init(seeded: Bool = false) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("comeback-real-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    guard seeded else { return }
    try Road.copyBase(at: Self.starter.get().path, to: path)
  }

  /// What imported the starter objections, once for all tests that begin with them.
  private static let starter = Swift.Result<Binary, any Error> {
    let binary = try Binary()
    guard try binary.run("import", Checkout.seedData).code == 0 else { throw CocoaError(.fileReadUnknown) }
    return binary
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// The executable beside this test bundle.
  static let executable: URL = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }.map {
      $0.components(separatedBy: ".xctest")[0] + ".xctest"
    }
    let besides = bundle.map { URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("comeback") }
    if let besides, FileManager.default.isExecutableFile(atPath: besides.path) { return besides }
    return Checkout.root.appendingPathComponent(".build/debug/comeback")
  }()

  var environment: [String: String] {
    [
      "HOME": folder.path, "USER": "ana", "SWIFT_BACKTRACE": "enable=no", "TERM": isDumb ? "dumb" : "xterm",
      "LANG": "C.UTF-8",
      "COMEBACK_DATABASE": path,
      "XDG_DATA_HOME": folder.appendingPathComponent("data").path, "COMEBACK_SEED": Checkout.seedData, "TZ": "UTC",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
  }

  func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder
    return process
  }

  /// Runs it to its end.
  func run(_ arguments: String..., input: String = "") throws -> Ended { try run(arguments, input: input) }

  func run(_ arguments: [String], input: String = "") throws -> Ended {
    let process = process(arguments)
    let files = ["in", "out", "err"].map { folder.appendingPathComponent("\(UUID().uuidString).\($0)") }
    for (file, text) in zip(files, [input, "", ""]) { try Data(text.utf8).write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    for file in files { try FileManager.default.removeItem(at: file) }
    return Ended(code: process.terminationStatus, out: texts[1], err: texts[2])
  }
}

/// The real command on a real terminal.
final class PtySession {
  private let master: CInt
  private let child: pid_t
  private(set) var seen = ""
  /// What the terminal shows.
  private(set) var screen: VirtualScreen
  private var pending: [UInt8] = []
  /// Whether it has closed the terminal.
  private var isOver = false

  convenience init(_ binary: Binary, _ arguments: [String] = [], rows: Int = 24, columns: Int = 80) throws {
    try self.init(binary, running: [Binary.executable.path] + arguments, rows: rows, columns: columns)
  }

  init(_ binary: Binary, running words: [String], rows: Int = 24, columns: Int = 80) throws {
    screen = VirtualScreen(rows: rows, columns: columns)
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = binary.environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var master: CInt = -1
    child = cpty_spawn(words[0], &argv, &envp, CInt(rows), CInt(columns), &master)
    self.master = master
    guard child > 0 else { throw CocoaError(.executableLoad) }
  }

  deinit {
    kill(child, SIGKILL)
    var status: CInt = 0
    waitpid(child, &status, 0)
    close(master)
  }

  /// At once, with nothing left to do for it.
  func die() {
    kill(child, SIGKILL)
    _ = waits(for: "\u{0}")
  }

  func type(_ text: String) { _ = text.withCString { write(master, $0, strlen($0)) } }

  /// Reads until `text` stands in what came since the last wait; false when it ends or 20 s pass first.
  func waits(for text: String) -> Bool {
    var fresh = ""
    while !fresh.contains(text) {
      guard let piece = read() else { return false }
      fresh += piece
    }
    return true
  }

  /// Reads until the screen is as wanted; false when the process ends or 20 s pass first.
  func waits(until isAsWanted: (VirtualScreen) -> Bool) -> Bool {
    while !isAsWanted(screen) {
      guard read() != nil else { return isAsWanted(screen) }
    }
    return true
  }

  /// Reads until `text` stands somewhere on the screen.
  func shows(_ text: String) -> Bool { waits { $0.text.contains { $0.contains(text) } } }

  /// What comes next; nil at the end, or after 20 s.
  private func read() -> String? {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 20_000) > 0 else { return nil }
      let count = Glibc.read(master, &bytes, bytes.count)
      guard count > 0 else {
        isOver = true
        return nil
      }
      pending += bytes[..<count]
      guard let valid = String(validating: pending, as: UTF8.self) else { continue }
      // A sequence that came in part waits for the rest.
      let part = Self.unfinished(valid)
      let whole = String(valid[..<part.startIndex])
      pending = Array(part.utf8)
      guard !whole.isEmpty else { continue }
      seen += whole
      screen.write(whole)
      return whole
    }
  }

  /// The last sequence of a text, when its end hasn't come.
  private static func unfinished(_ text: String) -> Substring {
    guard let start = text.lastIndex(of: "\u{1B}") else { return text[text.endIndex...] }
    let inner = text[start...].dropFirst()
    let isWhole =
      switch inner.first {
      case nil: false
      case "[": inner.dropFirst().contains { !"0123456789;?".contains($0) }
      case "]": inner.contains("\u{7}")
      default: true
      }
    return isWhole ? text[text.endIndex...] : text[start...]
  }

  func resize(rows: Int, columns: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    screen = VirtualScreen(rows: rows, columns: columns)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  func send(_ signal: CInt) { kill(child, signal) }

  /// How the terminal takes what is typed: its modes of input, output and line.
  var modes: [tcflag_t] {
    var modes = termios()
    tcgetattr(master, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_lflag, modes.c_cflag]
  }

  /// The number of the signal that ended it, 0 when none did.
  func endedBy() -> CInt {
    while read() != nil {}
    var status: CInt = 0
    waitpid(child, &status, 0)
    return status & 0x7F
  }

  /// The exit code, once it has ended; -1 when it says nothing for 20 s and goes on.
  func code() -> CInt {
    _ = waits(for: "\u{0}")
    var status: CInt = 0
    if !isOver { kill(child, SIGKILL) }
    waitpid(child, &status, 0)
    return isOver ? (status >> 8) & 0xFF : -1
  }
}
