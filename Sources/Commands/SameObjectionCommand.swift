import ArgumentParser
import Domain
import Screens
import Storage

extension ObjectionCommand {
  struct Merge: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say that two are the same one: the first stays in front, the other's answers and logs follow.",
      discussion: "comeback objection merge o7k2m o3x9p")

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The one that stays in front.") var front: String
    @Argument(help: "The one that is the same.") var other: String

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let (one, two) = try base.read { reader in
        (try ObjectionName.find(front, session, reader), try ObjectionName.find(other, session, reader))
      }
      try Writer.ensureName(base, session)
      let isNew = try base.say(one, isSameAs: two, zone: session.zone, now: session.now())
      return try SameObjectionFace.show(one, isNew: isNew, base, session, options)
    }
  }

  struct Part: RepCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take one out again of those that it was said to be the same as.",
      discussion: "comeback objection part o3x9p")

    @OptionGroup var options: GlobalOptions
    @Argument(help: "Its id, or its place in the list above.") var id: String

    func run(in session: inout Session) throws -> Int32 {
      let base = try session.base()
      let one = try base.read { try ObjectionName.find(id, session, $0) }
      try Writer.ensureName(base, session)
      let wasSame = try base.part(one, zone: session.zone, now: session.now())
      guard wasSame else {
        session.console.tell(.text("It is the same as no other."))
        return Code.nothingFound
      }
      return try SameObjectionFace.show(one, isNew: true, base, session, options)
    }
  }
}

enum SameObjectionFace {
  static func show(
    _ id: ID<Objection>, isNew: Bool, _ base: Base, _ session: Session, _ options: GlobalOptions
  ) throws -> Int32 {
    try base.read { reader in
      let front = try reader.front(of: id)
      let same = try reader.same(as: front)
      if options.json {
        session.console.out(
          JSONFace.text(
            .object([
              "version": .integer(1), "id": .text(try reader.shortID(front)), "changed": .flag(isNew),
              "same": .list(try same.map { .text(try reader.shortID($0.id)) }),
            ])))
        return
      }
      let title = try reader.title(of: .objection(front)) ?? ""
      var page = Page()
      if same.isEmpty {
        page.add(Span("\"\(title)\" stands by itself again. Wrong? \(session.typed("undo"))"))
      } else {
        page.add(Span("\"\(title)\" is one with:"))
        for other in same {
          page.add(Span("\(try reader.shortID(other.id))  ", .muted), Span(other.sentence), indent: 2, hang: 4)
        }
        let answers = Wording.count(try reader.responses(to: front).count, "answer", "answers")
        let met = Wording.met(try reader.encounters(with: front).count)
        page.add(
          Span("Together: \(answers), \(met). \(isNew ? "Wrong? \(session.typed("undo"))" : "It was so already.")"))
      }
      session.console.show(page)
    }
    session.settle(base)
    return Code.fine
  }
}

/// The names of those who write.
enum AuthorNames {
  static func all(in reader: Reader) throws -> [ID<Author>: String] {
    var names: [ID<Author>: String] = [:]
    for author in try reader.authors() { names[author.id] = author.name }
    if let writer = try reader.writer(), names[writer] == nil { names[writer] = "you" }
    return names
  }
}
