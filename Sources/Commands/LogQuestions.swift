import Calls
import Domain
import Retrieval
import Screens
import Storage

/// The questions of a log, line by line: their words, which objection, what you said, how it went. Each answer is on disk
/// before the next is asked.
struct LogQuestions {
  private let base: Base
  private let session: Session
  private let command: LogCommand
  private let questions: Questions
  private var draft: CallDraft
  /// Whether its lines were begun at another time: what is in hand now has nothing to do with them.
  private let isResumed: Bool

  /// - Parameter draft: What was answered so far.
  init(_ base: Base, _ session: Session, call command: LogCommand, draft: CallDraft) throws {
    self.base = base
    self.session = session
    self.command = command
    self.draft = draft
    isResumed = !draft.lines.isEmpty
    questions = try Questions(session)
  }

  /// - Parameter words: What they said, when it was said already.
  /// - Throws: ``Questions/Left`` with how to go on.
  mutating func ask(_ words: String?) throws -> (LogAnswers, CallDraft) {
    do {
      return try answers(words)
    } catch is Questions.Left {
      throw Questions.Left(resume: draft.lines.isEmpty ? nil : session.typed("log --resume"))
    }
  }

  private mutating func answers(_ words: String?) throws -> (LogAnswers, CallDraft) {
    if case .existing(let id) = draft.dealChoice { try showDeal(id) }
    if draft.lines.isEmpty {
      let said =
        try words ?? questions.required("They said? Several? part by ;", initial: session.picked?.words ?? "")
      let parts = command.used == nil ? KnownWords.parts(of: said) : [said]
      draft.lines = parts.map(CallDraft.Line.init)
      try keep()
    }
    var lines: [CallLog.Line] = []
    for index in draft.lines.indices { lines.append(try answer(index)) }
    let next = try command.next?.trimmedOrNil ?? questions.line("Next step?")
    return (LogAnswers(lines: lines, nextStep: next), draft)
  }

  private func keep() throws { try base.keep(draft: draft.body, as: CallDraft.name) }

  private func showDeal(_ id: ID<Deal>) throws {
    guard let deal = try base.read({ try $0.deal(id) }) else { return }
    // Of several nobody knows who it was.
    let people = try base.read { try $0.people(of: id) }
    let person = people.count == 1 ? people.first : nil
    let facts = [deal.name, deal.stage, person.map { "\($0.name)\($0.role.map { " (\($0))" } ?? "")" }]
    session.console.tell(.text(facts.compactMap { $0 }.joined(separator: ", ")))
  }

  // MARK: One line

  private mutating func answer(_ index: Int) throws -> CallLog.Line {
    let words = draft.lines[index].words
    let context = Context(role: draft.role, stage: draft.stage, competitor: draft.competitor)
    let known = try base.read { reader in
      try KnownWords(words, in: session.search(in: reader, competitor: context.competitor), context: context)
    }
    var match = try drafted(index, context)
    while !draft.lines[index].isAnswered {
      if draft.lines[index].meant == nil {
        match = try choose(index, known)
        draft.lines[index].meant =
          try match.map { .known($0.objection.id.uuid) } ?? newObjection(index)
        try keep()
      }
      if draft.lines[index].said == nil {
        guard let said = try chooseAnswer(match) else {
          // It was another objection after all.
          draft.lines[index].meant = nil
          match = try chooseAmong(index, known, without: match)
          draft.lines[index].meant = try match.map { .known($0.objection.id.uuid) } ?? newObjection(index)
          try keep()
          continue
        }
        draft.lines[index].said = said
        try keep()
      }
      if draft.lines[index].said != .nothing {
        draft.lines[index].went = try went().rawValue
        try keep()
      }
    }
    let knowing = draft.how.map(Knowing.init(rawValue:))
    let learnt = draft.lines[index].meant == match.map { .known($0.objection.id.uuid) } ? known.learnt : nil
    guard let line = draft.lines[index].line(learnt: learnt, knowing: knowing, note: draft.note) else {
      throw Problem.wordsMissing
    }
    return line
  }

  /// The objection that the draft has already, unless it is gone by now.
  private mutating func drafted(_ index: Int, _ context: Context) throws -> Match? {
    guard case .known(let id)? = draft.lines[index].meant else { return nil }
    let match = try base.read { reader in
      try reader.objection(ID(id)).map { try session.search(in: reader).card($0, in: context) }
    }
    if let match {
      session.console.tell(.text("\(index + 1) \"\(match.objection.sentence)\"\(answered(index, match))"))
    } else {
      (draft.lines[index].meant, draft.lines[index].said) = (nil, nil)
    }
    // An answer that was put away meanwhile can't be logged any more.
    if case .answer(let id, _, _)? = draft.lines[index].said,
      match?.answers.contains(where: { $0.response.id.uuid == id }) != true
    {
      (draft.lines[index].said, draft.lines[index].went) = (nil, nil)
    }
    return match
  }

