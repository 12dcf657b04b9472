public import Domain

/// Several objections of one call as text, one a line: what they said, `=`, what was answered, and how it went.
///
///     way over what we pay now = compared with what +
///     have to ask my boss = r9xq4 ?
///     we have no budget
///
/// The answer is an id, or words of it; an objection's id says which was meant. `+` they let go of it, `++` a step was
/// booked, `~` softer, `-` stuck, `?` can't tell yet. Empty lines and those that begin with `#` say nothing.
public struct CallLines: Equatable, Sendable {
  public struct Line: Equatable, Sendable {
    /// From 1.
    public let number: Int
    public let words: String
    /// An id or words of the answer, or the objection's id.
    public let answer: String?
    public let went: Went?
  }

  public let lines: [Line]

  /// What is wrong with a line.
  public enum Wrong: Error, Equatable {
    /// It says how an answer went, and not which.
    case noAnswer(line: Int)
    /// Nothing stands before the `=`.
    case noWords(line: Int)
  }

  private static let marks: [(String, Went)] = [
    ("++", .booked), ("+", .letGo), ("~", .softer), ("-", .stuck), ("?", .cantTell),
  ]

  /// - Throws: ``Wrong``.
  public init(_ text: String) throws {
    var lines: [Line] = []
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      guard let line = String(raw).trimmedOrNil, !line.hasPrefix("#") else { continue }
      guard let sign = line.lastIndex(of: "=") else {
        // How it went, and not what was said to it; "what now ?" is a question.
        guard !["+", "~", "-"].contains(where: { line.hasSuffix(" " + $0) }), !line.hasSuffix(" ++") else {
          throw Wrong.noAnswer(line: index + 1)
        }
        lines.append(Line(number: index + 1, words: line, answer: nil, went: nil))
        continue
      }
      guard let words = String(line[..<sign]).trimmedOrNil else { throw Wrong.noWords(line: index + 1) }
      var answer = String(line[line.index(after: sign)...]).trimmedOrNil ?? ""
      // A mark stands alone: "on-prem?" ends with none.
      let mark = Self.marks.first { answer == $0.0 || answer.hasSuffix(" " + $0.0) }
      if let mark { answer = String(answer.dropLast(mark.0.count)) }
      let named = answer.trimmedOrNil
      guard named != nil || mark == nil else { throw Wrong.noAnswer(line: index + 1) }
      lines.append(Line(number: index + 1, words: words, answer: named, went: mark?.1))
    }
    self.lines = lines
  }
}
