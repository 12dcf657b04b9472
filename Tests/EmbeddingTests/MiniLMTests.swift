import Foundation
import Testing

@testable import Embedding

@Suite("A text's vector")
struct MiniLMTests {
  @Test("The forward pass gives what was worked out in double precision", arguments: Kernel.available)
  func tiny(kernel: Kernel) throws {
    let model = try TinyModel.load(kernel)
    for known in try TinyModel.known() {
      #expect(try difference(model.vectors(of: [known.numbers])[0], known.vector) < 3e-6)
    }
  }

  @Test("Texts that go through together come out as each by itself")
  func together() throws {
    let model = try TinyModel.load()
    let texts = ["too expensive", "", "we have no budget until next year", "call me later, boss.", "太"]
    let vectors = try model.embed(texts)
    for (text, vector) in zip(texts, vectors) { #expect(try difference(model.embed(text), vector) < 1e-6) }
    #expect(try model.embed([]).isEmpty)
  }

  @Test("A vector has length 1")
  func length() throws {
    let vector = try TinyModel.load().embed("your price is too high")
    #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5 && vector.count == 64)
  }

  @Test("Weights of another shape, or cut off, are refused in words")
  func refused() throws {
    let folder = TinyModel.fixtures.appendingPathComponent("tiny-model")
    let weights = try Data(contentsOf: folder.appendingPathComponent("model.safetensors"))
    let vocabulary = try Data(contentsOf: folder.appendingPathComponent("vocab.txt"))
    var shape = MiniLM.Shape()
    shape.pieces = 40
    #expect(throws: ModelError.self) { try MiniLM(weights: weights, vocabulary: vocabulary, shape: shape) }
    (shape.layers, shape.heads, shape.inner, shape.positions) = (2, 2, 64, 64)
    for length in [0, 7, 8, 9, 300, weights.count / 2, weights.count - 1] {
      #expect(throws: ModelError.self) {
        try MiniLM(weights: weights.prefix(length), vocabulary: vocabulary, shape: shape)
      }
    }
    var wild = weights
    wild.replaceSubrange(0..<8, with: [255, 255, 255, 255, 255, 255, 255, 127])
    #expect(throws: ModelError.self) { try MiniLM(weights: wild, vocabulary: vocabulary, shape: shape) }
  }

  @Test("A folder without the model is missing, not damaged")
  func missing() {
    let folder = ModelFolder("/nowhere/at/all")
    #expect(!folder.looksWhole && folder.verified() == .missing)
    #expect(throws: ModelError.missing(path: folder.path)) { try MiniLM(folder) }
  }
}

/// The real weights: where COMEBACK_MODEL says, else where `make model` puts them.
enum RealModel {
  static let folder: ModelFolder = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share"
    return ModelFolder(environment["COMEBACK_MODEL"] ?? data + "/comeback/models/" + ModelFolder.name)
  }()

  struct Known: Decodable {
    let text: String
    let numbers: [Int32]
    let vector: [Float]?
  }

  static func known() throws -> [Known] {
    let file = TinyModel.fixtures.appendingPathComponent("golden-vectors.json")
    return try JSONDecoder().decode([Known].self, from: Data(contentsOf: file))
  }
}

@Suite(
  "The real weights",
  .enabled(if: RealModel.folder.looksWhole, "SKIPPED: the weights aren't here; make model fetches them"))
struct RealModelTests {
  @Test("The files are those that are pinned")
  func pinned() { #expect(RealModel.folder.verified() == .whole) }

  @Test("Texts become the numbers that the model was trained on")
  func numbers() throws {
    let model = try MiniLM(RealModel.folder)
    for known in try RealModel.known() {
      #expect(model.tokenizer.numbers(of: known.text) == known.numbers, "\(known.text)")
    }
  }

  @Test("Vectors are those of double precision", arguments: Kernel.available.filter { $0 != .plain })
  func vectors(kernel: Kernel) throws {
    let model = try MiniLM(RealModel.folder, kernel: kernel)
    for known in try RealModel.known() {
      guard let vector = known.vector else { continue }
      #expect(try difference(model.embed(known.text), vector) < 2e-6, "\(known.text)")
    }
  }

  @Test("Plain Swift gives them too")
  func plain() throws {
    let known = try #require(try RealModel.known().first { $0.vector != nil && $0.numbers.count < 8 })
    let vector = try MiniLM(RealModel.folder, kernel: .plain).embed(known.text)
    #expect(difference(vector, try #require(known.vector)) < 2e-6)
  }
}
