import Crypto
import Foundation

/// Where a model's files lie, and how to tell that they are the right ones.
public struct ModelFolder: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  public static let name = "all-MiniLM-L6-v2"

  /// A file of the model: its size in bytes, and its SHA-256.
  public struct File: Sendable {
    public let name: String
    public let size: Int
    public let digest: String
  }

  public static let files = [
    File(
      name: "model.safetensors", size: 90_868_376,
      digest: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
    File(
      name: "vocab.txt", size: 231_508, digest: "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"),
  ]

  var weights: URL { URL(fileURLWithPath: path).appendingPathComponent(Self.files[0].name) }
  var vocabulary: URL { URL(fileURLWithPath: path).appendingPathComponent(Self.files[1].name) }

  /// Whether each file is there in its size. They are put there once their digests were right, so a search
  /// doesn't read 90 MB to know it again.
  public var looksWhole: Bool {
    Self.files.allSatisfy { file in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + file.name)
      return attributes?[.size] as? Int == file.size
    }
  }

  public enum State: Equatable, Sendable {
    case whole
    case missing
    /// The first file that isn't what it should be.
    case wrong(String)
  }

  /// Reads every byte.
  public func verified() -> State {
    var missing = 0
    for file in Self.files {
      guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path + "/" + file.name), options: .alwaysMapped)
      else {
        missing += 1
        continue
      }
      let digest = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      if digest != file.digest { return .wrong(file.name) }
    }
    return missing == 0 ? .whole : missing == Self.files.count ? .missing : .wrong(Self.files[0].name)
  }
}
