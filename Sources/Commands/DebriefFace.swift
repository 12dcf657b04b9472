import Calls
import Domain
import Learning
import Screens
import Storage

/// A debrief as machines read it.
enum DebriefFace {
  static func json(_ deal: Deal, notices: [String] = [], now: Moment, _ reader: Reader) throws -> JSON {
    let score = try ForecastScore(of: deal.id, in: reader, now: now)
    return .object([
      "version": .integer(1), "deal": try DealFace.row(deal, reader), "answers": .list(try answers(deal, reader)),
      "reasons": .list(try reader.reasons(of: deal.id).map { try DealFace.row($0, reader) }),
      "follow_ups": .list(
        try reader.followUps(of: deal.id).map { followUp in
          .object([
            "id": .text(try reader.shortID(.followUp(followUp.id))), "kind": .text(followUp.kind.rawValue),
            "due": JSON(followUp.due), "condition": JSON(followUp.condition), "offer": JSON(followUp.offer),
            "result": JSON(followUp.state.result?.rawValue),
          ])
        }),
      "no_fit": JSON(deal.noFit), "came": .integer(Int64(score.came)), "named": .integer(Int64(score.named)),
      "notices": .list(notices.map(JSON.text)),
    ])
  }

  static func answers(_ deal: Deal, _ reader: Reader) throws -> [JSON] {
    try reader.debriefAnswers(of: deal.id).map { answer in
      .object([
        "id": .text(try reader.shortID(.debriefAnswer(answer.id))), "question": .text(answer.question.rawValue),
        "day": JSON(answer.day), "words": JSON(answer.words), "choice": JSON(answer.choice?.rawValue),
        "knowing": JSON(answer.knowing?.rawValue),
        "objection": JSON(try answer.objection.map { try reader.shortID($0) }),
        "response": JSON(try answer.response.map { try reader.shortID($0) }),
        "log": JSON(try answer.encounter.map { try reader.shortID($0) }),
        "handed_over": .flag(try reader.isHandedOver(answer.id)),
      ])
    }
  }

  static func waiting(_ waiting: [DebriefsWaiting.Waiting], _ findings: DebriefFindings, _ reader: Reader) throws
    -> JSON
  {
    .object([
      "version": .integer(1),
      "waiting": .list(
        try waiting.map { one in
          .object([
            "deal": .text(try reader.shortID(one.deal.id)), "name": .text(one.deal.name),
            "outcome": .text(one.deal.ending.outcome.rawValue), "closed": JSON(one.deal.ending.closed),
            "put_off": JSON(one.until?.description), "begun": .flag(one.isBegun),
          ])
        }),
      "asked": .integer(Int64(findings.asked)), "never_asked": .integer(Int64(findings.neverAsked)),
    ])
  }

  /// What was answered, as pages have it.
  static func rows(_ deal: Deal, _ reader: Reader) throws -> [DebriefPage.Row] {
    let kinds = Set(try reader.followUps(of: deal.id).map(\.kind.rawValue))
    return try reader.debriefAnswers(of: deal.id).map { answer in
      let about: String? =
        try answer.objection.flatMap { try reader.title(of: .objection($0)) }
        ?? answer.response.flatMap { try reader.title(of: .response($0)) }
      let call = try answer.encounter.flatMap(reader.encounter)
      let day = call.map { "\(Wording.date($0.met.day))" + ($0.words.map { ", \"\($0)\"" } ?? "") }
      let choice = answer.question == .next ? answer.choice : nil
      return DebriefPage.Row(
        id: try reader.shortID(.debriefAnswer(answer.id)), answer: answer,
        about: about.map { "\"\($0)\"" } ?? day, isHandedOver: try reader.isHandedOver(answer.id),
        by: try reader.isOwn(answer) ? nil : reader.teller(of: answer) ?? "somebody",
        isCarried: choice.map { kinds.contains($0.rawValue) || $0 == .letGo && deal.noFit != nil } ?? false)
    }
  }
}
