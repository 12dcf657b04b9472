import Domain
import Learning
import Screens
import Storage

/// Says of a deal that it never fitted, or that it may after all.
struct FitRuling {
  private let base: Base
  private let session: Session
  private let options: GlobalOptions

  init(_ base: Base, _ session: Session, _ options: GlobalOptions) {
    self.base = base
    self.session = session
    self.options = options
  }

  /// - Parameter words: The deal's name, and why when the last of them says it.
  func ruleOut(_ words: [String]) throws -> Int32 {
    let (found, said) = try request(words)
    guard let why = try said ?? ask(found) else {
      throw Problem.needs("Why", example: "comeback fit \(Shell.quoted(found.name)) --rule-out \"why\"")
    }
    var deal = found
    deal.noFit = why
    var notices = ["Nobody follows it up. The team sees why."]
    if deal.ending.outcome == .open {
      deal.ending = Deal.Ending(outcome: .invalid, closed: session.today)
      notices = [
        "It was open and counts as not a real deal from today: out of every figure, and nobody follows it up.",
        "The team sees why.",
      ]
    } else if deal.ending.outcome != .invalid {
      notices.insert("It stays \(deal.ending.outcome).", at: 0)
    }
    return try save(deal, .disqualified, deal.name, notices)
  }

  func ruleIn(_ name: String) throws -> Int32 {
    var deal = try base.read { try DealName.find(name, in: $0, evenClosed: true) }
    guard deal.noFit != nil else {
      throw Problem.badValue(name: "--rule-in", value: deal.name, wanted: "a deal that was ruled out; this one wasn't")
    }
    deal.noFit = nil
    var notices: [String] = []
    let ruled = deal
    let stops = try base.read { try $0.fit(of: ruled)?.stops.map(\.name) ?? [] }
    if !stops.isEmpty { notices.append("A hard stop still applies: \(stops.joined(separator: ", ")).") }
    if deal.ending.outcome != .open {
      notices.append(
        "It is \(Self.outcome(deal.ending.outcome)) as before. On again? "
          + session.typed("deal reopen \(Shell.quoted(deal.name))"))
    }
    return try save(deal, .editedDeal, "\(deal.name), ruled in", notices)
  }

  private static func outcome(_ outcome: Outcome) -> String {
    outcome == .invalid ? "not a real deal" : outcome.rawValue
  }

  private func save(_ deal: Deal, _ deed: Deed, _ subject: String, _ notices: [String]) throws -> Int32 {
    try Writer.ensureName(base, session)
    try base.edit(deed, subject: subject, zone: session.zone, now: session.now()) { try $0.save(deal) }
    return try Saved.report(deal.id, base, session, options, next: nil, notices: notices) { try $0.shortID($1) }
  }

  /// A deal's name may be of several words, each typed by itself. The last word is why only when it came in quotes, so
  /// that it holds a blank, and they aren't a name all together.
  private func request(_ words: [String]) throws -> (Deal, why: String?) {
    let name = words.joined(separator: " ")
    let rest = words.dropLast().joined(separator: " ")
    return try base.read { reader in
      do {
        return (try DealName.find(name, in: reader, evenClosed: true), nil)
      } catch Problem.noSuchDeal(_, let nearest) where words.count > 1 {
        if let why = words.last?.trimmedOrNil, why.contains(where: \.isWhitespace) {
          return (try DealName.find(rest, in: reader, evenClosed: true), why)
        }
        // One word of a reason without quotes, or of a name that is none.
        let meant = nearest ?? (try? DealName.find(rest, in: reader, evenClosed: true))?.name
        throw Problem.noSuchDeal(name, nearest: meant)
      }
    }
  }

  /// A number for what the profile already says, or words; nil where nobody is here to ask.
  private func ask(_ deal: Deal) throws -> String? {
    guard session.console.canAsk, !options.json else { return nil }
    let score = try base.read { try $0.fit(of: deal) }
    let stops = score?.judgedStops.filter { $0.mark != .notMet }.sorted { $0.mark == .met && $1.mark != .met } ?? []
    let offered =
      stops.map(\.stop.name)
      + (score?.judged.filter { $0.mark == .notMet }.map { "Not met: \($0.criterion.name)" } ?? [])
    for (index, reason) in offered.enumerated() {
      session.console.tell(Page([Line([Span("\(index + 1)  ", .key), Span(reason)], indent: 2, hang: 5)]))
    }
    let numbers = offered.isEmpty ? "" : offered.count == 1 ? "1, or " : "1-\(offered.count), or "
    let questions = try Questions(session)
    while true {
      let typed = try questions.required("Why doesn't it fit? \(numbers)your words")
      guard let number = Int(typed) else { return typed }
      if offered.indices.contains(number - 1) { return offered[number - 1] }
      session.console.tell(.text("There is no \(number) here."))
    }
  }
}
