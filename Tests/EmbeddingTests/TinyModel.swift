import Foundation

@testable import Embedding

/// A model of two small layers with made-up weights, read from a file as the real one is; and texts with the
/// numbers and vectors worked out for it in double precision, as scripts/golden-vectors does for the real one.
enum TinyModel {
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  static func load(_ kernel: Kernel = .fastest) throws -> MiniLM {
    var shape = MiniLM.Shape()
    shape.layers = 2
    shape.heads = 2
    shape.inner = 64
    shape.pieces = 40
    shape.positions = 64
    let folder = fixtures.appendingPathComponent("tiny-model")
    return try MiniLM(
      weights: Data(contentsOf: folder.appendingPathComponent("model.safetensors")),
      vocabulary: Data(contentsOf: folder.appendingPathComponent("vocab.txt")), shape: shape, kernel: kernel)
  }

  struct Known: Decodable {
    let numbers: [Int32]
    let vector: [Float]
  }

  static func known() throws -> [Known] {
    let file = fixtures.appendingPathComponent("tiny-model/vectors.json")
    return try JSONDecoder().decode([Known].self, from: Data(contentsOf: file))
  }
}

/// The greatest difference of two vectors in any number.
func difference(_ one: [Float], _ other: [Float]) -> Float {
  guard one.count == other.count else { return .infinity }
  return zip(one, other).map { abs($0 - $1) }.max() ?? 0
}
