import ArgumentParser
import Domain
import Screens
import Storage

struct ProofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof", abstract: "What shows a claim to be true: list, add, edit.",
    discussion: "comeback proof add \"Closes in 3 days now, it was 9\" --customer Northwind",
    subcommands: [
      List.self, Add.self, Edit.self, PutAway<ProofCommand>.self, BringBack<ProofCommand>.self,
    ])

  struct List: RepCommand {
    static let configuration = CommandConfiguration(abstract: "All of them.", discussion: "comeback proof list")
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
      abstract: "Change one; every answer that leans on it changes with it.",
      discussion: "comeback proof edit f6w2d --may-be-named yes")
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
