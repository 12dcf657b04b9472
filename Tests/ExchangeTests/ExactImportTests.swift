import Domain
import Exchange
import Foundation
import Storage
import TestBase
import Testing

@Suite("What a file says exactly, and what it can't say") struct ExactImportTests {
  private let tooDear =
    TextFile.tooDear + "\nanswer: too-dear/isolate\ntechnique: isolate\nsay: Is it only the price?\n"
  private let response = ID<Response>(named: "too-dear/isolate", kind: "response")
  private let log = ID<Encounter>(named: "a", kind: "encounter")

  @Test("none and known words are told by what is written, so an escape makes text of them")
  func plainText() throws {
    let place = try TemporaryBase()
    let text = "objection: a\nsentence: \\u{6E}one\ncategory: \\u{50}rice\nkind: STALL\nconcern: none\n"
    let objection = try #require(try ReadableFiles(at: place.file("o.txt", text)).objections.first)
    #expect(objection.sentence == "none" && objection.category.rawValue == "Price")
    #expect(objection.kind?.rawValue == "stall" && objection.concern == nil)
  }

  @Test(
    "A word that isn't known is refused as typed, and taken behind a '",
    arguments: [("won", "won"), ("No-Decision", "no decision"), ("'maybe", "maybe"), ("'Won", "Won"), ("''=x", "=x")])
  func words(written: String, meant: String) throws {
    let place = try TemporaryBase()
    let file = try place.file("deals.csv", "id,name,outcome\na,Acme,\(written)\n")
    #expect(try ReadableFiles(at: file).deals.map(\.ending.outcome.rawValue) == [meant])
  }

