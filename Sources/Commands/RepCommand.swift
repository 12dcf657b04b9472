import ArgumentParser
import Screens

/// A command as a value, the same from the command line and from the REPL.
protocol RepCommand: ParsableCommand {
  var options: GlobalOptions { get }
  /// - Returns: The exit code.
  func run(in session: inout Session) throws -> Int32
}

/// sysexits.h, and 1 for nothing found.
enum Code {
  static let fine: Int32 = 0
  static let nothingFound: Int32 = 1
  static let usage: Int32 = 64
  static let damaged: Int32 = 65
  static let unavailable: Int32 = 69
}
