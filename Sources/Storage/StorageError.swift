/// What can go wrong with the base, as facts; `ErrorPage` words them.
public enum StorageError: Error, Equatable {
  /// Another Comeback has been writing for so long.
  case busy(seconds: Int)
  case cannotCreate(path: String, reason: String)
  case notAllowed(path: String)
  /// The file is no base, or is damaged.
  case damaged(path: String, reason: String)
  /// Disk full, or a read or write failed.
  case inputOutput(path: String, reason: String)
  /// The disk failed when all was written and only its word was missing: it may come back saved.
  case unsure(path: String, reason: String)
  /// Made by a newer Comeback.
  case newer(path: String)
  /// A symbolic link or something else that is no plain file stands there.
  case notAFile(path: String)
  case ambiguousID(String)
  case noSuchID(String)
  /// New text for what was erased for good.
  case erased(row: String, field: String)
  /// A row that refers to one that isn't in the base.
  case refersToNothing(row: String)
}
