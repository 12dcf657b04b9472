import ArgumentParser
import Foundation

extension Manual {
  /// docs/comeback.1, for man.
  var roff: String {
    let opening = [
      ".\\\" Made by make docs from the commands themselves: change those, not this.",
      ".TH COMEBACK 1 \"\" \"comeback \(VersionCommand.number)\"",
      ".ad l",
      ".SH NAME",
      "comeback \\- \(Self.name)",
      ".SH SYNOPSIS",
      ".B comeback",
      "[\\fICOMMAND\\fR ...]",
      ".SH DESCRIPTION",
    ]
    // The first paragraph follows its heading, which parts it from what stands above.
    var lines = opening
    var isBehindHeading = true
    for part in parts {
      lines += Self.lines(part, isBehindHeading: isBehindHeading)
      if case .heading = part { isBehindHeading = true } else { isBehindHeading = false }
    }
    lines += [".SH SEE ALSO", "docs/format.md: the files that import takes.", "docs/json.md: what \\-\\-json prints."]
    return lines.map { $0 + "\n" }.joined()
  }

  /// What whatis lists.
  private static var name: String {
    let abstract = Comeback.configuration.abstract
    return abstract.prefix(1).lowercased() + abstract.dropFirst().prefix { $0 != "." }
  }

  private static func lines(_ part: Part, isBehindHeading: Bool) -> [String] {
    let apart = isBehindHeading ? [] : [".PP"]
    switch part {
    case .heading(let text, 1): return [".SH " + escaped(text.uppercased())]
    case .heading(let text, _): return [".SS " + escaped(text)]
    case .text(let text): return apart + filled(text)
    case .examples(let examples):
      return apart + [".RS 4", ".EX"] + examples.flatMap(broken).map(guarded) + [".EE", ".RE"]
    case .entries(let entries):
      return entries.flatMap { [".TP", "\\fB\(escaped($0.term))\\fR"] + filled($0.meaning) }
    }
  }

  /// Lines of at most 78 characters, as source; man fills them anew.
  private static func filled(_ text: String) -> [String] {
    var lines: [String] = []
    for word in escaped(text).split(separator: " ") {
      if let last = lines.last, last.count + word.count < 78 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map(guarded)
  }

  /// An example that is too long for a narrow terminal goes on in the next line, before a flag.
  private static func broken(_ example: String) -> [String] {
    var lines = [""]
    for (index, piece) in example.components(separatedBy: " --").enumerated() {
      let word = index == 0 ? piece : "--" + piece
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[0] = word
      } else if last.count + word.count < 66 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines[lines.count - 1] = last + " \\"
        lines.append("    " + word)
      }
    }
    return lines.map(escaped)
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\e"
      case "-": "\\-"
      case "'": "\\(aq"
      case "`": "\\(ga"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case "\"": "\\(dq"
      default: String(character)
      }
    }.joined()
  }

  /// A line that begins with a dot would be a request.
  private static func guarded(_ line: String) -> String { line.hasPrefix(".") ? "\\&" + line : line }
}
