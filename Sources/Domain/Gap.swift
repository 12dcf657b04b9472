/// Words of a prospect that the team has no answer to yet, handed over by somebody who looked for one.
public struct Gap: Equatable, Sendable {
  public var id: ID<Gap>
  public var words: String

  public init(id: ID<Gap> = .fresh(), words: String) {
    self.id = id
    self.words = words
  }
}
