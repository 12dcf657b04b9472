import Domain
public import Retrieval

/// How well a base finds its own objections, by category, and what was mixed up.
public enum RehearsalPage {
  /// - Parameter misses: The most that are listed.
  public static func page(_ result: Rehearsal, misses most: Int) -> Page {
    guard result.all.ways > 0 else {
      return .text("Nothing to try: no objection here is said in more than one way.")
    }
    var page = Page.text(
      "Each of \(Wording.count(result.all.ways, "way", "ways")) of saying an objection, taken out and looked for by \(result.hasMeaning ? "words and meaning" : "words alone"):",
      row("", "ways", "first", "in three"))
    for (category, tally) in result.byCategory { page.add(Span(row(category.rawValue, tally))) }
    page.add(Span(row("all", result.all)))
    guard !result.misses.isEmpty else { return page }
    page.blank()
    page.add(Span("Most often mixed up:"))
    for pair in pairs(result.misses).prefix(most) {
      page.add(
        Span("\(Wording.count(pair.said.count, "time", "times")): "), Span(pair.meant, .objection),
        Span(" was taken for "), Span(pair.found, .objection), hang: 2)
      for said in pair.said.prefix(3) { page.add(Span("\"\(said)\"", .words), indent: 2) }
    }
    return page
  }

  private struct Pair {
    let meant: String
    let found: String
    let said: [String]
  }

  private static func pairs(_ misses: [Rehearsal.Miss]) -> [Pair] {
    Dictionary(grouping: misses) { [$0.meant.sentence, $0.found.sentence] }
      .map { Pair(meant: $0[0], found: $0[1], said: $1.map(\.said)) }
      .sorted { ($1.said.count, $0.meant, $0.found) < ($0.said.count, $1.meant, $1.found) }
  }

  private static func row(_ name: String, _ tally: Rehearsal.Tally) -> String {
    func percent(_ count: Int) -> String { "\(Int((100 * Double(count) / Double(tally.ways)).rounded())) %" }
    return row(name, Wording.grouped(tally.ways), percent(tally.first), percent(tally.amongThree))
  }

  private static func row(_ name: String, _ ways: String, _ first: String, _ three: String) -> String {
    func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    return name + right(ways, max(0, 24 - name.count)) + right(first, 8) + right(three, 10)
  }
}
