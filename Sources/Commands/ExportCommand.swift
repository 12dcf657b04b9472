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
    if export.counts.isEmpty {
      session.console.tell(.text("The base is empty. comeback import FILE or comeback log"))
      return Code.nothingFound
    }
    try place.write(export)
    if options.json {
      session.console.out(JSONFace.text(ExportedPage.json(export.counts, folder: folder, mine: mine)))
    } else {
      session.console.show(ExportedPage.page(export.counts, folder: folder, mine: mine))
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
  static func page(_ counts: Export.Counts, folder: String, mine: Bool) -> Page {
    let what = [
      (counts.objections, "objection", "objections"), (counts.answers, "answer", "answers"),
      (counts.deals, "deal", "deals"), (counts.people, "person", "people"), (counts.proofs, "proof", "proofs"),
      (counts.encounters, "log", "logs"), (counts.gaps, "gap", "gaps"),
      (counts.reasons, "reason", "reasons"), (counts.remarks, "buyer's remark", "buyers' remarks"),
      (counts.followUps, "follow-up", "follow-ups"), (counts.events, "event", "events"),
      (counts.fitMarks, "mark of fit", "marks of fit"), (counts.debriefAnswers, "debrief answer", "debrief answers"),
      (counts.profile, "profile", "profiles"),
    ].filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1, $0.2) }
    let putAway = counts.putAway == 0 ? "" : " \(counts.putAway) of the rows are put away."
    let own = [
      Wording.count(counts.notes, "note", "notes"),
      counts.ownAnswers > 0 ? Wording.count(counts.ownAnswers, "debrief answer", "debrief answers") : nil,
    ].compactMap(\.self).joined(separator: " and ")
    let notes =
      mine
      ? "\(own) of yours in \(folder)/mine: hand on the folder without it."
      : "Your notes and debriefs stay here; --mine takes them along."
    return .text("\(what.joined(separator: ", ")) into \(folder).\(putAway) \(notes)")
  }

  /// - Parameter mine: without it nothing is said about notes.
  static func json(_ counts: Export.Counts, folder: String, mine: Bool) -> JSON {
    .object([
      "version": .integer(1), "folder": .text(folder), "objections": .integer(Int64(counts.objections)),
      "answers": .integer(Int64(counts.answers)), "phrasings": .integer(Int64(counts.phrasings)),
      "deals": .integer(Int64(counts.deals)), "people": .integer(Int64(counts.people)),
      "proofs": .integer(Int64(counts.proofs)), "logged": .integer(Int64(counts.encounters)),
      "gaps": .integer(Int64(counts.gaps)), "reasons": .integer(Int64(counts.reasons)),
      "remarks": .integer(Int64(counts.remarks)), "follow_ups": .integer(Int64(counts.followUps)),
      "events": .integer(Int64(counts.events)), "fit_marks": .integer(Int64(counts.fitMarks)),
      "debrief_answers": .integer(Int64(counts.debriefAnswers)), "profile": .integer(Int64(counts.profile)),
      "put_away": .integer(Int64(counts.putAway)),
      "notes": mine ? .integer(Int64(counts.notes)) : .null,
      "own_debrief_answers": mine ? .integer(Int64(counts.ownAnswers)) : .null,
    ])
  }
}
