/// Bytes of a terminal to keys, whatever pieces they come in. Sequences that mean nothing here are dropped whole.
public struct KeyReader: Sendable {
  private var bytes: [UInt8] = []
  private var paste: [UInt8]?

  /// The longest paste that is taken, in bytes; what goes on beyond is dropped.
  static let longestPaste = 1 << 20
  /// The longest sequence: what goes on beyond is none.
  private static let longestSequence = 64
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  public init() {}

  /// Whether an Escape came that may begin a sequence.
  public var isWaiting: Bool { paste == nil && bytes.first == 0x1B }

  /// Whether the end of a paste is still to come.
  public var isPasting: Bool { paste != nil }

  /// The keys that these bytes complete.
  public mutating func take(_ new: some Sequence<UInt8>) -> [Key] {
    bytes += new
    var keys: [Key] = []
    while let read = next() {
      bytes.removeFirst(read.count)
      if let key = read.key { keys.append(key) }
    }
    return keys
  }

  /// No more bytes came: an Escape that waited was pressed by itself.
  /// A paste whose end is lost is one as far as it came.
  public mutating func giveUp() -> [Key] {
    if let paste {
      let text = paste + bytes
      (self.paste, bytes) = (nil, [])
      return [.paste(String(decoding: text, as: UTF8.self))]
    }
    guard isWaiting else { return [] }
    bytes.removeFirst()
    return [.escape] + take([])
  }

  private typealias Read = (key: Key?, count: Int)

  /// The key at the front and its length; nil while it is incomplete.
  private mutating func next() -> Read? {
    if paste != nil { return nextOfPaste() }
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1B: return sequence()
    case 0x0D, 0x0A: return (.enter, 1)
    case 0x09: return (.tab, 1)
    case 0x7F, 0x08: return (.backspace, 1)
    case 1...26: return (.control(Character(Unicode.Scalar(first + 0x60))), 1)
    case 0...0x1F: return (nil, 1)
    default: return character(first)
    }
  }

  private mutating func nextOfPaste() -> Read? {
    let end = Self.pasteEnd
    if let start = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) {
      let text = (paste ?? []) + bytes[..<start]
      paste = nil
      return (.paste(String(decoding: text.prefix(Self.longestPaste), as: UTF8.self)), start + end.count)
    }
    // The end may have come in part.
    let whole = max(0, bytes.count - end.count + 1)
    guard whole > 0 else { return nil }
    if (paste?.count ?? 0) < Self.longestPaste { paste? += bytes[..<whole] }
    return (nil, whole)
  }

  private func character(_ first: UInt8) -> Read? {
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard bytes.count >= length else {
      // A byte that cannot go on is none.
      return bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 } && first >= 0xC2 ? nil : (nil, 1)
    }
    guard let text = String(validating: bytes[..<length], as: UTF8.self), let character = text.first else {
      return (nil, 1)
    }
    return (.text(character), length)
  }

  private mutating func sequence() -> Read? {
    guard bytes.count > 1 else { return nil }
    switch bytes[1] {
    case UInt8(ascii: "["): return controlSequence()
    case UInt8(ascii: "O"):
      guard bytes.count > 2 else { return nil }
      return (Self.key(final: bytes[2], numbers: []), 3)
    case UInt8(ascii: "b"): return (.wordLeft, 2)
    case UInt8(ascii: "f"): return (.wordRight, 2)
    // Escape, and then something else at once.
    default: return (.escape, 1)
    }
  }

  private mutating func controlSequence() -> Read? {
    // The console of Linux sends F1 to F5 so.
    if bytes.count > 2, bytes[2] == UInt8(ascii: "[") {
      guard bytes.count > 3 else { return nil }
      let number = Int(bytes[3]) - 64
      return ((1...5).contains(number) ? .function(number) : nil, 4)
    }
    guard let end = bytes.indices.dropFirst(2).first(where: { !(0x20...0x3F).contains(bytes[$0]) }) else {
      return bytes.count > Self.longestSequence ? (nil, bytes.count) : nil
    }
    // A sequence that breaks off is dropped up to where it does.
    guard (0x40...0x7E).contains(bytes[end]) else { return (nil, end) }
    let numbers = String(decoding: bytes[2..<end], as: UTF8.self).split(separator: ";").map { Int($0) ?? 0 }
    if bytes[end] == UInt8(ascii: "~"), numbers.first == 200 {
      paste = []
      return (nil, end + 1)
    }
    return (Self.key(final: bytes[end], numbers: numbers), end + 1)
  }

  /// As xterm and those after it send them.
  private static func key(final: UInt8, numbers: [Int]) -> Key? {
    let isByWord = numbers.count > 1 && [3, 5].contains(numbers[1])
    switch Character(Unicode.Scalar(final)) {
    case "A": return .up
    case "B": return .down
    case "C": return isByWord ? .wordRight : .right
    case "D": return isByWord ? .wordLeft : .left
    case "H": return .home
    case "F": return .end
    case "Z": return .backTab
    case "P", "Q", "R", "S": return .function(Int(final) - 79)
    case "M" where numbers.isEmpty: return .enter
    case "~":
      switch numbers.first ?? 0 {
      case 1, 7: return .home
      case 4, 8: return .end
      case 3: return .delete
      case 5: return .pageUp
      case 6: return .pageDown
      case let number where (11...15).contains(number): return .function(number - 10)
      case let number where (17...21).contains(number): return .function(number - 11)
      case let number where (23...24).contains(number): return .function(number - 12)
      default: return nil
      }
    default: return nil
    }
  }
}
