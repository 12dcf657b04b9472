public import Domain
import Foundation
import GRDB

/// Words that were looked for in vain on this machine. They leave it by no export, merge or base for a colleague; handed
/// to the team they become a ``Gap``.
public struct LookedFor: Equatable, Sendable {
  public enum Kind: String, Sendable {
    /// Nothing close was found, or nothing surely.
    case unanswered
    /// Answers were shown, and none was used.
    case unused
  }

  /// As last typed.
  public let words: String
  public let kind: Kind
  public let times: Int
  public let last: Day
}

extension Base {
  /// Keeps what was looked for in vain. Of the oldest there are at most a thousand.
  public func note(lookedFor typed: String, _ kind: LookedFor.Kind, on day: Day) throws {
    // What was pasted is known by its beginning.
    let words = String(typed.prefix(300))
    let folded = Folding.fold(words)
    guard !folded.isEmpty else { return }
    try note { db in
      try db.execute(
        sql: """
          INSERT INTO looked_for(folded, words, kind, times, last) VALUES (?, ?, ?, 1, ?)
          ON CONFLICT(folded) DO UPDATE
            SET words = excluded.words, kind = excluded.kind, times = times + 1, last = excluded.last
          """, arguments: [folded, words.filter { $0 != "\0" }, kind.rawValue, day.description])
      try db.execute(
        sql:
          "DELETE FROM looked_for WHERE folded IN (SELECT folded FROM looked_for ORDER BY last DESC LIMIT -1 OFFSET 1000)"
      )
    }
  }

  /// Forgets words that were looked for, however they are written.
  public func forget(lookedFor words: [String]) throws {
    let folded = words.map(Folding.fold)
    guard try read({ reader in try folded.contains { try reader.hasLookedFor($0) } }) else { return }
    try note { db in
      for words in folded { try db.execute(sql: "DELETE FROM looked_for WHERE folded = ?", arguments: [words]) }
    }
  }
}

extension Reader {
  /// What was looked for in vain: the unanswered first, the most often asked first.
  public func lookedFor() throws -> [LookedFor] {
    try GRDB.Row.fetchAll(
      db, sql: "SELECT words, kind, times, last FROM looked_for ORDER BY kind, times DESC, last DESC, folded"
    ).compactMap { row in
      guard let kind = LookedFor.Kind(rawValue: row[1]), let last = Day(row[3]) else { return nil }
      return LookedFor(words: row[0], kind: kind, times: row[2], last: last)
    }
  }

  fileprivate func hasLookedFor(_ folded: String) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM looked_for WHERE folded = ?)", arguments: [folded])
      ?? false
  }

  /// What somebody handed to the team and nobody settled, with who did, the oldest first.
  public func gaps() throws -> [(gap: Gap, by: String?)] {
    let makers = try makers(in: Catalog.gap)
    return try (all("ORDER BY number") as [Gap]).map { gap in
      (gap, try makers[gap.id.uuid].flatMap { try author($0) }?.name)
    }
  }
}
