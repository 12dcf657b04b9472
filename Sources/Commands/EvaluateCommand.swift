import ArgumentParser
import Domain
import Foundation
import Retrieval
import Screens
import Storage

struct EvaluateCommand: RepCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "How well search finds what was meant, over questions with known answers.",
    discussion: """
      comeback evaluate --corpus corpus.tsv --queries queries.tsv

      The corpus has lines "objection-id<TAB>phrasing", the queries "query<TAB>objection-id or NONE".
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("What the base knows.", valueName: "file")) var corpus: String
  @Option(help: ArgumentHelp("What is asked.", valueName: "file")) var queries: String
  @Flag(help: "Words only, without meaning.") var noEmbedding = false

  func run(in session: inout Session) throws -> Int32 {
    let phrasings = try Self.pairs(corpus, wanted: "objection-id<TAB>phrasing").map { (name: $0, text: $1) }
    let questions = try Self.pairs(queries, wanted: "query<TAB>objection-id or NONE").map {
      Evaluation.Question(query: $0, meant: $1 == "NONE" ? nil : $1)
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("comeback-evaluate-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let base = try Evaluation.base(at: folder.appendingPathComponent("base.db").path, phrasings: phrasings)
    let semantic = noEmbedding || !session.semantic.isHere ? nil : session.semantic
    try semantic?.embedWaiting(in: base)
    try semantic?.calibrate(base)
    let result = try Evaluation(of: base, with: questions, on: session.today, semantic: semantic)
    if options.json {
      session.console.out(JSONFace.text(Self.json(result)))
    } else {
      session.console.show(Self.page(result))
    }
    return Code.fine
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
      "success@1": rate(result.successAt1), "success@5": rate(result.successAt5), "mrr@10": rate(result.mrrAt10),
      "none_unanswered": rate(result.noneUnanswered), "in_scope_unanswered": rate(result.inScopeUnanswered),
      "auroc": rate(result.auroc), "ms": .object(["p50": rate(result.p50), "p95": rate(result.p95)]),
      "meaning": .flag(result.hasMeaning),
    ])
  }

  private static func page(_ result: Evaluation) -> Page {
    func percent(_ value: Double?) -> String {
      guard let value else { return "-" }
      let tenths = Int((value * 1000).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    }
    func milliseconds(_ value: Double) -> String { "\(Int(value * 100) / 100).\(Int(value * 100) % 100 / 10)" }
    return .text(
      "\(result.queries) queries, \(result.inScope) in scope, by \(result.hasMeaning ? "words and meaning" : "words")",
      "success@1 \(percent(result.successAt1))  success@5 \(percent(result.successAt5))  mrr@10 \(percent(result.mrrAt10))",
      "unanswered: \(percent(result.noneUnanswered)) of those that mean nothing here, \(percent(result.inScopeUnanswered)) of the others; auroc \(percent(result.auroc))",
      "a search: \(milliseconds(result.p50)) ms half of the time, \(milliseconds(result.p95)) ms at 95 of 100")
  }
}
