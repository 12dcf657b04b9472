import ArgumentParser
import Domain
import Learning
import Screens
import Storage

extension FollowUpCommand {
  struct Done: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "What came of it: back, not-now, no, silent.",
      discussion: """
        comeback follow-up done Globex back
        comeback follow-up done Globex not-now --on "1 Feb"

        back: they talk to us again, and the deal is open. not-now: with --on there is a next time.
        """)
    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp("After not-now, the day to come back on.", valueName: "when")) var on: String?
    @Argument(help: "Its id, or the deal's name.") var id: String
    @Argument(help: "back, not-now, no, silent.") var result: String?

    static let results: [FollowUp.Result] = [.back, .notNow, .no, .silent]

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let today = session.today
      let row = try base.read { try FollowUpFace.row(FollowUpName.open(id, in: $0).id, on: today, $0) }
      let result = try result.map(read) ?? (row.item.subject.deal == nil ? .back : ask(row, session))
      if result == .back, case .notFollowedUp(let why) = row.item.standing, why != .open {
        throw Problem.noReturn(deal: row.item.subject.name, why)
      }
      if on != nil, result != .notNow {
        throw Problem.usage(
          "--on is the next day after not-now; with \(Wanted.hyphened(result.rawValue)) there is none.")
      }
      var next = try on.map { try ReturnDay.read($0, "--on", session) }
      if result == .notNow, next == nil, session.console.canAsk, !options.json, !options.yes {
        next = try askNext(session)
      }
      var ended = row.item.followUp
      ended.state = FollowUp.State(sent: ended.state.sent, result: result, day: today)
      var again: FollowUp?
      if let next { again = FollowUp(about: ended.about, kind: .date, due: next, note: ended.note) }
      var reopened = row.item.subject.deal
      if result != .back || reopened?.ending.outcome == .open { reopened = nil }
      reopened?.ending = Deal.Ending()
      let rows = [ended] + [again].compactMap(\.self)
      let deal = reopened
      try Writer.ensureName(base, session)
      try base.edit(.followedUp, subject: row.item.subject.name, zone: session.zone, now: session.now()) { edit in
        for row in rows { try edit.save(row) }
        if let deal { try edit.save(deal) }
      }
      return try FollowUpFace.report(
        ended.id, "Saved: \(row.item.subject.name), \(FollowUpWording.result(ended) ?? "").",
        notices: try notices(result, again: again, deal, row, base, session), base, session, options)
    }

    private func notices(
      _ result: FollowUp.Result, again: FollowUp?, _ deal: Deal?, _ row: FollowUpPage.Row, _ base: Base,
      _ session: Session
    ) throws -> [String] {
      if let deal {
        return [
          "\(deal.name) is open again. Before the next call: \(session.typed("prep \(Shell.quoted(deal.name))"))"
        ]
      }
      if let again {
        let id = try base.read { try $0.shortID(.followUp(again.id)) }
        return ["The next time is \(id), \(FollowUpWording.plan(again))."]
      }
      guard result == .notNow, let deal = row.item.subject.deal else { return [] }
      return ["Another time: " + session.typed("follow-up add \(Shell.quoted(deal.name)) --on \"in 3 months\"")]
    }

    private func read(_ typed: String) throws -> FollowUp.Result {
      let known = Self.results.map { Wanted.hyphened($0.rawValue) }
      guard let result = FollowUp.Result(meant: typed), Self.results.contains(result) else {
        throw Problem.badValue(
          name: "what came of it", value: typed, wanted: "one of: " + known.joined(separator: ", "))
      }
      return result
    }

    private func ask(_ row: FollowUpPage.Row, _ session: Session) throws -> FollowUp.Result {
      guard session.console.canAsk else {
        throw Problem.needs(
          "What came of it", example: "comeback follow-up done \(row.id) back (or not-now, no, silent)")
      }
      session.console.tell(.text("\(row.item.subject.name), \(FollowUpWording.cause(row.item))"))
      let keys: [String: FollowUp.Result] = ["b": .back, "l": .notNow, "n": .no, "s": .silent]
      let key = try Questions(session).key(
        "b they talk to us again   l later, not now   n a no   s no answer", ["b", "l", "n", "s"])
      return keys[key] ?? .silent
    }

    private func askNext(_ session: Session) throws -> Day? {
      let questions = try Questions(session)
      while let typed = try questions.line("When then? in 3 months, 1 Feb (Enter: not again)") {
        if let day = ReturnDay.answered(typed, session) { return day }
      }
      return nil
    }
  }

  struct Drop: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give one up.", discussion: "comeback follow-up drop Globex")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "Its id, or the deal's name.") var id: [String]

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let today = session.today
      let row = try base.read { reader in
        try FollowUpFace.row(FollowUpName.open(id.joined(separator: " "), in: reader).id, on: today, reader)
      }
      var followUp = row.item.followUp
      followUp.state = FollowUp.State(sent: followUp.state.sent, result: .dropped, day: today)
      let dropped = followUp
      try Writer.ensureName(base, session)
      try base.edit(.followedUp, subject: row.item.subject.name, zone: session.zone, now: session.now()) {
        try $0.save(dropped)
      }
      return try FollowUpFace.report(
        dropped.id, "Saved: \(row.item.subject.name), dropped.", notices: [], base, session, options)
    }
  }
}
