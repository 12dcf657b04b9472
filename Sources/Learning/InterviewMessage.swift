public import Domain

/// A thank-you in four lines that asks for a quarter of an hour. Where nobody answers, it was a thank-you. Pure.
public struct InterviewMessage: Equatable, Sendable {
  /// Always four.
  public let lines: [String]

  public var text: String { lines.joined(separator: "\n") + "\n" }

  /// Nil of a deal that is open or was not a real one.
  /// - Parameters:
  ///   - person: Whom it goes to, as they are called; nil when nobody knows.
  ///   - rep: Whom it is from.
  public init?(_ deal: Deal, to person: String? = nil, from rep: String? = nil) {
    guard let kind = InterviewGuide.Kind(deal) else { return nil }
    let hello = person.flatMap(Self.calledBy).map { "Hello \($0), thank" } ?? "Hello, thank"
    let end = "If not, no need to answer: the thanks stands by itself."
    let signed = rep.flatMap(InterviewGuide.name).map { "\(end) \($0)" } ?? end
    lines =
      switch kind {
      case .lost(let rival):
        [
          "\(hello) you for the time you gave us.",
          "I wish you well with \(rival ?? "what you chose"). This is not to change your mind.",
          "Could you spare 15 minutes to tell me how you decided? I'd learn from it.", signed,
        ]
      case .noDecision:
        [
          "\(hello) you for the time you gave us.",
          "It's fine to leave it as it is. This is not to change your mind.",
          "Could you spare 15 minutes to tell me what spoke for it, and what against?", signed,
        ]
      case .won:
        [
          "\(hello) you for choosing us.", "This is not to sell you more. I'd like to learn from how you chose.",
          "Could you spare 15 minutes to tell me why, and what nearly stopped you?", signed,
        ]
      }
  }

  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "herr", "frau", "mme", "sir", "madame", "monsieur",
    "signor", "signora", "dame", "lord", "lady",
  ]

  /// "Dana" of "Dana Whitfield", all of "Dr. Whitfield"; nil of a name that can't be said.
  private static func calledBy(_ name: String) -> String? {
    guard let whole = InterviewGuide.name(name), let first = whole.split(separator: " ").first else { return nil }
    let isTitle = titles.contains(Folding.fold(String(first))) || first.hasSuffix(".")
    return isTitle || first.hasSuffix(",") ? whole : String(first)
  }
}
