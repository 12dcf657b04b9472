import Domain
import Foundation
import Simulation
import Storage
import TestBase
import Testing

@Suite("Whatever happens between bases, they come to the same")
struct SimulationTests {
  /// How many histories: more by hand, `HISTORIES=100000 swift test -c release --filter SimulationTests`.
  static let count = UInt64(ProcessInfo.processInfo.environment["HISTORIES"] ?? "") ?? 200

  @Test("Random histories of three to ten bases lose nothing, leak nothing and end equal", arguments: 0..<4)
  func histories(share: Int) {
    for seed in stride(from: UInt64(share) + 1, through: Self.count, by: 4) {
      let verdict = World(seed: seed).verdict()
      if !verdict.isEmpty { Issue.record("seed \(seed): \(verdict)") }
    }
  }

  @Test("Histories that once came out wrong", arguments: [430, 1202, 1690, 1797, 22_493, 46_269] as [UInt64])
  func again(seed: UInt64) { #expect(World(seed: seed).verdict() == []) }

  @Test("The same seed gives the same history to the bit")
  func replay() {
    let (one, other) = (World(seed: 7), World(seed: 7))
    #expect(one.ledgers.map(\.entries) == other.ledgers.map(\.entries))
  }

  @Test("A real base that takes in a history, in any order and in pieces, says what the model says", arguments: 1...25)
  func real(seed: UInt64) throws {
    let world = World(seed: seed)
    var numbers = SeededNumbers(seed: seed)
    let ledger = try #require(world.ledgers.randomElement(using: &numbers))
    let temporary = try TemporaryBase()
    try temporary.base.note("author", ledger.author.uuidString.lowercased())
    let now = Date(timeIntervalSince1970: Double(world.now) / 1000)
    var entries = ledger.entries
    if seed.isMultiple(of: 2) { entries.shuffle(using: &numbers) }
    while !entries.isEmpty {
      let piece = Int.random(in: 1...max(1, entries.count), using: &numbers)
      _ = try temporary.base.merge(Array(entries.prefix(piece)), now: now)
      entries.removeFirst(piece)
    }
    _ = try temporary.base.merge(ledger.entries, now: now)
    #expect(try temporary.soundness() == [])
    let due = Folded(ledger.entries)
    try temporary.base.read { reader in
      var rows = 0
      for table in Catalog.tables {
        for stored in try reader.storedRows(of: table) {
          rows += 1
          let winners = try #require(due.rows[Place(table: table.number, row: stored.id, atom: 0)])
          for atom in table.atoms {
            let winner = winners[atom.number].flatMap { ledger[$0] }
            let values = winner?.values(of: atom) ?? atom.fields.map { _ in .null }
            #expect(values == atom.fields.map(stored.value))
          }
          let isAway = winners[0].flatMap { ledger[$0] }?.header.kind == Header.Kind.retire
          #expect(isAway == stored.isRetired)
        }
      }
      #expect(rows == due.rows.count)
      for (objection, head) in due.heads { #expect(try reader.front(of: ID(objection)).uuid == head) }
    }
  }
}
