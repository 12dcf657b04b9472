import ArgumentParser
import Domain
import Learning
import Screens
import Storage

struct DealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deal", abstract: "What you sell to whom: list, add, edit, won, lost, no-decision, invalid, reopen.",
    discussion: """
      comeback deal add Acme --stage demo
      comeback deal won Acme
      """,
    subcommands: [
      List.self, Add.self, Edit.self, Won.self, Lost.self, NoDecisionMade.self, Invalid.self, Reopen.self,
      PutAway<DealCommand>.self, BringBack<DealCommand>.self,
    ])

  struct List: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "All of them, newest first.", discussion: "comeback deal list --limit 10")
    @OptionGroup var options: GlobalOptions

    func run(in session: inout Session) throws -> Int32 {
      let (rows, json) = try session.base().read { reader in
        let deals = try reader.deals().prefix(options.limit ?? 50)
        return (
          try deals.map { (id: try reader.shortID($0.id), deal: $0) },
          options.json ? try deals.map { try DealFace.row($0, reader) } : []
        )
      }
      if options.json {
        session.console.out(JSONFace.text(JSONFace.list("deals", json)))
      } else {
        session.console.show(ListPage.deals(rows))
      }
      return rows.isEmpty ? Code.nothingFound : Code.fine
    }
  }

  struct Add: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "A new one.",
      discussion: "comeback deal add Acme --industry fintech --stage negotiation --competitor Ledgerly")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var fields: Fields
    @Argument(help: "The name that you will type.") var name: [String] = []

    func run(in session: inout Session) throws -> Int32 {
      guard
        let name = try self.name.joined(separator: " ").trimmedOrNil
          ?? (session.console.canAsk ? Questions(session).required("Its name?") : nil)
      else { throw Problem.needs("The name", example: "comeback deal add Acme") }
      let base = try session.base()
      var deal = Deal(name: name)
      try fields.apply(to: &deal)
      let added = deal
      let twin = try base.read { try $0.deals(named: name).first { $0.ending.outcome == .open } }
      try Writer.ensureName(base, session)
      try base.edit(.addedDeal, subject: name, zone: session.zone, now: session.now()) { try $0.save(added) }
      let notices = twin == nil ? [] : ["Another open deal is called \(name) too; a log goes to the newest."]
      return try Saved.report(added.id, base, session, options, next: nil, notices: notices) { try $0.shortID($1) }
    }
  }

  struct Edit: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change one; without flags each field is asked.",
      discussion: "comeback deal edit Acme --stage negotiation")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var fields: Fields
    @Option(help: ArgumentHelp("The new name.", valueName: "name")) var rename: String?
    @Argument(help: "Its name or id.") var name: String

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      var deal = try base.read { try DealName.find(name, in: $0) }
      if fields.isEmpty, rename == nil {
        let questions = try Questions(session)
        session.console.tell(.text("Enter keeps what stands, a lone - clears it."))
        deal.name = try questions.changed("Name", deal.name) ?? deal.name
        deal.account = try questions.changed("Account", deal.account)
        deal.industry = try questions.changed("Industry", deal.industry)
        deal.stage = try questions.changed("Stage", deal.stage)
        deal.competitor = try questions.changed("Against", deal.competitor)
        deal.owner = try questions.changed("Owner", deal.owner)
      } else {
        if let rename { deal.name = rename }
        try fields.apply(to: &deal)
      }
      let edited = deal
      let before = try base.read { try $0.deal(edited.id) }
      try Writer.ensureName(base, session)
      try base.edit(.editedDeal, subject: edited.name, zone: session.zone, now: session.now()) { try $0.save(edited) }
      let open = try OpenResults(on: before?.stage == edited.stage ? [] : [edited.id], base, session)
      let asks = session.console.canAsk && !options.json && !options.yes
      let notices = asks ? [] : [open.notice(edited.name)].compactMap { $0 }
      let code = try Saved.report(edited.id, base, session, options, next: nil, notices: notices) { try $0.shortID($1) }
      if asks { try open.ask() }
      return code
    }
  }

  struct Won: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "It was won.", discussion: "comeback deal won Acme --on 2026-11-20")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var ending: EndingArguments
    func run(in session: inout Session) throws -> Int32 { try ending.end(as: .won, session, options) }
  }

  struct Lost: RepCommand {
    static let configuration = CommandConfiguration(abstract: "It was lost.", discussion: "comeback deal lost Acme")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var ending: EndingArguments
    func run(in session: inout Session) throws -> Int32 { try ending.end(as: .lost, session, options) }
  }

  struct NoDecisionMade: RepCommand {
    static let configuration = CommandConfiguration(
      commandName: "no-decision", abstract: "They decided nothing.",
      discussion: "comeback deal no-decision Acme --because \"could not decide\"")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var ending: EndingArguments
    @Option(help: ArgumentHelp("likes what they have, could not decide, project died.", valueName: "why")) var because:
      String?
    func run(in session: inout Session) throws -> Int32 {
      let detail: NoDecision? = try because.map { try Vocabulary.word($0, "--because") }
      return try ending.end(as: .noDecision, detail: detail, session, options)
    }
  }

  struct Invalid: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "It was not a real deal; it leaves every figure.", discussion: "comeback deal invalid Acme")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var ending: EndingArguments
    func run(in session: inout Session) throws -> Int32 { try ending.end(as: .invalid, session, options) }
  }

  struct Reopen: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "It is on again.", discussion: "comeback deal reopen Acme")
    @OptionGroup var options: GlobalOptions
    @OptionGroup var ending: EndingArguments
    func run(in session: inout Session) throws -> Int32 { try ending.end(as: .open, session, options) }
  }

  struct EndingArguments: ParsableArguments {
    @Option(help: ArgumentHelp("The day it closed, today unless said.", valueName: "date")) var on: String?
    @Argument(help: "Its name or id.") var name: [String]

    func end(as outcome: Outcome, detail: NoDecision? = nil, _ session: Session, _ options: GlobalOptions) throws
      -> Int32
    {
      let base = try session.base()
      var deal = try base.read {
        try DealName.find(name.joined(separator: " "), in: $0)
      }
      let day = try on.map { try ReturnDay.past($0, "--on", session) } ?? session.today
      deal.ending = Deal.Ending(outcome: outcome, detail: detail, closed: outcome == .open ? nil : day)
      let ended = deal
      let deed: Deed = outcome == .open ? .reopenedDeal : .endedDeal
      try Writer.ensureName(base, session)
      try base.edit(deed, subject: "\(ended.name), \(outcome)", zone: session.zone, now: session.now()) {
        try $0.save(ended)
      }
      let open = try OpenResults(on: [ended.id], base, session)
      let asks = session.console.canAsk && !options.json && !options.yes
      let debrief =
        outcome == .open ? nil : "Debrief: \(session.typed("debrief \(Shell.quoted(ended.name))"))"
      let notices = asks ? [] : [open.notice(ended.name), debrief].compactMap { $0 }
      let code = try Saved.report(ended.id, base, session, options, next: nil, notices: notices) { try $0.shortID($1) }
      if asks { try open.ask() }
      if asks, outcome != .open { try DebriefRound(ended, base, session, options).offer() }
      return code
    }
  }

  struct Fields: ParsableArguments {
    @Option(help: ArgumentHelp("The customer, when the deal has another name.", valueName: "name")) var account: String?
    @Option(help: ArgumentHelp("Whose deal it is.", valueName: "name")) var owner: String?
    @Option(help: ArgumentHelp("Their trade.", valueName: "industry")) var industry: String?
    @Option(help: ArgumentHelp("small, mid-market, enterprise ...", valueName: "segment")) var segment: String?
    @Option(help: ArgumentHelp("Where they are.", valueName: "region")) var region: String?
    @Option(help: ArgumentHelp("What is being sold; may be repeated.", valueName: "name")) var product: [String] = []
    @Option(help: ArgumentHelp("Against whom.", valueName: "name")) var competitor: String?
    @Option(help: ArgumentHelp("For how much, 48000 or 48000.50.", valueName: "amount")) var amount: String?
    @Option(help: ArgumentHelp("EUR, GBP, USD ...", valueName: "currency")) var currency: String?
    @Option(help: ArgumentHelp("Where it is: demo, negotiation ...", valueName: "stage")) var stage: String?
    @Option(help: ArgumentHelp("When it should close, 2026-11-30.", valueName: "date")) var expectedClose: String?

    var isEmpty: Bool {
      product.isEmpty
        && [account, owner, industry, segment, region, competitor, amount, currency, stage, expectedClose].allSatisfy {
          $0 == nil
        }
    }

    func apply(to deal: inout Deal) throws {
      if let account { deal.account = account.trimmedOrNil }
      if let owner { deal.owner = owner.trimmedOrNil }
      if let industry { deal.industry = industry.trimmedOrNil }
      if let segment { deal.segment = segment.trimmedOrNil }
      if let region { deal.region = region.trimmedOrNil }
      if !product.isEmpty { deal.products = product }
      if let competitor { deal.competitor = competitor.trimmedOrNil }
      if let amount {
        guard let value = Double(amount), value.isFinite, value >= 0 else {
          throw Problem.badValue(name: "--amount", value: amount, wanted: "a number such as 48000")
        }
        deal.amount = Deal.Amount(value: value, currency: currency ?? deal.amount?.currency)
      } else if let currency, let amount = deal.amount {
        deal.amount = Deal.Amount(value: amount.value, currency: currency)
      }
      if let stage { deal.stage = stage.trimmedOrNil }
      if let expectedClose { deal.expectedClose = try Vocabulary.day(expectedClose, "--expected-close") }
    }
  }
}

