import ArgumentParser
import Calls
import Domain
import Retrieval
import Screens
import Storage

struct SearchCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "What to say when they say this.",
    discussion: """
      comeback search "they say it's way too dear"
      comeback search "too expensive" --role CFO --deal Acme
      comeback search 'too expensive role:cfo -budget'

      Filters narrow: industry: role: stage: competitor: category: technique: went: since: deal: product:

      Quotes hold words together, a leading minus leaves a word out.
      """,
    aliases: ["find"])

  @OptionGroup var options: GlobalOptions
  @OptionGroup var context: ContextOptions
  @Flag(help: "Words only, without meaning.") var noEmbedding = false
  @Argument(help: "What they said, in any words.") var words: [String] = []

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let today = session.today
    let typed = words.joined(separator: " ")
    if words.isEmpty, !session.isRepl, !options.json, !options.plain, Live.fits(session, base) {
      var live = try Live(session, base, context: base.read { try context.resolved(in: $0) }, deal: context.deal)
      return try live.run()
    }
    let (found, page, face, isAccessible) = try base.read { reader in
      let situation = try context.resolved(in: reader)
      let search = try session.search(in: reader, competitor: situation.competitor, byMeaning: !noEmbedding)
      let found = try search.find(typed, in: situation, limit: options.limit ?? 5)
      let isSample = try reader.setting("sample") == "yes"
      let ids = try reader.shortIDs(of: found.matches)
      let face = options.json ? try JSONFace.found(found, today: today, reader: reader, isSample: isSample) : nil
      let isAccessible = try reader.setting("accessible") == "on"
      return (found, AnswersPage(found, today: today, ids: ids, isSample: isSample), face, isAccessible)
    }
    if let face {
      session.console.out(JSONFace.text(face))
    } else if session.wantsCards, !isAccessible, !options.plain {
      session.console.show(page.card)
    } else {
      session.console.show(page.plain)
    }
    if let hint = Wording.meaning(found.meaning, model: session.typed("model")) { session.console.tell(.text(hint)) }
    session.noteUnused(in: base)
    session.list = ShownList(found: found)
    session.noteUnanswered(found, in: base)
    return found.matches.isEmpty ? Code.nothingFound : Code.fine
  }
}

extension Session {
  /// Cards are for eyes at a terminal; pipes and screen readers get a record a line.
  var wantsCards: Bool { console.outIsTerminal && !console.isAccessible }
}

extension ContextOptions {
  /// What was said, completed by what the deal knows.
  func resolved(in reader: Reader) throws -> Context {
    let said = Context(industry: industry, role: role, stage: stage, competitor: competitor, product: product)
    guard let deal else { return said }
    let row = try DealName.find(deal, in: reader)
    return said.completed(by: try reader.context(of: row))
  }
}

extension Reader {
  /// How the answers of these are typed.
  func shortIDs(of matches: [Match]) throws -> [ID<Response>: String] {
    try matches.flatMap(\.answers).reduce(into: [:]) { $0[$1.response.id] = try shortID($1.response.id) }
  }
}
