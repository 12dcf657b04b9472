import ArgumentParser
import Calls
import Domain
import Foundation
import Retrieval
import Screens
import Storage

/// The plain REPL: a line is a search, a command begins with a slash. Works in a pipe, a dumb terminal and
/// for a screen reader.
struct Repl {
  private var session: Session

  init(_ session: Session) {
    self.session = session
    self.session.isRepl = true
  }

  /// Until the end of input or `/quit`. The code of the last line.
  mutating func run() throws -> Int32 {
    let base = try session.base()
    session.openBase = base
    if session.console.canAsk { try greet(base) }
    var code = Code.fine
    while let line = next() {
      // A stray Ctrl-L before a slash would make a command a search.
      let typed = line.trimmingCharacters(in: .whitespaces.union(.controlCharacters))
      if typed.isEmpty { continue }
      if ["/quit", "/q", "/exit"].contains(typed) { break }
      code = answer(typed)
    }
    session.noteUnused(in: base)
    return code
  }

  private func greet(_ base: Base) throws {
    let (objections, isSample) = try base.read { (try $0.count(of: .objection), try $0.setting("sample") == "yes") }
    if isSample { session.console.tell(.text("SAMPLE: these results are invented.")) }
    session.console.tell(.text("Comeback. \(Wording.count(objections, "objection", "objections")). /help for help."))
    if try base.read({ try $0.draft(CallDraft.name) }) != nil {
      session.console.tell(.text("A log was left half way. /log --resume goes on with it."))
    }
    if let call = try base.read({ try CallsToday.due(in: $0, session) }) { session.console.tell(.text(call)) }
    let due = try base.read { try DueNow.lines(in: $0, session) }
    for line in due { session.console.tell(.text("Due: \(line)")) }
    if !due.isEmpty { session.console.tell(.text("Not before tomorrow: /follow-up later")) }
  }

  private func next() -> String? {
    session.console.canAsk ? session.console.ask("") : session.console.readLine()
  }

  private mutating func answer(_ typed: String) -> Int32 {
    CommandLineEntry.answering(in: &session, whenLeft: Code.fine) { session in
      guard typed.hasPrefix("/") else {
        var search = try SearchCommand.parse([])
        search.words = [typed]
        return try search.run(in: &session)
      }
      let words = Self.translated(Shell.words(String(typed.dropFirst())), session)
      return try CommandLineWords(words).run(in: &session)
    }
  }

  /// `/log 1a booked "words"` is short for an answer in the list above: `log --used 1a --went booked`.
  static func translated(_ words: [String], _ session: Session) -> [String] {
    guard words.first == "log" || words.first == "l", words.count > 1,
      let (_, answer, _) = session.list?.place(words[1])
    else {
      return words
    }
    var rest = Array(words.dropFirst(2))
    var flags = [answer == nil ? "--objection" : "--used", words[1]]
    if let went = rest.first, Went(rawValue: went.lowercased()) != nil {
      flags += ["--went", went]
      rest.removeFirst()
    }
    let saysDeal = rest.contains { ["--deal", "--new-deal", "--no-deal"].contains($0) }
    if !saysDeal { flags.append("--no-deal") }
    // Without words of their own, what was searched for is what they said.
    if !hasText(rest), let query = session.list?.found.query.typed { rest.append(query) }
    return ["log"] + flags + rest
  }

  /// Whether anything among the words is neither a flag nor a flag's value.
  private static func hasText(_ words: [String]) -> Bool {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-") else { return true }
      let standsAlone = word == "--no-deal" || word.contains("=") || GlobalOptions.bare.contains(word)
      if !standsAlone { rest = rest.dropFirst() }
    }
    return false
  }
}
