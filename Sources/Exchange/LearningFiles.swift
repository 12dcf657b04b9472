import Domain
import Foundation
import Storage

/// The tables of what is learnt from deals once they are decided.
extension ReadableFiles {
  static let remarkColumns = ["id", "deal", "person", "day", "topic", "role", "said", "meant", "put_away"]
  static let followUpColumns = [
    "id", "deal", "objection", "answer", "kind", "due", "condition", "offer", "sent", "result", "state_on", "event",
    "woken_on", "put_away",
  ]
  /// Messages that may have gone out.
  static let mostSent = 1000
  static let followUpNoteColumns = ["follow_up", "note"]
  static let eventColumns = ["id", "day", "words", "put_away"]
  static let fitColumns = ["id", "deal", "criterion", "mark", "knowing", "put_away"]
  static let debriefColumns = [
    "id", "deal", "question", "day", "by", "by_id", "words", "choice", "knowing", "objection", "answer", "log",
    "handed_over",
    "put_away",
  ]

  mutating func readEvents(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.eventColumns).rows {
      let id: ID<Event> = try row.id(Catalog.event.name, in: &self)
      if try row.flag("put_away") == true { putAway(id, in: Catalog.event) }
      events.append(Event(id: id, words: try row.required("words"), day: try day(row, "day")))
    }
  }

  mutating func readRemarks(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.remarkColumns).rows {
      let id: ID<Remark> = try row.id(Catalog.remark.name, in: &self)
      if try row.flag("put_away") == true { putAway(id, in: Catalog.remark) }
      let deal = try self.deal(row)
      let person: ID<Person>? = row.reference("person", "person")
      refer(to: person?.uuid, in: Catalog.person, row, "person")
      remarks.append(
        Remark(
          id: id, deal: deal, person: person, day: try day(row, "day"), topic: try word(row, "topic"),
          role: row.text("role"), said: row.text("said"), meant: row.text("meant")))
    }
  }

  /// The id follows from deal and criterion, whether it is said or not.
  mutating func readFitMarks(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.fitColumns).rows {
      let table = Catalog.fitMark
      let criterion = try row.required("criterion")
      guard !Folding.fold(criterion).isEmpty else {
        throw row.error("criterion", ProfileFile.unnamed("criterion", criterion))
      }
      let mark = FitMark(
        deal: try deal(row), criterion: criterion, mark: try word(row, "mark"), knowing: try row.knownWord("knowing"))
      if let said: ID<FitMark> = row.reference("id", table.name), said != mark.id {
        let wanted = "nothing, or the id that follows from this deal and criterion"
        throw row.error("id", .badValue(key: "id", value: row.trimmed("id") ?? "", wanted: wanted))
      }
      try claim(mark.id.uuid, table.name, or: row.error("criterion", .usedTwice(id: criterion)))
      if try row.flag("put_away") == true { putAway(mark.id, in: table) }
      fitMarks.append(mark)
    }
  }

  mutating func readFollowUps(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.followUpColumns).rows {
      let id: ID<FollowUp> = try row.id(Catalog.followUp.name, in: &self)
      if try row.flag("put_away") == true { putAway(id, in: Catalog.followUp) }
      let event: ID<Event>? = row.reference("event", Catalog.event.name)
      refer(to: event?.uuid, in: Catalog.event, row, "event")
      let on = try day(row, "woken_on")
      if event != nil, on == nil { throw row.error("woken_on", .missing(key: "woken_on")) }
      followUps.append(
        FollowUp(
          id: id, about: try about(row), kind: try word(row, "kind"), due: try day(row, "due"),
          condition: row.text("condition"), offer: row.text("offer"),
          state: FollowUp.State(
            sent: try row.value("sent", wanted: "a number from 0 to \(Self.mostSent)") {
              Int($0).flatMap { (0...Self.mostSent).contains($0) ? $0 : nil }
            } ?? 0, result: try row.knownWord("result"),
            day: try day(row, "state_on")),
          woken: event.flatMap { event in on.map { FollowUp.Woken(by: event, day: $0) } }))
    }
  }

  /// One of the three.
  private mutating func about(_ row: CSV.Row) throws -> FollowUp.About {
    let deal: ID<Deal>? = row.reference("deal", "deal")
    let objection: ID<Objection>? = row.reference("objection", "objection")
    let answer: ID<Response>? = row.reference("answer", "response")
    refer(to: deal?.uuid, in: Catalog.deal, row, "deal")
    refer(to: objection?.uuid, in: Catalog.objection, row, "objection")
    refer(to: answer?.uuid, in: Catalog.response, row, "answer")
    let abouts: [FollowUp.About] =
      [deal.map { .deal($0) }, objection.map { .objection($0) }, answer.map { .response($0) }].compactMap(\.self)
    guard let about = abouts.first else { throw row.error("deal", .missing(key: "deal, objection or answer")) }
    guard abouts.count == 1 else { throw row.error("deal", .twice(key: "deal, objection or answer")) }
    return about
  }

  mutating func readFollowUpNotes(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.followUpNoteColumns).rows {
      guard let followUp: ID<FollowUp> = row.reference("follow_up", Catalog.followUp.name) else {
        throw row.error("follow_up", .missing(key: "follow_up"))
      }
      try claim(
        followUp.uuid, "follow-up note", or: row.error("follow_up", .usedTwice(id: row.trimmed("follow_up") ?? "")))
      references.append(
        Reference(
          table: Catalog.followUp, id: followUp.uuid,
          error: row.error("follow_up", .noSuchRow(kind: "follow-up", id: row.trimmed("follow_up") ?? ""))))
      followUpNotes.append(FollowUpNote(followUp: followUp, text: try row.required("note")))
    }
  }

  mutating func readDebriefs(_ data: Data, _ file: String) throws {
    for row in try CSV(data, file: file, columns: Self.debriefColumns).rows {
      let id: ID<DebriefAnswer> = try row.id(Catalog.debriefAnswer.name, in: &self)
      if try row.flag("put_away") == true { putAway(id, in: Catalog.debriefAnswer) }
      if try row.flag("handed_over") == true {
        handedOver.insert(id)
        givers[id] = maker(row)
      }
      let deal = try self.deal(row)
      let objection: ID<Objection>? = row.reference("objection", "objection")
      let response: ID<Response>? = row.reference("answer", "response")
      let encounter: ID<Encounter>? = row.reference("log", "encounter")
      refer(to: objection?.uuid, in: Catalog.objection, row, "objection")
      refer(to: response?.uuid, in: Catalog.response, row, "answer")
      refer(to: encounter?.uuid, in: Catalog.encounter, row, "log")
      debriefAnswers.append(
        DebriefAnswer(
          id: id, deal: deal, question: try word(row, "question"), day: try day(row, "day"),
          words: row.text("words"), choice: try row.knownWord("choice"), knowing: try row.knownWord("knowing"),
          objection: objection, response: response, encounter: encounter))
    }
  }

  /// The deal that a row can't do without.
  private mutating func deal(_ row: CSV.Row) throws -> ID<Deal> {
    guard let deal: ID<Deal> = row.reference("deal", "deal") else { throw row.error("deal", .missing(key: "deal")) }
    refer(to: deal.uuid, in: Catalog.deal, row, "deal")
    return deal
  }

  private func word<W: Word>(_ row: CSV.Row, _ column: String) throws -> W {
    guard let word: W = try row.knownWord(column) else { throw row.error(column, .missing(key: column)) }
    return word
  }
}
