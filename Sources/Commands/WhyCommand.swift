import ArgumentParser
import Domain
import Retrieval
import Screens
import Storage

struct WhyCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Why an answer stands where it stands, at length.", discussion: "comeback why r9xq4")

  @OptionGroup var options: GlobalOptions
  @OptionGroup var context: ContextOptions
  @Argument(help: "The answer's id, or its place in the list above.") var id: String

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let today = session.today
    let place = session.list?.place(id)
    let (answer, match, json) = try base.read { reader -> (Answer, Match, JSON) in
      guard case .response(let id) = try session.named(id, reader), let response = try reader.response(id),
        let objection = try reader.objection(response.objection)
      else { throw Problem.wrongKind(id: id, wanted: "answer") }
      let search = try Search(reader, on: today, slots: Slots.values(in: reader))
      let match = try search.card(objection, in: context.resolved(in: reader))
      guard let answer = match.answers.first(where: { $0.response.id == id }) else {
        throw StorageError.noSuchID(self.id)
      }
      return (answer, match, try JSONFace.answer(answer, of: match, today: today, reader: reader))
    }
    if options.json {
      session.console.out(JSONFace.text(.object(["version": .integer(1), "answer": json])))
    } else {
      session.console.show(WhyPage.page(answer, of: match, shownAs: place?.0, today: today))
    }
    return Code.fine
  }
}
