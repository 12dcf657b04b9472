import ArgumentParser
import Calls
import Domain
import Screens
import Storage

extension ObjectionCommand {
  struct Move: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Move words that stand with the wrong objection to the right one.",
      discussion: "comeback objection move \"what about our data\" o3x9p")

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The words, as they stand there.") var words: String
    @Argument(help: "The objection that they mean.") var objection: String

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let to = try base.read { try ObjectionName.find(objection, session, $0) }
      try Writer.ensureName(base, session)
      let moved: MovedWords
      do {
        moved = try base.move(words: words, to: to, zone: session.zone, now: session.now())
      } catch let refused as MovedWords.Refused {
        throw try base.read { try problem(refused, session, $0) }
      }
      try base.read { reader in
        if options.json {
          session.console.out(
            JSONFace.text(
              .object([
                "version": .integer(1), "words": .text(moved.words), "from": .text(try reader.shortID(moved.from)),
                "to": .text(try reader.shortID(moved.to)), "log": .flag(moved.log),
              ])))
        } else {
          let (from, to) = (
            try reader.title(of: .objection(moved.from)) ?? "", try reader.title(of: .objection(moved.to)) ?? ""
          )
          let log = moved.log ? "The log they came from went along. " : ""
          session.console.show(
            .text("Moved \"\(moved.words)\" from \"\(from)\" to \"\(to)\"", "\(log)Wrong? \(session.typed("undo"))"))
        }
      }
      session.settle(base)
      return Code.fine
    }

    private func problem(_ refused: MovedWords.Refused, _ session: Session, _ reader: Reader) throws -> Problem {
      switch refused {
      case .unknown:
        .badValue(
          name: "the words", value: words,
          wanted: "them exactly as an objection has them: \(session.typed("show")) ID lists its words")
      case .there:
        .badValue(name: "the objection", value: objection, wanted: "another one: the words are there already")
      case .sentence(let id):
        .badValue(
          name: "the words", value: words,
          wanted:
            "others: these are an objection of their own. Two that are one: \(session.typed("objection merge \(objection) \(try reader.shortID(id))"))"
        )
      }
    }
  }
}
