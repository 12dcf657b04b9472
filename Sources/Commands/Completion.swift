import ArgumentParser
import Domain
import Retrieval

/// What may stand at the cursor of a command line that is being typed in a shell.
struct Completion {
  /// One that fits, with what it is; cleaned, for names come from outside.
  struct Candidate: Equatable {
    let text: String
    let help: String

    init(_ text: String, _ help: String = "") {
      self.text = CleanText(text).description
      self.help = CleanText(help).description
    }
  }

  enum Offer: Equatable {
    case words([Candidate])
    /// The shell knows files better.
    case files
  }

  private let before: [String]
  private let current: String
  private let known: KnownNames

  /// - Parameters:
  ///   - before: The words before the cursor's, `comeback` left out, as the command would get them.
  ///   - current: The cursor's word, up to the cursor.
  init(before: [String], current: String, known: KnownNames) {
    self.before = before
    self.current = current
    self.known = known
  }

  var offer: Offer {
    let start = before.indices.first { !isGlobal(at: $0) } ?? before.endIndex
    let typed = Array(before[start...])
    if typed.isEmpty {
      if let flag = before.last, let argument = CommandSheet.everywhere.first(where: { $0.takesValue(flag) }) {
        return values(of: argument, after: "")
      }
      return flagOrValue(CommandSheet.everywhere) ?? fitting(Self.commands)
    }
    if typed[0] == "help" { return help(Array(typed.dropFirst())) }
    guard let (command, sheet) = CommandSheet.leading(typed) else { return .words([]) }
    let verbs = CommandSheet.verbs(of: command)
    guard verbs.isEmpty else {
      return typed.count == 1 ? fitting(verbs.map(Self.candidate)) : .words([])
    }
    return inside(sheet, Array(typed.dropFirst(sheet.path.count)))
  }

  /// Whether a flag that every command takes stands here, before any command, or the value of one.
  private func isGlobal(at index: Int) -> Bool {
    if before[index].hasPrefix("-") { return true }
    return index > 0 && GlobalOptions.valued.contains(before[index - 1])
  }

  // MARK: Commands

  private static func candidate(_ command: any ParsableCommand.Type) -> Candidate {
    Candidate(command._commandName, command.configuration.abstract)
  }

  private static let commands =
    CommandSheet.commands.map(candidate) + [Candidate("help", "A command, or one of: words, keys, exit codes ...")]

  private func help(_ words: [String]) -> Offer {
    guard let first = words.first else { return fitting(Self.commands + HelpPage.topics.map { Candidate($0) }) }
    guard words.count == 1, let command = CommandSheet.command(first) else { return .words([]) }
    return fitting(CommandSheet.verbs(of: command).map(Self.candidate))
  }

  // MARK: Inside a command

  private func inside(_ sheet: CommandSheet, _ words: [String]) -> Offer {
    var places: [String] = []
    var given: Set<String> = []
    var open: CommandSheet.Argument?
    var onlyWords = false
    for word in words {
      if open != nil {
        open = nil
      } else if onlyWords || !word.hasPrefix("-") || word.contains(" ") {
        places.append(word)
      } else if word == "--" {
        onlyWords = true
      } else {
        let name = word.prefix { $0 != "=" }
        given.insert(String(name))
        if name.count == word.count { open = sheet.arguments.first { $0.takesValue(word) } }
      }
    }
    if let open { return values(of: open, after: "") }
    if !onlyWords {
      let free = sheet.arguments.filter { $0.isRepeating || given.isDisjoint(with: $0.names) }
      if let offer = flagOrValue(free) { return offer }
    }
    let wanted = Wanted.place(places.count, of: sheet, given: given)
    if wanted.contains(.files) { return .files }
    let joined = sheet.words.last?.isRepeating == true ? places.joined(separator: " ") : ""
    let offers = wanted.flatMap { wanted in
      switch wanted {
      case .filters(let names): filters(names)
      case .deals, .putAway: going(on: joined, with: known.candidates(wanted))
      default: matching(known.candidates(wanted), current)
      }
    }
    return .words(offers)
  }

  /// For a word that begins with a dash: the flags that go on so, or the values after a flag's `=`.
  private func flagOrValue(_ arguments: [CommandSheet.Argument]) -> Offer? {
    guard current.hasPrefix("-"), !current.contains(" ") else { return nil }
    if let equals = current.firstIndex(of: "=") {
      let name = String(current[..<equals])
      return arguments.first { $0.takesValue(name) }.map { values(of: $0, after: name + "=") } ?? .words([])
    }
    let flags = arguments.flatMap { argument in
      argument.names.filter { $0.hasPrefix("--") }.map { Candidate($0, argument.help) }
    }
    return fitting(flags)
  }

  private func values(of argument: CommandSheet.Argument, after head: String) -> Offer {
    let wanted = Wanted.value(of: argument)
    if wanted == .files { return .files }
    return fitting(known.candidates(wanted).map { Candidate(head + $0.text, $0.help) })
  }

  // MARK: What goes on so

  private func fitting(_ all: [Candidate]) -> Offer { .words(matching(all, current)) }

  private func matching(_ all: [Candidate], _ typed: String) -> [Candidate] {
    let typed = typed.lowercased()
    return all.filter { $0.text.lowercased().hasPrefix(typed) }
  }

  /// Names that may be typed in several words: what still lacks behind those that stand there.
  private func going(on joined: String, with all: [Candidate]) -> [Candidate] {
    guard !joined.isEmpty else { return matching(all, current) }
    let head = joined.count + 1
    return matching(all, joined + " " + current).map { Candidate(String($0.text.dropFirst(head)), $0.help) }
  }

  /// The last part of a word, which may hold a whole query in quotes, as a filter.
  private func filters(_ names: [Filters.Name]) -> [Candidate] {
    let part = current.reversed().prefix { !$0.isWhitespace }.count
    let head = String(current.dropLast(part))
    let typed = String(current.suffix(part))
    if let colon = typed.firstIndex(of: ":") {
      guard let name = Filters.Name(rawValue: typed[..<colon].lowercased()), names.contains(name) else { return [] }
      let start = head + typed[...colon]
      return matching(known.candidates(.filter(name)).map { Candidate(start + $0.text, $0.help) }, current)
    }
    let meant = names.filter { $0.rawValue.hasPrefix(typed.lowercased()) }
    // A lone name in quotes would have them closed behind it by bash; its values leave them open.
    let values =
      meant.count == 1
      ? meant.flatMap { name in
        known.candidates(.filter(name)).map { Candidate("\(head)\(name.rawValue):\($0.text)", $0.help) }
      } : []
    return values.isEmpty ? meant.map { Candidate("\(head)\($0.rawValue):", "only where this is so") } : values
  }
}

extension CommandSheet.Argument {
  /// Whether this is how it is called, and a value follows.
  func takesValue(_ name: String) -> Bool { value != nil && names.contains(name) }
}
