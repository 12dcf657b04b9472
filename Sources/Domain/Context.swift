/// The case in hand: what is known of the deal and the person on a call. Empty fields say nothing.
public struct Context: Equatable, Hashable, Sendable {
  public var industry: String?
  public var role: String?
  public var stage: String?
  public var competitor: String?
  public var product: String?

  public init(
    industry: String? = nil, role: String? = nil, stage: String? = nil, competitor: String? = nil,
    product: String? = nil
  ) {
    self.industry = industry
    self.role = role
    self.stage = stage
    self.competitor = competitor
    self.product = product
  }

  /// The fields that are given, in a fixed order, folded for comparison.
  public var given: [(field: String, value: String)] {
    [
      ("industry", industry), ("role", role), ("stage", stage), ("competitor", competitor),
      ("product", product),
    ].compactMap { field, value in
      guard let value, !value.isBlank else { return nil }
      return (field, Folding.fold(value))
    }
  }

  /// The fields of `self`, completed by those of `other` where none is given.
  public func completed(by other: Context) -> Context {
    Context(
      industry: industry ?? other.industry, role: role ?? other.role, stage: stage ?? other.stage,
      competitor: competitor ?? other.competitor, product: product ?? other.product)
  }

  /// The share of this context's given fields that `other` matches, 0...1; nil when none is given.
  public func share(matchedBy other: Context) -> Double? {
    var (wanted, matched) = (0, 0)
    for field in Self.fields {
      guard let mine = self[keyPath: field], !mine.isBlank else { continue }
      wanted += 1
      guard let theirs = other[keyPath: field], !theirs.isBlank else { continue }
      // Folding costs most, and most values are spelt alike.
      if mine == theirs || Folding.fold(mine) == Folding.fold(theirs) { matched += 1 }
    }
    return wanted == 0 ? nil : Double(matched) / Double(wanted)
  }

  private static let fields: [any KeyPath<Context, String?> & Sendable] = [
    \.industry, \.role, \.stage, \.competitor, \.product,
  ]
}
