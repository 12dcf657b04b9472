import Domain
import Storage

/// What an export says: the team's part of every row that a file can hold, put away or not, by UUID.
///
/// A row without its required text can't be written, nor what belongs to it; a reference to one is left out.
/// So what is exported can be imported.
struct ExportedRows {
  let objections: [Kept<Objection>]
  let phrasings: [Kept<Phrasing>]
  let responses: [Kept<Response>]
  let deals: [Kept<Deal>]
  let people: [Kept<Person>]
  let proofs: [Kept<Proof>]
  let encounters: [Kept<Encounter>]
  let gaps: [Kept<Gap>]
  let reasons: [Kept<Reason>]
  let profile: FitProfile?
  let remarks: [Kept<Remark>]
  let followUps: [Kept<FollowUp>]
  let events: [Kept<Event>]
  let fitMarks: [Kept<FitMark>]
  /// Those that were handed over.
  let debriefAnswers: [Kept<DebriefAnswer>]
  /// For each objection, those that it was said to be the same as and that stay in front of it.
  let fronts: [ID<Objection>: [ID<Objection>]]
  /// Who met each, with the name if it is known.
  let authors: [ID<Encounter>: Author]
  /// The same of who gave an answer of a debrief.
  let givers: [ID<DebriefAnswer>: Author]

  init(_ reader: Reader) throws {
    let objections: [Kept<Objection>] = try reader.everything().filter {
      !$0.row.sentence.isEmpty && !$0.row.category.rawValue.isEmpty
    }
    let deals: [Kept<Deal>] = try reader.everything().filter { !$0.row.name.isEmpty }
    let proofs: [Kept<Proof>] = try reader.everything().filter { !$0.row.claim.isEmpty }
    let known = (objections: Set(objections.map(\.row.id)), deals: Set(deals.map(\.row.id)))

    var people: [Kept<Person>] = try reader.everything().filter { !$0.row.name.isEmpty }
    for index in people.indices { people[index].row.deal.keep(in: known.deals) }
    let persons = Set(people.map(\.row.id))

    var responses: [Kept<Response>] = try reader.everything().filter {
      known.objections.contains($0.row.objection) && !$0.row.words.isEmpty
    }
    let answers = Set(responses.map(\.row.id))
    let shown = Set(proofs.map(\.row.id))
    for index in responses.indices {
      responses[index].row.newerWordingOf.keep(in: answers)
      responses[index].row.proofs.removeAll { !shown.contains($0) }
      // A word that says nothing is what a row without one reads as.
      if responses[index].row.technique.rawValue.isEmpty {
        responses[index].row.technique = Technique(rawValue: "other")
      }
    }

    var encounters: [Kept<Encounter>] = try reader.everything().filter {
      known.objections.contains($0.row.met.objection)
    }
    for index in encounters.indices {
      encounters[index].row.met.deal.keep(in: known.deals)
      encounters[index].row.met.person.keep(in: persons)
      if let used = encounters[index].row.used, !answers.contains(used.response) { encounters[index].row.used = nil }
    }
    let logs = Set(encounters.map(\.row.id))

    var phrasings: [Kept<Phrasing>] = try reader.everything().filter {
      known.objections.contains($0.row.objection) && !$0.row.text.isEmpty
    }
    for index in phrasings.indices {
      phrasings[index].row.encounter.keep(in: logs)
      if phrasings[index].row.source.rawValue.isEmpty { phrasings[index].row.source = .written }
    }

    (self.objections, self.phrasings, self.responses) = (objections, phrasings, responses)
    (self.deals, self.people, self.proofs, self.encounters) = (deals, people, proofs, encounters)
    gaps = try reader.everything().filter { !$0.row.words.isEmpty }
    reasons = try reader.everything().filter {
      known.deals.contains($0.row.deal) && !$0.row.by.rawValue.isEmpty
    }
    profile = try reader.profile()
    var remarks: [Kept<Remark>] = try reader.everything().filter {
      known.deals.contains($0.row.deal) && !$0.row.topic.rawValue.isEmpty
    }
    for index in remarks.indices { remarks[index].row.person.keep(in: persons) }
    self.remarks = remarks
    events = try reader.everything().filter { !$0.row.words.isEmpty }
    let happened = Set(events.map(\.row.id))
    var followUps: [Kept<FollowUp>] = try reader.everything().filter { kept in
      let isAboutKnown =
        switch kept.row.about {
        case .deal(let id): known.deals.contains(id)
        case .objection(let id): known.objections.contains(id)
        case .response(let id): answers.contains(id)
        }
      return isAboutKnown && !kept.row.kind.rawValue.isEmpty
    }
    for index in followUps.indices {
      if let woken = followUps[index].row.woken, !happened.contains(woken.by) { followUps[index].row.woken = nil }
    }
    self.followUps = followUps
    fitMarks = try reader.everything().filter { kept in
      let mark = kept.row
      return known.deals.contains(mark.deal) && !Folding.fold(mark.criterion).isEmpty && !mark.mark.rawValue.isEmpty
        && mark.id == FitMark(deal: mark.deal, criterion: mark.criterion, mark: mark.mark).id
    }
    debriefAnswers = Self.whole(
      try reader.everything(), deals: known.deals, objections: known.objections, responses: answers, logs: logs)
    let links = try reader.sameLinks().filter {
      known.objections.contains($0.front) && known.objections.contains($0.other)
    }
    fronts = Dictionary(grouping: links, by: \.other).mapValues { Set($0.map(\.front)).sorted() }
    let names = try reader.everything().reduce(into: [:]) { (names, kept: Kept<Author>) in
      names[kept.row.id] = kept.row.name
    }
    authors = try Self.makers(of: logs, Catalog.encounter, names, reader)
    givers = try Self.makers(of: Set(debriefAnswers.map(\.row.id)), Catalog.debriefAnswer, names, reader)
  }

