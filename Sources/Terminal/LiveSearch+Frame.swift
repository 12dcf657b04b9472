import Domain
import Retrieval
import Screens

/// How it is drawn.
extension LiveSearch {
  /// What a terminal can show.
  public struct Look: Sendable {
    /// Only ASCII: lines of `-` and `|`, and `?` for what is beyond.
    public var isASCII: Bool

    public init(isASCII: Bool = false) { self.isASCII = isASCII }

    var rule: Character { isASCII ? "-" : "─" }
    var bar: String { isASCII ? "|" : "│" }
  }

  /// The smallest size that it is drawn in: below it, one line says so.
  public static let smallest = (columns: 40, rows: 6)
  /// From so many columns on, the list stands left and the card right.
  static let wide = 110

  public func frame(columns: Int, rows: Int, look: Look = Look()) -> Frame {
    guard columns >= Self.smallest.columns, rows >= Self.smallest.rows else {
      let line = Rows.cut([Span("Too small: \(Self.smallest.columns)x\(Self.smallest.rows)")], to: max(1, columns))
      return Frame(rows: [line], cursor: nil)
    }
    let isLow = rows < 12
    let (prompt, cursor) = prompt(columns)
    let rule = [Span(String(repeating: look.rule, count: columns), .muted)]
    let above = isLow ? [prompt, rule] : [prompt, situation(columns), rule]
    let below = isLow ? [keys(columns)] : [rule, keys(columns)]
    let height = rows - above.count - below.count
    var body = Array(body(columns, height, look, isLow: isLow).prefix(height))
    body += Array(repeating: [], count: height - body.count)
    let all = (above + body + below).map { look.isASCII ? Rows.ascii($0) : $0 }
    return Frame(rows: all, cursor: (0, cursor))
  }

  /// Whether what is due is shown: nothing was typed yet.
  var showsDue: Bool { isIdle && !surroundings.due.isEmpty }

  // MARK: Above and below

  private static let name = " comeback > "

  private func prompt(_ columns: Int) -> (row: [Span], cursor: Int) {
    let count =
      if isIdle { Wording.count(surroundings.objections, "objection", "objections") } else {
        "\(matches.count) of \(Wording.count(surroundings.objections, "objection", "objections"))"
      }
    let right = columns >= 60 ? [Span(count, .muted), Span(" ")] : []
    let room = columns - Self.name.count - Rows.width(right) - 2
    let (text, cursor) = query.window(room)
    let left = [Span(Self.name, .heading), Span(text)]
    return (Rows.justified(left, right, columns), Self.name.count + cursor)
  }

  private func situation(_ columns: Int) -> [Span] {
    var left: [Span] = [Span(" ")]
    if surroundings.isSample {
      let isAlone = surroundings.context == nil && (surroundings.dueCall == nil || !isIdle)
      left.append(Span(isAlone ? "SAMPLE: these results are invented." : "SAMPLE  ", .warning))
    }
    if let context = surroundings.context {
      left.append(usesContext ? Span(context) : Span("\(context): off, ^T turns it on", .muted))
    } else if isIdle, let call = surroundings.dueCall {
      left.append(Span(call, .key))
    } else if isIdle, !surroundings.isSample {
      left.append(Span("Type what they said, in any words.", .muted))
    }
    let said = saying ?? found.flatMap { $0.notices.first.map(Wording.notice) }
    guard let said else { return Rows.cut(left, to: columns) }
    let right = [Span(said, saying == nil ? .muted : .warning), Span(" ")]
    guard Rows.width(left) + 2 + Rows.width(right) <= columns else { return Rows.cut([Span(" ")] + right, to: columns) }
    return Rows.justified(left, right, columns)
  }

  /// What has just happened, or what Enter would save.
  private var saying: String? {
    let words =
      switch choice {
      case nil: String?.none
      case .undo: "takes back what you saved last"
      case .log(.booked): "saves: a step is booked"
      case .log(.letGo): "saves: they let go of it"
      case .log(.softer): "saves: softer"
      case .log(.stuck): "saves: stuck"
      case .log(.cantTell): "saves: can't tell yet"
      }
    return words.map { "Enter \($0). Esc doesn't." } ?? notice
  }

