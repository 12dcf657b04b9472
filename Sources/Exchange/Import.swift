public import Domain
import Foundation
public import Storage

/// What an import brought.
public struct Imported: Equatable, Sendable {
  /// Rows that were here and changed are not counted.
  public let counts: RowCounts
  /// Whether anything at all changed.
  public let changed: Bool
  /// Deals that were here and changed; nil where that isn't counted.
  public let updated: Int?
  /// Those of them whose stage or outcome changed: what is open on them may be settled now.
  public let moved: [ID<Deal>]
}

extension Imported {
  /// Of deals alone.
  public init(deals: Int, people: Int, reasons: Int, changed: Bool, updated: Int, moved: [ID<Deal>]) {
    var counts = RowCounts()
    (counts[.deal], counts[.person], counts[.reason]) = (deals, people, reasons)
    self.init(counts: counts, changed: changed, updated: updated, moved: moved)
  }
}

extension Base {
  /// Takes in readable files as one act; what is here already, with the same id and words, is left alone.
  ///
  /// - Parameter invented: Whether a sample's results are welcome: only in a demo base.
  /// - Throws: ``ReadError/sample(_:)``, ``FormatError`` for a row that names one that is nowhere. Nothing
  ///   is written then.
  public func take(_ files: ReadableFiles, invented: Bool = false) throws -> Imported {
    if files.isSample, !invented { throw ReadError.sample(files.name) }
    let deed: Deed = files.isSample ? .importedSample : files.release != nil ? .importedStarter : .imported
    let saved = try edit(deed, subject: files.name, release: files.release) { edit in
      let before = try RowCounts(edit.reader)
      try edit.take(files)
      try checkReferences(of: files, edit.reader)
      try edit.link(files.same)
      if files.isSample, files.objections.isEmpty { try edit.learn(from: files) }
      return try RowCounts(edit.reader).since(before)
    }
    return Imported(counts: saved.value, changed: saved.act != nil, updated: nil, moved: [])
  }

  private func checkReferences(of files: ReadableFiles, _ reader: Reader) throws {
    for reference in files.references where try !reader.has(reference.id, in: reference.table) {
      throw reference.error
    }
  }
}

extension Edit {
  /// Links that are here are left alone.
  fileprivate mutating func link(_ same: [ReadableFiles.Same]) throws {
    let links = try reader.sameLinks()
    for pair in same where !links.contains(where: { $0.front == pair.front && $0.other == pair.other }) {
      try link(pair.front.uuid, pair.other.uuid)
    }
  }

  fileprivate mutating func take(_ files: ReadableFiles) throws {
    var away: [(UUID, Table)] = []
    for row in files.objections { try take(row, files, &away) { try $0.save(row) } }
    for row in files.phrasings {
      let whole = try withLog(row, files)
      try take(row, files, &away) { try $0.save(whole) }
    }
    for row in files.proofs { try take(row, files, &away) { try $0.save(row) } }
    for row in files.responses {
      let whole = try withProofs(row, files)
      try take(row, files, &away) { try $0.save(whole) }
    }
    for row in files.deals {
      let whole = try withNoFit(row, files)
      try take(row, files, &away) { try $0.save(whole) }
    }
    for row in files.people { try take(row, files, &away) { try $0.save(row) } }
    for row in files.reasons { try take(row, files, &away) { try $0.save(row) } }
    for row in files.gaps { try take(row, files, &away) { try $0.save(row) } }
    if let profile = files.profile { try save(profile) }
    try take(files.encounters.compactMap(\.by) + files.givers.values.compactMap(\.named))
    for met in files.encounters {
      let whole = try completed(met)
      try take(whole, files, &away) { try $0.save(whole, by: met.author) }
    }
    try takeLearnt(files, &away)
    // At the end, for a row may have waited for one that comes after it.
    for (row, table) in away { try putAway(row, in: table) }
    for note in files.notes { try self.note(note.text, on: note.encounter) }
    for note in files.followUpNotes { try self.note(note.text, on: note.followUp) }
  }

