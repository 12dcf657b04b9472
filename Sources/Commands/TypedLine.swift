/// A command line up to the cursor, as a shell holds it: with its quotes and backslashes, perhaps not yet closed.
struct TypedLine {
  /// The words without quotes, the last one the cursor's.
  private(set) var words: [String] = [""]
  /// How many characters of the last word stand before what the shell will replace.
  private(set) var kept = 0
  /// The quote that is open where the replacing begins.
  private(set) var quote: Character?

  /// - Parameter replaced: What of the end of the line the shell will replace, as it stands there.
  init(_ line: String, replaced: String) {
    let characters = Array(line)
    let start = line.hasSuffix(replaced) ? characters.count - replaced.count : characters.count
    var open: Character?
    var isEscaped = false
    for (index, character) in characters.enumerated() {
      if index == start { note(open) }
      if isEscaped {
        if open == "\"", !"\"\\$`".contains(character) { append("\\") }
        append(character)
        isEscaped = false
      } else if character == "\\", open != "'" {
        isEscaped = true
      } else if let quote = open {
        if character == quote { open = nil } else { append(character) }
      } else if character == "'" || character == "\"" {
        open = character
      } else if character.isWhitespace {
        if index > 0, !characters[index - 1].isWhitespace || isBehindEscape(characters, index) { words.append("") }
      } else {
        append(character)
      }
    }
    if start == characters.count { note(open) }
  }

  private mutating func note(_ open: Character?) {
    kept = words[words.count - 1].count
    quote = open
  }

  private mutating func append(_ character: Character) { words[words.count - 1].append(character) }

  /// Whether the blank before this place belongs to a word.
  private func isBehindEscape(_ characters: [Character], _ index: Int) -> Bool {
    index > 1 && characters[index - 1].isWhitespace && characters[index - 2] == "\\"
  }

  /// A word as it must stand in the line from the replaced place on.
  func inserted(_ word: String) -> String {
    let rest = word.dropFirst(kept)
    switch quote {
    case "'": return rest.map { $0 == "'" ? "'\\''" : String($0) }.joined()
    // In double quotes nothing but closing them keeps a history's mark from being one.
    case "\"": return rest.map { $0 == "!" ? "\"'!'\"" : "\"\\$`".contains($0) ? "\\\($0)" : String($0) }.joined()
    default: return rest.map { Self.isPlain($0) ? String($0) : "\\\($0)" }.joined()
    }
  }

  private static func isPlain(_ character: Character) -> Bool {
    !character.isASCII || character.isLetter || character.isNumber || "_-./,:=@%+".contains(character)
  }
}
