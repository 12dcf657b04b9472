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
        try keep(ask(step, earlier: draft.earlier(step.name)), of: step, in: &draft)
      }
    } catch is Questions.Left {
      let name = Shell.quoted(questions.known.deal.name)
      throw Questions.Left(resume: draft.isEmpty ? nil : session.typed("debrief \(name)"))
    }
  }

  private enum Said {
    case value(String)
    /// Nothing; `-`, which takes back what was said before; Enter, which keeps it.
    case nothing, cleared, asBefore
    case back
  }

  private func keep(_ said: Said, of step: DebriefStep, in draft: inout DebriefDraft) throws {
    switch said {
    case .back:
      if !draft.goBack() { tell("This is the first one.") }
    case .asBefore: draft.answerAsBefore(step.name)
    case .nothing, .cleared:
      guard step.isSkippable else { return tell(DebriefPage.notSkipped(step.name)) }
      questions.take(nil, for: step, into: &draft)
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

  private func ask(_ step: DebriefStep, earlier: String?) throws -> Said {
    if step.name == .next { sayWhatIsPlanned() }
    let (above, question) = DebriefPage.asked(step, earlier: earlier, width: session.console.width ?? 80)
    session.console.tell(above)
    let said =
      switch step.takes {
      case .words, .wordsOrNever: try line(question)
      case .day(let standard): try day(question, earlier == nil ? standard : nil)
      case .keys(let keys, let standard):
        try key(question, keys, standard, isFree: step.isSkippable || earlier != nil, canClear: earlier != nil)
      }
    switch said {
    case .nothing where earlier != nil: return .asBefore
    case .cleared: return .nothing
    case .value(let words) where step.takes == .wordsOrNever && words.lowercased() == "n":
      return .value(DebriefAnswer.Choice.never.rawValue)
    default: return said
    }
  }

  /// Why nothing is to be planned, or what is.
  private func sayWhatIsPlanned() {
    let known = questions.known
    if let why = known.noReturn {
      tell(FollowUpWording.why(why, known.deal.name) { session.typed($0) }.why)
    } else if let planned = known.planned {
      tell("Planned already: \(FollowUpWording.plan(planned)). A return that you say here takes its place.")
    }
  }

  /// `<`, `q` and a lone minus are no answers to any question.
  private func line(_ question: String) throws -> Said {
    switch try asking.answer(question) {
    case .nothing: return .nothing
    case .back: return .back
    case .words("-"): return .cleared
    case .words(let words): return .value(words)
    }
  }

  private func day(_ question: String, _ standard: Day?) throws -> Said {
    while true {
      let said = try line(question + (standard.map { " (Enter: \(Wording.date($0)))" } ?? ""))
      switch said {
      case .nothing: return standard.map { .value($0.description) } ?? .nothing
      case .value(let typed):
        if let day = ReturnDay.answered(typed, session) { return .value(day.description) }
      default: return said
      }
    }
  }

  private func key(
    _ question: String, _ keys: [DebriefStep.Key], _ standard: DebriefStep.Key?, isFree: Bool, canClear: Bool
  ) throws -> Said {
    var taken = keys.map(\.letter) + ["<", "q"] + (canClear ? ["-"] : [])
    // A line may say it in words.
    if session.console.keyboard == nil { taken += keys.map { $0.label.lowercased() } }
    let pressed = try asking.key(question, taken, standard: standard != nil || isFree ? "" : nil)
    switch pressed {
    case "": return canClear ? .nothing : standard.map { .value($0.value) } ?? .nothing
    case "q": throw Questions.Left()
    case "<": return .back
    case "-": return .cleared
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
    answer(.category, category.rawValue, with: .why)
    session.console.tell(.text("Filed under \(category)."))
  }
}
