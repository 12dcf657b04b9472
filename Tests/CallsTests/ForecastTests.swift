import Calls
import Domain
import Foundation
import Retrieval
import Storage
import TestBase
import Testing

@Suite("The forecast of a call") struct ForecastTests {
  private let price = ID<Objection>(named: "price", kind: "objection")
  private let budget = ID<Objection>(named: "budget", kind: "objection")
  private let legal = ID<Objection>(named: "legal", kind: "objection")

  private func heard(
    _ objection: ID<Objection>, _ place: Int, role: String? = nil, stage: String? = nil, industry: String? = nil
  ) -> Heard {
    Heard(
      objection: objection, place: ID<Deal>(named: "\(place)", kind: "deal").uuid,
      context: Context(industry: industry, role: role, stage: stage))
  }

  @Test("under five cases nothing is counted")
  func few() {
    let forecast = Forecast((0..<4).map { heard(price, $0) }, for: Context(role: "CFO"))
    #expect(forecast.basis == nil)
    #expect(forecast.likely.isEmpty)
  }

  @Test("what came up twice in one deal is one case")
  func once() {
    let twice = (0..<6).map { heard(price, $0) } + (0..<6).map { heard(price, $0, stage: "demo") }
    let forecast = Forecast(twice, for: Context())
    #expect(forecast.basis?.cases == 6)
    #expect(forecast.likely.first?.cases == 6)
  }

  @Test("it rests on the cases that share most with the call, if there are five, and on fewer fields else")
  func narrowest() {
    let cases =
      (0..<5).map { heard(price, $0, role: "CFO", stage: "demo", industry: "fintech") }
      + (5..<11).map { heard(budget, $0, role: "CFO", stage: "demo", industry: "retail") }
      + (11..<30).map { heard(legal, $0, role: "owner") }
    let whole = Forecast(cases, for: Context(industry: "FinTech", role: "cfo", stage: "demo"))
    #expect(whole.basis == Forecast.Basis(common: Context(industry: "FinTech", role: "cfo", stage: "demo"), cases: 5))
    #expect(whole.likely.first?.objection == price)
    let less = Forecast(cases, for: Context(industry: "mining", role: "CFO", stage: "demo"))
    #expect(less.basis == Forecast.Basis(common: Context(role: "CFO", stage: "demo"), cases: 11))
    #expect(less.likely.first?.objection == budget)
    let none = Forecast(cases, for: Context(role: "astronaut"))
    #expect(none.basis == Forecast.Basis(common: Context(), cases: 30))
    #expect(none.likely.first?.objection == legal)
  }

  @Test("what this deal said and nobody settled comes before what is as likely elsewhere")
  func open() {
    let cases = (0..<6).map { heard(price, $0) } + (0..<5).map { heard(budget, $0) } + [heard(legal, 0)]
    #expect(Forecast(cases, for: Context()).likely.map(\.objection) == [price, budget, legal])
    #expect(Forecast(cases, for: Context(), open: [budget]).likely.map(\.objection) == [budget, price, legal])
    let new = ID<Objection>(named: "new", kind: "objection")
    #expect(Forecast(cases, for: Context(), open: [new]).likely.contains { $0.objection == new && $0.cases == 0 })
    #expect(Forecast([], for: Context(), open: [new]).likely.map(\.objection) == [new])
  }

  @Test("the order of what was heard changes nothing", arguments: 0..<10)
  func order(_ seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let cases = (0..<40).map { _ in
      heard(
        [price, budget, legal].randomElement(using: &numbers) ?? price, Int.random(in: 0..<20, using: &numbers),
        role: ["CFO", "owner"].randomElement(using: &numbers))
    }
    let call = Context(role: "CFO")
    #expect(Forecast(cases, for: call) == Forecast(cases.shuffled(using: &numbers), for: call))
  }
}
