public import Retrieval

/// How well questions with known answers were answered, and whether a relevance is what it says.
public enum EvaluationPage {
  public static func page(_ result: Evaluation) -> Page {
    func percent(_ value: Double?) -> String {
      guard let value else { return "-" }
      let tenths = Int((value * 1000).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    }
    func milliseconds(_ value: Double) -> String { "\(Int(value * 100) / 100).\(Int(value * 100) % 100 / 10)" }
    var page = Page.text(
      "\(result.queries) queries, \(result.inScope) in scope, by \(result.hasMeaning ? "words and meaning" : "words")",
      "success@1 \(percent(result.successAt1))  @3 \(percent(result.successAt3))  @5 \(percent(result.successAt5))  mrr@10 \(percent(result.mrrAt10))",
      "unanswered: \(percent(result.noneUnanswered)) of those that mean nothing here, \(percent(result.inScopeUnanswered)) of the others; auroc \(percent(result.auroc))",
      "a search: \(milliseconds(result.p50)) ms half of the time, \(milliseconds(result.p95)) ms at 95 of 100",
      "Where the first one's relevance is, so many are right:")
    for tenth in result.reliability {
      page.add(
        Span(
          "\(percent(tenth.relevance)): \(percent(tenth.right)) of \(Wording.count(tenth.queries, "query", "queries"))"),
        indent: 2)
    }
    return page
  }
}
