import Domain
import Retrieval

/// What a flag's value or a word in its place is, for those who complete it.
enum Wanted: Equatable {
  case nothing
  case files
  case listed([String])
  case categories, settings, backups
  case deals(Deals)
  case met(Filters.Field)
  case filters([Filters.Name])
  case filter(Filters.Name)
  case putAway(noun: String)
  case followUps
  /// Criteria and hard stops of the profile.
  case criteria

  enum Deals { case all, open, closed }

  /// Flags mean the same in every command.
  private static let flags: [String: Wanted] = [
    "--deal": .deals(.all), "--category": .categories, "--role": .met(.role), "--stage": .met(.stage),
    "--industry": .met(.industry), "--competitor": .met(.competitor), "--product": .met(.product),
    "--went": .listed(Went.allCases.map(\.rawValue)), "--how": .words(Knowing.self), "--channel": .words(Channel.self),
    "--kind": .words(ObjectionKind.self), "--technique": .words(Technique.self), "--because": .words(NoDecision.self),
    "--wake": .followUps, "--topic": .words(Remark.Topic.self), "--reason": .reasons,
    "--hands": .words(Reason.InHands.self), "--retold": .words(Reason.InHands.self),
    "--need-how": .words(Knowing.self), "--retold-how": .words(Knowing.self),
    "--outcome": .listed(["won", "lost", "no-decision", "invalid"]), "--may-be-named": .listed(["yes", "no"]),
    "--met": .criteria, "--not-met": .criteria, "--unknown": .criteria,
  ]

  /// What these say of a case, prep takes.
  static let ofACase: [Filters.Name] = [.industry, .role, .stage, .competitor, .product]

  static func value(of flag: CommandSheet.Argument) -> Wanted {
    if let wanted = flag.names.lazy.compactMap({ flags[$0] }).first { return wanted }
    return byDefinition(flag)
  }

  /// What may stand at a place among the words that are no flags.
  /// - Parameter given: The flags that stand on the line.
  static func place(_ place: Int, of sheet: CommandSheet, given: Set<String>) -> [Wanted] {
    switch (sheet.name, place) {
    case ("search", _): return [.filters(Filters.Name.allCases)]
    case ("prep", _): return [.deals(.all), .filters(ofACase)]
    case ("playbook", 1...): return [.filters(Filters.Name.allCases)]
    case ("log", 0): return given.isDisjoint(with: ["--deal", "--new-deal", "--no-deal"]) ? [.deals(.open)] : []
    case ("log", _), ("deal add", _): return []
    case ("logged", _), ("show", _), ("person list", _), ("deal put-away", _): return [.deals(.all)]
    case ("debrief", _): return [.deals(.closed)]
    case ("fit", _): return given.contains("--profile") ? [.files] : [.deals(.all)]
    case ("deal edit", 0): return [.deals(.all)]
    case ("deal reopen", _), ("interview", _): return [.deals(.closed)]
    case ("deal won", _), ("deal lost", _), ("deal no-decision", _), ("deal invalid", _): return [.deals(.open)]
    case ("follow-up add", _): return [.deals(.closed)]
    case ("follow-up done", 1): return [.listed(FollowUpCommand.Done.results.map { hyphened($0.rawValue) })]
    case ("follow-up message", 0), ("follow-up sent", 0), ("follow-up done", 0), ("follow-up drop", 0):
      return [.followUps]
    case ("result", 1): return [.listed(Went.allCases.map(\.rawValue))]
    case ("config get", 0), ("config set", 0): return [.settings]
    case ("restore", 0): return [.backups]
    default: break
    }
    if sheet.path.last == "bring-back", let noun = sheet.path.first { return [.putAway(noun: noun)] }
    let words = sheet.words
    guard let word = place < words.count ? words[place] : words.last.flatMap({ $0.isRepeating ? $0 : nil }) else {
      return []
    }
    return [byDefinition(word)]
  }

  private static func byDefinition(_ argument: CommandSheet.Argument) -> Wanted {
    if !argument.values.isEmpty { return .listed(argument.values) }
    if argument.wantsFile || ["file", "file.txt", "folder", "path"].contains(argument.value) { return .files }
    return .nothing
  }

  /// The competitor is no reason.
  private static let reasons = Wanted.listed(
    Category.known.filter(\.canBeReason).map { hyphened($0.rawValue) })

  /// A word of several parts takes hyphens as well, which need no quotes.
  private static func words<W: Word>(_: W.Type) -> Wanted { .listed(W.known.map { hyphened($0.rawValue) }) }

  /// As one word that means the same.
  static func hyphened(_ text: String) -> String {
    text.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }
}
