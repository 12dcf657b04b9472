public import Domain
public import Storage

extension Reader {
  /// The case in hand on a deal: what it says itself, and the role of whoever spoke last, else of the first of its people.
  public func context(of deal: Deal) throws -> Context {
    let spoke = try encounters(on: deal.id).lazy.compactMap(\.met.role).first
    return Context(
      industry: deal.industry, role: try spoke ?? people(of: deal.id).first?.role, stage: deal.stage,
      competitor: deal.competitor, product: deal.products.first)
  }
}
