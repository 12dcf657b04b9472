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

  init(_ deal: Deal, _ base: Base, _ session: Session, draft: InterviewDraft) throws {
    self.deal = deal
    self.base = base
    self.session = session
    self.draft = draft
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
    try goOn()
    if draft.who == nil {
      draft.who = try who()
      try keep()
    }
    let topics = Remark.Topic.known
    while draft.topics < topics.count {
      try takeDown(topics[draft.topics], draft.topics + 1, of: topics.count)
      draft.topics += 1
      try keep()
    }
    try reason()
    if deal.competitor == nil, draft.competitor == nil {
      draft.competitor = InterviewDraft.Answer(try questions.line("Who else was in it? (Enter: no answer)"))
      try keep()
    }
    return draft
  }

  private func tell(_ text: String) { session.console.tell(.text(text)) }
  private func keep() throws { try base.keep(draft: draft.body, as: InterviewDraft.name(deal.id)) }

  /// With what was left half way, if that is wanted.
  private mutating func goOn() throws {
    let name = InterviewDraft.name(deal.id)
    guard let kept = try base.read({ try $0.draft(name) }).flatMap(InterviewDraft.init) else { return }
    let count = Wording.count(kept.lines.count, "remark", "remarks")
    tell("Left half way, with \(count):")
    for line in kept.lines {
      tell("  \(Wording.topic(Remark.Topic(rawValue: line.topic))): \"\(line.said)\"")
    }
    let key = try questions.key("r go on with it   n drop it, begin anew   (Enter: r)", ["r", "n"], standard: "r")
    if key == "r" { draft = kept } else { try base.keep(draft: nil, as: name) }
  }

  // MARK: Who, and what they said

  private func who() throws -> InterviewDraft.Who {
    let people = try base.read { try $0.people(of: deal.id) }
    let numbered = people.enumerated().map { "\($0 + 1) \($1.name)\($1.role.map { " (\($0))" } ?? "")" }
    if !numbered.isEmpty { tell(numbered.joined(separator: "   ")) }
    let question =
      people.isEmpty
      ? "Who spoke? A role: CFO, owner, IT (Enter: no answer)" : "Who spoke? A number, or a role (Enter: no answer)"
    while let typed = try questions.line(question) {
      if let number = Int(typed) {
        if people.indices.contains(number - 1) { return .person(people[number - 1].id.uuid) }
        tell(people.isEmpty ? "A role, in a word." : "A number from 1 to \(people.count), or a role.")
        continue
      }
      return Addressee.person(typed, among: people).map { .person($0.id.uuid) } ?? .role(typed)
    }
    return .unsaid
  }

  private mutating func takeDown(_ topic: Remark.Topic, _ number: Int, of all: Int) throws {
    tell("\(number) of \(all)  \(Wording.topic(topic))")
    while true {
      if let last = draft.lines.indices.last, draft.lines[last].topic == topic.rawValue, !draft.lines[last].isAnswered {
        draft.lines[last].meant = try questions.line("You take it to mean? (Enter: as said)")
        draft.lines[last].isAnswered = true
        try keep()
      }
      let isFirst = !draft.lines.contains { $0.topic == topic.rawValue }
      let question = isFirst ? "They said? (Enter: not talked about)" : "More on that? (Enter: next)"
      guard let said = try questions.line(question) else { return }
      draft.lines.append(InterviewDraft.Line(topic, said: said))
      try keep()
    }
  }

  // MARK: Their reason

  private mutating func reason() throws {
    if draft.category == nil {
      draft.category = InterviewDraft.Answer(try category()?.rawValue)
      try keep()
    }
    if draft.words == nil {
      draft.words = InterviewDraft.Answer(try words())
      try keep()
    }
  }

  private func category() throws -> Domain.Category? {
    let categories = Domain.Category.reasons(for: deal.id)
    tell(deal.ending.outcome == .won ? "Their reason for it, as they gave it:" : "Their reason, as they gave it:")
    for row in Self.rows(categories.enumerated().map { "\($0 + 1) \($1)" }) { tell("  " + row) }
    while let typed = try questions.line("A number or a word (Enter: no answer)") {
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
    guard !said.isEmpty else { return try questions.line("In their words? (Enter: no answer)") }
    for (index, words) in said.enumerated() { tell("  \(index + 1) \"\(words)\"") }
    let question =
      said.count == 1
      ? "In their words? (Enter: as in 1)" : "In their words? A number takes one of these (Enter: no answer)"
    while let typed = try questions.line(question) {
      guard let number = Int(typed) else { return typed }
      if said.indices.contains(number - 1) { return said[number - 1] }
      tell("A number from 1 to \(said.count), or words.")
    }
    // Without a category, words that were only passed over are no reason.
    return said.count == 1 && draft.category?.text != nil ? said[0] : nil
  }
}
