import Domain
import Embedding
import Foundation
import Storage
import TestBase
import Testing

@testable import Retrieval

/// With a model of made-up weights: what it finds near means nothing, that it is found does.
@Suite("Meaning beside words")
struct MeaningTests {
  private let temporary: TemporaryBase
  private var base: Base { temporary.base }
  private let semantic: Semantic

  init() throws {
    temporary = try TemporaryBase()
    semantic = try Self.semantic(id: 1)
  }

  private static func semantic(id: Int64) throws -> Semantic {
    var shape = MiniLM.Shape()
    (shape.layers, shape.heads, shape.inner, shape.pieces, shape.positions) = (2, 2, 64, 40, 64)
    let folder = Checkout.root.appendingPathComponent("Tests/Fixtures/tiny-model")
    return Semantic(
      try MiniLM(
        weights: Data(contentsOf: folder.appendingPathComponent("model.safetensors")),
        vocabulary: Data(contentsOf: folder.appendingPathComponent("vocab.txt")), shape: shape), id: id)
  }

  private func find(_ typed: String, with semantic: Semantic? = nil) throws -> Found {
    try base.read { try Search($0, on: Day(number: 20_000), semantic: semantic ?? self.semantic).find(typed) }
  }

  private func coverage(_ semantic: Semantic? = nil) throws -> [Int] {
    let (ways, embedded) = try base.read((semantic ?? self.semantic).coverage)
    return [embedded, ways]
  }

  private func addThree() throws {
    try temporary.add("Too expensive.", also: ["the price is too high"])
    try temporary.add("We have no budget.")
    try temporary.add("Call me later.", also: ["not now, next year"])
  }

  @Test("Once every text has its vector, meaning takes part and says so")
  func found() throws {
    try addThree()
    #expect(try semantic.embedWaiting(in: base))
    let found = try find("太")
    #expect(found.meaning == .used && found.hasMeaning)
    #expect(try find("the price is too high").matches.first?.phrasing == "the price is too high")
    #expect(try find("the price is too high").matches.first?.by == [.words, .meaning])
  }

  @Test("Until a text has its vector, words find it, and the list says what is missing")
  func partly() throws {
    try addThree()
    #expect(try find("no budget").meaning == .partly(embedded: 0, of: 5))
    #expect(try find("no budget").matches.first?.by == [.words])
    #expect(try semantic.embedWaiting(in: base, atMost: 4) == false)
    #expect(try coverage() == [0, 5])
  }

  @Test("Without the model words find, and the list says so")
  func missing() throws {
    try addThree()
    let absent = Semantic(ModelFolder("/nowhere/at/all"))
    #expect(try absent.embedWaiting(in: base) == false)
    #expect(try find("no budget", with: absent).meaning == .missing)
    #expect(try find("no budget", with: absent).matches.first?.by == [.words])
  }

