import Domain
package import Foundation
import GRDB
import Storage

/// Bytes as an entry, 87 of its header and then its body: whatever they are, they read the same each time, a change of
/// any of them shows, and a table keeps what the body says. And as JSON, read and made up.
package struct EntryProbe: Probe {
  package static let name = "entry"
  private static let salt = Data(repeating: 7, count: 32)

  private let database: DatabaseQueue

  package init(in folder: URL) throws { database = try DatabaseQueue() }

  package func check(_ bytes: Data) throws {
    try hold((Header(stored: bytes) != nil) == (bytes.count == Header.size), "a header has \(Header.size) bytes")
    let head = bytes.prefix(Header.size)
    let body = Data(bytes.dropFirst(Header.size))
    if let header = Header(stored: head) {
      try checkFields(of: header, head)
      try checkSoundness(of: Entry(header, previous: Entry.beginning, body: body, salt: Self.salt))
      try checkValues(of: Entry(header, previous: Entry.beginning, body: body, salt: Self.salt))
    }
    for text in [bytes, body] {
      if let json = try? JSON(parsing: text) { try checkBytes(of: json) }
    }
    var made = MadeUp(bytes)
    try checkMeaning(of: made.json())
  }

  private func checkFields(of header: Header, _ bytes: Data) throws {
    try hold(header.bytes == bytes, "a header keeps its bytes")
    let place = Header.place(table: header.table, row: header.row, atom: header.atom)
    try hold(header.place == place, "a place is table, row and atom")
    guard header.version == Header.version, let audience = Audience(rawValue: header.audience) else { return }
    try hold(header.chain == Header.chain(device: header.device, audience: audience), "a chain is device and audience")
    let again = Header(
      device: header.device, audience: audience, sequence: header.sequence, stamp: header.stamp, author: header.author,
      act: header.act, kind: header.kind, table: header.table, row: header.row, atom: header.atom)
    try hold(again == header, "fields make the header that they came from")
  }

  private func checkSoundness(of entry: Entry) throws {
    try hold(entry.isSound, "an entry just made is sound")
    let stored = [entry.header.bytes, entry.previous, entry.commitment, entry.hash, Self.salt, entry.body ?? Data()]
    for part in stored.indices where !stored[part].isEmpty {
      var changed = stored
      let at = entry.hash.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF
      changed[part][at % stored[part].count] ^= 1 << (at % 8)
      guard let header = Header(stored: changed[0]) else { throw Broken(description: "a header has its size") }
      let entry = Entry(
        stored: header, previous: changed[1], commitment: changed[2], hash: changed[3], salt: changed[4],
        body: changed[5])
      try hold(!entry.isSound, "a changed bit shows, in part \(part)")
    }
    let erased = Entry(
      stored: entry.header, previous: entry.previous, commitment: entry.commitment, hash: entry.hash, salt: nil,
      body: nil)
    try hold(erased.isSound, "an erased entry is sound")
  }

  /// What a table keeps is what `checkup` compares with the body.
  private func checkValues(of entry: Entry) throws {
    for atom in Catalog.table(entry.header.table)?.atoms ?? [] {
      let values = entry.values(of: atom).map(\.withoutNUL)
      for (field, value) in zip(atom.fields, values) {
        let kept = try database.read { db in
          let statement = try db.cachedStatement(sql: "SELECT ?")
          return try DatabaseValue.fetchOne(statement, arguments: [value.databaseValue])
        }
        try hold(Value(kept ?? .null, as: field.kind) == value, "a table keeps \(field.name): \(value)")
        try hold(Value(value.json ?? .null, as: field.kind) == value, "a body keeps \(field.name): \(value)")
      }
    }
  }

  private func checkBytes(of json: JSON) throws {
    let again = try JSON(parsing: json.bytes)
    try hold(again == json, "JSON that was read reads the same when written: \(json) \(again)")
    try hold(again.bytes == json.bytes, "JSON is written in one way: \(json.string)")
  }

  private func checkMeaning(of json: JSON) throws {
    let read = try JSON(parsing: json.bytes)
    try hold(json.isRead(as: read), "JSON reads as it was written: \(json.string)")
    try checkBytes(of: read)
  }
}