  private func keys(_ columns: Int) -> [Span] {
    let hints: [(String, String)] =
      switch face {
      case .list:
        [
          ("Enter", "say it"), ("^L", "log it"), ("^Y", "copy"), ("Up/Down", "move"),
          showsDue ? ("F2", "later") : ("Tab", "filter"), ("Esc", isIdle ? "leave" : "clear"), ("F1", "keys"),
          ("Left/Right", "answer"), ("^R", "recent"),
        ]
      case .card where choice != nil: [("Enter", "do it"), ("Esc", "don't"), ("n w p f u", "another result")]
      case .card:
        [
          ("n", "booked"), ("w", "let go"), ("p", "softer"), ("f", "stuck"), ("u", "can't tell"), ("c", "copy"),
          ("Esc", "back"), ("y", "why"), ("Up/Down", "answer"), ("z", "undo"), ("s", "share"),
        ]
      case .keys: [("Any key", "goes back")]
      case .recent: [("Enter", "search again"), ("Up/Down", "move"), ("Esc", "back")]
      }
    var row: [Span] = [Span(" ")]
    for (index, hint) in hints.enumerated() {
      let next = [Span(index == 0 ? "" : "  "), Span(hint.0, .key), Span(" " + hint.1, .muted)]
      if Rows.width(row + next) > columns { break }
      row += next
    }
    return row
  }

  // MARK: Body

  private func body(_ columns: Int, _ height: Int, _ look: Look, isLow: Bool) -> [[Span]] {
    // Where there is no row for it above, what has just happened comes first.
    let small = isLow ? saying.map { [Rows.cut([Span($0, .warning)], to: columns)] } ?? [] : []
    switch face {
    case .keys: return KeysPage.page.laidOut(width: columns).map { Rows.cut($0, to: columns) }
    case .recent(let place): return recent(place, columns, height)
    case .card(let top): return small + card(columns, height - small.count, top, look)
    case .list where columns >= Self.wide && !isLow: return sideBySide(columns, height, look)
    case .list: return small + list(columns, height - small.count)
    }
  }

  var highlight: Highlight { Highlight(found?.query.said ?? "") }

  func page(_ number: Int, whole: Bool) -> CardPage? {
    match.map {
      CardPage($0, today: surroundings.today, ids: ids, number: number, whole: whole, highlight: highlight)
    }
  }

  /// What stands above the list when it is not sure, and below it.
  func remark(_ columns: Int) -> (above: [[Span]], below: [[Span]]) {
    func rows(_ text: String, _ style: Style) -> [[Span]] {
      Page([Line([Span(text, style)], indent: 2, hang: 2)]).laidOut(width: columns)
    }
    guard let found else {
      let lines = surroundings.due.map { Line([Span("Due  ", .muted), Span($0, .key)], indent: 2, hang: 7) }
      let due = showsDue ? Page(lines).laidOut(width: columns) : []
      return surroundings.objections == 0
        ? (due + rows("Nothing is kept here yet. Leave, and type: comeback import FILE", .warning), [])
        : matches.isEmpty ? (due, []) : (due + rows("Met most:", .muted), [])
    }
    let keep = rows("^O keeps \"\(query.text)\" as a new objection", .muted)
    let meaning = Wording.meaning(found.meaning, model: "comeback model").map { rows($0, .muted) } ?? []
    if found.isBaseEmpty { return (rows("Nothing is kept here yet.", .warning), keep) }
    if matches.isEmpty { return (rows("Nothing close.", .warning), keep + meaning) }
    if !found.sure {
      return (
        rows(matches.count == 1 ? "Not sure. The nearest is this:" : "Not sure. The nearest:", .warning), keep + meaning
      )
    }
    return ([], meaning)
  }

  /// The objection in hand with its answers, the others a row each.
  private func list(_ columns: Int, _ height: Int) -> [[Span]] {
    let (above, below) = height < 8 ? ([], []) : remark(columns)
    guard let match else { return remark(columns).above + remark(columns).below }
    let room = height - above.count
    let others = min(matches.count - 1, max(0, room - 6))
    let first = max(0, min(row - others / 2, matches.count - 1 - others))
    let shown = first...min(first + others, matches.count - 1)
    let space = room - others
    var rows = above
    for index in shown {
      if index == row {
        let card = height < 8 ? small(match, columns) : open(columns, space)
        rows += card.prefix(space)
      } else {
        rows.append(line(index, columns))
      }
    }
    return rows + below.prefix(max(0, height - rows.count))
  }

