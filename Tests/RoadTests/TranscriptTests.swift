import Foundation
import TestBase
import Testing

@Suite("The documents print what the product prints")
struct TranscriptTests {
  /// One command of a console block and what stands below it.
  struct Step {
    let line: Int
    let command: String
    let expected: [String]
  }

  static func steps(in text: String) -> [Step] {
    var steps: [Step] = []
    var isInside = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).enumerated() {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        steps.append(Step(line: index + 1, command: String(line.dropFirst(2)), expected: []))
      } else if isInside, let last = steps.popLast() {
        steps.append(Step(line: last.line, command: last.command, expected: last.expected + [line]))
      }
    }
    return steps
  }

  /// Whether the lines are as written; a line of three dots stands for any lines.
  static func matches(_ seen: ArraySlice<String>, _ wanted: ArraySlice<String>) -> Bool {
    guard let first = wanted.first else { return seen.isEmpty }
    if first.trimmingCharacters(in: .whitespaces) == "..." {
      return (seen.startIndex...seen.endIndex).contains { matches(seen[$0...], wanted.dropFirst()) }
    }
    return seen.first == first && matches(seen.dropFirst(), wanted.dropFirst())
  }

  @Test("Every console block is a transcript", arguments: ["README.md", "docs/guide.md"])
  func blocks(_ file: String) throws {
    let text = try String(contentsOf: Checkout.root.appendingPathComponent(file), encoding: .utf8)
    let steps = Self.steps(in: text)
    #expect(steps.count >= 5)
    let road = try Road()
    for step in steps {
      var typed = Self.shellWords(step.command)
      #expect(typed.removeFirst() == "comeback", "\(file):\(step.line)")
      let inPlace = typed.map {
        $0.hasPrefix("seed-data") || $0.hasPrefix("Tests/") ? Checkout.root.appendingPathComponent($0).path : $0
      }
      let moved = inPlace.map { word in
        let isMade = [".md", ".txt"].contains(where: word.hasSuffix) && !word.hasPrefix("/")
        return isMade ? road.folder.appendingPathComponent(word).path : word
      }
      // `<` gives it a file to read.
      let words = moved.split(separator: "<", maxSplits: 1).map(Array.init)
      let piped = try words.count == 1 ? "" : String(contentsOfFile: words[1][0], encoding: .utf8)
      let seen = road.run(
        words[0], piped: piped.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      let out = seen.out.replacingOccurrences(of: road.folder.path + "/", with: "")
      let lines = out.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
      var wanted = step.expected[...]
      while wanted.last?.isEmpty == true { wanted = wanted.dropLast() }
      #expect(
        Self.matches(Array(lines)[...], Array(wanted)[...]),
        "\(file):\(step.line): $ \(step.command)\n\(out)\(seen.aside)")
    }
  }

  /// Words as a shell parts them, with single and double quotes.
  private static func shellWords(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let ended = word { words.append(ended) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}
