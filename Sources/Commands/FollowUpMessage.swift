import ArgumentParser
import Domain
import Learning
import Screens
import Storage
import Terminal

extension FollowUpCommand {
  struct Message: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "A draft of the next message, for you to edit.",
      discussion: """
        comeback follow-up message Globex --copy

        Three at most: one on its day, one a week later, and three weeks after that a goodbye.
        """)
    @OptionGroup var options: GlobalOptions
    @Flag(help: "Copy it, too.") var copy = false
    @Argument(help: "Its id, or the deal's name.") var id: [String]

    func run(in session: inout Session) throws -> Int32 {
      let today = session.today
      let (row, number, draft, person) = try session.base().read { reader in
        let found = try FollowUpName.open(id.joined(separator: " "), in: reader)
        let row = try FollowUpFace.row(found.id, on: today, reader)
        let number = try Self.number(row)
        let rep = try reader.writer().flatMap { try reader.author($0)?.name }
        let isChosen = try reader.isChosen(row.item.followUp)
        let draft = FollowUpDraft(Self.facts(row, rep: rep, isChosen: isChosen), step: number)
        return (row, number, draft, row.ended?.person)
      }
      var notices: [String] = []
      if case .waiting(let until) = row.item.standing {
        notices.append(
          until.map { "Not due before \(Wording.date($0))." } ?? "It waits: \(FollowUpWording.cause(row.item)).")
      } else if row.item.isAsleep, number == 1 {
        notices.append("Nobody said that it has happened. If it has: \(session.typed("event \"...\""))")
      }
      if options.json {
        session.console.out(
          JSONFace.text(
            .object([
              "version": .integer(1), "id": .text(row.id), "step": .integer(Int64(number)), "to": JSON(person?.name),
              "text": .text(draft.text), "notices": .list(notices.map(JSON.text)),
            ])))
      } else {
        let lines = draft.text.split(separator: "\n", omittingEmptySubsequences: false)
        session.console.show(Page(lines.map { Line([Span(String($0))]) }))
      }
      if copy {
        let outcome = Clipboard.copy(draft.text, environment: session.environment)
        session.console.tell(.text(Copied.words(outcome, of: draft.text)))
      }
      if !options.json {
        for notice in notices { session.console.tell(.text(notice)) }
        session.console.tell(
          .text("", "A draft: make it yours. Once it went out: \(session.typed("follow-up sent \(row.id)"))"))
      }
      return Code.fine
    }

    /// - Throws: ``Problem`` for one that no message goes out for.
    static func number(_ row: FollowUpPage.Row) throws -> Int {
      if case .notFollowedUp(let why) = row.item.standing { throw Problem.noReturn(deal: row.item.subject.name, why) }
      switch row.item.step {
      case .message(let number): return number
      case .end: throw Problem.allSent(id: row.id)
      case .look: throw Problem.wrongKind(id: row.id, wanted: "follow-up of a deal")
      }
    }

    private static func facts(_ row: FollowUpPage.Row, rep: String?, isChosen: Bool) -> FollowUpDraft.Facts {
      let followUp = row.item.followUp
      return FollowUpDraft.Facts(
        kind: followUp.kind, cause: row.ended?.cause ?? .other, event: row.item.event?.words,
        isNews: FollowUps.isNews(followUp),
        due: isChosen ? followUp.due : nil, offer: followUp.offer, objection: row.ended?.objection,
        person: row.ended?.person?.name,
        competitor: row.item.subject.deal?.competitor, rep: rep)
    }
  }

  struct Sent: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "The message went out; the next one is due after a while.", discussion: "comeback follow-up sent Globex"
    )
    @OptionGroup var options: GlobalOptions
    @Argument(help: "Its id, or the deal's name.") var id: [String]

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let today = session.today
      let (row, number) = try base.read { reader in
        let found = try FollowUpName.open(id.joined(separator: " "), in: reader)
        let row = try FollowUpFace.row(found.id, on: today, reader)
        return (row, try Message.number(row))
      }
      var followUp = row.item.followUp
      // Behind what woke it, so that this is news no longer.
      followUp.state = FollowUp.State(sent: number, day: max(today, followUp.woken?.day ?? today))
      let sent = followUp
      try Writer.ensureName(base, session)
      try base.edit(.followedUp, subject: row.item.subject.name, zone: session.zone, now: session.now()) {
        try $0.save(sent)
      }
      let next = FollowUps.day(of: sent).map(Wording.date) ?? ""
      let after = [
        "If nobody answers, the second is due on \(next).", "If nobody answers, the goodbye is due on \(next).",
        "That was the last. Without an answer by \(next): \(session.typed("follow-up done \(row.id) silent"))",
      ]
      return try FollowUpFace.report(
        sent.id, "Saved: message \(number) went out.",
        notices: [
          after.indices.contains(number - 1) ? after[number - 1] : after[after.count - 1],
          "An answer: \(session.typed("follow-up done \(row.id) back"))",
        ],
        base, session, options)
    }
  }
}
