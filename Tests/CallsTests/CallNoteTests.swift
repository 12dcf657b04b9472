import Calls
import Domain
import Foundation
import Storage
import TestBase
import Testing

@Suite("The note for the CRM")
struct CallNoteTests {
  private let temporary: TemporaryBase
  private let objection: Objection
  private let answers: [Response]
  private let day = Day("2026-11-24") ?? Day(number: 0)

  init() throws {
    temporary = try TemporaryBase()
    (objection, answers) = try temporary.add("It's too expensive.", answers: ["Compared with what?"])
  }

  private func note(_ lines: [CallLog.Line], deal: CallLog.DealChoice = .none, next: String? = nil) throws -> [String] {
    var call = CallLog(deal: deal, lines: lines)
    call.stage = "demo"
    call.role = "CFO"
    call.channel = Channel(rawValue: "call")
    let receipt = try temporary.base.log(call, zone: .gmt, now: Date(timeIntervalSince1970: 1_795_528_800))
    return CallNote(receipt, day: day, nextStep: next).text.split(separator: "\n").map(String.init)
  }

  private func line(_ words: String, _ went: Went?) -> CallLog.Line {
    CallLog.Line(
      words: words, meant: .known(objection.id), used: went.map { _ in Encounter.Used(response: answers[0].id) },
      went: went)
  }

  @Test("deal, day, stage, role and channel; what was said, answered and came of it; the next step")
  func whole() throws {
    #expect(
      try note(
        [line("costs the earth", .booked), line("dear", nil)], deal: .new(name: "Acme"), next: "demo on Tuesday") == [
          "Acme, 2026-11-24, demo, CFO, call", "They said: \"costs the earth\"",
          "Answered: \"Compared with what?\" Next step booked.", "They said: \"dear\"", "Not answered yet.",
          "Next step: demo on Tuesday",
        ])
  }

  @Test("what isn't known is left out, and the objection stands in for words not given")
  func sparse() throws {
    let receipt = try temporary.base.log(CallLog(deal: .none, lines: [line("", .softer)]))
    #expect(
      CallNote(receipt, day: day).text
        == "2026-11-24\nThey said: \"It's too expensive.\"\nAnswered: \"Compared with what?\" Softer, not settled.")
  }

  @Test(
    "how it went",
    arguments: [
      (Went.booked, "Next step booked."), (.letGo, "They let go of it."), (.softer, "Softer, not settled."),
      (.stuck, "Stuck."),
      (.cantTell, "Open."),
    ])
  func outcomes(_ went: Went, _ said: String) throws {
    #expect(try note([line("dear", went)]).last == "Answered: \"Compared with what?\" " + said)
  }

  @Test("the question asked first names the answer")
  func askFirst() throws {
    let response = Response(
      objection: objection.id, askFirst: "Dear next to what?", words: "Long words.",
      technique: Technique(rawValue: "other"))
    try temporary.base.edit(.addedAnswer) { try $0.save(response) }
    var asked = line("dear", .booked)
    asked.used = Encounter.Used(response: response.id)
    #expect(try note([asked]).last == "Answered: \"Dear next to what?\" Next step booked.")
  }
}
