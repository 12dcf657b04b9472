public import Embedding

/// What is there to find objections by meaning.
public enum ModelPage {
  /// - Parameters:
  ///   - coverage: Ways of saying objections in the base, and how many of them have their vector; nil without a base.
  ///   - typed: How a command is typed here.
  public static func page(
    _ state: ModelFolder.State, path: String, coverage: (ways: Int, embedded: Int)?, typed: (String) -> String
  ) -> Page {
    switch state {
    case .missing:
      return .text(
        "What finds by meaning isn't here; search goes by words alone.",
        "\(typed("model --repair")) fetches it: 83 MB, once, into \(path)")
    case .wrong(let file):
      return .text(
        "What finds by meaning isn't what it should be: \(file). Search goes by words alone, or finds badly.",
        "\(typed("model --repair")) fetches it anew: 83 MB, into \(path)")
    case .whole:
      var page = Page.text("\(ModelFolder.name) is here and whole: \(path)")
      if let coverage {
        page.add(
          Span(
            "It knows \(Wording.grouped(coverage.embedded)) of \(Wording.count(coverage.ways, "way", "ways")) of saying your objections."
          ))
      }
      return page
    }
  }
}
