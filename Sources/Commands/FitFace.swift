import Domain
import Learning
import Screens
import Storage

/// How deals fit, for machines (docs/json.md).
enum FitFace {
  /// Within a document about a deal.
  static func brief(_ fit: FitScore) -> JSON {
    .object([
      "tier": .text(fit.tier.rawValue), "share": share(fit), "stops": .list(fit.stops.map { .text($0.name) }),
      "ruled_out": JSON(fit.ruledOut),
    ])
  }

  static func profile(_ profile: FitProfile) -> JSON {
    .object([
      "criteria": .list(
        profile.criteria.map {
          .object([
            "name": .text($0.name), "weight": .integer(Int64($0.weight)), "met": JSON($0.met),
            "not_met": JSON($0.notMet), "ask": JSON($0.ask), "rule": rule($0.rule),
          ])
        }),
      "stops": .list(
        profile.stops.map {
          .object(["name": .text($0.name), "because": JSON($0.because), "rule": rule($0.rule)])
        }),
      "tiers": .object(["a": .integer(Int64(profile.tiers.a)), "b": .integer(Int64(profile.tiers.b))]),
    ])
  }

  static func deal(_ deal: Deal, _ fit: FitScore, notices: [String], _ reader: Reader) throws -> JSON {
    .object([
      "version": .integer(1), "deal": try named(deal, reader), "tier": .text(fit.tier.rawValue),
      "share": share(fit),
      "points": .object([
        "met": .integer(Int64(fit.met)), "known": .integer(Int64(fit.known)), "whole": .integer(Int64(fit.whole)),
      ]),
      "criteria": .list(
        fit.judged.map {
          .object([
            "name": .text($0.criterion.name), "weight": .integer(Int64($0.criterion.weight)),
            "mark": .text($0.mark.rawValue), "by": by($0.mark, $0.isByRule), "knowing": JSON($0.knowing?.rawValue),
            "met": JSON($0.criterion.met), "not_met": JSON($0.criterion.notMet), "ask": JSON($0.criterion.ask),
          ])
        }),
      "stops": .list(
        fit.judgedStops.map {
          .object([
            "name": .text($0.stop.name), "because": JSON($0.stop.because), "mark": .text($0.mark.rawValue),
            "by": by($0.mark, $0.isByRule), "knowing": JSON($0.knowing?.rawValue),
          ])
        }),
      "ruled_out": JSON(fit.ruledOut), "notices": .list(notices.map(JSON.text)),
    ])
  }

  static func overview(
    _ profile: FitProfile, open: [(deal: Deal, score: FitScore)], sooner: [FitFigures.Sooner],
    objection: (sentence: String, row: ObjectionsByTier.Row)?, limit: Int, _ reader: Reader
  ) throws -> JSON {
    .object([
      "version": .integer(1), "profile": self.profile(profile),
      "deals": .list(
        try FitOverviewPage.ordered(open).prefix(limit).map { deal, fit in
          func names(_ mark: FitMark.Mark) -> JSON {
            .list(fit.judged.filter { $0.mark == mark }.map { .text($0.criterion.name) })
          }
          return .object([
            "id": .text(try reader.shortID(deal.id)), "name": .text(deal.name), "tier": .text(fit.tier.rawValue),
            "share": share(fit), "met": names(.met), "not_met": names(.notMet), "unknown": names(.unknown),
            "stops": .list(fit.stops.map { .text($0.name) }), "ruled_out": JSON(fit.ruledOut),
          ])
        }),
      "next": try FitOverviewPage.next(FitOverviewPage.ordered(open)).map {
        .object([
          "deal": .text(try reader.shortID($0.deal.id)), "criterion": .text($0.asks.name), "ask": JSON($0.asks.ask),
        ])
      } ?? .null,
      "sooner": .list(
        try sooner.map {
          .object([
            "deal": .text(try reader.shortID($0.deal.id)), "day": JSON($0.shown.day), "words": .text($0.shown.words),
            "team": .flag($0.shown.isTeams),
          ])
        }),
      "objection": try objection.map { try row($0.row, sentence: $0.sentence, reader) } ?? .null,
    ])
  }

  static func objections(_ found: ObjectionsByTier, limit: Int, _ reader: Reader) throws -> JSON {
    .object([
      "version": .integer(1), "deals": counts(found.all),
      "objections": .list(
        try found.rows.prefix(limit).map {
          try row($0, sentence: try reader.title(of: .objection($0.objection)), reader)
        }),
    ])
  }

  static func wins(_ check: ProfileCheck) -> JSON {
    func won(_ won: ProfileCheck.Won) -> JSON {
      .object(["won": .integer(Int64(won.won)), "decided": .integer(Int64(won.decided))])
    }
    return .object([
      "version": .integer(1), "decided": .integer(Int64(check.decided)),
      "tiers": .object(
        Dictionary(
          uniqueKeysWithValues: FitScore.Tier.allCases.map {
            ($0.rawValue, won(check.tiers[$0] ?? ProfileCheck.Won()))
          })),
      "criteria": .list(
        check.rows.map {
          .object([
            "name": .text($0.criterion.name), "weight": .integer(Int64($0.criterion.weight)), "met": won($0.met),
            "not_met": won($0.notMet), "verdict": .text($0.verdict.rawValue),
          ])
        }),
    ])
  }

  private static func row(_ row: ObjectionsByTier.Row, sentence: String?, _ reader: Reader) throws -> JSON {
    .object([
      "objection": .text(try reader.shortID(row.objection)), "sentence": JSON(sentence), "tiers": counts(row.tiers),
      "deals": .integer(Int64(row.deals)), "poor": .integer(Int64(row.poor)),
      "chance": JSONFace.rounded(row.chance), "from_poor_fit": .flag(row.isFromPoorFit),
    ])
  }

  private static func counts(_ tiers: [FitScore.Tier: Int]) -> JSON {
    .object(
      Dictionary(
        uniqueKeysWithValues: FitScore.Tier.allCases.filter { $0 != .unknown }.map {
          ($0.rawValue, .integer(Int64(tiers[$0] ?? 0)))
        }))
  }

  private static func named(_ deal: Deal, _ reader: Reader) throws -> JSON {
    .object([
      "id": .text(try reader.shortID(deal.id)), "name": .text(deal.name),
      "outcome": .text(deal.ending.outcome.rawValue),
    ])
  }

  private static func share(_ fit: FitScore) -> JSON { fit.share.map(JSONFace.rounded) ?? .null }

  /// Who says so: the deal's own fields, or somebody.
  private static func by(_ mark: FitMark.Mark, _ isByRule: Bool) -> JSON {
    mark == .unknown ? .null : .text(isByRule ? "fields" : "said")
  }

  private static func rule(_ rule: FitProfile.Rule?) -> JSON {
    rule.map { .object(["field": .text($0.field), "values": .list($0.values.map(JSON.text))]) } ?? .null
  }
}
