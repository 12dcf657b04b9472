import Domain
import Exchange
import Foundation
import Storage
import TestBase
import Testing

@Suite("The readable export, and back") struct ExportTests {
  @Test("The starter base and the sample come back byte by byte, the notes too")
  func seeded() throws {
    let one = try TemporaryBase()
    _ = try one.base.take(ReadableFiles(at: Checkout.seedData))
    _ = try one.base.take(ReadableFiles(at: Checkout.seedData + "/sample"), invented: true)
    try one.base.note("sample", "yes")
    let export = try Exported(one.base)
    #expect(export.counts[.objection] == 90 && export.counts[.encounter] > 100 && export.notes > 10)
    #expect(export.text("base.txt").hasSuffix("format: 1\nsample: yes\n"))
    let other = try TemporaryBase()
    #expect(throws: ReadError.sample("export")) { try export.imported(into: other) }
    try other.base.note("sample", "yes")
    try export.imported(into: other, invented: true)
    #expect(try Exported(other.base) == export)
    let again = try Exported(other.base)
    #expect(again.counts == export.counts && again.putAway == export.putAway)
    #expect(again.notes == export.notes && again.ownAnswers == export.ownAnswers)
    #expect(try other.soundness() == [])
  }

  @Test("Whatever stands in whatever field, it comes back, and the export byte by byte", arguments: 0..<12)
  func anything(seed: Int) throws {
    let one = try TemporaryBase()
    var any = AnyBase(seed: UInt64(seed), allowsEmpty: false)
    try any.fill(one.base)
    let export = try Exported(one.base)
    let other = try TemporaryBase()
    try export.imported(into: other)
    let again = try Exported(other.base)
    for file in export.files { #expect(again.text(file.name) == file.text, "\(file.name)") }
    #expect(again == export)
    #expect(try rows(of: other.base) == rows(of: one.base))
    #expect(try other.soundness() == [])
    // And into the base that it came from.
    #expect(try !export.imported(into: one).changed)
  }

  @Test("What holds nothing is left out with what hangs on it, and the rest comes back", arguments: 0..<12)
  func empty(seed: Int) throws {
    let one = try TemporaryBase()
    var any = AnyBase(seed: UInt64(100 + seed), allowsEmpty: true)
    try any.fill(one.base)
    let export = try Exported(one.base)
    let other = try TemporaryBase()
    try export.imported(into: other)
    let again = try Exported(other.base)
    for file in export.files { #expect(again.text(file.name) == file.text, "\(file.name)") }
    #expect(again == export)
    #expect(try other.soundness() == [])
  }

  @Test("An answer without its objection's sentence, and what leans on it, stay at home")
  func leftOut() throws {
    let place = try TemporaryBase()
    let (kept, responses) = try place.add("Too dear.", answers: ["Compared with what?"])
    let (gone, orphans) = try place.add("", also: ["x"], answers: ["y"])
    var newer = responses[0]
    newer.newerWordingOf = orphans[0].id
    let proof = Proof(claim: "")
    newer.proofs = [proof.id]
    let deal = Deal(name: "")
    try place.base.edit(.logged) { edit in
      try edit.save(proof)
      try edit.save(newer)
      try edit.save(deal)
    }
    try place.meet(gone)
    var met = try place.meet(kept, orphans[0], deal: deal.id)
    let export = try Exported(place.base)
    #expect(export.counts[.objection] == 1 && export.counts[.response] == 1 && export.counts[.encounter] == 1)
    #expect(export.counts[.deal] == 0 && export.counts[.proof] == 0 && export.counts[.phrasing] == 0)
    let other = try TemporaryBase()
    try export.imported(into: other)
    met.used = nil
    met.met.deal = nil
    #expect(try other.base.read { try $0.encounter(met.id) } == met)
    #expect(try other.base.read { try $0.response(newer.id)?.newerWordingOf } == nil)
  }

  @Test("It depends on what was written and nothing else: not on the order, not on the base")
  func fixed() throws {
    let objections = (0..<5).map { Objection(sentence: "No \($0).", category: Category(rawValue: "price")) }
    let one = try TemporaryBase()
    try one.base.edit(.addedObjection) { edit in for row in objections { try edit.save(row) } }
    let other = try TemporaryBase()
    for row in objections.reversed() { try other.base.edit(.addedObjection) { try $0.save(row) } }
    #expect(try Exported(one.base) == Exported(other.base))
    #expect(
      try Exported(one.base).files.map(\.name) == [
        "base.txt", "price.txt", "deals.csv", "debriefs.csv", "encounters.csv", "events.csv", "fit.csv",
        "follow-ups.csv", "gaps.csv", "people.csv", "proofs.csv", "reasons.csv", "remarks.csv",
        "mine/base.txt", "mine/debriefs.csv", "mine/follow-up-notes.csv", "mine/notes.csv",
      ])
  }

  @Test("A category that isn't ours names no file")
  func categories() throws {
    let place = try TemporaryBase()
    for category in ["../x", "base", "Price", "a/b", "deals.csv"] {
      try place.add(category, category: Category(rawValue: category))
    }
    let names = try Exported(place.base).files.map(\.name)
    #expect(names.filter { $0.hasSuffix(".txt") } == ["base.txt", "other.txt", "mine/base.txt"])
  }

  @Test("What is for the writer's own eyes is in none of its bytes, unless it is asked for")
  func canaries() throws {
    // Another field that is the writer's own needs a canary here and a place in mine/.
    #expect(
      Set(Catalog.tables.flatMap { table in table.privateFields.map { table.name + "." + $0 } })
        == [
          "encounter.note", "follow_up.note", "debrief_answer.deal", "debrief_answer.question", "debrief_answer.day",
          "debrief_answer.objection", "debrief_answer.response", "debrief_answer.encounter", "debrief_answer.words",
          "debrief_answer.choice", "debrief_answer.knowing",
        ])
    let place = try TemporaryBase()
    let (objection, responses) = try place.add("Too dear.", answers: ["Compared with what?"])
    var met = try place.meet(objection)
    met.note = "canary-7f3a"
    let deal = Deal(name: "Acme")
    let followUp = FollowUp(about: .deal(deal.id), kind: .date, note: "canary-7f3a")
    let answer = DebriefAnswer(
      deal: deal.id, question: .init(rawValue: "canary-7f3a"), day: Day(number: 20_000), words: "canary-7f3a",
      choice: .init(rawValue: "canary-7f3a"), knowing: .init(rawValue: "canary-7f3a"), objection: objection.id,
      response: responses[0].id, encounter: met.id)
    try place.base.edit(.changedResult) { edit in
      try edit.save(met)
      try edit.save(deal)
      try edit.save(followUp)
      try edit.save(answer)
    }
    let plain = try Exported(place.base, mine: false)
    #expect(plain.files.allSatisfy { !$0.text.contains("canary-7f3a") && !$0.name.hasPrefix("mine/") })
    #expect(!plain.text("encounters.csv").contains("note"))
    let export = try Exported(place.base)
    #expect(
      export.files.filter { $0.text.contains("canary-7f3a") }.map(\.name) == [
        "mine/debriefs.csv", "mine/follow-up-notes.csv", "mine/notes.csv",
      ])
    #expect(plain.counts[.debriefAnswer] == 0 && !plain.text("debriefs.csv").contains("Acme"))
    #expect(export.ownAnswers == 1 && export.notes == 2)

