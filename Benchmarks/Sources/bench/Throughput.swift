import Embedding
import Foundation

/// Texts a second on one core, ours beside the same sums in numpy, in turns.
func compareThroughput(_ model: MiniLM, in folder: String, _ report: inout Report) throws {
  var corpus = Corpus(seed: 20_261_128)
  let batches = (0..<8).map { _ in (0..<32).map { _ in corpus.sentence() } }
  let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("forward.py").path
  var environment = ProcessInfo.processInfo.environment
  for threads in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] { environment[threads] = "1" }
  let peer = try Talk("/usr/bin/env", ["python3", script, folder + "/" + ModelFolder.files[0].name], environment)
  defer { peer.leave() }
  let numbers = batches.map { $0.map(model.tokenizer.numbers) }
  let line = String(decoding: try JSONEncoder().encode(numbers), as: UTF8.self)
  guard let ready = try? peer.ask(line).trimmingCharacters(in: .newlines) else {
    report.skip("embedding beside numpy", "needs python3 with numpy")
    return
  }
  report.end("embedding \(batches.count * 32) texts in batches of 32, on one core, beside \(ready)")
  let vectors = try batches.map { try model.embed($0) }
  var (ours, numpys) = (Times(), Times())
  var farthest: Float = 0
  for _ in 0..<5 {
    try ours.measure { for batch in batches { _ = try model.embed(batch) } }
    let answer = try JSONDecoder().decode(Answer.self, from: Data(try peer.ask("again").utf8))
    numpys.add(answer.milliseconds)
    for (one, other) in zip(vectors[0].joined(), answer.first.joined()) { farthest = max(farthest, abs(one - other)) }
  }
  report.add("ours", ours)
  report.add("numpy", numpys)
  let count = Double(batches.count * 32)
  report.add("texts a second, ours", count / ours.p50 * 1000, "", "numpy \(text(count / numpys.p50 * 1000))")
  report.add("embedding, time of numpy's", ours.p50 / numpys.p50, "", "vectors differ by at most \(farthest)")
}

private struct Answer: Decodable {
  let milliseconds: Double
  /// The vectors of the first batch.
  let first: [[Float]]
}
