import ArgumentParser
import Domain
import Learning
import Retrieval
import Screens
import Storage

struct EventCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "event", abstract: "Something happened: wake every deal and card that waits for it.",
    discussion: """
      comeback event "SSO shipped"
      comeback event "Ledgerly raised its prices" --on 2026-11-20
      comeback event

      Without words: what was told of late, and what each woke. What it is not sure of it asks, or leaves asleep.
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("The day, today unless said.", valueName: "when")) var on: String?
  @Option(help: ArgumentHelp("A follow-up to wake, too; may be repeated.", valueName: "id")) var wake: [String] = []
  @Argument(help: "What happened.") var words: [String] = []

  func run(in session: inout Session) throws -> Int32 {
    guard let words = words.joined(separator: " ").trimmedOrNil else {
      guard on == nil, wake.isEmpty else {
        throw Problem.needs("What happened", example: "comeback event \"SSO shipped\"")
      }
      return try list(session)
    }
    let base = try session.base()
    let day = try on.map { try ReturnDay.past($0, "--on", session) } ?? session.today
    let event = try base.read { try told(words, day, $0) }
    var (woken, near) = try base.read { try judged(words, session, $0) }
    if session.console.canAsk, !options.json, !options.yes, !near.isEmpty {
      let chosen = try ask(near, session)
      woken += chosen
      near.removeAll { row in chosen.contains { $0.id == row.id } }
    }
    let today = session.today
    let rows = woken.map { row -> FollowUp in
      var followUp = row.item.followUp
      followUp.woken = FollowUp.Woken(by: event.id, day: FollowUps.wakingDay(of: followUp, today: today))
      return followUp
    }
    try Writer.ensureName(base, session)
    try base.edit(.toldEvent, subject: words, zone: session.zone, now: session.now()) { edit in
      try edit.save(event)
      for row in rows { try edit.save(row) }
    }
    try report(event, woken, near, base, session)
    session.settle(base)
    return Code.fine
  }

  /// The one that was told already, when the same is told again on its day, or to wake more.
  private func told(_ words: String, _ day: Day, _ reader: Reader) throws -> Event {
    let same = try reader.events().first { Folding.fold($0.words) == Folding.fold(words) }
    if let same, same.day == day || (!wake.isEmpty && on == nil) { return same }
    return Event(words: words, day: day)
  }

  /// Those that it surely wakes, or that were named, and those that are near.
  private func judged(
    _ words: String, _ session: Session, _ reader: Reader
  ) throws -> (woken: [FollowUpPage.Row], near: [FollowUpPage.Row]) {
    let named = try wake.map { try FollowUpName.open($0, in: reader).id }
    let asleep = try reader.followUps(on: session.today, isOpen: true).items.filter { item in
      if case .notFollowedUp = item.standing { return false }
      return item.isAsleep
    }
    if let missed = zip(wake, named).first(where: { _, id in !asleep.contains { $0.followUp.id == id } }) {
      throw Problem.badValue(name: "--wake", value: missed.0, wanted: "one that waits for something to happen")
    }
    let stemmer = try reader.stemmer()
    let event = try Waking.Happening(words, stems: stemmer.stems)
    var wakings = try asleep.map { item in
      try Waking(
        of: item.followUp.condition ?? "", by: event,
        names: [item.subject.deal?.name, item.subject.deal?.account].compactMap(\.self), stems: stemmer.stems)
    }
    let open = wakings.indices.filter { wakings[$0] == .no }
    let cosines = session.semantic.nearness(of: words, to: open.map { asleep[$0].followUp.condition ?? "" })
    for (place, cosine) in zip(open, cosines ?? []) { wakings[place] = wakings[place].orByMeaning(cosine) }
    var (woken, near): ([FollowUpPage.Row], [FollowUpPage.Row]) = ([], [])
    for (item, waking) in zip(asleep, wakings) {
      if waking == .certain || named.contains(item.followUp.id) {
        woken.append(try FollowUpFace.row(item, reader))
      } else if waking == .near {
        near.append(try FollowUpFace.row(item, reader))
      }
    }
    return (woken, near)
  }

  private func ask(_ near: [FollowUpPage.Row], _ session: Session) throws -> [FollowUpPage.Row] {
    let questions = try Questions(session)
    return try near.filter { row in
      try questions.yes(
        "Does it wake \(row.item.subject.name), which waits for \"\(row.item.followUp.condition ?? "")\"?",
        standard: false)
    }
  }

  private func report(
    _ event: Event, _ woken: [FollowUpPage.Row], _ near: [FollowUpPage.Row], _ base: Base, _ session: Session
  ) throws {
    let today = session.today
    try base.read { reader in
      let cards = try cards(event.words, session, reader)
      guard options.json else {
        session.console.show(
          FollowUpPage.told(event, woken: woken, near: near, cards: cards, today: today, typed: session.typed))
        return
      }
      let now = try woken.map { try FollowUpFace.row($0.item.followUp.id, on: today, reader) }
      session.console.out(
        JSONFace.text(
          .object([
            "version": .integer(1), "event": try EventFace.row(event, reader),
            "woken": .list(try now.map { try FollowUpFace.json($0, reader) }),
            "near": .list(try near.map { try FollowUpFace.json($0, reader) }),
            "cards": .list(cards.map { .object(["id": .text($0.id), "sentence": .text($0.sentence)]) }),
          ])))
    }
  }

  /// Objections that what happened may have made wrong, those about something that we lack first.
  private func cards(_ words: String, _ session: Session, _ reader: Reader) throws -> [(id: String, sentence: String)] {
    guard Folding.words(words).contains(where: { !FunctionWords.all.contains($0) }) else { return [] }
    let found = try session.search(in: reader).find(words, limit: 8)
    let gap = Category(rawValue: "feature gap")
    let gaps = found.matches.filter { $0.objection.category == gap }
    let others = found.sure ? found.matches.filter { $0.objection.category != gap } : []
    return try (gaps + others).prefix(3).map { (try reader.shortID($0.objection.id), $0.objection.sentence) }
  }

  private func list(_ session: Session) throws -> Int32 {
    let today = session.today
    let (rows, json) = try session.base().read { reader in
      let items = try reader.followUps(on: today).items
      let rows = try reader.events().prefix(options.limit ?? 50).map { event in
        (event: event, woke: items.filter { $0.followUp.woken?.by == event.id })
      }
      return (
        try rows.map { row in
          (id: try reader.shortID(.event(row.event.id)), event: row.event, woke: row.woke.map(\.subject.name))
        },
        try rows.map { row in
          let woke = try row.woke.map { JSON.text(try reader.shortID(.followUp($0.followUp.id))) }
          return try EventFace.row(row.event, reader, woke: woke)
        }
      )
    }
    if options.json {
      session.console.out(JSONFace.text(JSONFace.list("events", json)))
    } else {
      session.console.show(FollowUpPage.events(rows))
    }
    return rows.isEmpty ? Code.nothingFound : Code.fine
  }
}

extension EventFace {
  static func row(_ event: Event, _ reader: Reader) throws -> JSON {
    .object([
      "id": .text(try reader.shortID(.event(event.id))), "words": .text(event.words), "day": JSON(event.day),
    ])
  }

  static func row(_ event: Event, _ reader: Reader, woke: [JSON]) throws -> JSON {
    .object([
      "id": .text(try reader.shortID(.event(event.id))), "words": .text(event.words), "day": JSON(event.day),
      "woke": .list(woke),
    ])
  }
}
