import Domain
import Foundation
import GRDB
import TestBase
import Testing

@testable import Storage

@Suite("The calls of one's own calendar")
struct PlannedCallsTests {
  private let today = Day(number: 20_000)

  private func call(_ uid: String, in days: Int = 1, title: String = "A call") -> PlannedCall {
    let day = today.adding(days: days)
    return PlannedCall(
      uid: uid, starts: Moment(seconds: day.number * 86_400 + 36_000), minutes: 45, day: day, title: title,
      guests: [
        PlannedCall.Guest(name: "Dana Hart", mail: "dana@acme.example"), PlannedCall.Guest(mail: "x@y.example"),
      ],
      deal: .fresh())
  }

  private func kept(_ temporary: TemporaryBase) throws -> [PlannedCall] {
    try temporary.base.read { try $0.plannedCalls() }
  }

  @Test("They come back as they were kept, the earliest first")
  func kept() throws {
    let temporary = try TemporaryBase()
    let whole = PlannedCall(uid: "c", starts: nil, day: today, title: "Due")
    let calls = [call("b", in: 2), call("a", in: 1), whole]
    try temporary.base.keep(calls, of: "work", today: today)
    #expect(try kept(temporary) == [calls[2], calls[1], calls[0]])
    #expect(try temporary.soundness() == [])
  }

  @Test("A calendar that comes again replaces its own calls and no others, and what is over goes")
  func again() throws {
    let temporary = try TemporaryBase()
    try temporary.base.keep([call("a"), call("b")], of: "work", today: today)
    try temporary.base.keep([call("c"), call("over", in: 0)], of: "home", today: today)
    try temporary.base.keep([call("b", title: "Later")], of: "work", today: today.adding(days: 1))
    #expect(try kept(temporary).map(\.uid).sorted() == ["b", "c"])
    #expect(try kept(temporary).contains { $0.title == "Later" })
  }

  @Test("An invitation changes its own call, wherever that came from, and leaves the others")
  func invitation() throws {
    let temporary = try TemporaryBase()
    try temporary.base.keep([call("a"), call("b")], of: "work", today: today)
    try temporary.base.keep(
      [call("a", title: "Moved")], of: "invitations", only: PlannedCall.Named(uids: ["a"]), today: today)
    try temporary.base.keep([call("c")], of: "invitations", only: PlannedCall.Named(uids: ["c"]), today: today)
    #expect(try kept(temporary).map(\.title).sorted() == ["A call", "A call", "Moved"])
    try temporary.base.keep([], of: "invitations", only: PlannedCall.Named(uids: ["a"]), today: today)
    #expect(try kept(temporary).map(\.uid).sorted() == ["b", "c"])
  }

  @Test("An invitation for one date of a series leaves the others")
  func oneDate() throws {
    let temporary = try TemporaryBase()
    let series = (1...4).map { call("weekly", in: $0) }
    try temporary.base.keep(series, of: "work", today: today)
    let second = try #require(series[1].starts)
    let only = PlannedCall.Named(uids: [], dates: [PlannedCall.Named.OneDate(uid: "weekly", starts: second)])
    #expect(try temporary.base.keep([call("weekly", in: 9)], of: "invitations", only: only, today: today))
    #expect(try kept(temporary).map(\.day) == [1, 3, 4, 9].map { today.adding(days: $0) })
    #expect(try temporary.base.keep([], of: "invitations", only: only, today: today) == false)
  }

  @Test("They leave the machine by no journal, no merge and no base for a colleague")
  func stays() throws {
    let temporary = try TemporaryBase()
    try temporary.add("Too dear.")
    let before = try temporary.base.read { try Int.fetchOne($0.db, sql: "SELECT count(*) FROM journal") }
    try temporary.base.keep([call("a", title: "zyxcanary")], of: "work", today: today)
    #expect(try temporary.base.read { try Int.fetchOne($0.db, sql: "SELECT count(*) FROM journal") } == before)
    let copy = temporary.folder.appendingPathComponent("for-ben.db").path
    try temporary.base.writeTeamCopy(to: copy)
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy)).range(of: Data("zyxcanary".utf8)) == nil)
    let ben = try TemporaryBase()
    _ = try ben.base.merge(temporary.path)
    #expect(try kept(ben) == [])
    #expect(try temporary.soundness() == [])
  }
}
