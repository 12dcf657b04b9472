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

  private static let morning = 9

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
    let tomorrow = moment(today.adding(days: 1))
    let monday = moment(today.adding(days: 7 - today.weekday))
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

  /// Nine o'clock on that day.
  private func moment(_ day: Day) -> Moment {
    let midnight = Moment(seconds: day.number * 86_400)
    return ClockTime(hour: Self.morning).map { Moment(day, $0, in: session.zone) } ?? midnight
  }

  // MARK: Put off

  /// - Throws: ``Problem/badValue(name:value:wanted:)`` for what names no time to come.
  func time(_ typed: String) throws -> Moment {
    let wanted = "a time to come, such as \"tomorrow 9:00\""
    guard let when = When(typed, now: session.now(), in: session.zone), when.rest.isEmpty else {
      throw Problem.badValue(name: "--later", value: typed, wanted: wanted)
    }
    let until = when.time.map { Moment(when.day, $0, in: session.zone) } ?? moment(when.day)
    guard until > Moment(session.now()) else { throw Problem.badValue(name: "--later", value: typed, wanted: wanted) }
    return until
  }

  func putOff(_ deal: Deal, until: Moment, calendar: String?) throws {
    if let calendar { try write(deal, until, to: calendar) }
    try base.putOff(debriefOf: deal.id, until: until)
    session.console.show(
      .text(
        "The debrief of \(deal.name) waits until \(shown(until)). Comeback reminds you when you start it after that."))
    guard calendar == nil, let keyboard = session.console.keyboard else { return }
    let key = keyboard.key("k a file for your calendar, any other key goes on", { _ in true })
    guard case .text(let letter)? = key, letter.lowercased() == "k" else { return }
    try write(deal, until, to: NextStep.place(title(deal), session.environment))
  }

  /// tomorrow 9:00
  func shown(_ moment: Moment) -> String {
    Wording.when(Day(moment.date, in: session.zone), ClockTime(moment, in: session.zone), from: session.today)
  }

  private func title(_ deal: Deal) -> String { "\(deal.name): debrief" }

  private func write(_ deal: Deal, _ until: Moment, to path: String) throws {
    let when = When(day: Day(until.date, in: session.zone), time: ClockTime(until, in: session.zone))
    let step = CalendarStep(
      uid: "\(deal.id.uuid.uuidString.lowercased())-debrief", title: title(deal), when: when, zone: session.zone,
      made: session.now())
    try NewFile.write(step.text, to: path, force: false, isOurs: { _ in false })
    session.console.tell(.text("\(title(deal)), \(shown(until))", path, "Open it to put it in your calendar."))
  }
}
