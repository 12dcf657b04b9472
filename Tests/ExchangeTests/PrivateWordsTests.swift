import Domain
import Exchange
import Foundation
import Storage
import TestBase
import Testing

@Suite("What is for one's own eyes leaves by no way") struct PrivateWordsTests {
  /// Every text field of every table, in rows that the team knows and in rows that it doesn't.
  @Test("Of 200 private words none is in an export, in a base for a colleague, or in a colleague's base")
  func canaries() throws {
    let place = try TemporaryBase()
    let seen = try place.add("Too dear.", also: ["way over budget"], answers: ["Compared with what?"])
    let deal = Deal(name: "Acme")
    try place.base.edit(.addedDeal) { try $0.save(deal) }
    try place.meet(seen.objection, seen.responses[0], deal: deal.id)
    let known = try place.base.read { reader in
      try Catalog.tables.map { table in try reader.storedRows(of: table).first?.id ?? UUID() }
    }
    let (entries, canaries) = try privateEntries(known: known, in: place.base)
    #expect(canaries.count >= 200)
    #expect(try place.base.merge(entries).entries == entries.count)
    #expect(try place.soundness() == [])
    let own = try Self.bytes(ofBaseAt: place.path)
    // One that lies across two pages isn't found as a whole.
    #expect(canaries.count { Self.stands($0, in: own) } >= 190, "else the test would be blind")

    let export = try Export(of: place.base)
    let handed = place.folder.appendingPathComponent("handed.db").path
    try place.base.writeTeamCopy(to: handed)
    let colleague = try TemporaryBase()
    _ = try colleague.base.merge(handed)
    let neighbour = try TemporaryBase()
    _ = try neighbour.base.merge(place.path)
    for file in export.files { #expect(!file.text.contains("canary-"), "\(file.name)") }
    for path in [handed, colleague.path, neighbour.path] {
      #expect(try !Self.stands("canary-", in: Self.bytes(ofBaseAt: path)))
    }
    #expect(try colleague.soundness() == [])
    #expect(try neighbour.soundness() == [])
  }

  /// The base with its log.
  private static func bytes(ofBaseAt path: String) throws -> Data {
    try ["", "-wal"].map { path + $0 }.filter(FileManager.default.fileExists).reduce(into: Data()) { bytes, file in
      bytes += try Data(contentsOf: URL(fileURLWithPath: file))
    }
  }

  private static func stands(_ text: String, in bytes: Data) -> Bool {
    bytes.range(of: Data(text.utf8)) != nil
  }

  /// Entries of audience `me` by the one who writes in the base, as a second machine of theirs has them.
  private func privateEntries(known: [UUID], in base: Base) throws -> (entries: [Entry], canaries: [String]) {
    let author = try #require(try base.read { try $0.writer() }).uuid
    let (device, act) = (UUID(), UUID.version7())
    var head = (sequence: UInt64(0), hash: Entry.beginning)
    var entries: [Entry] = []
    var canaries: [String] = []
    func write(_ kind: UInt8, _ place: Place?, _ body: JSON) {
      let header = Header(
        device: device, audience: .me, sequence: head.sequence + 1, stamp: Stamp(after: Stamp(value: 0), now: Date()),
        author: author, act: act, kind: kind, table: place?.table ?? 0, row: place?.row, atom: place?.atom ?? 0)
      let entry = Entry(header, previous: head.hash, body: body.bytes)
      head = (header.sequence, entry.hash)
      entries.append(entry)
    }
    func canary() -> String {
      canaries.append("canary-\(canaries.count)-\(UUID().uuidString)")
      return canaries[canaries.count - 1]
    }
    write(Header.Kind.act, nil, .object(["deed": .integer(1), "name": .text(canary())]))
    for (table, row) in zip(Catalog.tables, known) {
      for id in [row] + (0..<4).map({ _ in UUID() }) {
        for atom in table.atoms where id != row || atom.number != 1 || table.atoms[0].fields.count == 1 {
          var body: [String: JSON] = [:]
          for field in atom.fields {
            switch field.kind {
            case .text where field.name == "day" || field.name == "at": break
            case .text: body[field.name] = .text(canary())
            case .list: body[field.name] = .list([.text(canary())])
            case .id: body[field.name] = reference(field, known).map { .text($0.uuidString.lowercased()) }
            case .integer, .real: break
            }
          }
          write(Header.Kind.set, Place(table: table.number, row: id, atom: atom.number), .object(body))
        }
      }
    }
    return (entries, canaries)
  }

  private func reference(_ field: Field, _ known: [UUID]) -> UUID? {
    guard let index = Catalog.tables.firstIndex(where: { $0.name == field.references }) else { return nil }
    return ["objection", "deal"].contains(field.references) ? known[index] : nil
  }
}
