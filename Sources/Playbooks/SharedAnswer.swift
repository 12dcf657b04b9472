import Domain
public import Retrieval

/// One answer as a block of plain text to paste into a chat: what they say, what to say, how it did. It names no
/// account, person or amount that the base knows, and needs nothing installed to be read.
public struct SharedAnswer: Sendable {
  public let text: String

  /// - Parameter discretion: What must not be named.
  public init(_ answer: Answer, to match: Match, discretion: Discretion) {
    func clean(_ text: String) -> String { discretion.masked(CleanText(text).description) }
    let response = answer.response
    var lines = ["When they say: \"\(clean(match.objection.sentence))\""]
    if let ban = response.ban { lines.append("NOT ALLOWED: \(clean(ban))") }
    if let ask = response.askFirst { lines.append("Ask: \"\(clean(ask))\"") }
    lines.append("Say: \"\(clean(response.words))\"")
    if let proof = response.proof { lines.append("Proof: \(clean(proof))") }
    if let know = response.know { lines.append("Know: \(clean(know))") }
    lines.append(Self.record(answer))
    if let caution = response.caution { lines.append("Careful, tends to backfire: \(clean(caution))") }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func record(_ answer: Answer) -> String {
    let evidence = answer.evidence
    if evidence.known == 0 { return "Nobody here has tried it yet." }
    if answer.standing == .avoid { return "Keeps failing: failed \(evidence.failed) of \(evidence.known)." }
    return "Worked \(evidence.worked) of \(evidence.known)."
  }
}