    // Importing the export leaves the note, and mine/ takes it back.
    #expect(try !plain.imported(into: place).changed)
    let other = try TemporaryBase()
    try plain.imported(into: other)
    #expect(try other.base.read { try $0.encounter(met.id)?.note } == nil)
    #expect(try other.base.read { try $0.followUp(followUp.id)?.note } == nil)
    #expect(try other.base.read { try $0.debriefAnswers() }.isEmpty)
    try export.imported(into: other)
    #expect(try other.base.read { try $0.encounter(met.id) } == met)
    #expect(try other.base.read { try $0.followUp(followUp.id) } == followUp)
    #expect(try other.base.read { try $0.debriefAnswers() } == [answer])
    #expect(try Exported(other.base) == export)
    #expect(try !plain.imported(into: other).changed)
    #expect(try other.soundness() == [])
  }

  @Test("A base that an older Comeback made is exported whole, and comes back", arguments: [1, 3, 6])
  func older(_ schema: Int) throws {
    let old = try TemporaryBase()
    let fixture = Checkout.root.appendingPathComponent("Tests/Fixtures/schema-\(schema).db").path
    for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: old.path + suffix) {
      try FileManager.default.removeItem(atPath: old.path + suffix)
    }
    try FileManager.default.copyItem(atPath: fixture, toPath: old.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: old.path)
    let export = try Exported(Base(at: old.path))
    #expect(export.counts[.objection] > 0 && export.counts[.deal] > 0 && export.counts[.remark] == 0)
    if schema == 6 {
      #expect(export.counts[.reason] == 3 && export.counts[.encounter] == 1 && export.counts[.gap] == 1)
    }
    let other = try TemporaryBase()
    try export.imported(into: other)
    #expect(try Exported(other.base) == export)
    #expect(try other.soundness() == [])
  }

  @Test("A file without the column no_fit leaves a deal ruled out")
  func noFit() throws {
    let place = try TemporaryBase()
    var deal = Deal(name: "Acme", noFit: "They build it themselves.")
    try place.base.edit(.disqualified) { try $0.save(deal) }
    let text = "id,name,stage\n\(deal.id.uuid.uuidString),Acme,demo\n"
    _ = try place.base.take(ReadableFiles(at: place.file("deals.csv", text)))
    deal.stage = "demo"
    #expect(try place.base.read { try $0.deal(deal.id) } == deal)
    let clearing = "id,name,no_fit\n\(deal.id.uuid.uuidString),Acme,\n"
    _ = try place.base.take(ReadableFiles(at: place.file("deals.csv", clearing)))
    #expect(try place.base.read { try $0.deal(deal.id)?.noFit } == nil)
  }

  @Test("Of answers of debriefs that a file brings, the team has those that were handed over and no other")
  func handedOver() throws {
    let place = try TemporaryBase()
    let text = """
      id,deal,question,words,handed_over
      a,acme,liked,Ours.,yes
      b,acme,asked,Mine.,
      """
    _ = try place.base.take(ReadableFiles(at: place.file("deals.csv", "id,name\nacme,Acme\n")))
    let path = try place.file("debriefs.csv", text)
    let brought = try place.base.take(ReadableFiles(at: path))
    #expect(brought.counts[.debriefAnswer] == 2)
    #expect(try place.base.readTeamsPart { try $0.debriefAnswers().map(\.words) } == ["Ours."])
    #expect(try place.base.read { try $0.debriefAnswers().map(\.words) } == ["Ours.", "Mine."])
    #expect(try !place.base.take(ReadableFiles(at: path)).changed)
    // What was one's own is handed over by a file that says so.
    let both = text.replacing("Mine.,", with: "Mine.,yes")
    #expect(try place.base.take(ReadableFiles(at: place.file("debriefs.csv", both))).changed)
    #expect(try place.base.readTeamsPart { try $0.debriefAnswers().map(\.words) } == ["Ours.", "Mine."])
    #expect(try place.soundness() == [])
  }

  @Test("No cell of a table begins a formula", arguments: 0..<8)
  func spreadsheets(seed: Int) throws {
    let place = try TemporaryBase()
    var any = AnyBase(seed: UInt64(200 + seed), allowsEmpty: false)
    try any.fill(place.base)
    for file in try Exported(place.base).files where file.name.hasSuffix(".csv") {
      for cell in Self.cells(file.text) {
        #expect(!"=+-@\t\r".unicodeScalars.contains(cell.unicodeScalars.first ?? "a"), "\(cell.debugDescription)")
      }
    }
    let deal = Deal(name: "=1+1", account: "'=1+1", owner: "Ana=", region: "'-", amount: Deal.Amount(value: -5))
    try place.base.edit(.addedDeal) { try $0.save(deal) }
    let line = try #require(
      try Exported(place.base).text("deals.csv").split(separator: "\n").first { $0.contains("Ana=") })
    #expect(line.contains(",'=1+1,''=1+1,Ana=,,,''-,"))
  }

  @Test("An objection that was put away stays away when the starter base comes again")
  func putAwayStarter() throws {
    let place = try TemporaryBase()
    let files = try ReadableFiles(at: Checkout.seedData)
    _ = try place.base.take(files)
    let away = files.objections[0].id
    try place.base.edit(.editedObjection) { try $0.putAway(.objection(away)) }
    #expect(try !place.base.take(files).changed)
    #expect(try place.base.read { try $0.objection(away) } == nil)
    try place.base.edit(.editedObjection) { try $0.bringBack(.objection(away)) }
    #expect(try place.base.read { try $0.objection(away) } == files.objections[0])
    #expect(try place.soundness() == [])
  }

  @Test("An undone import comes back from its export's files as what it was: the put away put away")
  func undone() throws {
    let one = try TemporaryBase()
    var any = AnyBase(seed: 7, allowsEmpty: false)
    try any.fill(one.base)
    let export = try Exported(one.base)
    let other = try TemporaryBase()
    try export.imported(into: other)
    _ = try other.base.undo()
    try export.imported(into: other)
    #expect(try Exported(other.base) == export)
    #expect(try other.soundness() == [])
  }

  /// All fields of all rows, the put away too, as exact as bytes; and who met whom.
  private func rows(of base: Base) throws -> [String: Data] {
    try base.read { reader in
      var rows: [String: Data] = [:]
      func add<R: Written>(_: R.Type) throws {
        for kept in try reader.everything() as [Kept<R>] {
          for (field, value) in kept.row.fieldValues {
            rows["\(R.table.name) \(kept.row.rowID) \(field)"] = value.json?.bytes
          }
          rows["\(R.table.name) \(kept.row.rowID)"] = Data([kept.isPutAway ? 1 : 0])
        }
      }
      try add(Objection.self)
      try add(Phrasing.self)
      try add(Response.self)
      try add(Deal.self)
      try add(Person.self)
      try add(Proof.self)
      try add(Encounter.self)
      try add(FitProfile.self)
      try add(Reason.self)
      try add(Remark.self)
      try add(FollowUp.self)
      try add(Event.self)
      try add(FitMark.self)
      try add(DebriefAnswer.self)
      for kept in try reader.everything() as [Kept<DebriefAnswer>] {
        rows["handed over \(kept.row.id)"] = Data([try reader.isHandedOver(kept.row.id) ? 1 : 0])
      }
      for (row, author) in try makers(in: reader) {
        rows["by \(row)"] = Data(author.uuid.bytes)
        rows["name of \(author.uuid)"] = try reader.author(author).map { Data($0.name.utf8) }
      }
      return rows
    }
  }

  /// Who wrote what says who wrote it: logs, and answers of debriefs that were handed over.
  private func makers(in reader: Reader) throws -> [UUID: ID<Author>] {
    let given = try reader.makers(in: Catalog.debriefAnswer).filter { try reader.isHandedOver(ID($0.key)) }
    return try reader.makers(in: Catalog.encounter).merging(given) { log, _ in log }
  }

  /// The cells as RFC 4180 has them, read by a reader of its own.
  private static func cells(_ text: String) -> [String] {
    var cells: [String.UnicodeScalarView] = [.init()]
    var isQuoted = false
    var last: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      defer { last = scalar }
      if scalar == "\"" {
        if !isQuoted, last == "\"" { cells[cells.count - 1].append("\"") }
        isQuoted.toggle()
      } else if !isQuoted, scalar == "," || scalar == "\n" {
        cells.append(.init())
      } else {
        cells[cells.count - 1].append(scalar)
      }
    }
    return cells.map { String($0) }
  }
}

