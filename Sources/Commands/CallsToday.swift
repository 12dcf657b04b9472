import Calls
import Domain
import Foundation
import Screens
import Storage
import Terminal

/// The calls of today that aren't over and are about a deal: which one is to be prepared?
struct CallsToday {
  private let session: Session
  private let asks: Bool
  private let calls: [CallAhead]
  private let later: CallAhead?

  /// The most that one key tells apart.
  private static let most = 9

  /// - Parameter asks: Whether somebody may be asked.
  init(_ base: Base, _ session: Session, asks: Bool) throws {
    self.session = session
    self.asks = asks && session.console.canAsk
    let ahead = try base.read { try $0.callsAhead(now: session.now(), zone: session.zone) }.filter { call in
      call.deal != nil && call.time != nil
    }
    var seen: Set<ID<Deal>> = []
    calls = Array(
      ahead.filter { call in call.day == session.today && call.deal.map { seen.insert($0.id).inserted } == true }
        .prefix(Self.most))
    later = ahead.first { $0.day > session.today }
  }

  /// The only one, or the one that a key picks; where nobody is asked, the next. Nil when there is none.
  func choose() throws -> CallAhead? {
    guard let first = calls.first else {
      if let later, let deal = later.deal {
        let when = Wording.when(later.day, later.time, from: session.today)
        session.console.tell(.text("No more calls on your deals today. Next: \(when) \(deal.name)."))
      }
      return nil
    }
    guard calls.count > 1 else { return first }
    session.console.tell(CallPages.list(calls))
    guard asks else { return first }
    let keys = calls.indices.map { String($0 + 1) }
    let key = try Questions(session).key("Which one? 1-\(calls.count) (Enter: 1)", keys, standard: "1")
    return Int(key).map { calls[$0 - 1] }
  }

  /// What is due within the hour and wasn't prepared today: "14:00 Acme: comeback prep Acme".
  static func due(in reader: Reader, _ session: Session) throws -> String? {
    let soon = session.now().addingTimeInterval(3600)
    let prepared = try reader.prepared().filter { Day($0.at.date, in: session.zone) == session.today }.map(\.deal)
    let call = try reader.callsAhead(now: session.now(), by: soon, zone: session.zone).first { call in
      call.deal.map { !prepared.contains($0.id) } ?? false
    }
    guard let deal = call?.deal, let time = call?.time else { return nil }
    return "\(Wording.clock(time)) \(deal.name): \(session.typed("prep \(Shell.quoted(deal.name))"))"
  }
}
