import ArgumentParser
import Domain
import Learning
import Screens
import Storage

struct DebriefCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "debrief", abstract: "Why a deal went as it did, in four minutes or one.",
    discussion: """
      comeback debrief Globex
      comeback debrief Globex --short
      comeback debrief Globex --later "tomorrow 9:00" --calendar debrief.ics
      comeback debrief Globex --why "rollout takes a quarter" --how told --differently "ask for week one" --back-on "1 Mar"
      comeback debrief Globex --show
      comeback debrief Globex --share
      comeback debrief

      The team sees reason, results, fit and what's next; what else you say is yours alone until you hand it over.
      Enter is no answer, < goes back, q leaves; what you said is kept, and the same line goes on with it.
      Without a deal: the closed ones that wait for one, and what your debriefs say together.
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var flags: DebriefFlags
  @Flag(help: "The short form: one minute.") var short = false
  @Flag(help: "Go on with the one that was left half way.") var resume = false
  @Option(help: ArgumentHelp("Put it off, to \"tomorrow 9:00\", Monday, 18:00, \"in 2 hours\".", valueName: "when"))
  var later: String?
  @Option(help: ArgumentHelp("With --later, a file for your calendar.", valueName: "file.ics")) var calendar: String?
  @Flag(help: "What you said.") var show = false
  @Flag(help: "Hand answers over to the team: ids or all behind it; asks on a terminal.") var share = false
  @Argument(help: "The deal; with --share also ids of answers, or all.") var deal: [String] = []

  func validate() throws {
    if [show, share, later != nil, resume].count(where: { $0 }) > 1 {
      throw ValidationError("Say one of --show, --share, --later and --resume.")
    }
    if let first = flags.first {
      if show || share || later != nil {
        throw ValidationError("\(first) can't stand beside --show, --share or --later.")
      }
      if deal.isEmpty, !resume { throw ValidationError("Say which deal: comeback debrief Globex \(first) ...") }
    }
    if deal.isEmpty, !share, show || later != nil {
      throw ValidationError("Say which deal: comeback debrief Globex \(show ? "--show" : "--later \"tomorrow 9:00\"")")
    }
    if calendar != nil, later == nil { throw ValidationError("--calendar goes with --later.") }
    if resume, !deal.isEmpty {
      throw ValidationError("--resume says no deal; comeback debrief DEAL goes on with it, too.")
    }
  }

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    if share { return try DebriefShare(base: base, session: session, json: options.json).run(deal) }
    guard let deal = try named(base) else {
      if resume {
        session.console.tell(.text("No debrief was left half way. comeback debrief DEAL begins one."))
        return Code.nothingFound
      }
      return try DebriefRow(base: base, session: session, options: options).run()
    }
    let round = DebriefRound(deal, base, session, options)
    if show { return try round.show() }
    if let later {
      guard deal.ending.outcome != .open else {
        throw Problem.usage("\(deal.name) is still open: its debrief comes once it is closed.")
      }
      guard try base.read({ try !$0.hasOwnDebrief(of: deal) }) else {
        throw Problem.usage(
          "\(deal.name) is debriefed. The rest, when you like: \(session.typed("debrief \(Shell.quoted(deal.name))"))")
      }
      let until = try PutOffTime.read(later, "--later", session)
      if let calendar { try NextStep.checked(calendar) { DebriefOpening.isCalendar($0, of: deal) } }
      return try round.putOff(until, calendar: calendar)
    }
    return try round.run(flags, form: short ? .short : nil)
  }

  /// The deal that is meant; nil when none is.
  private func named(_ base: Base) throws -> Deal? {
    try base.read { reader in
      if let name = deal.joined(separator: " ").trimmedOrNil {
        return try DealName.find(name, in: reader, evenClosed: true)
      }
      guard resume else { return nil }
      return try reader.deals().first { try reader.draft(DebriefDraft.name(of: $0.id)) != nil }
    }
  }
}
