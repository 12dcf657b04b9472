public import Domain
import Retrieval

/// When the objection in hand was met last: asked for when there is room to show it, and of no other.
extension LiveSearch {
  /// Of which objection the last times are to be fetched for a frame so wide, and how often it was met by now; nil
  /// when nothing is.
  public func wantedTimes(columns: Int) -> LastTimesWanted? {
    guard columns >= Self.wide, let match, match.met > 0 else { return nil }
    let wanted = LastTimesWanted(objection: match.objection.id, met: match.met)
    return times[wanted.objection]?.met == wanted.met ? nil : wanted
  }

  public struct LastTimesWanted: Equatable, Sendable {
    public let objection: ID<Objection>
    public let met: Int

    public init(objection: ID<Objection>, met: Int) {
      self.objection = objection
      self.met = met
    }
  }

  /// Takes in when an objection was met last, the newest first.
  public mutating func take(_ last: [Encounter], for wanted: LastTimesWanted) {
    times[wanted.objection] = (wanted.met, last)
  }
}
