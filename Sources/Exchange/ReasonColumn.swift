import Domain

/// Columns that say why a deal was won or lost, and what stands in them.
enum ReasonColumn {
  /// Of which deals a column speaks.
  enum Scope { case won, lost, any }

  private static let lost = ["loss", "lost", "losing", "verlust", "verloren", "perte", "perdu", "perdida", "perdido"]
  private static let won = ["win", "won", "winning", "gewonnen", "gagne", "gain", "ganado"]
  private static let why = ["reason", "reasons", "details", "detail", "grund", "raison", "motif", "motivo", "razon"]

  /// Nil when the header means no reason. Made for the custom fields that every team names anew: `Loss_Reason__c`,
  /// `Closed Lost Reason`, `Primary Win/Loss Reason`.
  static func scope(ofHeader header: String) -> Scope? {
    let words = Set(Folding.words(header))
    let isLost = !words.isDisjoint(with: lost) || words.contains("verlustgrund")
    let isWon = !words.isDisjoint(with: won)
    let asksWhy = !words.isDisjoint(with: why) || words.contains("verlustgrund")
    guard asksWhy, isLost || isWon || words.contains("closed") || words == ["reason"] else { return nil }
    return isLost == isWon ? .any : isLost ? .lost : .won
  }

  /// The reasons in one cell. Values picked from a list stand with `;` between them; prose stays whole.
  static func parts(of cell: String) -> [String] {
    let parts = cell.split(separator: ";").map(\.trimmedOfBlanks).filter { !$0.isEmpty }
    return parts.allSatisfy { $0.split(separator: " ").count <= 4 } ? parts : [cell]
  }

  /// The category that a value of a list plainly means; nil where only its words say it. A lost deal's competitor is
  /// no reason.
  static func category(of words: String) -> Category? {
    let folded = Folding.fold(words)
    if let known = Category(meant: words), known.rawValue != "competitor" { return known }
    return categories.first { $0.words.contains(folded) }.map { Category(rawValue: $0.category) }
  }

  private static let categories: [(category: String, words: Set<String>)] = [
    (
      "price",
      [
        "pricing", "cost", "costs", "too expensive", "price too high", "high price", "preis", "zu teuer", "prix",
        "trop cher", "precio", "demasiado caro",
      ]
    ),
    ("budget", ["no budget", "lack of budget", "no funds", "budget cut", "kein budget", "pas de budget"]),
    ("timing", ["bad timing", "wrong timing", "not now", "not the right time", "zeitpunkt", "calendrier"]),
    ("authority", ["no authority", "no decision maker", "not the decision maker"]),
    ("need", ["no need", "no need anymore", "kein bedarf", "pas de besoin"]),
    ("status quo", ["stayed with current vendor", "kept current solution", "stayed with incumbent"]),
    (
      "feature gap",
      [
        "features", "missing features", "missing feature", "missing functionality", "lack of features",
        "product features",
        "product gap", "fehlende funktion", "fehlende funktionen",
      ]
    ),
    ("implementation", ["integration", "too complex", "onboarding"]),
    ("risk & compliance", ["security", "compliance", "legal", "data protection"]),
    ("contract terms", ["contract", "terms", "terms and conditions", "contract length"]),
    ("indecision", ["could not decide", "couldnt decide", "undecided"]),
  ]
}
