import ArgumentParser
import Exchange
import Foundation
import Screens
import Storage

struct ExportCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the base as readable files, for an editor, a colleague or a safe place.",
    discussion: """
      comeback export ours
      comeback export ours --mine
      comeback export --team for-ben.db

      All that the team may see, what was put away too. comeback import FOLDER takes it back.
      docs/format.md says how the files look. With --team it is a base that a colleague
      merges, or begins with; it holds nothing of what is yours alone.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Your own notes and debriefs too, in a folder mine of its own.") var mine = false
  @Flag(help: "A base for a colleague to merge, instead of readable files.") var team = false
  @Argument(help: "The folder to make; with --team the file.") var folder: String

  func validate() throws {
    if team, mine { throw ValidationError("--team leaves out what --mine asks for. Say one of them.") }
  }

  func run(in session: inout Session) throws -> Int32 {
    if team { return try handOver(session) }
    let place = try ExportFolder(folder)
    if place.holdsExport, !options.yes {
      guard session.console.canAsk else { throw Problem.exportExists(folder) }
      guard try Questions(session).yes("\(folder) holds an earlier export. Write over it?", standard: false) else {
        session.console.tell(.text("Nothing was changed."))
        return Code.fine
      }
    }
    let export = try Export(of: session.base(), mine: mine)
    if export.isEmpty {
      session.console.tell(.text("The base is empty. comeback import FILE or comeback log"))
      return Code.nothingFound
    }
    try place.write(export)
    if options.json {
      session.console.out(JSONFace.text(ExportedPage.json(export, folder: folder, mine: mine)))
    } else {
      session.console.show(ExportedPage.page(export, folder: folder, mine: mine))
    }
    return Code.fine
  }

  private func handOver(_ session: Session) throws -> Int32 {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory)
    if exists, !options.yes || isDirectory.boolValue {
      guard session.console.canAsk, !isDirectory.boolValue else { throw Problem.exportExists(folder) }
      guard try Questions(session).yes("\(folder) is there already. Write over it?", standard: false) else {
        session.console.tell(.text("Nothing was changed."))
        return Code.fine
      }
    }
    let entries = try session.base().writeTeamCopy(to: folder, replacing: true)
    if options.json {
      session.console.out(
        JSONFace.text(.object(["version": .integer(1), "file": .text(folder), "entries": .integer(Int64(entries))])))
    } else {
      session.console.show(
        .text(
          "The team's part is in \(folder), \(Wording.count(entries, "entry", "entries")). Your notes, debriefs and settings are not.",
          "Your colleague types: comeback merge \(Shell.quoted((folder as NSString).lastPathComponent))"))
    }
    return Code.fine
  }
}

enum ExportedPage {
  static func page(_ export: Export, folder: String, mine: Bool) -> Page {
    let what = RowKind.words(export.counts).joined(separator: ", ")
    let putAway = export.putAway == 0 ? "" : " \(export.putAway) of the rows are put away."
    let own = [
      Wording.count(export.notes, "note", "notes"),
      export.ownAnswers > 0 ? Wording.count(export.ownAnswers, "debrief answer", "debrief answers") : nil,
    ].compactMap(\.self).joined(separator: " and ")
    let notes =
      mine
      ? "\(own) of yours in \(folder)/mine: hand on the folder without it."
      : "Your notes and debriefs stay here; --mine takes them along."
    return .text("\(what) into \(folder).\(putAway) \(notes)")
  }

  /// - Parameter mine: without it nothing is said about notes.
  static func json(_ export: Export, folder: String, mine: Bool) -> JSON {
    .object(
      RowKind.json(export.counts).merging([
        "version": .integer(1), "folder": .text(folder), "put_away": .integer(Int64(export.putAway)),
        "notes": mine ? .integer(Int64(export.notes)) : .null,
        "own_debrief_answers": mine ? .integer(Int64(export.ownAnswers)) : .null,
      ]) { $1 })
  }
}
