public import Domain
public import Retrieval

/// A selection to read and to hand on: by category the objections, what lies under each, the best answers
/// with counts and dates, and what keeps failing. It quotes written words only, and names no account, no
/// person and no amount.
public struct Playbook: Sendable {
  public struct Section: Sendable {
    public let category: Category
    public let entries: [Survey.Entry]
  }

  public let sections: [Section]
  /// The last day on which one of its answers was used; nil when none was.
  public let asOf: Day?
  public let encounters: Int
  public let knownResults: Int
  public let isSample: Bool
  /// The filters as they were typed.
  public let filters: String
  let discretion: Discretion

  public init(_ survey: Survey) {
    var sections: [Section] = []
    for entry in survey.entries {
      let category = entry.match.objection.category
      if let last = sections.last, last.category == category {
        sections[sections.count - 1] = Section(category: category, entries: last.entries + [entry])
      } else {
        sections.append(Section(category: category, entries: [entry]))
      }
    }
    self.sections = sections
    let answers = survey.entries.flatMap(\.match.answers)
    asOf = answers.compactMap(\.evidence.last).max()
    encounters = survey.entries.reduce(0) { $0 + $1.match.met }
    knownResults = answers.reduce(0) { $0 + $1.evidence.known }
    isSample = survey.isSample
    filters = survey.filters
    discretion = Discretion(accounts: survey.accounts, people: survey.people, amounts: survey.amounts)
  }
}
