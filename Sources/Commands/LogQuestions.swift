import Calls
import Domain
import Retrieval
import Screens
import Storage

/// The questions of a log, line by line: their words, which objection, what you said, how it went.
struct LogQuestions {
  private let base: Base
  private let session: Session
  private let command: LogCommand
  private let request: LogRequest
  private let questions: Questions

  init(_ base: Base, _ session: Session, call command: LogCommand, request: LogRequest) throws {
    self.base = base
    self.session = session
    self.command = command
    self.request = request
    questions = try Questions(session)
  }

  func ask() throws -> LogAnswers {
    if case .named = request.deal { try showDeal() }
    let said =
      try request.words ?? questions.required("They said? Several? part by ;", initial: session.picked?.words ?? "")
    var lines: [CallLog.Line] = []
    let parts = command.used == nil ? KnownWords.parts(of: said) : [said]
    for (index, words) in parts.enumerated() { lines.append(try line(words, number: index + 1)) }
    let next = try command.next?.trimmedOrNil ?? questions.line("Next step?")
    return LogAnswers(lines: lines, nextStep: next)
  }

  private func showDeal() throws {
    guard case .existing(let id) = try request.deal(in: base, session), let deal = try base.read({ try $0.deal(id) })
    else { return }
    let person = try base.read { try $0.people(of: id).first }
    let facts = [deal.name, deal.stage, person.map { "\($0.name)\($0.role.map { " (\($0))" } ?? "")" }]
    session.console.tell(.text(facts.compactMap { $0 }.joined(separator: ", ")))
  }

  private func line(_ words: String, number: Int) throws -> CallLog.Line {
    let (known, context) = try base.read { reader -> (KnownWords, Context) in
      let context = Context(role: command.call.role, stage: command.call.stage, competitor: command.call.competitor)
      let search = try session.search(in: reader, competitor: command.call.competitor)
      return (try KnownWords(words, in: search, context: context), context)
    }
    guard let match = try choose(words, known, number: number, context) else { return try newLine(words) }
    guard let answer = try chooseAnswer(match) else {
      return CallLog.Line(
        words: words, meant: .known(match.objection.id), learnt: known.learnt, note: command.call.note)
    }
    let went = try self.went()
    let rank = match.answers.firstIndex { $0.response.id == answer.response.id }.map { $0 + 1 }
    return CallLog.Line(
      words: words, meant: .known(match.objection.id), learnt: known.learnt,
      used: Encounter.Used(response: answer.response.id, rank: rank, shown: match.answers.count), went: went,
      knowing: try command.how.map { try Vocabulary.word($0, "--how") }, note: command.call.note)
  }

  /// The objection meant: taken when it is surely one, chosen when several are near, nil for a new one.
  private func choose(_ words: String, _ known: KnownWords, number: Int, _ context: Context) throws -> Match? {
    // What was in hand on the live screen is the first, whatever words are given in the end.
    if number == 1, let match = session.picked?.match {
      session.console.tell(.text("\(number) \"\(match.objection.sentence)\""))
      return match
    }
    guard let first = known.matches.first else {
      session.console.tell(.text("Nothing close to \"\(words)\"."))
      return nil
    }
    if known.isSure {
      session.console.tell(.text("\(number) \"\(first.objection.sentence)\""))
      return first
    }
    session.console.tell(.text("\"\(words)\", is it one of these?"))
    for (index, match) in known.matches.enumerated() {
      session.console.tell(Page([Line([Span("\(index + 1)  \"\(match.objection.sentence)\"")], indent: 2)]))
    }
    let keys = known.matches.indices.map { String($0 + 1) } + ["x"]
    let key = try questions.key("1-\(known.matches.count), x another (Enter: 1)", keys, standard: "1")
    return Int(key).map { known.matches[$0 - 1] }
  }

  private func newLine(_ words: String) throws -> CallLog.Line {
    let sentence = try questions.line("New objection, in one sentence (Enter: \"\(words)\")") ?? words
    let category = try CategoryQuestion.ask(questions)
    return CallLog.Line(words: words, meant: .new(sentence: sentence, category: category), note: command.call.note)
  }

  private func chooseAnswer(_ match: Match) throws -> Answer? {
    let offered = match.answers.filter { $0.response.ban == nil }.prefix(8)
    guard !offered.isEmpty else { return nil }
    session.console.tell(.text("You said (or close to it)?"))
    for (index, answer) in offered.enumerated() {
      session.console.tell(
        Page([
          Line(
            [
              Span("\(AnswersPage.letter(index))  "), Span(answer.response.shortName),
              Span("  \(Wording.score(answer))", .muted),
            ], indent: 2, hang: 5)
        ]))
    }
    let keys =
      offered.indices.map(AnswersPage.letter)
      + ["o", "z"].filter { !offered.indices.map(AnswersPage.letter).contains($0) }
    while true {
      let key = try questions.key("a-\(AnswersPage.letter(offered.count - 1)), o own words, z nothing", keys)
      if key == "z" { return nil }
      if key == "o" {
        let own = try questions.required("What did you say?")
        guard let near = nearest(own, among: Array(offered)) else {
          session.console.tell(
            .text("Near none of these. Keep it after this: comeback answer add OBJECTION \"\(own)\""))
          return nil
        }
        if try questions.yes("Near \"\(near.response.shortName)\"?", standard: true) { return near }
        continue
      }
      if let index = offered.indices.first(where: { AnswersPage.letter($0) == key }) { return offered[index] }
    }
  }

  /// The answer that shares most words with one's own; nil when none shares two.
  private func nearest(_ own: String, among answers: [Answer]) -> Answer? {
    let words = Set(Folding.words(own).filter { $0.count > 3 })
    let shared = answers.map { answer in
      (answer, words.intersection(Folding.words("\(answer.response.askFirst ?? "") \(answer.response.words)")).count)
    }
    return shared.filter { $0.1 >= 2 }.max { $0.1 < $1.1 }?.0
  }

  private func went() throws -> Went {
    if let went = command.went { return try Vocabulary.went(went) }
    let keys = ["n": Went.booked, "w": .letGo, "p": .softer, "f": .stuck, "?": .cantTell]
    let key = try questions.key(
      "Went: n step booked  w they let go  p softer  f stuck  ? can't tell yet", Array(keys.keys).sorted())
    return keys[key] ?? .cantTell
  }
}
