import Testing

@testable import Embedding

@Suite("Kernels against plain Swift")
struct KernelTests {
  /// Numbers like those of a layer, the same at each run.
  private static func numbers(_ count: Int, seed: UInt64) -> [Float] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int64(bitPattern: state) >> 40) / Float(1 << 22)
    }
  }

  private static let kernels = Kernel.available.filter { $0 != .plain }

  @Test("There is one wider than plain Swift, and the fastest is one of them")
  func available() {
    #expect(Kernel.available.contains(Kernel.fastest) && Kernel.available.first == .plain && Kernel.available.count > 1)
  }

  @Test("Matrix products, for any number of rows", arguments: kernels, [1, 2, 3, 4, 5, 7, 8, 13])
  func linear(kernel: Kernel, rows: Int) {
    for (inputs, outputs) in [(16, 16), (64, 48), (384, 32)] {
      let x = Self.numbers(rows * inputs, seed: 1)
      let weights = Self.numbers(inputs * outputs, seed: 2)
      let bias = Self.numbers(outputs, seed: 3)
      func product(_ kernel: Kernel) -> [Float] {
        var y = [Float](repeating: .nan, count: rows * outputs)
        weights.withUnsafeBufferPointer { weights in
          bias.withUnsafeBufferPointer { bias in
            let dense = Kernel.Dense(
              weights: weights.baseAddress!, bias: bias.baseAddress!, inputs: inputs, outputs: outputs)
            kernel.linear(x, rows: rows, dense, into: &y)
          }
        }
        return y
      }
      #expect(difference(product(kernel), product(.plain)) < 1e-4)
    }
  }

  @Test("GELU to a millionth, at both ends too", arguments: kernels)
  func gelu(kernel: Kernel) {
    let x = (-800..<800).map { Float($0) / 100 } + Self.numbers(1_600, seed: 4)
    func curve(_ kernel: Kernel) -> [Float] {
      var y = x
      kernel.gelu(&y, count: y.count)
      return y
    }
    #expect(difference(curve(kernel), curve(.plain)) < 3e-6)
  }

  @Test("Sums brought to mean 0 and deviation 1", arguments: kernels, [true, false])
  func normal(kernel: Kernel, isSum: Bool) {
    let (rows, width) = (5, 96)
    let gain = Self.numbers(width, seed: 5)
    let bias = Self.numbers(width, seed: 6)
    let x = Self.numbers(rows * width, seed: 7)
    func normalized(_ kernel: Kernel) -> [Float] {
      var y = Self.numbers(rows * width, seed: 8)
      gain.withUnsafeBufferPointer { gain in
        bias.withUnsafeBufferPointer { bias in
          x.withUnsafeBufferPointer { x in
            let normal = Kernel.Normal(gain: gain.baseAddress!, bias: bias.baseAddress!)
            kernel.addNormalized(isSum ? x.baseAddress : nil, to: &y, rows: rows, width: width, normal)
          }
        }
      }
      return y
    }
    #expect(difference(normalized(kernel), normalized(.plain)) < 1e-5)
  }

  @Test("Attention within a text", arguments: kernels, [1, 2, 9])
  func attention(kernel: Kernel, rows: Int) {
    let heads = 3
    let (q, k, v) = (
      Self.numbers(rows * heads * 32, seed: 9), Self.numbers(rows * heads * 32, seed: 10),
      Self.numbers(rows * heads * 32, seed: 11)
    )
    func mixed(_ kernel: Kernel) -> [Float] {
      var scores = [Float](repeating: 0, count: rows)
      var out = [Float](repeating: .nan, count: rows * heads * 32)
      kernel.attention(queries: q, keys: k, values: v, rows: rows, heads: heads, scores: &scores, into: &out)
      return out
    }
    #expect(difference(mixed(kernel), mixed(.plain)) < 1e-5)
  }

  @Test("Dot products of whole numbers are exact", arguments: kernels)
  func dots(kernel: Kernel) {
    let (count, width) = (7, 384)
    let rows = Self.numbers(count * width, seed: 12).map { Int8(max(-127, min(127, $0 * 127))) }
    let query = rows.suffix(width).map { $0 == 0 ? -127 : $0 }
    func products(_ kernel: Kernel) -> [Int32] {
      var out = [Int32](repeating: 0, count: count)
      rows.withUnsafeBufferPointer { kernel.dots($0, width: width, with: query, into: &out) }
      return out
    }
    #expect(products(kernel) == products(.plain))
  }
}
