import ArgumentParser
import Calls
import Domain
import Foundation
import Screens
import Storage
import Terminal

/// The command line.
struct Comeback: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "comeback", abstract: "What to say when a prospect objects, and what came of it.",
    version: VersionCommand.number,
    subcommands: [
      SearchCommand.self, PrepCommand.self, ShowCommand.self, WhyCommand.self, LogCommand.self, LoggedCommand.self,
      ResultCommand.self, ReplyCommand.self,
      DebriefCommand.self, InterviewCommand.self, FollowUpCommand.self, EventCommand.self,
      UndoCommand.self, RedoCommand.self, HistoryCommand.self, ObjectionCommand.self, AnswerCommand.self,
      DealCommand.self,
      FitCommand.self,
      PersonCommand.self,
      ProofCommand.self, ImportCommand.self, ExportCommand.self, MergeCommand.self, ConflictsCommand.self,
      GapsCommand.self, PlaybookCommand.self, ShareCommand.self, BackupCommand.self, RestoreCommand.self,
      ConfigCommand.self,
      DoctorCommand.self,
      DemoCommand.self,
      ModelCommand.self, EvaluateCommand.self, VersionCommand.self,
      CompletionsCommand.self,
    ])

  /// The commands' names and short forms.
  static var names: [String] {
    configuration.subcommands.flatMap { [$0.configuration.commandName ?? ""] + $0.configuration.aliases } + ["help"]
  }

  /// The verbs of a noun such as `deal`; nil for a command that does something by itself.
  static func group(_ name: String) -> Verbs? {
    let command = configuration.subcommands.first { $0.configuration.commandName == name }
    guard let verbs = command?.configuration.subcommands, !verbs.isEmpty else { return nil }
    let isEnough = command?.configuration.defaultSubcommand != nil
    return Verbs(noun: name, verbs: verbs.map { $0._commandName }, isEnough: isEnough)
  }

  struct Verbs {
    let noun: String
    let verbs: [String]
    /// Whether the noun alone says what to do.
    let isEnough: Bool

    /// - Throws: ``Problem/unknownCommand(_:nearest:)`` when the first word is none of the verbs.
    func check(_ words: [String]) throws {
      guard let first = words.first else {
        if isEnough { return }
        throw Problem.verbMissing(noun, verbs)
      }
      guard !first.hasPrefix("-"), !verbs.contains(first) else { return }
      let nearest = EditDistance.nearest(to: first, among: verbs)
      throw nearest.map {
        .unknownCommand("\(noun) \(first)", nearest: ([noun, $0] + words.dropFirst()).joined(separator: " "))
      }
        ?? Problem.verbMissing(noun, verbs)
    }
  }

  static let shortForms = ["l": "log", "find": "search", "p": "prep"]
}

/// The entry, called by main.
public enum CommandLineEntry {
  /// Runs what was typed and returns the exit code.
  public static func run(_ arguments: [String], environment: [String: String]) -> Int32 {
    umask(0o077)
    TTY.ignoreDeadlySignals()
    var session = Session(
      path: Session.defaultPath(environment), console: .standard(environment), environment: environment)
    let code = run(arguments, in: &session)
    guard !session.console.hasFailed() else {
      session.console.tell(.text("The answer could not be written. Is the disk full?"))
      return 74
    }
    return code
  }

  package static func run(_ arguments: [String], in session: inout Session) -> Int32 {
    answering(in: &session, whenLeft: 130) { try CommandLineWords(arguments).run(in: &$0) }
  }

  /// Runs one command and words what it throws: help that was asked for, questions that were left, errors.
  static func answering(
    in session: inout Session, whenLeft: Int32, _ command: (inout Session) throws -> Int32
  ) -> Int32 {
    do {
      return try command(&session)
    } catch let left as Questions.Left {
      let kept = left.resume.map { "Left. What you answered is kept as a draft: \($0)" }
      session.console.tell(.text("", kept ?? "Left. Nothing was saved."))
      return whenLeft
    } catch let asked as CommandLineWords.Asked {
      session.console.show(asked.page)
      return Code.fine
    } catch {
      let page = ErrorPage(error)
      session.console.tell(page.page)
      return page.code
    }
  }
}

/// Typed words as a command: global flags may stand before it, a wrong name is answered with the nearest.
struct CommandLineWords {
  private let globals: [String]
  private let rest: [String]