  private func line(_ index: Int, _ columns: Int) -> [Span] {
    let match = matches[index]
    let left =
      [Span("  "), Span("\(index + 1) ", .key)] + highlight.spans("\"\(match.objection.sentence)\"", .objection)
    let right = [Span("\(match.objection.category), \(Wording.met(match.met))", .muted)]
    guard Rows.width(left) + 2 + Rows.width(right) <= columns else { return Rows.cut(left, to: columns) }
    return Rows.justified(left, right, columns)
  }

  /// With its answers, as many as fit, the one in hand among them.
  private func open(_ columns: Int, _ space: Int) -> [[Span]] {
    guard let page = page(row + 1, whole: false) else { return [] }
    let head = Rows.indented(page.head.laidOut(width: columns - 2), by: "> ")
    return head + answers(page, columns, space - head.count)
  }

  private func answers(_ page: CardPage, _ columns: Int, _ space: Int) -> [[Span]] {
    guard let match else { return [] }
    let blocks = match.answers.indices.map { place in
      Rows.indented(page.answer(place, marked: place == answer).laidOut(width: columns - 2), by: "  ")
    }
    guard !blocks.isEmpty else {
      return [[Span("    No answer yet. Leave, and type: comeback answer add", .muted)]]
    }
    var first = 0
    while first < answer, blocks[first...answer].reduce(0, { $0 + $1.count }) > space { first += 1 }
    return Array(blocks[first...].joined())
  }

  /// For a pane of a few rows: the words, and how they did.
  private func small(_ match: Match, _ columns: Int) -> [[Span]] {
    var rows = [
      Rows.cut(
        [Span("> ", .key), Span("\(row + 1) ", .key)] + highlight.spans("\"\(match.objection.sentence)\"", .objection),
        to: columns)
    ]
    guard let chosen = chosenAnswer else { return rows }
    rows.append(Rows.cut([Span("    \"\(chosen.response.shortName)\"", .words)], to: columns))
    rows.append(Rows.cut([Span("    \(Wording.score(chosen))", .muted)], to: columns))
    if let failing = match.answers.first(where: { $0.standing == .avoid }), failing.response.id != chosen.response.id {
      rows.append(
        Rows.cut(
          [
            Span("    FAILS ", .failing), Span("\(failing.evidence.failed) of \(failing.evidence.known): ", .failing),
            Span(failing.response.shortName),
          ], to: columns))
    }
    return rows
  }

  private func card(_ columns: Int, _ height: Int, _ top: Int, _ look: Look) -> [[Span]] {
    guard let page = page(row + 1, whole: true), let match else { return [] }
    var rows = Rows.indented(page.head.laidOut(width: columns - 2), by: "  ")
    var start = 0
    for place in match.answers.indices {
      var block = Rows.indented(page.answer(place, marked: place == answer).laidOut(width: columns - 2), by: "  ")
      if place == answer {
        if showsWhy { block += why(columns) }
        start = place == 0 ? 0 : min(max(0, rows.count + block.count - height), rows.count)
      }
      rows += block
    }
    if columns >= Self.wide { rows += lastTimes(columns, look) }
    return Array(rows.dropFirst(min(start + top, max(0, rows.count - height))))
  }

  func why(_ columns: Int) -> [[Span]] {
    guard let match, let chosenAnswer else { return [] }
    let text = Wording.why(chosenAnswer, today: surroundings.today, match: match)
    return Page([Line([Span("Why  ", .muted), Span(text)], indent: 6, hang: 11)]).laidOut(width: columns)
  }

  private func recent(_ place: Int, _ columns: Int, _ height: Int) -> [[Span]] {
    let first = max(0, place - height + 1)
    return surroundings.recent.indices.dropFirst(first).prefix(height).map { index in
      Rows.cut([Span(index == place ? "> " : "  ", .key), Span(surroundings.recent[index])], to: columns)
    }
  }
}