  private mutating func takeLearnt(_ files: ReadableFiles, _ away: inout [(UUID, Table)]) throws {
    for row in files.events { try take(row, files, &away) { try $0.save(row) } }
    for row in files.remarks { try take(row, files, &away) { try $0.save(row) } }
    for row in files.fitMarks { try take(row, files, &away) { try $0.save(row) } }
    for row in files.followUps {
      let whole = try withNote(row)
      try take(row, files, &away) { try $0.save(whole) }
    }
    for row in files.debriefAnswers {
      let isHandedOver = files.handedOver.contains(row.id)
      let giver = files.givers[row.id]?.id
      try take(row, files, &away) { try isHandedOver ? $0.save(handedOver: row, by: giver) : $0.save(row) }
    }
  }

  /// A row that the files say is put away comes only where it is new, and is put away there.
  private mutating func take<Row: Written>(
    _ row: Row, _ files: ReadableFiles, _ away: inout [(UUID, Table)], _ save: (inout Edit) throws -> Void
  ) throws {
    guard files.isPutAway(row.rowID, in: Row.table) else { return try save(&self) }
    guard try !reader.has(row.rowID, in: Row.table) else { return }
    try save(&self)
    away.append((row.rowID, Row.table))
  }

  /// With the proofs that are linked here, when the files don't speak of them.
  private func withProofs(_ row: Response, _ files: ReadableFiles) throws -> Response {
    guard !files.withProofs.contains(row.id), let here: Response = try reader.find(row.id.uuid, evenPutAway: true)
    else { return row }
    var whole = row
    whole.proofs = here.proofs
    return whole
  }

  /// Ruled out as it is here, when the files don't speak of it: those of an older Comeback.
  private func withNoFit(_ row: Deal, _ files: ReadableFiles) throws -> Deal {
    guard !files.withNoFit.contains(row.id), let here: Deal = try reader.find(row.id.uuid, evenPutAway: true)
    else { return row }
    var whole = row
    whole.noFit = here.noFit
    return whole
  }

  /// With the note that is here: no file of follow-ups holds it.
  private func withNote(_ row: FollowUp) throws -> FollowUp {
    var whole = row
    whole.note = try (reader.find(row.id.uuid, evenPutAway: true) as FollowUp?)?.note
    return whole
  }

  /// With the log that it was learnt from, when the files don't speak of it.
  private func withLog(_ row: Phrasing, _ files: ReadableFiles) throws -> Phrasing {
    guard !files.withLog.contains(row.id), let here: Phrasing = try reader.find(row.id.uuid, evenPutAway: true) else {
      return row
    }
    var whole = row
    whole.encounter = here.encounter
    return whole
  }

  /// With what is known here and the files can't say.
  private func completed(_ met: ReadableFiles.Met) throws -> Encounter {
    var whole = met.encounter
    guard !met.unsaid.isEmpty, let here: Encounter = try reader.find(whole.id.uuid, evenPutAway: true) else {
      return whole
    }
    if met.unsaid.contains("day"), here.met.at == whole.met.at { whole.met.day = here.met.day }
    if here.used?.response == whole.used?.response {
      if met.unsaid.contains("rank") { whole.used?.rank = here.used?.rank }
      if met.unsaid.contains("shown") { whole.used?.shown = here.used?.shown }
    }
    if met.unsaid.contains("note") { whole.note = here.note }
    return whole
  }

  /// An author who is here keeps the name that stands here.
  private mutating func take(_ named: [Author]) throws {
    let authors = Dictionary(named.map { ($0.id, $0) }) { $0.name < $1.name ? $1 : $0 }
    for author in authors.values.sorted(by: { $0.id < $1.id }) where try reader.author(author.id) == nil {
      try save(author)
    }
  }

  /// A sample of tables alone has been logged, so its words are learnt as a log would. One that brings its
  /// objections says itself what was heard.
  fileprivate mutating func learn(from files: ReadableFiles) throws {
    for encounter in files.encounters.map(\.encounter) {
      guard let words = encounter.words else { continue }
      try save(
        Phrasing(
          id: ID(named: encounter.id.uuid.uuidString.lowercased() + "/heard", kind: "phrasing"),
          objection: encounter.met.objection, source: .heard, text: words, encounter: encounter.id))
    }
  }
}
