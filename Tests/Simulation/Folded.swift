import Domain
package import Foundation
package import Storage

/// What a set of entries comes to, worked out from nothing but the set: the model that bases are held
/// against.
package struct Folded: Equatable, Sendable {
  /// Of each row that is known, the entry that decides each place.
  package private(set) var rows: [Place: [UInt16: Data]] = [:]
  package private(set) var heads: [UUID: UUID] = [:]

  /// What each entry refers to, by its hash: bodies are parsed once and not for every base.
  package typealias References = [Data: [Place]]

  package init(_ entries: [Entry]) {
    var references: References = [:]
    self.init(entries, &references)
  }

  /// - Parameter unknown: Tables that an older version doesn't know.
  package init(_ entries: [Entry], unknown: Set<UInt16> = [], _ references: inout References) {
    let sets = entries.filter { $0.header.decides && !unknown.contains($0.header.table) }
    var open: [(entry: Entry, wants: [Place])] = []
    var decided: [Place: [UInt16: Entry]] = [:]
    var known: Set<Place> = []
    func settle(_ entry: Entry) {
      let row = Place(table: entry.header.table, row: entry.header.row, atom: 0)
      guard let table = Catalog.table(row.table) else { return }
      if entry.header.kind == Header.Kind.set, entry.header.atom == table.atoms.first?.number { known.insert(row) }
      guard entry.body != nil else { return }
      if let other = decided[row]?[entry.header.atom], entry.precedes(other) { return }
      decided[row, default: [:]][entry.header.atom] = entry
    }
    for entry in sets {
      let wants = Self.wants(entry, &references)
      if wants.isEmpty { settle(entry) } else { open.append((entry, wants)) }
    }
    // Rows become known one from the other until none is added: the least fixed point.
    var grew = true
    while grew {
      grew = false
      open = open.filter { waiting in
        guard waiting.wants.allSatisfy(known.contains) else { return true }
        settle(waiting.entry)
        grew = true
        return false
      }
    }
    for row in known { rows[row] = (decided[row] ?? [:]).mapValues(\.hash) }
    let byHash = Dictionary(entries.map { ($0.hash, $0) }) { one, _ in one }
    let links = entries.compactMap(SameObjection.Link.init)
    let takenBack = Set(entries.flatMap(\.linksTakenBack))
    heads =
      SameObjection(links, takenBack: takenBack) { id in
        let row = Place(table: Catalog.objection.number, row: id, atom: 0)
        guard let winners = rows[row], let sentence = winners[1].flatMap({ byHash[$0] }),
          let atom = Catalog.objection.atom(1), case .text = sentence.values(of: atom)[0]
        else { return false }
        return winners[0].flatMap { byHash[$0] }?.header.kind != Header.Kind.retire
      }.heads
  }

  private static func wants(_ entry: Entry, _ references: inout References) -> [Place] {
    guard entry.body != nil else { return [] }
    if let known = references[entry.hash] { return known }
    let atom = Catalog.table(entry.header.table)?.atom(entry.header.atom)
    let wants = atom.map { entry.references(of: $0).map { Place(table: $0.table.number, row: $0.row, atom: 0) } } ?? []
    references[entry.hash] = wants
    return wants
  }
}
