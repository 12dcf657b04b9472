import Foundation
import Testing

@testable import Embedding

@Suite("Text to pieces")
struct WordPieceTests {
  private let pieces = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "too", "dear", "##er", "##est", "de", "a", "##cid", "##es", "'", ".", "t",
    "don",
    "[", "]", "cl", "##s", "贵", "太", "cafe", "x", "#", "e",
  ]

  /// The pieces that a text becomes, without its start and end.
  private func read(_ text: String) throws -> [String] {
    let wordPiece = try WordPiece(vocabulary: Data(pieces.joined(separator: "\n").utf8))
    let numbers = wordPiece.numbers(of: text)
    #expect(numbers.first == 2 && numbers.last == 3)
    return numbers.dropFirst().dropLast().map { pieces[Int($0)] }
  }

  @Test("The longest known pieces from the left make up a word")
  func longestFirst() throws {
    #expect(try read("Too dearer") == ["too", "dear", "##er"])
    #expect(try read("decides") == ["de", "##cid", "##es"])
  }

  @Test("A word that known pieces don't make up is unknown as a whole")
  func unknown() throws {
    #expect(try read("dearly too") == ["[UNK]", "too"])
    #expect(try read("er") == ["[UNK]"])
  }

  @Test("Case, accents, controls and odd blanks make no difference")
  func normalized() throws {
    #expect(try read("CAFÉ") == ["cafe"])
    #expect(try read("cafe\u{301}") == ["cafe"])
    #expect(try read("to\u{0}o\u{7}\u{200b}\u{a0}de\u{fffd}ar") == ["too", "dear"])
    #expect(try read("too\t\r\ndear") == ["too", "dear"])
  }

  @Test("Punctuation and Chinese characters stand by themselves")
  func alone() throws {
    #expect(try read("don't.") == ["don", "'", "t", "."])
    #expect(try read("too太贵x") == ["too", "太", "贵", "x"])
  }

  @Test("What looks like a special token is text")
  func special() throws {
    #expect(try read("[CLS]") == ["[", "cl", "##s", "]"])
    #expect(try read("##er") == ["#", "#", "[UNK]"])
  }

  @Test("Nothing is nothing")
  func nothing() throws {
    #expect(try read("") == [])
    #expect(try read(" \u{200b}\n") == [])
  }

  @Test("A text is cut at 256 pieces, a word of over 100 characters is unknown")
  func long() throws {
    #expect(try read(String(repeating: "too ", count: 1_000)).count == 254)
    #expect(try read(String(repeating: "a", count: 101)) == ["[UNK]"])
    #expect(try read("a" + String(repeating: "er", count: 49) + "s").count == 51)
    #expect(try read("a" + String(repeating: "er", count: 50) + "s") == ["[UNK]"])
  }

  @Test("A file without the special pieces is refused")
  func refused() {
    #expect(throws: ModelError.self) { try WordPiece(vocabulary: Data("too\ndear\n".utf8)) }
    #expect(throws: ModelError.self) { try WordPiece(vocabulary: Data()) }
  }

  @Test("Any text at all becomes 2 to 256 numbers", arguments: 0..<200)
  func anything(seed: Int) throws {
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
    let scalars = (0..<60).compactMap { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Unicode.Scalar(UInt32(state >> 33) % (seed % 2 == 0 ? 0x11_0000 : 0x300))
    }
    let wordPiece = try WordPiece(vocabulary: Data(pieces.joined(separator: "\n").utf8))
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    let numbers = wordPiece.numbers(of: String(text))
    #expect((2...256).contains(numbers.count) && numbers.allSatisfy { pieces.indices.contains(Int($0)) })
  }
}
