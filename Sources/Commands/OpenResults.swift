import Calls
import Domain
import Screens
import Storage

/// Answers whose result nobody knew when they were logged: asked when their deal moves or ends, all in one go.
struct OpenResults {
  private let encounters: [(Encounter, Objection, Response, deal: String)]
  private let base: Base
  private let session: Session

  /// - Parameter deals: Those that moved.
  init(on deals: [ID<Deal>], _ base: Base, _ session: Session) throws {
    self.base = base
    self.session = session
    encounters = try base.read { reader in
      try deals.flatMap { deal in
        try reader.encounters(on: deal).reversed().compactMap { encounter in
          guard let used = encounter.used, !encounter.went.result.isScored,
            let objection = try reader.objection(encounter.met.objection),
            let response = try reader.response(used.response), let name = try reader.deal(deal)?.name
          else { return nil }
          return (encounter, objection, response, name)
        }
      }
    }
  }

  /// What to say where nobody is asked; nil when nothing is open.
  /// - Parameter deal: The deal's name, when it is one.
  func notice(_ deal: String?) -> String? {
    guard !encounters.isEmpty else { return nil }
    let count = Wording.count(encounters.count, "result is", "results are")
    return "\(count) still open: \(session.typed("logged" + (deal.map { " " + Shell.quoted($0) } ?? "")))"
  }

  /// Asks for each, and saves what was said as one change; whoever leaves in between keeps what was answered.
  func ask() throws {
    guard !encounters.isEmpty else { return }
    let questions = try Questions(session)
    session.console.tell(.text("How did it go in the end? Enter: can't tell yet"))
    var results: [(encounter: ID<Encounter>, went: Went)] = []
    var isLeft = false
    for (encounter, objection, response, deal) in encounters where !isLeft {
      let said = encounter.words ?? objection.sentence
      session.console.tell(
        Page([
          Line([
            Span("\(deal): "), Span("\"\(said)\"", .objection), Span(" (\(Wording.date(encounter.met.day)))", .muted),
            Span(", you said \"\(response.shortName)\""),
          ])
        ]))
      do {
        let key = try questions.key(WentKeys.question, Array(WentKeys.keys.keys).sorted(), standard: "?")
        if let went = WentKeys.keys[key], went != .cantTell { results.append((encounter.id, went)) }
      } catch is Questions.Left {
        isLeft = true
      }
    }
    guard !results.isEmpty else { return }
    let lines = try base.setResults(results, zone: session.zone, now: session.now())
    let now = lines.last.flatMap { line in
      line.response.map { " \"\($0.shortName)\" now \(line.worked) of \(line.known)." }
    }
    session.console.show(.text("Saved \(results.count).\(now ?? "") Wrong? \(session.typed("undo"))"))
    session.settle(base)
  }
}
