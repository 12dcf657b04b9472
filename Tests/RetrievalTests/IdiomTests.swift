import Domain
import Foundation
import Storage
import TestBase
import Testing

@testable import Retrieval

@Suite("Idioms in a query")
struct IdiomTests {
  private let idioms = Idioms(
    Data(
      """
      # idiom, plain words, category
      arm and a leg\ttoo expensive\tprice
      sell a kidney\ttoo expensive\tprice
      out of our league\ttoo big for us\tneed
      skint\tno money\tbudget
      bigger fish to fry\tother priorities\tneed
      kein Bier vor vier\tnot yet\ttiming
      crème de la crème\tthe best\tcompetitor
      a line without a tab
      \t\t
      """.utf8))

  private func meant(_ typed: String) -> [String] { idioms.meant(by: Folding.words(typed)).map(\.plain) }

  @Test(
    "An idiom stands there in other forms, and with words between",
    arguments: [
      "It costs an arm and a leg!", "cost me an ARM and a LEG", "an arm and probably a leg",
      "I'd be selling a kidney", "arms and legs",
    ])
  func loosely(typed: String) { #expect(meant(typed) == ["too expensive"]) }

  @Test(
    "Its words far apart, turned round or alone are no idiom",
    arguments: ["a leg and an arm", "my arm hurts", "the leg", "arm yourself before you ever pull his other leg", ""])
  func notThere(typed: String) { #expect(meant(typed) == []) }

  @Test("One telling word wants all of the idiom, whoever's it is")
  func oneWord() {
    #expect(meant("you are out of their league") == ["too big for us"])
    #expect(meant("which league do you play in") == [])
    #expect(meant("skint, sorry") == ["no money"])
  }

  @Test("Several are all taken, the longest first, each meaning once")
  func several() {
    #expect(
      meant("bigger fish to fry, and it costs an arm and a leg, I'd sell a kidney, and I'm skint") == [
        "too expensive", "other priorities", "no money",
      ])
  }

  @Test("Letters beyond ASCII are folded as everywhere")
  func folded() {
    #expect(meant("they are the creme de la creme") == ["the best"])
    #expect(meant("KEIN BIER VOR VIER") == ["not yet"])
  }

  @Test("What it stands for is found, and the screen says so; without it nothing is")
  func found() throws {
    let temporary = try TemporaryBase()
    try temporary.add("That is too expensive.")
    try temporary.add("We have other plans.")
    try temporary.base.catchUp()
    let (with, without) = try temporary.base.read { reader in
      let day = Day(number: 20_000)
      return (
        try Search(reader, on: day, idioms: idioms).find("you want an arm and a leg"),
        try Search(reader, on: day).find("you want an arm and a leg")
      )
    }
    #expect(with.matches.map(\.objection.sentence) == ["That is too expensive."])
    #expect(with.notices == [.stoodFor("arm and a leg", "too expensive")])
    #expect(without.matches.isEmpty && without.notices.isEmpty)
  }
}

@Suite("The lexicon of idioms")
struct IdiomFileTests {
  private let lines: [[String]]
  private let idioms: Idioms

  init() throws {
    let file = URL(fileURLWithPath: Checkout.seedData).appendingPathComponent("idioms.tsv")
    let data = try Data(contentsOf: file)
    idioms = Idioms(data)
    lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test("Each line has an idiom, plain words and a known category, and no idiom stands twice")
  func shape() {
    #expect(lines.count >= 250)
    for line in lines {
      #expect(line.count == 3 && line.allSatisfy { !$0.isEmpty }, "\(line)")
      #expect(Domain.Category.known.map(\.rawValue).contains(line[2]), "\(line)")
    }
    #expect(Set(lines.map { $0[0] }).count == lines.count)
  }

  @Test("Each that is tried is found in itself")
  func itself() {
    for line in lines.enumerated().filter({ $0.offset % 50 == 0 }).map(\.element) {
      #expect(!idioms.meant(by: Folding.words(line[0])).isEmpty, "\(line)")
    }
  }
}
