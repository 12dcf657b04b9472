import Domain
import Learning
import Screens
import Storage

enum InterviewFace {
  static func guide(_ guide: InterviewGuide, deal id: String) -> JSON {
    let (outcome, rival): (Outcome, String?) =
      switch guide.kind {
      case .lost(let rival): (.lost, rival)
      case .noDecision: (.noDecision, nil)
      case .won: (.won, nil)
      }
    return .object([
      "version": .integer(1), "deal": .text(id), "outcome": .text(outcome.rawValue), "competitor": JSON(rival),
      "opening": .list(guide.opening.map(JSON.text)), "closing": .list(guide.closing.map(JSON.text)),
      "topics": .list(
        guide.sections.map { section in
          .object([
            "topic": .text(section.topic.rawValue), "title": .text(Wording.topic(section.topic)),
            "questions": .list(section.questions.map(JSON.text)),
          ])
        }),
      "not_to_say": .list(guide.traps.map { .object(["words": .text($0.say), "why": .text($0.why)]) }),
    ])
  }

  static func saved(_ words: BuyersWords, isTaken: Bool, _ notices: [String], _ reader: Reader) throws -> JSON {
    .object([
      "version": .integer(1), "deal": .text(try reader.shortID(words.deal)),
      "remarks": .list(try words.remarks.map { .text(try reader.shortID(.remark($0.id))) }),
      "reason": JSON(try words.reason.map { try reader.shortID(.reason($0.id)) }),
      "competitor": isTaken ? JSON(words.competitor) : .null, "notices": .list(notices.map(JSON.text)),
    ])
  }

  static func remark(_ remark: Remark, _ reader: Reader) throws -> JSON {
    .object([
      "id": .text(try reader.shortID(.remark(remark.id))), "day": JSON(remark.day),
      "topic": .text(remark.topic.rawValue), "who": JSON(try BuyersWordsRow.who(remark, reader)),
      "said": JSON(remark.said), "meant": JSON(remark.meant),
    ])
  }

  static func overview(
    _ next: [WhomToAsk.Candidate], more: Int, asked: [(AskedDeal, who: [String])], match: ReasonMatch, rep: String?,
    _ reader: Reader
  ) throws -> JSON {
    .object([
      "version": .integer(1), "more": .integer(Int64(more)),
      "next": .list(
        try next.map { candidate in
          let deal = candidate.deal
          return .object([
            "deal": .text(try reader.shortID(deal.id)), "name": .text(deal.name),
            "outcome": .text(deal.ending.outcome.rawValue), "closed": JSON(deal.ending.closed),
            "amount": deal.amount.map { .real($0.value) } ?? .null, "currency": JSON(deal.amount?.currency),
            "cause": .text(candidate.why.rawValue), "why": .text(BuyersPage.why(candidate, rep: rep)),
          ])
        }),
      "asked": .list(
        try asked.map { asked, who in
          let reasons = TwoReasons(asked.reasons, closed: asked.deal.ending.closed).buyer
          return .object([
            "deal": .text(try reader.shortID(asked.deal.id)), "name": .text(asked.deal.name), "day": JSON(asked.day),
            "who": .list(who.map(JSON.text)), "remarks": .integer(Int64(asked.remarks.count)),
            "reasons": .list(
              reasons.map { .object(["category": JSON($0.category?.rawValue), "words": JSON($0.words)]) }),
          ])
        }),
      "match": Self.match(match),
    ])
  }

  static func match(_ match: ReasonMatch) -> JSON {
    .object([
      "same": .integer(Int64(match.same)), "deals": .integer(Int64(match.deals)),
      "rate": match.rate.map(JSONFace.rounded) ?? .null, "imported": .flag(match.hasImported),
      "published": .object(["low": .real(ReasonMatch.published.low), "high": .real(ReasonMatch.published.high)]),
      "categories": .list(
        match.rows.map { row in
          .object([
            "category": .text(row.category.rawValue), "same": .integer(Int64(row.same)),
            "deals": .integer(Int64(row.deals)), "instead": .list(row.instead.map(tally)),
          ])
        }),
    ])
  }

  /// What buyers said of deals lost to one rival.
  static func said(_ said: BuyersSaid) -> JSON {
    .object(["deals": .integer(Int64(said.deals)), "categories": .list(said.categories.map(tally))])
  }

  private static func tally(_ tally: ReasonMatch.Tally) -> JSON {
    .object(["category": .text(tally.category.rawValue), "deals": .integer(Int64(tally.deals))])
  }
}