  init(_ words: [String]) {
    var globals: [String] = []
    var rest = words[...]
    while let word = rest.first, word.hasPrefix("-") {
      if GlobalOptions.valued.contains(word), rest.count > 1 {
        globals += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if GlobalOptions.bare.contains(word) || GlobalOptions.valued.contains(where: { word.hasPrefix($0 + "=") })
      {
        globals.append(word)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    self.globals = globals
    self.rest = Array(rest)
  }

  func run(in session: inout Session) throws -> Int32 {
    guard let first = rest.first else { return try alone(in: &session) }
    if first == "help" || first == "--help" || first == "-h" { return try help(Array(rest.dropFirst()), session) }
    if let code = Unlisted.run(rest, in: session) { return code }
    if first == "--version" { return try VersionCommand.parse(globals).run(in: &session) }
    guard Comeback.names.contains(first) || Comeback.shortForms[first] != nil else {
      if first.hasPrefix("-") {
        throw Problem.usage("There is no flag \"\(first)\" here. comeback help lists what there is.")
      }
      throw Problem.unknownCommand(
        first, nearest: Self.nearest(first).map { ([$0] + rest.dropFirst()).joined(separator: " ") })
    }
    let command = Comeback.shortForms[first] ?? first
    if let group = Comeback.group(command) { try group.check(Array(rest.dropFirst())) }
    return try run(parsed([command] + Self.guarded(Array(rest.dropFirst())) + globals), in: &session)
  }

  private func run(_ command: any ParsableCommand, in session: inout Session) throws -> Int32 {
    guard let command = command as? any RepCommand else {
      session.console.show(Self.lines(type(of: command).helpMessage()))
      return Code.usage
    }
    var own = session.with(command.options)
    let code = try command.run(in: &own)
    session.list = own.list
    return code
  }

  /// Parsed by the flags' parser, whose errors are words for a rep.
  private func parsed(_ words: [String]) throws -> any ParsableCommand {
    do {
      var command = try Comeback.parseAsRoot(words)
      // A wish for help comes back as a command of the parser's own, which throws the text when it runs.
      if !(command is any RepCommand) { try command.run() }
      return command
    } catch {
      let text = Comeback.fullMessage(for: error)
      if Comeback.exitCode(for: error).isSuccess {
        let isHelp = words.contains("--help") || words.contains("-h")
        let known = isHelp ? CommandSheet.leading(words) : nil
        throw Asked(page: known.map(CommandPage.page) ?? Self.lines(text))
      }
      throw Problem.usage(([Comeback.message(for: error)] + Self.how(words)).joined(separator: "\n"))
    }
  }

  /// How the command that was meant is typed.
  private static func how(_ words: [String]) -> [String] {
    guard let sheet = CommandSheet.leading(words)?.sheet else { return ["comeback help"] }
    return ["Typed so: \(sheet.usage)"] + sheet.examples.prefix(1).map { "Such as: \($0)" }
      + ["More: comeback help \(sheet.name)"]
  }

  /// Help was asked for; it goes out and is no error.
  struct Asked: Error { let page: Page }

  /// Text that begins with a dash is text when it holds a blank: no flag does.
  private static func guarded(_ words: [String]) -> [String] {
    words.map { $0.hasPrefix("-") && $0.contains(" ") && !$0.contains("=") ? " " + $0 : $0 }
  }

  private static func nearest(_ typed: String) -> String? {
    EditDistance.nearest(to: typed.lowercased(), among: Comeback.names.filter { $0.count > 1 })
  }

  private static func lines(_ text: String) -> Page {
    Page(text.split(separator: "\n", omittingEmptySubsequences: false).map { Line([Span(String($0))]) })
  }

  private func help(_ words: [String], _ session: Session) throws -> Int32 {
    guard let first = words.first else {
      session.console.show(HelpPage.page(isRepl: session.isRepl))
      return Code.fine
    }
    if let page = HelpPage.topic(first) {
      session.console.show(page)
      return Code.fine
    }
    guard Comeback.names.contains(first) else {
      let nearest = EditDistance.nearest(to: first, among: Comeback.names.filter { $0.count > 1 } + HelpPage.topics)
      throw Problem.unknownCommand(first, nearest: nearest.map { "help " + $0 })
    }
    do {
      _ = try parsed(words + ["--help"])
    } catch let asked as Asked {
      session.console.show(asked.page)
    }
    return Code.fine
  }

  /// `comeback` alone: by who is at either end.
  private func alone(in session: inout Session) throws -> Int32 {
    let options = try SearchCommand.parse(globals).options
    let own = session.with(options)
    if own.isRepl {
      own.console.show(HelpPage.page(isRepl: true))
      return Code.usage
    }
    if own.console.canAsk, !own.console.outIsTerminal {
      own.console.tell(
        .text(
          "A terminal to type at, and a pipe to read: what is wanted?", "comeback search \"too expensive\" | less",
          "comeback help"))
      return Code.usage
    }
    let base = try own.base()
    let isEmpty = try base.read { try $0.count(of: .objection) } == 0
    if isEmpty {
      guard own.console.canAsk else {
        own.console.tell(.text("The base is empty. comeback import FILE or comeback log"))
        return Code.nothingFound
      }
      try FirstRun(base, own).run()
    }
    if !options.plain, Live.fits(own, base) {
      let deal = try base.read { try PreparedDeal.today(in: $0, own) }
      let context = try deal.map { deal in try base.read { try $0.context(of: deal) } } ?? Context()
      var live = try Live(own, base, context: context, deal: deal?.name)
      return try live.run()
    }
    var repl = Repl(own)
    return try repl.run()
  }
}

/// The deal that was prepared last today: whatever is done now is probably about it.
enum PreparedDeal {
  static func today(in reader: Reader, _ session: Session) throws -> Deal? {
    let last = try reader.prepared().last
    guard let last, Day(last.at.date, in: session.zone) == session.today else { return nil }
    return try reader.deal(last.deal)
  }
}
