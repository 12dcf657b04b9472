import Foundation

/// A file of weights in the safetensors format: eight bytes of header length, little-endian; a header in JSON
/// that names each tensor's type, shape and place; the numbers themselves
/// (huggingface.co/docs/safetensors).
struct SafeTensors: Sendable {
  let file: Data
  private let tensors: [String: Tensor]
  private let start: Int

  private struct Tensor: Decodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }
  }

  /// - Throws: ``ModelError/unreadable(_:)``.
  init(_ file: Data) throws {
    guard file.count > 8 else { throw ModelError.unreadable("it is too short") }
    let length = file.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(file.count - 8) else { throw ModelError.unreadable("its header doesn't end in it") }
    self.file = file
    start = 8 + Int(length)
    do {
      let header = try JSONDecoder().decode(
        [String: Entry].self, from: file[file.startIndex + 8..<file.startIndex + start])
      tensors = header.compactMapValues(\.tensor)
    } catch {
      throw ModelError.unreadable("its header isn't one")
    }
  }

  /// `__metadata__` stands among the tensors and is none.
  private struct Entry: Decodable {
    let tensor: Tensor?

    init(from decoder: any Decoder) throws { tensor = try? Tensor(from: decoder) }
  }

  /// Where the 32-bit numbers of a tensor of this shape begin, in bytes from the file's start.
  /// - Throws: ``ModelError/unreadable(_:)`` when it isn't there, or of another type or shape.
  func place(of name: String, _ shape: Int...) throws -> Int {
    guard let tensor = tensors[name], tensor.dtype == "F32", tensor.shape == shape, tensor.offsets.count == 2 else {
      throw ModelError.unreadable("\(name) of \(shape) isn't in it")
    }
    let (from, to) = (tensor.offsets[0], tensor.offsets[1])
    guard from >= 0, to - from == shape.reduce(4, *), to <= file.count - start, (start + from) % 4 == 0 else {
      throw ModelError.unreadable("\(name) lies outside it")
    }
    return start + from
  }
}

/// What is wrong with a model.
public enum ModelError: Error, Equatable {
  case missing(path: String)
  case unreadable(String)
}
