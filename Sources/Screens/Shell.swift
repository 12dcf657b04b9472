import Foundation

/// Words as a shell wants them.
package enum Shell {
  package static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+=:,@".contains($0)) }
    return isPlain ? text : "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }

  /// A typed line as words: double quotes, straight or curly, hold words together, and so do single ones as
  /// ``quoted(_:)`` sets them; any other apostrophe is a letter.
  package static func words(_ line: String) -> [String] {
    let line = Array(line)
    var words: [String] = []
    var word: String?
    var isQuoted = false
    var place = 0
    while place < line.count {
      let character = line[place]
      switch character {
      case "'" where word == nil:
        if let (text, end) = single(line, from: place) {
          words.append(text)
          place = end
        } else {
          word = "'"
        }
      case "\"", "\u{201C}", "\u{201D}", "\u{201E}":
        isQuoted.toggle()
        word = word ?? ""
      case _ where character.isWhitespace && !isQuoted:
        if let ended = word { words.append(ended) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
      place += 1
    }
    if let word { words.append(word) }
    return words
  }

  /// A word in single quotes and the place of its last one; nil when none ends a word.
  private static func single(_ line: [Character], from start: Int) -> (text: String, end: Int)? {
    var text = ""
    var place = start + 1
    while place < line.count {
      guard line[place] == "'" else {
        text.append(line[place])
        place += 1
        continue
      }
      let rest = line[(place + 1)...]
      if rest.first?.isWhitespace ?? true { return (text, place) }
      text.append("'")
      place += rest.starts(with: ["\\", "'", "'"]) ? 4 : 1
    }
    return nil
  }
}
