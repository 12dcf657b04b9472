import Domain
import Learning
import Screens
import Storage

/// Handing over what was said in a debrief. Else it is the rep's own.
struct DebriefShare {
  let base: Base
  let session: Session
  let json: Bool

  /// What the words behind `--share` are: ids of answers, `all`, and the rest, which names the deal.
  static func parts(of words: [String], _ reader: Reader) -> (deal: String?, ids: [ID<DebriefAnswer>], all: Bool) {
    var (deal, ids, all): ([String], [ID<DebriefAnswer>], Bool) = ([], [], false)
    for word in words {
      if word.lowercased() == "all" {
        all = true
      } else if case .debriefAnswer(let id)? = try? reader.named(word) {
        ids.append(id)
      } else {
        deal.append(word)
      }
    }
    return (deal.joined(separator: " ").trimmedOrNil, ids, all)
  }

  func run(_ words: [String]) throws -> Int32 {
    let (name, ids, all) = try base.read { Self.parts(of: words, $0) }
    let wanted: [ID<DebriefAnswer>]
    if !ids.isEmpty {
      wanted = ids
    } else {
      guard let name else { throw Problem.needs("Which deal", example: "comeback debrief Globex --share all") }
      let deal = try base.read { try DealName.find(name, in: $0, evenClosed: true) }
      let rows = try base.read { reader in
        try DebriefFace.rows(deal.id, reader).filter { !$0.isHandedOver }
      }
      guard !rows.isEmpty else {
        session.console.tell(.text("Nothing of \(deal.name)'s debrief is left to hand over."))
        return Code.nothingFound
      }
      wanted = all ? rows.map(\.answer.id) : try chosen(of: rows, deal)
    }
    return try handOver(wanted)
  }

  private static let warning =
    "What you hand over goes to everybody who merges with you, and can't be called back from those who have taken it."

  private func chosen(of rows: [DebriefPage.Row], _ deal: Deal) throws -> [ID<DebriefAnswer>] {
    guard session.console.canAsk, !json else {
      throw Problem.needs(
        "Which answers", example: "comeback debrief \(Shell.quoted(deal.name)) --share all, or ids of --show")
    }
    session.console.tell(DebriefPage.choice(rows))
    session.console.tell(.text(Self.warning))
    let questions = try Questions(session)
    while let typed = try questions.line("Which? 1 3, or all (Enter: none)") {
      if typed.lowercased() == "all" { return rows.map(\.answer.id) }
      let numbers = typed.split { !$0.isNumber }.compactMap { Int($0) }
      if !numbers.isEmpty, numbers.allSatisfy({ rows.indices.contains($0 - 1) }) {
        return Set(numbers).sorted().map { rows[$0 - 1].answer.id }
      }
      session.console.tell(.text("Numbers from 1 to \(rows.count), or all."))
    }
    return []
  }

  private func handOver(_ wanted: [ID<DebriefAnswer>]) throws -> Int32 {
    guard !wanted.isEmpty else {
      session.console.tell(.text("Nothing was handed over."))
      return Code.fine
    }
    let subject = try base.read { reader in
      try reader.debriefAnswer(wanted[0]).flatMap { try reader.deal($0.deal)?.name }
    }
    try Writer.ensureName(base, session)
    let done = try base.edit(.handedOver, subject: subject, zone: session.zone, now: session.now()) { edit in
      try wanted.filter { try edit.handOver($0) }
    }.value
    if json {
      let ids = try base.read { reader in try done.map { JSON.text(try reader.shortID(.debriefAnswer($0))) } }
      session.console.out(
        JSONFace.text(.object(["version": .integer(1), "handed_over": .list(ids), "notices": .list([])])))
    } else {
      session.console.show(
        .text("Handed over: \(Wording.count(done.count, "answer", "answers")). The team sees them with the next merge.")
      )
      session.console.tell(.text("It can't be called back from those who have taken it."))
    }
    session.settle(base)
    return Code.fine
  }
}
