import ArgumentParser
import Calls
import Domain
import Retrieval
import Screens
import Storage

struct ObjectionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "objection", abstract: "What prospects say: list, add, edit, put-away, bring-back, merge, part, move.",
    discussion: """
      comeback objection list --category price
      comeback objection add "We only buy from partners" --category "contract terms"
      """,
    subcommands: [
      List.self, Add.self, Edit.self, PutAway<ObjectionCommand>.self, BringBack<ObjectionCommand>.self, Merge.self,
      Part.self, Move.self,
    ])

  struct List: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "All of them, by category.", discussion: "comeback objection list --category price")
    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp("Only these.", valueName: "category")) var category: String?

    func run(in session: inout Session) throws -> Int32 {
      let wanted: Category? = try category.map { try Vocabulary.word($0, "--category") }
      let rows = try session.base().read { reader in
        try reader.objections().filter { wanted == nil || $0.category == wanted }.prefix(options.limit ?? 1000).map {
          (id: try reader.shortID($0.id), objection: $0, met: try reader.encounters(with: $0.id).count)
        }
      }
      if options.json {
        let rows = rows.map { row in
          JSON.object([
            "id": .text(row.id), "sentence": .text(row.objection.sentence),
            "category": .text(row.objection.category.rawValue),
            "kind": JSON(row.objection.kind?.rawValue), "concern": JSON(row.objection.concern),
            "met": .integer(Int64(row.met)),
          ])
        }
        session.console.out(JSONFace.text(JSONFace.list("objections", rows)))
      } else {
        session.console.show(ListPage.objections(rows))
      }
      return rows.isEmpty ? Code.nothingFound : Code.fine
    }
  }

  struct Add: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "A new one.",
      discussion: "comeback objection add \"We only buy from partners\" --category \"contract terms\"")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var fields: Fields
    @Argument(help: "The buyer's sentence, at most nine words.") var sentence: [String] = []

    func run(in session: inout Session) throws -> Int32 {
      var sentence = self.sentence.joined(separator: " ").trimmedOrNil
      var category: Category? = try fields.category.map { try Vocabulary.word($0, "--category") }
      if sentence == nil || category == nil {
        guard session.console.canAsk else {
          throw Problem.needs(
            sentence == nil ? "The sentence" : "--category",
            example: "comeback objection add \"It's too expensive.\" --category price")
        }
        let questions = try Questions(session)
        if sentence == nil { sentence = try questions.required("Their sentence, at most nine words?") }
        if category == nil { category = try CategoryQuestion.ask(questions) }
      }
      guard let sentence, let category else { return Code.usage }
      var objection = Objection(sentence: sentence, category: category)
      try fields.apply(to: &objection)
      let base = try session.base()
      let known = try base.read { reader in
        try KnownWords(sentence, in: session.search(in: reader)).certain.map {
          (id: try reader.shortID($0.objection.id), sentence: $0.objection.sentence)
        }
      }
      try Writer.ensureName(base, session)
      try base.edit(.addedObjection, subject: sentence, zone: session.zone, now: session.now()) { edit in
        try edit.save(objection)
        for text in fields.also { try edit.save(Phrasing(objection: objection.id, source: .written, text: text)) }
      }
      let added = objection.id
      let notices = try known.map { known in
        let short = try base.read { try $0.shortID(added) }
        return [
          "Close to \"\(known.sentence)\". If they are one: \(session.typed("objection merge \(known.id) \(short)"))"
        ]
      }
      return try Saved.report(
        added, base, session, options, next: "comeback answer add %@ \"what you say\"", notices: notices ?? []
      ) {
        try $0.shortID($1)
      }
    }
  }

  struct Edit: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change one; without flags each field is asked.",
      discussion: "comeback objection edit o7k2m --concern \"They compare us with nothing.\"")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var fields: Fields
    @Option(help: ArgumentHelp("The new sentence.", valueName: "text")) var sentence: String?
    @Argument(help: "Its id, or its place in the list above.") var id: String

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let objectionID = try base.read { reader in
        guard case .objection(let id) = try session.named(id, reader) else {
          throw Problem.wrongKind(id: id, wanted: "objection")
        }
        return id
      }
      guard var objection = try base.read({ try $0.objection(objectionID) }) else { throw StorageError.noSuchID(id) }
      if fields.isEmpty, sentence == nil {
        let questions = try Questions(session)
        session.console.tell(.text("Enter keeps what stands, a lone - clears it."))
        objection.sentence = try questions.changed("Sentence", objection.sentence) ?? objection.sentence
        objection.category = try Vocabulary.word(
          try questions.changed("Category", objection.category.rawValue) ?? objection.category.rawValue, "category")
        objection.concern = try questions.changed("Usually under it", objection.concern)
        objection.check = try questions.changed("To be sure, ask", objection.check)
        objection.tell = try questions.changed("Real or a stall", objection.tell)
        objection.condition = try questions.changed("When it can't be changed", objection.condition)
      } else {
        if let sentence { objection.sentence = sentence }
        try fields.apply(to: &objection)
      }
      let edited = objection
      try Writer.ensureName(base, session)
      try base.edit(.editedObjection, subject: edited.sentence, zone: session.zone, now: session.now()) { edit in
        try edit.save(edited)
        for text in fields.also { try edit.save(Phrasing(objection: edited.id, source: .written, text: text)) }
      }
      return try Saved.report(edited.id, base, session, options, next: nil) { try $0.shortID($1) }
    }
  }

  struct Fields: ParsableArguments {
    @Option(help: ArgumentHelp("What it is about.", valueName: "category")) var category: String?
    @Option(help: ArgumentHelp("real concern, stall, misunderstanding, condition.", valueName: "kind")) var kind:
      String?
    @Option(help: ArgumentHelp("What usually lies under it.", valueName: "text")) var concern: String?
    @Option(help: ArgumentHelp("The question that would prove that wrong.", valueName: "text")) var check: String?
    @Option(help: ArgumentHelp("How to tell a real one from a stall.", valueName: "text")) var tell: String?
    @Option(help: ArgumentHelp("When it can't be changed, and what to do then.", valueName: "text")) var condition:
      String?
    @Option(help: ArgumentHelp("Another way they say it; may be repeated.", valueName: "text")) var also: [String] = []

    var isEmpty: Bool {
      category == nil && kind == nil && concern == nil && check == nil && tell == nil && condition == nil
        && also.isEmpty
    }

    func apply(to objection: inout Objection) throws {
      if let category { objection.category = try Vocabulary.word(category, "--category") }
      if let kind { objection.kind = try Vocabulary.word(kind, "--kind") }
      if let concern { objection.concern = concern.trimmedOrNil }
      if let check { objection.check = check.trimmedOrNil }
      if let tell { objection.tell = tell.trimmedOrNil }
      if let condition { objection.condition = condition.trimmedOrNil }
    }
  }
}

