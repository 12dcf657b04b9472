import ArgumentParser
import Domain
import Exchange
import Foundation
import Screens
import Storage

struct ImportCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take in objections, answers, deals and logs from readable files.",
    discussion: """
      comeback import seed-data
      comeback import our-objections.txt

      Importing again takes in only what is new. docs/format.md says how the files look.
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "A folder, or one file.") var path: String

  func run(in session: inout Session) throws -> Int32 {
    let files = try ReadableFiles(at: path)
    let base = try session.base()
    let brought = try base.take(files)
    if options.json {
      session.console.out(JSONFace.text(ImportedPage.json(brought)))
    } else {
      session.console.show(ImportedPage.page(brought))
    }
    session.settle(base)
    return Code.fine
  }
}

enum ImportedPage {
  static func page(_ brought: Imported) -> Page {
    guard brought.changed else { return .text("Nothing new: all of it is here already.") }
    let counts = [
      (brought.objections, "objection", "objections"), (brought.answers, "answer", "answers"),
      (brought.deals, "deal", "deals"),
      (brought.people, "person", "people"), (brought.proofs, "proof", "proofs"), (brought.encounters, "log", "logs"),
      (brought.gaps, "gap", "gaps"), (brought.reasons, "reason", "reasons"),
    ].filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1, $0.2) }
    let logged = brought.encounters == 0 && brought.objections > 0 ? ", nothing logged yet" : ""
    let what = counts.isEmpty ? "Some texts changed" : counts.joined(separator: ", ") + logged
    return .text("\(what). Not for you? comeback undo")
  }

  static func json(_ brought: Imported) -> JSON {
    .object([
      "version": .integer(1), "objections": .integer(Int64(brought.objections)),
      "answers": .integer(Int64(brought.answers)),
      "phrasings": .integer(Int64(brought.phrasings)), "deals": .integer(Int64(brought.deals)),
      "people": .integer(Int64(brought.people)), "proofs": .integer(Int64(brought.proofs)),
      "logged": .integer(Int64(brought.encounters)), "gaps": .integer(Int64(brought.gaps)),
      "reasons": .integer(Int64(brought.reasons)), "changed": .flag(brought.changed),
    ])
  }
}
