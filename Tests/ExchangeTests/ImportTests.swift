import Domain
import Exchange
import Foundation
import Storage
import TestBase
import Testing

@Suite("Import, and what people did in between") struct ImportTests {
  private let ours = """
    objection: too-dear
    sentence: It's too dear.
    category: price
    also: Dear for what it is.

    answer: too-dear/isolate
    technique: isolate
    say: Is it only the price?

    """

  @Test("One file is one act, counted, and again it changes nothing")
  func oneFile() throws {
    let place = try TemporaryBase()
    let path = try place.file("ours.txt", ours)
    let brought = try place.base.take(ReadableFiles(at: path))
    #expect(brought.rows == [1, 1, 1, 0, 0, 0] && brought.changed)
    let act = try #require(try place.base.read { try $0.history().first })
    #expect(act.deed == .imported)
    #expect(act.subject == "ours.txt")
    #expect(try !place.base.take(ReadableFiles(at: path)).changed)
    #expect(try place.base.read { try $0.history() }.count == 1)
    #expect(try place.soundness() == [])
  }

  @Test("A changed line changes that row alone")
  func changedLine() throws {
    let place = try TemporaryBase()
    _ = try place.base.take(ReadableFiles(at: place.file("ours.txt", ours)))
    let changed = ours.replacing("Is it only the price?", with: "Only the price?")
    let brought = try place.base.take(ReadableFiles(at: place.file("ours.txt", changed)))
    #expect(brought.rows == [0, 0, 0, 0, 0, 0] && brought.changed)
    let objection = ID<Objection>(named: "too-dear", kind: "objection")
    let words = try place.base.read { try $0.responses(to: objection).map(\.words) }
    #expect(words == ["Only the price?"])
    #expect(try place.soundness() == [])
  }

  @Test("An answer may lean on an objection that the base has already")
  func leaning() throws {
    let place = try TemporaryBase()
    _ = try place.base.take(ReadableFiles(at: place.file("ours.txt", ours)))
    let more = "answer: too-dear/trade\ntechnique: trade\nsay: Then take half.\n"
    let brought = try place.base.take(ReadableFiles(at: place.file("more.txt", more)))
    #expect(brought.counts[.response] == 1 && brought.counts[.objection] == 0)
  }

  @Test("After an undo the starter base brings its rows back")
  func starterAfterUndo() throws {
    let place = try TemporaryBase()
    let files = try ReadableFiles(at: Checkout.seedData + "/price.txt")
    let first = try place.base.take(files)
    let all = try Standing(of: place.base).counts
    _ = try place.base.undo()
    #expect(try Standing(of: place.base).counts.allSatisfy { $0 == 0 })
    #expect(try place.base.take(files) == first)
    #expect(try Standing(of: place.base).counts == all)
    #expect(try !place.base.take(files).changed)
    #expect(try place.soundness() == [])
  }

  @Test("After an undo one's own file brings its rows back")
  func ownFileAfterUndo() throws {
    let place = try TemporaryBase()
    let files = try ReadableFiles(at: place.file("ours.txt", ours))
    let first = try place.base.take(files)
    let all = try Standing(of: place.base).counts
    _ = try place.base.undo()
    #expect(try Standing(of: place.base).counts.allSatisfy { $0 == 0 })
    #expect(try place.base.take(files) == first)
    #expect(try Standing(of: place.base).counts == all)
    #expect(try place.soundness() == [])
  }

  @Test("What a person wrote stands when the starter base comes again, also in a newer release")
  func personBeatsStarter() throws {
    let place = try TemporaryBase()
    _ = try place.file("seed/base.txt", "format: 1\nrelease: 1\n")
    _ = try place.file("seed/o.txt", ours)
    let seed = place.folder.appendingPathComponent("seed").path
    _ = try place.base.take(ReadableFiles(at: seed))
    let objection = ID<Objection>(named: "too-dear", kind: "objection")
    var response = try #require(try place.base.read { try $0.responses(to: objection).first })
    response.words = "My own words."
    try place.base.edit(.editedAnswer) { try $0.save(response) }

    #expect(try !place.base.take(ReadableFiles(at: seed)).changed)
    #expect(try words(of: response, place) == "My own words.")

    _ = try place.file("seed/base.txt", "format: 1\nrelease: 2\n")
    _ = try place.file(
      "seed/o.txt",
      ours.replacing("Is it only the price?", with: "Newer words.").replacing("It's too dear.", with: "Too dear!"))
    _ = try place.base.take(ReadableFiles(at: seed))
    #expect(try words(of: response, place) == "My own words.")
    #expect(try place.base.read { try $0.objection(objection)?.sentence } == "Too dear!")
    #expect(try !place.base.take(ReadableFiles(at: seed + "/o.txt")).changed)
    #expect(try words(of: response, place) == "My own words.")
    #expect(try place.soundness() == [])
  }

  @Test("An edit of the real starter base survives its import, and the import is then a no-op")
  func editSurvives() throws {
    let place = try TemporaryBase()
    let files = try ReadableFiles(at: Checkout.seedData)
    _ = try place.base.take(files)
    var objection = try #require(files.objections.first)
    objection.sentence = "They say it our way."
    try place.base.edit(.editedObjection) { try $0.save(objection) }
    #expect(try !place.base.take(files).changed)
    let sentence = try place.base.read { try $0.objection(objection.id)?.sentence }
    #expect(sentence == "They say it our way.")
    #expect(try place.soundness() == [])
  }

  @Test("Who met it is kept by name, one author for all logs of that name, whatever its case")
  func authors() throws {
    let place = try TemporaryBase()
    _ = try place.file("ours/o.txt", ours)
    _ = try place.file(
      "ours/encounters.csv",
      "id,at,by,objection\na,2026-11-12T14:03:05Z,Ana,too-dear\nb,2026-11-12T14:03:05Z,ana,too-dear\nc,2026-11-12T14:03:05Z,Ben,too-dear\n"
    )
    let brought = try place.base.take(ReadableFiles(at: place.folder.appendingPathComponent("ours").path))
    #expect(brought.counts[.encounter] == 3)
    let named = try place.base.read { try $0.authors().map { $0.name.lowercased() } }
    #expect(named.filter { ["ana", "ben"].contains($0) }.sorted() == ["ana", "ben"])
    #expect(try place.soundness() == [])
  }

  private func words(of response: Response, _ place: TemporaryBase) throws -> String? {
    try place.base.read { try $0.response(response.id)?.words }
  }
}
