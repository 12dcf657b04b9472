public import Storage

/// How many rows of each kind an export tells or an import brought.
public struct RowCounts: Equatable, Sendable {
  private var counts: [Reader.Kind: Int] = [:]

  init() {}

  /// What stands in a base, without what is put away.
  init(_ reader: Reader) throws {
    for kind in Reader.Kind.allCases { self[kind] = try reader.count(of: kind) }
  }

  public internal(set) subscript(kind: Reader.Kind) -> Int {
    get { counts[kind] ?? 0 }
    set { counts[kind] = newValue == 0 ? nil : newValue }
  }

  public var isEmpty: Bool { counts.isEmpty }

  /// What came since an earlier count.
  func since(_ before: RowCounts) -> RowCounts {
    var new = self
    for kind in Reader.Kind.allCases { new[kind] -= before[kind] }
    return new
  }
}
