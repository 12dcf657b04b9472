import Calls
import Testing

@Suite("A buyer's mail") struct MailTests {
  @Test("is what they wrote: no headers, greeting, signature, legal note or older mail")
  func cut() {
    let mail = Mail(
      """
      From: "Reyes, Dana" <dana@acme.example>
      Sent: Thursday, 26 November 2026 16:02
      To: Sam Lee
      Subject: RE: Your proposal

      Hi Sam,

      The team liked it. It's double what we
      budgeted for this.

      Best regards,
      Dana

      Dana Reyes
      Head of Finance
      +49 30 1234567

      This e-mail and any attachments are confidential.

      From: Sam Lee <sam@us.example>
      Sent: Tuesday, 24 November 2026 09:00
      Subject: Your proposal

      Dear Dana, it's worth every cent.
      """)
    #expect(mail.sender == "Dana Reyes")
    #expect(mail.sentences == ["The team liked it.", "It's double what we budgeted for this."])
    #expect(mail.words == 11)
  }

  @Test("keeps what is written between quoted lines, and drops what is quoted")
  func between() {
    let mail = Mail(
      """
      Hello,
      On Mon, 23 Nov 2026 at 10:14, Sam Lee <sam@us.example>
      wrote:
      > Shall we sign on Friday?
      Not this quarter.
      > And the price?
      Too high.
      """)
    #expect(mail.sentences == ["Not this quarter.", "Too high."])
  }

  @Test(
    "ends where an older one begins",
    arguments: [
      "On Mon, 23 Nov 2026 at 10:14, Sam Lee <sam@us.example> wrote:", "Am 23.11.2026 um 10:14 schrieb Sam Lee:",
      "Le lun. 23 nov. 2026 à 10:14, Sam Lee a écrit :", "-----Original Message-----",
      "________________________________", "Begin forwarded message:",
    ])
  func thread(_ mark: String) {
    #expect(Mail("We have no budget.\n\n\(mark)\n\nIt is too expensive.").sentences == ["We have no budget."])
  }

  @Test(
    "ends with its close, which names its writer",
    arguments: [
      ("Cheers, Tom", "Tom"), ("Thanks,\nTom Okafor", "Tom Okafor"), ("-- \nTom", nil), ("Best\n\nTom", "Tom"),
      ("\nTom", "Tom"), ("Sent from my iPhone", nil),
    ] as [(String, String?)])
  func close(_ close: String, _ name: String?) {
    let mail = Mail("Not a priority for us.\n\(close)\n")
    #expect(mail.sentences == ["Not a priority for us."])
    #expect(mail.sender == name)
  }

  @Test("loses nothing that only looks like a greeting or a close")
  func kept() {
    #expect(Mail("Hi Sam - honestly it's too dear.").sentences == ["honestly it's too dear."])
    #expect(Mail("Thanks but no thanks.").sentences == ["Thanks but no thanks."])
    #expect(
      Mail("Hi,\nThanks for this. It costs too much.\nBest of luck though.").sentences.contains("It costs too much."))
    #expect(Mail("Re: the price: it is too high.").sentences == ["Re: the price: it is too high."])
  }

  @Test("a word of thanks in the middle ends nothing, and a footer of any length does")
  func middle() {
    #expect(
      Mail("Got your proposal.\nThanks!\nIt's too expensive for us.\n\nAnd IT has no time before May.").sentences
        == ["Got your proposal.", "Thanks!", "It's too expensive for us.", "And IT has no time before May."])
    let footer = (1...20).map { "Line \($0) of the small print, registered in Berlin, without effect." }.joined(
      separator: "\n")
    #expect(Mail("Not this year.\n\nBest regards\nDana Reyes\nAcme GmbH\n\(footer)").sentences == ["Not this year."])
    #expect(Mail("Guten Tag Frau Rep,\nnot this year.").sentences == ["not this year."])
  }

  @Test("is cut where sentences end, and each item of a list stands alone")
  func sentences() {
    let mail = Mail(
      "We pay approx. 3.5 k p.a. for it today. Why more? The \"extras!\" we don't need.\n- no SSO\n2. no EU hosting")
    #expect(
      mail.sentences == [
        "We pay approx. 3.5 k p.a. for it today.", "Why more?", "The \"extras!\" we don't need.", "no SSO",
        "no EU hosting",
      ])
  }

  @Test("can be any text at all")
  func anyText() {
    for text in [
      "", "\n\n>", "--", "From:", "On \nwrote:", "\u{0}\u{1B}[2J", String(repeating: "a: b\n", count: 40_000),
    ] {
      let mail = Mail(text)
      #expect(mail.sentences.allSatisfy { !$0.isEmpty })
    }
  }
}
