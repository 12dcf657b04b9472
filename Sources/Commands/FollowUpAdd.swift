import ArgumentParser
import Domain
import Exchange
import Learning
import Screens
import Storage

extension FollowUpCommand {
  struct Add: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Plan to come back to a lost deal, or to look a card over once something happens.",
      discussion: """
        comeback follow-up add Globex
        comeback follow-up add Globex --on "1 Feb"
        comeback follow-up add Globex --when "SSO ships"
        comeback follow-up add Globex --smaller-offer "ten seats, one quarter"
        comeback follow-up add r9xq4 --when "SSO ships"

        Without a flag: by what ended the deal. What never fitted is not followed up.
        """)
    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp("The day: Thu, in 3 weeks, 1 Feb.", valueName: "when")) var on: String?
    @Option(help: ArgumentHelp("Once this has happened.", valueName: "condition")) var when: String?
    @Option(help: ArgumentHelp("With less to pay for: what?", valueName: "words")) var smallerOffer: String?
    @Option(help: ArgumentHelp("For your eyes only.", valueName: "text")) var note: String?
    @Option(help: ArgumentHelp("Its day as a file for your calendar.", valueName: "file.ics")) var calendar: String?
    @Argument(help: "The deal's name, or the id of an objection or answer.") var deal: [String]

    func validate() throws {
      if when != nil, smallerOffer != nil { throw ValidationError("Say one of --when and --smaller-offer.") }
    }

    private var saysHow: Bool { on != nil || when != nil || smallerOffer != nil }

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let typed = deal.joined(separator: " ")
      if let calendar { try NextStep.checked(calendar) }
      var notices: [String] = []
      var row: FollowUp
      let name: String
      switch try base.read({ try subject(typed, session, $0) }) {
      case .deal(let deal):
        name = deal.name
        if let why = try base.read({ try $0.noReturn(to: deal) }) { throw Problem.noReturn(deal: deal.name, why) }
        row = try plan(deal, base, session, &notices)
      case .objection(let objection):
        name = objection.sentence
        row = try plan(.objection(objection.id), session)
      case .response(let response):
        name = response.shortName
        row = try plan(.response(response.id), session)
      }
      row.note = note?.trimmedOrNil
      if calendar != nil, row.due == nil {
        throw Problem.needs("--on", example: "--calendar wants a day: --on \"1 Feb\"")
      }
      let added = row
      try Writer.ensureName(base, session)
      try base.edit(.plannedFollowUp, subject: name, zone: session.zone, now: session.now()) { try $0.save(added) }
      let today = session.today
      let shown = try base.read { try FollowUpFace.row(added.id, on: today, $0) }
      let code = try FollowUpFace.report(
        added.id, "Saved, \(shown.id): \(name), \(FollowUpWording.plan(added)).", notices: notices, base, session,
        options)
      if let calendar { try FollowUpCalendar.write([(shown.id, shown.item)], to: calendar, session) }
      return code
    }

    private func subject(_ typed: String, _ session: Session, _ reader: Reader) throws -> FollowUps.Subject {
      do {
        if session.list?.place(typed) == nil { return .deal(try DealName.find(typed, in: reader, evenClosed: true)) }
      } catch let problem as Problem {
        let named = try? session.named(typed, reader)
        guard named?.kind == .objection || named?.kind == .response else { throw problem }
      }
      switch try session.named(typed, reader) {
      case .objection(let id): if let found = try reader.objection(id) { return .objection(found) }
      case .response(let id): if let found = try reader.response(id) { return .response(found) }
      default: break
      }
      throw Problem.wrongKind(id: typed, wanted: "deal, objection or answer")
    }

    /// Of a card.
    private func plan(_ about: FollowUp.About, _ session: Session) throws -> FollowUp {
      guard smallerOffer == nil else {
        throw Problem.usage("A smaller offer is for a deal. A card waits: --when \"SSO ships\", or --on a day.")
      }
      let day = try on.map { try ReturnDay.read($0, "--on", session) }
      guard let condition = when?.trimmedOrNil else {
        guard let day else {
          throw Problem.needs("--when", example: "what does the card wait for? --when \"SSO ships\"")
        }
        return FollowUp(about: about, kind: .date, due: day)
      }
      return FollowUp(about: about, kind: .condition, due: day, condition: condition)
    }

    /// Of a deal: as said, else by what ended it.
    private func plan(_ deal: Deal, _ base: Base, _ session: Session, _ notices: inout [String]) throws -> FollowUp {
      let ended = try base.read { try WhatEnded(deal, $0) }
      let usual = Revisit(deal, category: ended.reason?.category, today: session.today)
      let (fit, others) = try base.read { reader in
        (
          try reader.knownFit(of: deal),
          try reader.followUps(of: deal.id).filter { $0.state.result == nil }.map {
            (id: try reader.shortID(.followUp($0.id)), row: $0)
          }
        )
      }
      if others.count > 1 {
        notices.append("\(deal.name) has \(others.count) others: \(session.typed("follow-up list"))")
      } else if let other = others.first {
        notices.append("\(deal.name) has another: \(other.id), \(FollowUpWording.plan(other.row)).")
      }
      if fit.tier == .unknown {
        notices.append("How it fits is not known: \(session.typed("fit \(Shell.quoted(deal.name))"))")
      }
      let day = try on.map { try ReturnDay.read($0, "--on", session) }
      var row = FollowUp(
        about: .deal(deal.id), kind: usual.kind, due: day ?? usual.due, condition: condition(usual, ended))
      if let when = when?.trimmedOrNil {
        (row.kind, row.condition, row.due) = (.condition, when, day ?? Revisit.lookAfter(session.today))
      } else if let offer = smallerOffer?.trimmedOrNil {
        (row.kind, row.condition, row.offer) = (.smallerOffer, nil, offer)
      } else if day != nil {
        (row.kind, row.condition) = (.date, nil)
      } else {
        let by = ended.reason?.category.map { "ended by \($0)" } ?? "no reason was given"
        let said = "By default (\(by)): \(FollowUpWording.plan(row))."
        guard session.console.canAsk, !options.json, !options.yes else {
          notices.insert(said, at: 0)
          return row
        }
        session.console.tell(.text("\(deal.name). \(said)"))
        try ask(&row, session)
      }
      return row
    }

    /// What was missing stands in the reason, when that is short: "SSO is shipped".
    private func condition(_ usual: Revisit, _ ended: WhatEnded) -> String? {
      usual.condition.map { usually in
        usual.cause == .gap ? Waking.condition(for: ended.reason?.words) ?? usually : usually
      }
    }

    private func ask(_ row: inout FollowUp, _ session: Session) throws {
      let questions = try Questions(session)
      let key = try questions.key(
        "Enter keeps it   d another day   w when something happens   o a smaller offer", ["d", "w", "o"], standard: "")
      switch key {
      case "d":
        (row.kind, row.condition, row.due) = (.date, nil, try Self.day("When? Thu, in 3 weeks, 1 Feb", questions))
      case "w": (row.kind, row.condition) = (.condition, try questions.required("Once what has happened?"))
      case "o": (row.kind, row.condition) = (.smallerOffer, nil)
      default: break
      }
      if row.kind == .smallerOffer, row.offer == nil {
        row.offer = try questions.line("The smaller offer, in a few words (Enter: later)")
      }
      session.console.tell(.text("The team sees it; a --note is yours alone."))
    }

    /// Asked again until it is one.
    static func day(_ question: String, _ questions: Questions) throws -> Day {
      while true {
        let typed = try questions.required(question)
        if let day = ReturnDay.answered(typed, questions.session) { return day }
      }
    }
  }
}
