import Domain
import Playbooks
import Retrieval
import Storage
import TestBase
import Testing

@Suite("An answer to paste into a chat") struct SharedAnswerTests {
  @Test("it holds what they say, what to say and how it did, and names nobody")
  func block() throws {
    let temporary = try TemporaryBase()
    let (objection, answers) = try temporary.add(
      "Northwind pays half.", answers: ["Dana at Northwind paid 48,000 and got it back."])
    let deal = Deal(name: "Northwind", amount: Deal.Amount(value: 48_000))
    try temporary.base.edit(.addedDeal) { edit in
      try edit.save(deal)
      try edit.save(Person(deal: deal.id, name: "Dana"))
      var answer = answers[0]
      answer.askFirst = "Compared with what?"
      answer.caution = "They wait for \u{1B}[31mthe next cut."
      try edit.save(answer)
    }
    try temporary.meet(objection, answers[0], .worked)
    let text = try temporary.base.read { reader in
      let match = try Search(reader, on: Day(number: 20_000)).card(objection)
      let known = try reader.namesAndAmounts()
      return SharedAnswer(
        match.answers[0], to: match,
        discretion: Discretion(accounts: known.accounts, people: known.people, amounts: known.amounts)
      ).text
    }
    #expect(
      text == """
        When they say: "(a customer) pays half."
        Ask: "Compared with what?"
        Say: "(somebody) at (a customer) paid (an amount) and got it back."
        Worked 1 of 1.
        Careful, tends to backfire: They wait for ^[[31mthe next cut.

        """)
  }
}
