import Domain
import Exchange
import Screens
import Storage

/// The first minute, with an empty base, on a terminal.
struct FirstRun {
  private let base: Base
  private let session: Session

  init(_ base: Base, _ session: Session) {
    self.base = base
    self.session = session
  }

  func run() throws {
    let questions = try Questions(session)
    session.console.tell(
      .text(
        "Comeback remembers what prospects object to, what you answered, what worked.",
        "The base is empty: \(session.path), readable only by you.",
        "  1  Begin with the starter objections, their answers marked not tried yet",
        "  2  Bring in yours",
        "  3  Begin with nothing"))
    switch try questions.key("Press 1, 2 or 3", ["1", "2", "3"], standard: "1") {
    case "1": try takeStarter()
    case "2":
      let path = try questions.required("The folder or file? Your own objections, or deals from your CRM")
      var own = session
      _ = try CommandLineWords(["import", path]).run(in: &own)
      // Deals alone leave nothing to find.
      let isEmpty = try base.read { try $0.count(of: .objection) } == 0
      if isEmpty, try questions.yes("And the starter objections to search?", standard: true) { try takeStarter() }
    default:
      session.console.tell(.text("Then the first one: comeback objection add, or log a call with /log --no-deal"))
    }
    // What was taken in stays, whoever has no time for questions; and nobody waits before they come.
    do { try setUp(questions) } catch is Questions.Left {
      session.console.tell(.text("Later, then: comeback config"))
    }
    session.settle(base)
    session.console.tell(.text("Try it now, type what you dread hearing."))
  }

  private func takeStarter() throws {
    let brought = try base.take(ReadableFiles(at: SeedData.folder(session.environment)))
    session.console.show(ImportedPage.page(brought, undo: session.typed("undo")))
  }

  /// A minute that makes starter answers yours.
  private func setUp(_ questions: Questions) throws {
    session.console.tell(.text("", "A minute to make the answers yours. Enter skips; later: comeback config"))
    let login = session.environment["USER"] ?? ""
    if let name = try questions.line("Your name? [\(login)]") ?? login.trimmedOrNil {
      try Writer.named(name, anotherPerson: false, base, session)
    }
    let asked = [
      ("product", "What do you sell?"), ("job", "What does it do for them, as in \"how long ... takes\"?"),
      ("customers", "To whom?"), ("rivals", "Three rivals, parted by commas?"), ("role", "Your role?"),
    ]
    for (name, question) in asked {
      if let value = try questions.line(question) { try base.note(ConfigCommand.key(name), value) }
    }
  }
}
