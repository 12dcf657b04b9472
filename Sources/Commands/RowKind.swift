import Exchange
import Screens
import Storage

/// A kind of rows, as what was exported or imported is told.
struct RowKind {
  private let kind: Reader.Kind
  /// In JSON.
  private let key: String
  private let one, many: String

  private init(_ kind: Reader.Kind, _ key: String, _ one: String, _ many: String) {
    (self.kind, self.key, self.one, self.many) = (kind, key, one, many)
  }

  private static let all = [
    RowKind(.objection, "objections", "objection", "objections"),
    RowKind(.response, "answers", "answer", "answers"),
    RowKind(.phrasing, "phrasings", "phrasing", "phrasings"),
    RowKind(.deal, "deals", "deal", "deals"),
    RowKind(.person, "people", "person", "people"),
    RowKind(.proof, "proofs", "proof", "proofs"),
    RowKind(.encounter, "logged", "log", "logs"),
    RowKind(.gap, "gaps", "gap", "gaps"),
    RowKind(.reason, "reasons", "reason", "reasons"),
    RowKind(.remark, "remarks", "buyer's remark", "buyers' remarks"),
    RowKind(.followUp, "follow_ups", "follow-up", "follow-ups"),
    RowKind(.event, "events", "event", "events"),
    RowKind(.fitMark, "fit_marks", "mark of fit", "marks of fit"),
    RowKind(.debriefAnswer, "debrief_answers", "debrief answer", "debrief answers"),
    RowKind(.profile, "profile", "profile", "profiles"),
  ]

  /// "3 deals", for each kind that there is; ways of saying an objection go with it.
  static func words(_ counts: RowCounts) -> [String] {
    all.filter { counts[$0.kind] > 0 && $0.kind != .phrasing }
      .map { Wording.count(counts[$0.kind], $0.one, $0.many) }
  }

  static func json(_ counts: RowCounts) -> [String: JSON] {
    Dictionary(uniqueKeysWithValues: all.map { ($0.key, .integer(Int64(counts[$0.kind]))) })
  }
}
