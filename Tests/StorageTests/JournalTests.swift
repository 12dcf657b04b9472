import Domain
import Foundation
import GRDB
import TestBase
import Testing

@testable import Storage

@Suite("What is written is in the journal, and the tables are its fold")
struct JournalTests {
  @Test("A new row writes its act and one entry for each atom that says something")
  func newRow() throws {
    let temporary = try TemporaryBase()
    try temporary.base.edit(.addedObjection) { edit in
      try edit.save(Objection(sentence: "Too dear.", category: Category(rawValue: "price"), concern: "No use seen."))
    }
    let kinds = try temporary.base.read { reader in
      try Data.fetchAll(reader.db, sql: "SELECT kind FROM journal ORDER BY number").map { $0[$0.startIndex] }
    }
    #expect(kinds == [Header.Kind.act] + [UInt8](repeating: Header.Kind.set, count: 3))
    #expect(try temporary.soundness() == [])
  }

  @Test("A change writes the atom that changed and nothing else; no change writes nothing")
  func change() throws {
    let temporary = try TemporaryBase()
    var (objection, _) = try temporary.add("Too dear.")
    objection.concern = "They compare us with nothing."
    let edited = objection
    let saved = try temporary.base.edit(.editedObjection) { try $0.save(edited) }
    #expect(saved.changes == 1)
    let again = try temporary.base.edit(.editedObjection) { try $0.save(edited) }
    #expect(again.act == nil)
    #expect(try temporary.base.read { try $0.history().count } == 2)
    #expect(try temporary.soundness() == [])
  }

  @Test("Every field of every kind of row reads back as it was written")
  func roundTrip() throws {
    let temporary = try TemporaryBase()
    let day = Day(number: 20_500)
    var objection = Objection(sentence: "It's dear.", category: Category(rawValue: "price"))
    objection.kind = ObjectionKind(rawValue: "stall")
    objection.check = "a\nb"
    objection.condition = "日本 \u{1F469}\u{200D}\u{1F4BB}"
    objection.neighbours = [Objection.Neighbour(objection: .fresh(), difference: "\"quoted\" \\ slash")]
    let proof = Proof(claim: "3 days, was 9", customer: "Northwind", mayBeNamed: true, source: "case", date: day)
    let response = Response(
      objection: objection.id, askFirst: "Compared with what?", words: "Wait.", written: "A mail.",
      technique: Technique(rawValue: "reframe"), proof: "{peer}", proofs: [proof.id], know: "k", applies: "a",
      caution: "c",
      ban: "b", place: 4)
    let newer = Response(
      objection: objection.id, newerWordingOf: response.id, words: "Hold.", technique: response.technique)
    let deal = Deal(
      name: "Acme", account: "Acme Ltd", owner: "Ana", industry: "fintech", segment: "small", region: "EU",
      products: ["Close", "Reports"], competitor: "Ledgerly", amount: Deal.Amount(value: 48_000, currency: "USD"),
      stage: "demo", expectedClose: day, source: Deal.Source(system: "crm", id: "7", link: "https://x"),
      ending: Deal.Ending(outcome: .noDecision, detail: NoDecision(rawValue: "project died"), closed: day))
    let person = Person(deal: deal.id, name: "Dana", role: "CFO")
    let encounter = Encounter(
      met: Encounter.Met(
        at: Moment(seconds: 1_700_000_000), day: day, objection: objection.id, deal: deal.id, person: person.id,
        role: "CFO", stage: "demo", competitor: "Ledgerly", product: "Close", channel: Channel(rawValue: "mail"),
        cold: false),
      words: "way over", used: Encounter.Used(response: response.id, closeness: .exact, rank: 2, shown: 5),
      went: Encounter.Went(result: .partly, knowing: .told, day: day), note: "only me")
    let phrasing = Phrasing(objection: objection.id, source: .heard, text: "way over", encounter: encounter.id)
    let written = objection
    try temporary.base.edit(.imported) { edit in
      try edit.save(written)
      try edit.save(proof)
      try edit.save(response)
      try edit.save(newer)
      try edit.save(deal)
      try edit.save(person)
      try edit.save(encounter)
      try edit.save(phrasing)
    }
    try temporary.base.read { (reader) throws in
      #expect(try reader.objection(written.id) == written)
      #expect(try reader.proof(proof.id) == proof)
      #expect(try reader.response(response.id) == response)
      #expect(try reader.response(newer.id) == newer)
      #expect(try reader.deal(deal.id) == deal)
      #expect(try reader.person(person.id) == person)
      #expect(try reader.encounter(encounter.id) == encounter)
      #expect(try reader.phrasings(of: written.id) == [phrasing])
    }
    #expect(try temporary.soundness() == [])
  }

