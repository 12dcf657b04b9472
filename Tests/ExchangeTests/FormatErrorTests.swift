import Domain
import Exchange
import Foundation
import Storage
import TestBase
import Testing

@Suite("Errors of readable files name file, line and column, and leave the base as it was") struct FormatErrorTests {
  struct Broken: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    let line: Int
    let column: Int
    let problem: FormatError.Problem

    init(_ file: String, _ text: String, _ line: Int, _ column: Int, _ problem: FormatError.Problem) {
      self.file = file
      self.text = text
      self.line = line
      self.column = column
      self.problem = problem
    }

    var testDescription: String { "\(file) \(line):\(column) \(problem)".prefix(120).description }
  }

  private static let dear = TextFile.tooDear
  private static let answer = dear + "\nanswer: too-dear/a\ntechnique: isolate\n"
  private static let long = String(repeating: "x", count: 1_048_577)

  static let texts: [Broken] = [
    Broken("o.txt", "objection: a\nsentence It's dear\n", 2, 1, .noColon),
    Broken("o.txt", "just words\n", 1, 1, .noColon),
    Broken("o.txt", "objection: a\nsentense: x\n", 2, 1, .unknownKey("sentense", nearest: "sentence")),
    Broken("o.txt", "objection: a\nweather: x\n", 2, 1, .unknownKey("weather", nearest: nil)),
    Broken("o.txt", "objection: a\nsentence@b: x\n", 2, 1, .unknownKey("sentence@b", nearest: "sentence")),
    Broken("o.txt", answer + "say: x\nalso: y\n", 8, 1, .unknownKey("also", nearest: "ask")),
    Broken("o.txt", "# c\n\ndeal: a\n", 3, 1, .unknownBlock("deal")),
    Broken("o.txt", "sentence: a\nobjection: b\n", 1, 1, .unknownBlock("sentence")),
    Broken("o.txt", dear + "sentence: y\n", 4, 1, .twice(key: "sentence")),
    Broken("o.txt", "# c\n\nobjection: a\nsentence: x\n", 3, 1, .missing(key: "category")),
    Broken("o.txt", "objection: a\nsentence: none\ncategory: price\n", 1, 1, .missing(key: "sentence")),
    Broken("o.txt", answer, 5, 1, .missing(key: "say")),
    Broken("o.txt", "answer: a\ntechnique: trade\nsay: x\n", 1, 1, .missing(key: "of")),
    Broken("o.txt", "objection: a\nsentence:   \n", 2, 13, .empty(key: "sentence")),
    Broken("o.txt", "objection: a\nsentence:\n", 2, 10, .empty(key: "sentence")),
    Broken("o.txt", dear + "concern:  \(long)\n", 4, 11, .tooLong(key: "concern")),
    Broken(
      "o.txt", dear + "neighbour: b\n", 4, 12,
      .badValue(key: "neighbour", value: "b", wanted: "an objection's id | how to tell")),
    Broken(
      "o.txt", dear + "neighbour: | b\n", 4, 12,
      .badValue(key: "neighbour", value: "| b", wanted: "an objection's id | how to tell")),
    Broken("o.txt", dear + "concern: a \\t b\n", 4, 12, .badEscape),
    Broken("o.txt", dear + "concern: a\\\\ \\\n", 4, 14, .badEscape),
    Broken("o.txt", dear + "concern: a\\u{}\n", 4, 11, .badEscape),
    Broken("o.txt", dear + "concern: a\\u{D800}\n", 4, 11, .badEscape),
    Broken("o.txt", dear + "concern: a\\u{41\n", 4, 11, .badEscape),
    Broken("o.txt", dear + "put-away: maybe\n", 4, 11, .badValue(key: "put-away", value: "maybe", wanted: "yes or no")),
    Broken("o.txt", answer + "say: x\nproofs: gone\n", 8, 9, .noSuchRow(kind: "proof", id: "gone")),
    Broken(
      "o.txt", answer + "say: x\nplace: first\n", 8, 8, .badValue(key: "place", value: "first", wanted: "a number")),
    Broken("o.txt", "phrasing: p\nof: gone\ntext: x\n", 2, 5, .noSuchRow(kind: "objection", id: "gone")),
    Broken(
      "o.txt", dear + "\nphrasing: p\nof: too-dear\ntext: x\nlog: gone\n", 8, 6, .noSuchRow(kind: "log", id: "gone")),
    Broken("o.txt", dear + "\nphrasing: p\nof: too-dear\n", 5, 1, .missing(key: "text")),
    Broken("o.txt", "answer: b/x\ntechnique: trade\nsay: y\n", 1, 9, .noSuchRow(kind: "objection", id: "b")),
    Broken("o.txt", "answer: x\ntechnique: trade\nof: b\nsay: y\n", 3, 5, .noSuchRow(kind: "objection", id: "b")),
    Broken("o.txt", answer + "say: x\nnewer-wording-of: gone\n", 8, 19, .noSuchRow(kind: "answer", id: "gone")),
    Broken("o.txt", dear + "also: Dear.\nalso: Dear.\n", 5, 7, .usedTwice(id: "Dear.")),
    Broken("o.txt", dear + "also@q: Dear.\nheard@q: Costly.\n", 5, 10, .usedTwice(id: "q")),
    Broken("o.txt", dear + "\n" + dear, 5, 12, .usedTwice(id: "too-dear")),
    Broken(
      "o.txt", answer + "say: x\n\nanswer: too-dear/a\ntechnique: trade\nsay: y\n", 9, 9, .usedTwice(id: "too-dear/a")),
    Broken("base.txt", "format: 2\n", 1, 9, .newerFormat(2)),
    Broken("base.txt", "format: one\n", 1, 9, .badValue(key: "format", value: "one", wanted: "a number")),
    Broken(
      "base.txt", "format: 1\nrelease: 0\n", 2, 10, .badValue(key: "release", value: "0", wanted: "a number from 1")),
    Broken("base.txt", "format: 1\nsample: true\n", 2, 9, .badValue(key: "sample", value: "true", wanted: "yes or no")),
    Broken("base.txt", "relase: 1\n", 1, 1, .unknownKey("relase", nearest: "release")),
  ]

  static let tables: [Broken] = [
    Broken("deals.csv", "id,nmae\n", 1, 4, .unknownColumn("nmae", nearest: "name")),
    Broken("deals.csv", "id,name,weather\n", 1, 9, .unknownColumn("weather", nearest: nil)),
    Broken("deals.csv", "id,name,\n", 1, 9, .unknownColumn("", nearest: "id")),
    Broken("deals.csv", "id,name,id\n", 1, 9, .twice(key: "id")),
    Broken("deals.csv", "id,name\na\n", 2, 1, .fields(found: 1, wanted: 2)),
    Broken("deals.csv", "id,name\na,b\nc,d,e\n", 3, 1, .fields(found: 3, wanted: 2)),
    Broken("deals.csv", "id,name\n\"a\nb\",c,d\n", 2, 1, .fields(found: 3, wanted: 2)),
    Broken("deals.csv", "id,name\na,\"b\nc\n", 2, 3, .openQuote),
    Broken("deals.csv", "id,name\na,b\"c\n", 2, 4, .strayQuote),
    Broken("deals.csv", "id,name\na, \"b\"\n", 2, 4, .strayQuote),
    Broken("deals.csv", "id,name\na,\"b\"c\n", 2, 6, .strayQuote),
    Broken("deals.csv", "id,name\n,b\n", 2, 1, .missing(key: "id")),
    Broken("deals.csv", "id,name\na,\n", 2, 3, .missing(key: "name")),
    Broken("deals.csv", "id,stage\na,demo\n", 2, 1, .missing(key: "name")),
    Broken("deals.csv", "id,name\na,Acme\nb,Globex\na,Initech\n", 4, 1, .usedTwice(id: "a")),
    Broken("deals.csv", "id,name\na,\(long)\n", 2, 3, .tooLong(key: "field")),
    Broken(
      "deals.csv", "id,name,amount\na,b,48k\n", 2, 5,
      .badValue(key: "amount", value: "48k", wanted: "an amount such as 48000 or 48000.50")),
    Broken(
      "deals.csv", "id,name,amount\na,b,-1\n", 2, 5,
      .badValue(key: "amount", value: "-1", wanted: "an amount such as 48000 or 48000.50")),
    Broken(
      "deals.csv", "id,name,amount\na,b,nan\n", 2, 5,
      .badValue(key: "amount", value: "nan", wanted: "an amount such as 48000 or 48000.50")),
    Broken(
      "deals.csv", "id,name,closed\na,\"b\nc\",12.11.2026\n", 3, 4,
      .badValue(key: "closed", value: "12.11.2026", wanted: "a date such as 2026-11-12")),
    Broken(
      "deals.csv", "id,name,outcome\na,b,maybe\n", 2, 5,
      .badValue(key: "outcome", value: "maybe", wanted: "open, won, lost, no decision, invalid")),
    Broken(
      "deals.csv", "id,name,put_away\na,b,perhaps\n", 2, 5,
      .badValue(key: "put_away", value: "perhaps", wanted: "yes or no")),
    Broken("proofs.csv", "id,claim\na,\n", 2, 3, .missing(key: "claim")),
    Broken("notes.csv", "encounter,note\nnowhere,mine\n", 2, 1, .noSuchRow(kind: "log", id: "nowhere")),
    Broken("events.csv", "id,words\na,\n", 2, 3, .missing(key: "words")),
    Broken("remarks.csv", "id,deal,topic\na,nowhere,us\n", 2, 3, .noSuchRow(kind: "deal", id: "nowhere")),
    Broken("follow-ups.csv", "id,kind\na,date\n", 2, 1, .missing(key: "deal, objection or answer")),
    Broken(
      "follow-ups.csv", "id,deal,objection,kind\na,b,c,date\n", 2, 3, .twice(key: "deal, objection or answer")),
    Broken("follow-ups.csv", "id,deal,kind,event\na,b,date,c\n", 2, 1, .missing(key: "woken_on")),
    Broken("follow-up-notes.csv", "follow_up,note\na,b\n", 2, 1, .noSuchRow(kind: "follow-up", id: "a")),
    Broken("fit.csv", "deal,criterion,mark\na,Pain,met\na,PAIN,not met\n", 3, 3, .usedTwice(id: "PAIN")),
    Broken(
      "fit.csv", "deal,criterion,mark\na,?!,met\n", 2, 3,
      .badValue(key: "criterion", value: "?!", wanted: "a name with a letter or a digit in it")),
    Broken(
      "fit.csv", "id,deal,criterion,mark\nx,a,Pain,met\n", 2, 1,
      .badValue(key: "id", value: "x", wanted: "nothing, or the id that follows from this deal and criterion")),
    Broken(
      "follow-ups.csv", "id,deal,kind,sent\na,b,date,-1\n", 2, 10,
      .badValue(key: "sent", value: "-1", wanted: "a number from 0 to 1000")),
    Broken(
      "follow-ups.csv", "id,deal,kind,sent\na,b,date,1001\n", 2, 10,
      .badValue(key: "sent", value: "1001", wanted: "a number from 0 to 1000")),
    Broken(
      "profile.txt", "criterion: Pain\n\ncriterion: ?!\n", 3, 12,
      .badValue(key: "criterion", value: "?!", wanted: "a name with a letter or a digit in it")),
    Broken(
      "fit.csv", "deal,criterion,mark\na,Pain,perhaps\n", 2, 8,
      .badValue(key: "mark", value: "perhaps", wanted: "met, not met, unknown")),
    Broken(
      "debriefs.csv", "id,deal,question,log\na,b,liked,c\n", 2, 3, .noSuchRow(kind: "deal", id: "b")),
    Broken("people.csv", "id,deal,name\na,nowhere,Dana\n", 2, 3, .noSuchRow(kind: "deal", id: "nowhere")),
    Broken("people.csv", "id,name\na,Dana\na,Jo\n", 3, 1, .usedTwice(id: "a")),
    Broken("encounters.csv", "id,objection\na,b\n", 2, 1, .missing(key: "at")),
    Broken(
      "encounters.csv", "id,at,objection\na,yesterday,b\n", 2, 3,
      .badValue(key: "at", value: "yesterday", wanted: "a time such as 2026-11-12T14:03:05Z")),
    Broken("encounters.csv", "id,at,objection\na,2026-11-12T14:03:05Z,\n", 2, 24, .missing(key: "objection")),
    Broken(
      "encounters.csv", "id,at,objection\na,2026-11-12T14:03:05Z,b\n", 2, 24, .noSuchRow(kind: "objection", id: "b")),
    Broken(
      "encounters.csv", "id,at,objection,cold\na,2026-11-12T14:03:05Z,b,maybe\n", 2, 26,
      .badValue(key: "cold", value: "maybe", wanted: "yes or no")),
    Broken(
      "encounters.csv", "id,at,objection,result\na,2026-11-12T14:03:05Z,b,fine\n", 2, 26,
      .badValue(key: "result", value: "fine", wanted: "worked, partly, failed, unknown")),
    Broken(
      "encounters.csv", "id,at,objection,knowing\na,2026-11-12T14:03:05Z,b,sure\n", 2, 26,
      .badValue(key: "knowing", value: "sure", wanted: "told, wrote, colleague, booked, did, guess")),
  ]

  @Test("Every broken text is refused where it is broken", arguments: texts + tables)
  func refused(broken: Broken) throws {
    let place = try TemporaryBase()
    let path = try place.file("ours/" + broken.file, broken.text)
    try place.add("Already here.", answers: ["Yes."])
    let before = try Standing(of: place.base)
    for path in [path, place.folder.appendingPathComponent("ours").path] {
      let error = #expect(throws: FormatError.self) { try place.base.take(ReadableFiles(at: path), invented: true) }
      #expect(error?.file == broken.file)
      #expect(error?.line == broken.line)
      #expect(error?.column == broken.column)
      #expect(error?.problem == broken.problem)
      #expect(try Standing(of: place.base) == before)
    }
    #expect(try place.soundness() == [])
  }

  @Test("An import that fails in its last row leaves an empty base empty")
  func nothingHalfWritten() throws {
    let place = try TemporaryBase()
    _ = try place.file("ours/o.txt", TextFile.tooDear + "\nanswer: too-dear/a\ntechnique: isolate\nsay: x\n")
    _ = try place.file("ours/deals.csv", "id,name\na,Acme\n")
    _ = try place.file("ours/people.csv", "id,deal,name\nd,a,Dana\n")
    _ = try place.file(
      "ours/encounters.csv",
      "id,at,deal,objection\ne1,2026-11-12T14:03:05Z,a,too-dear\ne2,2026-11-12T14:03:05Z,a,gone\n")
    #expect(throws: FormatError.self) {
      try place.base.take(ReadableFiles(at: place.folder.appendingPathComponent("ours").path))
    }
    #expect(try Standing(of: place.base) == Standing(acts: [], counts: Reader.Kind.allCases.map { _ in 0 }))
    #expect(try place.soundness() == [])
  }

  @Test(
    "Bytes that are no UTF-8 are found at their line and column",
    arguments: [
      ([0xFF], 1, 1), (Array("objection: caf".utf8) + [0xE9], 1, 15),
      (Array("objection: a\nsentence: é".utf8) + [0xC3], 2, 12),
      (Array("# ok\n\n".utf8) + [0x80], 3, 1), (Array("a: ".utf8) + [0xED, 0xA0, 0x80], 1, 4),
      ([0xFF, 0xFE, 0x6F, 0x00], 1, 1),
    ] as [([UInt8], Int, Int)])
  func notUTF8(bytes: [UInt8], line: Int, column: Int) throws {
    let place = try TemporaryBase()
    for name in ["o.txt", "deals.csv"] {
      let path = try place.file(name, "")
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: FormatError.self) { try ReadableFiles(at: path) }
      #expect(error == FormatError(name, line, column, .notUTF8))
    }
  }

  @Test("What can't be read at all is said, each way of its own")
  func unreadable() throws {
    let place = try TemporaryBase()
    let missing = place.folder.appendingPathComponent("missing").path
    #expect(throws: ReadError.noSuchFile(missing)) { try ReadableFiles(at: missing) }
    let empty = place.folder.appendingPathComponent("empty").path
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    #expect(throws: ReadError.nothingToRead(empty)) { try ReadableFiles(at: empty) }
    let other = try place.file("deals.xlsx", "")
    #expect(throws: ReadError.unknownForm(other)) { try ReadableFiles(at: other) }
    let folder = try place.file("ours/o.txt/inner.txt", "")
    let named = URL(fileURLWithPath: folder).deletingLastPathComponent()
    #expect(throws: ReadError.cannotRead(named.path)) { try ReadableFiles(at: named.deletingLastPathComponent().path) }
  }
}

/// What a base holds, as far as an import could have changed it.
struct Standing: Equatable {
  let acts: [ID<Act>]
  let counts: [Int]

  init(acts: [ID<Act>], counts: [Int]) {
    self.acts = acts
    self.counts = counts
  }

  init(of base: Base) throws {
    (acts, counts) = try base.read { reader in
      (try reader.history(limit: -1).map(\.id), try Reader.Kind.allCases.map { try reader.count(of: $0) })
    }
  }
}

extension Imported {
  var rows: [Int] { [.objection, .response, .phrasing, .deal, .person, .encounter].map { counts[$0] } }
}
