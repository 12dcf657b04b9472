public import Foundation

/// all-MiniLM-L6-v2: a text to a vector of length 1, near to those of texts that mean the same (Wang et al.
/// 2020; Reimers and Gurevych 2019). A BERT encoder, the mean over all its pieces, brought to length 1.
///
/// To what its last layer makes of a text we add what the middle one does, which keeps more of how it was said:
/// short texts are told apart better by both than by the last alone (docs/decisions/0004-meaning.md).
public struct MiniLM: Sendable {
  /// The sizes of an encoder. All but the counts are multiples of 32.
  public struct Shape: Sendable {
    public var layers = 6
    public var heads = 12
    public var inner = 1_536
    public var pieces = 30_522
    public var positions = 512

    public init() {}

    var width: Int { heads * Kernel.head }
    /// The layer, counted from 1, that is mixed with the last.
    var middle: Int { max(1, layers / 2) }
  }

  /// What a vector knows its model by: the weights' digest, and a number for how texts are read and layers mixed.
  public static let id: Int64 = 0x53aa_5117_2d14_2c82

  public let tokenizer: WordPiece
  public let shape: Shape
  private let weights: SafeTensors
  private let places: Places
  private let kernel: Kernel

  /// The model in a folder, its weights mapped, not read.
  /// - Throws: ``ModelError``.
  public init(_ folder: ModelFolder, kernel: Kernel = .fastest) throws {
    guard folder.looksWhole else { throw ModelError.missing(path: folder.path) }
    try self.init(
      weights: Data(contentsOf: folder.weights, options: .alwaysMapped),
      vocabulary: Data(contentsOf: folder.vocabulary),
      kernel: kernel)
  }

  /// - Parameters:
  ///   - weights: A safetensors file.
  ///   - vocabulary: A piece a line.
  /// - Throws: ``ModelError/unreadable(_:)``.
  public init(weights: Data, vocabulary: Data, shape: Shape = Shape(), kernel: Kernel = .fastest) throws {
    tokenizer = try WordPiece(vocabulary: vocabulary)
    guard tokenizer.count == shape.pieces else { throw ModelError.unreadable("it has \(tokenizer.count) pieces") }
    self.weights = try SafeTensors(weights)
    self.shape = shape
    self.kernel = kernel
    places = try Places(of: shape, in: self.weights)
  }

  /// How many numbers a vector has.
  public var width: Int { shape.width }

  /// - Throws: `CancellationError`, where the task was cancelled.
  public func embed(_ text: String) throws -> [Float] { try embed([text])[0] }

  /// A vector for each text. Short texts go through the layers together, which is faster than one by one; about
  /// 30 at a time are enough.
  /// - Throws: `CancellationError`, where the task was cancelled.
  public func embed(_ texts: [String]) throws -> [[Float]] { try vectors(of: texts.map(tokenizer.numbers)) }

  func vectors(of texts: [[Int32]]) throws -> [[Float]] {
    try weights.file.withUnsafeBytes { bytes in
      // The file's numbers are little-endian, as is every processor that we build for.
      guard let start = bytes.baseAddress else { return [] }
      return try ForwardPass(shape, Parameters(places, in: start), kernel).vectors(of: texts)
    }
  }
}
