import Foundation

/// The numbers of tables, atoms and deeds, and the names of fields in bodies. They are for ever: none is
/// used twice, none changes its meaning. New ones are only added, at the end of their list.
package enum Catalog {
  package static let tables: [Table] = [
    author, objection, phrasing, response, deal, person, proof, encounter, gap, reason, debriefAnswer,
    remark, followUp, event, fitMark, profile,
  ]

  package static let author = Table(
    1, "author", letter: nil,
    [Atom(1, "name", [Field("name")])])

  package static let objection = Table(
    2, "objection", letter: "o",
    [
      Atom(1, "sentence", [Field("sentence")]),
      Atom(2, "category", [Field("category")]),
      Atom(3, "kind", [Field("kind")]),
      Atom(4, "concern", [Field("concern"), Field("concern_check")]),
      Atom(5, "tell", [Field("tell")]),
      Atom(6, "condition", [Field("condition")]),
      Atom(7, "neighbours", [Field("neighbours", .list)]),
    ])

  package static let phrasing = Table(
    3, "phrasing", letter: "h",
    [
      Atom(
        1, "origin",
        [
          Field("objection", .id, references: "objection"), Field("source"),
          Field("encounter", .id, references: "encounter"),
        ]),
      Atom(2, "text", [Field("text")]),
    ])

  package static let response = Table(
    4, "response", letter: "r",
    [
      Atom(
        1, "origin",
        [
          Field("objection", .id, references: "objection"),
          Field("newer_wording_of", .id, references: "response"),
        ]),
      Atom(2, "ask first", [Field("ask_first")]),
      Atom(3, "words", [Field("words")]),
      Atom(4, "written", [Field("written")]),
      Atom(5, "technique", [Field("technique")]),
      Atom(6, "proof", [Field("proof"), Field("proofs", .list)]),
      Atom(7, "know", [Field("know")]),
      Atom(8, "applies", [Field("applies")]),
      Atom(9, "caution", [Field("caution")]),
      Atom(10, "ban", [Field("ban")]),
      Atom(11, "place", [Field("place", .integer)]),
    ])

  package static let deal = Table(
    5, "deal", letter: "d",
    [
      Atom(1, "name", [Field("name")]),
      Atom(2, "account", [Field("account")]),
      Atom(3, "owner", [Field("owner")]),
      Atom(4, "industry", [Field("industry")]),
      Atom(5, "segment", [Field("segment")]),
      Atom(6, "region", [Field("region")]),
      Atom(7, "products", [Field("products", .list)]),
      Atom(8, "competitor", [Field("competitor")]),
      Atom(9, "amount", [Field("amount", .real), Field("currency")]),
      Atom(10, "stage", [Field("stage")]),
      Atom(11, "expected close", [Field("expected_close")]),
      Atom(12, "source", [Field("source"), Field("source_id"), Field("link")]),
      Atom(13, "ending", [Field("outcome"), Field("detail"), Field("closed")]),
      Atom(14, "no fit", [Field("no_fit")]),
    ])

  package static let person = Table(
    6, "person", letter: "p",
    [
      Atom(1, "origin", [Field("deal", .id, references: "deal")]),
      Atom(2, "name", [Field("name")]),
      Atom(3, "role", [Field("role")]),
    ])

  package static let proof = Table(
    7, "proof", letter: "f",
    [
      Atom(1, "claim", [Field("claim")]),
      Atom(2, "customer", [Field("customer"), Field("may_be_named", .integer)]),
      Atom(3, "source", [Field("source"), Field("date")]),
    ])

  package static let encounter = Table(
    8, "encounter", letter: "l",
    [
      Atom(
        1, "met",
        [
          Field("at"), Field("day"), Field("objection", .id, references: "objection"),
          Field("deal", .id, references: "deal"), Field("person", .id, references: "person"),
          Field("role"), Field("stage"), Field("competitor"), Field("product"), Field("channel"),
          Field("cold", .integer),
        ]),
      Atom(2, "words", [Field("words")]),
      Atom(
        3, "used",
        [
          Field("response", .id, references: "response"), Field("closeness"),
          Field("rank", .integer), Field("shown", .integer),
        ]),
      Atom(4, "went", [Field("result"), Field("knowing"), Field("went_on")]),
      Atom(5, "note", [Field("note")], audience: .me),
    ])

  package static let gap = Table(
    9, "gap", letter: "g",
    [Atom(1, "words", [Field("words")])])

  package static let reason = Table(
    10, "reason", letter: "w",
    [
      Atom(1, "origin", [Field("deal", .id, references: "deal"), Field("said_by"), Field("day")]),
      Atom(2, "category", [Field("category")]),
      Atom(3, "words", [Field("words")]),
      Atom(4, "knowing", [Field("knowing")]),
      Atom(5, "in hands", [Field("in_hands")]),
    ])

  package static let debriefAnswer = Table(
    11, "debrief_answer", letter: "b",
    [
      Atom(
        1, "origin",
        [
          Field("deal", .id, references: "deal"), Field("question"), Field("day"),
          Field("objection", .id, references: "objection"), Field("response", .id, references: "response"),
          Field("encounter", .id, references: "encounter"),
        ], audience: .me),
      Atom(2, "words", [Field("words")], audience: .me),
      Atom(3, "choice", [Field("choice")], audience: .me),
      Atom(4, "knowing", [Field("knowing")], audience: .me),
    ])

  package static let remark = Table(
    12, "remark", letter: "q",
    [
      Atom(
        1, "origin",
        [
          Field("deal", .id, references: "deal"), Field("person", .id, references: "person"), Field("day"),
          Field("topic"),
        ]),
      Atom(2, "role", [Field("role")]),
      Atom(3, "said", [Field("said")]),
      Atom(4, "meant", [Field("meant")]),
    ])

  package static let followUp = Table(
    13, "follow_up", letter: "u",
    [
      Atom(
        1, "origin",
        [
          Field("deal", .id, references: "deal"), Field("objection", .id, references: "objection"),
          Field("response", .id, references: "response"),
        ]),
      Atom(2, "kind", [Field("kind"), Field("due"), Field("condition"), Field("offer")]),
      Atom(3, "state", [Field("sent", .integer), Field("result"), Field("state_on")]),
      Atom(4, "woken", [Field("event", .id, references: "event"), Field("woken_on")]),
      Atom(5, "note", [Field("note")], audience: .me),
    ])

  package static let event = Table(
    14, "event", letter: "e",
    [
      Atom(1, "origin", [Field("day")]),
      Atom(2, "words", [Field("words")]),
    ])

  package static let fitMark = Table(
    15, "fit_mark", letter: "m",
    [
      Atom(1, "origin", [Field("deal", .id, references: "deal")]),
      Atom(2, "criterion", [Field("criterion")]),
      Atom(3, "mark", [Field("mark"), Field("knowing")]),
    ])

  package static let profile = Table(
    16, "profile", letter: nil,
    [
      Atom(1, "criteria", [Field("criteria", .list)]),
      Atom(2, "stops", [Field("stops", .list)]),
      Atom(3, "tiers", [Field("tier_a", .integer), Field("tier_b", .integer)]),
    ])

  static let phrasingText: UInt16 = 2
  static let encounterWords: UInt16 = 2

  /// Rises with each table, atom or field that is added: tables folded by an older edition are folded anew.
  package static let edition: Int64 = 4

  package static func table(_ number: UInt16) -> Table? { tables.first { $0.number == number } }
}

