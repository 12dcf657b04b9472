import Domain
import Foundation
import Storage
import TestBase
import Testing

@Suite("What is only for the rep's eyes, on every way out of the command")
struct PrivateRoadTests {
  @Test("No word of a debrief or of a follow-up's note is in a playbook, a share, an export or a base for a colleague")
  func ways() throws {
    let road = try Road(seeded: true)
    #expect(road.run("deal", "add", "Acme").code == 0)
    #expect(
      road.run(
        "log", "Acme", "nearly gagged on his biscuit", "--used", "price-too-expensive/compared-with-what", "--went",
        "booked"
      ).code == 0)
    let base = try Base(at: road.path)
    let deal = try #require(try base.read { try $0.deals() }.first)
    let objection = ID<Objection>(named: "price-too-expensive", kind: "objection")
    let response = ID<Response>(named: "price-too-expensive/compared-with-what", kind: "response")
    let encounter = try #require(try base.read { try $0.encounters(with: objection) }.first)
    let answer = DebriefAnswer(
      deal: deal.id, question: .init(rawValue: "canary-1"), day: Day(number: 20_000), words: "canary-2",
      choice: .init(rawValue: "canary-3"), knowing: .init(rawValue: "canary-4"), objection: objection,
      response: response, encounter: encounter.id)
    let followUps: [FollowUp.About] = [.deal(deal.id), .objection(objection), .response(response)]
    try base.edit(.debriefed, subject: "Acme") { edit in
      try edit.save(answer)
      for about in followUps { try edit.save(FollowUp(about: about, kind: .date, note: "canary-5")) }
    }
    let out = road.folder.appendingPathComponent("out").path
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    let ways = [
      ["playbook", out + "/p.html"], ["playbook", out + "/p.md"], ["playbook", "-"],
      ["share", "price-too-expensive/compared-with-what"], ["export", out + "/ours"],
      ["export", "--team", out + "/for-ben.db"],
    ]
    for way in ways {
      let seen = road.run(way)
      #expect(seen.code == 0, "\(way): \(seen.aside)")
      #expect(!seen.out.contains("canary"), "\(way)")
    }
    let files = FileManager.default.enumerator(atPath: out)?.compactMap { $0 as? String } ?? []
    #expect(files.count > 20)
    for file in files {
      guard let data = FileManager.default.contents(atPath: out + "/" + file) else { continue }
      #expect(data.range(of: Data("canary".utf8)) == nil, "\(file)")
    }
    // Else the test would be blind.
    #expect(road.run("export", out + "/mine", "--mine").code == 0)
    for number in 1...5 {
      let own = ["debriefs.csv", "follow-up-notes.csv"].map { out + "/mine/mine/" + $0 }
      #expect(try own.contains { try String(contentsOfFile: $0, encoding: .utf8).contains("canary-\(number)") })
    }
  }
}
