import Domain
import Learning
import Screens
import Storage

/// Several closed deals without a debrief: the short form of each, one after the other; else what waits, and what the
/// debriefs so far say together.
struct DebriefRow {
  let base: Base
  let session: Session
  let options: GlobalOptions

  func run() throws -> Int32 {
    let (waiting, findings, json) = try base.read { reader in
      let waiting = try DebriefsWaiting(in: reader, today: session.today).deals
      let findings = try DebriefFindings(in: reader)
      return (
        waiting, findings,
        options.json ? try DebriefFace.waiting(Array(waiting.prefix(options.limit ?? 50)), findings, reader) : nil
      )
    }
    let shown = waiting.prefix(options.limit ?? 50)
    let code = waiting.isEmpty && findings.asked == 0 ? Code.nothingFound : Code.fine
    if let json {
      session.console.out(JSONFace.text(json))
      return code
    }
    let count = Wording.count(waiting.count, "closed deal waits", "closed deals wait")
    if waiting.isEmpty {
      session.console.show(.text("No deal that closed of late waits for a debrief. comeback debrief DEAL"))
    } else {
      session.console.show(.text("\(count) for a debrief:"))
      let opening = DebriefOpening(base: base, session: session)
      session.console.show(
        DebriefPage.waiting(Array(shown), more: waiting.count - shown.count, until: opening.shown))
    }
    if let found = DebriefPage.findings(findings) { session.console.show(.text(found)) }
    let now = shown.filter { $0.until.map { $0 <= Moment(session.now()) } ?? true }
    if session.console.canAsk, !now.isEmpty { try inRow(now.map(\.deal)) }
    return code
  }

  private func inRow(_ deals: [Deal]) throws {
    let questions = try Questions(session)
    let begin = deals.count == 1 ? "Enter: 1 min now" : "One minute each. Enter: begin"
    guard try questions.key("\(begin)   n: not now", ["n", "q"], standard: "") == "" else { return }
    session.console.tell(.text(DebriefPage.whoSees(.lost), DebriefPage.keys))
    for (index, deal) in deals.enumerated() {
      let number = deals.count == 1 ? "" : "\(index + 1) of \(deals.count)  "
      session.console.tell(.text("", "\(number)\(DebriefPage.opening(deal.name, deal.ending.outcome))"))
      let kept = try base.read { try $0.draft(DebriefDraft.name(of: deal.id)) }.flatMap(DebriefDraft.init)
      var draft = kept ?? DebriefDraft(.short)
      draft.form = .short
      try DebriefRound(deal, base, session, options).inRow(draft)
      let left = deals.count - index - 1
      guard left > 0 else { return }
      let next = "Enter: the next, \(deals[index + 1].name) (\(left) left)   q: enough for today"
      guard try questions.key(next, ["q", "n"], standard: "") == "" else { return }
    }
  }
}
