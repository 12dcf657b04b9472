import Domain
public import Foundation

/// Idioms that prospects use, and what they stand for in plain words. They only widen what is looked for.
///
/// The file is looked through anew for each query, which takes less than reading it into a table would.
public struct Idioms: Sendable {
  public struct Idiom: Equatable, Sendable {
    public let text: String
    public let plain: String
  }

  private let file: Data

  /// - Parameter file: UTF-8 lines of an idiom, a tab, plain words, a tab and a category. Others are left out.
  public init(_ file: Data = Data()) { self.file = file }

  /// Those in these folded words, the longest first; of several with the same plain words one, and at most three.
  func meant(by words: [String]) -> [Idiom] {
    guard !file.isEmpty, !words.isEmpty else { return [] }
    let roots = words.map { Self.root($0[...]) }
    var found: [(idiom: Idiom, words: Int)] = []
    for line in candidates(for: words) {
      let parts = line.split(separator: "\t")
      guard parts.count >= 2 else { continue }
      let idiom = Folding.words(String(parts[0]))
      if Self.stands(idiom, in: words, roots) {
        found.append((Idiom(text: String(parts[0]), plain: String(parts[1])), idiom.count))
      }
    }
    found.sort { ($1.words, $0.idiom.text) < ($0.words, $1.idiom.text) }
    var meant: [Idiom] = []
    for (idiom, _) in found where meant.count < 3 && !meant.contains(where: { $0.plain == idiom.plain }) {
      meant.append(idiom)
    }
    return meant
  }

  /// An idiom of several telling words stands where they come in order, close together; one of a single telling
  /// word only where all its words do.
  private static func stands(_ idiom: [String], in words: [String], _ roots: [Substring]) -> Bool {
    let telling = idiom.filter { !FunctionWords.all.contains($0) }.map { root($0[...]) }
    guard telling.count > 1 else {
      return !idiom.isEmpty && words.indices.contains { words[$0...].starts(with: idiom, by: isSame) }
    }
    return roots.indices.contains { start in
      guard roots[start] == telling[0] else { return false }
      var wanted = telling[...]
      for root in roots[start...].prefix(idiom.count + slack) where root == wanted.first { wanted = wanted.dropFirst() }
      return wanted.isEmpty
    }
  }

  /// How many words more than in the lexicon an idiom may be spread over: "an arm and probably a leg".
  private static let slack = 2

  private static func isSame(_ word: String, _ other: String) -> Bool {
    word == other || (owners.contains(word) && owners.contains(other)) || root(word[...]) == root(other[...])
  }

  /// One for another: "out of our league", "out of their league".
  private static let owners: Set<String> = ["my", "our", "your", "their", "his", "her", "its", "the", "a", "an"]

  /// A word without the ending that grammar gives it. Rough on purpose: both sides go through it.
  private static func root(_ word: Substring) -> Substring {
    guard word.utf8.count > 3 else { return word }
    var root = word
    for ending in ["ing", "ed", "es", "s"] where root.hasSuffix(ending) && root.utf8.count - ending.utf8.count >= 3 {
      root = root.dropLast(ending.count)
      break
    }
    guard root.utf8.count > 3 else { return root }
    if root.hasSuffix("e") { root = root.dropLast() }
    if let last = root.last, root.dropLast().last == last { root = root.dropLast() }
    return root
  }

  // MARK: The file

  /// The lines whose every word of three letters or more begins like one of the query's, or like a function word: no
  /// other can stand in it.
  private func candidates(for words: [String]) -> [String] {
    var begins = Self.functionWords
    for word in words { if let start = Self.start(Array(word.utf8)[...]) { begins[start] = true } }
    var lines: [String] = []
    file.withUnsafeBytes { bytes in
      guard let first = bytes.baseAddress else { return }
      var at = 0
      while at < bytes.count {
        let end = memchr(first + at, Int32(UInt8(ascii: "\n")), bytes.count - at).map {
          $0 - UnsafeMutableRawPointer(mutating: first)
        }
        let line = UnsafeRawBufferPointer(rebasing: bytes[at..<(end ?? bytes.count)])
        if line.first != UInt8(ascii: "#"), Self.mayStand(line, begins) {
          lines.append(String(decoding: line, as: UTF8.self))
        }
        at += line.count + 1
      }
    }
    return lines
  }

  private static func mayStand(_ line: UnsafeRawBufferPointer, _ begins: [Bool]) -> Bool {
    var letters = 0
    var start = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: "'"): continue
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        if letters < 3 { start = start << 5 | Int(byte & 31) }
        letters += 1
        if letters == 3, !begins[start] { return false }
      // Folding may make anything of what isn't ASCII.
      case 0x80...: return true
      default:
        if byte == UInt8(ascii: "\t") { return true }
        (letters, start) = (0, 0)
      }
    }
    return true
  }

  /// A number for the first three letters, which no ending touches; nil for a shorter word.
  private static func start(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count >= 3 else { return nil }
    return word.prefix(3).reduce(0) { $0 << 5 | Int($1 & 31) }
  }

  private static let functionWords: [Bool] = {
    var begins = [Bool](repeating: false, count: 1 << 15)
    for word in FunctionWords.all { if let start = start(Array(word.utf8)[...]) { begins[start] = true } }
    return begins
  }()
}
