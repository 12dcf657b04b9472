import Calls
import Domain
import Learning
import Retrieval
import Screens
import Storage

/// The questions of a debrief, one after the other. Each answer is on disk before the next is asked.
struct DebriefDialogue {
  let base: Base
  let session: Session
  let questions: DebriefQuestions
  private let asking: Questions

  init(_ base: Base, _ session: Session, _ questions: DebriefQuestions) throws {
    self.base = base
    self.session = session
    self.questions = questions
    asking = try Questions(session)
  }

  /// - Throws: ``Questions/Left`` with how to go on.
  func ask(_ draft: inout DebriefDraft) throws {
    do {
      while let step = questions.next(draft) {
        try keep(ask(step), of: step, in: &draft)
      }
    } catch is Questions.Left {
      let name = Shell.quoted(questions.known.deal.name)
      throw Questions.Left(resume: draft.isEmpty ? nil : session.typed("debrief \(name)"))
    }
  }

  private enum Said {
    case value(String)
    case nothing, back
  }

  private func keep(_ said: Said, of step: DebriefStep, in draft: inout DebriefDraft) throws {
    switch said {
    case .back:
      if !draft.goBack() { tell("This is the first one.") }
    case .nothing where step.isSkippable: questions.take(nil, for: step, into: &draft)
    case .nothing:
      tell("This one isn't skipped. q: later, and nothing that you said is lost.")
      return
    case .value(let value):
      questions.take(value, for: step, into: &draft)
      if step.name == .why, draft.form == .short { try draft.fileWords(questions, base, session) }
      remark(on: value, step)
    }
    try base.keep(draft: draft.body, as: DebriefDraft.name(of: questions.known.deal.id))
  }

  private func remark(on value: String, _ step: DebriefStep) {
    if step.name == .whyHow, value == Knowing.guess.rawValue {
      tell("Kept as a guess until somebody asks them.")
    }
  }

  private func tell(_ text: String) { session.console.tell(.text(text)) }

  // MARK: One question

  private func ask(_ step: DebriefStep) throws -> Said {
    let (above, question) = DebriefPage.asked(step)
    session.console.tell(above)
    switch step.takes {
    case .words: return try line(question)
    case .wordsOrNever:
      let said = try line(question)
      if case .value(let words) = said, words.lowercased() == "n" {
        return .value(DebriefAnswer.Choice.never.rawValue)
      }
      return said
    case .day(let standard): return try day(question, standard)
    case .keys(let keys, let standard): return try key(question, keys, standard, isSkippable: step.isSkippable)
    }
  }

  /// A letter alone is no answer to any question: it is one of the keys.
  private func line(_ question: String) throws -> Said {
    guard let words = try asking.line(question) else { return .nothing }
    switch words.lowercased() {
    case "q": throw Questions.Left()
    case "<", "b": return .back
    case "s": return .nothing
    default: return .value(words)
    }
  }

  private func day(_ question: String, _ standard: Day) throws -> Said {
    while true {
      switch try line("\(question) (Enter: \(Wording.date(standard)))") {
      case .nothing: return .value(standard.description)
      case .back: return .back
      case .value(let typed):
        if let when = When(typed, now: session.now(), in: session.zone) { return .value(when.day.description) }
        tell("\"\(typed)\" is no day that I can read.")
      }
    }
  }

  private func key(
    _ question: String, _ keys: [DebriefStep.Key], _ standard: DebriefStep.Key?, isSkippable: Bool
  ) throws -> Said {
    var taken = keys.map(\.letter) + ["<", "b", "q"]
    if isSkippable { taken.append("s") }
    // A line may say it in words.
    if session.console.keyboard == nil { taken += keys.map { $0.label.lowercased() } }
    let pressed = try asking.key(question, taken, standard: standard != nil || isSkippable ? "" : nil)
    switch pressed {
    case "": return standard.map { .value($0.value) } ?? .nothing
    case "q": throw Questions.Left()
    case "<", "b": return .back
    case "s": return .nothing
    default:
      return keys.first { $0.letter == pressed || $0.label.lowercased() == pressed }.map { .value($0.value) }
        ?? .nothing
    }
  }
}

extension DebriefDraft {
  /// Takes what the reason is about from its words, where they surely say it, and says so.
  mutating func fileWords(_ questions: DebriefQuestions, _ base: Base, _ session: Session) throws {
    guard questions.outcome(self) != .won, self[.category] == nil, let words = self[.why] else { return }
    let certain = try base.read { try KnownWords(words, in: session.search(in: $0)).certain }
    guard let category = certain?.objection.category, category.canBeReason else { return }
    answer(.category, category.rawValue, isImplied: true)
    session.console.tell(.text("Filed under \(category)."))
  }
}
