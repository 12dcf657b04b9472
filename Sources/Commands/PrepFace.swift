import Calls
import Domain
import Learning
import Retrieval
import Screens
import Storage

/// A prep for machines.
enum PrepFace {
  static func json(_ prep: Prep, call: CallAhead?, lessons: Lessons, today: Day, _ reader: Reader) throws -> JSON {
    let deal = try prep.deal.map { try reader.shortID($0.id) }
    let cases = prep.basis.map { JSON.integer(Int64($0.cases)) }
    let theirReason = try lessons.theirReason.map { try DealFace.row($0, reader) }
    return .object([
      "version": .integer(1), "deal": JSON(deal), "call": call.map { json($0) } ?? .null,
      "context": json(prep.context), "open": .list(try prep.open.map { try json($0, reader) }),
      "cases": cases ?? .null, "expected": .list(try prep.expected.map { try json($0, today: today, reader) }),
      "against": against(prep, lessons), "their_reason": theirReason ?? .null,
      "fit": lessons.fit.map { FitFace.brief($0) } ?? .null,
      "differently": .list(try lessons.differently.map { try json($0, reader) }),
      "ask": .text(PrepPage.question(prep.ask)),
    ])
  }

  private static func against(_ prep: Prep, _ lessons: Lessons) -> JSON {
    .object([
      "competitor": JSON(prep.context.competitor), "lost": .integer(Int64(prep.against.lost)),
      "won": .integer(Int64(prep.against.won)),
      "buyers_said": lessons.buyersSaid.map { InterviewFace.said($0) } ?? .null,
    ])
  }

  private static func json(_ call: CallAhead) -> JSON {
    .object([
      "day": JSON(call.day), "time": JSON(call.time?.description), "starts": JSON(call.call.starts?.description),
      "title": .text(call.call.title), "who": JSON(call.person?.name ?? call.guest), "role": JSON(call.person?.role),
    ])
  }

  private static func json(_ context: Context) -> JSON {
    .object([
      "industry": JSON(context.industry), "role": JSON(context.role), "stage": JSON(context.stage),
      "competitor": JSON(context.competitor), "product": JSON(context.product),
    ])
  }

  private static func json(_ open: Prep.Open, _ reader: Reader) throws -> JSON {
    .object([
      "log": .text(try reader.shortID(open.encounter.id)), "day": .text(open.encounter.met.day.description),
      "objection": .text(try reader.shortID(open.objection.id)), "words": JSON(open.encounter.words),
      "answered": .flag(open.isAnswered),
    ])
  }

  private static func json(_ expected: Prep.Expected, today: Day, _ reader: Reader) throws -> JSON {
    let answer = try expected.answer.map {
      try JSONFace.answer($0, of: expected.match, today: today, reader: reader)
    }
    return .object([
      "objection": .text(try reader.shortID(expected.match.objection.id)),
      "sentence": .text(expected.match.objection.sentence), "cases": .integer(Int64(expected.cases)),
      "said_here": .flag(expected.isSaidHere), "answer": answer ?? .null,
      "worth_a_try": JSON(try expected.worthATry.map { try reader.shortID($0.response.id) }),
      "keeps_failing": JSON(try expected.failing.map { try reader.shortID($0.response.id) }),
    ])
  }

  private static func json(_ wanted: Lessons.Differently, _ reader: Reader) throws -> JSON {
    .object(["words": .text(wanted.words), "deal": .text(try reader.shortID(wanted.deal.id)), "by": JSON(wanted.by)])
  }
}
