import Domain
import Foundation
import Storage

extension ReadableFiles {
  private static let objectionKeys = [
    "objection", "sentence", "category", "kind", "concern", "check", "tell", "neighbour", "condition", "same-as",
    "also", "heard", "put-away",
  ]
  private static let answerKeys = [
    "answer", "of", "newer-wording-of", "technique", "ask", "say", "write", "proof", "know", "applies", "caution",
    "ban", "proofs", "place", "put-away",
  ]
  private static let phrasingKeys = ["phrasing", "of", "source", "text", "log", "put-away"]

  /// Blocks that begin with `objection:`, `answer:` or `phrasing:`.
  mutating func readObjections(_ data: Data, _ file: String) throws {
    var places: [ID<Objection>: Int] = [:]
    for lines in try ReadableText(data, file: file).blocks {
      switch lines[0].key {
      case "objection":
        let block = try Block(
          lines, file: file, keys: Self.objectionKeys, many: ["neighbour", "same-as", "also", "heard"],
          named: ["also", "heard"])
        try readObjection(block)
      case "answer":
        let block = try Block(lines, file: file, keys: Self.answerKeys)
        try readAnswer(block, &places)
      case "phrasing": try readPhrasing(Block(lines, file: file, keys: Self.phrasingKeys))
      default: throw FormatError(file, lines[0].number, .unknownBlock(lines[0].key))
      }
    }
  }

  private mutating func readObjection(_ block: Block) throws {
    let name = try block.required("objection")
    let id = ID<Objection>(named: name, kind: "objection")
    try claim(id.uuid, "objection", or: block.error("objection", .usedTwice(id: name)))
    if try block.flag("put-away") { putAway(id, in: Catalog.objection) }
    objections.append(
      Objection(
        id: id, sentence: try block.required("sentence"),
        category: try block.requiredWord("category"), kind: block.word("kind"),
        concern: block.text("concern"), check: block.text("check"), tell: block.text("tell"),
        condition: block.text("condition"),
        neighbours: try block.all("neighbour").map { try neighbour($0, block.file) }))
    for line in block.all("same-as") {
      let front = ID<Objection>(named: line.value, kind: "objection")
      same.append(Same(front: front, other: id))
      references.append(
        Reference(
          table: Catalog.objection, id: front.uuid,
          error: FormatError(
            block.file, line.number, line.column, .noSuchRow(kind: "objection", id: line.value))))
    }
    for (key, source) in [("also", Phrasing.Source.written), ("heard", .heard)] {
      for line in block.all(key) {
        let phrasing = ID<Phrasing>(named: line.id ?? "\(name)/\(line.value)", kind: "phrasing")
        try claim(
          phrasing.uuid, "phrasing",
          or: FormatError(block.file, line.number, line.column, .usedTwice(id: line.id ?? line.value)))
        phrasings.append(Phrasing(id: phrasing, objection: id, source: source, text: line.value))
      }
    }
  }

  /// A way of saying an objection that an `also` or `heard` line can't hold: learnt from a log, or put away.
  private mutating func readPhrasing(_ block: Block) throws {
    let name = try block.required("phrasing")
    let id = ID<Phrasing>(named: name, kind: "phrasing")
    try claim(id.uuid, "phrasing", or: block.error("phrasing", .usedTwice(id: name)))
    if try block.flag("put-away") { putAway(id, in: Catalog.phrasing) }
    withLog.insert(id)
    let objection = ID<Objection>(named: try block.required("of"), kind: "objection")
    refer(to: objection.uuid, in: Catalog.objection, block, "of", kind: "objection")
    let encounter = block.text("log").map { ID<Encounter>(named: $0, kind: "encounter") }
    refer(to: encounter?.uuid, in: Catalog.encounter, block, "log", kind: "log")
    phrasings.append(
      Phrasing(
        id: id, objection: objection, source: block.word("source") ?? .written, text: try block.required("text"),
        encounter: encounter))
  }

  private func neighbour(_ line: ReadableText.Line, _ file: String) throws -> Objection.Neighbour {
    let parts = line.written.split(separator: "|", maxSplits: 1).map(\.trimmedOfBlanks)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw FormatError(
        file, line.number, line.column,
        .badValue(key: "neighbour", value: line.value, wanted: "an objection's id | how to tell"))
    }
    // The line's escapes were found good when it was read.
    return Objection.Neighbour(
      objection: ID(named: try EscapedText.meaning(of: parts[0]), kind: "objection"),
      difference: try EscapedText.meaning(of: parts[1]))
  }

  private mutating func readAnswer(_ block: Block, _ places: inout [ID<Objection>: Int]) throws {
    let name = try block.required("answer")
    let line = block.line("of") ?? block.lines[0]
    guard let owner = block.text("of") ?? name.split(separator: "/").first.map(String.init),
      block.text("of") != nil || name.contains("/")
    else { throw FormatError(block.file, block.firstLine, .missing(key: "of")) }
    let objection = ID<Objection>(named: owner, kind: "objection")
    references.append(
      Reference(
        table: Catalog.objection, id: objection.uuid,
        error: FormatError(
          block.file, line.number, line.column, .noSuchRow(kind: "objection", id: owner))))
    let older = block.text("newer-wording-of").map { ID<Response>(named: $0, kind: "response") }
    refer(to: older?.uuid, in: Catalog.response, block, "newer-wording-of", kind: "answer")
    places[objection, default: 0] += 1
    let id = ID<Response>(named: name, kind: "response")
    try claim(id.uuid, "response", or: block.error("answer", .usedTwice(id: name)))
    if try block.flag("put-away") { putAway(id, in: Catalog.response) }
    if block.line("proofs") != nil { withProofs.insert(id) }
    responses.append(
      Response(
        id: id, objection: objection, newerWordingOf: older,
        askFirst: block.text("ask"), words: try block.required("say"), written: block.text("write"),
        technique: try block.requiredWord("technique"), proof: block.text("proof"), proofs: linkedProofs(block),
        know: block.text("know"), applies: block.text("applies"), caution: block.text("caution"),
        ban: block.text("ban"),
        place: try block.value("place", wanted: "a number") { Int($0) } ?? places[objection] ?? 1))
  }

  private mutating func linkedProofs(_ block: Block) -> [ID<Proof>] {
    let names = block.text("proofs")?.split(separator: ";").map(\.trimmedOfBlanks).filter { !$0.isEmpty } ?? []
    return names.map { name in
      let id = ID<Proof>(named: name, kind: "proof")
      references.append(
        Reference(table: Catalog.proof, id: id.uuid, error: block.error("proofs", .noSuchRow(kind: "proof", id: name))))
      return id
    }
  }

  private mutating func refer(to id: UUID?, in table: Table, _ block: Block, _ key: String, kind: String) {
    guard let id else { return }
    references.append(
      Reference(
        table: table, id: id, error: block.error(key, .noSuchRow(kind: kind, id: block.text(key) ?? ""))))
  }
}
