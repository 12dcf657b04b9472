import Domain

/// What was looked for on this machine, the newest first. Like all of one's searches it leaves the machine by no way.
extension Base {
  /// The most that are kept.
  private static let mostRecent = 100

  /// Puts queries before those that are kept; what is asked again moves up.
  /// - Parameter queries: The newest first.
  public func keep(recent queries: [String]) throws {
    // Read and written in one transaction: what is erased meanwhile does not come back.
    try note { db in
      var folded: Set<String> = []
      let kept = try (queries.map { String($0.prefix(300)) } + Reader(db: db).recentQueries()).filter { query in
        let key = Folding.fold(query)
        return !key.isEmpty && folded.insert(key).inserted
      }
      try LocalState.set(Self.recent, to: kept.prefix(Self.mostRecent).joined(separator: "\n"), in: db)
    }
  }

  static let recent = "recent"
}

extension Reader {
  /// The newest first.
  public func recentQueries() throws -> [String] {
    try setting(Base.recent)?.split(separator: "\n").map(String.init) ?? []
  }
}
