public import Domain
public import Foundation
import Storage

extension TemporaryBase {
  /// A copy of the file as it lies there, as a colleague gets it or a disk brings it back.
  public convenience init(copyOf other: TemporaryBase) throws {
    try self.init()
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: other.path + suffix) {
      try FileManager.default.copyItem(atPath: other.path + suffix, toPath: path + suffix)
    }
  }

  /// From now on somebody else writes here.
  @discardableResult
  public func becomes(_ name: String, now: Date = Date()) throws -> Author {
    let author = Author(name: name)
    try base.note("author", author.id.uuid.uuidString.lowercased())
    try base.edit(.named, subject: name, now: now) { try $0.save(author) }
    return author
  }

  /// A file in the base's folder with the team's part of it.
  public func teamCopy() throws -> String {
    let path = folder.appendingPathComponent("team-\(UUID().uuidString).db").path
    try base.writeTeamCopy(to: path)
    return path
  }
}
