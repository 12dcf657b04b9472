import Domain
import Playbooks
import Retrieval
import Storage

/// What a playbook can be.
enum Form: CaseIterable {
  case markdown, html

  func text(_ base: Base, filters: String = "", on day: Day) throws -> String {
    let playbook = Playbook(try base.read { try Survey(of: $0, filters: filters, on: day) })
    return switch self {
    case .markdown: MarkdownPlaybook(playbook).text
    case .html: HTMLPlaybook(playbook).text
    }
  }
}

/// One objection with a way of saying it and three answers, the second to be careful with, the third not allowed. Each
/// field of them holds the same words.
struct OneObjection {
  private let objection = ID<Objection>.fresh()
  private let phrasing = ID<Phrasing>.fresh()
  private let responses = [ID<Response>.fresh(), .fresh(), .fresh()]

  func save(_ text: String, to base: Base) throws {
    try base.edit(.editedObjection) { edit in
      try edit.save(
        Objection(
          id: objection, sentence: text, category: Category(rawValue: text), kind: ObjectionKind(rawValue: text),
          concern: text, check: text, tell: text, condition: text))
      try edit.save(Phrasing(id: phrasing, objection: objection, source: .written, text: text))
      for (index, id) in responses.enumerated() {
        try edit.save(
          Response(
            id: id, objection: objection, askFirst: text, words: text, written: text,
            technique: Technique(rawValue: "other"), proof: text, know: text, applies: text,
            caution: index == 1 ? text : nil, ban: index == 2 ? text : nil, place: index + 1))
      }
    }
  }
}
