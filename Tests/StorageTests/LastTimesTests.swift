import Domain
import Storage
import TestBase
import Testing

@Suite("The last times that an objection was met") struct LastTimesTests {
  @Test("stand newest first, as many as asked for, and not those of other objections")
  func order() throws {
    let place = try TemporaryBase()
    let (dear, answers) = try place.add("It's too dear.", answers: ["Compared with what?"])
    let (other, _) = try place.add("No budget.")
    try place.meet(dear, answers[0], on: Day(number: 20_003))
    try place.meet(dear, nil, .unknown, knowing: nil, on: Day(number: 20_001))
    try place.meet(dear, answers[0], .failed, on: Day(number: 20_002))
    try place.meet(other, on: Day(number: 20_004))
    let days = try place.base.read { try $0.lastTimes(dear.id, limit: 2) }.map(\.met.day.number)
    #expect(days == [20_003, 20_002])
    #expect(try place.base.read { try $0.lastTimes(dear.id, limit: 9) }.count == 3)
  }

  @Test("leave out what was taken back, put away, or heard on a deal that wasn't real")
  func leftOut() throws {
    let place = try TemporaryBase()
    let (dear, _) = try place.add("It's too dear.")
    let real = Deal(name: "Acme")
    let unreal = Deal(name: "Test deal", ending: Deal.Ending(outcome: .invalid))
    try place.base.edit(.addedDeal) { edit in
      try edit.save(real)
      try edit.save(unreal)
    }
    let kept = try place.meet(dear, on: Day(number: 20_001), deal: real.id)
    try place.meet(dear, on: Day(number: 20_002), deal: unreal.id)
    let away = try place.meet(dear, on: Day(number: 20_003))
    try place.base.edit(.putAway) { try $0.putAway(.encounter(away.id)) }
    #expect(try place.base.read { try $0.lastTimes(dear.id, limit: 9) }.map(\.id) == [kept.id])
  }
}
