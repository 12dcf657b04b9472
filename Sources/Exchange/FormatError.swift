/// Where and why a readable file can't be taken in; `ErrorPage` words it.
public struct FormatError: Error, Equatable {
  public let file: String
  /// From 1.
  public let line: Int
  /// In characters, from 1; in a table from another program, the number of the column.
  public let column: Int
  public let problem: Problem

  public enum Problem: Equatable, Sendable {
    case notUTF8
    case noColon
    case unknownKey(String, nearest: String?)
    case unknownBlock(String)
    case unknownProfileBlock(String)
    case tooManyCriteria(most: Int)
    case twice(key: String)
    case missing(key: String)
    case empty(key: String)
    case tooLong(key: String)
    case badValue(key: String, value: String, wanted: String)
    case badEscape
    case noSuchRow(kind: String, id: String)
    case usedTwice(id: String)
    case unknownColumn(String, nearest: String?)
    case fields(found: Int, wanted: Int)
    case openQuote
    case strayQuote
    case newerFormat(Int)
    case notText
    case tooManyColumns(Int)
  }

  init(_ file: String, _ line: Int, _ problem: Problem) { self.init(file, line, 1, problem) }

  package init(_ file: String, _ line: Int, _ column: Int, _ problem: Problem) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
  }
}
