import Domain
import Exchange
import Foundation
import Learning
import Screens

/// Follow-ups as events of the rep's calendar, one each; written again, each moves to its next day.
enum FollowUpCalendar {
  /// - Returns: Nil for one without a day.
  private static func step(_ id: String, _ item: FollowUps.Item, _ session: Session) -> CalendarStep? {
    switch item.standing {
    case .due, .waiting: break
    case .over, .notFollowedUp: return nil
    }
    guard let day = FollowUps.day(of: item.followUp) else { return nil }
    return CalendarStep(
      // Without the note: somebody else may see the calendar.
      uid: "\(item.followUp.id.uuid.uuidString.lowercased())-follow-up",
      title: "\(item.subject.name): \(title(item))",
      notes: FollowUpWording.next(item, id: id) { "comeback " + $0 } ?? "comeback follow-up message \(id)",
      when: When(day: max(day, session.today)), zone: session.zone, made: session.now())
  }

  private static func title(_ item: FollowUps.Item) -> String {
    switch item.step {
    case .message(2): "second message"
    case .message(3): "the goodbye"
    case .end: "no answer to three"
    case .message, .look:
      if let event = item.event {
        event.words
      } else if let condition = item.followUp.condition {
        "has it happened? \(condition)"
      } else {
        item.followUp.kind == .smallerOffer ? "come back with a smaller offer" : "come back"
      }
    }
  }

  /// Writes those that have a day.
  static func write(_ rows: [(id: String, item: FollowUps.Item)], to path: String, _ session: Session) throws {
    let steps = rows.compactMap { step($0.id, $0.item, session) }
    try NewFile.write(CalendarStep.text(of: steps), to: path, force: false, isOurs: CalendarStep.isOfSeveral)
    let without = rows.count - steps.count
    let rest = without == 0 ? "" : " \(without) \(without == 1 ? "has" : "have") no day to come."
    session.console.tell(
      .text("\(Wording.count(steps.count, "day", "days")) in \(path).\(rest) Open it to put them in your calendar."))
  }
}