  /// What the draft says already: `, you said "Compared with what?", booked`.
  private func answered(_ index: Int, _ match: Match) -> String {
    let line = draft.lines[index]
    let said: String? =
      switch line.said {
      case nil: nil
      case .nothing: ", nothing said"
      case .own(let text): ", you said \"\(text)\""
      case .answer(let id, _, _):
        match.answers.first { $0.response.id.uuid == id }.map { ", you said \"\($0.response.shortName)\"" }
      }
    return (said ?? "") + (line.went.map { ", \($0)" } ?? "")
  }

  /// The objection meant: taken when it is surely one, chosen when several are near, nil for a new one.
  private func choose(_ index: Int, _ known: KnownWords) throws -> Match? {
    // What was in hand on the live screen is the first, whatever words are given in the end.
    let sure = index == 0 && !isResumed ? session.picked?.match ?? known.certain : known.certain
    guard let sure else { return try chooseAmong(index, known) }
    session.console.tell(.text("\(index + 1) \"\(sure.objection.sentence)\""))
    return sure
  }

  /// - Parameter refused: The one that it is not.
  private func chooseAmong(_ index: Int, _ known: KnownWords, without refused: Match? = nil) throws -> Match? {
    let words = draft.lines[index].words
    let near = known.matches.filter { $0.objection.id != refused?.objection.id }
    guard !near.isEmpty else {
      session.console.tell(.text("Nothing close to \"\(words)\"."))
      return nil
    }
    session.console.tell(.text("\"\(words)\", is it one of these?"))
    for (index, match) in near.enumerated() {
      session.console.tell(Page([Line([Span("\(index + 1)  \"\(match.objection.sentence)\"")], indent: 2)]))
    }
    let keys = near.indices.map { String($0 + 1) } + ["x"]
    let key = try questions.key("1-\(near.count), x another (Enter: 1)", keys, standard: "1")
    return Int(key).map { near[$0 - 1] }
  }

  private func newObjection(_ index: Int) throws -> CallDraft.Line.Meant {
    let words = draft.lines[index].words
    var sentence = try questions.line("New objection, in one sentence (Enter: \"\(words)\")") ?? words
    // A key pressed once more is no sentence.
    while sentence != words, sentence.filter(\.isLetter).count < 3 {
      session.console.tell(.text("A sentence, as they say it."))
      sentence = try questions.line("New objection, in one sentence (Enter: \"\(words)\")") ?? words
    }
    return .new(sentence: sentence, category: try CategoryQuestion.ask(questions).rawValue)
  }

  // MARK: What you said

  /// What was said; nil when this is not the objection.
  private func chooseAnswer(_ match: Match?) throws -> CallDraft.Line.Said? {
    let offered = Array((match?.answers ?? []).filter { $0.response.ban == nil }.prefix(8))
    guard let match, !offered.isEmpty else {
      return try questions.line("You said? (Enter: nothing)").map(CallDraft.Line.Said.own) ?? .nothing
    }
    session.console.tell(.text("You said (or close to it)?"))
    let letters = offered.indices.map(AnswersPage.letter)
    for (letter, answer) in zip(letters, offered) {
      session.console.tell(
        Page([
          Line(
            [
              Span("\(letter)  "), Span(answer.response.shortName), Span("  \(Wording.score(answer))", .muted),
            ], indent: 2, hang: 5)
        ]))
    }
    func said(_ answer: Answer) -> CallDraft.Line.Said {
      let rank = match.answers.firstIndex { $0.response.id == answer.response.id }.map { $0 + 1 }
      return .answer(answer.response.id.uuid, rank: rank, shown: match.answers.count)
    }
    while true {
      let key = try questions.key(
        "a-\(AnswersPage.letter(offered.count - 1)), o own words, z nothing, x not this objection",
        letters + ["o", "z", "x"])
      switch key {
      case "z": return .nothing
      case "x": return nil
      case "o":
        let own = try questions.required("What did you say?")
        if let near = OwnWords.nearest(own, among: offered),
          try questions.yes("Near \"\(near.response.shortName)\"?", standard: true)
        {
          return said(near)
        }
        if try questions.yes("Keep it as an answer of its own?", standard: true) { return .own(own) }
      default:
        if let index = letters.firstIndex(of: key) { return said(offered[index]) }
      }
    }
  }

  private func went() throws -> Went {
    if let went = draft.went { return try Vocabulary.went(went) }
    let key = try questions.key("Went: \(WentKeys.question)  ? can't tell yet", Array(WentKeys.keys.keys).sorted())
    return WentKeys.keys[key] ?? .cantTell
  }
}
