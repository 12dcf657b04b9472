import ArgumentParser
import Retrieval
import Screens
import Storage

struct DoctorCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look the base over: is everything there and what the journal says?",
    discussion: "comeback doctor --repair")

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Mend it: from what can be read of it, and from the backups. The damaged one is kept.") var repair = false

  func run(in session: inout Session) throws -> Int32 {
    let repaired = repair ? try Base.repair(at: session.path, zone: session.zone, now: session.now()) : nil
    let (checkup, parked, missing) = try look(session)
    if options.json {
      session.console.out(JSONFace.text(face(checkup, repaired, parked, missing, session)))
    } else {
      session.console.show(
        DoctorPage.page(
          checkup, path: session.path, repaired: repaired, parked: parked, missing: missing,
          backup: Base.backups(of: session.path).first, typed: session.typed))
      if let hint = meaning(session) { session.console.tell(.text(hint)) }
    }
    return checkup.isSound ? Code.fine : Code.damaged
  }

  /// What search goes without; nothing of a base that is empty or can't be read.
  private func meaning(_ session: Session) -> String? {
    let state = try? Base(at: session.path).read { reader in
      try reader.count(of: .objection) > 0 ? session.semantic.state(of: reader) : nil
    }
    return state.flatMap { Wording.meaning($0, model: session.typed("model")) }
  }

  private func look(_ session: Session) throws -> (Checkup, Parked?, missing: Int) {
    do {
      let base = try Base(at: session.path)
      try? base.catchUp()
      let checkup = try base.checkup()
      // What waits is only worth saying of a base that can be read.
      let waiting = try? base.read { (try $0.parked(), try $0.missingChanges()) }
      return (checkup, waiting?.0, waiting?.1 ?? 0)
    } catch StorageError.damaged(_, let reason) {
      return (Checkup(findings: [.file(reason)], entries: 0), nil, 0)
    }
  }

  private func face(_ checkup: Checkup, _ repaired: Repaired?, _ parked: Parked?, _ missing: Int, _ session: Session)
    -> JSON
  {
    .object([
      "version": .integer(1), "sound": .flag(checkup.isSound), "entries": .integer(Int64(checkup.entries)),
      "findings": .list(checkup.findings.map { .text(DoctorPage.words($0)) }), "path": .text(session.path),
      "waiting": .integer(Int64(parked?.count ?? 0)), "missing": .integer(Int64(missing)),
      "repaired": repaired.map { repaired in
        .object([
          "from_backups": .integer(Int64(repaired.fromBackups)), "without_text": .integer(Int64(repaired.withoutText)),
          "kept": JSON(repaired.kept),
        ])
      } ?? .null,
    ])
  }
}
