/// Where the weights of each layer lie in their file.
struct Places: Sendable {
  struct Dense: Sendable {
    let weights: Int
    let bias: Int
    let inputs: Int
    let outputs: Int

    init(_ name: String, from inputs: Int, to outputs: Int, in file: SafeTensors) throws {
      weights = try file.place(of: name + ".weight", outputs, inputs)
      bias = try file.place(of: name + ".bias", outputs)
      self.inputs = inputs
      self.outputs = outputs
    }
  }

  struct Normal: Sendable {
    let gain: Int
    let bias: Int

    init(_ name: String, width: Int, in file: SafeTensors) throws {
      gain = try file.place(of: name + ".weight", width)
      bias = try file.place(of: name + ".bias", width)
    }
  }

  struct Layer: Sendable {
    let query, key, value, attended: Dense
    let attendedNormal: Normal
    let up, down: Dense
    let normal: Normal
  }

  let words, positions, kinds: Int
  let normal: Normal
  let layers: [Layer]

  init(of shape: MiniLM.Shape, in file: SafeTensors) throws {
    let width = shape.width
    words = try file.place(of: "embeddings.word_embeddings.weight", shape.pieces, width)
    positions = try file.place(of: "embeddings.position_embeddings.weight", shape.positions, width)
    kinds = try file.place(of: "embeddings.token_type_embeddings.weight", 2, width)
    normal = try Normal("embeddings.LayerNorm", width: width, in: file)
    layers = try (0..<shape.layers).map { layer in
      let name = "encoder.layer.\(layer)."
      func dense(_ part: String, from inputs: Int, to outputs: Int) throws -> Dense {
        try Dense(name + part, from: inputs, to: outputs, in: file)
      }
      return Layer(
        query: try dense("attention.self.query", from: width, to: width),
        key: try dense("attention.self.key", from: width, to: width),
        value: try dense("attention.self.value", from: width, to: width),
        attended: try dense("attention.output.dense", from: width, to: width),
        attendedNormal: try Normal(name + "attention.output.LayerNorm", width: width, in: file),
        up: try dense("intermediate.dense", from: width, to: shape.inner),
        down: try dense("output.dense", from: shape.inner, to: width),
        normal: try Normal(name + "output.LayerNorm", width: width, in: file))
    }
  }
}

/// The weights themselves, as long as their file is held.
struct Parameters {
  private let file: UnsafeRawPointer
  private let places: Places

  init(_ places: Places, in file: UnsafeRawPointer) {
    self.places = places
    self.file = file
  }

  var words: Kernel.Numbers { numbers(places.words) }
  var positions: Kernel.Numbers { numbers(places.positions) }
  /// Of the one kind that a single text has.
  var kind: Kernel.Numbers { numbers(places.kinds) }
  var normal: Kernel.Normal { normal(places.normal) }
  var layers: [Places.Layer] { places.layers }

  func dense(_ place: Places.Dense) -> Kernel.Dense {
    Kernel.Dense(
      weights: numbers(place.weights), bias: numbers(place.bias), inputs: place.inputs, outputs: place.outputs)
  }

  func normal(_ place: Places.Normal) -> Kernel.Normal {
    Kernel.Normal(gain: numbers(place.gain), bias: numbers(place.bias))
  }

  private func numbers(_ place: Int) -> Kernel.Numbers {
    (file + place).assumingMemoryBound(to: Float.self)
  }
}
