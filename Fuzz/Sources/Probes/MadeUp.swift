import Foundation
import Storage

/// Values made up from bytes: the same bytes, the same values. When they run out, what comes is zero.
struct MadeUp {
  private var rest: Data

  init(_ bytes: Data) { rest = bytes }

  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }
  mutating func number() -> UInt64 { (0..<8).reduce(0) { number, _ in number << 8 | UInt64(byte()) } }

  /// As many bytes as the first says, or as there are.
  mutating func text() -> String {
    let count = Int(byte())
    defer { rest = rest.dropFirst(count) }
    return String(decoding: rest.prefix(count), as: UTF8.self)
  }

  mutating func json(depth: Int = 0) -> JSON {
    let kind = byte() % 8
    switch kind {
    case 1: return .flag(byte() & 1 == 1)
    case 2: return .integer(Int64(bitPattern: number()))
    case 3: return .real(Double(bitPattern: number()))
    case 4: return .text(text())
    case 5 where depth < 40: return .list((0..<byte() % 8).map { _ in json(depth: depth + 1) })
    case 6 where depth < 40:
      var object: [String: JSON] = [:]
      for _ in 0..<byte() % 8 { object[text()] = json(depth: depth + 1) }
      return .object(object)
    case 7: return .integer(Int64(Int8(bitPattern: byte())))
    default: return .null
    }
  }
}

extension JSON {
  /// Whether this comes back so: JSON knows no infinity, and a number without a fraction is whole. Of a whole number
  /// too big for a double to know every digit, any with the same double will do.
  func isRead(as read: JSON) -> Bool {
    switch (self, read) {
    case (.real(let real), .null): !real.isFinite
    case (.real(let real), .integer(let whole)): real == Double(whole)
    case (.real(let real), .real(let other)): real == other && Int64(exactly: real) == nil
    case (.list(let list), .list(let other)):
      list.count == other.count && zip(list, other).allSatisfy { $0.isRead(as: $1) }
    case (.object(let object), .object(let other)):
      object.count == other.count && object.allSatisfy { key, value in other[key].map(value.isRead) ?? false }
    default: self == read
    }
  }
}