/// A kind of row that people write.
package struct Table: Sendable {
  package let number: UInt16
  package let name: String
  /// The first letter of its short ids.
  package let letter: Character?
  package let atoms: [Atom]

  init(_ number: UInt16, _ name: String, letter: Character?, _ atoms: [Atom]) {
    self.number = number
    self.name = name
    self.letter = letter
    self.atoms = atoms
  }

  /// Where the places of its rows begin and where they end, as bytes.
  var places: (from: Data, to: Data) { (Data(bigEndian: number), Data(bigEndian: number + 1)) }

  /// Where the first atom of a row stands: it has the widest audience of any.
  func origin(of row: UUID) -> Place { Place(table: number, row: row, atom: atoms.first?.number ?? 1) }

  package func atom(_ number: UInt16) -> Atom? { atoms.first { $0.number == number } }
  package var fields: [Field] { atoms.flatMap(\.fields) }
}

/// Fields that only make sense together, and so change as a whole.
package struct Atom: Sendable {
  /// From 1; 0 stands for the row itself: put away, brought back.
  package let number: UInt16
  package let name: String
  package let fields: [Field]
  /// Who sees it unless the writer says otherwise.
  package let audience: Audience

  init(_ number: UInt16, _ name: String, _ fields: [Field], audience: Audience = .team) {
    self.number = number
    self.name = name
    self.fields = fields
    self.audience = audience
  }
}

