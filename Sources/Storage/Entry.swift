import Crypto
import Domain
package import Foundation

/// An immutable change of one atom, in the form that is for ever (docs/decisions/0001-journal.md).
package struct Entry: Equatable, Sendable {
  package let header: Header
  /// The hash of the entry before it in its chain; 32 zero bytes for the first.
  package let previous: Data
  /// HMAC-SHA-256 of the body under the salt.
  package let commitment: Data
  /// SHA-256 of previous, header and commitment.
  package let hash: Data
  /// 32 random bytes; nil once erased.
  package let salt: Data?
  /// JSON of the atom's values as first written; nil once erased.
  package let body: Data?

  package init(_ header: Header, previous: Data, body: Data, salt: Data = Entry.freshSalt()) {
    self.header = header
    self.previous = previous
    self.body = body
    self.salt = salt
    commitment = Self.commitment(to: body, salt: salt)
    hash = Self.hash(previous: previous, header: header.bytes, commitment: commitment)
  }

  package init(
    stored header: Header, previous: Data, commitment: Data, hash: Data, salt: Data?, body: Data?
  ) {
    self.header = header
    self.previous = previous
    self.commitment = commitment
    self.hash = hash
    self.salt = salt
    self.body = body
  }

  /// Whether commitment and hash fit what is stored; an erased body fits.
  package var isSound: Bool {
    if let body, let salt, Self.commitment(to: body, salt: salt) != commitment { return false }
    if (body == nil) != (salt == nil) { return false }
    return Self.hash(previous: previous, header: header.bytes, commitment: commitment) == hash
  }

  package static func commitment(to body: Data, salt: Data) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: salt)))
  }

  package static func hash(previous: Data, header: Data, commitment: Data) -> Data {
    var hasher = SHA256()
    hasher.update(data: previous)
    hasher.update(data: header)
    hasher.update(data: commitment)
    return Data(hasher.finalize())
  }

  package static func freshSalt() -> Data {
    SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
  }

  package static let beginning = Data(repeating: 0, count: 32)

  /// The same without what was written in it; commitment and hash still verify the chain.
  package var erased: Entry {
    Entry(stored: header, previous: previous, commitment: commitment, hash: hash, salt: nil, body: nil)
  }

  /// The total order in which the last of a place decides it: stamp, device, audience, sequence, hash.
  package func precedes(_ other: Entry) -> Bool {
    for (mine, theirs) in [
      (header.stampBytes, other.header.stampBytes), (header.chain, other.header.chain),
      (header.sequenceBytes, other.header.sequenceBytes),
    ] where mine != theirs {
      return mine.lexicographicallyPrecedes(theirs)
    }
    return hash.lexicographicallyPrecedes(other.hash)
  }

  /// The rows that the atom's values refer to.
  package func references(of atom: Atom) -> [(table: Table, row: UUID)] {
    guard atom.fields.contains(where: { $0.references != nil }) else { return [] }
    return zip(atom.fields, values(of: atom)).compactMap { field, value in
      guard let name = field.references, case .id(let row) = value else { return nil }
      return Catalog.tables.first { $0.name == name }.map { ($0, row) }
    }
  }
}

/// What entries change: an atom of a row; atom 0 is the row itself.
package struct Place: Hashable, Sendable {
  package let table: UInt16
  package let row: UUID
  package let atom: UInt16

  package init(table: UInt16, row: UUID, atom: UInt16) {
    self.table = table
    self.row = row
    self.atom = atom
  }

  package var bytes: Data { Header.place(table: table, row: row, atom: atom) }
  package var isRow: Bool { atom == 0 }
}

/// Who sees an entry.
package enum Audience: UInt8, Sendable {
  case me = 1
  case team = 2
}

