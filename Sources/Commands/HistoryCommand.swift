import ArgumentParser
import Domain
import Foundation
import Screens
import Storage

struct HistoryCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "What was done, newest first; with an id, what that one said before.",
    discussion: "comeback history r9xq4")

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Its id.") var id: String?

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let limit = options.limit ?? 50
    return try base.read { reader in
      if let id { return try show(reader.history(of: session.named(id, reader)), limit, session) }
      let acts = try reader.history(limit: limit)
      let gone = try reader.takenBack()
      let names = try AuthorNames.all(in: reader)
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
