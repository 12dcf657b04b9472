import Calls
import Domain
import Retrieval
import Storage
import TestBase
import Testing

@Suite("A reply to a mail") struct ReplyTests {
  private let temporary: TemporaryBase
  private let price: Objection
  private let time: Objection

  init() throws {
    temporary = try TemporaryBase()
    (price, _) = try temporary.add("It's too expensive.", answers: ["Compared with what?"])
    (time, _) = try temporary.add("IT is flat out until May.", answers: ["Which two weeks hurt least?"])
  }

  private func reply(_ text: String) throws -> Reply {
    try temporary.base.read { try Reply(to: Mail(text), in: Search($0, on: Day(number: 20_000))) }
  }

  @Test("names the objections in the mail's order, each once, and what it could not match")
  func found() throws {
    let reply = try reply(
      """
      Hi Sam, thanks for the visit. IT is flat out until May. It's too expensive, honestly. Blue is nicer than green.
      It is too expensive!
      """)
    #expect(reply.found.map(\.match.objection.id) == [time.id, price.id])
    #expect(reply.unmatched == ["Blue is nicer than green."])
    #expect(reply.beyond.isEmpty)
  }

  @Test("finds two in one sentence, each with the words that say it")
  func clauses() throws {
    let reply = try reply("Frankly it's too expensive and IT is flat out until May.")
    #expect(reply.found.map(\.said) == ["Frankly it's too expensive", "IT is flat out until May."])
  }

  @Test("is a frame that quotes them and writes the answer for a mail below")
  func text() throws {
    let answered = try temporary.base.read { try #require($0.responses(to: price.id).first) }
    try temporary.base.edit(.editedAnswer) { edit in
      var answer = answered
      answer.written = "Thanks for putting it plainly. Compared with what?"
      try edit.save(answer)
    }
    let text = try #require(try reply("From: Dana Reyes <d@x.example>\nSubject: Re\n\nIt's too expensive.").text)
    #expect(
      text == """
        Hi Dana,

        You wrote: "It's too expensive."
        Thanks for putting it plainly. Compared with what?

        """)
  }

  @Test("never offers what is not allowed or known to backfire, and writes nothing rather")
  func banned() throws {
    let answered = try temporary.base.read { try #require($0.responses(to: price.id).first) }
    try temporary.base.edit(.editedAnswer) { edit in
      var answer = answered
      answer.ban = "Legal says no."
      try edit.save(answer)
    }
    let reply = try reply("It's too expensive.")
    #expect(reply.found.count == 1)
    #expect(reply.found.first?.answer == nil)
    #expect(reply.text == nil)
  }

  @Test("takes on three at most, the surest, and says which it left")
  func most() throws {
    for sentence in ["We have no budget this year.", "Legal won't sign your terms.", "We already use Ledgerly."] {
      _ = try temporary.add(sentence, answers: ["Go on."])
    }
    let reply = try reply(
      """
      It's too expensive. IT is flat out until May. We have no budget this year. Legal won't sign your terms.
      We already use Ledgerly.
      """)
    #expect(reply.found.count == 3)
    #expect(reply.beyond.count == 2)
  }

  @Test("reads a mail as text: quotes, dashes and colons in it ask for nothing")
  func syntax() throws {
    let reply = try reply("My boss said: \"it's too expensive\" - IT is flat out until May.")
    #expect(Set(reply.found.map(\.match.objection.id)) == [price.id, time.id])
  }

  @Test("neither answers nor logs what is near and not certain")
  func perhaps() throws {
    let reply = try reply("We may be out until May for the holidays.")
    #expect(reply.found.isEmpty)
    #expect(reply.text == nil)
  }

  @Test("makes nothing of good manners")
  func manners() throws {
    _ = try temporary.add("No reply since the offer.", answers: ["Still on?"])
    let reply = try reply("Sorry for the late reply to your offer. Looking forward to Tuesday.")
    #expect(reply.found.isEmpty)
    #expect(reply.unmatched.isEmpty)
  }
}
