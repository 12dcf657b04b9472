public import Domain
import Foundation

extension Category {
  /// Those that can be a reason, in an order turned by the deal, so that none is always first. The competitor is a
  /// field of the deal and no reason.
  public static func reasons(for deal: ID<Deal>) -> [Category] {
    let all = known.filter { $0.rawValue != "competitor" }
    let turn = deal.uuid.bytes.reduce(0) { ($0 * 31 + Int($1)) % all.count }
    return Array(all[turn...] + all[..<turn])
  }
}
