import ArgumentParser
import Domain
import Retrieval
import Screens
import Storage

struct GapsCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps", abstract: "What you looked for and nobody could answer.",
    discussion: """
      comeback gaps
      comeback gaps --share 1 3
      comeback gaps --done 2

      Searches that found nothing, or whose answers you didn't use, are kept on this machine alone.
      --share hands the words that you choose to the team, without when or how often you looked.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Hand these to the team: the words, and nothing else.") var share = false
  @Flag(help: "Take these off the list.") var done = false
  @Argument(help: "Their numbers in the list.") var numbers: [Int] = []

  func validate() throws {
    if share, done { throw ValidationError("Say one of --share and --done.") }
    if !share, !done, !numbers.isEmpty { throw ValidationError("Numbers go with --share or --done.") }
  }

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let open = try OpenGaps(base, session, limit: options.limit ?? 50)
    guard share || done else { return show(open, session) }
    let chosen = try choose(from: open, session)
    return share ? try handOver(chosen, base, session) : try settle(chosen, base, session)
  }

  private func show(_ open: OpenGaps, _ session: Session) -> Int32 {
    if options.json {
      session.console.out(JSONFace.text(GapsFace.json(open)))
    } else if open.isEmpty {
      session.console.show(.text("No gaps."))
    } else {
      session.console.show(GapsPage.page(open, today: session.today, typed: session.typed))
    }
    return open.isEmpty ? Code.nothingFound : Code.fine
  }

  private func choose(from open: OpenGaps, _ session: Session) throws -> [OpenGaps.Row] {
    var numbers = numbers
    if numbers.isEmpty {
      guard session.console.canAsk, !open.isEmpty else {
        throw Problem.needs("A number", example: session.typed("gaps --\(share ? "share" : "done") 1"))
      }
      session.console.tell(GapsPage.page(open, today: session.today, typed: session.typed))
      let line = try Questions(session).line("Which? Numbers, or Enter for none")
      numbers = line.map { $0.split { !$0.isNumber }.compactMap { Int($0) } } ?? []
    }
    let rows = open.rows
    var seen: Set<Int> = []
    return try numbers.filter { seen.insert($0).inserted }.map { number in
      guard rows.indices.contains(number - 1) else {
        throw Problem.badValue(
          name: share ? "--share" : "--done", value: String(number),
          wanted: "a number from the list: \(session.typed("gaps"))")
      }
      return rows[number - 1]
    }
  }

  private func handOver(_ chosen: [OpenGaps.Row], _ base: Base, _ session: Session) throws -> Int32 {
    let words = chosen.compactMap { row in if case .own(let own) = row { own.words } else { nil } }
    guard !words.isEmpty else {
      session.console.tell(.text(chosen.isEmpty ? "Nothing was shared." : "The team has it already."))
      return Code.fine
    }
    let quoted = words.map { "\"\($0)\"" }.joined(separator: ", ")
    if session.console.canAsk, !options.yes,
      try !Questions(session).yes("The team will see \(quoted), and that it is from you. Share?", standard: true)
    {
      session.console.tell(.text("Nothing was shared."))
      return Code.fine
    }
    try Writer.ensureName(base, session)
    try base.edit(.sharedGap, subject: words[0], zone: session.zone, now: session.now()) { edit in
      for words in words { try edit.save(Gap(words: words)) }
    }
    return try report(
      "Shared: \(quoted). The team sees the words, not when or how often you looked. Wrong? \(session.typed("undo")) takes it off their list; in the history the words stay.",
      base, session)
  }

  private func settle(_ chosen: [OpenGaps.Row], _ base: Base, _ session: Session) throws -> Int32 {
    let words = chosen.map(\.words)
    guard let first = words.first else { return Code.fine }
    let shared = chosen.compactMap { row in if case .shared(let gap, _) = row { gap.id } else { nil } }
    if !shared.isEmpty {
      try Writer.ensureName(base, session)
      try base.edit(.putAway, subject: first, zone: session.zone, now: session.now()) { edit in
        for id in shared { try edit.putAway(.gap(id)) }
      }
    }
    try base.forget(lookedFor: words)
    return try report(
      "Removed: " + words.map { "\"\($0)\"" }.joined(separator: ", ") + ".", base, session)
  }

  private func report(_ said: String, _ base: Base, _ session: Session) throws -> Int32 {
    if options.json {
      session.console.out(JSONFace.text(GapsFace.json(try OpenGaps(base, session, limit: options.limit ?? 50))))
    } else {
      session.console.show(.text(said))
    }
    session.settle(base)
    return Code.fine
  }
}

extension OpenGaps {
  /// What is found by now is open no more; what was shared is the team's. Each is looked for again, so no more than
  /// `limit` of one's own and of the team's.
  init(_ base: Base, _ session: Session, limit: Int) throws {
    self = try base.read { reader in
      let search = try session.search(in: reader)
      func isFound(_ words: String) throws -> Bool {
        let found = try search.find(words, limit: 1)
        return found.sure && !found.matches.isEmpty
      }
      let shared = try reader.gaps()
      let said = Set(shared.map { Folding.fold($0.gap.words) })
      var own: [LookedFor] = []
      for row in try reader.lookedFor() where own.count < limit && !said.contains(Folding.fold(row.words)) {
        if try row.kind == .unused || !isFound(row.words) { own.append(row) }
      }
      var open: [(gap: Gap, by: String?)] = []
      for row in shared where open.count < limit { if try !isFound(row.gap.words) { open.append(row) } }
      return OpenGaps(own: own, shared: open)
    }
  }
}

extension Session {
  /// Keeps on this machine that nothing was found, or nothing surely. Saying so is not what was asked for, so it never
  /// fails the search.
  func noteUnanswered(_ found: Found, in base: Base) {
    // An empty base has no gaps, and a search makes no file.
    guard !found.isBaseEmpty, found.matches.isEmpty || !found.sure else { return }
    try? base.note(lookedFor: found.query.said, .unanswered, on: today)
  }

  /// Keeps that nothing came of the list above, before another takes its place.
  func noteUnused(in base: Base) {
    guard let list, !list.isUsed, list.found.sure, !list.found.matches.isEmpty else { return }
    try? base.note(lookedFor: list.found.query.said, .unused, on: today)
  }
}

enum GapsFace {
  static func json(_ open: OpenGaps) -> JSON {
    JSONFace.list(
      "gaps",
      open.rows.map { row in
        switch row {
        case .own(let own):
          .object([
            "words": .text(own.words), "kind": .text(own.kind.rawValue), "times": .integer(Int64(own.times)),
            "last": .text(own.last.description), "by": .null,
          ])
        case .shared(let gap, let by):
          .object([
            "words": .text(gap.words), "kind": .text("shared"), "times": .null, "last": .null, "by": JSON(by),
          ])
        }
      })
  }
}
