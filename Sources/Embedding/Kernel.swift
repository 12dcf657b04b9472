import CKernels
import Foundation

/// The arithmetic that a forward pass runs on. All give the same numbers but for the order of sums.
public enum Kernel: String, CaseIterable, Sendable {
  /// Loops in Swift, written to be read: what the others are tested against.
  case plain
  /// C, in four lanes that any processor has.
  case portable
  case avx2
  case avx512

  /// Those that this processor can run.
  public static var available: [Kernel] {
    let widest = ck_widest()
    return allCases.filter { ($0.level?.rawValue ?? 0) <= widest.rawValue }
  }

  /// The widest that this processor has.
  public static let fastest = available.last ?? .plain

  private var level: ck_level? {
    switch self {
    case .plain: nil
    case .portable: CK_PORTABLE
    case .avx2: CK_AVX2
    case .avx512: CK_AVX512
    }
  }

  typealias Numbers = UnsafePointer<Float>
  typealias Room = UnsafeMutablePointer<Float>

  /// A matrix product with a bias: weights of [outputs, inputs], row after row.
  struct Dense {
    let weights: Numbers
    let bias: Numbers
    let inputs: Int
    let outputs: Int
  }

  /// y[rows, outputs] = x[rows, inputs] * transpose(weights) + bias. Inputs and outputs are multiples of 16.
  func linear(_ x: Numbers, rows: Int, _ dense: Dense, into y: Room) {
    if let level {
      ck_linear(level, x, rows, dense.inputs, dense.weights, dense.outputs, dense.bias, y)
      return
    }
    for row in 0..<rows {
      for output in 0..<dense.outputs {
        var sum = dense.bias[output]
        for input in 0..<dense.inputs {
          sum += x[row * dense.inputs + input] * dense.weights[output * dense.inputs + input]
        }
        y[row * dense.outputs + output] = sum
      }
    }
  }

  /// The Gaussian error linear unit, x/2 * (1 + erf(x / sqrt 2)) (Hendrycks and Gimpel 2016). The count is a
  /// multiple of 16.
  func gelu(_ x: Room, count: Int) {
    if let level {
      ck_gelu(level, x, count)
      return
    }
    for index in 0..<count { x[index] = x[index] / 2 * (1 + erf(x[index] / Float(2).squareRoot())) }
  }

  struct Normal {
    let gain: Numbers
    let bias: Numbers
  }

  /// Adds x to y, row by row, and brings each row to mean 0 and deviation 1, then gain and bias (Ba, Kiros and
  /// Hinton 2016). The width is a multiple of 16.
  func addNormalized(_ x: Numbers?, to y: Room, rows: Int, width: Int, _ normal: Normal) {
    if let level {
      ck_add_norm(level, y, x, rows, width, normal.gain, normal.bias)
      return
    }
    for row in 0..<rows {
      let own = y + row * width
      if let x { for index in 0..<width { own[index] += x[row * width + index] } }
      var mean: Float = 0
      for index in 0..<width { mean += own[index] / Float(width) }
      var variance: Float = 0
      for index in 0..<width { variance += (own[index] - mean) * (own[index] - mean) / Float(width) }
      let scale = 1 / (variance + 1e-12).squareRoot()
      for index in 0..<width { own[index] = (own[index] - mean) * scale * normal.gain[index] + normal.bias[index] }
    }
  }

  /// How wide a head of attention is.
  static let head = 32

  /// Scaled dot-product attention within one text (Vaswani et al. 2017). `scores` has room for `rows` numbers.
  func attention(
    queries: Numbers, keys: Numbers, values: Numbers, rows: Int, heads: Int, scores: Room, into out: Room
  ) {
    if let level {
      ck_attention(level, queries, keys, values, rows, heads, scores, out)
      return
    }
    let width = heads * Self.head
    for at in stride(from: 0, to: width, by: Self.head) {
      for row in 0..<rows {
        for other in 0..<rows {
          var dot: Float = 0
          for index in at..<at + Self.head { dot += queries[row * width + index] * keys[other * width + index] }
          scores[other] = dot / Float(Self.head).squareRoot()
        }
        var most = -Float.infinity
        for other in 0..<rows { most = max(most, scores[other]) }
        var whole: Float = 0
        for other in 0..<rows {
          scores[other] = exp(scores[other] - most)
          whole += scores[other]
        }
        for index in at..<at + Self.head {
          var mixed: Float = 0
          for other in 0..<rows { mixed += scores[other] / whole * values[other * width + index] }
          out[row * width + index] = mixed
        }
      }
    }
  }

  /// The dot product of each row with the query, in whole numbers. The width is a multiple of 32, at most 65,536.
  public func dots(_ rows: UnsafeBufferPointer<Int8>, width: Int, with query: [Int8], into out: inout [Int32]) {
    precondition(query.count == width && width % 32 == 0 && width <= 65_536 && rows.count == out.count * width)
    guard let start = rows.baseAddress else { return }
    if let level {
      out.withUnsafeMutableBufferPointer { ck_dots(level, start, $0.count, width, query, $0.baseAddress) }
      return
    }
    for row in out.indices {
      out[row] = (0..<width).reduce(0) { $0 + Int32(rows[row * width + $1]) * Int32(query[$1]) }
    }
  }
}
