package import Foundation

/// The time of an act, for order only: 48 bits of milliseconds since 1970, 16 of counter. A hybrid
/// logical clock (Kulkarni et al., 2014, "Logical Physical Clocks"): always above every stamp in the
/// base, near the wall clock when that goes right.
package struct Stamp: Hashable, Comparable, Sendable {
  package let value: UInt64

  package init(value: UInt64) { self.value = value }

  /// The stamp of a seed's release: below any clock.
  package init(release: Int) { value = UInt64(max(1, release)) }

  /// The next after `last`, at `now`. An overflow of the counter adds a millisecond.
  package init(after last: Stamp, now: Date) {
    let wall = UInt64(max(0, now.timeIntervalSince1970 * 1000)) << 16
    value = max(wall, last.value + 1)
  }

  /// Whether it is a seed's release and no time.
  package var isRelease: Bool { value < 1 << 32 }

  package static func < (one: Stamp, other: Stamp) -> Bool { one.value < other.value }
}