  /// How many of each kind but the profile, and how many of all those are put away.
  var counts: (RowCounts, putAway: Int) {
    var (counts, putAway) = (RowCounts(), 0)
    func count<Row>(_ kind: Reader.Kind, _ rows: [Kept<Row>]) {
      counts[kind] = rows.count
      putAway += rows.count(where: \.isPutAway)
    }
    count(.objection, objections)
    count(.phrasing, phrasings)
    count(.response, responses)
    count(.deal, deals)
    count(.person, people)
    count(.proof, proofs)
    count(.encounter, encounters)
    count(.gap, gaps)
    count(.reason, reasons)
    count(.remark, remarks)
    count(.followUp, followUps)
    count(.event, events)
    count(.fitMark, fitMarks)
    count(.debriefAnswer, debriefAnswers)
    return (counts, putAway)
  }

  /// Those of a deal that is in the export, without what isn't.
  func whole(_ answers: [Kept<DebriefAnswer>]) -> [Kept<DebriefAnswer>] {
    Self.whole(
      answers, deals: Set(deals.map(\.row.id)), objections: Set(objections.map(\.row.id)),
      responses: Set(responses.map(\.row.id)), logs: Set(encounters.map(\.row.id)))
  }

  private static func whole(
    _ answers: [Kept<DebriefAnswer>], deals: Set<ID<Deal>>, objections: Set<ID<Objection>>,
    responses: Set<ID<Response>>, logs: Set<ID<Encounter>>
  ) -> [Kept<DebriefAnswer>] {
    answers.filter { deals.contains($0.row.deal) && !$0.row.question.rawValue.isEmpty }.map { kept in
      var kept = kept
      kept.row.objection.keep(in: objections)
      kept.row.response.keep(in: responses)
      kept.row.encounter.keep(in: logs)
      return kept
    }
  }

  private static func makers<Row>(
    of rows: Set<ID<Row>>, _ table: Table, _ names: [ID<Author>: String], _ reader: Reader
  ) throws -> [ID<Row>: Author] {
    try reader.makers(in: table).reduce(into: [:]) { authors, made in
      let (row, author) = (ID<Row>(made.key), made.value)
      if rows.contains(row) { authors[row] = Author(id: author, name: names[author] ?? "") }
    }
  }
}

extension Optional {
  fileprivate mutating func keep<Of>(in known: Set<ID<Of>>) where Wrapped == ID<Of> {
    if let id = self, !known.contains(id) { self = nil }
  }
}
