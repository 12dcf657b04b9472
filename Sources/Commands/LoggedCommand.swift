import ArgumentParser
import Calls
import Domain
import Screens
import Storage

struct LoggedCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "logged", abstract: "What was logged, newest first, of one deal or all.",
    discussion: "comeback logged Acme")

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The deal's name.") var deal: [String] = []

  func run(in session: inout Session) throws -> Int32 {
    let (rows, json) = try session.base().read { reader in
      let id =
        deal.isEmpty
        ? nil : try DealName.find(deal.joined(separator: " "), in: reader, evenClosed: true).id
      let encounters = try reader.encounters(on: id, limit: options.limit ?? 50)
      return (
        try encounters.map { try LoggedRow.row($0, reader) },
        options.json ? try encounters.map { try LoggedRow.object($0, reader) } : []
      )
    }
    if options.json {
      session.console.out(JSONFace.text(JSONFace.list("logged", json)))
    } else {
      session.console.show(ListPage.logged(rows))
    }
    return rows.isEmpty ? Code.nothingFound : Code.fine
  }
}

struct ResultCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "result", abstract: "Say later how it went; both are kept and dated.",
    discussion: """
      comeback result l3k9d stuck

      Went: booked, let-go, softer, stuck, cant-tell.
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("How you know: told, wrote, colleague, booked, did, guess.", valueName: "how")) var how:
    String?
  @Argument(help: "The log's id.") var log: String
  @Argument(help: "How it went.") var went: String

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let went = try Vocabulary.went(went, "went")
    let knowing: Knowing? = try how.map { try Vocabulary.word($0, "--how") }
    let id = try base.read { reader in
      guard case .encounter(let id) = try reader.named(log) else { throw Problem.wrongKind(id: log, wanted: "log") }
      return id
    }
    try Writer.ensureName(base, session)
    let line = try base.setResult(of: id, to: went, knowing: knowing, zone: session.zone, now: session.now())
    if options.json {
      let json = try base.read { reader in
        JSON.object([
          "version": .integer(1), "id": .text(try reader.shortID(id)), "went": .text(went.rawValue),
          "worked": line.response == nil ? .null : .integer(Int64(line.worked)),
          "known": line.response == nil ? .null : .integer(Int64(line.known)), "notices": .list([]),
        ])
      }
      session.console.out(JSONFace.text(json))
    } else {
      let now =
        line.response.flatMap { response in
          line.known == 0 ? nil : " \"\(response.shortName)\" now \(line.worked) of \(line.known)."
        } ?? ""
      session.console.show(.text("Saved.\(now) Wrong? \(session.typed("undo"))"))
    }
    session.settle(base)
    return Code.fine
  }
}

/// A logged line as lists have it.
enum LoggedRow {
  typealias Row = (id: String, encounter: Encounter, objection: String, answer: String?, deal: String?)

  static func row(_ encounter: Encounter, _ reader: Reader) throws -> Row {
    (
      try reader.shortID(encounter.id), encounter,
      try reader.title(of: .objection(encounter.met.objection)) ?? "(erased)",
      try encounter.used.map { try reader.title(of: .response($0.response)) ?? "(erased)" },
      try encounter.met.deal.flatMap { try reader.deal($0)?.name }
    )
  }

  static func object(_ encounter: Encounter, _ reader: Reader) throws -> JSON {
    let met = encounter.met
    return .object([
      "id": .text(try reader.shortID(encounter.id)), "day": .text(met.day.description),
      "deal": JSON(try met.deal.map { try reader.shortID($0) }), "objection": .text(try reader.shortID(met.objection)),
      "response": JSON(try encounter.used.map { try reader.shortID($0.response) }), "words": JSON(encounter.words),
      "role": JSON(met.role), "stage": JSON(met.stage), "competitor": JSON(met.competitor),
      "product": JSON(met.product),
      "channel": JSON(met.channel?.rawValue), "result": .text(encounter.went.result.rawValue),
      "knowing": JSON(encounter.went.knowing?.rawValue), "went_on": JSON(encounter.went.day),
    ])
  }

  static func json(_ encounter: Encounter, _ reader: Reader) throws -> JSON {
    .object(["version": .integer(1), "logged": try object(encounter, reader)])
  }
}
