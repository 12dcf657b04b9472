import ArgumentParser
import Domain
import Foundation
import Screens
import Storage

struct BackupCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Make a checked copy of your base now; one a day is made by itself.",
    discussion: """
      comeback backup

      Kept beside the base: the last seven days on which you saved, and four weeks before them.
      """)

  @OptionGroup var options: GlobalOptions

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    guard try base.read({ try !$0.history(limit: 1).isEmpty }) else {
      session.console.tell(.text("There is nothing in the base yet."))
      return Code.nothingFound
    }
    let backup = try base.backUp(zone: session.zone, now: session.now())
    if options.json {
      let rows = base.backups().map { JSON.object(["path": .text($0.path), "day": .text($0.day.description)]) }
      session.console.out(
        JSONFace.text(.object(["version": .integer(1), "made": .text(backup.path), "backups": .list(rows)])))
    } else {
      session.console.show(.text("Copied and checked: \(backup.path)", "Another disk is safer still. Copy it there."))
    }
    return Code.fine
  }
}

struct RestoreCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Put a backup in place; says first what that changes. Alone, lists them.",
    discussion: """
      comeback restore
      comeback restore 2026-11-23

      What stands now is kept among the backups, and can be merged back in.
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "A backup's day or file.") var backup: String?

  func run(in session: inout Session) throws -> Int32 {
    let backups = Base.backups(of: session.path)
    guard let typed = backup else { return list(backups, session) }
    guard let path = find(typed, backups) else { throw Problem.noSuchFile(typed) }
    let plan = try Base.plan(restoring: path, at: session.path)
    session.console.tell(RestorePage.plan(plan, zone: session.zone))
    if !options.yes {
      guard session.console.canAsk else {
        throw Problem.needs("A yes", example: "comeback restore \(Shell.quoted(typed)) --yes")
      }
      guard try Questions(session).yes("Put it in place?", standard: false) else { throw Questions.Left() }
    }
    let kept = try Base.restore(path, at: session.path, zone: session.zone, now: session.now())
    if options.json {
      session.console.out(
        JSONFace.text(
          .object([
            "version": .integer(1), "restored": .text(path), "kept": JSON(kept),
            "entries": .integer(Int64(plan.entries)),
          ])))
    } else {
      session.console.show(RestorePage.done(plan, kept: kept.map(Shell.quoted), typed: session.typed))
    }
    return Code.fine
  }

  private func find(_ typed: String, _ backups: [Backup]) -> String? {
    let named = backups.filter { ($0.path as NSString).lastPathComponent == typed + ".db" || $0.path == typed }
    if let first = named.first ?? backups.first(where: { $0.day.description == typed }) { return first.path }
    return FileManager.default.fileExists(atPath: typed) ? typed : nil
  }

  private func list(_ backups: [Backup], _ session: Session) -> Int32 {
    if options.json {
      let rows = backups.map { backup in
        JSON.object([
          "path": .text(backup.path), "day": .text(backup.day.description), "reason": .text(backup.reason.rawValue),
        ])
      }
      session.console.out(JSONFace.text(JSONFace.list("backups", rows)))
    } else {
      session.console.show(RestorePage.list(backups, typed: session.typed))
    }
    return backups.isEmpty ? Code.nothingFound : Code.fine
  }
}
