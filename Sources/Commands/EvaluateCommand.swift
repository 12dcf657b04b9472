import ArgumentParser
import Domain
import Foundation
import Retrieval
import Screens
import Storage

struct EvaluateCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "How well search finds what was meant.",
    discussion: """
      comeback evaluate
      comeback evaluate --queries queries.tsv
      comeback evaluate --corpus corpus.tsv --queries queries.tsv

      By itself it tries your base: each way of saying an objection is taken out in turn and looked for, and
      those that found another objection are listed. Where two keep being mixed up, they are perhaps one
      (comeback objection merge), or need more ways of saying them.

      With queries it tries questions whose answers are known: lines "query<TAB>objection-id", or NONE, or
      several ids parted by commas. With a corpus, of lines "objection-id<TAB>phrasing", it tries them on that
      and not on your base.
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("What the base knows.", valueName: "file")) var corpus: String?
  @Option(help: ArgumentHelp("What is asked.", valueName: "file")) var queries: String?
  @Flag(help: "Words only, without meaning.") var noEmbedding = false

  func validate() throws {
    if corpus != nil, queries == nil { throw ValidationError("--corpus wants --queries beside it.") }
  }

  func run(in session: inout Session) throws -> Int32 {
    guard let queries else { return try rehearse(in: session) }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("comeback-evaluate-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let base: Base
    if let corpus {
      let phrasings = try Self.pairs(corpus, wanted: "objection-id<TAB>phrasing").map { (name: $0, text: $1) }
      base = try Evaluation.base(at: folder.appendingPathComponent("base.db").path, phrasings: phrasings)
    } else {
      base = try session.base()
    }
    let questions = try questions(in: queries) { [session] name in
      corpus != nil ? Evaluation.objection(name) : try base.read { try ObjectionName.find(name, session, $0) }
    }
    let semantic = noEmbedding || !session.semantic.isHere ? nil : session.semantic
    try semantic?.embedWaiting(in: base)
    try semantic?.calibrate(base)
    let result = try Evaluation(
      of: base, with: questions, on: session.today, semantic: semantic, idioms: session.idioms)
    if options.json {
      session.console.out(JSONFace.text(Self.json(result)))
    } else {
      session.console.show(EvaluationPage.page(result))
    }
    return Code.fine
  }

  private func questions(in file: String, _ objection: (String) throws -> ID<Objection>) throws -> [Evaluation.Question]
  {
    try Self.pairs(file, wanted: "query<TAB>objection-id or NONE").map { query, meant in
      let names = meant == "NONE" ? [] : meant.split(separator: ",").map(String.init)
      return Evaluation.Question(query: query, meant: Set(try names.map(objection)))
    }
  }

  private func rehearse(in session: Session) throws -> Int32 {
    let base = try session.base()
    let semantic = noEmbedding || !session.semantic.isHere ? nil : session.semantic
    try semantic?.embedWaiting(in: base)
    var progress = ProgressLine("Trying", in: session)
    let result = try Rehearsal(of: base, semantic: semantic) { done, all in
      if done.isMultiple(of: 50) { progress.show(done, of: all) }
    }
    progress.end()
    if options.json {
      session.console.out(JSONFace.text(Self.json(result)))
    } else {
      session.console.show(RehearsalPage.page(result, misses: options.limit ?? 10))
    }
    return Code.fine
  }

  private static func json(_ result: Rehearsal) -> JSON {
    func tally(_ name: String, _ tally: Rehearsal.Tally) -> JSON {
      .object([
        "category": .text(name), "ways": .integer(Int64(tally.ways)), "first": .integer(Int64(tally.first)),
        "among_three": .integer(Int64(tally.amongThree)),
      ])
    }
    return .object([
      "version": .integer(1), "meaning": .flag(result.hasMeaning),
      "categories": .list(result.byCategory.map { tally($0.category.rawValue, $0.tally) }),
      "all": tally("all", result.all),
      "misses": .list(
        result.misses.map { miss in
          .object([
            "said": .text(miss.said), "meant": .text(miss.meant.sentence), "found": .text(miss.found.sentence),
          ])
        }),
    ])
  }

  private static func pairs(_ path: String, wanted: String) throws -> [(String, String)] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw Problem.noSuchFile(path) }
    return try text.split(whereSeparator: \.isNewline).enumerated().map { index, line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw Problem.badLine(file: path, line: index + 1, wanted: wanted)
      }
      return (String(parts[0]), String(parts[1]))
    }
  }

  private static func json(_ result: Evaluation) -> JSON {
    func rate(_ value: Double?) -> JSON { value.map(JSONFace.rounded) ?? .null }
    return .object([
      "version": .integer(1), "queries": .integer(Int64(result.queries)), "in_scope": .integer(Int64(result.inScope)),
      "success@1": rate(result.successAt1), "success@3": rate(result.successAt3), "success@5": rate(result.successAt5),
      "mrr@10": rate(result.mrrAt10),
      "none_unanswered": rate(result.noneUnanswered), "in_scope_unanswered": rate(result.inScopeUnanswered),
      "auroc": rate(result.auroc), "ms": .object(["p50": rate(result.p50), "p95": rate(result.p95)]),
      "meaning": .flag(result.hasMeaning),
      "reliability": .list(
        result.reliability.map { tenth in
          .object([
            "queries": .integer(Int64(tenth.queries)), "relevance": rate(tenth.relevance), "right": rate(tenth.right),
          ])
        }),
    ])
  }
}
