import Foundation

/// The pieces that a model knows, a line each; a piece's number is its line. Found in place by their bytes: a
/// dictionary of strings would take longer to fill than a search takes.
struct Vocabulary: Sendable {
  private let bytes: [UInt8]
  /// Where each line begins, and where one more would.
  private let starts: [Int]
  /// Open addressing: the line that a hash leads to, or -1; at most half full.
  private let slots: [Int32]

  init(_ file: Data) {
    bytes = Array(file)
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
    if bytes.last != UInt8(ascii: "\n"), !bytes.isEmpty { starts.append(bytes.count + 1) }
    var size = 16
    while size < starts.count * 2 { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    bytes.withUnsafeBufferPointer { bytes in
      for line in 0..<starts.count - 1 {
        let piece = bytes[starts[line]..<starts[line + 1] - 1]
        var slot = Self.hash(piece, after: Self.seed) & (size - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
        slots[slot] = Int32(line)
      }
    }
    self.starts = starts
    self.slots = slots
  }

  var count: Int { starts.count - 1 }

  /// The number of a piece; one that goes on a word stands in the file after "##".
  func number(of piece: ArraySlice<UInt8>, goesOn: Bool = false) -> Int32? {
    piece.withUnsafeBufferPointer { piece in
      bytes.withUnsafeBufferPointer { bytes in
        var slot = Self.hash(piece[...], after: goesOn ? Self.seedOfMark : Self.seed) & (slots.count - 1)
        while slots[slot] >= 0 {
          let line = Int(slots[slot])
          let start = starts[line] + (goesOn ? 2 : 0)
          let end = starts[line + 1] - 1
          let isMarked = !goesOn || start <= end && bytes[start - 2] == Self.mark && bytes[start - 1] == Self.mark
          if isMarked, end - start == piece.count, bytes[start..<end].elementsEqual(piece) { return slots[slot] }
          slot = (slot + 1) & (slots.count - 1)
        }
        return nil
      }
    }
  }

  private static let mark = UInt8(ascii: "#")
  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let seedOfMark = step(step(seed, mark), mark)

  /// FNV-1a (Fowler, Noll and Vo), folded so that its high half has a say in small tables.
  private static func hash(_ piece: Slice<UnsafeBufferPointer<UInt8>>, after seed: UInt64) -> Int {
    var hash = seed
    for byte in piece { hash = step(hash, byte) }
    return Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7fff_ffff)
  }

  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
