public import Domain
import Foundation
import GRDB

/// The calls of the rep's own calendars. They leave this machine by no export, merge or base for a colleague.
extension Base {
  /// Keeps the calls of a calendar in place of those that came from it before, and forgets what is over.
  ///
  /// - Parameters:
  ///   - only: When it speaks of these alone, as an invitation does; others that came from it stay.
  ///   - today: What lies before it is over.
  /// - Returns: Whether anything is otherwise than before.
  @discardableResult
  public func keep(
    _ calls: [PlannedCall], of calendar: String, only: PlannedCall.Named? = nil, today: Day
  ) throws -> Bool {
    var isChanged = false
    try note { db in
      let before = try Reader(db: db).plannedCalls()
      defer { isChanged = (try? Reader(db: db).plannedCalls()) != before }
      if let only {
        // What is invited to stands in a whole calendar, too: once is enough.
        for uid in only.uids { try db.execute(sql: "DELETE FROM call WHERE uid = ?", arguments: [uid]) }
        for date in only.dates {
          try db.execute(
            sql: "DELETE FROM call WHERE uid = ? AND starts = ?", arguments: [date.uid, date.starts.description])
        }
      } else {
        try db.execute(sql: "DELETE FROM call WHERE calendar = ?", arguments: [calendar])
        for uid in Set(calls.map(\.uid)) { try db.execute(sql: "DELETE FROM call WHERE uid = ?", arguments: [uid]) }
      }
      try db.execute(sql: "DELETE FROM call WHERE day < ?", arguments: [today.description])
      for call in calls {
        try db.execute(
          sql: """
            INSERT INTO call(calendar, uid, starts, minutes, day, title, deal, people) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            calendar, call.uid, call.starts?.description, call.minutes, call.day.description, call.title,
            call.deal.map { Data($0.uuid.bytes) }, call.people,
          ])
      }
    }
    return isChanged
  }
}

extension Reader {
  /// The earliest first; those of a whole day before the others of it.
  public func plannedCalls() throws -> [PlannedCall] {
    try GRDB.Row.fetchAll(
      db, sql: "SELECT uid, starts, minutes, day, title, deal, people FROM call ORDER BY day, starts, title, number"
    ).compactMap { row in
      guard let day = Day(row[3]) else { return nil }
      let deal = (row[5] as Data?).flatMap { UUID(bytes: $0) }.map { ID<Deal>($0) }
      return PlannedCall(
        uid: row[0], starts: (row[1] as String?).flatMap { Moment($0) }, minutes: row[2], day: day, title: row[4],
        guests: PlannedCall.guests(row[6]), deal: deal)
    }
  }
}

extension PlannedCall {
  /// The guests as text: a line each, the name and the mail parted by a tab.
  fileprivate var people: String {
    guests.map { guest in
      [guest.name, guest.mail].map { text in
        CleanText(text ?? "").description
      }.joined(separator: "\t")
    }.joined(separator: "\n")
  }

  fileprivate static func guests(_ text: String) -> [Guest] {
    text.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmedOrNil }
      return Guest(name: parts.first ?? nil, mail: parts.count > 1 ? parts[1] : nil)
    }
  }
}
