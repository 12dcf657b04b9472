import Domain
import Foundation
import Learning
import Screens
import Storage

/// What is due and said at the start, unless it was sent to later.
enum DueNow {
  /// A setting of this machine: the day before which nothing is said.
  private static let later = "due_later"

  /// At most three lines, the oldest first.
  static func lines(in reader: Reader, _ session: Session) throws -> [String] {
    if let until = try reader.setting(later).flatMap({ Day($0) }), session.today < until { return [] }
    return try FollowUpPage.due(
      try reader.due(now: session.now(), in: session.zone).only(reader.ownDeals()),
      ids: { try reader.shortID(.followUp($0.followUp.id)) },
      typed: session.typed)
  }

  /// Says nothing of it before that day; tomorrow unless said.
  @discardableResult
  static func sendLater(_ base: Base, until day: Day? = nil, _ session: Session) throws -> Day {
    let until = day ?? session.today.adding(days: 1)
    try base.note(later, until.description)
    return until
  }
}
