public import Domain
public import Storage

extension Reader {
  /// Tells whether a deal is one's own: it has no owner, or whoever writes here is the owner. Before anybody gave a
  /// name, each is.
  public func ownDeals() throws -> (Deal) -> Bool {
    let me = (try writer().flatMap(author)?.name).map(Folding.fold)
    return { deal in deal.owner == nil || me == nil || deal.owner.map(Folding.fold) == me }
  }
}
