import Domain
import Foundation
import GRDB

extension Base {
  /// Reads the base at `path` as it lies there, for what must neither wait nor change anything.
  /// - Returns: nil when there is no base, when it is another version's, and when somebody keeps it busy.
  public static func glance<T>(at path: String, _ body: (Reader) throws -> T) -> T? {
    var configuration = reading
    configuration.busyMode = .timeout(0.1)
    guard (try? isFile(path)) == true, let queue = try? DatabaseQueue(path: path, configuration: configuration) else {
      return nil
    }
    return try? queue.read { db in
      guard try Schema.migrator.hasCompletedMigrations(db), try !Schema.migrator.hasBeenSuperseded(db) else {
        return nil
      }
      return try body(Reader(db: db))
    }
  }
}
