public import Domain
public import Retrieval

/// One objection with everything that helps to answer it.
public struct CardPage {
  let match: Match
  let today: Day
  let ids: [ID<Response>: String]
  let number: Int?
  let isWhole: Bool
  let highlight: Highlight

  /// - Parameters:
  ///   - whole: Whether proof, what to know and how to tell it from its neighbours are shown too.
  ///   - highlight: What was looked for.
  public init(
    _ match: Match, today: Day, ids: [ID<Response>: String], number: Int? = nil, whole: Bool = false,
    highlight: Highlight = Highlight()
  ) {
    self.match = match
    self.highlight = highlight
    self.today = today
    self.ids = ids
    self.number = number
    isWhole = whole
  }

  public var page: Page {
    var page = head
    for place in match.answers.indices { page.add(answer(place)) }
    return page
  }

  /// The objection, without its answers.
  public var head: Page {
    var page = Page()
    let objection = match.objection
    page.add(
      Line(
        [Span(number.map { "\($0) " } ?? "", .key)] + highlight.spans("\"\(objection.sentence)\"", .objection),
        right: [Span("\(objection.category), \(Wording.met(match.met))", .muted)], hang: 2))
    if let concern = objection.concern { note("Usually under it:", concern, &page) }
    if isWhole {
      if let check = objection.check { note("To be sure, ask:", "\"\(check)\"", &page) }
      if let tell = objection.tell { note("Real or a stall?", tell, &page) }
      if let condition = objection.condition { note("When it can't be changed:", condition, &page) }
    }
    return page
  }

  /// One of the answers.
  /// - Parameter marked: Whether it is the one in hand.
  public func answer(_ place: Int, marked: Bool = false) -> Page {
    var page = Page()
    add(match.answers[place], AnswersPage.letter(place), &page)
    if marked, !page.lines.isEmpty {
      page.lines[0].indent = 0
      page.lines[0].spans.insert(Span("> ", .key), at: 0)
    }
    return page
  }

  private func note(_ head: String, _ text: String, _ page: inout Page) {
    page.add(Span(head + " ", .muted), Span(text), indent: 2, hang: 4)
  }

  private func add(_ answer: Answer, _ letter: String, _ page: inout Page) {
    let response = answer.response
    if response.ban != nil {
      page.add(
        Span("\(letter) ", .key), Span("NOT ALLOWED  ", .failing), Span(response.ban ?? ""), indent: 2, hang: 4)
      page.add(Span("\"\(response.words)\"", .muted), indent: 4)
      return
    }
    let isFailing = answer.standing == .avoid
    let score =
      isFailing
      ? "failed \(answer.evidence.failed) of \(answer.evidence.known)"
      : answer.evidence.known == 0 ? "not tried" : "\(answer.evidence.worked) of \(answer.evidence.known)"
    let style: Style =
      isFailing ? .failing : answer.standing == .proven ? .proven : answer.standing == .untested ? .untested : .plain
    var head = [Span("\(letter) ", .key)]
    if isFailing { head.append(Span("KEEPS FAILING  ", .failing)) }
    if let ask = response.askFirst {
      page.add(
        Line(
          head + [Span("Ask  ", .muted), Span("\"\(ask)\"", .words)], right: [Span(score, style)], indent: 2, hang: 9))
      page.add(Span("Say  ", .muted), Span("\"\(response.words)\"", .words), indent: 4, hang: 9)
    } else {
      page.add(
        Line(
          head + [Span("Say  ", .muted), Span("\"\(response.words)\"", .words)], right: [Span(score, style)], indent: 2,
          hang: 9))
    }
    if isWhole {
      if let written = response.written { page.add(Span("Mail ", .muted), Span(written), indent: 4, hang: 9) }
      if let proof = response.proof { page.add(Span("Proof ", .muted), Span(proof), indent: 4, hang: 10) }
      if let know = response.know { page.add(Span("Know ", .muted), Span(know), indent: 4, hang: 9) }
      if let applies = response.applies { page.add(Span("Fits ", .muted), Span(applies), indent: 4, hang: 9) }
    }
    if let caution = response.caution {
      page.add(Span("CAREFUL, tends to backfire: ", .warning), Span(caution), indent: 4, hang: 6)
    }
    let last = [ids[response.id], why(answer)].compactMap { $0 }.joined(separator: "  ")
    page.add(Span(last, .muted), indent: 4, hang: 4)
  }

  /// The grounds without those that stand elsewhere on the card; nil when that leaves none.
  private func why(_ answer: Answer) -> String? {
    let grounds = answer.grounds.filter {
      switch $0 {
      case .careful, .banned, .notTried, .failed: false
      case .worked(_, _, let partly): partly > 0
      default: true
      }
    }
    let words = grounds.map { ground in
      // How often it worked stands beside the words already.
      if case .worked(_, _, let partly) = ground { return partly == 1 ? "partly once" : "partly \(partly) times" }
      return Wording.ground(ground, today: today)
    }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}
