import ArgumentParser

/// The flags that every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The base to work on.", valueName: "path"))
  var database: String?

  @Flag(name: [.customShort("j"), .long], help: "One JSON document, for machines.")
  var json = false

  @Flag(help: "One record a line, for grep and screen readers.")
  var plain = false

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  @Flag(help: "Ask nothing; what a question would settle is an error.")
  var noInput = false

  @Flag(name: [.customShort("y"), .long], help: "Answer yes to what would be asked.")
  var yes = false

  @Flag(name: [.customShort("q"), .long], help: "Say only what was asked for.")
  var quiet = false

  @Option(name: [.customShort("n"), .long], help: ArgumentHelp("The most that is listed.", valueName: "count"))
  var limit: Int?

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

  /// Those that take a value, for finding the command behind them.
  static let valued: Set<String> = ["--database", "--color", "--limit", "-n"]
  static let bare: Set<String> = ["--json", "-j", "--plain", "--no-input", "--yes", "-y", "--quiet", "-q"]

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit: \"\(limit)\" won't do. Say a number from 1.") }
  }
}

/// The case in hand: it moves answers up or down and hides nothing.
struct ContextOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who it is: CFO, owner, IT.", valueName: "role")) var role: String?
  @Option(help: ArgumentHelp("Where the deal is: demo, negotiation.", valueName: "stage")) var stage: String?
  @Option(help: ArgumentHelp("Their trade.", valueName: "industry")) var industry: String?
  @Option(help: ArgumentHelp("Against whom.", valueName: "name")) var competitor: String?
  @Option(help: ArgumentHelp("What is being sold.", valueName: "name")) var product: String?
  @Option(help: ArgumentHelp("The deal; fills in what isn't said.", valueName: "name")) var deal: String?
}
