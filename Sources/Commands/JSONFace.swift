import Domain
import Foundation
import Retrieval
import Screens
import Storage

/// The machine-readable faces, version 1 (docs/json.md): exact as data, safe as text.
enum JSONFace {
  /// One document on a line. Controls, bidi controls and line separators stand as \uXXXX.
  static func text(_ json: JSON) -> String {
    var out = ""
    for scalar in json.string.unicodeScalars {
      switch scalar.value {
      case 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\n"
  }

  static func found(_ found: Found, today: Day, reader: Reader, isSample: Bool) throws -> JSON {
    var notices = found.notices.map(Wording.notice)
    if isSample { notices.append("SAMPLE: these results are invented.") }
    return .object([
      "version": .integer(1), "query": .text(found.query.typed), "read_as": JSON(found.readAs),
      "sure": .flag(found.sure), "notices": .list(notices.map(JSON.text)), "meaning": .flag(found.hasMeaning),
      "matches": .list(try found.matches.map { try match($0, today: today, reader: reader) }),
    ])
  }

  static func match(_ match: Match, today: Day, reader: Reader) throws -> JSON {
    let objection = match.objection
    return .object([
      "objection": .object([
        "id": .text(try reader.shortID(objection.id)), "sentence": .text(objection.sentence),
        "category": .text(objection.category.rawValue), "kind": JSON(objection.kind?.rawValue),
        "concern": JSON(objection.concern), "met": .integer(Int64(match.met)),
      ]),
      "relevance": rounded(match.relevance), "phrasing": .text(match.phrasing),
      "by": .list(match.by.map { .text($0.rawValue) }),
      "answers": .list(try match.answers.map { try answer($0, of: match, today: today, reader: reader) }),
    ])
  }

  static func answer(_ answer: Answer, of match: Match, today: Day, reader: Reader) throws -> JSON {
    let response = answer.response
    let evidence = answer.evidence
    return .object([
      "response": .object([
        "id": .text(try reader.shortID(response.id)), "ask_first": JSON(response.askFirst),
        "words": .text(response.words),
        "technique": .text(response.technique.rawValue), "proof": JSON(response.proof),
        "caution": JSON(response.caution),
        "ban": JSON(response.ban),
      ]),
      "standing": .text(answer.standing.rawValue), "worked": .integer(Int64(evidence.worked)),
      "partly": .integer(Int64(evidence.partly)), "failed": .integer(Int64(evidence.failed)),
      "unknown": .integer(Int64(evidence.unknown)), "last": JSON(evidence.last?.description),
      "chance": .object([
        "low": rounded(answer.chance.low), "middle": rounded(answer.chance.middle), "high": rounded(answer.chance.high),
      ]),
      "why": .text(Wording.why(answer, today: today)),
    ])
  }

  /// To four places: more would be noise.
  static func rounded(_ value: Double) -> JSON { .real((value * 10_000).rounded() / 10_000) }

  static func list(_ name: String, _ rows: [JSON]) -> JSON { .object(["version": .integer(1), name: .list(rows)]) }
}

extension JSON {
  init(_ text: String?) { self = text.map(JSON.text) ?? .null }
  init(_ day: Day?) { self.init(day?.description) }
}
