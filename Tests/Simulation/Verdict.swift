import Domain
import Foundation
package import Storage

extension World {
  /// What doesn't hold at the end; empty when all does.
  package func verdict() -> [String] {
    var wrong = broken
    let team = ledgers.map { Set($0.entries.filter(\.isTeam).map(\.hash)) }
    if Set(team).count > 1 { wrong.append("not everybody has the same entries of the team") }
    var references: Folded.References = [:]
    let folds = ledgers.map { Folded($0.entries.filter(\.isTeam), &references) }
    if folds.dropFirst().contains(where: { $0 != folds[0] }) { wrong.append("the same entries come to another base") }
    wrong += lost() + leaked() + erased() + torn()
    wrong += updated(&references)
    return wrong
  }

  /// Everything that was said to be saved is in its writer's base, and the team's everywhere.
  private func lost() -> [String] {
    let everywhere = ledgers.map { Set($0.entries.map(\.hash)) }
    return saved.contains { entry in
      entry.isTeam ? everywhere.contains { !$0.contains(entry.hash) } : !everywhere.contains { $0.contains(entry.hash) }
    } ? ["something that was saved is gone"] : []
  }

  private func leaked() -> [String] {
    ledgers.contains { ledger in ledger.entries.contains { !$0.isTeam && $0.header.author != ledger.author } }
      ? ["somebody's private words are in another's base"] : []
  }

  /// No text at an erased place, anywhere; text everywhere else, unless what erased it went with a lost disk.
  private func erased() -> [String] {
    var wrong: [String] = []
    for ledger in ledgers {
      let erasures = ledger.entries.filter { $0.header.kind == Header.Kind.erase }
      let all = Set(erasures.filter(\.isTeam).map(\.header.place))
      let own = Set(erasures.map(\.header.place))
      for entry in ledger.entries where entry.header.kind == Header.Kind.set {
        let isErased = (entry.isTeam ? all : own).contains(entry.header.place)
        if isErased, entry.body != nil { wrong.append("an erased text is there") }
        if !isErased, entry.body == nil, !erasedForever.contains(entry.header.place) {
          wrong.append("a text is gone that nobody erased")
        }
      }
    }
    return Array(Set(wrong))
  }

  /// Every entry fits its hash and has its predecessor, unless that went with a lost disk.
  private func torn() -> [String] {
    ledgers.contains { ledger in
      let hashes = Set(ledger.entries.filter(\.isTeam).map(\.hash))
      return ledger.entries.contains { entry in
        !entry.isSound
          || entry.isTeam && entry.header.sequence > 1 && !hashes.contains(entry.previous)
            && !lostForever.contains(entry.previous)
      }
    } ? ["a chain is torn"] : []
  }

  /// An older version that doesn't know a table passes it on, and after an update has it as all others.
  private func updated(_ references: inout Folded.References) -> [String] {
    guard let ledger = ledgers.first else { return [] }
    let team = ledger.entries.filter(\.isTeam)
    let older = Folded(team, unknown: [Catalog.encounter.number], &references)
    let newer = Folded(team, &references)
    let isPart = older.rows.allSatisfy { row, _ in newer.rows[row] != nil }
    return isPart ? [] : ["an older version shows a row that a newer one doesn't"]
  }
}

extension Entry {
  package var isTeam: Bool { header.audience == Audience.team.rawValue }
}
