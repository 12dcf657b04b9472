import ArgumentParser
import Domain
import Playbooks
import Retrieval
import Screens
import Storage

struct ShareCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "share", abstract: "One answer as a block to paste into a chat, without names.",
    discussion: "comeback share r9xq4")

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The answer's id, or its place in the list above.") var id: String

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let text = try base.read { reader in
      guard case .response(let id) = try session.named(id, reader), let response = try reader.response(id),
        let objection = try reader.objection(response.objection)
      else { throw Problem.wrongKind(id: id, wanted: "answer") }
      let match = try session.search(in: reader, byMeaning: false).card(objection)
      guard let answer = match.answers.first(where: { $0.response.id == id }) else {
        throw StorageError.noSuchID(self.id)
      }
      return try SharedAnswer(answer, to: match, discretion: Discretion(in: reader)).text
    }
    if options.json {
      session.console.out(JSONFace.text(.object(["version": .integer(1), "text": .text(text)])))
    } else {
      session.console.out(text)
    }
    return Code.fine
  }
}

extension Discretion {
  /// About all that the base knows by name.
  init(in reader: Reader) throws {
    let known = try reader.namesAndAmounts()
    self.init(accounts: known.accounts, people: known.people, amounts: known.amounts)
  }
}