  @Test("Embedding that was stopped keeps what it did and goes on there")
  func resumed() throws {
    // 32 texts on each core at a time.
    let wave = 32 * ProcessInfo.processInfo.activeProcessorCount
    try temporary.add("The price is too high.", also: (1..<wave + 8).map { "The price is too high \($0)." })
    #expect(try semantic.embedWaiting(in: base) { _, _ in false } == false)
    #expect(try coverage() == [wave, wave + 8])
    var rest: [Int] = []
    #expect(
      try semantic.embedWaiting(in: base) { done, all in
        rest += [done, all]; return true
      })
    #expect(rest == [8, 8])
    #expect(try coverage() == [wave + 8, wave + 8])
  }

  @Test("Another model's vectors are not used, and all texts are embedded anew")
  func otherModel() throws {
    try addThree()
    try semantic.embedWaiting(in: base)
    let other = try Self.semantic(id: 2)
    #expect(try coverage(other) == [0, 5])
    #expect(try other.embedWaiting(in: base))
    #expect(try coverage(other) == [5, 5])
    #expect(try coverage() == [0, 5])
  }

  @Test("What scores mean is learnt anew with another model")
  func recalibrated() throws {
    try addThree()
    try semantic.embedWaiting(in: base)
    try semantic.calibrate(base)
    #expect(try !base.read(Calibration.isDue))
    try Self.semantic(id: 2).embedWaiting(in: base)
    #expect(try base.read(Calibration.isDue))
    #expect(try base.read(Calibration.of) == .usual)
  }

  @Test("An index made anew embeds nothing again; words that were erased take their vectors along")
  func kept() throws {
    try addThree()
    let (objection, _) = try temporary.add("Secret words.")
    try semantic.embedWaiting(in: base)
    try base.repair()
    #expect(try coverage() == [6, 6])
    _ = try base.erase([(.objection(objection.id), "sentence")])
    try base.catchUp()
    #expect(try coverage() == [5, 5])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
    #expect(bytes.range(of: Data("Secret words".utf8)) == nil)
  }

  @Test("A text that says nearly the same is found among others; without others or the model none is")
  func nearly() {
    #expect(semantic.sayingNearly("too expensive", among: ["call me later, boss.", "too expensive"]) == 1)
    #expect(semantic.sayingNearly("too expensive", among: []) == nil)
    #expect(Semantic(ModelFolder("/nowhere/at/all")).sayingNearly("too expensive", among: ["too expensive"]) == nil)
  }

  /// The number of the nearest objection, from 1 in the order in which they came, and how near it is.
  private func nearest(to text: String, in base: Base) throws -> (objection: Int64, cosine: Float) {
    let hits = try base.read { try semantic.hits([text], nearest: 9, and: [], in: $0)[0] }
    let best = try #require(hits.max { $0.best < $1.best })
    return (best.objection, best.best)
  }

  @Test("One signal serves several bases, however alike they are")
  func severalBases() throws {
    let other = try TemporaryBase()
    let ways = ["not now, next year", "call me later"]
    try temporary.add("Too expensive.", also: ways)
    try temporary.add("We have no budget.")
    try other.add("Too expensive.")
    try other.add("We have no budget.", also: ways)
    for base in [base, other.base] { try semantic.embedWaiting(in: base) }
    #expect(try nearest(to: "not now, next year", in: base).objection == 1)
    #expect(try nearest(to: "not now, next year", in: other.base).objection == 2)
  }

  @Test("A text that came while others were embedded gets its own vector")
  func meanwhile() throws {
    try temporary.add("Too expensive.")
    var isFirst = true
    try semantic.embedWaiting(in: base) { _, _ in
      guard isFirst else { return true }
      isFirst = false
      _ = try? base.undo()
      try? base.catchUp()
      _ = try? temporary.add("We have no budget.")
      return true
    }
    #expect(try nearest(to: "We have no budget.", in: base).cosine > 0.999)
  }

  @Test("A query that holds words together or leaves some out finds only what it admits")
  func admitted() throws {
    try addThree()
    try semantic.embedWaiting(in: base)
    #expect(try find("\"no budget\"").matches.map(\.objection.sentence) == ["We have no budget."])
    #expect(try find("price -high").matches.isEmpty)
  }
}

@Suite("What a score means")
struct CalibrationTests {
  @Test("Where right and wrong part is the middle, and the chance rises with the score")
  func fitted() {
    let right = (0..<300).map { 0.6 + Double($0) / 1_000 }
    let wrong = (0..<300).map { 0.3 + Double($0) / 1_000 }
    let curve = Calibration.fitted(right: right, wrong: wrong)
    #expect((0.5...0.65).contains(curve.middle))
    #expect(curve.chance(0.9) > 0.9 && curve.chance(0.3) < 0.1)
    #expect((0..<100).allSatisfy { curve.chance(Double($0) / 100) < curve.chance(Double($0 + 1) / 100) })
  }

  @Test("A base with hardly a text keeps the usual curve")
  func few() {
    let curve = Calibration.fitted(right: [0.9], wrong: [0.2])
    #expect(abs(curve.middle - Calibration.usual.middle) < 0.05)
  }
}
