import Domain
package import Foundation
package import Storage
package import TestBase

/// A base without a file: the set of its entries, in the order in which they came. It takes in and writes
/// by the same rules as a base does, and says what must stand in the tables.
package struct Ledger: Sendable {
  package private(set) var entries: [Entry] = []
  package private(set) var author: UUID
  private var places: [Data: Int] = [:]
  private var erased: [Place: Audience] = [:]
  private var device: UUID
  private var heads: [Audience: (sequence: UInt64, hash: Data)] = [:]
  private var clock = Stamp(value: 0)
  /// What this machine's clock is off, in milliseconds.
  package var skew: Int64 = 0

  package init(author: UUID, device: UUID) {
    self.author = author
    self.device = device
  }

  package subscript(_ hash: Data) -> Entry? { places[hash].map { entries[$0] } }

  // MARK: Writing

  /// What one act writes.
  package enum Change {
    case set(Place, body: String, audience: Audience)
    case retire(Place), revive(Place)
    case alias(UUID, UUID)
    case part(UUID, [Data])
    case erase(Place, audience: Audience)
  }

  /// Goes on as another device, as a base does that finds itself copied or restored.
  package mutating func takeNewDevice(_ device: UUID) {
    self.device = device
    heads = [:]
  }

  /// The same file in another's hands.
  package mutating func become(author: UUID) { self.author = author }

  /// Writes one act.
  /// - Returns: Its entries; none when it could change nothing.
  @discardableResult
  package mutating func write(
    _ changes: [Change], named name: String, at now: Int64, _ numbers: inout SeededNumbers
  ) -> [Entry] {
    let wall = Date(timeIntervalSince1970: Double(now + skew) / 1000)
    let stamp = Stamp(after: clock, now: wall)
    let act = UUID.seeded(&numbers)
    var written: [Entry] = []
    var begun: Set<Audience> = []
    for change in changes {
      if case .set(let place, _, let audience) = change, isErased(place, for: audience.rawValue) { continue }
      if begun.insert(change.audience).inserted {
        let body = #"{"deed":1,"name":"\#(name)","zone":"GMT"}"#
        written.append(
          append(Header.Kind.act, at: nil, body, change.audience, stamp, act, &numbers))
      }
      written.append(append(change.kind, at: change.place, change.body, change.audience, stamp, act, &numbers))
    }
    if !written.isEmpty { clock = stamp }
    return written
  }

  private mutating func append(
    _ kind: UInt8, at place: Place?, _ body: String, _ audience: Audience, _ stamp: Stamp, _ act: UUID,
    _ numbers: inout SeededNumbers
  ) -> Entry {
    let head = heads[audience] ?? last(of: audience) ?? (0, Entry.beginning)
    let header = Header(
      device: device, audience: audience, sequence: head.sequence + 1, stamp: stamp, author: author, act: act,
      kind: kind, table: place?.table ?? 0, row: place?.row, atom: place?.atom ?? 0)
    let salt = Data((0..<4).flatMap { _ in withUnsafeBytes(of: numbers.next()) { Array($0) } })
    let entry = Entry(header, previous: head.hash, body: Data(body.utf8), salt: salt)
    add(entry)
    heads[audience] = (header.sequence, entry.hash)
    return entry
  }

  private func last(of audience: Audience) -> (sequence: UInt64, hash: Data)? {
    let chain = Header.chain(device: device, audience: audience)
    let own = entries.filter { $0.header.chain == chain }.max { $0.header.sequence < $1.header.sequence }
    return own.map { ($0.header.sequence, $0.hash) }
  }

  // MARK: Taking in

  /// Takes what it hasn't, as `merge` does.
  /// - Throws: What ``Intake`` refuses; the caller drops the ledger then, as a base rolls back.
  package mutating func take(_ coming: [Entry], at now: Int64, newDevice: UUID) throws {
    let wall = Date(timeIntervalSince1970: Double(now + skew) / 1000)
    let intake = Intake(author: author, now: wall)
    var isBranch = false
    for entry in coming {
      let known: Intake.Known = self[entry.hash].map { $0.body == nil ? .entryWithoutBody : .entry } ?? .nothing
      if case .entry = known { continue }
      switch try intake.decide(
        entry, known: known, isErased: isErased(entry.header.changes, for: entry.header.audience))
      {
      case .known, .leave: continue
      case .fill(let entry):
        if let place = places[entry.hash] { entries[place] = entry }
      case .add(let entry):
        if entry.header.device == device { isBranch = true }
        add(entry)
        if !entry.header.stamp.isRelease { clock = max(clock, entry.header.stamp) }
      }
    }
    stripNames()
    if isBranch { takeNewDevice(newDevice) }
  }

  private mutating func add(_ entry: Entry) {
    places[entry.hash] = entries.count
    entries.append(entry)
    guard entry.header.kind == Header.Kind.erase, let audience = Audience(rawValue: entry.header.audience) else {
      return
    }
    let place = entry.header.changes
    if erased[place] != .team { erased[place] = audience }
    for index in entries.indices
    where entries[index].header.changes == place && entries[index].header.kind == Header.Kind.set
      && isErased(place, for: entries[index].header.audience)
    {
      entries[index] = entries[index].erased
    }
    stripNames()
  }

  /// An erasure of the team's reaches all, a private one what is private.
  private func isErased(_ place: Place, for audience: UInt8) -> Bool {
    erased[place].map { $0 == .team || audience == Audience.me.rawValue } ?? false
  }

  /// Acts that touched an erased row lose their names.
  private mutating func stripNames() {
    guard !erased.isEmpty else { return }
    var rows: [Place: Audience] = [:]
    for (place, audience) in erased {
      let row = Place(table: place.table, row: place.row, atom: 0)
      if rows[row] != .team { rows[row] = audience }
    }
    var acts: Set<[UInt8]> = []
    for header in entries.lazy.map(\.header) where !header.isAct {
      guard let audience = rows[Place(table: header.table, row: header.row, atom: 0)],
        audience == .team || header.audience == Audience.me.rawValue
      else { continue }
      acts.insert(header.act.bytes + [header.audience])
    }
    for index in entries.indices {
      let header = entries[index].header
      if header.isAct, acts.contains(header.act.bytes + [header.audience]) { entries[index] = entries[index].erased }
    }
  }
}

