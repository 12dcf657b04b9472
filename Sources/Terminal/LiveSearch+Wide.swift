import Domain
import Retrieval
import Screens

/// How it is drawn where there is room for the list at the left and the card at the right.
extension LiveSearch {
  private static let listWidth = 44

  func sideBySide(_ columns: Int, _ height: Int, _ look: Look) -> [[Span]] {
    let (above, below) = remark(Self.listWidth)
    var left = above
    // Two rows each: those before the one in hand make room for it.
    let hidden = max(0, row - max(1, (height - above.count) / 2) + 1)
    for (index, match) in matches.enumerated().dropFirst(hidden) {
      let met = match.met > 0 ? [Span("\(match.met)x", .muted)] : []
      let sentence =
        [Span(index == row ? "> " : "  ", .key), Span("\(index + 1) ", .key)]
        + highlight.spans("\"\(match.objection.sentence)\"", .objection)
      let room = Self.listWidth - (met.isEmpty ? 0 : Rows.width(met) + 1)
      left.append(Rows.justified(Rows.cut(sentence, to: room), met, Self.listWidth))
      left.append(Rows.cut([Span("    \(match.objection.category)  \(Self.best(match))", .muted)], to: Self.listWidth))
    }
    left += below
    let width = columns - Self.listWidth - 3
    let right = pane(width, height, look)
    return (0..<height).map { index in
      let one = left.indices.contains(index) ? left[index] : []
      let other = right.indices.contains(index) ? right[index] : []
      return Rows.cut(
        Rows.padded(one, to: Self.listWidth) + [Span(" \(look.bar)", .muted)] + other, to: columns)
    }
  }

  /// The card in hand: the answer in hand whole, the others as short as need be, below them the last times.
  private func pane(_ columns: Int, _ height: Int, _ look: Look) -> [[Span]] {
    guard let match else { return [] }
    let times = height >= Self.roomy ? lastTimes(columns, look) : []
    let space = height - times.count
    let long = match.answers.indices.map { block($0, isWhole: true, columns) }
    var head = self.head(isWhole: true, columns)
    guard head.count + long.joined().count > space else { return head + long.joined() + times }
    head = self.head(isWhole: false, columns)
    let blocks = match.answers.indices.map { $0 == answer ? long[$0] : block($0, isWhole: false, columns) }
    // Those before the one in hand make room for it.
    var first = 0
    while first < answer, head.count + blocks[first...answer].joined().count > space { first += 1 }
    var rows = head
    var hidden: [Int] = []
    for (place, block) in blocks.enumerated().dropFirst(first) {
      let isLast = place == blocks.count - 1
      if !hidden.isEmpty || (place > answer && rows.count + block.count + (isLast ? 0 : 1) > space) {
        hidden.append(place)
      } else {
        rows += block
      }
    }
    rows = Array(rows.prefix(space))
    if !hidden.isEmpty, rows.count < space {
      let failing = hidden.filter { match.answers[$0].standing == .avoid }.map { AnswersPage.letter($0) }
      let warning = failing.isEmpty ? "" : "\(failing.joined(separator: ", ")) KEEPS FAILING"
      rows.append([
        Span("    Right: \(Wording.count(hidden.count, "more answer", "more answers"))  ", .muted),
        Span(warning, .failing),
      ])
    }
    return rows + times
  }

  /// From so many rows on there is room for the last times below the answers.
  private static let roomy = 30

  private func head(isWhole: Bool, _ columns: Int) -> [[Span]] {
    Rows.indented(page(row + 1, whole: isWhole)?.head.laidOut(width: columns - 2) ?? [], by: "  ")
  }

  private func block(_ place: Int, isWhole: Bool, _ columns: Int) -> [[Span]] {
    let isMarked = place == answer
    let rows = page(row + 1, whole: isWhole)?.answer(place, marked: isMarked).laidOut(width: columns - 2) ?? []
    return Rows.indented(rows, by: "  ") + (isMarked && showsWhy ? why(columns) : [])
  }

  /// A row each under a rule, as many as the objection was met: those that are still being fetched are blank.
  func lastTimes(_ columns: Int, _ look: Look) -> [[Span]] {
    guard let match, match.met > 0 else { return [] }
    let page = LastTimesPage(
      times[match.objection.id]?.last ?? [], answers: match.answers.map(\.response.id), today: surroundings.today
    ).page
    let count = 1 + min(match.met, LastTimesPage.most)
    let rows = page.laidOut(width: nil).prefix(count).map { Rows.cut([Span("  ")] + $0, to: columns) }
    let rule = [Span("    " + String(repeating: look.rule, count: max(0, columns - 4)), .muted)]
    return [rule] + rows + Array(repeating: [], count: count - rows.count)
  }

  private static func best(_ match: Match) -> String {
    guard let first = match.answers.first else { return "no answer yet" }
    return first.evidence.known == 0 ? "best: not tried" : "best: \(first.evidence.worked) of \(first.evidence.known)"
  }
}
