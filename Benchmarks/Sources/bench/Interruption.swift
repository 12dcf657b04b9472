import Foundation
import Retrieval

extension Sample {
  /// How long searches go on once a new key has come, at any moment while they run. The peer is how long they
  /// would have gone on.
  func interruptions(_ queries: ArraySlice<String>, by semantic: Semantic?) async throws -> (
    stopped: Times, rest: Times
  ) {
    var (stopped, rest) = (Times(), Times())
    for (number, query) in queries.enumerated() {
      let whole = try milliseconds { try find(query, by: semantic) }
      let wait = whole * Double(number % 10) / 10
      let task = Task.detached { try await findUntilCancelled(query, by: semantic) }
      // A key comes by the clock, wherever the search is by then: nothing is waited for.
      try await Task.sleep(for: .milliseconds(1) * wait)
      let clock = ContinuousClock()
      let start = clock.now
      task.cancel()
      // One that had ended by then says nothing.
      guard case .failure = await task.result else { continue }
      stopped.add((clock.now - start) / .milliseconds(1))
      rest.add(whole - wait)
    }
    return (stopped, rest)
  }
}
