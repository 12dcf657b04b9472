import ArgumentParser
import Domain
import Screens
import Storage

struct PersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Who sits on the buyer's side: list, add, edit.",
    subcommands: [List.self, Add.self, Edit.self])

  struct List: RepCommand {
    static let configuration = CommandConfiguration(abstract: "Everybody, or those of a deal.")
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
    static let configuration = CommandConfiguration(abstract: "Change somebody; without flags each field is asked.")
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

struct ProofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof", abstract: "What shows a claim to be true: list, add, edit.",
    subcommands: [List.self, Add.self, Edit.self])

  struct List: RepCommand {
    static let configuration = CommandConfiguration(abstract: "All of them.")
    @OptionGroup var options: GlobalOptions

    func run(in session: inout Session) throws -> Int32 {
      let (rows, json) = try session.base().read { reader in
        let proofs = try reader.proofs().prefix(options.limit ?? 50)
        return (
          try proofs.map { (try reader.shortID($0.id), $0) },
          options.json ? try proofs.map { try ProofFace.row($0, reader) } : []
        )
      }
      if options.json {
        session.console.out(JSONFace.text(JSONFace.list("proofs", json)))
      } else {
        session.console.show(ListPage.proofs(rows))
      }
      return rows.isEmpty ? Code.nothingFound : Code.fine
    }
  }

  struct Add: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "A new one.",
      discussion: "comeback proof add \"Closes in 3 days now, it was 9\" --customer Northwind --may-be-named yes")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var fields: Fields
    @Argument(help: "The claim.") var claim: [String] = []

    func run(in session: inout Session) throws -> Int32 {
      guard
        let claim = try self.claim.joined(separator: " ").trimmedOrNil
          ?? (session.console.canAsk ? Questions(session).required("The claim?") : nil)
      else { throw Problem.needs("The claim", example: "comeback proof add \"Closes in 3 days now, it was 9\"") }
      var proof = Proof(claim: claim)
      try fields.apply(to: &proof)
      let added = proof
      let base = try session.base()
      try Writer.ensureName(base, session)
      try base.edit(.addedProof, subject: claim, zone: session.zone, now: session.now()) { try $0.save(added) }
      return try Saved.report(added.id, base, session, options, next: "comeback answer edit ANSWER --proof %@") {
        try $0.shortID($1)
      }
    }
  }

  struct Edit: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change one; every answer that leans on it changes with it.")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var fields: Fields
    @Option(help: ArgumentHelp("The claim.", valueName: "text")) var claim: String?
    @Argument(help: "The id.") var id: String

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let found = try base.read { reader in
        guard case .proof(let id) = try session.named(id, reader) else {
          throw Problem.wrongKind(id: id, wanted: "proof")
        }
        return try reader.proof(id)
      }
      guard var proof = found else { throw StorageError.noSuchID(id) }
      if fields.isEmpty, claim == nil {
        let questions = try Questions(session)
        proof.claim = try questions.changed("Claim", proof.claim) ?? proof.claim
        proof.customer = try questions.changed("Customer", proof.customer)
        proof.source = try questions.changed("Source", proof.source)
      } else {
        if let claim { proof.claim = claim }
        try fields.apply(to: &proof)
      }
      let edited = proof
      try Writer.ensureName(base, session)
      try base.edit(.editedProof, subject: edited.claim, zone: session.zone, now: session.now()) { try $0.save(edited) }
      return try Saved.report(edited.id, base, session, options, next: nil) { try $0.shortID($1) }
    }
  }

  struct Fields: ParsableArguments {
    @Option(help: ArgumentHelp("Whose case it is.", valueName: "name")) var customer: String?
    @Option(help: ArgumentHelp("Whether they may be named: yes or no.", valueName: "yes|no")) var mayBeNamed: YesNo?
    @Option(help: ArgumentHelp("Where it comes from.", valueName: "text")) var source: String?
    @Option(help: ArgumentHelp("Since when, 2026-03-01.", valueName: "date")) var date: String?

    enum YesNo: String, ExpressibleByArgument, CaseIterable { case yes, no }

    var isEmpty: Bool { customer == nil && mayBeNamed == nil && source == nil && date == nil }

    func apply(to proof: inout Proof) throws {
      if let customer { proof.customer = customer.trimmedOrNil }
      if let mayBeNamed { proof.mayBeNamed = mayBeNamed == .yes }
      if let source { proof.source = source.trimmedOrNil }
      if let date { proof.date = try Vocabulary.day(date, "--date") }
    }
  }
}

enum ProofFace {
  static func row(_ proof: Proof, _ reader: Reader) throws -> JSON {
    .object([
      "id": .text(try reader.shortID(proof.id)), "claim": .text(proof.claim), "customer": JSON(proof.customer),
      "may_be_named": .flag(proof.mayBeNamed), "source": JSON(proof.source), "date": JSON(proof.date),
    ])
  }

  static func json(_ proof: Proof, _ reader: Reader) throws -> JSON {
    .object(["version": .integer(1), "proof": try row(proof, reader)])
  }
}