/// An export, as it is compared and imported again.
struct Exported: Equatable {
  let files: [Export.File]
  let counts: RowCounts
  let putAway, notes, ownAnswers: Int

  init(_ base: Base, mine: Bool = true) throws {
    let export = try Export(of: base, mine: mine)
    files = export.files
    counts = export.counts
    (putAway, notes, ownAnswers) = (export.putAway, export.notes, export.ownAnswers)
  }

  static func == (one: Exported, other: Exported) -> Bool {
    one.files.map(\.name) == other.files.map(\.name)
      && zip(one.files, other.files).allSatisfy { $0.text.utf8.elementsEqual($1.text.utf8) }
  }

  func text(_ name: String) -> String { files.first { $0.name == name }?.text ?? "" }

  /// The folder first, then what is in `mine`.
  @discardableResult
  func imported(into place: TemporaryBase, invented: Bool = false) throws -> Imported {
    for file in files { _ = try place.file("export/" + file.name, file.text) }
    let folder = place.folder.appendingPathComponent("export").path
    let brought = try place.base.take(ReadableFiles(at: folder), invented: invented)
    guard files.contains(where: { $0.name.hasPrefix("mine/") }) else { return brought }
    let mine = try place.base.take(ReadableFiles(at: folder + "/mine"), invented: invented)
    return brought.changed ? brought : mine
  }
}
