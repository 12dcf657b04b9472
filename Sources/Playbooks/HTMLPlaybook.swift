import Domain
import Foundation
import Retrieval

/// A playbook as one page in HTML: no script, nothing from elsewhere, all of it open, so that a browser's own find and
/// a printer reach every word. Everything that people wrote is escaped: it is text, never markup.
public struct HTMLPlaybook {
  /// How every such page begins.
  public static let beginning = "<!DOCTYPE html>\n<!-- Comeback: playbook -->\n"

  private let playbook: Playbook
  private var out: HTMLText = ""

  public init(_ playbook: Playbook) { self.playbook = playbook }

  public var text: String {
    var writer = self
    writer.write()
    return Self.beginning + writer.out.description
  }

  private mutating func write() {
    writeHead()
    line("<body>")
    writeHeader()
    if playbook.sections.isEmpty {
      line("<main><p>Nothing fits these filters.</p></main>")
    } else {
      writeContents()
      line("<main>")
      for (place, section) in playbook.sections.enumerated() { write(section, place) }
      line("</main>")
      line("<a class=\"back\" href=\"#top\">All objections</a>")
    }
    line("</body>")
    line("</html>")
  }

  private mutating func writeHead() {
    line("<html lang=\"en\">")
    line("<head>")
    line("<meta charset=\"utf-8\">")
    line(
      """
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
      """)
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    line("<meta name=\"referrer\" content=\"no-referrer\">")
    line("<meta name=\"color-scheme\" content=\"light dark\">")
    line("<meta name=\"format-detection\" content=\"telephone=no\">")
    line("<title>Playbook\(playbook.isSample ? " (SAMPLE)" : "")\(filters.map { ": \($0)" } ?? "")</title>")
    line("<style>\n\(HTMLStyle.sheet)\(playbook.isSample ? HTMLStyle.sample : "")</style>")
    line("</head>")
  }

  private mutating func writeHeader() {
    line("<header id=\"top\">")
    line("<h1>Playbook</h1>")
    if playbook.isSample { line("<p class=\"sample\">\(Playbook.invented)</p>") }
    line("<p>\(playbook.basis)\(filters.map { " Filtered by \($0)." } ?? "")</p>")
    line("<p class=\"aside\">\(Playbook.discreet)</p>")
    line("</header>")
  }

  private var filters: String? {
    playbook.filters.isEmpty ? nil : playbook.handedOn(playbook.filters, inAnyCase: true)
  }

  // MARK: Contents

  private mutating func writeContents() {
    let count = playbook.sections.reduce(0) { $0 + $1.entries.count }
    line("<nav aria-labelledby=\"all\">")
    line("<h2 id=\"all\">\(count == 1 ? "One objection" : "All \(count) objections")</h2>")
    line("<p class=\"aside\">Your browser's find searches all of this page.</p>")
    for (place, section) in playbook.sections.enumerated() {
      line("<h3><a href=\"#c\(place + 1)\">\(name(of: section))</a></h3>")
      line("<ul>")
      for match in section.entries.map(\.match) {
        let met: HTMLText = match.met == 0 ? "" : " <span class=\"met\">met \(match.met)</span>"
        line("<li><a href=\"#\(Self.anchor(match))\">\(playbook.handedOn(match.objection.sentence))</a>\(met)</li>")
      }
      line("</ul>")
    }
    line("</nav>")
  }

  private func name(of section: Playbook.Section) -> String {
    playbook.handedOn(section.category.rawValue.capitalizedFirst)
  }

  /// The same in every playbook, so that a link goes on leading there.
  private static func anchor(_ match: Match) -> String { "o-\(match.objection.id.uuid.uuidString.lowercased())" }

  // MARK: Objections

  private mutating func write(_ section: Playbook.Section, _ place: Int) {
    line("<section aria-labelledby=\"c\(place + 1)\">")
    line("<h2 id=\"c\(place + 1)\">\(name(of: section))</h2>")
    for entry in section.entries { write(entry.match, entry.written) }
    line("</section>")
  }

  private mutating func write(_ match: Match, _ also: [String]) {
    let objection = match.objection
    line("<article id=\"\(Self.anchor(match))\">")
    line("<h3>\(quoted(objection.sentence))</h3>")
    line("<p class=\"aside\">\(Playbook.met(match))\(objection.kind.map { ", \(said($0.rawValue))" } ?? "")</p>")
    list(
      [("Usually under it", objection.concern.map(said)), ("To be sure, ask", objection.check.map(quoted))], "about")
    let (allowed, failing, banned) = match.shelves
    if !allowed.isEmpty {
      line("<ol>")
      for answer in allowed { write(answer) }
      line("</ol>")
    } else {
      line("<p class=\"aside\">No answer \(match.answers.isEmpty ? "yet" : "that may be said").</p>")
    }
    write(failing.map(failed), under: "Keeps failing")
    write(banned.map(forbidden), under: "Not allowed")
    list(
      [
        ("Real or a stall?", objection.tell.map(said)), ("When it can't be changed", objection.condition.map(said)),
        ("Also said as", also.isEmpty ? nil : Self.joined(also.map(quoted))),
      ], "about")
    line("</article>")
  }

  private mutating func write(_ items: [HTMLText], under head: String) {
    guard !items.isEmpty else { return }
    line("<h4>\(head)</h4>")
    line("<ul class=\"dont\">")
    for item in items { line("<li>\(item)</li>") }
    line("</ul>")
  }

  private func failed(_ answer: Answer) -> HTMLText {
    let warning: HTMLText = answer.response.caution.map(caution) ?? ""
    return "\(quoted(answer.response.words)) <span class=\"bad\">\(Playbook.record(answer))</span>\(warning)"
  }

  private func forbidden(_ answer: Answer) -> HTMLText {
    "<span class=\"bad\">\(said(answer.response.ban ?? ""))</span> \(quoted(answer.response.words))"
  }

  private mutating func write(_ answer: Answer) {
    let response = answer.response
    line("<li>")
    list([("Ask", response.askFirst.map(quoted)), ("Say", quoted(response.words))], "words")
    let mark: HTMLText = answer.standing == .proven ? " class=\"good\"" : ""
    let lacking: HTMLText = response.needsProof ? " <em>Needs your proof.</em>" : ""
    line("<p class=\"record\"><span\(mark)>\(Playbook.record(answer))</span>\(lacking)</p>")
    if let text = response.caution { line(caution(text)) }
    list(
      [
        ("Write", response.written.map(said)), ("Proof", response.proof.map(said)), ("Know", response.know.map(said)),
        ("Fits", response.applies.map(said)),
      ], "more")
    line("</li>")
  }

  // MARK: Pieces

  private func said(_ text: String) -> HTMLText { "\(playbook.handedOn(text))" }
  private func quoted(_ text: String) -> HTMLText { "\u{201C}\(playbook.handedOn(text))\u{201D}" }

  private func caution(_ text: String) -> HTMLText {
    "<p class=\"careful\"><strong>\(Playbook.backfires)</strong> \(said(text))</p>"
  }

  private static func joined(_ pieces: [HTMLText]) -> HTMLText {
    pieces.dropFirst().reduce(pieces.first ?? "") { "\($0) \u{00B7} \($1)" }
  }

  private mutating func list(_ rows: [(head: String, text: HTMLText?)], _ name: String) {
    guard rows.contains(where: { $0.text != nil }) else { return }
    line("<dl class=\"\(name)\">")
    for case (let head, let text?) in rows { line("<dt>\(head)</dt><dd>\(text)</dd>") }
    line("</dl>")
  }

  private mutating func line(_ piece: HTMLText) { out += "\(piece)\n" }
}
