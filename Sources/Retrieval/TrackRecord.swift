import Domain
import Foundation
import GRDB
public import Storage

/// The uses of answers as the base has them. Deals that weren't real are left out of every figure.
struct TrackRecord {
  private let db: Database

  init(_ reader: Reader) { db = reader.db }

  /// The base's prior on a day, from every known result in it.
  func prior(on today: Day) throws -> Prior {
    let rows = try GRDB.Row.fetchCursor(
      db,
      sql: """
        SELECT encounter.response, encounter.result, encounter.knowing, encounter.day, count(*)
        FROM encounter INDEXED BY encounter_response
        WHERE encounter.response IS NOT NULL AND encounter.retired = 0
          AND encounter.result IN ('worked', 'partly', 'failed')
          AND (encounter.deal IS NULL OR encounter.deal NOT IN (SELECT id FROM deal WHERE outcome = 'invalid'))
        GROUP BY 1, 2, 3, 4 ORDER BY 1
        """)
    var tallies: [(successes: Double, trials: Double)] = []
    var last: Data?
    while let row = try rows.next() {
      guard let day = Day(row[3] as String) else { continue }
      let trial = Trial(
        day: day, result: Result(rawValue: row[1]), isGuess: (row[2] as String?) == Knowing.guess.rawValue)
      let weight = trial.weight(on: today) * Double(row[4] as Int)
      if try row.withUnsafeData(atIndex: 0, { $0 != last }) {
        tallies.append((0, 0))
        last = row[0]
      }
      tallies[tallies.count - 1].successes += weight * trial.success
      tallies[tallies.count - 1].trials += weight
    }
    return Prior(tallies: tallies)
  }

  /// The objections that are met most, the most first; of those that are the same, the one in front.
  func mostMet(_ limit: Int) throws -> [ID<Objection>] {
    let rows = try Data.fetchAll(
      db,
      sql: """
        SELECT coalesce(same.head, encounter.objection) FROM encounter
        LEFT JOIN same ON same.objection = encounter.objection
        LEFT JOIN deal ON deal.id = encounter.deal
        WHERE encounter.retired = 0 AND coalesce(deal.outcome, '') <> 'invalid'
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?
        """, arguments: [limit])
    return rows.compactMap { UUID(bytes: $0) }.map { ID($0) }
  }

  /// Every use of the answers to an objection, and how often it was met.
  func trials(of objection: ID<Objection>) throws -> Record {
    let statement = try db.cachedStatement(
      sql: """
        SELECT encounter.response AS response, encounter.day AS day, encounter.result AS result,
          encounter.knowing AS knowing, encounter.role AS role, encounter.stage AS stage,
          coalesce(encounter.competitor, deal.competitor) AS competitor, encounter.product AS product,
          deal.industry AS industry, deal.name AS deal, deal.outcome AS outcome,
          (SELECT substr(header, 35, 16) FROM journal
            WHERE place = CAST(x'0008' || encounter.id || x'0001' AS BLOB) ORDER BY stamp LIMIT 1) AS rep
        FROM encounter LEFT JOIN deal ON deal.id = encounter.deal
        WHERE encounter.retired = 0 AND coalesce(deal.outcome, '') <> 'invalid' AND encounter.objection
        """ + " " + Reader.ofObjection)
    let rows = try GRDB.Row.fetchCursor(statement, arguments: [Data(objection.uuid.bytes)])
    var record = Record()
    while let row = try rows.next() {
      guard let day = (row["day"] as String?).flatMap(Day.init) else { continue }
      let outcome = (row["outcome"] as String?).map(Outcome.init(rawValue:))
      let trial = Trial(
        day: day, result: (row["result"] as String?).map(Result.init(rawValue:)) ?? .unknown,
        isGuess: (row["knowing"] as String?) == Knowing.guess.rawValue,
        context: Context(
          industry: row["industry"], role: row["role"], stage: row["stage"], competitor: row["competitor"],
          product: row["product"]),
        deal: row["deal"],
        dealWon: outcome.flatMap { $0 == .open ? nil : $0 == .won },
        rep: (row["rep"] as Data?).flatMap { UUID(bytes: $0) }.map { ID($0) })
      record.met.append(trial)
      if let response = (row["response"] as Data?).flatMap({ UUID(bytes: $0) }) {
        record.byResponse[ID(response), default: []].append(trial)
      }
    }
    return record
  }

  struct Record {
    var met: [Trial] = []
    var byResponse: [ID<Response>: [Trial]] = [:]

    /// Answers inherit what their older wordings showed, along the whole line.
    mutating func inherit(_ responses: [Response], older: (ID<Response>) -> Response?) {
      let own = byResponse
      for response in responses {
        var seen: Set<ID<Response>> = [response.id]
        var next = response.newerWordingOf
        while let id = next, seen.insert(id).inserted {
          byResponse[response.id, default: []] += (own[id] ?? []).map(\.asEarlierWording)
          next = older(id)?.newerWordingOf
        }
      }
    }
  }
}

extension Trial {
  var asEarlierWording: Trial {
    Trial(
      day: day, result: result, isGuess: isGuess, context: context, deal: deal, dealWon: dealWon, rep: rep,
      isEarlierWording: true)
  }
}

extension FilterValues {
  /// What a base knows.
  public init(in reader: Reader) throws {
    met = try Self.written(in: reader).mapValues { Set($0.map(Folding.fold)) }
  }

  /// The same as they were written, in no order.
  public static func written(in reader: Reader) throws -> [Filters.Field: [String]] {
    let columns: [(Filters.Field, String)] = [
      (.industry, "SELECT DISTINCT industry FROM deal WHERE industry IS NOT NULL"),
      (.role, "SELECT role FROM encounter WHERE role IS NOT NULL UNION SELECT role FROM person WHERE role IS NOT NULL"),
      (
        .stage,
        "SELECT stage FROM encounter WHERE stage IS NOT NULL UNION SELECT stage FROM deal WHERE stage IS NOT NULL"
      ),
      (
        .competitor,
        "SELECT competitor FROM encounter WHERE competitor IS NOT NULL UNION SELECT competitor FROM deal WHERE competitor IS NOT NULL"
      ),
      (.deal, "SELECT DISTINCT name FROM deal WHERE name IS NOT NULL AND retired = 0"),
      (.product, "SELECT DISTINCT product FROM encounter WHERE product IS NOT NULL"),
    ]
    var written: [Filters.Field: [String]] = [:]
    for (field, sql) in columns { written[field] = try String.fetchAll(reader.db, sql: sql) }
    return written
  }
}
