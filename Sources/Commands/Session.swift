import Domain
import Embedding
package import Foundation
import Retrieval
import Screens
import Storage

/// What a command works in: the base, the day, the console, and the list shown last.
package struct Session {
  package var path: String
  /// The base as this command line named it, for the lines to type next; nil when it is the usual one.
  private var chosenPath: String?
  package var console: Console
  package var environment: [String: String]
  package var now: @Sendable () -> Date
  package var zone: TimeZone
  /// In a REPL, the list that places such as `1a` point into.
  var list: ShownList?
  var isRepl = false
  /// What was chosen on the live screen, for a log of it.
  var picked: (words: String, match: Match?)?
  /// In a REPL, the base that stays open from one line to the next, with its statements.
  var openBase: Base?
  /// The meaning signal, with the model loaded when it is first needed.
  let semantic: Semantic
  private let idiomFile: IdiomFile
  private let prior = KeptPrior()

  package init(
    path: String, console: Console, environment: [String: String] = [:],
    now: @escaping @Sendable () -> Date = { Date() },
    zone: TimeZone = .current
  ) {
    self.path = path
    self.console = console
    self.environment = environment
    self.now = now
    self.zone = zone
    semantic = Semantic(ModelFolder(Self.modelFolder(environment)))
    idiomFile = IdiomFile(environment)
  }

  var today: Day { Day(now(), in: zone) }

  /// How a command is typed here.
  func typed(_ command: String) -> String {
    isRepl ? "/" + command : "comeback " + command + (chosenPath.map { " --database \(Shell.quoted($0))" } ?? "")
  }

  func base() throws -> Base {
    let base = try openBase.flatMap { $0.path == path ? $0 : nil } ?? Base(at: path)
    // What an earlier process wrote and did not index is caught up before anything is looked for.
    try? base.catchUp()
    _ = try? semantic.embedWaiting(in: base, atMost: 32)
    return base
  }

  var idioms: Idioms { idiomFile.idioms }

  /// The main road from here.
  /// - Parameter byMeaning: False to go by words alone.
  func search(in reader: Reader, competitor: String? = nil, byMeaning: Bool = true) throws -> Search {
    try Search(
      reader, on: today, slots: Slots.values(in: reader, competitor: competitor), semantic: byMeaning ? semantic : nil,
      idioms: idioms, prior: prior)
  }

  /// What follows once something was saved and said so: the index is brought up to date, and the day's
  /// backup made. Neither can undo what was saved, so neither fails the command.
  func settle(_ base: Base) {
    try? base.catchUp()
    embed(base)
    do {
      try base.backUpIfDue(zone: zone, now: now())
    } catch {
      console.tell(
        .text("Saved, but the day's backup could not be made.", "Is the disk full? comeback backup tries again."))
    }
  }

  /// Gives every way of saying its vector, and learns what scores mean, with a progress line where somebody may wait
  /// for it. Stopped at any time, it goes on with the next change, or by `comeback model`.
  func embed(_ base: Base) {
    var progress = ProgressLine("Learning what they mean:", in: self)
    _ = try? semantic.embedWaiting(in: base) { done, all in
      progress.show(done, of: all)
      return true
    }
    progress.end()
    try? semantic.calibrate(base)
  }

  /// Where the model is when nothing says otherwise.
  static func modelFolder(_ environment: [String: String]) -> String {
    if let path = environment["COMEBACK_MODEL"], !path.isEmpty { return path }
    return dataFolder(environment) + "/models/" + ModelFolder.name
  }

  /// With the global flags of one command.
  func with(_ options: GlobalOptions) -> Session {
    var session = self
    if let database = options.database { (session.path, session.chosenPath) = (database, database) }
    if options.noInput {
      session.console.canAsk = false
      session.console.keyboard = nil
    }
    switch options.color {
    case .auto: break
    case .always: session.console.hasColor = true
    case .never: session.console.hasColor = false
    }
    if options.plain {
      session.console.hasColor = false
      session.console.width = nil
    }
    if options.quiet { session.console.aside = { _ in } }
    return session
  }

  /// Where the base is when nothing says otherwise.
  static func defaultPath(_ environment: [String: String]) -> String {
    if let path = environment["COMEBACK_DATABASE"], !path.isEmpty { return path }
    return dataFolder(environment) + "/comeback.db"
  }

  static func dataFolder(_ environment: [String: String]) -> String {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/comeback" }
    #if os(macOS)
      return NSHomeDirectory() + "/Library/Application Support/comeback"
    #else
      return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/share/comeback"
    #endif
  }
}

/// The list shown last in a REPL.
struct ShownList {
  let found: Found
  /// Whether a log came of it.
  var isUsed = false

  /// What `1` or `1a` stands for; nil for something else.
  func place(_ typed: String) -> (Match, Answer?, rank: Int)? {
    let digits = typed.prefix { $0.isASCII && $0.isNumber }
    let letters = typed.dropFirst(digits.count)
    guard let number = Int(digits), found.matches.indices.contains(number - 1), letters.count <= 1 else { return nil }
    let match = found.matches[number - 1]
    guard let letter = letters.first else { return (match, nil, 0) }
    guard letter.isASCII, let value = letter.asciiValue, value >= 97, match.answers.indices.contains(Int(value) - 97)
    else {
      return nil
    }
    return (match, match.answers[Int(value) - 97], Int(value) - 96)
  }
}

/// The values for slots such as `{job}` in starter answers, from the settings.
enum Slots {
  static let keys = ["job", "product", "rival", "price", "trigger", "peer", "before", "after", "month", "source"]

  static func values(in reader: Reader, competitor: String? = nil) throws -> [String: String] {
    let settings = try reader.settings()
    var values: [String: String] = [:]
    for key in keys { values[key] = settings["slot." + key] }
    if let rivals = settings["rivals"], values["rival"] == nil {
      values["rival"] = rivals.split(separator: ",").first.map { $0.trimmingCharacters(in: .whitespaces) }
    }
    if let competitor { values["rival"] = competitor }
    return values
  }
}
