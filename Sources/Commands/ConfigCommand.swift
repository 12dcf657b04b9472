import ArgumentParser
import Domain
import Foundation
import Screens
import Storage

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Your name, what you sell, to whom, your rivals: get, set, list.",
    discussion: """
      comeback config set name Ana
      comeback config set job "the month-end close"
      """,
    subcommands: [Get.self, Set.self, List.self])

  /// The settings that people know, with what they do.
  static let keys: [(name: String, help: String)] = [
    ("name", "your name, beside what you write"),
    ("role", "your role: rep, lead"),
    ("product", "what you sell; fills {product}"),
    ("customers", "to whom you sell"),
    ("rivals", "three rivals, parted by commas; the first fills {rival}"),
    ("job", "what it does for them, as in \"how long {job} takes\""),
    ("price", "fills {price}"),
    ("trigger", "what makes them buy; fills {trigger}"),
    ("peer", "a customer who may be named; fills {peer}"),
    ("before", "what it was at {peer}; fills {before}"),
    ("after", "what it is now; fills {after}"),
    ("month", "since when; fills {month}"),
    ("source", "where you have their number from; fills {source}"),
    ("accessible", "on: plain lines, for a screen reader"),
  ]

  /// Where a setting is kept.
  static func key(_ name: String) throws -> String {
    let names = keys.map(\.name)
    guard names.contains(name) else {
      throw Problem.noSuchSetting(name, nearest: EditDistance.nearest(to: name, among: names), known: names)
    }
    return Slots.keys.contains(name) ? "slot." + name : name
  }

  static func value(_ name: String, _ reader: Reader) throws -> String? {
    if name == "name" { return try reader.writer().flatMap { try reader.author($0)?.name } }
    return try reader.setting(key(name))
  }

  struct Get: RepCommand {
    static let configuration = CommandConfiguration(abstract: "One setting.", discussion: "comeback config get job")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "Its name.") var name: String

    func run(in session: inout Session) throws -> Int32 {
      let name = name.lowercased()
      _ = try ConfigCommand.key(name)
      let value = try session.base().read { try ConfigCommand.value(name, $0) }
      if options.json {
        session.console.out(
          JSONFace.text(.object(["version": .integer(1), "name": .text(name), "value": JSON(value)])))
      } else if let value {
        session.console.show(.text(value))
      }
      return value == nil ? Code.nothingFound : Code.fine
    }
  }

  struct Set: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set one; an empty text clears it.", discussion: "comeback config set job \"the month-end close\"")
    @OptionGroup var options: GlobalOptions
    @Flag(help: "With name: you are another person than before.") var anotherPerson = false
    @Argument(help: "Its name.") var name: String
    @Argument(help: "Its value.") var value: [String]

    func run(in session: inout Session) throws -> Int32 {
      let name = name.lowercased()
      let key = try ConfigCommand.key(name)
      let text = value.joined(separator: " ").trimmedOrNil
      let base = try session.base()
      if name == "name" {
        guard let text else { throw Problem.needs("The name", example: "comeback config set name Ana") }
        try Writer.named(text, anotherPerson: anotherPerson, base, session)
      } else {
        try base.note(key, text)
      }
      if options.json {
        session.console.out(JSONFace.text(.object(["version": .integer(1), "name": .text(name), "value": JSON(text)])))
      } else {
        session.console.show(.text(text.map { "\(name) is now \($0)." } ?? "\(name) is cleared."))
      }
      return Code.fine
    }
  }

  struct List: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "All settings, and where the base is.", discussion: "comeback config list")
    @OptionGroup var options: GlobalOptions

    func run(in session: inout Session) throws -> Int32 {
      let values = try session.base().read { reader in
        try ConfigCommand.keys.map { (name: $0.name, help: $0.help, value: try ConfigCommand.value($0.name, reader)) }
      }
      if options.json {
        let rows = values.map { JSON.object(["name": .text($0.name), "value": JSON($0.value)]) }
        session.console.out(JSONFace.text(JSONFace.list("settings", rows)))
        return Code.fine
      }
      var page = Page()
      for (name, help, value) in values {
        page.add(Span("\(name)  ", .key), Span(value ?? ""), right: [Span(help, .muted)], hang: 4)
      }
      page.add(Span("base  ", .key), Span(session.path))
      session.console.show(page)
      return Code.fine
    }
  }
}

/// Who writes in this base.
enum Writer {
  /// Names the writer. On a terminal a change of name is asked about: the same person, or another one?
  static func named(_ name: String, anotherPerson: Bool, _ base: Base, _ session: Session) throws {
    let current = try base.read { reader in try reader.writer().flatMap { try reader.author($0) } }
    var isAnother = anotherPerson
    if !isAnother, let current, current.name != name, session.console.canAsk {
      isAnother = try Questions(session).yes("Another person than \(current.name)?", standard: false)
    }
    if isAnother { try base.note("author", ID<Author>.fresh().uuid.uuidString.lowercased()) }
    try base.edit(.named, subject: name, zone: session.zone, now: session.now()) { edit in
      guard let writer = try edit.reader.writer() else { return }
      try edit.save(Author(id: writer, name: name))
    }
  }

  /// Gives the writer the login's name when there is none yet.
  static func ensureName(_ base: Base, _ session: Session) throws {
    guard try base.read({ reader in try reader.writer().flatMap { try reader.author($0) } }) == nil else { return }
    guard let login = session.environment["USER"] ?? session.environment["LOGNAME"], !login.isEmpty else { return }
    try named(login, anotherPerson: false, base, session)
  }
}
