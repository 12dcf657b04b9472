extension Manual {
  /// docs/cli.md.
  var markdown: String {
    let opening = """
      # The command line

      Made by `make docs` from the commands themselves: change those, not this. `comeback help COMMAND` says the same \
      on a terminal, and `man comeback` where it is installed.


      """
    return opening + parts.map(Self.markdown).joined(separator: "\n")
  }

  private static func markdown(_ part: Part) -> String {
    switch part {
    case .heading(let text, let level): String(repeating: "#", count: level + 1) + " \(plain(text))\n"
    case .text(let text): plain(text) + "\n"
    case .examples(let lines): "```sh\n" + lines.map { $0 + "\n" }.joined() + "```\n"
    case .entries(let entries): entries.map { "- `\($0.term)`: \(plain($0.meaning))\n" }.joined()
    }
  }

  /// Text that is nothing but text to Markdown.
  private static func plain(_ text: String) -> String {
    text.map { "\\`*_<>[]|".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
