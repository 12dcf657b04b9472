import Foundation
import Retrieval
import Synchronization

/// The idioms beside the starter objections, read when they are first needed and kept from then on. Without the
/// file there are none.
final class IdiomFile: Sendable {
  private let places: [String]
  private let read = Mutex<Idioms?>(nil)

  init(_ environment: [String: String]) {
    places = SeedData.places(environment).map { $0 + "/idioms.tsv" }
  }

  var idioms: Idioms {
    read.withLock { known in
      if let known { return known }
      let file = places.lazy.compactMap { try? Data(contentsOf: URL(fileURLWithPath: $0), options: .alwaysMapped) }
        .first
      let idioms = Idioms(file ?? Data())
      known = idioms
      return idioms
    }
  }
}
