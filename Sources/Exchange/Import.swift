import Domain
import Foundation
public import Storage

/// What an import brought.
public struct Imported: Equatable, Sendable {
  public let objections: Int
  public let answers: Int
  public let phrasings: Int
  public let deals: Int
  public let people: Int
  public let encounters: Int
  /// Rows that were here and changed are not counted; this says whether anything at all changed.
  public let changed: Bool
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
      let before = try Tally(edit.reader)
      for objection in files.objections { try edit.save(objection) }
      for phrasing in files.phrasings { try edit.save(phrasing) }
      for response in files.responses { try edit.save(response) }
      for deal in files.deals { try edit.save(deal) }
      for person in files.people { try edit.save(person) }
      var authors: [ID<Author>: Author] = [:]
      for met in files.encounters { if let by = met.by { authors[by.id] = by } }
      for author in authors.values.sorted(by: { $0.id < $1.id }) { try edit.save(author) }
      try checkReferences(of: files, edit.reader)
      for met in files.encounters {
        try edit.save(met.encounter, by: met.by?.id)
        if files.isSample, let heard = heard(met.encounter) { try edit.save(heard) }
      }
      return try Tally(edit.reader).since(before)
    }
    let new = saved.value
    return Imported(
      objections: new.objections, answers: new.answers, phrasings: new.phrasings, deals: new.deals, people: new.people,
      encounters: new.encounters, changed: saved.act != nil)
  }

  /// A sample has been logged, so its words are learnt as a log would.
  private func heard(_ encounter: Encounter) -> Phrasing? {
    guard let words = encounter.words else { return nil }
    return Phrasing(
      id: ID(named: encounter.id.uuid.uuidString.lowercased() + "/heard", kind: "phrasing"),
      objection: encounter.met.objection, source: .heard, text: words, encounter: encounter.id)
  }

  private func checkReferences(of files: ReadableFiles, _ reader: Reader) throws {
    for reference in files.references {
      let found: Bool =
        switch reference.target {
        case .objection: try reader.objection(ID(reference.id)) != nil
        case .response: try reader.response(ID(reference.id)) != nil
        case .deal: try reader.deal(ID(reference.id)) != nil
        case .person: try reader.person(ID(reference.id)) != nil
        }
      if !found { throw reference.error }
    }
  }
}

private struct Tally {
  var objections, answers, phrasings, deals, people, encounters: Int

  init(_ reader: Reader) throws {
    objections = try reader.count(of: .objection)
    answers = try reader.count(of: .response)
    phrasings = try reader.count(of: .phrasing)
    deals = try reader.count(of: .deal)
    people = try reader.count(of: .person)
    encounters = try reader.count(of: .encounter)
  }

  func since(_ before: Tally) -> Tally {
    var new = self
    new.objections -= before.objections
    new.answers -= before.answers
    new.phrasings -= before.phrasings
    new.deals -= before.deals
    new.people -= before.people
    new.encounters -= before.encounters
    return new
  }
}
