import ArgumentParser
import Domain
import Screens
import Storage

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
    base.catchUpAfterAct()
    return undone.acts.isEmpty ? Code.nothingFound : Code.fine
  }
}
