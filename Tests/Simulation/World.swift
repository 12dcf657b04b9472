import Domain
package import Foundation
package import Storage
package import TestBase

/// A seeded history: three to ten bases whose people write, send, lose, copy and restore, each with a clock
/// of its own. The same seed gives the same history to the bit.
package struct World {
  package private(set) var ledgers: [Ledger] = []
  /// Every entry that anybody was told was saved.
  package private(set) var saved: [Entry] = []
  /// What went with a lost disk before anybody else had it. What was written after it may have reached others,
  /// for parcels get lost: then nobody has its predecessor any more.
  package private(set) var lostForever: Set<Data> = []
  /// Where an erasure went so, while the text that it emptied reached others.
  package private(set) var erasedForever: Set<Data> = []
  /// What went wrong on the way.
  package private(set) var broken: [String] = []
  package private(set) var numbers: SeededNumbers
  package private(set) var now: Int64 = 1_800_000_000_000
  private var rows: [UInt16: [UUID]] = [:]
  private var backups: [Int: Ledger] = [:]
  private let hour: Int64 = 3_600_000

  package init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
    for _ in 0..<Int.random(in: 3...10, using: &numbers) {
      var ledger = Ledger(author: .seeded(&numbers), device: .seeded(&numbers))
      ledger.skew = Int64.random(in: -10...10, using: &numbers) * hour
      ledgers.append(ledger)
    }
    for _ in 0..<Int.random(in: 30...70, using: &numbers) { step() }
    heal()
  }

  private mutating func step() {
    now += Int64.random(in: 0...hour, using: &numbers)
    let one = Int.random(in: 0..<ledgers.count, using: &numbers)
    switch Int.random(in: 0..<20, using: &numbers) {
    case 0..<9: write(one)
    case 9..<14: send(from: one, to: Int.random(in: 0..<ledgers.count, using: &numbers))
    case 14: ledgers[one].skew = Int64.random(in: -11...11, using: &numbers) * hour
    case 15: backups[one] = ledgers[one]
    case 16: restore(one)
    case 17: copy(one)
    default: write(one)
    }
  }

  // MARK: Writing

  private mutating func write(_ one: Int) {
    let changes = changes(in: ledgers[one])
    guard !changes.isEmpty else { return }
    let before = ledgers[one].entries.map(\.header.stamp).max()
    let written = ledgers[one].write(changes, named: "act \(numbers.next() % 1000)", at: now, &numbers)
    if let before, let first = written.first, first.header.stamp <= before {
      broken.append("a later act has an earlier stamp")
    }
    saved += written
    checkLatest(written, in: ledgers[one])
  }

  /// What somebody writes who has seen all that is here stands.
  private mutating func checkLatest(_ written: [Entry], in ledger: Ledger) {
    for entry in written where entry.header.decides && ledger[entry.hash]?.body != nil {
      let later = ledger.entries.contains {
        $0.header.place == entry.header.place && $0.header.decides && $0.body != nil && entry.precedes($0)
          && $0.header.act != entry.header.act
      }
      if later { broken.append("a write lost to one that it had seen") }
    }
  }

  private mutating func changes(in ledger: Ledger) -> [Ledger.Change] {
    switch Int.random(in: 0..<14, using: &numbers) {
    case 0, 1: return row(Catalog.objection, ["sentence", "category", "concern"])
    case 2: return row(Catalog.deal, ["name", "ending"])
    case 3: return row(Catalog.response, ["origin", "words"])
    case 4, 5: return row(Catalog.encounter, ["met", "words", "went", "note"])
    case 6: return row(Catalog.phrasing, ["origin", "text"])
    case 7, 8: return edit()
    case 9:
      guard let place = place(atom: 0) else { return [] }
      return [Bool.random(using: &numbers) ? .retire(place) : .revive(place)]
    case 10:
      guard let one = rows[2]?.randomElement(using: &numbers), let other = rows[2]?.randomElement(using: &numbers)
      else { return [] }
      let links = ledger.entries.compactMap(SameObjection.Link.init).filter { $0.objection == one || $0.other == one }
      return Bool.random(using: &numbers) || links.isEmpty ? [.alias(one, other)] : [.part(one, links.map(\.hash))]
    case 11: return row(Catalog.debriefAnswer, ["origin", "words", "choice"])
    case 12: return handOver(in: ledger)
    default:
      guard Int.random(in: 0..<3, using: &numbers) == 0, let place = place(atom: nil) else { return edit() }
      let isTeam = ledger.entries.contains {
        $0.header.changes == place && $0.header.audience == Audience.team.rawValue
      }
      return [.erase(place, audience: isTeam ? .team : .me)]
    }
  }

  private mutating func row(_ table: Table, _ atoms: [String]) -> [Ledger.Change] {
    let id = UUID.seeded(&numbers)
    let changes = atoms.compactMap { name in table.atoms.first { $0.name == name } }.map { atom in
      Ledger.Change.set(
        Place(table: table.number, row: id, atom: atom.number), body: body(of: atom), audience: atom.audience)
    }
    rows[table.number, default: []].append(id)
    return changes
  }

  /// What the writer knows of an answer, said to the team.
  private mutating func handOver(in ledger: Ledger) -> [Ledger.Change] {
    let table = Catalog.debriefAnswer
    guard let row = rows[table.number]?.randomElement(using: &numbers) else { return [] }
    let own = ledger.entries.filter { $0.header.table == table.number && $0.header.row == row && $0.body != nil }
    return table.atoms.compactMap { atom in
      let said = own.filter { $0.header.atom == atom.number }.max { $0.precedes($1) }
      return said?.body.map {
        .set(
          Place(table: table.number, row: row, atom: atom.number), body: String(decoding: $0, as: UTF8.self),
          audience: .team)
      }
    }
  }

  private mutating func edit() -> [Ledger.Change] {
    guard let place = place(atom: nil), let atom = Catalog.table(place.table)?.atom(place.atom) else { return [] }
    return [.set(place, body: body(of: atom), audience: atom.audience)]
  }

  /// A place of a row that exists somewhere, here or not.
  private mutating func place(atom: UInt16?) -> Place? {
    let tables = rows.keys.sorted()
    guard let table = tables.randomElement(using: &numbers).flatMap(Catalog.table),
      let row = rows[table.number]?.randomElement(using: &numbers)
    else { return nil }
    let chosen = table.atoms.filter { $0.number > 1 || table.number == 2 || table.number == 5 }
    guard let number = atom ?? chosen.randomElement(using: &numbers)?.number else { return nil }
    return Place(table: table.number, row: row, atom: number)
  }

  private mutating func body(of atom: Atom) -> String {
    var parts: [String] = []
    for field in atom.fields.sorted(by: { $0.name < $1.name }) {
      if let target = field.references.flatMap({ name in Catalog.tables.first { $0.name == name } }) {
        let isRequired = field.name == "objection"
        if isRequired || Bool.random(using: &numbers), let row = rows[target.number]?.randomElement(using: &numbers) {
          parts.append(#""\#(field.name)":"\#(row.uuidString.lowercased())""#)
        }
      } else if field.kind == .text {
        parts.append(#""\#(field.name)":"text \#(numbers.next() % 100_000)""#)
      }
    }
    return "{" + parts.joined(separator: ",") + "}"
  }

  // MARK: Sending

  /// Hands over some of what one has, shuffled, some of it twice, some of it lost on the way.
  private mutating func send(from one: Int, to other: Int) {
    var parcel = ledgers[one].entries
    if Bool.random(using: &numbers) { parcel = parcel.filter { _ in Int.random(in: 0..<4, using: &numbers) > 0 } }
    if Bool.random(using: &numbers) { parcel.shuffle(using: &numbers) }
    if Bool.random(using: &numbers) { parcel += parcel.prefix(10) }
    take(parcel, other)
  }

  private mutating func take(_ parcel: [Entry], _ other: Int) {
    var ledger = ledgers[other]
    do {
      try ledger.take(parcel, at: now, newDevice: .seeded(&numbers))
      ledgers[other] = ledger
    } catch Intake.Refusal.ahead {
      // A clock eleven hours ahead and one as much behind are within a day.
      broken.append("refused as ahead")
    } catch {
      broken.append("refused: \(error)")
    }
  }

  /// An old backup put in place; mostly noticed, sometimes the file's number is the same by chance.
  private mutating func restore(_ one: Int) {
    guard var old = backups[one] else { return }
    if Int.random(in: 0..<4, using: &numbers) > 0 { old.takeNewDevice(.seeded(&numbers)) }
    old.skew = ledgers[one].skew
    // What a lost disk takes with it and nobody else has is gone with it.
    let kept = Set(old.entries.map(\.hash))
    let elsewhere = Set(ledgers.indices.filter { $0 != one }.flatMap { ledgers[$0].entries.map(\.hash) })
    let inBackups = Set(backups.values.flatMap { $0.entries.map(\.hash) })
    let remaining = kept.union(elsewhere).union(inBackups)
    let lost = ledgers[one].entries.filter { !remaining.contains($0.hash) }
    lostForever.formUnion(lost.map(\.hash))
    erasedForever.formUnion(lost.filter { $0.header.kind == Header.Kind.erase }.map(\.header.place))
    saved.removeAll { !remaining.contains($0.hash) }
    ledgers[one] = old
    backups[one] = nil
  }

  /// A base copied to a second machine or to a new colleague.
  private mutating func copy(_ one: Int) {
    guard ledgers.count < 10 else { return }
    var copy = ledgers[one]
    if Int.random(in: 0..<4, using: &numbers) > 0 { copy.takeNewDevice(.seeded(&numbers)) }
    ledgers.append(copy)
  }

  // MARK: The end

  /// Everybody sends all to everybody, in any order, until nothing new can come.
  private mutating func heal() {
    for index in ledgers.indices { ledgers[index].skew = 0 }
    for old in backups.keys.sorted() {
      if let backup = backups[old] { take(backup.entries, old) }
    }
    for _ in 0..<2 {
      for one in ledgers.indices.shuffled(using: &numbers) {
        for other in ledgers.indices.shuffled(using: &numbers) where one != other {
          take(ledgers[one].entries, other)
        }
      }
    }
  }
}
