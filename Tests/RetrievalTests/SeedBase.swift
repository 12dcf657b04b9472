import Domain
import Exchange
import Foundation
import Retrieval
import Storage
import Synchronization
import TestBase

/// The starter base, imported once for all tests that only read it.
enum SeedBase {
  private static let made = Mutex<TemporaryBase?>(nil)

  static func shared() throws -> Base {
    try made.withLock { made in
      if let made { return made.base }
      let temporary = try TemporaryBase()
      try temporary.takeSeed()
      made = temporary
      // A static never goes away by itself, and with it the folder.
      atexit { SeedBase.made.withLock { $0 = nil } }
      return temporary.base
    }
  }

  static func objection(_ name: String) -> ID<Objection> { ID(named: name, kind: "objection") }
}

extension TemporaryBase {
  func takeSeed() throws {
    _ = try base.take(ReadableFiles(at: Checkout.seedData))
    try base.catchUp()
  }
}

extension Base {
  func find(
    _ typed: String, in context: Context = Context(), limit: Int = 5, typing: Bool = false,
    on day: Day = Day(number: 20_000)
  ) throws -> Found {
    try read { try Search($0, on: day).find(typed, in: context, limit: limit, typing: typing) }
  }
}

extension Found {
  var first: ID<Objection>? { matches.first?.objection.id }
  var sentences: [String] { matches.map(\.objection.sentence) }
}
