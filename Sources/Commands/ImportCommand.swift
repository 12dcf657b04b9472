import ArgumentParser
import Domain
import Exchange
import Foundation
import Screens
import Storage

struct ImportCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take in objections, answers, deals and logs from readable files.",
    discussion: """
      comeback import seed-data
      comeback import our-objections.txt

      Importing again takes in only what is new. docs/format.md says how the files look.
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "A folder, or one file.") var path: String

  func run(in session: inout Session) throws -> Int32 {
    let files = try ReadableFiles(at: path)
    let base = try session.base()
    let brought = try base.take(files)
    if options.json {
      session.console.out(JSONFace.text(ImportedPage.json(brought)))
    } else {
      session.console.show(ImportedPage.page(brought))
    }
    try base.catchUp()
    return Code.fine
  }
}

enum ImportedPage {
  static func page(_ brought: Imported) -> Page {
    guard brought.changed else { return .text("Nothing new: all of it is here already.") }
    let counts = [
      (brought.objections, "objection", "objections"), (brought.answers, "answer", "answers"),
      (brought.deals, "deal", "deals"),
      (brought.people, "person", "people"), (brought.encounters, "log", "logs"),
    ].filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1, $0.2) }
    let logged = brought.encounters == 0 && brought.objections > 0 ? ", nothing logged yet" : ""
    let what = counts.isEmpty ? "Some texts changed" : counts.joined(separator: ", ") + logged
    return .text("\(what). Not for you? comeback undo")
  }

  static func json(_ brought: Imported) -> JSON {
    .object([
      "version": .integer(1), "objections": .integer(Int64(brought.objections)),
      "answers": .integer(Int64(brought.answers)),
      "phrasings": .integer(Int64(brought.phrasings)), "deals": .integer(Int64(brought.deals)),
      "people": .integer(Int64(brought.people)), "logged": .integer(Int64(brought.encounters)),
      "changed": .flag(brought.changed),
    ])
  }
}

/// Where the starter objections and the sample are.
enum SeedData {
  /// In order: COMEBACK_SEED, beside the installed executable, the checkout that built it.
  static func places(_ environment: [String: String]) -> [String] {
    var places: [String] = []
    if let named = environment["COMEBACK_SEED"], !named.isEmpty { places.append(named) }
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    places.append(
      executable.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
        "share/comeback/seed-data"
      ).path)
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    places.append(checkout.appendingPathComponent("seed-data").path)
    return places
  }

  /// - Throws: ``Problem/noSeed(_:)``.
  static func folder(_ environment: [String: String]) throws -> String {
    let places = places(environment)
    guard let found = places.first(where: { FileManager.default.fileExists(atPath: $0 + "/base.txt") }) else {
      throw Problem.noSeed(places)
    }
    return found
  }
}

struct DemoCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "A base with an invented history to play with; yours is not touched.")

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

/// Words as a shell wants them.
enum Shell {
  static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+=:,@".contains($0)) }
    return isPlain ? text : "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }

  /// A typed line as words: double quotes, straight or curly, hold words together; an apostrophe is a letter.
  static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in line {
      switch character {
      case "\"", "\u{201C}", "\u{201D}", "\u{201E}":
        isQuoted.toggle()
        word = word ?? ""
      case _ where character.isWhitespace && !isQuoted:
        if let ended = word { words.append(ended) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}
