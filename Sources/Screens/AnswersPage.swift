public import Domain
public import Retrieval

/// What a search shows: the objection meant with its answers, then the others that are near, a line each.
public struct AnswersPage {
  let found: Found
  let today: Day
  /// The short id of an answer.
  let ids: [ID<Response>: String]
  let isSample: Bool

  public init(_ found: Found, today: Day, ids: [ID<Response>: String], isSample: Bool = false) {
    self.found = found
    self.today = today
    self.ids = ids
    self.isSample = isSample
  }

  /// Lines for a pipe, a screen reader and the plain REPL: one record a line, importance first.
  public var plain: Page {
    var page = Page()
    page.add(opening)
    for (index, match) in found.matches.enumerated() {
      page.add(
        Span("\(index + 1). \"\(match.objection.sentence)\" \(match.objection.category), \(Wording.met(match.met))."))
      guard index == 0 else { continue }
      for (place, answer) in match.answers.enumerated() {
        let response = answer.response
        var line = "\(index + 1)\(Self.letter(place)) \(ids[response.id] ?? "") \(Wording.score(answer))"
        line += response.ban.map { ": \($0)" } ?? "."
        if response.ban == nil {
          line += " " + Self.spoken(response)
          line += response.caution.map { " CAREFUL, tends to backfire: \($0)" } ?? ""
          if response.needsProof { line += " Needs your proof." }
        }
        page.add(Span(line), indent: 3)
      }
    }
    return page
  }

  /// For a terminal: the words first, the track record beside them, why below.
  public var card: Page {
    var page = Page()
    page.add(opening)
    for (index, match) in found.matches.enumerated() {
      if index == 0 {
        page.blank()
        page.add(CardPage(match, today: today, ids: ids, number: 1).page)
        if found.matches.count > 1 { page.blank() }
      } else {
        page.add(
          Span("\(index + 1) ", .key), Span("\"\(match.objection.sentence)\"", .objection),
          right: [Span("\(match.objection.category), \(Wording.met(match.met))", .muted)], hang: 2)
      }
    }
    return page
  }

  private var opening: Page {
    var page = Page()
    if isSample { page.add(Span("SAMPLE: these results are invented.", .warning)) }
    var sentences = found.notices.map(Wording.notice)
    switch (found.matches.isEmpty, found.sure) {
    case (true, _) where found.isBaseEmpty:
      sentences.append("The base is empty. comeback import FILE or comeback log")
    case (true, _) where found.query.said.isEmpty:
      sentences.append("What did they say? Their words, or yours: comeback search \"too expensive\"")
    case (true, _): sentences.append("Nothing close. New to you? Keep it: comeback objection add \"...\"")
    case (false, true): sentences.append(Wording.count(found.matches.count, "objection", "objections") + ".")
    case (false, false):
      sentences.append(
        found.matches.count == 1
          ? "Not sure. The nearest is this." : "Not sure. The nearest are these \(found.matches.count).")
    }
    page.add(Span(sentences.joined(separator: " "), found.sure ? .muted : .warning))
    return page
  }

  public static func letter(_ place: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return place < letters.count
      ? String(letters[place]) : String(letters[place / 26 - 1]) + String(letters[place % 26])
  }

  /// "Ask first?" Say: "words."
  public static func spoken(_ response: Response) -> String {
    guard let ask = response.askFirst else { return "Say: \"\(response.words)\"" }
    return "\"\(ask)\" Say: \"\(response.words)\""
  }
}
