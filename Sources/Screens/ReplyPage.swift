public import Calls
public import Domain
import Retrieval

/// What a mail objects to, and what to write back.
public struct ReplyPage {
  let reply: Reply
  let today: Day
  let isSample: Bool

  public init(_ reply: Reply, today: Day, isSample: Bool = false) {
    self.reply = reply
    self.today = today
    self.isSample = isSample
  }

  public var page: Page {
    var page = Page()
    if isSample { page.add(Span("SAMPLE: these results are invented.", .warning)) }
    page.add(Span(head, .heading))
    for (index, one) in reply.found.enumerated() { add(one, index + 1, &page) }
    page.blank()
    if !reply.beyond.isEmpty {
      page.add(Span("Also in it: ", .muted), Span(Self.quoted(reply.beyond.map(\.match.objection.sentence))), hang: 2)
    }
    for one in reply.perhaps.prefix(Self.most) {
      page.add(
        Span("Perhaps: ", .muted), Span("\"\(Self.cut(one.said))\""),
        Span(" as \"\(one.match.objection.sentence)\"", .muted), hang: 2)
    }
    if !reply.unmatched.isEmpty {
      let shown = reply.unmatched.prefix(Self.most)
      let more = reply.unmatched.count - shown.count
      page.add(
        Span("Not matched: ", .muted), Span(Self.quoted(shown.map(Self.cut)) + (more > 0 ? ", \(more) more" : "")),
        hang: 2)
    }
    return page
  }

  /// The most sentences that are listed as not matched.
  private static let most = 4

  private var head: String {
    let from = reply.mail.sender.map { "Mail from \($0)" } ?? "The mail"
    let count = reply.found.count + reply.beyond.count
    let found = count == 0 ? "no objection that is known here" : Wording.count(count, "objection", "objections")
    return "\(from): \(Wording.count(reply.mail.words, "word", "words")), \(found)."
  }

  private func add(_ one: Reply.Objected, _ number: Int, _ page: inout Page) {
    let match = one.match
    page.blank()
    page.add(
      Span("\(number) ", .key), Span("\"\(Self.cut(one.said))\"", .objection),
      right: [Span(match.objection.category.rawValue, .muted)], hang: 2)
    page.add(Span("\"\(match.objection.sentence)\"", .muted), indent: 4)
    guard let answer = one.answer else {
      page.add(Span("No answer to offer yet.", .muted), indent: 4)
      return
    }
    let response = answer.response
    if let ask = response.askFirst {
      page.add(Span("Ask    ", .muted), Span("\"\(ask)\"", .words), indent: 4, hang: 11)
    }
    page.add(
      Span("Write  ", .muted), Span("\"\(response.written ?? response.said)\"", .words), indent: 4, hang: 11)
    page.add(Span("Why    ", .muted), Span(Wording.why(answer, today: today)), indent: 4, hang: 11)
  }

  private static func quoted(_ texts: [String]) -> String { texts.map { "\"\($0)\"" }.joined(separator: ", ") }

  /// Short enough for a line of its own and a half.
  private static func cut(_ text: String) -> String {
    text.count <= 110 ? text : text.prefix(108).trimmingSuffix(while: \.isWhitespace) + " ..."
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while matches: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, matches(last) { text.removeLast() }
    return String(text)
  }
}
