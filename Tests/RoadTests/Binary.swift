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

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("comeback-real-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
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
      "HOME": folder.path, "USER": "ana", "TERM": isDumb ? "dumb" : "xterm", "LANG": "C.UTF-8",
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
  func run(_ arguments: String..., input: String = "") throws -> Ended {
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

  init(_ binary: Binary, _ arguments: [String] = [], rows: Int = 24, columns: Int = 80) throws {
    let words = [Binary.executable.path] + arguments
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

  func type(_ text: String) { _ = text.withCString { write(master, $0, strlen($0)) } }

  /// Reads until `text` stands in what came since the last wait; false when it ends or 20 s pass first.
  func waits(for text: String) -> Bool {
    var fresh = ""
    var bytes = [UInt8](repeating: 0, count: 65_536)
    var pending: [UInt8] = []
    while !fresh.contains(text) {
      var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 20_000) > 0 else { return false }
      let count = read(master, &bytes, bytes.count)
      guard count > 0 else { return false }
      pending += bytes[..<count]
      guard let valid = String(validating: pending, as: UTF8.self) else { continue }
      fresh += valid
      seen += valid
      pending = []
    }
    return true
  }

  /// The exit code, once it has ended.
  func code() -> CInt {
    _ = waits(for: "\u{0}")
    var status: CInt = 0
    waitpid(child, &status, 0)
    return (status >> 8) & 0xFF
  }
}