  @Test("Any text that a person can type reads back unchanged, but for NUL", arguments: HostileTexts.all)
  func anyText(_ text: String) throws {
    let temporary = try TemporaryBase()
    let deal = Deal(name: text, account: text)
    try temporary.base.edit(.addedDeal, subject: text) { try $0.save(deal) }
    let read = try temporary.base.read { try $0.deal(deal.id) }
    #expect(read?.account == text.replacingOccurrences(of: "\0", with: ""))
    #expect(try temporary.soundness() == [])
  }

  @Test("A note is for the rep alone: it goes into a chain of its own")
  func twoChains() throws {
    let temporary = try TemporaryBase()
    let (objection, _) = try temporary.add("Too dear.")
    let encounter = Encounter(
      met: Encounter.Met(at: Moment(seconds: 0), day: Day(number: 0), objection: objection.id), note: "I fumbled it")
    try temporary.base.edit(.logged) { try $0.save(encounter) }
    let audiences = try temporary.base.read { reader in
      try GRDB.Row.fetchAll(reader.db, sql: "SELECT header, body FROM journal WHERE number > 3").map {
        (header: Header(stored: $0[0]), body: String(decoding: $0[1] as Data, as: UTF8.self))
      }
    }
    for entry in audiences {
      let isPrivate = entry.header?.audience == Audience.me.rawValue
      #expect(isPrivate || !entry.body.contains("fumbled"))
    }
    let firstPrivate = audiences.first { $0.header?.audience == Audience.me.rawValue }
    #expect(firstPrivate?.header?.sequence == 1)
    // Each chain is complete without the other, so each begins the act by itself.
    #expect(firstPrivate?.header?.kind == Header.Kind.act)
    #expect(try temporary.base.read { try $0.history(limit: 1) }.first?.changes == 3)
  }

  @Test("An edit that throws leaves the base as it was")
  func allOrNothing() throws {
    struct Stopped: Error {}
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    #expect(throws: Stopped.self) {
      try temporary.base.edit(.addedDeal) { edit in
        try edit.save(Deal(name: "Acme"))
        throw Stopped()
      }
    }
    #expect(try temporary.base.read { try $0.deals() }.isEmpty)
    #expect(try temporary.base.read { try $0.history().count } == 1)
    #expect(try temporary.soundness() == [])
  }

  @Test("Random editing keeps fold, index and chain in step", arguments: 1...6)
  func randomEditing(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let temporary = try TemporaryBase()
    var objections: [Objection] = []
    for _ in 0..<40 {
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0, 1:
        let text = HostileTexts.random(using: &numbers)
        objections.append(
          try temporary.add(text, also: [HostileTexts.random(using: &numbers)], answers: ["a"]).objection)
      case 2:
        guard var objection = objections.randomElement(using: &numbers) else { continue }
        objection.sentence = HostileTexts.random(using: &numbers)
        let edited = objection
        try temporary.base.edit(.editedObjection) { try $0.save(edited) }
      case 3:
        guard let objection = objections.randomElement(using: &numbers) else { continue }
        // It may have been taken back; then there is nothing to meet.
        guard try temporary.base.read({ try $0.objection(objection.id) }) != nil else { continue }
        try temporary.meet(objection)
      default: _ = try temporary.base.undo(Int.random(in: 1...3, using: &numbers))
      }
    }
    #expect(try temporary.soundness() == [])
    try temporary.base.repair()
    #expect(try temporary.soundness() == [])
  }
}

