import Foundation
import TestBase
import Testing

@testable import Storage

@Suite("JSON in bodies: written in one way, read as written") struct JSONTests {
  @Test(
    "A number comes back to the last bit",
    arguments: [
      0.1, 57000.35, -1.3066878876546384e-22, .leastNonzeroMagnitude, 2.2250738585072014e-308, 1.7976931348623157e308,
      1e300, 0.5,
    ])
  func real(_ real: Double) throws {
    #expect(try JSON(parsing: JSON.real(real).bytes) == .real(real))
  }

  @Test("Any number comes back to the last bit")
  func anyReal() throws {
    var numbers = SeededNumbers(seed: 12)
    for _ in 0..<5000 {
      let real = Double(bitPattern: numbers.next())
      guard real.isFinite, Int64(exactly: real) == nil else { continue }
      #expect(try JSON(parsing: JSON.real(real).bytes) == .real(real))
    }
  }

  @Test("A whole number is whole", arguments: [0, 1, -1, 9_007_199_254_740_993, Int64.max, Int64.min] as [Int64])
  func whole(_ whole: Int64) throws {
    #expect(try JSON(parsing: JSON.integer(whole).bytes) == .integer(whole))
  }

  @Test(
    "What others write is read by its value",
    arguments: [
      ("1.0", .integer(1)), ("1e3", .integer(1000)), ("-0.0", .integer(0)), ("true", .flag(true)), ("1", .integer(1)),
      ("9223372036854775808", .real(9_223_372_036_854_775_808)), ("\"\\ud83d\\ude00\"", .text("\u{1F600}")),
      (" [ null , {} ] ", .list([.null, .object([:])])),
    ] as [(String, JSON)])
  func others(_ text: String, _ json: JSON) throws {
    #expect(try JSON(parsing: Data(text.utf8)) == json)
  }

  @Test("Hostile texts come back as they are, as values and as keys", arguments: HostileTexts.all)
  func texts(_ text: String) throws {
    for json in [JSON.text(text), .object([text: .text(text)])] {
      let read = try JSON(parsing: json.bytes)
      #expect(read == json)
      #expect(read.bytes == json.bytes)
    }
  }
}