enum CategoryQuestion {
  static func ask(_ questions: Questions) throws -> Category {
    let numbered = Category.known.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: "  ")
    questions.session.console.tell(.text(numbered))
    while true {
      let typed = try questions.required("Category, a number or a word?")
      if let number = Int(typed), Category.known.indices.contains(number - 1) { return Category.known[number - 1] }
      if let category = Category(meant: typed) { return category }
      questions.session.console.tell(.text("There is no such category."))
    }
  }
}

/// What is said after a record was saved.
enum Saved {
  /// - Parameter next: The command to offer, with `%@` for the id.
  static func report<Row>(
    _ id: ID<Row>, _ base: Base, _ session: Session, _ options: GlobalOptions, next: String?, notices: [String] = [],
    shortID: (Reader, ID<Row>) throws -> String
  ) throws -> Int32 {
    let short = try base.read { try shortID($0, id) }
    if options.json {
      session.console.out(
        JSONFace.text(.object(["version": .integer(1), "id": .text(short), "notices": .list(notices.map(JSON.text))])))
    } else {
      session.console.show(.text("Saved, \(short). Wrong? \(session.typed("undo"))"))
      for notice in notices { session.console.tell(.text(notice)) }
      if let next { session.console.tell(.text("Next: " + next.replacing("%@", with: short))) }
    }
    session.settle(base)
    return Code.fine
  }
}
