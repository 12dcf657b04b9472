import Domain
import Foundation
import Storage

extension ReadableFiles {
  private static let objectionKeys = [
    "objection", "sentence", "category", "kind", "concern", "check", "tell", "neighbour", "condition", "also", "heard",
  ]
  private static let answerKeys = [
    "answer", "of", "newer-wording-of", "technique", "ask", "say", "write", "proof", "know", "applies", "caution",
    "ban",
  ]

  /// Blocks that begin with `objection:` or `answer:`.
  mutating func readObjections(_ data: Data, _ file: String) throws {
    var places: [ID<Objection>: Int] = [:]
    for lines in try ReadableText(data, file: file).blocks {
      switch lines[0].key {
      case "objection":
        let block = try Block(
          lines, file: file, keys: Self.objectionKeys, many: ["neighbour", "also", "heard"], named: ["also", "heard"])
        try readObjection(block)
      case "answer":
        let block = try Block(lines, file: file, keys: Self.answerKeys)
        try readAnswer(block, &places)
      default: throw FormatError(file, lines[0].number, .unknownBlock(lines[0].key))
      }
    }
  }

  private mutating func readObjection(_ block: Block) throws {
    let name = try block.required("objection")
    let id = ID<Objection>(named: name, kind: "objection")
    try claim(id.uuid, or: block.error("objection", .usedTwice(id: name)))
    objections.append(
      Objection(
        id: id, sentence: try block.required("sentence"),
        category: word(try block.required("category")), kind: block.text("kind").map(word),
        concern: block.text("concern"), check: block.text("check"), tell: block.text("tell"),
        condition: block.text("condition"),
        neighbours: try block.all("neighbour").map { try neighbour($0, block.file) }))
    for (key, source) in [("also", Phrasing.Source.written), ("heard", .heard)] {
      for line in block.all(key) {
        let phrasing = ID<Phrasing>(named: line.id ?? "\(name)/\(line.value)", kind: "phrasing")
        try claim(
          phrasing.uuid, or: FormatError(block.file, line.number, line.column, .usedTwice(id: line.id ?? line.value)))
        phrasings.append(Phrasing(id: phrasing, objection: id, source: source, text: line.value))
      }
    }
  }

  private func neighbour(_ line: ReadableText.Line, _ file: String) throws -> Objection.Neighbour {
    let parts = line.value.split(separator: "|", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw FormatError(
        file, line.number, line.column,
        .badValue(key: "neighbour", value: line.value, wanted: "an objection's id | how to tell"))
    }
    return Objection.Neighbour(objection: ID(named: parts[0], kind: "objection"), difference: parts[1])
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
        target: .objection, id: objection.uuid,
        error: FormatError(
          block.file, line.number, line.column, .noSuchRow(kind: "objection", id: owner))))
    if let older = block.text("newer-wording-of") {
      references.append(
        Reference(
          target: .response, id: ID<Response>(named: older, kind: "response").uuid,
          error: block.error("newer-wording-of", .noSuchRow(kind: "answer", id: older))))
    }
    places[objection, default: 0] += 1
    let id = ID<Response>(named: name, kind: "response")
    try claim(id.uuid, or: block.error("answer", .usedTwice(id: name)))
    responses.append(
      Response(
        id: id, objection: objection,
        newerWordingOf: block.text("newer-wording-of").map { ID(named: $0, kind: "response") },
        askFirst: block.text("ask"), words: try block.required("say"), written: block.text("write"),
        technique: word(try block.required("technique")), proof: block.text("proof"), know: block.text("know"),
        applies: block.text("applies"), caution: block.text("caution"), ban: block.text("ban"),
        place: places[objection] ?? 1))
  }

  /// The known word that was meant, else the word as it stands.
  private func word<W: Word>(_ text: String) -> W { W(meant: text) ?? W(rawValue: text) }
}
