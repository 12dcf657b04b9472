/// One run of texts through the layers. All their pieces lie end to end, without padding; only attention
/// looks at each text by itself.
struct ForwardPass {
  /// How much the middle layer counts against 1 for the last.
  private static let share: Float = 0.6

  private let shape: MiniLM.Shape
  private let parameters: Parameters
  private let kernel: Kernel

  init(_ shape: MiniLM.Shape, _ parameters: Parameters, _ kernel: Kernel) {
    self.shape = shape
    self.parameters = parameters
    self.kernel = kernel
  }

  /// - Throws: `CancellationError` between two layers, where the task was cancelled.
  func vectors(of texts: [[Int32]]) throws -> [[Float]] {
    let width = shape.width
    let rows = texts.reduce(0) { $0 + $1.count }
    let longest = texts.map(\.count).max() ?? 0
    var room = [Float](repeating: 0, count: rows * (5 * width + shape.inner) + longest)
    return try room.withUnsafeMutableBufferPointer { room in
      guard let hidden = room.baseAddress else { return [] }
      let query = hidden + rows * width
      let key = query + rows * width
      let value = key + rows * width
      let attended = value + rows * width
      let inner = attended + rows * width
      let scores = inner + rows * shape.inner

      embed(texts, into: hidden)
      kernel.addNormalized(nil, to: hidden, rows: rows, width: width, parameters.normal)
      var middle: [[Float]] = []
      for (index, layer) in parameters.layers.enumerated() {
        try Task.checkCancellation()
        kernel.linear(hidden, rows: rows, parameters.dense(layer.query), into: query)
        kernel.linear(hidden, rows: rows, parameters.dense(layer.key), into: key)
        kernel.linear(hidden, rows: rows, parameters.dense(layer.value), into: value)
        var start = 0
        for text in texts {
          kernel.attention(
            queries: query + start, keys: key + start, values: value + start, rows: text.count, heads: shape.heads,
            scores: scores, into: attended + start)
          start += text.count * width
        }
        kernel.linear(attended, rows: rows, parameters.dense(layer.attended), into: query)
        kernel.addNormalized(query, to: hidden, rows: rows, width: width, parameters.normal(layer.attendedNormal))
        kernel.linear(hidden, rows: rows, parameters.dense(layer.up), into: inner)
        kernel.gelu(inner, count: rows * shape.inner)
        kernel.linear(inner, rows: rows, parameters.dense(layer.down), into: query)
        kernel.addNormalized(query, to: hidden, rows: rows, width: width, parameters.normal(layer.normal))
        if index + 1 == shape.middle { middle = means(of: texts, hidden) }
      }
      return zip(means(of: texts, hidden), middle).map { last, middle in
        Self.direction(zip(last, middle).map { $0 + Self.share * $1 })
      }
    }
  }

  /// The sum of what the model knows of each piece, of its position, and of texts that stand alone.
  private func embed(_ texts: [[Int32]], into hidden: Kernel.Room) {
    let width = shape.width
    let (words, positions, kind) = (parameters.words, parameters.positions, parameters.kind)
    var row = hidden
    for text in texts {
      for (position, piece) in text.enumerated() {
        let (word, place) = (words + Int(piece) * width, positions + position * width)
        for index in 0..<width { row[index] = word[index] + place[index] + kind[index] }
        row += width
      }
    }
  }

  /// The direction of the mean over a text's pieces.
  private func means(of texts: [[Int32]], _ hidden: Kernel.Room) -> [[Float]] {
    let width = shape.width
    var row = hidden
    return texts.map { text in
      var sum = [Float](repeating: 0, count: width)
      for _ in text {
        for index in 0..<width { sum[index] += row[index] }
        row += width
      }
      return Self.direction(sum)
    }
  }

  /// Brought to length 1.
  private static func direction(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / max(length, 1e-12) }
  }
}
