import Embedding
import Foundation
import Retrieval
import Storage

/// One run over bases of several sizes.
struct Bench {
  private let options: Options
  private let folder: URL
  /// Nil while it isn't there.
  private let model: Model?
  private var report = Report()

  /// - Parameter folder: Where the bases are made.
  static func run(_ options: Options, in folder: URL) async throws {
    var bench = Bench(options, in: folder)
    try await bench.run()
  }

  private init(_ options: Options, in folder: URL) {
    self.options = options
    self.folder = folder
    model = Model(in: options.model)
  }

  private mutating func run() async throws {
    if model == nil { report.skip("all with meaning", "the model isn't here; make model fetches it") }
    for size in options.sizes {
      let sample = try Sample(size, queries: options.searches, in: folder)
      report.begin(size, "written in \(text(sample.writing)) s, indexed in \(text(sample.indexing)) s")
      let semantic = model.map { Semantic($0.whole, id: MiniLM.id) }
      if let model { try embed(sample, size, model) }
      try compareInProcess(sample, semantic)
      try await compareInterruptions(sample, semantic)
      try measureKeys(sample, semantic)
      try compareLines(sample)
      try compareCommands(sample)
    }
    if options.deals > 0 { try compareDeals() }
    if let model { try compareThroughput(model.whole, in: options.model, &report) }
    report.summary()
  }

  private func embed(_ sample: Sample, _ size: Int, _ model: Model) throws {
    let isWhole = size <= options.whole
    let maker = Semantic(isWhole ? model.whole : model.firstLayer, id: MiniLM.id)
    let embedding = try milliseconds { _ = try maker.embedWaiting(in: sample.base) }
    let calibrating = try milliseconds { try maker.calibrate(sample.base) }
    print(
      "vectors by \(isWhole ? "the whole model" : "its first layer alone, to save time") in \(text(embedding / 1000)) s, "
        + "what scores mean in \(text(calibrating / 1000)) s")
  }

  private mutating func compareInProcess(_ sample: Sample, _ semantic: Semantic?) throws {
    var (words, meaning, plain) = (Times(), Times(), Times())
    // The vectors are read at the first search, and kept.
    if let semantic {
      report.add("first with meaning", try milliseconds { try sample.find("price", by: semantic) }, "ms")
    }
    for query in sample.queries {
      try words.measure { try sample.find(query) }
      try plain.measure { try sample.findPlainly(query) }
      if let semantic { try meaning.measure { try sample.find(query, by: semantic) } }
    }
    report.add("plain FTS5", plain)
    report.add("words", words, beside: ("plain FTS5", plain))
    if semantic != nil { report.add("with meaning", meaning, beside: ("plain FTS5", plain)) }
  }

  private mutating func compareInterruptions(_ sample: Sample, _ semantic: Semantic?) async throws {
    for (name, signal) in [("words", nil), ("with meaning", semantic)] where name == "words" || signal != nil {
      let (stopped, rest) = try await sample.interruptions(sample.queries.prefix(100), by: signal)
      report.add(name + ", stops after", stopped, beside: ("the rest", rest))
    }
  }

  private mutating func measureKeys(_ sample: Sample, _ semantic: Semantic?) throws {
    for (name, signal) in [("words", nil), ("with meaning", semantic)] where name == "words" || signal != nil {
      let (keys, bytes) = try sample.keystrokes(sample.queries.prefix(max(4, options.lines / 5)), by: signal)
      report.add("a key to its frame, \(name)", keys)
      report.add(
        "bytes a key, \(name), p95", bytes.p95, "B", "of \(bytes.values.count) keys, at most \(Int(bytes.most))")
    }
  }

  private mutating func compareLines(_ sample: Sample) throws {
    guard let comeback = options.comeback else { return report.skip("a REPL", "needs --comeback FILE") }
    let repl = try Talk(comeback, ["--database", sample.path], environment)
    defer { repl.leave() }
    var (words, meaning) = (Times(), Times())
    for query in sample.queries.prefix(options.lines) {
      try words.measure { try repl.ask("/search --no-embedding " + query) }
      if model != nil { try meaning.measure { try repl.ask(query) } }
    }
    report.add("REPL, words", words)
    if model != nil { report.add("REPL, with meaning", meaning, beside: ("words", words)) }
    report.add("peak memory of a REPL", repl.peakMemory, "MB", "after \(options.lines) searches of each kind")
  }

  private mutating func compareCommands(_ sample: Sample) throws {
    guard let comeback = options.comeback else { return report.skip("whole commands", "needs --comeback FILE") }
    let sqlite = "/usr/bin/sqlite3"
    let hasShell = FileManager.default.isExecutableFile(atPath: sqlite)
    if !hasShell { report.skip("the sqlite3 shell", "isn't here") }
    var (words, meaning, shell) = (Times(), Times(), Times())
    for query in sample.queries.prefix(options.commands) {
      let search = ["search", "--database", sample.path]
      words.add(try spawn(comeback, search + ["--no-embedding", query], environment))
      if model != nil { meaning.add(try spawn(comeback, search + [query], environment)) }
      if hasShell { shell.add(try spawn(sqlite, [sample.plainPath, Sample.shell(query)], environment)) }
    }
    if hasShell { report.add("cold sqlite3 shell", shell) }
    report.add("cold search, words", words, beside: hasShell ? ("sqlite3 shell", shell) : nil)
    if model == nil { return }
    report.add("cold search, with meaning", meaning, beside: ("words", words))
    report.add("meaning adds to a cold search", meaning - words)
  }

  /// What a rep does around deals, beside a search in the same base.
  private mutating func compareDeals() throws {
    guard let comeback = options.comeback else { return report.skip("commands about deals", "needs --comeback FILE") }
    let deals = try Deals(options.deals, in: folder)
    report.end("\(options.deals) deals, decided and debriefed, written in \(text(deals.writing)) s")
    let commands: [(name: String, words: [String])] = [
      ("prep", ["prep", Deals.open]), ("show DEAL", ["show", "Deal 7"]),
      ("follow-up list --due", ["follow-up", "list", "--due"]), ("debrief", ["debrief"]),
      ("interview", ["interview"]), ("fit --wins", ["fit", "--wins"]), ("fit --objections", ["fit", "--objections"]),
      ("event", ["event", "Something nobody waits for"]),
    ]
    var (search, times) = (Times(), commands.map { _ in Times() })
    for _ in 0..<options.commands {
      search.add(try spawn(comeback, ["search", "--no-embedding", "--database", deals.path, "price"], environment))
      for (place, command) in commands.enumerated() {
        times[place].add(try spawn(comeback, command.words + ["--database", deals.path], environment))
      }
    }
    report.add("search", search)
    for (command, taken) in zip(commands, times) { report.add(command.name, taken, beside: ("search", search)) }
  }

  private var environment: [String: String] {
    ProcessInfo.processInfo.environment.merging(["COMEBACK_MODEL": options.model]) { $1 }
  }
}
