import ArgumentParser
import Screens

/// All that help says, in one piece: docs/cli.md and the man page are made from it.
struct Manual {
  enum Part: Equatable {
    /// Level 1 is a moment, 2 a command, 3 a verb of it.
    case heading(String, level: Int)
    case text(String)
    case examples([String])
    case entries([Entry])
  }

  struct Entry: Equatable {
    let term: String
    let meaning: String
  }

  let parts: [Part]

  /// Of the command that this is.
  init() {
    parts = Self.opening + HelpPage.groups.flatMap(Self.group) + Self.closing
  }

  private static var opening: [Part] {
    [
      .text(
        "comeback alone, on a terminal, searches while you type; F1 shows the keys. In a pipe, and for a screen "
          + "reader, a line is a search and a command begins with a slash."),
      .examples(HelpPage.examples),
    ]
  }

  private static func group(_ group: (moment: String, commands: [(name: String, help: String)])) -> [Part] {
    var names: [String] = []
    for name in group.commands.map({ String($0.name.prefix { $0 != " " }) }) where !names.contains(name) {
      names.append(name)
    }
    return [.heading(group.moment, level: 1)] + names.flatMap(command)
  }

  private static func command(_ name: String) -> [Part] {
    if name == "help" { return help }
    guard let command = CommandSheet.command(name) else { return [] }
    let verbs = CommandSheet.verbs(of: command).map { CommandSheet($0, path: [name, $0._commandName]) }
    return parts(of: CommandSheet(command, path: [name]), level: 2) + verbs.flatMap { parts(of: $0, level: 3) }
  }

  /// One command: what it does, how it is typed, and what may be said with it.
  static func parts(of sheet: CommandSheet, level: Int) -> [Part] {
    var parts: [Part] = [.heading(sheet.usage, level: level), .text(sheet.abstract)]
    parts += sheet.blocks.map { block in
      switch block {
      case .examples(let lines): .examples(lines)
      case .text(let text): .text(text)
      }
    }
    let aliases = sheet.aliases.map { "comeback " + $0 }
    if !aliases.isEmpty { parts.append(.text("Short: \(aliases.joined(separator: ", "))")) }
    let entries = (sheet.words + sheet.flags).map { Entry(term: $0.typed, meaning: $0.help) }
    return entries.isEmpty ? parts : parts + [.entries(entries)]
  }

  private static var help: [Part] {
    [
      .heading("comeback help [COMMAND]", level: 2),
      .text("How a command is typed, or a page of its own: \(HelpPage.topics.joined(separator: ", "))."),
      .examples(["comeback help log", "comeback help deal won", "comeback help words"]),
    ]
  }

  private static var closing: [Part] {
    [
      .heading("With every command", level: 1),
      .entries(
        CommandSheet.everywhere.map { Entry(term: $0.typed, meaning: $0.help) }
          + [Entry(term: "-h, --help", meaning: "How it is typed.")]),
      .heading("Words", level: 1),
      .entries(HelpPage.meanings.map { Entry(term: $0.word, meaning: $0.meaning) }),
      .heading("For a screen reader", level: 1),
      .text(HelpPage.accessibility.joined(separator: " ")),
      .heading("Exit codes", level: 1),
      .entries(Code.meanings.map { Entry(term: String($0.code), meaning: $0.meaning) }),
      .heading("Environment", level: 1),
      .entries(Surroundings.variables.map { Entry(term: $0.name, meaning: $0.meaning) }),
      .heading("Files", level: 1),
      .entries(Surroundings.files.map { Entry(term: $0.name, meaning: $0.meaning) }),
    ]
  }
}
