package import Foundation

/// What a base does with an entry that comes from elsewhere. Pure: what is known comes in, a decision goes
/// out, the same on every device and in any order.
package struct Intake: Sendable {
  package enum Decision: Equatable, Sendable {
    /// New here; without its text when that was erased.
    case add(Entry)
    /// Known here without its text, which came now.
    case fill(Entry)
    case known
    /// Somebody else's private entry.
    case leave
  }

  /// What is here of an entry with the same hash.
  package enum Known: Sendable { case nothing, entry, entryWithoutBody }

  /// The one who writes in this base; private entries are taken from them alone.
  let author: UUID
  /// The last stamp that is believed.
  let latest: Stamp

  /// - Parameter acceptsClock: Whether a clock that is far ahead is believed all the same.
  package init(author: UUID, now: Date, acceptsClock: Bool = false) {
    self.author = author
    latest = acceptsClock ? Stamp(value: .max) : Stamp(after: Stamp(value: 0), now: now.addingTimeInterval(86_400))
  }

  /// - Parameter isErased: Whether the text of the entry is dead for good.
  /// - Throws: ``Refusal``.
  package func decide(_ entry: Entry, known: Known, isErased: Bool) throws(Refusal) -> Decision {
    guard entry.hasForm else { throw .damaged }
    let header = entry.header
    let isTeam = header.audience == Audience.team.rawValue
    guard isTeam || header.audience == Audience.me.rawValue && header.author == author else { return .leave }
    if case .entry = known { return .known }
    guard entry.isSound else { throw .damaged }
    guard header.stamp <= latest else { throw .ahead(author: header.author, stamp: header.stamp) }
    let isDead =
      isErased && header.version == Header.version && (header.kind == Header.Kind.set || header.kind == Header.Kind.act)
    if case .entryWithoutBody = known { return isDead || entry.body == nil ? .known : .fill(entry) }
    return .add(isDead ? entry.erased : entry)
  }

  /// Why nothing of a file is taken.
  package enum Refusal: Error, Equatable {
    /// An entry that doesn't fit its own hash.
    case damaged
    /// An entry from more than a day ahead of this clock.
    case ahead(author: UUID, stamp: Stamp)
  }
}

extension Entry {
  /// The most that one body may hold, in bytes.
  package static let longestBody = 1 << 20

  /// Whether every part has its size.
  var hasForm: Bool {
    header.bytes.count == Header.size && previous.count == 32 && commitment.count == 32 && hash.count == 32
      && (salt.map { $0.count == 32 } ?? true) && (body.map { $0.count <= Self.longestBody } ?? true)
  }
}
