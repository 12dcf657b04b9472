import ArgumentParser
import Screens
import Storage

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
