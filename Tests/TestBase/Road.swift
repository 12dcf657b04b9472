import Commands
package import Foundation
import Synchronization

/// A rep at the keyboard, in process: what is typed goes in, what is seen comes out.
package final class Road: Sendable {
  package struct Seen: Equatable, Sendable {
    package let code: Int32
    /// The answer.
    package let out: String
    /// Questions, hints and errors.
    package let aside: String

    package init(code: Int32, out: String, aside: String) {
      self.code = code
      self.out = out
      self.aside = aside
    }
  }

  package let folder: URL
  package let path: String
  private let now: Mutex<Date>

  /// - Parameters:
  ///   - seeded: Whether the starter objections are in its base already.
  ///   - now: The moment at which everything happens.
  package init(seeded: Bool = false, now: Date = Date(timeIntervalSince1970: 1_795_528_800)) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("comeback-road-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("base.db").path
    self.now = Mutex(now)
    guard seeded else { return }
    let starter = try Self.starterBase.get()
    try Self.copyBase(at: starter.path, to: path)
  }

  /// A base with the starter objections, made once for all tests that begin with it.
  private static let starterBase = Swift.Result<Road, any Error> {
    let road = try Road()
    let seen = road.run("import", Checkout.seedData)
    guard seen.code == 0 else { throw CocoaError(.fileReadUnknown) }
    return road
  }

  /// With the day's backup, which else the first change of each copy would make.
  package static func copyBase(at path: String, to other: String) throws {
    for suffix in ["", "-wal", ".backups"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: other + suffix)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Lets days go by.
  package func later(days: Double) { now.withLock { $0 += days * 86_400 } }

  /// Runs one command line. With `typed`, somebody is there to answer questions, one line each.
  package func run(_ arguments: String..., typed: [String]? = nil, onTerminal: Bool = false) -> Seen {
    run(arguments, typed: typed, onTerminal: onTerminal)
  }

  package func run(_ arguments: [String], typed: [String]? = nil, piped: [String] = [], onTerminal: Bool = false)
    -> Seen
  {
    let out = Mutex("")
    let aside = Mutex("")
    let lines = Mutex(typed ?? piped)
    let console = Console(
      out: { text in out.withLock { $0 += text } }, aside: { text in aside.withLock { $0 += text } },
      readLine: { lines.withLock { $0.isEmpty ? nil : $0.removeFirst() } }, canAsk: typed != nil,
      outIsTerminal: onTerminal,
      width: onTerminal ? 80 : nil)
    let moment = now.withLock { $0 }
    var session = Session(
      path: path, console: console,
      environment: ["USER": "ana", "COMEBACK_SEED": Checkout.seedData, "XDG_DATA_HOME": folder.path],
      now: { moment }, zone: .gmt)
    let code = CommandLineEntry.run(arguments, in: &session)
    return Seen(code: code, out: out.withLock { $0 }, aside: aside.withLock { $0 })
  }
}
