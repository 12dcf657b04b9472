import ArgumentParser
import Foundation

/// A command as its definition says it: what help, the manual and completion are made from.
struct CommandSheet {
  /// As typed, without `comeback`: `["deal", "add"]`.
  let path: [String]
  let abstract: String
  /// What is under the abstract, in blocks that blank lines part.
  let blocks: [Block]
  let aliases: [String]
  let arguments: [Argument]
  private let hasVerbs: Bool

  enum Block: Equatable {
    case examples([String])
    case text(String)
  }

  struct Argument {
    /// As typed, the long one first; none for a word that is told by its place.
    let names: [String]
    /// What a value is called; nil for a flag that takes none.
    let value: String?
    let isOptional: Bool
    let isRepeating: Bool
    let help: String
    /// All values there are, when the definition says so.
    let values: [String]
    let wantsFile: Bool

    /// Such as `-n, --limit COUNT` or `[WORDS ...]`.
    var typed: String {
      let shown = value.map { $0.contains("|") ? $0 : $0.uppercased() } ?? ""
      guard names.isEmpty else {
        return names.sorted { $0.count < $1.count }.joined(separator: ", ") + (shown.isEmpty ? "" : " " + shown)
      }
      let repeated = shown + (isRepeating ? " ..." : "")
      return isOptional ? "[\(repeated)]" : repeated
    }
  }

  /// - Parameter path: The words that lead to the command, `comeback` left out.
  init(_ command: any ParsableCommand.Type, path: [String]) {
    self.path = path
    let configuration = command.configuration
    abstract = configuration.abstract
    blocks = Self.blocks(configuration.discussion)
    let short = Comeback.shortForms.filter { [$0.value] == path }.map(\.key)
    aliases = Set(configuration.aliases + short).sorted()
    hasVerbs = !configuration.subcommands.isEmpty
    let all = Self.arguments(of: command)
    arguments = all.filter { !Self.isEverywhere($0) } + all.filter(Self.isEverywhere)
  }

  var name: String { path.joined(separator: " ") }
  var words: [Argument] { arguments.filter(\.names.isEmpty) }
  /// The flags that not every command has.
  var flags: [Argument] { arguments.filter { !$0.names.isEmpty && !Self.isEverywhere($0) } }
  var examples: [String] {
    blocks.flatMap { block in if case .examples(let lines) = block { lines } else { [String]() } }
  }

  /// How it is typed: `comeback deal add [NAME ...] [flags]`, and `comeback deal ...` where a verb follows.
  var usage: String {
    (["comeback"] + path + (hasVerbs ? ["..."] : words.map(\.typed))).joined(separator: " ")
      + (flags.isEmpty ? "" : " [flags]")
  }

  /// The flags that every command takes.
  static let everywhere = arguments(of: GlobalOptions.self)

  private static func isEverywhere(_ argument: Argument) -> Bool {
    GlobalOptions.bare.union(GlobalOptions.valued).contains { argument.names.contains($0) }
      || argument.names.contains("--help") || argument.names.contains("--version")
  }

  private static func blocks(_ text: String) -> [Block] {
    text.components(separatedBy: "\n\n").compactMap { block in
      let lines = block.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      guard !lines.isEmpty else { return nil }
      return lines.allSatisfy { $0.hasPrefix("comeback") } ? .examples(lines) : .text(lines.joined(separator: " "))
    }
  }
}

// MARK: The commands there are

extension CommandSheet {
  /// The commands that people are shown, in the order of help.
  static let commands: [any ParsableCommand.Type] = {
    let order = HelpPage.groups.flatMap { $0.commands.map { $0.name.prefix { $0 != " " } } }
    func place(_ command: any ParsableCommand.Type) -> Int {
      order.firstIndex { $0 == command._commandName } ?? order.count
    }
    let shown = Comeback.configuration.subcommands.filter { $0.configuration.shouldDisplay }
    // Sorting may turn equals around; their place in the list keeps them.
    return shown.enumerated().sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }
      .map(\.element)
  }()

  /// The verbs of a noun that people are shown; none for a command that does something by itself.
  static func verbs(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
  }

  /// The command of a name, alias or short form.
  static func command(_ typed: String) -> (any ParsableCommand.Type)? {
    let name = Comeback.shortForms[typed] ?? typed
    return commands.first { $0._commandName == name || $0.configuration.aliases.contains(name) }
  }

  /// The command that the first words lead to, and its verb when they name one; nil when they lead to none.
  static func leading(_ words: [String]) -> (command: any ParsableCommand.Type, sheet: CommandSheet)? {
    guard let first = words.first, let command = command(first) else { return nil }
    let noun = command._commandName
    guard words.count > 1, let verb = verbs(of: command).first(where: { $0._commandName == words[1] }) else {
      return (command, CommandSheet(command, path: [noun]))
    }
    return (verb, CommandSheet(verb, path: [noun, verb._commandName]))
  }
}

// MARK: Arguments

extension CommandSheet {
  /// The parser tells what it parses only as this document, made for tools.
  private struct Dump: Decodable {
    let command: Command
    struct Command: Decodable { let arguments: [Told]? }
    struct Told: Decodable {
      let kind: String
      let shouldDisplay: Bool
      let isOptional: Bool
      let isRepeating: Bool
      let names: [Name]?
      let valueName: String?
      let allValues: [String]?
      let completionKind: Completing?
      let abstract: String?
    }
    struct Name: Decodable {
      let kind: String
      let name: String
    }
    struct Completing: Decodable {
      let list: List?
      let file: Files?
      let directory: Files?
      struct List: Decodable { let values: [String] }
      struct Files: Decodable {}
    }
  }

  private static func arguments(of type: any ParsableArguments.Type) -> [Argument] {
    let dump = try? JSONDecoder().decode(Dump.self, from: Data(type._dumpHelp().utf8))
    return (dump?.command.arguments ?? []).filter(\.shouldDisplay).map { told in
      let names = (told.names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }
      let wantsFile = told.completionKind.map { $0.file != nil || $0.directory != nil } ?? false
      return Argument(
        names: names.sorted { $0.count > $1.count }, value: told.kind == "flag" ? nil : told.valueName,
        isOptional: told.isOptional, isRepeating: told.isRepeating, help: told.abstract ?? "",
        values: told.allValues ?? told.completionKind?.list?.values ?? [], wantsFile: wantsFile)
    }
  }
}
