import Domain
import Foundation
import Retrieval

/// A playbook in Markdown (CommonMark). Everything that people wrote is escaped: it is text, never markup.
public struct MarkdownPlaybook {
  private let playbook: Playbook
  private var out = ""

  public init(_ playbook: Playbook) { self.playbook = playbook }

  public var text: String {
    var writer = self
    writer.write()
    return writer.out
  }

  private mutating func write() {
    line("# Playbook\(playbook.isSample ? " (SAMPLE)" : "")")
    line()
    if playbook.isSample { line("\(Playbook.invented)\n") }
    line(playbook.basis + filters)
    line(Playbook.discreet)
    for section in playbook.sections {
      line("\n## \(escaped(section.category.rawValue.capitalizedFirst))")
      for entry in section.entries { write(entry.match, entry.written) }
    }
    if playbook.sections.isEmpty { line("\nNothing fits these filters.") }
  }

  private var filters: String {
    playbook.filters.isEmpty ? "" : " Filtered by \(escaped(playbook.filters, inAnyCase: true))."
  }

  private mutating func write(_ page: Match, _ also: [String]) {
    let objection = page.objection
    line("\n### \u{201C}\(escaped(objection.sentence))\u{201D}\n")
    var facts = [Playbook.met(page)]
    if let kind = objection.kind { facts.append(escaped(kind.rawValue)) }
    line("*\(facts.joined(separator: ", ")).*\n")
    if let concern = objection.concern { line("Usually under it: \(escaped(concern))\n") }
    if let check = objection.check { line("To be sure, ask: \u{201C}\(escaped(check))\u{201D}\n") }
    if let tell = objection.tell { line("Real or a stall? \(escaped(tell))\n") }
    if !also.isEmpty {
      let quoted = also.prefix(6).map { "\u{201C}\(escaped($0))\u{201D}" }
      line("Also said as: \(quoted.joined(separator: " \u{00B7} "))\n")
    }
    let (allowed, failing, banned) = page.shelves
    for (index, answer) in allowed.enumerated() { write(answer, number: index + 1) }
    if !failing.isEmpty {
      line("\nKeeps failing:\n")
      for answer in failing {
        line("- \u{201C}\(escaped(answer.response.words))\u{201D} *\(Playbook.record(answer))*")
        if let caution = answer.response.caution { line("  \(Playbook.backfires) \(escaped(caution))") }
      }
    }
    if !banned.isEmpty {
      line("\nNot allowed:\n")
      for answer in banned {
        line("- \u{201C}\(escaped(answer.response.words))\u{201D} \(escaped(answer.response.ban ?? ""))")
      }
    }
  }

  private mutating func write(_ answer: Answer, number: Int) {
    let response = answer.response
    let ask = response.askFirst.map { "Ask \u{201C}\(escaped($0))\u{201D} Say " } ?? "Say "
    line("\(number). \(ask)\u{201C}\(escaped(response.words))\u{201D}")
    line("   *\(Playbook.record(answer))*" + (response.needsProof ? " *Needs your proof.*" : ""))
    if let proof = response.proof { line("   Proof: \(escaped(proof))") }
    if let applies = response.applies { line("   Fits: \(escaped(applies))") }
    if let caution = response.caution { line("   \(Playbook.backfires) \(escaped(caution))") }
  }

  /// Cleaned, masked, on one line, with every character that could be markup behind a backslash (CommonMark 2.4).
  private func escaped(_ text: String, inAnyCase: Bool = false) -> String {
    var out = String.UnicodeScalarView()
    // By scalars, for with an accent behind it a backtick is another character and still markup.
    for scalar in playbook.handedOn(text, inAnyCase: inAnyCase).unicodeScalars {
      if "\\`*_[]<>#|~&".unicodeScalars.contains(scalar) { out.append("\\") }
      out.append(scalar)
    }
    return String(out)
  }

  private mutating func line(_ text: String = "") { out += text + "\n" }
}
