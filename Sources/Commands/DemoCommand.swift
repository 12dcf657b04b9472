import ArgumentParser
import Exchange
import Screens
import Storage

struct DemoCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "A base with an invented history to play with; yours is not touched.",
    discussion: "comeback demo")

  @OptionGroup var options: GlobalOptions

  /// The question that is answered where nobody is there to ask one.
  static let example = "they say it's way too dear"

  func run(in session: inout Session) throws -> Int32 {
    if options.database == nil { session.path = Session.dataFolder(session.environment) + "/demo.db" }
    let base = try Base(at: session.path)
    if try base.read({ try $0.setting("sample") }) != "yes" {
      guard try base.read({ try $0.history(limit: 1).isEmpty }) else {
        throw Problem.badValue(
          name: "--database", value: session.path, wanted: "a new file: this one holds a base of yours")
      }
      session.console.tell(.text("Making the demo base: the starter objections and nine invented months."))
      let seed = try SeedData.folder(session.environment)
      _ = try base.take(ReadableFiles(at: seed))
      _ = try base.take(ReadableFiles(at: seed + "/sample"), invented: true)
      try base.note("sample", "yes")
    }
    try base.catchUp()
    session.embed(base)
    if !options.json, !options.plain, Live.fits(session, base) {
      var live = try Live(session, base)
      return try live.run()
    }
    if session.console.canAsk, session.console.outIsTerminal {
      var repl = Repl(session)
      return try repl.run()
    }
    if !options.json {
      session.console.show(.text("$ comeback search \"\(Self.example)\" --database \(Shell.quoted(session.path))"))
    }
    var command = try SearchCommand.parse([Self.example])
    command.options = options
    return try command.run(in: &session)
  }
}
