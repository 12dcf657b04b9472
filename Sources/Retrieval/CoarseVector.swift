import Foundation

/// A vector in a byte for each number, and what a byte is worth.
struct CoarseVector {
  let bytes: [Int8]
  let scale: Float

  init(_ vector: [Float]) {
    let most = vector.map { abs($0) }.max() ?? 0
    let scale = most > 0 ? most / 127 : 1
    bytes = vector.map { Int8(($0 / scale).rounded()) }
    self.scale = scale
  }

  var data: Data {
    var data = withUnsafeBytes(of: scale.bitPattern.littleEndian) { Data($0) }
    bytes.withUnsafeBytes { data.append(contentsOf: $0) }
    return data
  }
}

extension Data {
  /// Little-endian 32-bit floats.
  init(_ vector: [Float]) {
    self = vector.withUnsafeBytes { Data($0) }
  }
}

extension [Float] {
  init(_ data: Data) {
    self.init(unsafeUninitializedCapacity: data.count / 4) { room, count in
      count = data.copyBytes(to: room) / 4
    }
  }
}