enum DealFace {
  static func row(_ deal: Deal, _ reader: Reader) throws -> JSON {
    .object([
      "id": .text(try reader.shortID(deal.id)), "name": .text(deal.name), "account": JSON(deal.account),
      "stage": JSON(deal.stage),
      "outcome": .text(deal.ending.outcome.rawValue), "owner": JSON(deal.owner),
      "expected_close": JSON(deal.expectedClose),
    ])
  }

  /// One deal with what was learnt from it.
  static func json(_ deal: Deal, on today: Day, _ reader: Reader) throws -> JSON {
    .object([
      "version": .integer(1), "deal": try row(deal, reader),
      "fit": try reader.fit(of: deal).map(FitFace.brief) ?? .null,
      "reasons": .list(try reader.reasons(of: deal.id).map { try row($0, reader) }),
      "debrief": .list(try DebriefFace.answers(deal, reader)),
      "remarks": .list(try reader.remarks(of: deal.id).map { try InterviewFace.remark($0, reader) }),
      "follow_ups": .list(
        try reader.followUps(on: today, of: deal.id).items.map { item in
          try FollowUpFace.json(FollowUpFace.row(item, reader), reader)
        }),
    ])
  }

  static func row(_ reason: Reason, _ reader: Reader) throws -> JSON {
    .object([
      "id": .text(try reader.shortID(.reason(reason.id))), "said_by": .text(reason.by.rawValue),
      "day": JSON(reason.day), "category": JSON(reason.category?.rawValue), "words": JSON(reason.words),
      "knowing": JSON(reason.knowing?.rawValue), "in_hands": JSON(reason.inHands?.rawValue),
    ])
  }
}
