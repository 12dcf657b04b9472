import Embedding
import Foundation

/// What is measured, as typed behind `Benchmarks/run`.
struct Options {
  /// Of the bases, in phrasings.
  var sizes = [10_000, 20_000, 100_000]
  /// Searches in process, of each kind; whole commands; lines in a REPL, of each kind.
  var (searches, commands, lines) = (200, 41, 100)
  /// Up to this size all layers of the model make the vectors; above it, the first alone.
  var whole = 10_000
  /// Deals that were decided and debriefed; none leaves that part out.
  var deals = 2_000
  var comeback: String?
  var model = (ProcessInfo.processInfo.environment["HOME"] ?? "") + "/.local/share/comeback/models/" + ModelFolder.name

  /// Nil when they can't be read.
  init?(_ arguments: [String]) {
    if let folder = ProcessInfo.processInfo.environment["COMEBACK_MODEL"] { model = folder }
    var rest = arguments[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch (name, Int(value)) {
      case ("--sizes", _):
        sizes = value.split(separator: ",").compactMap { Int($0) }
        if sizes.isEmpty { return nil }
      case ("--searches", let count?): searches = count
      case ("--commands", let count?): commands = count
      case ("--lines", let count?): lines = count
      case ("--whole", let size?): whole = size
      case ("--deals", let count?): deals = count
      case ("--comeback", _): comeback = value
      case ("--model", _): model = value
      default: return nil
      }
    }
  }

  static let usage = """
    Benchmarks/run [--sizes 10000,20000,100000] [--searches 200] [--commands 41] [--lines 100]
                   [--whole 10000] [--deals 2000] [--comeback FILE] [--model FOLDER]
    """
}
