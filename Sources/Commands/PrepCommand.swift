import ArgumentParser
import Calls
import Domain
import Foundation
import Learning
import Retrieval
import Screens
import Storage
import Terminal

struct PrepCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "prep", abstract: "What this call will probably bring, and what to say.",
    discussion: """
      comeback prep
      comeback prep Acme
      comeback prep CFO, logistics, against Ledgerly
      comeback prep role:cfo industry:fintech
      comeback prep --score

      Without words it is the next call in your calendar (comeback import calendar.ics).
      A deal's name; or who it is, what trade, which stage, against whom, in any order. Words that are none of these
      are looked for, as something that they may say.
      """, aliases: ["p"])

  @OptionGroup var options: GlobalOptions
  @OptionGroup var context: ContextOptions
  @Flag(help: "How often what was prepared came true.") var score = false
  @Flag(help: "Copy it, too.") var copy = false
  @Argument(help: "The deal, or the case in words.") var words: [String] = []

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    if score { return try showScore(base, session) }
    let typed = words.joined(separator: " ").trimmedOrNil ?? context.deal
    let chosen = try typed == nil ? CallsToday(base, session, asks: !options.json).choose() : nil
    let (prep, call, lessons, face, isSample) = try base.read { reader in
      let prep = try self.prep(typed, chosen, reader, session)
      let call =
        try chosen
        ?? prep.deal.flatMap { deal in
          try reader.callsAhead(now: session.now(), zone: session.zone).first { $0.deal?.id == deal.id }
        }
      let lessons = try Lessons(for: prep.deal, in: prep.context, reader)
      return (
        prep, call, lessons,
        options.json ? try PrepFace.json(prep, call: call, lessons: lessons, today: session.today, reader) : nil,
        try reader.setting("sample") == "yes"
      )
    }
    let log = session.typed("log " + (prep.deal.map { Shell.quoted($0.name) } ?? "--no-deal"))
    let page = PrepPage(prep, today: session.today, isSample: isSample, call: call, lessons: lessons, log: log).page
    if let face {
      session.console.out(JSONFace.text(face))
    } else {
      session.console.show(page)
    }
    if copy {
      let text = page.plain(width: 80)
      session.console.tell(.text(Copied.words(Clipboard.copy(text, environment: session.environment), of: text)))
    }
    // The page is what is wanted now; that it was shown is only for the score.
    if let deal = prep.deal {
      try? base.keep(
        Prepared(deal: deal.id, at: Moment(session.now()), objections: prep.expected.map(\.match.objection.id)))
    }
    return prep.expected.isEmpty ? Code.nothingFound : Code.fine
  }

  private func prep(_ typed: String?, _ call: CallAhead?, _ reader: Reader, _ session: Session) throws -> Prep {
    let said = Context(
      industry: context.industry, role: context.role, stage: context.stage, competitor: context.competitor,
      product: context.product)
    guard let typed else {
      if let deal = try call?.deal ?? PreparedDeal.today(in: reader, session) {
        return try Prep(deal, in: said, session.search(in: reader, competitor: deal.competitor), reader)
      }
      throw Problem.needs("A deal or a case", example: "comeback prep Acme")
    }
    do {
      let deal = try DealName.find(typed, in: reader)
      return try Prep(deal, in: said, session.search(in: reader, competitor: deal.competitor), reader)
    } catch Problem.noSuchDeal(let name, let nearest) {
      let problem = Problem.noSuchDeal(name, nearest: nearest)
      let values = try FilterValues(in: reader)
      let (filtered, words) = CaseWords.filtered(typed, values)
      let (read, rest) = try CaseWords.read(words, values: values)
      let context = said.completed(by: filtered).completed(by: read)
      let search = try session.search(in: reader, competitor: context.competitor)
      // What is near a deal's name, or nothing known at all, was meant as one.
      if nearest != nil { throw problem }
      if context.given.isEmpty, try rest.map({ try search.find($0, limit: 1).sure }) != true { throw problem }
      return try Prep(context, words: rest, search, reader)
    }
  }

  private func showScore(_ base: Base, _ session: Session) throws -> Int32 {
    let score = try base.read { try ForecastScore(in: $0, now: Moment(session.now())) }
    if options.json {
      session.console.out(
        JSONFace.text(
          .object([
            "version": .integer(1), "calls": .integer(Int64(score.calls)), "silent": .integer(Int64(score.silent)),
            "came": .integer(Int64(score.came)), "named": .integer(Int64(score.named)),
          ])))
    } else {
      session.console.show(PrepScorePage.page(score))
    }
    return score.calls == 0 ? Code.nothingFound : Code.fine
  }
}

/// A case in free words: "CFO, logistics, against Ledgerly".
enum CaseWords {
  /// - Returns: What of it the base knows as a role, a trade, a stage, a rival or a product, and the rest.
  static func read(_ typed: String, values: FilterValues) throws -> (Context, rest: String?) {
    var context = Context()
    var rest: [String] = []
    for part in typed.split(separator: ",").compactMap({ String($0).trimmedOrNil }) {
      rest += read(part, values, &context)
    }
    return (context, rest.joined(separator: " ").trimmedOrNil)
  }

  /// Words such as `role:cfo`, whose value the base knows as that, as `--role CFO` would say it.
  static func filtered(_ typed: String, _ values: FilterValues) -> (Context, rest: String) {
    var context = Context()
    let rest = typed.split(separator: " ").filter { word in
      let parts = word.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let field = Filters.Field(rawValue: parts[0].lowercased()) else { return true }
      let value = Folding.fold(String(parts[1]))
      guard values.met[field]?.contains(value) == true else { return true }
      switch field {
      case .role: context.role = value
      case .industry: context.industry = value
      case .stage: context.stage = value
      case .competitor: context.competitor = value
      case .product: context.product = value
      case .deal: return true
      }
      return false
    }
    return (context, rest.joined(separator: " "))
  }

  /// The longest runs of words that are a known value; the words that are none.
  private static func read(_ part: String, _ values: FilterValues, _ context: inout Context) -> [String] {
    var words = part.split(separator: " ").map(String.init)[...]
    var rest: [String] = []
    while let first = words.first {
      if ["against", "vs"].contains(first.lowercased()), words.count > 1 {
        let known = longest(words.dropFirst(), [.competitor], values)
        let count = known?.count ?? words.count - 1
        context.competitor = words.dropFirst().prefix(count).joined(separator: " ")
        words = words.dropFirst(1 + count)
      } else if let known = longest(words, [.role, .industry, .stage, .product, .competitor], values) {
        let text = words.prefix(known.count).joined(separator: " ")
        switch known.field {
        case .role: context.role = text
        case .industry: context.industry = text
        case .stage: context.stage = text
        case .product: context.product = text
        default: context.competitor = text
        }
        words = words.dropFirst(known.count)
      } else {
        rest.append(first)
        words = words.dropFirst()
      }
    }
    return rest
  }

  private static func longest(
    _ words: ArraySlice<String>, _ fields: [Filters.Field], _ values: FilterValues
  ) -> (field: Filters.Field, count: Int)? {
    for count in stride(from: min(4, words.count), to: 0, by: -1) {
      let folded = Folding.fold(words.prefix(count).joined(separator: " "))
      if let field = fields.first(where: { values.met[$0]?.contains(folded) == true }) { return (field, count) }
    }
    return nil
  }
}
