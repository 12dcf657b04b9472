import Domain
package import Foundation
import Storage

/// Bytes as entries that somebody hands over: of known tables and unknown ones, referring to each other and to
/// nothing, erasing, linking, ill-formed. Whatever they are, a base that takes them in stays sound, keeps what was its
/// own, and comes to the same in any order.
package struct ApplyProbe: Probe {
  package static let name = "apply"

  private let folder: URL

  package init(in folder: URL) throws { self.folder = folder }

  package func check(_ bytes: Data) throws {
    var made = MadeUp(bytes)
    let entries = made.entries()
    let bases = try ["one", "other"].map { try fresh($0) }
    defer {
      for name in ["one", "other"] { try? FileManager.default.removeItem(at: folder.appendingPathComponent(name)) }
    }
    let own = Objection(id: ID(Self.row(255)), sentence: "Mine.", category: Category(rawValue: "price"))
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    for base in bases { try base.edit(.addedObjection, now: now) { try $0.save(own) } }
    let orders = [entries, entries.reversed()]
    for (base, order) in zip(bases, orders) {
      do {
        _ = try base.merge(order, acceptsClock: true, now: now)
      } catch is Intake.Refusal {
        try hold(base.read { try $0.history(limit: 2).count } == 1, "what is refused leaves nothing")
        continue
      }
      try hold(base.merge(order, acceptsClock: true, now: now).entries == 0, "what came once doesn't come again")
      try base.catchUp()
      let findings = try base.checkup().findings
      try hold(findings.isEmpty, "a base stays sound: \(findings)")
      try hold(base.read { try $0.objection(own.id) } == own, "what nobody wrote about stays")
    }
    try hold(
      bases[0].read(Self.rows) == bases[1].read(Self.rows), "the same entries come to the same in any order")
  }

  private func fresh(_ name: String) throws -> Base {
    let folder = folder.appendingPathComponent(name)
    try? FileManager.default.removeItem(at: folder)
    return try Base(at: folder.appendingPathComponent("base.db").path)
  }

  /// One of a few rows, so that entries meet.
  static func row(_ number: UInt8) -> UUID { .named("row \(number)", kind: "probe") }

  /// Every row with its values, in an order that doesn't depend on how they came.
  private static func rows(_ reader: Reader) throws -> [String] {
    try Catalog.tables.flatMap { table in
      try reader.storedRows(of: table).map { row in
        "\(table.name) \(row.id) \(row.isRetired) \(table.fields.map(row.value))"
      }
    }.sorted()
  }
}

extension MadeUp {
  /// Up to twelve entries, in two chains.
  fileprivate mutating func entries() -> [Entry] {
    var heads: [Data: (sequence: UInt64, hash: Data)] = [:]
    return (0..<Int(byte() % 13)).map { _ in
      let (device, audience) = (ApplyProbe.row(200 + byte() % 2), byte() % 8 == 0 ? Audience.me : .team)
      let chain = Header.chain(device: device, audience: audience)
      let head = heads[chain] ?? (0, Entry.beginning)
      let kind = byte() % 10
      let table = UInt16(byte() % 11)
      let atom = UInt16(byte() % 15)
      let header = Header(
        device: device, audience: audience, sequence: head.sequence + 1, stamp: Stamp(value: number() >> 1),
        author: ApplyProbe.row(210 + byte() % 2), act: ApplyProbe.row(220 + byte() % 4), kind: kind, table: table,
        row: ApplyProbe.row(byte() % 6), atom: atom)
      let entry = Entry(header, previous: head.hash, body: body(kind, table, atom), salt: Data(repeating: 7, count: 32))
      heads[chain] = (header.sequence, entry.hash)
      return entry
    }
  }

  private mutating func body(_ kind: UInt8, _ table: UInt16, _ atom: UInt16) -> Data {
    switch byte() % 8 {
    case 0: return Data(text().utf8)
    case 1: return json().bytes
    default:
      var object: [String: JSON] = ["name": .text("act")]
      if kind == Header.Kind.alias { object["other"] = .text(ApplyProbe.row(byte() % 6).uuidString) }
      for field in Catalog.table(table)?.atom(atom)?.fields ?? [] where byte() % 4 > 0 {
        object[field.name] = field.kind == .id ? .text(ApplyProbe.row(byte() % 6).uuidString) : json()
      }
      return JSON.object(object).bytes
    }
  }
}
