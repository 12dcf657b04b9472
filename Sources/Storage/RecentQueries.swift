import Domain

/// What was looked for on this machine, the newest first. Like all of one's searches it leaves the machine by no way.
extension Base {
  /// The most that are kept.
  private static let mostRecent = 100

  /// Puts queries before those that are kept; what is asked again moves up.
  /// - Parameter queries: The newest first.
  public func keep(recent queries: [String]) throws {
    var folded: Set<String> = []
    let kept = try (queries.map { String($0.prefix(300)) } + read { try $0.recentQueries() })
      .filter { query in
        let key = Folding.fold(query)
        return !key.isEmpty && folded.insert(key).inserted
      }
    try note(Self.recent, kept.prefix(Self.mostRecent).joined(separator: "\n"))
  }

  static let recent = "recent"
}

extension Reader {
  /// The newest first.
  public func recentQueries() throws -> [String] {
    try setting(Base.recent)?.split(separator: "\n").map(String.init) ?? []
  }
}
