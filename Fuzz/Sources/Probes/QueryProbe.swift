import Domain
import Exchange
package import Foundation
import Retrieval
import Storage

/// Any text is a query: it is read, searched for, and never an error.
package struct QueryProbe: Probe {
  package static let name = "query"
  private static let day = Day(number: 20_000)

  private let base: Base

  /// The starter objections about price, and one call, so that filters have values.
  package init(in folder: URL) throws {
    base = try Base(at: folder.appendingPathComponent("base.db").path)
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let prices = try ReadableFiles(at: checkout.appendingPathComponent("seed-data/price.txt").path)
    _ = try base.take(prices)
    let deal = Deal(name: "Acme", industry: "fintech")
    try base.edit(.logged) { edit in
      try edit.save(deal)
      for objection in prices.objections.prefix(3) {
        try edit.save(
          Encounter(
            met: Encounter.Met(
              at: Moment(seconds: Self.day.number * 86_400), day: Self.day, objection: objection.id, deal: deal.id,
              role: "CFO", stage: "first call", competitor: "Ledgerly", product: "Close"),
            went: Encounter.Went(result: .worked, knowing: .told, day: Self.day)))
      }
    }
    try base.catchUp()
  }

  package func check(_ bytes: Data) throws {
    let typed = String(decoding: bytes, as: UTF8.self)
    let query = Query(typed, today: Self.day)
    try hold(Set(query.words).count <= Query.mostWords, "at most \(Query.mostWords) words are looked at")
    for word in query.words + query.excluded + query.phrases.joined() {
      try hold(Folding.words(word).count == 1, "a word of a query is one word: \(word.debugDescription)")
    }
    for typing in [false, true] {
      let found = try base.read { try Search($0, on: Self.day).find(typed, typing: typing) }
      try hold(found.query.typed.isExactly(typed), "a query knows what was typed")
      let relevances = found.matches.map(\.relevance)
      try hold(relevances.allSatisfy { (0...1).contains($0) }, "relevance lies in 0...1: \(relevances)")
      try hold(zip(relevances, relevances.dropFirst()).allSatisfy(>=), "relevance falls: \(relevances)")
      try hold(Set(found.matches.map(\.objection.id)).count == found.matches.count, "no objection stands twice")
    }
  }
}
