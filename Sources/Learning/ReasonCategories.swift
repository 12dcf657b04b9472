public import Domain
import Foundation

extension Category {
  /// Those that can be a reason, in an order of the deal's own, so that none is always first. The competitor is a field
  /// of the deal and no reason.
  public static func reasons(for deal: ID<Deal>) -> [Category] {
    var turning = Turning(deal.uuid.bytes)
    return known.filter(\.canBeReason).shuffled(using: &turning)
  }
}

/// The same order for the same deal, for ever: SplitMix64 from a hash of its id (FNV-1a).
private struct Turning: RandomNumberGenerator {
  private var state: UInt64

  init(_ bytes: [UInt8]) {
    state = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
