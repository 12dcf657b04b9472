import ArgumentParser
import Domain
import Screens
import Storage

struct MergeCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Take in what a colleague's base has and yours has not, and your own from elsewhere.",
    discussion: """
      comeback merge ben.db

      Ben makes the file with: comeback export --team ben.db
      Nothing of yours is lost. What both of you changed: comeback conflicts
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Take it even if its clock is more than a day ahead of this one.") var acceptClock = false
  @Argument(help: "The other base.") var file: String

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let merged = try base.merge(file, acceptsClock: acceptClock, now: session.now())
    try base.read { reader in
      let names = try AuthorNames.all(in: reader)
      if options.json {
        session.console.out(JSONFace.text(MergedFace.json(merged, names: names)))
      } else {
        session.console.show(
          MergedPage.page(merged, file: file, names: names, zone: session.zone, typed: session.typed))
      }
    }
    session.settle(base)
    return Code.fine
  }
}

struct ConflictsCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts", abstract: "What you both changed: theirs stands, yours can be taken back.",
    discussion: """
      comeback conflicts
      comeback conflicts --mine 2
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("Take your words back in this one.", valueName: "number")) var mine: Int?
  @Option(help: ArgumentHelp("Leave theirs in this one, for good.", valueName: "number")) var theirs: Int?

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    if let number = mine ?? theirs { return try settle(number, withMine: mine != nil, base, session) }
    let rows = try base.read { reader in try reader.conflicts().map { try ConflictRow($0, reader) } }
    if options.json {
      session.console.out(JSONFace.text(JSONFace.list("conflicts", rows.map(\.json))))
    } else if rows.isEmpty {
      session.console.show(.text("Nothing that you both changed."))
    } else if session.console.canAsk, session.console.outIsTerminal || session.isRepl {
      try ask(rows, base, session)
    } else {
      session.console.show(ConflictsPage.page(rows.map(\.shown), zone: session.zone, typed: session.typed))
    }
    return rows.isEmpty ? Code.nothingFound : Code.fine
  }

  private func settle(_ number: Int, withMine: Bool, _ base: Base, _ session: Session) throws -> Int32 {
    guard try base.settle(Int64(number), withMine: withMine, zone: session.zone, now: session.now()) else {
      throw Problem.badValue(
        name: withMine ? "--mine" : "--theirs", value: String(number), wanted: "a number from: comeback conflicts")
    }
    if options.json {
      session.console.out(
        JSONFace.text(.object(["version": .integer(1), "number": .integer(Int64(number)), "mine": .flag(withMine)])))
    } else {
      session.console.show(Self.said(withMine, session))
    }
    session.settle(base)
    return Code.fine
  }

  private func ask(_ rows: [ConflictRow], _ base: Base, _ session: Session) throws {
    let questions = try Questions(session)
    for row in rows {
      session.console.show(ConflictsPage.page([row.shown], zone: session.zone))
      let key = try questions.key("m take mine back, t leave theirs, Enter decide later", ["m", "t", ""], standard: "")
      guard !key.isEmpty else { continue }
      try base.settle(row.conflict.id, withMine: key == "m", zone: session.zone, now: session.now())
      session.console.show(Self.said(key == "m", session))
    }
    session.settle(base)
  }

  private static func said(_ withMine: Bool, _ session: Session) -> Page {
    .text(withMine ? "Yours stands again. Wrong? \(session.typed("undo"))" : "Theirs stays.")
  }
}

/// A conflict with the names that a person knows its row by.
struct ConflictRow {
  let conflict: Conflict
  let shown: ConflictsPage.Row
  private let id: String

  init(_ conflict: Conflict, _ reader: Reader) throws {
    self.conflict = conflict
    id = try reader.shortID(conflict.row)
    let title = try reader.title(of: conflict.row) ?? id
    shown = ConflictsPage.Row(conflict, title: [conflict.deal, title].compactMap(\.self).joined(separator: ": "))
  }

  var json: JSON {
    .object([
      "number": .integer(conflict.id), "id": .text(id), "title": .text(shown.title),
      "field": .text(conflict.field), "mine": .list(conflict.mine.map(JSON.text)),
      "theirs": .list(conflict.theirs.map(JSON.text)), "by": JSON(conflict.by),
    ])
  }
}

enum MergedFace {
  static func json(_ merged: Merged, names: [ID<Author>: String]) -> JSON {
    .object([
      "version": .integer(1), "entries": .integer(Int64(merged.entries)),
      "rows": .list(
        merged.rows.map {
          .object([
            "kind": .text(MergedPage.name(of: $0.kind).one), "new": .integer(Int64($0.new)),
            "changed": .integer(Int64($0.changed)), "put_away": .integer(Int64($0.putAway)),
          ])
        }),
      "acts": .integer(Int64(merged.acts.count)),
      "by": .list(Set(merged.acts.compactMap { names[$0.author] }).sorted().map(JSON.text)),
      "conflicts": .integer(Int64(merged.conflicts)), "waiting": .integer(Int64(merged.waiting)),
      "missing": .integer(Int64(merged.missing)), "branch": .flag(merged.isBranch),
    ])
  }
}
