import ArgumentParser
import Domain
import Exchange
import Learning
import Screens
import Storage

struct FollowUpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow-up", abstract: "Coming back to lost deals that fit: list, add, message, sent, done, drop.",
    discussion: """
      comeback follow-up add Globex --when "SSO ships"
      comeback follow-up list --due
      """,
    subcommands: [List.self, Add.self, Message.self, Sent.self, Done.self, Drop.self, Later.self],
    defaultSubcommand: List.self)

  struct List: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Those that are due, then those that wait.",
      discussion: """
        comeback follow-up
        comeback follow-up list --due
        comeback follow-up list --calendar follow-ups.ics

        A calendar file that is written again changes the events that are there.
        """)
    @OptionGroup var options: GlobalOptions
    @Flag(help: "Those that are over, too.") var all = false
    @Flag(help: "Only what is due, debriefs put off among it.") var due = false
    @Option(help: ArgumentHelp("Their days as a file for your calendar.", valueName: "file.ics")) var calendar: String?

    func validate() throws {
      if all, due { throw ValidationError("Say one of --all and --due.") }
    }

    func run(in session: inout Session) throws -> Int32 {
      if let calendar { try NextStep.checked(calendar, isOurs: CalendarStep.isOfSeveral) }
      let (today, zone, now) = (session.today, session.zone, session.now())
      let (page, days, isEmpty, json) = try session.base().read { reader in
        let items = try reader.followUps(on: today, isOpen: !all, isDue: due).items.filter { !due || $0.isDue }
        let rows = try items.prefix(options.limit ?? 50).map { try FollowUpFace.row($0, reader) }
        let days = try calendar == nil ? [] : items.map { (try reader.shortID(.followUp($0.followUp.id)), $0) }
        let debriefs = try due ? reader.debriefsDue(now: now, in: zone) : []
        let more = items.count - rows.count
        let json = try options.json ? FollowUpFace.list(rows, more: more, debriefs, reader) : nil
        let page = FollowUpPage.list(rows, more: more, debriefs: debriefs, today: today, typed: session.typed)
        return (json == nil ? page : nil, days, rows.isEmpty && debriefs.isEmpty, json)
      }
      if let json { session.console.out(JSONFace.text(json)) }
      if let page { session.console.show(page) }
      if let calendar { try FollowUpCalendar.write(days, to: calendar, session) }
      return isEmpty ? Code.nothingFound : Code.fine
    }
  }

  struct Later: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send all that is due to later: tomorrow, unless you say a day.",
      discussion: """
        comeback follow-up later
        comeback follow-up later Monday
        """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The day before which nothing of it is said.") var when: [String] = []

    func run(in session: inout Session) throws -> Int32 {
      let typed = when.joined(separator: " ").trimmedOrNil
      let day = try typed.map { try ReturnDay.read($0, "the day", session) }
      if let day, let typed, day <= session.today {
        throw Problem.badValue(name: "the day", value: typed, wanted: "a day to come")
      }
      let until = try DueNow.sendLater(session.base(), until: day, session)
      if options.json {
        session.console.out(JSONFace.text(.object(["version": .integer(1), "until": .text(until.description)])))
      } else {
        session.console.show(
          .text(
            "Nothing of it is said before \(Wording.when(until, nil, from: session.today)).",
            "It is all still there: \(session.typed("follow-up list --due")). Undo is for changes; this is none."))
      }
      return Code.fine
    }
  }
}

/// Follow-ups as they are named on a command line.
enum FollowUpName {
  /// The one of that id, or the one open one of that deal.
  /// - Throws: ``Problem/noSuchFollowUp(_:)``, ``Problem/whichFollowUp(_:_:)``.
  static func find(_ typed: String, in reader: Reader) throws -> FollowUp {
    if case .followUp(let id)? = try? reader.named(typed), let row = try reader.followUp(id) { return row }
    let deal: Deal
    do { deal = try DealName.find(typed, in: reader, evenClosed: true) } catch Problem.noSuchDeal(_, nil) {
      throw Problem.noSuchFollowUp(typed)
    }
    let open = try reader.followUps(of: deal.id).filter { $0.state.result == nil }
    if open.count > 1 {
      throw Problem.whichFollowUp(deal.name, try open.map { try reader.shortID(.followUp($0.id)) })
    }
    guard let row = open.first else { throw Problem.noSuchFollowUp(deal.name) }
    return row
  }

  /// One that isn't over.
  /// - Throws: ``Problem/isOver(id:result:)``, too.
  static func open(_ typed: String, in reader: Reader) throws -> FollowUp {
    let row = try find(typed, in: reader)
    if let result = FollowUpWording.result(row) {
      throw Problem.isOver(id: try reader.shortID(.followUp(row.id)), result: result)
    }
    return row
  }
}
