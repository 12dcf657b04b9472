import ArgumentParser
import Domain
import Screens
import Storage

struct PersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Who sits on the buyer's side: list, add, edit.",
    discussion: "comeback person add Dana --role CFO --deal Acme",
    subcommands: [
      List.self, Add.self, Edit.self, PutAway<PersonCommand>.self, BringBack<PersonCommand>.self,
    ])

  struct List: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Everybody, or those of a deal.", discussion: "comeback person list Acme")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The deal's name.") var deal: [String] = []

    func run(in session: inout Session) throws -> Int32 {
      let (rows, json) = try session.base().read { reader in
        let people =
          deal.isEmpty
          ? try reader.people()
          : try reader.people(of: DealName.find(deal.joined(separator: " "), in: reader).id)
        let shown = people.prefix(options.limit ?? 50)
        return (
          try shown.map { (try reader.shortID($0.id), $0, try $0.deal.flatMap { try reader.deal($0)?.name }) },
          options.json ? try shown.map { try PersonFace.row($0, reader) } : []
        )
      }
      if options.json {
        session.console.out(JSONFace.text(JSONFace.list("people", json)))
      } else {
        session.console.show(ListPage.people(rows))
      }
      return rows.isEmpty ? Code.nothingFound : Code.fine
    }
  }

  struct Add: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Somebody new.", discussion: "comeback person add Dana --role CFO --deal Acme")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var fields: Fields
    @Argument(help: "The name.") var name: [String] = []

    func run(in session: inout Session) throws -> Int32 {
      guard
        let name = try self.name.joined(separator: " ").trimmedOrNil
          ?? (session.console.canAsk ? Questions(session).required("The name?") : nil)
      else { throw Problem.needs("The name", example: "comeback person add Dana --role CFO --deal Acme") }
      let base = try session.base()
      var person = Person(name: name)
      try fields.apply(to: &person, session, base)
      let added = person
      try Writer.ensureName(base, session)
      try base.edit(.addedPerson, subject: name, zone: session.zone, now: session.now()) { try $0.save(added) }
      return try Saved.report(added.id, base, session, options, next: nil) { try $0.shortID($1) }
    }
  }

  struct Edit: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change somebody; without flags each field is asked.",
      discussion: "comeback person edit p4m8t --role CEO")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var fields: Fields
    @Option(help: ArgumentHelp("The new name.", valueName: "name")) var rename: String?
    @Argument(help: "The id.") var id: String

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let found = try base.read { reader in
        guard case .person(let id) = try session.named(id, reader) else {
          throw Problem.wrongKind(id: id, wanted: "person")
        }
        return try reader.person(id)
      }
      guard var person = found else { throw StorageError.noSuchID(id) }
      if fields.isEmpty, rename == nil {
        let questions = try Questions(session)
        person.name = try questions.changed("Name", person.name) ?? person.name
        person.role = try questions.changed("Role", person.role)
      } else {
        if let rename { person.name = rename }
        try fields.apply(to: &person, session, base)
      }
      let edited = person
      try Writer.ensureName(base, session)
      try base.edit(.editedPerson, subject: edited.name, zone: session.zone, now: session.now()) { try $0.save(edited) }
      return try Saved.report(edited.id, base, session, options, next: nil) { try $0.shortID($1) }
    }
  }

  struct Fields: ParsableArguments {
    @Option(help: ArgumentHelp("CFO, owner, IT ...", valueName: "role")) var role: String?
    @Option(help: ArgumentHelp("The deal they sit in.", valueName: "name")) var deal: String?

    var isEmpty: Bool { role == nil && deal == nil }

    func apply(to person: inout Person, _ session: Session, _ base: Base) throws {
      if let role { person.role = role.trimmedOrNil }
      if let deal { person.deal = try base.read { try DealName.find(deal, in: $0).id } }
    }
  }
}

enum PersonFace {
  static func row(_ person: Person, _ reader: Reader) throws -> JSON {
    .object([
      "id": .text(try reader.shortID(person.id)), "name": .text(person.name), "role": JSON(person.role),
      "deal": JSON(try person.deal.map { try reader.shortID($0) }),
    ])
  }

  static func json(_ person: Person, _ reader: Reader) throws -> JSON {
    .object(["version": .integer(1), "person": try row(person, reader)])
  }
}
