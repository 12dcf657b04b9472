public import Foundation

/// The identity of one row, for ever: a UUID that knows what it names, so that a deal's id is never
/// taken for an objection's.
public struct ID<Of>: Hashable, Sendable, Comparable {
  public let uuid: UUID

  public init(_ uuid: UUID) { self.uuid = uuid }

  /// A fresh id, UUIDv7 (RFC 9562): 48 bits of milliseconds, then randomness, so that ids made later
  /// sort later.
  public static func fresh(at date: Date = Date()) -> ID { ID(UUID.version7(at: date)) }

  public static func < (one: ID, other: ID) -> Bool { one.uuid < other.uuid }
}

extension UUID {
  /// UUIDv7 (RFC 9562, section 5.7).
  public static func version7(at date: Date = Date()) -> UUID {
    var bytes = [UInt8](repeating: 0, count: 16)
    var generator = SystemRandomNumberGenerator()
    for index in bytes.indices { bytes[index] = UInt8.random(in: 0...255, using: &generator) }
    let milliseconds = UInt64(max(0, date.timeIntervalSince1970 * 1000))
    for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> (8 * (5 - index))) }
    bytes[6] = (bytes[6] & 0x0F) | 0x70
    bytes[8] = (bytes[8] & 0x3F) | 0x80
    return UUID(bytes: bytes) ?? UUID()
  }

  /// The 16 bytes, most significant first.
  public var bytes: [UInt8] { withUnsafeBytes(of: uuid) { [UInt8]($0) } }

  /// Nil unless there are 16 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    var value: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    withUnsafeMutableBytes(of: &value) { $0.copyBytes(from: bytes) }
    self.init(uuid: value)
  }
}
