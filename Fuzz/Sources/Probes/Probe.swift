package import Foundation

/// One place where bytes come in from outside, and what must hold whatever they are. The fuzzer calls it with bytes
/// that it makes up, the tests with those that it once found.
package protocol Probe: Sendable {
  /// The folder of its seeds in `corpus`, and of its finds.
  static var name: String { get }

  /// - Parameter folder: An empty one, to write in.
  init(in folder: URL) throws

  /// - Throws: ``Broken`` when something that must hold doesn't.
  func check(_ bytes: Data) throws
}

package enum Probes {
  private static let all: [any Probe.Type] = [
    QueryProbe.self, ReadableProbe.self, CleaningProbe.self, EntryProbe.self, ApplyProbe.self,
    CalendarProbe.self,
  ]

  package static let names = all.map { $0.name }

  /// Nil when there is no such target.
  package static func probe(_ name: String, in folder: URL) throws -> (any Probe)? {
    try all.first { $0.name == name }?.init(in: folder)
  }
}

/// Something that must hold doesn't.
package struct Broken: Error, CustomStringConvertible {
  package let description: String
}

func hold(_ condition: Bool, _ promise: @autoclosure () -> String) throws {
  if !condition { throw Broken(description: promise()) }
}

extension String {
  /// Equal to the byte; `==` takes an accent written in another way for the same.
  func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
