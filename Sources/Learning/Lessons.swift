public import Domain
public import Storage

/// What deals that are decided say for a call to come.
public struct Lessons: Sendable {
  /// How the deal fits; nil without a deal or a profile.
  public let fit: FitScore?

  public init(for deal: Deal?, in context: Context, _ reader: Reader) throws {
    fit = try deal.flatMap(reader.fit)
  }
}
