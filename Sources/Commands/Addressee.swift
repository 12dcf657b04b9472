import Domain
import Learning
import Storage

/// The people of a deal, as they are named on the line.
enum Addressee {
  /// Whom a message is for: as said, else the only one of the deal, or the one who spoke last in a log.
  static func name(_ typed: String?, deal: Deal, in reader: Reader) throws -> String? {
    let people = try reader.people(of: deal.id)
    if let typed = typed?.trimmedOrNil { return person(typed, among: people)?.name ?? typed }
    if people.count == 1 { return people[0].name }
    let logged = try reader.encounters(on: deal.id)
    return logged.lazy.compactMap { log in people.first { $0.id == log.met.person } }.first?.name
  }

  /// Somebody of the deal, or a role.
  static func speaker(_ typed: String, deal: Deal, in reader: Reader) throws -> InterviewDraft.Who {
    guard let typed = typed.trimmedOrNil else { return .unsaid }
    let person = person(typed, among: try reader.people(of: deal.id))
    return person.map { .person($0.id.uuid) } ?? .role(typed)
  }

  /// By the whole name, or by the first where only one is called so.
  static func person(_ typed: String, among people: [Person]) -> Person? {
    let wanted = Folding.words(typed)
    guard !wanted.isEmpty else { return nil }
    if let person = people.first(where: { Folding.words($0.name) == wanted }) { return person }
    let called = people.filter { Folding.words($0.name).starts(with: wanted) }
    return called.count == 1 ? called[0] : nil
  }
}