@Suite("doctor sees what is broken")
struct CheckupTests {
  /// A base with something of each kind in it, and raw access to damage it.
  private func damaged(by sql: String) throws -> [Checkup.Finding] {
    let temporary = try TemporaryBase()
    let (objection, responses) = try temporary.add(
      "Too dear.", also: ["costs too much"], answers: ["Compared with what?"])
    try temporary.meet(objection, responses[0])
    #expect(try temporary.soundness() == [])
    let queue = try DatabaseQueue(path: temporary.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    return try temporary.base.checkup().findings
  }

  @Test(
    "A changed, missing or added thing is found",
    arguments: [
      "UPDATE objection SET sentence = 'Cheap.'",
      "UPDATE encounter SET result = 'failed'",
      "UPDATE response SET retired = 1",
      "DELETE FROM encounter",
      "UPDATE journal SET body = CAST('{}' AS BLOB) WHERE number = 2",
      "UPDATE journal SET salt = zeroblob(32) WHERE number = 2",
      "UPDATE journal SET hash = zeroblob(32) WHERE number = 3",
      "DELETE FROM journal WHERE number = 2",
      "DELETE FROM journal WHERE number = 1",
      "DELETE FROM spoken",
    ])
  func finds(_ sql: String) throws {
    let findings = try damaged(by: sql)
    #expect(findings.contains { $0.isDamage }, "\(sql)")
  }

  @Test("--repair makes rows and index anew from the journal")
  func repair() throws {
    let temporary = try TemporaryBase()
    let (objection, responses) = try temporary.add(
      "Too dear.", also: ["costs too much"], answers: ["Compared with what?"])
    try temporary.meet(objection, responses[0])
    let queue = try DatabaseQueue(path: temporary.path)
    try queue.write {
      try $0.execute(sql: "UPDATE objection SET sentence = 'x'; DELETE FROM encounter; DELETE FROM spoken_word")
    }
    try queue.close()
    #expect(try !temporary.base.checkup().isSound)
    try temporary.base.repair()
    #expect(try temporary.base.checkup().findings == [])
    #expect(try temporary.base.read { try $0.objection(objection.id) }?.sentence == "Too dear.")
  }

  /// A base in whose table a column holds nothing where nothing may be, as a page overwritten at random may.
  private func emptied(_ column: String, of table: String, where condition: String) throws -> [Checkup.Finding] {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let loosening = try DatabaseQueue(path: temporary.path)
    try loosening.writeWithoutTransaction { db in
      try db.execute(
        sql: "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = ?",
        arguments: [table])
    }
    try loosening.close()
    let queue = try DatabaseQueue(path: temporary.path)
    try queue.write { try $0.execute(sql: "UPDATE " + table + " SET " + column + " = NULL WHERE " + condition) }
    try queue.close()
    return try temporary.base.checkup().findings
  }

  @Test(
    "An entry without what it must have is found, whatever is missing",
    arguments: ["header", "previous", "commitment", "hash"])
  func emptyEntry(column: String) throws {
    #expect(try emptied(column, of: "journal", where: "number = 2").contains(.entry(number: 2)))
  }

  @Test("A row without what it must have is found, whatever is missing", arguments: ["id", "retired"])
  func emptyRow(column: String) throws {
    let findings = try emptied(column, of: "objection", where: "number = 1")
    #expect(findings.contains { $0.isDamage })
  }

  @Test(
    "What SQLite says of a damaged file is said as damage",
    arguments: [ResultCode.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_TOOBIG])
  func damageIsSaid(code: ResultCode) throws {
    let temporary = try TemporaryBase()
    #expect {
      try temporary.base.read { _ in throw DatabaseError(resultCode: code) }
    } throws: { error in
      if case StorageError.damaged = error { true } else { false }
    }
  }

  @Test("A file that is no base says so")
  func notABase() throws {
    let temporary = try TemporaryBase()
    let path = try temporary.file("text.db", String(repeating: "no database at all ", count: 100))
    #expect { try Base(at: path) } throws: { error in
      if case StorageError.damaged = error { true } else { false }
    }
  }

  @Test("A file that lost a part of its last page, which SQLite counts as the whole")
  func lastPage() throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let queue = try DatabaseQueue(path: temporary.path)
    try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try queue.close()
    let whole = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
    for lost in [1, 17, 512, 4095] {
      let path = temporary.folder.appendingPathComponent("cut-\(lost).db").path
      let made = FileManager.default.createFile(
        atPath: path, contents: whole.dropLast(lost), attributes: [.posixPermissions: 0o600])
      #expect(made)
      // Where the page is one of the schema, the base doesn't even open.
      let isSound = try? Base(at: path).checkup().isSound
      #expect(isSound != true, "\(lost)")
    }
  }
}
