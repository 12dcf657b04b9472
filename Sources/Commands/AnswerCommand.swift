import ArgumentParser
import Domain
import Retrieval
import Screens
import Storage

struct AnswerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "What you say to an objection: list, add, edit.",
    discussion: "comeback answer add o7k2m \"Could be. Next to what you pay now?\"",
    subcommands: [
      List.self, Add.self, Edit.self, PutAway<AnswerCommand>.self, BringBack<AnswerCommand>.self,
    ])

  struct List: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Those to one objection, or all.", discussion: "comeback answer list o7k2m")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The objection's id, or its place in the list above.") var objection: String?

    func run(in session: inout Session) throws -> Int32 {
      let rows = try session.base().read { reader in
        let objections =
          try objection.map { [try ObjectionName.find($0, session, reader)] } ?? reader.objections().map(\.id)
        return try objections.flatMap { try reader.responses(to: $0) }.prefix(options.limit ?? 1000).map {
          response -> (id: String, response: Response, worked: Int, known: Int) in
          let score = try reader.score(of: response.id)
          return (try reader.shortID(response.id), response, score.worked, score.known)
        }
      }
      if options.json {
        let rows = rows.map { row in
          JSON.object([
            "id": .text(row.id), "ask_first": JSON(row.response.askFirst), "words": .text(row.response.words),
            "technique": .text(row.response.technique.rawValue), "worked": .integer(Int64(row.worked)),
            "known": .integer(Int64(row.known)),
          ])
        }
        session.console.out(JSONFace.text(JSONFace.list("answers", rows)))
      } else {
        session.console.show(ListPage.answers(rows))
      }
      return rows.isEmpty ? Code.nothingFound : Code.fine
    }
  }

  struct Add: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "A new one.",
      discussion: "comeback answer add o7k2m \"Could be. Next to what you pay now?\" --ask \"Compared with what?\"")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var fields: Fields
    @Option(help: ArgumentHelp("The answer whose idea these are newer words of.", valueName: "id")) var newerWordingOf:
      String?
    @Argument(help: "The objection's id, or its place in the list above.") var objection: String
    @Argument(help: "The words to say.") var words: [String] = []

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let (objectionID, older, place) = try base.read { reader in
        let id = try ObjectionName.find(objection, session, reader)
        let older = try newerWordingOf.map { typed -> ID<Response> in
          guard case .response(let older) = try session.named(typed, reader) else {
            throw Problem.wrongKind(id: typed, wanted: "answer")
          }
          guard let wording = try reader.response(older),
            try reader.front(of: wording.objection) == reader.front(of: id)
          else {
            throw Problem.notAnAnswerTo(answer: typed, objection: objection)
          }
          return older
        }
        return (id, older, (try reader.responses(to: id).map(\.place).max() ?? 0) + 1)
      }
      var typed = words.joined(separator: " ").trimmedOrNil
      if typed == nil {
        guard session.console.canAsk else {
          throw Problem.needs("The words to say", example: "comeback answer add \(objection) \"what you say\"")
        }
        typed = try Questions(session).required("What do you say?")
      }
      guard let typed else { return Code.usage }
      var response = Response(
        objection: objectionID, newerWordingOf: older, words: typed, technique: Technique(rawValue: "other"),
        place: place)
      try fields.apply(to: &response, session, base)
      let added = response
      let others = try base.read { try $0.responses(to: objectionID) }.filter { $0.id != older }
      let twin = session.semantic.sayingNearly(added.said, among: others.map(\.said)).map { others[$0] }
      try Writer.ensureName(base, session)
      try base.edit(.addedAnswer, subject: added.shortName, zone: session.zone, now: session.now()) {
        try $0.save(added)
      }
      let notice = try twin.map { twin in
        "Says nearly what \(try base.read { try $0.shortID(twin.id) }) does: \"\(twin.shortName)\". Newer words for it? Undo, and add it with --newer-wording-of."
      }
      return try Saved.report(added.id, base, session, options, next: nil, notices: notice.map { [$0] } ?? []) {
        try $0.shortID($1)
      }
    }
  }

  struct Edit: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Mend one; its results stay with it. Without flags each field is asked.",
      discussion: """
        comeback answer edit r9xq4 --say "Fair. Compared with what?"

        Other words for the same idea are a newer wording: comeback answer add --newer-wording-of r9xq4
        """)
    @OptionGroup var options: GlobalOptions
    @OptionGroup var fields: Fields
    @Option(help: ArgumentHelp("The words to say.", valueName: "text")) var say: String?
    @Argument(help: "Its id, or its place in the list above.") var id: String

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let found = try base.read { reader in
        guard case .response(let id) = try session.named(id, reader) else {
          throw Problem.wrongKind(id: id, wanted: "answer")
        }
        return try reader.response(id)
      }
      guard var response = found else { throw StorageError.noSuchID(id) }
      if fields.isEmpty, say == nil {
        let questions = try Questions(session)
        session.console.tell(.text("Enter keeps what stands, a lone - clears it."))
        response.askFirst = try questions.changed("Ask first", response.askFirst)
        response.words = try questions.changed("Say", response.words) ?? response.words
        response.written = try questions.changed("For a mail", response.written)
        response.proof = try questions.changed("Proof", response.proof)
        response.know = try questions.changed("Know, don't say", response.know)
        response.caution = try questions.changed("Careful, because", response.caution)
        response.ban = try questions.changed("Not allowed, because", response.ban)
      } else {
        if let say { response.words = say }
        try fields.apply(to: &response, session, base)
      }
      let edited = response
      try Writer.ensureName(base, session)
      try base.edit(.editedAnswer, subject: edited.shortName, zone: session.zone, now: session.now()) {
        try $0.save(edited)
      }
      return try Saved.report(edited.id, base, session, options, next: nil) { try $0.shortID($1) }
    }
  }

  struct Fields: ParsableArguments {
    @Option(help: ArgumentHelp("The question to ask first.", valueName: "text")) var ask: String?
    @Option(help: ArgumentHelp("The same for a mail.", valueName: "text")) var write: String?
    @Option(help: ArgumentHelp("The move: reframe, trade, proof ...", valueName: "move")) var technique: String?
    @Option(help: ArgumentHelp("Proof in words, or a proof's id.", valueName: "text")) var proof: String?
    @Option(help: ArgumentHelp("What to know but not say.", valueName: "text")) var know: String?
    @Option(help: ArgumentHelp("Where it fits: product, region, channel.", valueName: "text")) var applies: String?
    @Option(help: ArgumentHelp("It tends to backfire, because.", valueName: "why")) var caution: String?
    @Option(help: ArgumentHelp("It is not allowed, because.", valueName: "why")) var ban: String?

    var isEmpty: Bool {
      [ask, write, technique, proof, know, applies, caution, ban].allSatisfy { $0 == nil }
    }

    func apply(to response: inout Response, _ session: Session, _ base: Base) throws {
      if let ask { response.askFirst = ask.trimmedOrNil }
      if let write { response.written = write.trimmedOrNil }
      if let technique { response.technique = try Vocabulary.word(technique, "--technique") }
      if let proof {
        if case .proof(let id)? = try? base.read({ try session.named(proof, $0) }) {
          if !response.proofs.contains(id) { response.proofs.append(id) }
        } else {
          response.proof = proof.trimmedOrNil
        }
      }
      if let know { response.know = know.trimmedOrNil }
      if let applies { response.applies = applies.trimmedOrNil }
      if let caution { response.caution = caution.trimmedOrNil }
      if let ban { response.ban = ban.trimmedOrNil }
    }
  }
}

enum ObjectionName {
  /// The objection of that id or place.
  static func find(_ typed: String, _ session: Session, _ reader: Reader) throws -> ID<Objection> {
    switch try session.named(typed, reader) {
    case .objection(let id): return id
    case .response(let id):
      guard let response = try reader.response(id) else { throw StorageError.noSuchID(typed) }
      return response.objection
    default: throw Problem.wrongKind(id: typed, wanted: "objection")
    }
  }
}
