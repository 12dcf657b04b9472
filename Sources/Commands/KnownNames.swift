import Domain
import Retrieval
import Storage

/// What a base knows by name, read at a glance: nothing is made, changed or waited for, and no base is an empty one.
struct KnownNames {
  private let path: String

  init(at path: String) { self.path = path }

  func candidates(_ wanted: Wanted) -> [Completion.Candidate] {
    switch wanted {
    case .nothing, .files, .filters: []
    case .listed(let values): values.map { Completion.Candidate($0) }
    case .categories: Category.known.map { Completion.Candidate(Wanted.hyphened($0.rawValue)) }
    case .settings: ConfigCommand.keys.map { Completion.Candidate($0.name, $0.help) }
    case .backups: Base.backups(of: path).map { Completion.Candidate($0.day.description) }
    case .deals(let which): deals(which)
    case .met(let field): met(field)
    case .filter(let name): filter(name)
    case .putAway(let noun): putAway(noun)
    case .followUps: followUps()
    case .criteria: criteria
    }
  }

  /// Newest first; each name once, the open deal before others, as a name is understood.
  private func deals(_ which: Wanted.Deals) -> [Completion.Candidate] {
    let deals = Base.glance(at: path) { try $0.deals() } ?? []
    var seen: Set<String> = []
    let (open, closed) = (
      deals.filter { $0.ending.outcome == .open }, deals.filter { $0.ending.outcome != .open }
    )
    let wanted =
      switch which {
      case .all: open + closed
      case .open: open
      case .closed: closed
      }
    return wanted.compactMap { deal in
      guard seen.insert(Folding.fold(deal.name)).inserted else { return nil }
      return typable(deal.name, deal.ending.outcome == .open ? deal.stage ?? "" : deal.ending.outcome.rawValue)
    }
  }

  /// A name as it is shown, when that finds it again.
  private func typable(_ name: String, _ help: String = "") -> Completion.Candidate? {
    let candidate = Completion.Candidate(name.trimmedOrNil ?? "", help)
    return candidate.text.isEmpty || Folding.fold(candidate.text) != Folding.fold(name) ? nil : candidate
  }

  private var criteria: [Completion.Candidate] {
    guard let profile = Base.glance(at: path, { try $0.profile() }) ?? nil else { return [] }
    return profile.criteria.compactMap { typable($0.name, $0.met ?? "") }
      + profile.stops.compactMap { typable($0.name, "hard stop") }
  }

  private func met(_ field: Filters.Field) -> [Completion.Candidate] {
    let written = (Base.glance(at: path) { try FilterValues.written(in: $0)[field] } ?? nil) ?? []
    var seen: Set<String> = []
    return written.sorted().compactMap { value in
      seen.insert(Folding.fold(value)).inserted ? typable(value) : nil
    }
  }

  /// As one word without quotes: values are compared by their letters and digits alone.
  private func filter(_ name: Filters.Name) -> [Completion.Candidate] {
    let known = Base.glance(at: path) { try FilterValues(in: $0) } ?? nil
    return name.values(of: known ?? FilterValues()).map { Completion.Candidate(Wanted.hyphened($0)) }
  }

  private func putAway(_ noun: String) -> [Completion.Candidate] {
    let kinds: [any Record.Type] = [
      ObjectionCommand.self, AnswerCommand.self, DealCommand.self, PersonCommand.self, ProofCommand.self,
    ]
    guard let kind = kinds.first(where: { $0.noun == noun })?.kind else { return [] }
    let away = Base.glance(at: path) { try $0.putAway(kind) } ?? []
    return away.map { Completion.Candidate($0.id, $0.title) }
  }

  /// The open ones, by id.
  private func followUps() -> [Completion.Candidate] {
    let rows = Base.glance(at: path) { reader in
      try reader.followUps().filter { $0.state.result == nil }.map { row in
        (try reader.shortID(.followUp(row.id)), try row.about.deal.flatMap { try reader.deal($0)?.name } ?? "a card")
      }
    }
    return (rows ?? []).map { Completion.Candidate($0.0, $0.1) }
  }
}