/// The ids and numbers of an entry, nothing that a person typed: 87 bytes, big-endian, absent = zeros.
package struct Header: Equatable, Sendable {
  package enum Kind {
    package static let act: UInt8 = 1
    package static let set: UInt8 = 2
    package static let retire: UInt8 = 3
    package static let revive: UInt8 = 4
    package static let alias: UInt8 = 5
    package static let part: UInt8 = 6
    package static let erase: UInt8 = 7
  }

  package static let version: UInt8 = 1
  package static let size = 87

  package let bytes: Data

  package init(
    device: UUID, audience: Audience, sequence: UInt64, stamp: Stamp, author: UUID, act: UUID,
    kind: UInt8, table: UInt16 = 0, row: UUID? = nil, atom: UInt16 = 0
  ) {
    var bytes = Data(capacity: Self.size)
    bytes.append(Self.version)
    bytes.append(contentsOf: device.bytes)
    bytes.append(audience.rawValue)
    bytes.append(bigEndian: sequence)
    bytes.append(bigEndian: stamp.value)
    bytes.append(contentsOf: author.bytes)
    bytes.append(contentsOf: act.bytes)
    bytes.append(kind)
    bytes.append(bigEndian: table)
    bytes.append(contentsOf: row?.bytes ?? [UInt8](repeating: 0, count: 16))
    bytes.append(bigEndian: atom)
    self.bytes = bytes
  }

  /// Nil unless there are 87 bytes.
  package init?(stored bytes: Data) {
    guard bytes.count == Self.size else { return nil }
    self.bytes = Data(bytes)
  }

  package var version: UInt8 { bytes[0] }
  package var device: UUID { uuid(at: 1) }
  package var audience: UInt8 { bytes[17] }
  package var sequence: UInt64 { number(at: 18, bytes: 8) }
  package var stamp: Stamp { Stamp(value: number(at: 26, bytes: 8)) }
  package var author: UUID { uuid(at: 34) }
  package var act: UUID { uuid(at: 50) }
  package var kind: UInt8 { bytes[66] }
  package var table: UInt16 { UInt16(number(at: 67, bytes: 2)) }
  package var row: UUID { uuid(at: 69) }
  package var atom: UInt16 { UInt16(number(at: 85, bytes: 2)) }

  /// Device and audience: the chain that it belongs to.
  package var chain: Data { bytes.subdata(in: 1..<18) }
  /// Table, row and atom: what it changes.
  package var place: Data { bytes.subdata(in: 67..<87) }
  package var changes: Place { Place(table: table, row: row, atom: atom) }
  package var stampBytes: Data { bytes.subdata(in: 26..<34) }
  package var sequenceBytes: Data { bytes.subdata(in: 18..<26) }

  package var isAct: Bool { kind == Kind.act }

  /// Whether it says what stands at its place: an atom's values, or that the row is put away or back.
  /// Entries of a later version's form don't, as long as this one can't read them.
  package var decides: Bool {
    guard version == Self.version else { return false }
    return atom == 0 ? kind == Kind.retire || kind == Kind.revive : kind == Kind.set
  }

  package static func chain(device: UUID, audience: Audience) -> Data {
    Data(device.bytes + [audience.rawValue])
  }

  package static func place(table: UInt16, row: UUID, atom: UInt16) -> Data {
    var place = Data(capacity: 20)
    place.append(bigEndian: table)
    place.append(contentsOf: row.bytes)
    place.append(bigEndian: atom)
    return place
  }

  private func uuid(at offset: Int) -> UUID {
    UUID(bytes: bytes[offset..<offset + 16]) ?? UUID(uuid: noUUID)
  }

  private func number(at offset: Int, bytes count: Int) -> UInt64 {
    bytes[offset..<offset + count].reduce(0) { $0 << 8 | UInt64($1) }
  }
}

private let noUUID: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

extension Data {
  /// The bytes of a number, most significant first, as they stand in a header.
  package init(bigEndian value: some FixedWidthInteger) {
    self.init()
    append(bigEndian: value)
  }

  package mutating func append(bigEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }
}