package struct Field: Sendable {
  package enum Kind: Sendable { case text, integer, real, id, list }
  package let name: String
  package let kind: Kind
  /// The table whose row an id means.
  package let references: String?

  init(_ name: String, _ kind: Kind = .text, references: String? = nil) {
    self.name = name
    self.kind = kind
    self.references = references
  }
}

/// What a person did to the base, by name: what history lists and undo takes back.
public enum Deed: UInt16, Sendable, CaseIterable {
  case logged = 1
  case addedObjection = 2
  case editedObjection = 3
  case addedAnswer = 4
  case editedAnswer = 5
  case addedDeal = 6
  case editedDeal = 7
  case endedDeal = 8
  case reopenedDeal = 9
  case addedPerson = 10
  case editedPerson = 11
  case addedProof = 12
  case editedProof = 13
  case changedResult = 14
  case imported = 15
  case importedStarter = 16
  case undid = 17
  case named = 18
  case importedSample = 19
  case redid = 20
  case putAway = 21
  case broughtBack = 22
  case saidSame = 23
  case parted = 24
  case tookOwn = 25
  case erased = 26
  case sharedGap = 27
  case movedWords = 28
  case debriefed = 29
  case handedOver = 30
  case askedBuyer = 31
  case plannedFollowUp = 32
  case followedUp = 33
  case toldEvent = 34
  case judgedFit = 35
  case changedProfile = 36
  case disqualified = 37

  /// Whether it brought in what was written elsewhere: done again, it brings back what an undo put away.
  package var takesIn: Bool { self == .imported || self == .importedStarter || self == .importedSample }

  /// In history: "imported starter objections".
  public var title: String {
    switch self {
    case .logged: "logged a call"
    case .addedObjection: "added an objection"
    case .editedObjection: "edited an objection"
    case .addedAnswer: "added an answer"
    case .editedAnswer: "edited an answer"
    case .addedDeal: "added a deal"
    case .editedDeal: "edited a deal"
    case .endedDeal: "closed a deal"
    case .reopenedDeal: "reopened a deal"
    case .addedPerson: "added a person"
    case .editedPerson: "edited a person"
    case .addedProof: "added a proof"
    case .editedProof: "edited a proof"
    case .changedResult: "changed a result"
    case .imported: "imported"
    case .importedStarter: "imported the starter objections"
    case .undid: "took back"
    case .named: "gave a name"
    case .importedSample: "imported the sample history"
    case .redid: "did again"
    case .putAway: "put away"
    case .broughtBack: "brought back"
    case .saidSame: "said two objections are the same"
    case .parted: "parted two objections"
    case .tookOwn: "kept their own words"
    case .erased: "erased for good"
    case .sharedGap: "shared an unanswered question"
    case .movedWords: "moved words to another objection"
    case .debriefed: "debriefed a deal"
    case .handedOver: "handed over a debrief"
    case .askedBuyer: "asked the buyer"
    case .plannedFollowUp: "planned a follow-up"
    case .followedUp: "followed up"
    case .toldEvent: "told what happened"
    case .judgedFit: "judged a fit"
    case .changedProfile: "changed the profile"
    case .disqualified: "ruled out a deal"
    }
  }
}
