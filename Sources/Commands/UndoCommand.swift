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
    UndoneFace.show(undone, again: false, options, session)
    session.settle(base)
    return undone.acts.isEmpty ? Code.nothingFound : Code.fine
  }
}

struct RedoCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo", abstract: "Do again what the newest undo took back.", discussion: "comeback redo")

  @OptionGroup var options: GlobalOptions

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let done = try base.redo(zone: session.zone, now: session.now())
    UndoneFace.show(done, again: true, options, session)
    session.settle(base)
    return done.acts.isEmpty ? Code.nothingFound : Code.fine
  }
}

enum UndoneFace {
  static func show(_ undone: Undone, again: Bool, _ options: GlobalOptions, _ session: Session) {
    guard options.json else {
      session.console.show(HistoryPage.undone(undone, again: again))
      // Whoever only wanted to put one answer right has lost the others.
      if !again, let name = undone.acts.first(where: { $0.deed == .debriefed })?.subject {
        let one = session.typed("debrief \(Shell.quoted(name)) --need \"...\"")
        session.console.tell(.text("One answer was wrong? \(session.typed("redo")), and then that one: \(one)"))
      }
      return
    }
    let acts = undone.acts.map { JSON.object(["deed": JSON($0.deed?.title), "subject": JSON($0.subject)]) }
    let kept = undone.kept.map { JSON.object(["row": .text($0.row), "field": .text($0.field), "by": JSON($0.by)]) }
    session.console.out(
      JSONFace.text(
        .object(["version": .integer(1), again ? "redone" : "undone": .list(acts), "kept": .list(kept)])))
  }
}
