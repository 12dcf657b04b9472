import Calls
import Domain
import Exchange
import Foundation
import Screens
import Storage

/// Takes the calls of the next four weeks out of a calendar, for this machine alone.
enum ImportCalendar {
  static let days = 28

  static func takes(_ path: String) -> Bool {
    let name = path.lowercased()
    return name.hasSuffix(".ics") || name.hasSuffix(".ical")
  }

  static func run(_ path: String, _ options: GlobalOptions, _ session: Session) throws -> Int32 {
    let file = try CalendarFile(at: path)
    guard !file.isAnswer else { throw CalendarError.isAnswer(file.name) }
    let base = try session.base()
    let match = try base.read { try CallMatch(in: $0) }
    let calls = file.calls(from: Moment(session.now()), days: days, in: session.zone).compactMap { found in
      var call = found
      call.deal = match.deal(for: found)
      // Holidays and trade fairs are no calls; a day on which something of a deal is due is.
      return call.starts == nil && call.deal == nil ? nil : call
    }
    let isChanged = try base.keep(
      calls, of: file.isInvitation ? "invitations" : file.name,
      only: file.isInvitation ? file.spokenOf(in: session.zone) : nil, today: session.today)
    if options.json {
      session.console.out(
        JSONFace.text(
          ImportedPage.json(
            Imported(deals: 0, people: 0, reasons: 0, changed: isChanged, updated: 0, moved: []),
            ImportedPage.OfTable(notices: file.notices), calls: calls.count)))
    } else {
      let own = Set(calls.map(\.uid))
      let ahead = try base.read { try $0.callsAhead(now: session.now(), zone: session.zone) }
      session.console.show(
        CallPages.imported(ahead.filter { own.contains($0.call.uid) }, today: session.today, notices: file.notices))
    }
    return Code.fine
  }
}
