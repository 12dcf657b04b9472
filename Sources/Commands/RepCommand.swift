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

  static let meanings: [(code: Int32, meaning: String)] = [
    (fine, "fine"), (nothingFound, "nothing found"), (usage, "wrong use"), (damaged, "wrong or damaged data"),
    (66, "no such file"), (unavailable, "what finds by meaning can't be had"), (70, "a bug"),
    (73, "can't create a file"), (74, "the disk: full, or failing"), (75, "busy, type it again"), (77, "not allowed"),
    (78, "the base is a newer Comeback's"), (130, "interrupted, or left"),
  ]
}
