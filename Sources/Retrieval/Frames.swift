/// Reporting frames: "they say", "the CFO told me that". They say who spoke, not what was said.
enum Frames {
  private static let articles: Set<String> = ["the", "a", "my", "our", "their", "his", "her", "this", "that", "one"]
  private static let speakers: Set<String> = [
    "they", "he", "she", "prospect", "prospects", "customer", "client", "buyer", "lead", "contact", "champion", "guy",
    "lady", "boss", "owner", "director", "manager", "cfo", "ceo", "coo", "cto", "cio", "procurement", "purchasing",
    "finance", "legal", "it", "theyre", "hes", "shes", "somebody", "someone", "everybody", "everyone", "people",
  ]
  private static let adverbs: Set<String> = [
    "just", "keep", "keeps", "always", "also", "now", "then", "only", "all", "are", "is", "again",
  ]
  private static let verbs: Set<String> = [
    "say", "says", "said", "saying", "tell", "tells", "told", "telling", "think", "thinks", "thought", "thinking",
    "reckon", "reckons", "reckoned", "claim", "claims", "claimed", "feel", "feels", "felt", "mention", "mentions",
    "mentioned", "write", "writes", "wrote", "complain", "complains", "complained", "insist", "insists", "argue",
    "argues", "argued", "object", "objects", "objected", "reply", "replied", "answered", "goes", "went",
  ]
  private static let listeners: Set<String> = ["me", "us", "to"]
  private static let joins: Set<String> = ["that", "like", "how"]
  /// Words that say nothing without who spoke: "my boss said no" is the objection itself.
  private static let bare: Set<String> = ["no", "nope", "not", "yes", "so", "it", "nothing", "never", "maybe"]

  /// The words without a frame at their beginning; all of them when next to nothing would be left.
  static func stripped(_ words: [String]) -> [String] {
    var rest = words[...]
    if let first = rest.first, articles.contains(first) { rest = rest.dropFirst() }
    guard let speaker = rest.first, speakers.contains(speaker) else { return words }
    rest = rest.dropFirst()
    while let next = rest.first, adverbs.contains(next) { rest = rest.dropFirst() }
    guard let verb = rest.first, verbs.contains(verb) else { return words }
    rest = rest.dropFirst()
    while let next = rest.first, listeners.contains(next) { rest = rest.dropFirst() }
    if let next = rest.first, joins.contains(next) { rest = rest.dropFirst() }
    return rest.allSatisfy(bare.contains) ? words : Array(rest)
  }
}
