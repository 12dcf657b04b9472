import Domain
import Learning
import Screens
import Storage

/// What a buyer said, taken down topic by topic: their words, then what they are taken to mean. Each answer is on disk
/// before the next is asked. The rep's own reason is not shown: it would lead.
struct InterviewQuestions {
  static let whoSees = "The team sees all of this: what they said, what you take it to mean, their reason."

  private let deal: Deal
  private let base: Base
  private let session: Session
  private let questions: Questions
  private var draft: InterviewDraft
  /// Whether the line that was typed names the day.
  private let hasDay: Bool
  /// What was answered to the question that is asked again.
  private var before: String?
  /// The topic that was named last.
  private var named: Int?

  private struct Back: Error {}

  init(_ deal: Deal, _ base: Base, _ session: Session, draft: InterviewDraft, hasDay: Bool) throws {
    self.deal = deal
    self.base = base
    self.session = session
    self.draft = draft
    self.hasDay = hasDay
    questions = try Questions(session)
  }

  /// - Throws: ``Questions/Left`` with how to go on.
  mutating func ask() throws -> InterviewDraft {
    do {
      return try answers()
    } catch is Questions.Left {
      let isKept = try base.read { try $0.draft(InterviewDraft.name(deal.id)) } != nil
      throw Questions.Left(resume: isKept ? session.typed("interview \(Shell.quoted(deal.name)) --capture") : nil)
    }
  }

  private mutating func answers() throws -> InterviewDraft {
    let facts = [
      deal.name, deal.ending.outcome.rawValue + (deal.ending.closed.map { " \(Wording.date($0))" } ?? ""),
      deal.competitor.map { "against \($0)" },
    ]
    tell(facts.compactMap(\.self).joined(separator: ", "))
    tell(Self.whoSees)
    tell("Enter: as each question says   < back   q later")
    try goOn()
    while let step {
      do {
        try ask(step)
        before = nil
      } catch is Back {
        guard step != .who else {
          tell("This is the first one.")
          continue
        }
        goBack(from: step)
      }
      try keep()
    }
    return draft
  }

  private enum Step { case who, said, meant, category, words, competitor }

  private static let topics = Remark.Topic.known

  /// What is to be asked now; nil when all was.
  private var step: Step? {
    if draft.who == nil { return .who }
    if draft.topics < Self.topics.count {
      return draft.lines.last.map { $0.topic == topic.rawValue && !$0.isAnswered } == true ? .meant : .said
    }
    if draft.category == nil { return .category }
    if draft.words == nil { return .words }
    return deal.competitor == nil && draft.competitor == nil ? .competitor : nil
  }

  private var topic: Remark.Topic { Self.topics[draft.topics] }

  private mutating func ask(_ step: Step) throws {
    switch step {
    case .who: draft.who = try who()
    case .said:
      nameTopic()
      let isFirst = !draft.lines.contains { $0.topic == topic.rawValue }
      if let said = try line(isFirst ? "They said? (Enter: not talked about)" : "More on that? (Enter: next)") {
        draft.lines.append(InterviewDraft.Line(topic, said: said))
      } else {
        draft.topics += 1
      }
    case .meant:
      nameTopic()
      let meant = try line("You take it to mean? (Enter: as said)")
      draft.lines[draft.lines.count - 1].meant = meant
      draft.lines[draft.lines.count - 1].isAnswered = true
    case .category: draft.category = InterviewDraft.Answer(try category()?.rawValue)
    case .words: draft.words = InterviewDraft.Answer(try words())
    case .competitor: draft.competitor = InterviewDraft.Answer(try line("Who else was in it? (Enter: no answer)"))
    }
  }

  /// To the question before; what was answered there stands until it is answered anew.
  private mutating func goBack(from step: Step) {
    before = nil
    switch step {
    case .who: break
    case .said:
      if let last = draft.lines.indices.last, draft.lines[last].topic == topic.rawValue {
        before = draft.lines[last].meant
        draft.lines[last].meant = nil
        draft.lines[last].isAnswered = false
      } else if draft.topics > 0 {
        draft.topics -= 1
      } else {
        before = draft.who.flatMap(spoken)
        draft.who = nil
      }
    case .meant: before = draft.lines.removeLast().said
    case .category: draft.topics -= 1
    case .words:
      before = draft.category?.text
      draft.category = nil
    case .competitor:
      before = draft.words?.text
      draft.words = nil
    }
  }

  private func spoken(_ who: InterviewDraft.Who) -> String? {
    switch who {
    case .person(let id): (try? base.read { try $0.person(ID(id)) })?.name
    case .role(let role): role
    case .unsaid: nil
    }
  }

