import Domain
public import Retrieval

/// What a rep says that they said, beside the answers that are here.
public enum OwnWords {
  /// The answer whose words are nearest; nil when none shares two words that carry something.
  public static func nearest(_ own: String, among answers: [Answer]) -> Answer? {
    let words = Set(Folding.words(own).filter { $0.count > 3 })
    let shared = answers.map { answer in
      (answer, words.intersection(Folding.words("\(answer.response.askFirst ?? "") \(answer.response.words)")).count)
    }

    return shared.filter { $0.1 >= 2 }.max { $0.1 < $1.1 }?.0
  }
}
