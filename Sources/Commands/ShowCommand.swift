import ArgumentParser
import Domain
import Retrieval
import Screens
import Storage

struct ShowCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One objection, answer, deal, person, proof or log, whole.",
    discussion: """
      comeback show o7k2m
      comeback show Acme
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var context: ContextOptions
  @Argument(help: "Its id, a deal's name, or its place in the list above.") var id: String

  func run(in session: inout Session) throws -> Int32 {
    let base = try session.base()
    let today = session.today
    let named = try base.read { try meant(in: $0, session) }
    let (page, json) = try base.read { reader -> (Page, JSON) in
      let search = try Search(reader, on: today, slots: Slots.values(in: reader, competitor: context.competitor))
      switch named {
      case .objection(let id): return try card(id, search, reader, today)
      case .response(let id):
        guard let response = try reader.response(id) else { throw StorageError.noSuchID(self.id) }
        return try card(response.objection, only: id, search, reader, today)
      case .phrasing(let id):
        let phrasing: Phrasing? = try reader.find(id.uuid)
        guard let phrasing else { throw StorageError.noSuchID(self.id) }
        return try card(phrasing.objection, search, reader, today)
      case .deal(let id): return try deal(id, reader, today)
      case .person(let id):
        guard let person = try reader.person(id) else { throw StorageError.noSuchID(self.id) }
        let deal = try person.deal.flatMap { try reader.deal($0)?.name }
        return (ListPage.people([(try reader.shortID(id), person, deal)]), try PersonFace.json(person, reader))
      case .proof(let id):
        guard let proof = try reader.proof(id) else { throw StorageError.noSuchID(self.id) }
        return (ListPage.proofs([(try reader.shortID(id), proof)]), try ProofFace.json(proof, reader))
      case .gap(let id):
        guard let row = try reader.gaps().first(where: { $0.gap.id == id }) else {
          throw StorageError.noSuchID(self.id)
        }
        let open = OpenGaps(own: [], shared: [row])
        return (GapsPage.page(open, today: today, typed: session.typed), GapsFace.json(open))
      case .reason(let id): return try deal(reader.reason(id)?.deal, reader, today)
      case .debriefAnswer(let id): return try deal(reader.debriefAnswer(id)?.deal, reader, today)
      case .remark(let id): return try deal(reader.remark(id)?.deal, reader, today)
      case .fitMark(let id): return try deal(reader.fitMark(id)?.deal, reader, today)
      case .followUp(let id):
        switch try reader.followUp(id)?.about {
        case .objection(let id): return try card(id, search, reader, today)
        case .response(let id): return try card(reader.response(id)?.objection, only: id, search, reader, today)
        case .deal(let id): return try deal(id, reader, today)
        case nil: throw StorageError.noSuchID(self.id)
        }
      case .event(let id):
        guard let event = try reader.event(id) else { throw StorageError.noSuchID(self.id) }
        return (
          .text("\(event.words)\(event.day.map { ", \(Wording.date($0))" } ?? "")"), try EventFace.json(event, reader)
        )
      case .profile: throw StorageError.noSuchID(self.id)
      case .encounter(let id):
        guard let encounter = try reader.encounter(id) else { throw StorageError.noSuchID(self.id) }
        return (ListPage.logged([try LoggedRow.row(encounter, reader)]), try LoggedRow.json(encounter, reader))
      }
    }
    if options.json { session.console.out(JSONFace.text(json)) } else { session.console.show(page) }
    return Code.fine
  }

  private func meant(in reader: Reader, _ session: Session) throws -> Reader.Named {
    do {
      return try session.named(id, reader)
    } catch StorageError.noSuchID(let typed) {
      do {
        return .deal(try DealName.find(id, in: reader, evenClosed: true).id)
      } catch Problem.noSuchDeal {
        throw StorageError.noSuchID(typed)
      }
    }
  }

  private func deal(_ id: ID<Deal>?, _ reader: Reader, _ today: Day) throws -> (Page, JSON) {
    guard let deal = try id.flatMap(reader.deal) else { throw StorageError.noSuchID(self.id) }
    return (try DealPage.page(deal, today: today, reader: reader), try DealFace.json(deal, on: today, reader))
  }

  private func card(
    _ id: ID<Objection>?, only: ID<Response>? = nil, _ search: Search, _ reader: Reader, _ today: Day
  ) throws -> (Page, JSON) {
    guard let id = try id.map(reader.front) else { throw StorageError.noSuchID(self.id) }
    guard let objection = try reader.objection(id) else { throw StorageError.noSuchID(self.id) }
    var match = try search.card(objection, in: context.resolved(in: reader))
    if let only { match = match.with(answers: match.answers.filter { $0.response.id == only }) }
    var ids: [ID<Response>: String] = [:]
    for answer in match.answers { ids[answer.response.id] = try reader.shortID(answer.response.id) }
    var page = CardPage(match, today: today, ids: ids, whole: true).page
    if only == nil {
      page.add(
        LastTimesPage(
          try reader.lastTimes(id, limit: LastTimesPage.most), answers: match.answers.map(\.response.id), today: today
        ).page)
      let also = try reader.phrasings(of: id).filter { $0.source == .written }.prefix(6).map { "\"\($0.text)\"" }
      if !also.isEmpty {
        page.add(Span("Also said as: ", .muted), Span(also.joined(separator: " · ")), indent: 2, hang: 4)
      }
      let same = try reader.same(as: id).map { "\"\($0.sentence)\"" }
      if !same.isEmpty {
        page.add(Span("Same as: ", .muted), Span(same.joined(separator: " · ")), indent: 2, hang: 4)
      }
      for neighbour in objection.neighbours {
        guard let other = try reader.objection(neighbour.objection) else { continue }
        page.add(Span("Not \"\(other.sentence)\" ", .muted), Span(neighbour.difference), indent: 2, hang: 4)
      }
    }
    page.add(Span("id \(try reader.shortID(id))", .muted), indent: 2)
    let face = try JSONFace.match(match, today: today, reader: reader)
    return (page, .object(["version": .integer(1), "match": face]))
  }
}

enum EventFace {
  static func json(_ event: Event, _ reader: Reader) throws -> JSON {
    .object([
      "version": .integer(1), "id": .text(try reader.shortID(.event(event.id))), "words": .text(event.words),
      "day": JSON(event.day),
    ])
  }
}

extension Match {
  func with(answers: [Answer]) -> Match {
    Match(objection: objection, met: met, relevance: relevance, phrasing: phrasing, by: by, answers: answers)
  }
}

extension Session {
  /// What an id means, or a place such as `1a` in the list above.
  func named(_ typed: String, _ reader: Reader) throws -> Reader.Named {
    if let (match, answer, _) = list?.place(typed) {
      return answer.map { .response($0.response.id) } ?? .objection(match.objection.id)
    }
    if typed.first?.isNumber == true, typed.count <= 3 { throw Problem.placeGone(typed) }
    return try reader.named(typed)
  }
}
