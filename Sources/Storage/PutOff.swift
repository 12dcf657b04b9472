public import Domain
import Foundation
import GRDB

/// Debriefs that were put off to a set time, on this machine.
public struct PutOff: Equatable, Sendable {
  public let deal: ID<Deal>
  public let until: Moment

  package init(deal: ID<Deal>, until: Moment) {
    self.deal = deal
    self.until = until
  }
}

extension Base {
  static let putOff = "put_off"

  /// Puts a deal's debrief off, in place of what was set for it before; nil takes it off the list.
  public func putOff(debriefOf deal: ID<Deal>, until moment: Moment?) throws {
    try note { try PutOff.set(deal, until: moment, in: $0) }
  }
}

extension Edit {
  /// Takes a deal's debrief off the list of those put off, where it stands there.
  public func takeOffPutOff(_ deal: ID<Deal>) throws {
    guard try reader.putOff().contains(where: { $0.deal == deal }) else { return }
    try PutOff.set(deal, until: nil, in: reader.db)
  }
}

extension PutOff {
  fileprivate static func set(_ deal: ID<Deal>, until moment: Moment?, in db: Database) throws {
    var kept = try Reader(db: db).putOff().filter { $0.deal != deal }
    if let moment { kept.append(PutOff(deal: deal, until: moment)) }
    let lines = kept.map { "\($0.deal.uuid.uuidString) \($0.until)" }
    try LocalState.set(Base.putOff, to: lines.isEmpty ? nil : lines.joined(separator: "\n"), in: db)
  }
}

extension Reader {
  /// The earliest first.
  public func putOff() throws -> [PutOff] {
    try (setting(Base.putOff) ?? "").split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 2, let deal = UUID(uuidString: words[0]), let until = Moment(words[1]) else { return nil }
      return PutOff(deal: ID(deal), until: until)
    }.sorted { $0.until < $1.until }
  }
}
