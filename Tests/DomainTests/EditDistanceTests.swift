import Domain
import TestBase
import Testing

@Suite("EditDistance: how many slips lie between two words") struct EditDistanceTests {
  @Test(
    "A letter too many, too few, another one, or two swapped is one slip",
    arguments: [
      ("price", "price", 0), ("price", "prices", 1), ("price", "pice", 1), ("price", "prite", 1), ("price", "pirce", 1),
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("ca", "abc", 3),
      ("expensive", "expnsive", 1),
      ("é", "e", 1), ("日本", "日", 1),
    ])
  func table(one: String, other: String, slips: Int) {
    #expect(EditDistance.between(one, other) == slips)
  }

  @Test("The way there is as long as the way back, and no longer than the longer word")
  func symmetric() {
    var numbers = SeededNumbers(seed: 8)
    for _ in 0..<1000 {
      let (one, other) = (Self.word(&numbers), Self.word(&numbers))
      let slips = EditDistance.between(one, other)
      #expect(slips == EditDistance.between(other, one), "\(one) \(other)")
      #expect(slips >= abs(one.count - other.count) && slips <= max(one.count, other.count), "\(one) \(other)")
      #expect((slips == 0) == (one == other))
    }
  }

  @Test("The nearest candidate is meant, of equally near ones the first, and none that is far")
  func nearest() {
    let commands = ["search", "show", "log", "logged", "deal"]
    #expect(EditDistance.nearest(to: "serach", among: commands) == "search")
    #expect(EditDistance.nearest(to: "lg", among: commands) == "log")
    #expect(EditDistance.nearest(to: "xyzzy", among: commands) == nil)
    #expect(EditDistance.nearest(to: "shaw", among: ["show", "shaw's"], limit: 1) == "show")
    #expect(EditDistance.nearest(to: "bat", among: ["cat", "hat"]) == "cat")
    #expect(EditDistance.nearest(to: "bat", among: []) == nil)
  }

  @Test("What is too long to be a slip of anything is compared with nothing, and nothing with it")
  func long() {
    let most = String(repeating: "a", count: EditDistance.longest)
    #expect(EditDistance.nearest(to: most + "", among: [most]) == most)
    #expect(EditDistance.nearest(to: most.dropLast() + "b", among: [most]) == most)
    #expect(EditDistance.nearest(to: most + "a", among: [most + "a"]) == nil)
    // As is what is much longer or shorter than the other: three letters more are three slips.
    #expect(EditDistance.nearest(to: "a", among: ["aaa"]) == "aaa")
    #expect(EditDistance.nearest(to: "a", among: ["aaaa", String(repeating: "a", count: 100_000)]) == nil)
    let endless = String(repeating: "a", count: 100_000)
    #expect(EditDistance.nearest(to: endless, among: (0..<50).map { endless + "\($0)" }) == nil)
  }

  private static func word(_ numbers: inout SeededNumbers) -> String {
    String((0..<Int.random(in: 0...7, using: &numbers)).compactMap { _ in "abcd".randomElement(using: &numbers) })
  }
}