  private mutating func nameTopic() {
    guard named != draft.topics else { return }
    tell("\(draft.topics + 1) of \(Self.topics.count)  \(Wording.topic(topic))")
    named = draft.topics
  }

  /// - Throws: ``Back``, ``Questions/Left``.
  private func line(_ question: String) throws -> String? {
    if let before { tell("Before: \"\(before)\"   Enter: as before   -: no answer") }
    switch try questions.answer(question) {
    case .nothing: return before
    case .back: throw Back()
    case .words("-") where before != nil: return nil
    case .words(let words): return words
    }
  }

  private func tell(_ text: String) { session.console.tell(.text(text)) }
  private func keep() throws { try base.keep(draft: draft.body, as: InterviewDraft.name(deal.id)) }

  /// With what was left half way, if that is wanted.
  private mutating func goOn() throws {
    let name = InterviewDraft.name(deal.id)
    guard let kept = try base.read({ try $0.draft(name) }).flatMap(InterviewDraft.init) else { return }
    tell(
      kept.lines.isEmpty
        ? "Left half way." : "Left half way, with \(Wording.count(kept.lines.count, "remark", "remarks")):")
    for line in kept.lines {
      tell("  \(Wording.topic(Remark.Topic(rawValue: line.topic))): \"\(line.said)\"")
    }
    let key = try questions.key("r go on with it   n drop it, begin anew   (Enter: r)", ["r", "n"], standard: "r")
    guard key == "r" else { return try base.keep(draft: nil, as: name) }
    // What the line says now counts.
    let typed = draft
    draft = kept
    if typed.who != nil { draft.who = typed.who }
    if typed.how != nil { draft.how = typed.how }
    if hasDay { draft.day = typed.day }
  }

  // MARK: Who, and what they said

  private func who() throws -> InterviewDraft.Who {
    let people = try base.read { try $0.people(of: deal.id) }
    let numbered = people.enumerated().map { "\($0 + 1) \($1.name)\($1.role.map { " (\($0))" } ?? "")" }
    if !numbered.isEmpty { tell(numbered.joined(separator: "   ")) }
    let question =
      people.isEmpty
      ? "Who spoke? A role: CFO, owner, IT (Enter: no answer)" : "Who spoke? A number, or a role (Enter: no answer)"
    while let typed = try line(question) {
      if let number = Int(typed) {
        if people.indices.contains(number - 1) { return .person(people[number - 1].id.uuid) }
        tell(people.isEmpty ? "A role, in a word." : "A number from 1 to \(people.count), or a role.")
        continue
      }
      return Addressee.person(typed, among: people).map { .person($0.id.uuid) } ?? .role(typed)
    }
    return .unsaid
  }

  // MARK: Their reason

  private func category() throws -> Domain.Category? {
    let categories = Domain.Category.reasons(for: deal.id)
    tell(deal.ending.outcome == .won ? "Their reason for it, as they gave it:" : "Their reason, as they gave it:")
    for row in Self.rows(categories.enumerated().map { "\($0 + 1) \($1)" }) { tell("  " + row) }
    while let typed = try line("A number or a word (Enter: no answer)") {
      if let number = Int(typed), categories.indices.contains(number - 1) { return categories[number - 1] }
      guard let category = Domain.Category(meant: typed) else {
        tell("No category is called so; their words come next.")
        continue
      }
      if categories.contains(category) { return category }
      tell("That is who, not why. Why them and not us?")
    }
    return nil
  }

  /// Filled rows, none of whose parts is torn.
  private static func rows(_ parts: [String]) -> [String] {
    parts.reduce(into: []) { rows, part in
      if let last = rows.last, last.count + part.count < 70 {
        rows[rows.count - 1] = last + "   " + part
      } else {
        rows.append(part)
      }
    }
  }

  private func words() throws -> String? {
    let said = draft.lines.map(\.said)
    guard !said.isEmpty else { return try line("In their words? (Enter: no answer)") }
    for (index, words) in said.enumerated() { tell("  \(index + 1) \"\(words)\"") }
    let question =
      said.count == 1
      ? "In their words? (Enter: as in 1)" : "In their words? A number takes one of these (Enter: no answer)"
    while let typed = try line(question) {
      guard let number = Int(typed) else { return typed }
      if said.indices.contains(number - 1) { return said[number - 1] }
      tell("A number from 1 to \(said.count), or words.")
    }
    // Without a category, words that were only passed over are no reason; neither are those that a minus took back.
    return said.count == 1 && draft.category?.text != nil && before == nil ? said[0] : nil
  }
}
