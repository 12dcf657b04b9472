import Foundation

/// What was begun and not saved, as it is kept.
public protocol Draft: Codable, Sendable {}

extension Draft {
  /// Nil when it is no draft that this version knows.
  public init?(_ body: String) {
    guard let draft = try? JSONDecoder().decode(Self.self, from: Data(body.utf8)) else { return nil }
    self = draft
  }

  /// As it is kept.
  public var body: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
