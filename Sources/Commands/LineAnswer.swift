import Domain

/// What a line says where questions follow each other: words, nothing, or to go back.
enum LineAnswer {
  case words(String)
  case nothing, back
}

extension Questions {
  /// A line in which `<` alone goes back and `q` alone leaves.
  func answer(_ question: String) throws -> LineAnswer {
    guard let words = try line(question) else { return .nothing }
    switch words.lowercased() {
    case "q": throw Left()
    case "<": return .back
    default: return .words(words)
    }
  }
}
