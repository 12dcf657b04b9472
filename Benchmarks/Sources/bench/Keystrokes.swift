import Domain
import Retrieval
import Storage
import Terminal

extension Sample {
  /// The live search in process, key by key: from a key to the bytes of the frame that its words bring, and the bytes
  /// themselves. What is typed is looked for as it grows, as a rep sees it.
  func keystrokes(_ queries: ArraySlice<String>, by semantic: Semantic?) throws -> (keys: Times, bytes: Times) {
    var (keys, bytes) = (Times(), Times())
    var canvas = Canvas(columns: 80, hasColor: true)
    for query in queries {
      var around = LiveSearch.Surroundings(today: Self.today)
      around.objections = 1
      var screen = LiveSearch(around)
      for letter in query {
        var drawn = ""
        try keys.measure {
          guard case .search(let typed) = screen.handle(.text(letter)) else { return }
          drawn = canvas.draw(screen.frame(columns: 80, rows: 24))
          let (found, ids) = try findWhileTyping(typed, by: semantic)
          screen.take(found, ids, for: typed)
          drawn += canvas.draw(screen.frame(columns: 80, rows: 24))
        }
        bytes.add(Double(drawn.utf8.count))
      }
    }
    return (keys, bytes)
  }

  private func findWhileTyping(_ typed: String, by semantic: Semantic?) throws -> (Found, [ID<Response>: String]) {
    try base.read { reader in
      let found = try Search(reader, on: Self.today, semantic: semantic, prior: prior)
        .find(typed, limit: 7, typing: true)
      var ids: [ID<Response>: String] = [:]
      for answer in found.matches.flatMap(\.answers) {
        ids[answer.response.id] = try reader.shortID(answer.response.id)
      }
      return (found, ids)
    }
  }
}
