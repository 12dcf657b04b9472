import Crypto
public import Domain
public import Foundation

/// The short id of a row: its kind's letter and the first characters of a code that follows from its
/// UUID, as many as make it unique in this base, at least four.
package enum ShortID {
  private static let crockford = Array("0123456789abcdefghjkmnpqrstvwxyz")

  /// Lower-case Crockford base 32 of the first ten bytes of SHA-256 of the UUID: 16 characters.
  package static func code(of uuid: UUID) -> String {
    let digest = Array(SHA256.hash(data: Data(uuid.bytes)).prefix(10))
    var code = ""
    var bits = 0
    var held = 0
    for byte in digest {
      held = held << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        code.append(crockford[held >> bits & 31])
      }
      held &= (1 << bits) - 1
    }
    return code
  }
}

extension UUID {
  /// The id that follows from a name in a readable file, the same in every base: UUIDv8 (RFC 9562) of
  /// SHA-256 of the kind, a blank and the name.
  public static func named(_ name: String, kind: String) -> UUID {
    if let uuid = UUID(uuidString: name) { return uuid }
    var bytes = Array(SHA256.hash(data: Data("\(kind) \(name)".utf8)).prefix(16))
    bytes[6] = (bytes[6] & 0x0F) | 0x80
    bytes[8] = (bytes[8] & 0x3F) | 0x80
    return UUID(bytes: bytes) ?? UUID()
  }
}

extension ID {
  /// The id of a row that a readable file names; a UUID names itself.
  public init(named name: String, kind: String) { self.init(.named(name, kind: kind)) }
}
