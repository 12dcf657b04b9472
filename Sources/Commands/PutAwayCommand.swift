import ArgumentParser
import Domain
import Screens
import Storage

/// A noun whose rows can be put away and brought back.
protocol Record: ParsableCommand {
  static var kind: Reader.Kind { get }
}

extension ObjectionCommand: Record { static var kind: Reader.Kind { .objection } }
extension AnswerCommand: Record { static var kind: Reader.Kind { .response } }
extension DealCommand: Record { static var kind: Reader.Kind { .deal } }
extension PersonCommand: Record { static var kind: Reader.Kind { .person } }
extension ProofCommand: Record { static var kind: Reader.Kind { .proof } }

extension Record {
  static var noun: String { configuration.commandName ?? "" }
}

/// `answer put-away r9xq4`
struct PutAway<Noun: Record>: RepCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "put-away", abstract: "Take one out of sight; what was logged still counts.",
      discussion: "comeback \(Noun.noun) put-away ID")
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Its id, or its place in the list above.") var id: [String]

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let typed = id.joined(separator: " ")
    let row = try base.read { reader -> Reader.Named in
      if Noun.kind == .deal { return .deal(try DealName.find(typed, in: reader).id) }
      let row = try session.named(typed, reader)
      guard row.kind == Noun.kind else { throw Problem.wrongKind(id: typed, wanted: Noun.noun) }
      return row
    }
    let title = try base.read { try $0.title(of: row) ?? typed }
    // What people see as one objection goes away as one.
    let rows = try base.read { reader -> [Reader.Named] in
      guard case .objection(let id) = row else { return [row] }
      return [row] + (try reader.same(as: id).map { .objection($0.id) })
    }
    try Writer.ensureName(base, session)
    try base.edit(.putAway, subject: title, zone: session.zone, now: session.now()) { edit in
      for row in rows { try edit.putAway(row) }
    }
    let short = try base.read { try $0.shortID(row) }
    if options.json {
      session.console.out(
        JSONFace.text(.object(["version": .integer(1), "id": .text(short), "put_away": .flag(true)])))
    } else {
      session.console.show(
        .text("Put away: \"\(title)\". Back with: \(session.typed("\(Noun.noun) bring-back \(short)"))"))
    }
    session.settle(base)
    return Code.fine
  }
}

/// `answer bring-back r9xq4`; alone, what could be brought back.
struct BringBack<Noun: Record>: RepCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "bring-back", abstract: "Bring back one that was put away; without an id, list them.",
      discussion: "comeback \(Noun.noun) bring-back ID")
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Its id.") var id: [String] = []

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let away = try base.read { try $0.putAway(Noun.kind) }
    let typed = id.joined(separator: " ")
    if typed.isEmpty { return list(away, session) }
    let row =
      try away.first { Folding.fold($0.title) == Folding.fold(typed) }?.row
      ?? base.read { try $0.named(typed, putAway: true) }
    guard row.kind == Noun.kind else { throw Problem.wrongKind(id: typed, wanted: Noun.noun) }
    let title = try base.read { try $0.title(of: row) ?? typed }
    try Writer.ensureName(base, session)
    // What went away as one comes back as one.
    let rows = try base.read { reader -> [Reader.Named] in
      guard case .objection(let id) = row else { return [row] }
      return [row] + (try reader.ever(sameAs: id).map { .objection($0) })
    }
    try base.edit(.broughtBack, subject: title, zone: session.zone, now: session.now()) { edit in
      for row in rows { try edit.bringBack(row) }
    }
    let short = try base.read { try $0.shortID(row) }
    if options.json {
      session.console.out(
        JSONFace.text(.object(["version": .integer(1), "id": .text(short), "put_away": .flag(false)])))
    } else {
      session.console.show(.text("Back: \"\(title)\", \(short). Wrong? \(session.typed("undo"))"))
    }
    session.settle(base)
    return Code.fine
  }

  private func list(_ away: [(row: Reader.Named, id: String, title: String)], _ session: Session) -> Int32 {
    let shown = away.prefix(options.limit ?? 50)
    if options.json {
      let rows = shown.map { JSON.object(["id": .text($0.id), "title": .text($0.title)]) }
      session.console.out(JSONFace.text(JSONFace.list("put_away", rows)))
    } else {
      var page = Page()
      for row in shown { page.add(Span("\(row.id)  ", .muted), Span(row.title), hang: 4) }
      if shown.isEmpty { page.add(Span("Nothing is put away.")) }
      session.console.show(page)
    }
    return away.isEmpty ? Code.nothingFound : Code.fine
  }
}
