import Domain
import Exchange
import Foundation
import Learning
import Screens
import Storage
import Terminal

/// How a debrief begins: now, in four minutes or one, or at a set time, for a rep who is still upset.
struct DebriefOpening {
  let base: Base
  let session: Session

  enum Choice: Equatable {
    case begin(DebriefDraft.Form)
    case putOff(Moment)
    case leave
  }

  /// - Parameter questions: Those of the deal; a form without any isn't offered.
  func ask(_ questions: DebriefQuestions, _ draft: DebriefDraft) throws -> Choice {
    let outcome = questions.outcome(draft)
    let name = questions.known.deal.name
    guard !questions.isBegun else {
      let left = questions.countLeft(draft)
      let count = "\(left) more, \(DebriefQuestions.minutes(left)) min?"
      let key = try Questions(session).key(
        "\(name) is debriefed. \(count)   Enter: now   n: not now", ["n", "q"], standard: "")
      return key == "" ? .begin(.long) : .leave
    }
    let today = session.today
    let tomorrow = PutOffTime.morning(of: today.adding(days: 1), in: session.zone)
    let monday = PutOffTime.morning(of: today.adding(days: 7 - today.weekday), in: session.zone)
    let minutes = outcome == .won ? 2 : outcome == .invalid ? 1 : 4
    var offers = ["Enter: \(minutes) min now"]
    var keys = ["t", "n", "q"]
    if outcome != .invalid {
      offers.append("s: 1 min")
      keys.append("s")
    }
    offers.append("t: tomorrow 9:00")
    if monday != tomorrow {
      offers.append("m: Monday 9:00")
      keys.append("m")
    }
    offers.append("n: not now")
    let head = DebriefPage.opening(name, outcome)
    let key = try Questions(session).key(([head] + offers).joined(separator: "   "), keys, standard: "")
    switch key {
    case "": return .begin(.long)
    case "s": return .begin(.short)
    case "t": return .putOff(tomorrow)
    case "m": return .putOff(monday)
    default: return .leave
    }
  }

  // MARK: Put off

  func putOff(_ deal: Deal, until: Moment, calendar: String?) throws {
    if let calendar { try write(deal, until, to: calendar) }
    try base.putOff(debriefOf: deal.id, until: until)
    session.console.show(
      .text("The debrief of \(deal.name) waits until \(shown(until)): the next start of comeback after that says so."))
    guard calendar == nil else { return }
    let (name, when) = (Shell.quoted(deal.name), Shell.quoted(shown(until)))
    let file = Shell.quoted(NextStep.place(title(deal), session.environment))
    session.console.tell(
      .text("In your calendar, too: \(session.typed("debrief \(name) --later \(when) --calendar \(file)"))"))
  }

  /// tomorrow 9:00
  func shown(_ moment: Moment) -> String {
    Wording.when(Day(moment.date, in: session.zone), ClockTime(moment, in: session.zone), from: session.today)
  }

  private static func uid(_ deal: Deal) -> String { "\(deal.id.uuid.uuidString.lowercased())-debrief" }

  /// Whether a file for the calendar is of this debrief, and may be written over.
  static func isCalendar(_ text: String, of deal: Deal) -> Bool { text.contains("UID:\(uid(deal))") }

  private func title(_ deal: Deal) -> String { "\(deal.name): debrief" }

  private func write(_ deal: Deal, _ until: Moment, to path: String) throws {
    let when = When(day: Day(until.date, in: session.zone), time: ClockTime(until, in: session.zone))
    let step = CalendarStep(
      uid: Self.uid(deal), title: title(deal), when: when, zone: session.zone,
      made: session.now())
    try NewFile.write(step.text, to: path, force: false, isOurs: { Self.isCalendar($0, of: deal) })
    session.console.tell(.text("\(title(deal)), \(shown(until))", path, "Open it to put it in your calendar."))
  }
}
