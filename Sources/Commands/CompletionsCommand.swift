import ArgumentParser
import Foundation

struct CompletionsCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "What makes Tab complete commands, flags, deals and filters in your shell.",
    discussion: """
      comeback completions bash > ~/.local/share/bash-completion/completions/comeback
      comeback completions fish > ~/.config/fish/completions/comeback.fish

      For zsh, write it as _comeback into a folder of $fpath. make install does it for all three. Completing only
      looks at your base: it changes nothing and asks nothing.
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "bash, zsh or fish.") var shell: CompletionScript

  func run(in session: inout Session) throws -> Int32 {
    session.console.out(shell.text)
    return Code.fine
  }
}

/// What a shell's script asks while somebody types. It answers or says nothing, is never an error, and writes nothing.
enum Completing {
  /// The word that the scripts type; people are not shown it.
  static let name = "complete"

  /// - Parameter asked: `--bash LINE REPLACED`, or `--zsh` or `--fish` and the words behind `comeback`, the last one up
  ///   to the cursor.
  static func answer(_ asked: [String], in session: Session) {
    guard let shell = asked.first else { return }
    var words = Array(asked.dropFirst())
    var line: TypedLine?
    if shell == "--bash" {
      guard words.count == 2 else { return }
      let typed = TypedLine(words[0], replaced: words[1])
      words = Array(typed.words.dropFirst())
      line = typed
    } else if shell == "--fish", let current = words.popLast() {
      words += TypedLine(current, replaced: "").words.suffix(1)
    }
    guard let current = words.popLast() else { return }
    let known = KnownNames(at: path(words, session))
    switch Completion(before: words, current: current, known: known).offer {
    case .files: session.console.out("files\n")
    case .words(let candidates):
      let lines = candidates.map { line?.inserted($0.text) ?? "\($0.text)\t\($0.help)" }
      session.console.out((["words"] + lines).map { $0 + "\n" }.joined())
    }
  }

  /// The base that the line itself names, else the one in use.
  private static func path(_ words: [String], _ session: Session) -> String {
    let flag = "--database"
    let named =
      words.last { $0.hasPrefix(flag + "=") }.map { String($0.dropFirst(flag.count + 1)) }
      ?? words.lastIndex(of: flag).flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
    guard let named, !named.isEmpty else { return session.path }
    guard named.hasPrefix("~/"), let home = session.environment["HOME"] else { return named }
    return home + named.dropFirst()
  }
}
