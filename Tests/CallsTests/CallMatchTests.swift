import Calls
import Domain
import Foundation
import Storage
import TestBase
import Testing

@Suite("Which deal a call in the calendar is about")
struct CallMatchTests {
  private let acme = Deal(name: "Acme")
  private let renewal = Deal(name: "Renewal 2027", account: "Acme")
  private let globex = Deal(name: "Rollout", account: "Globex Corp.")
  private let lost = Deal(name: "Initech", ending: Deal.Ending(outcome: .lost))

  private func match(_ title: String, guests: [PlannedCall.Guest] = [], people: [Person] = []) -> String? {
    let deals = [acme, renewal, globex, lost]
    let call = PlannedCall(uid: "1", starts: nil, day: Day(number: 20_000), title: title, guests: guests)
    let found = CallMatch(deals, people: people).deal(for: call)
    return deals.first { $0.id == found }?.name
  }

  @Test("A deal's name in the title, before an account's")
  func names() {
    #expect(match("ACME: commercials") == "Acme")
    #expect(match("Call with Globex corp") == "Rollout")
    #expect(match("renewal 2027 with Acme") == "Renewal 2027")
    #expect(match("Acmeology") == nil)
    #expect(match("Team standup") == nil)
    #expect(match("Initech") == nil)
  }

  @Test("A guest's mail, and never one from where everybody has theirs")
  func mail() {
    #expect(match("Intro", guests: [PlannedCall.Guest(mail: "lee@mail.globex-corp.com")]) == "Rollout")
    #expect(match("Intro", guests: [PlannedCall.Guest(mail: "lee@gmail.com")]) == nil)
    #expect(match("Intro", guests: [PlannedCall.Guest(mail: "no mail at all")]) == nil)
  }

  @Test("The name of one of a deal's people, whole, if no other deal has them")
  func people() {
    let dana = Person(deal: globex.id, name: "Dana Hart")
    #expect(match("Coffee with Dana Hart", people: [dana]) == "Rollout")
    #expect(match("Intro", guests: [PlannedCall.Guest(name: "dana hart")], people: [dana]) == "Rollout")
    #expect(match("Coffee with Dana", people: [dana]) == nil)
    let other = Person(deal: acme.id, name: "Dana Hart")
    #expect(match("Coffee with Dana Hart", people: [dana, other]) == nil)
  }

  @Test("Where two fit equally well, none is taken")
  func ties() {
    // Acme is the name of one and the account of the other; a guest's mail may mean either.
    #expect(match("Intro", guests: [PlannedCall.Guest(mail: "dana@acme.com")]) == nil)
  }

  @Test("What is ahead: not what is over, the earliest first, with who it is; a deal that came later is found")
  func ahead() throws {
    let temporary = try TemporaryBase()
    let now = try #require(Moment("2026-11-25T13:30:00Z"))
    func call(_ uid: String, _ hour: Int, _ title: String, _ guests: [PlannedCall.Guest] = []) -> PlannedCall {
      PlannedCall(
        uid: uid, starts: Moment(seconds: now.seconds - 13 * 3600 - 1800 + hour * 3600), day: Day(now.date, in: .gmt),
        title: title, guests: guests)
    }
    let guests = [
      PlannedCall.Guest(name: "Ana Ruiz", mail: "ana@us.example"), PlannedCall.Guest(name: "Lee", mail: "lee@acme.com"),
    ]
    try temporary.base.keep(
      [call("2", 16, "Acme", guests), call("1", 14, "Acme and Dana"), call("0", 12, "Acme")], of: "work",
      today: Day(now.date, in: .gmt))
    try temporary.base.edit(.addedDeal) { edit in
      try edit.save(acme)
      try edit.save(Person(deal: acme.id, name: "Dana", role: "CFO"))
    }
    let ahead = try temporary.base.read { try $0.callsAhead(now: now.date, zone: .gmt) }
    #expect(ahead.map(\.call.uid) == ["1", "2"])
    #expect(ahead.map(\.who) == ["Dana (CFO)", "Lee"])
    #expect(ahead.map { $0.time?.description } == ["14:00", "16:00"])
    #expect(ahead.allSatisfy { $0.deal?.name == "Acme" })
  }
}