extension Ledger.Change {
  var audience: Audience {
    switch self {
    case .set(_, _, let audience), .erase(_, let audience): audience
    case .retire(let place), .revive(let place):
      place.table == Catalog.debriefAnswer.number ? .me : .team
    default: .team
    }
  }

  var kind: UInt8 {
    switch self {
    case .set: Header.Kind.set
    case .retire: Header.Kind.retire
    case .revive: Header.Kind.revive
    case .alias: Header.Kind.alias
    case .part: Header.Kind.part
    case .erase: Header.Kind.erase
    }
  }

  var place: Place {
    switch self {
    case .set(let place, _, _), .retire(let place), .revive(let place), .erase(let place, _): place
    case .alias(let row, _), .part(let row, _): Place(table: Catalog.objection.number, row: row, atom: 0)
    }
  }

  var body: String {
    switch self {
    case .set(_, let body, _): body
    case .alias(_, let other): #"{"other":"\#(other.uuidString.lowercased())"}"#
    case .part(_, let links):
      #"{"links":["# + links.map { "\"" + $0.map { String(format: "%02x", $0) }.joined() + "\"" }.joined(separator: ",")
        + "]}"
    default: "{}"
    }
  }
}

extension UUID {
  package static func seeded(_ numbers: inout SeededNumbers) -> UUID {
    var bytes: [UInt8] = []
    for _ in 0..<2 { withUnsafeBytes(of: numbers.next()) { bytes += $0 } }
    return UUID(bytes: bytes) ?? UUID()
  }
}
