import Domain
import Foundation
import Testing

@testable import Storage

@Suite("The form of an entry, for ever")
struct EntryTests {
  private static func uuid(_ byte: UInt8) -> UUID {
    UUID(bytes: [UInt8](repeating: byte, count: 16)) ?? UUID()
  }

  private let header = Header(
    device: uuid(1), audience: .team, sequence: 0x0203, stamp: Stamp(value: 0x0405_0607_0809_0A0B), author: uuid(2),
    act: uuid(3), kind: Header.Kind.set, table: 0x0C0D, row: uuid(4), atom: 0x0E0F)

  @Test("The header is these 87 bytes and no others")
  func bytes() {
    let expected =
      "01" + String(repeating: "01", count: 16) + "02" + "0000000000000203" + "0405060708090a0b"
      + String(repeating: "02", count: 16) + String(repeating: "03", count: 16) + "02" + "0c0d"
      + String(repeating: "04", count: 16) + "0e0f"
    #expect(header.bytes.map { String(format: "%02x", $0) }.joined() == expected)
    #expect(header.bytes.count == 87)
  }

  @Test("Every field reads back from the bytes")
  func readsBack() throws {
    let read = try #require(Header(stored: header.bytes))
    #expect(read.version == 1)
    #expect(read.device == Self.uuid(1))
    #expect(read.audience == Audience.team.rawValue)
    #expect(read.sequence == 0x0203)
    #expect(read.stamp.value == 0x0405_0607_0809_0A0B)
    #expect(read.author == Self.uuid(2))
    #expect(read.act == Self.uuid(3))
    #expect(read.kind == Header.Kind.set)
    #expect(read.table == 0x0C0D)
    #expect(read.row == Self.uuid(4))
    #expect(read.atom == 0x0E0F)
  }

  @Test("What is absent is zeros")
  func absent() {
    let act = Header(
      device: Self.uuid(1), audience: .me, sequence: 1, stamp: Stamp(value: 1), author: Self.uuid(2), act: Self.uuid(3),
      kind: Header.Kind.act)
    #expect(act.place == Data(repeating: 0, count: 20))
  }

  @Test("Commitment and hash are HMAC-SHA-256 and SHA-256 over the stored bytes")
  func hashes() {
    // From Python's hmac and hashlib over the same bytes.
    let entry = Entry(
      header, previous: Entry.beginning, body: Data(#"{"sentence":"Too dear."}"#.utf8),
      salt: Data(repeating: 7, count: 32))
    #expect(hex(entry.commitment) == "5b7ece4bcd1b872c0a62c9e828079c90758ae34981a2549c2356c89fd706ec22")
    #expect(hex(entry.hash) == "5b145fe0e5a8e19293c339236be99d3c17eeb2ff75fa7abba656ab9d0ec1bd89")
  }

  @Test("An erased entry still verifies; a changed one never does")
  func soundness() {
    let entry = Entry(header, previous: Entry.beginning, body: Data("{}".utf8))
    #expect(entry.isSound)
    func with(previous: Data? = nil, body: Data?, salt: Data?) -> Entry {
      Entry(
        stored: header, previous: previous ?? entry.previous, commitment: entry.commitment, hash: entry.hash,
        salt: salt, body: body)
    }
    #expect(with(body: nil, salt: nil).isSound)
    #expect(!with(body: Data("[]".utf8), salt: entry.salt).isSound)
    #expect(!with(body: entry.body, salt: nil).isSound)
    #expect(!with(previous: Data(repeating: 1, count: 32), body: entry.body, salt: entry.salt).isSound)
  }

  private func hex(_ data: Data) -> String { data.map { String(format: "%02x", $0) }.joined() }
}

@Suite("Stamps order what people do")
struct StampTests {
  @Test("A clock set back does not turn the order round")
  func setBack() {
    let noon = Date(timeIntervalSince1970: 1_800_000_000)
    let first = Stamp(after: Stamp(value: 0), now: noon)
    let second = Stamp(after: first, now: noon.addingTimeInterval(-86_400))
    #expect(second > first)
    #expect(second.value == first.value + 1)
  }

  @Test("A full counter adds a millisecond")
  func overflow() {
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    let full = Stamp(value: (UInt64(1_800_000_000_000) << 16) | 0xFFFF)
    #expect(Stamp(after: full, now: now).value == UInt64(1_800_000_000_001) << 16)
  }

  @Test("A seed's release lies below any clock")
  func release() {
    #expect(Stamp(release: 1_000_000) < Stamp(after: Stamp(value: 0), now: Date(timeIntervalSince1970: 86_400)))
    #expect(Stamp(release: 3).isRelease)
    #expect(!Stamp(after: Stamp(release: 3), now: Date()).isRelease)
  }
}

@Suite("Numbers of tables and atoms are for ever")
struct CatalogTests {
  @Test("No number and no name is used twice")
  func unique() {
    let numbers = Catalog.tables.map(\.number)
    #expect(Set(numbers).count == numbers.count)
    for table in Catalog.tables {
      #expect(Set(table.atoms.map(\.number)).count == table.atoms.count)
      #expect(Set(table.fields.map(\.name)).count == table.fields.count)
      #expect(!table.atoms.contains { $0.number == 0 })
    }
    let deeds = Deed.allCases.map(\.rawValue)
    #expect(Set(deeds).count == deeds.count)
  }

  @Test("The first release's numbers stand")
  func shipped() {
    let text = Catalog.tables.map { table in
      "\(table.number) \(table.name): " + table.atoms.map { "\($0.number) \($0.name)" }.joined(separator: ", ")
    }
    #expect(
      text == [
        "1 author: 1 name",
        "2 objection: 1 sentence, 2 category, 3 kind, 4 concern, 5 tell, 6 condition, 7 neighbours",
        "3 phrasing: 1 origin, 2 text",
        "4 response: 1 origin, 2 ask first, 3 words, 4 written, 5 technique, 6 proof, 7 know, 8 applies, 9 caution, 10 ban, 11 place",
        "5 deal: 1 name, 2 account, 3 owner, 4 industry, 5 segment, 6 region, 7 products, 8 competitor, 9 amount, 10 stage, "
          + "11 expected close, 12 source, 13 ending, 14 no fit",
        "6 person: 1 origin, 2 name, 3 role",
        "7 proof: 1 claim, 2 customer, 3 source",
        "8 encounter: 1 met, 2 words, 3 used, 4 went, 5 note",
        "9 gap: 1 words",
        "10 reason: 1 origin, 2 category, 3 words, 4 knowing, 5 in hands",
        "11 debrief_answer: 1 origin, 2 words, 3 choice, 4 knowing",
        "12 remark: 1 origin, 2 role, 3 said, 4 meant",
        "13 follow_up: 1 origin, 2 kind, 3 state, 4 woken, 5 note",
        "14 event: 1 origin, 2 words",
        "15 fit_mark: 1 origin, 2 criterion, 3 mark",
        "16 profile: 1 criteria, 2 stops, 3 tiers",
      ])
  }
}
