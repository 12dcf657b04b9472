import ArgumentParser
import Domain
import Foundation
import Screens
import Storage

struct HistoryCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "What was done, newest first; of one row, also what later changes cover.",
    discussion: "comeback history r9xq4")

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The row's id.") var id: String?

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let limit = options.limit ?? 50
    return try base.read { reader in
      if let id { return try show(reader.history(of: session.named(id, reader)), limit, session) }
      let acts = try reader.history(limit: limit)
      let gone = try reader.takenBack()
      var names: [ID<Author>: String] = [:]
      for author in try reader.authors() { names[author.id] = author.name }
      if let writer = try reader.writer(), names[writer] == nil { names[writer] = "you" }
      if options.json {
        let rows = acts.map { act in
          JSON.object([
            "at": .text(Moment(act.at).description), "by": JSON(names[act.author]), "deed": JSON(act.deed?.title),
            "subject": JSON(act.subject), "changes": .integer(Int64(act.changes)),
            "taken_back": .flag(gone.contains(act.id)),
          ])
        }
        session.console.out(JSONFace.text(JSONFace.list("history", rows)))
      } else {
        session.console.show(HistoryPage.acts(acts, names: names, gone: gone, zone: session.zone))
      }
      return acts.isEmpty ? Code.nothingFound : Code.fine
    }
  }

  private func show(_ changes: [Reader.Change], _ limit: Int, _ session: Session) throws -> Int32 {
    let changes = Array(changes.prefix(limit))
    if options.json {
      let rows = changes.map { change in
        JSON.object([
          "at": JSON(change.at.map { Moment($0).description }), "by": JSON(change.by), "deed": JSON(change.deed?.title),
          "field": .text(change.field), "values": .list(change.values.map(JSON.text)),
          "put_away": .flag(change.isPutAway),
          "stands": .flag(change.stands),
        ])
      }
      session.console.out(JSONFace.text(JSONFace.list("history", rows)))
    } else {
      session.console.show(HistoryPage.changes(changes, zone: session.zone))
    }
    return changes.isEmpty ? Code.nothingFound : Code.fine
  }
}

struct UndoCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take back your newest change, or the newest few.", discussion: "comeback undo 2")

  @OptionGroup var options: GlobalOptions
  @Argument(help: "How many.") var count = 1

  func validate() throws {
    if count < 1 { throw ValidationError("\"\(count)\" won't do. Say how many changes, from 1.") }
  }

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let undone = try base.undo(count, zone: session.zone, now: session.now())
    if options.json {
      let acts = undone.acts.map { JSON.object(["deed": JSON($0.deed?.title), "subject": JSON($0.subject)]) }
      let kept = undone.kept.map { JSON.object(["row": .text($0.row), "field": .text($0.field), "by": JSON($0.by)]) }
      session.console.out(JSONFace.text(.object(["version": .integer(1), "undone": .list(acts), "kept": .list(kept)])))
    } else {
      session.console.show(HistoryPage.undone(undone))
    }
    try base.catchUp()
    return undone.acts.isEmpty ? Code.nothingFound : Code.fine
  }
}

struct DoctorCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look the base over: is everything there and what the journal says?",
    discussion: "comeback doctor --repair")

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Make tables and search index anew from the journal.") var repair = false

  func run(in session: inout Session) throws -> Int32 {
    let base = try Base(at: session.path)
    if repair { try base.repair() } else { try? base.catchUp() }
    let checkup = try base.checkup()
    if options.json {
      let findings = checkup.findings.map { JSON.text(String(describing: $0)) }
      session.console.out(
        JSONFace.text(
          .object([
            "version": .integer(1), "sound": .flag(checkup.isSound), "entries": .integer(Int64(checkup.entries)),
            "findings": .list(findings), "path": .text(session.path),
          ])))
    } else {
      session.console.show(DoctorPage.page(checkup, path: session.path, repaired: repair))
    }
    return checkup.isSound ? Code.fine : Code.damaged
  }
}