  @Test(
    "Products are parted by ;, and a backslash makes it a part of the name",
    arguments: [
      ("Close; Reconcile ;", ["Close", "Reconcile"]), (#"a\;b;c"#, ["a;b", "c"]), (#"a\\;b"#, [#"a\"#, "b"]),
      (#"C:\tmp"#, [#"C:\tmp"#]), (#""\ a;b\ ""#, [" a", "b "]), (";;", []),
    ])
  func products(written: String, meant: [String]) throws {
    let place = try TemporaryBase()
    let file = try place.file("deals.csv", "id,name,products\na,Acme,\(written)\n")
    #expect(try ReadableFiles(at: file).deals.map(\.products) == [meant])
  }

  @Test("A file that doesn't speak of proofs, day, rank, shown or note leaves them; one that does sets them")
  func unsaid() throws {
    let place = try TemporaryBase()
    let path = try folder(
      place, encounters: "id,at,objection,response\na,2026-11-12T23:30:00Z,too-dear,too-dear/isolate\n")
    _ = try place.base.take(ReadableFiles(at: path))
    let proof = Proof(claim: "It held for a year.")
    let day = try #require(Day("2026-11-13"))
    try place.base.edit(.editedAnswer) { edit in
      try edit.save(proof)
      var answer = try #require(try edit.reader.response(response))
      answer.proofs = [proof.id]
      try edit.save(answer)
      var met = try #require(try edit.reader.encounter(log))
      met.met.day = day
      met.used = Encounter.Used(response: response, rank: 2, shown: 5)
      met.note = "mine"
      try edit.save(met)
    }
    let before = try #require(try place.base.read { try $0.encounter(log) })
    #expect(try !place.base.take(ReadableFiles(at: path)).changed)
    #expect(try place.base.read { try $0.encounter(log) } == before)
    #expect(try place.base.read { try $0.response(response)?.proofs } == [proof.id])

    _ = try folder(
      place, more: "proofs: none\n",
      encounters: "id,at,objection,response,rank,note\na,2026-11-12T23:30:00Z,too-dear,too-dear/isolate,1,\n")
    #expect(try place.base.take(ReadableFiles(at: path)).changed)
    let after = try #require(try place.base.read { try $0.encounter(log) })
    #expect(after.used?.rank == 1 && after.used?.shown == 5 && after.note == nil && after.met.day == day)
    #expect(try place.base.read { try $0.response(response)?.proofs } == [])
    #expect(try place.soundness() == [])
  }

  @Test("A heard line leaves the log that its words were learnt from; a phrasing block says it")
  func heardLine() throws {
    let place = try TemporaryBase()
    let path = try folder(
      place, more: "\nphrasing: p\nof: too-dear\nsource: heard\ntext: way over\nlog: a\n",
      encounters: "id,at,objection\na,2026-11-12T23:30:00Z,too-dear\n")
    _ = try place.base.take(ReadableFiles(at: path))
    let line = try place.file("o.txt", TextFile.tooDear + "heard@p: way over it\n")
    _ = try place.base.take(ReadableFiles(at: line))
    let objection = ID<Objection>(named: "too-dear", kind: "objection")
    let phrasing = try #require(try place.base.read { try $0.phrasings(of: objection).first })
    #expect(phrasing.encounter == log && phrasing.text == "way over it" && phrasing.source == .heard)
    let block = try place.file(
      "o.txt", TextFile.tooDear + "\nphrasing: p\nof: too-dear\nsource: heard\ntext: way over it\n")
    _ = try place.base.take(ReadableFiles(at: block))
    #expect(try place.base.read { try $0.phrasings(of: objection).map(\.encounter) } == [nil])
  }

  @Test("Another answer than before has no place in the list that was shown then")
  func otherAnswer() throws {
    let place = try TemporaryBase()
    let path = try folder(
      place, more: "\nanswer: too-dear/trade\ntechnique: trade\nsay: Take half.\n",
      encounters: "id,at,objection,response,rank\na,2026-11-12T23:30:00Z,too-dear,too-dear/isolate,2\n")
    _ = try place.base.take(ReadableFiles(at: path))
    _ = try place.file(
      "ours/encounters.csv", "id,at,objection,response\na,2026-11-12T23:30:00Z,too-dear,too-dear/trade\n")
    _ = try place.base.take(ReadableFiles(at: path))
    let met = try #require(try place.base.read { try $0.encounter(log) })
    #expect(met.used?.rank == nil && met.used?.response == ID(named: "too-dear/trade", kind: "response"))
  }

  @Test("A row that is put away in the file is put away where it is new, and left alone where it isn't")
  func putAway() throws {
    let place = try TemporaryBase()
    let deal = ID<Deal>(named: "a", kind: "deal")
    _ = try place.base.take(ReadableFiles(at: place.file("deals.csv", "id,name,put_away\na,Acme,yes\nb,Globex,no\n")))
    #expect(try place.base.read { try $0.deals().map(\.name) } == ["Globex"])
    _ = try place.base.take(ReadableFiles(at: place.file("deals.csv", "id,name\na,Acme Inc.\n")))
    #expect(try place.base.read { try $0.deal(deal) } == nil)
    try place.base.edit(.editedDeal) { try $0.bringBack(.deal(deal)) }
    #expect(try place.base.read { try $0.deal(deal)?.name } == "Acme Inc.")
    #expect(
      try !place.base.take(ReadableFiles(at: place.file("deals.csv", "id,name,put_away\na,Other,yes\n"))).changed)
    #expect(try place.base.read { try $0.deal(deal)?.name } == "Acme Inc.")
    #expect(try place.soundness() == [])
  }

  @Test("What leans on a row that was put away is taken in")
  func leaning() throws {
    let place = try TemporaryBase()
    let path = try folder(place, encounters: "id,at,objection\na,2026-11-12T23:30:00Z,too-dear\n")
    _ = try place.base.take(ReadableFiles(at: path))
    try place.base.edit(.editedObjection) { try $0.putAway(.objection(ID(named: "too-dear", kind: "objection"))) }
    let file = try place.file("deals/encounters.csv", "id,at,objection\nb,2026-11-12T23:30:00Z,too-dear\n")
    #expect(try place.base.take(ReadableFiles(at: file)).counts[.encounter] == 1)
    #expect(try place.soundness() == [])
  }

  @Test("by_id says who met it, with or without a name; who is here keeps the name that stands here")
  func authors() throws {
    let place = try TemporaryBase()
    let id = ID<Author>(try #require(UUID(uuidString: "f4231936-f2db-8fed-b085-58c77bbc2ae9")))
    try place.base.edit(.named) { try $0.save(Author(id: id, name: "Ana")) }
    let path = try folder(
      place, encounters: "id,at,by,by_id,objection\na,2026-11-12T23:30:00Z,Anna,\(id.uuid.uuidString),too-dear\n")
    _ = try place.base.take(ReadableFiles(at: path))
    #expect(try place.base.read { try $0.authors().map(\.name) } == ["Ana"])
    #expect(try place.base.read { try $0.history(of: .encounter(log)).allSatisfy { $0.by == "Ana" } })
  }

  @Test("A note goes on its log alone, and on one that is put away without bringing it back")
  func notes() throws {
    let place = try TemporaryBase()
    let path = try folder(place, encounters: "id,at,objection\na,2026-11-12T23:30:00Z,too-dear\n")
    _ = try place.base.take(ReadableFiles(at: path))
    try place.base.edit(.logged) { try $0.putAway(.encounter(log)) }
    let file = try place.file("mine/notes.csv", "encounter,note\na,\" She likes boats. \"\n")
    #expect(try place.base.take(ReadableFiles(at: file)).changed)
    #expect(try !place.base.take(ReadableFiles(at: file)).changed)
    #expect(try place.base.read { try $0.encounter(log) } == nil)
    try place.base.edit(.logged) { try $0.bringBack(.encounter(log)) }
    #expect(try place.base.read { try $0.encounter(log)?.note } == " She likes boats. ")
    #expect(try place.soundness() == [])
  }

  private func folder(_ place: TemporaryBase, more: String = "", encounters: String) throws -> String {
    _ = try place.file("ours/o.txt", tooDear + more)
    _ = try place.file("ours/encounters.csv", encounters)
    return place.folder.appendingPathComponent("ours").path
  }
}
