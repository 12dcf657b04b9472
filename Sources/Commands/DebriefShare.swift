import Domain
import Learning
import Screens
import Storage

/// Handing over what was said in a debrief. Else it is the rep's own.
struct DebriefShare {
  let base: Base
  let session: Session
  let json: Bool

  /// Whose answers are meant, and which of them: nil for those that are chosen on a terminal.
  private struct Wanted {
    /// Nil when only ids are typed.
    let deal: Deal?
    let answers: [ID<DebriefAnswer>]?
    let rows: [DebriefPage.Row]
  }

  func run(_ words: [String]) throws -> Int32 {
    guard !words.isEmpty else { throw Problem.needs("Which deal", example: "comeback debrief Globex --share all") }
    let wanted = try base.read { try Self.wanted(words, $0) }
    if let deal = wanted.deal, wanted.rows.isEmpty {
      session.console.tell(.text("Nothing of \(deal.name)'s debrief is left to hand over."))
      return Code.nothingFound
    }
    if let answers = wanted.answers {
      guard !answers.isEmpty else {
        session.console.tell(.text("That is handed over already."))
        return Code.nothingFound
      }
      return try handOver(answers)
    }
    guard let deal = wanted.deal else { return Code.nothingFound }
    return try handOver(chosen(of: wanted.rows, deal))
  }

  /// The longest run of words at the front that names a deal does; what is left says which of its answers.
  private static func wanted(_ words: [String], _ reader: Reader) throws -> Wanted {
    for count in stride(from: words.count, to: 0, by: -1) {
      let name = words.prefix(count).joined(separator: " ")
      do {
        let deal = try DealName.find(name, in: reader, evenClosed: true)
        return try wanted(words.dropFirst(count), of: deal, reader)
      } catch Problem.noSuchDeal {
        continue
      }
    }
    let all = try words.compactMap { word -> ID<DebriefAnswer>? in
      try answer(word, reader).flatMap { try reader.debriefAnswer($0) }.flatMap { try reader.isOwn($0) ? $0.id : nil }
    }
    guard all.count == words.count else {
      throw Problem.noSuchDeal(
        words.joined(separator: " "), nearest: try DealName.nearest(words.joined(separator: " "), in: reader))
    }
    return Wanted(deal: nil, answers: try all.filter { try !reader.isHandedOver($0) }, rows: [])
  }

  private static func wanted(_ words: ArraySlice<String>, of deal: Deal, _ reader: Reader) throws -> Wanted {
    let own = try DebriefFace.rows(deal, reader).filter { $0.by == nil }
    let open = own.filter { !$0.isHandedOver }
    guard !words.isEmpty else { return Wanted(deal: deal, answers: nil, rows: open) }
    if words.count == 1, words.first?.lowercased() == "all" {
      return Wanted(deal: deal, answers: open.map(\.answer.id), rows: open)
    }
    let ids = try words.map { word in
      guard let id = try answer(word, reader), own.contains(where: { $0.answer.id == id }) else {
        throw Problem.badValue(
          name: "--share", value: word, wanted: "all, or ids of your answers that --show lists for \(deal.name)")
      }
      guard open.isEmpty || open.contains(where: { $0.answer.id == id }) else {
        throw Problem.badValue(name: "--share", value: word, wanted: "what isn't handed over yet; this is")
      }
      return id
    }
    return Wanted(deal: deal, answers: ids, rows: open)
  }

  /// The answer whose whole id this is.
  private static func answer(_ word: String, _ reader: Reader) throws -> ID<DebriefAnswer>? {
    guard case .debriefAnswer(let id)? = try? reader.named(word),
      try word.lowercased().hasPrefix(reader.shortID(.debriefAnswer(id)))
    else { return nil }
    return id
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
      try wanted.filter { try !edit.reader.isHandedOver($0) && edit.handOver($0) }
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
