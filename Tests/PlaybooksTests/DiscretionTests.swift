import Playbooks
import TestBase
import Testing

@Suite("Discretion: what a playbook must not say") struct DiscretionTests {
  private let discretion = Discretion(
    accounts: ["Acme GmbH", "Tessaro Pagamenti", "Tessaro", "eBay", "日本商事"],
    people: ["Dana Whitfield", "May", "José Álvarez", "O'Brien", "Jo Li"],
    amounts: [48_000, 1_250_000, 900, 1e30, 73_129.5])

  @Test(
    "Accounts and people are masked wherever they are named",
    arguments: [
      ("As Acme GmbH found out.", "As (a customer) found out."),
      ("As Acme found out.", "As (a customer) found out."),
      ("ACME pays.", "(a customer) pays."),
      ("Acme's CFO", "(a customer) CFO"),
      ("Acme\u{2019}s CFO", "(a customer) CFO"),
      ("At Tessaro Pagamenti, too", "At (a customer), too"),
      ("Tessaro-Pagamenti", "(a customer)"),
      ("Tessaro first", "(a customer) first"),
      ("eBay did", "(a customer) did"),
      ("as ebay did", "as (a customer) did"),
      ("Ask Dana Whitfield.", "Ask (somebody)."),
      ("Ask Dana, or Mr Whitfield.", "Ask (somebody), or Mr (somebody)."),
      ("Then May said no", "Then (somebody) said no"),
      ("José Álvarez, Jose Alvarez", "(somebody), (somebody)"),
      ("O'Brien and O\u{2019}Brien", "(somebody) and (somebody)"),
      ("like 日本商事", "like (a customer)"),
      ("(Acme)", "((a customer))"),
      ("Acme/Tessaro", "(a customer)/(a customer)"),
    ])
  func names(text: String, masked: String) {
    #expect(discretion.masked(text) == masked)
  }

  @Test(
    "Words that only look like names stay",
    arguments: [
      "May I ask what changed?", "may I?", "The acme of taste", "Danang", "Acmeist", "Is it the price?",
      "Jo is short", "A customer, somebody, an amount", "", "   ",
    ])
  func others(text: String) {
    #expect(discretion.masked(text) == text)
  }

  @Test(
    "The amounts of deals are masked however they are written",
    arguments: [
      ("48000", "(an amount)"), ("48,000", "(an amount)"), ("48.000", "(an amount)"), ("48 000", "(an amount)"),
      ("48'000", "(an amount)"), ("48\u{2019}000", "(an amount)"), ("48\u{A0}000", "(an amount)"),
      ("48\u{202F}000", "(an amount)"),
      ("€48,000 a year", "€(an amount) a year"), ("EUR48000", "EUR(an amount)"), ("48000EUR", "(an amount)EUR"),
      ("48,000.00", "(an amount).00"), ("48k", "(an amount)"), ("$48K.", "$(an amount)."),
      ("48 thousand", "(an amount)"),
      ("1,250,000", "(an amount)"), ("1.25m", "(an amount)"), ("1,25 million", "(an amount)"), ("1250k", "(an amount)"),
      ("In 2026, 48000 it was", "In 2026, (an amount) it was"), ("73,129 exactly", "(an amount) exactly"),
    ])
  func amounts(text: String, masked: String) {
    #expect(discretion.masked(text) == masked)
  }

  @Test(
    "Other numbers stay, and so do amounts under a thousand, for those are everywhere",
    arguments: [
      "480000", "148000", "4800", "48", "48 kilos", "900", "2026-11-12", "twenty minutes", "1.5 hours", "48%",
    ])
  func numbers(text: String) {
    #expect(discretion.masked(text) == text)
  }

  @Test("What was typed is masked in any case")
  func typed() {
    #expect(discretion.masked("deal:acme role:cfo", inAnyCase: true) == "deal:(a customer) role:cfo")
    #expect(discretion.masked("deal:\"tessaro pagamenti\"", inAnyCase: true) == "deal:\"(a customer)\"")
  }

  @Test("Where nothing is known nothing is masked, whatever the text")
  func nothingKnown() {
    let discretion = Discretion(accounts: [], people: ["", " "], amounts: [])
    var numbers = SeededNumbers(seed: 11)
    for text in HostileTexts.all + (0..<500).map({ _ in HostileTexts.random(using: &numbers) }) {
      #expect(discretion.masked(text) == text)
    }
  }

  @Test("A name is masked between any hostile texts")
  func among() {
    var numbers = SeededNumbers(seed: 12)
    for _ in 0..<1000 {
      let (before, after) = (HostileTexts.random(using: &numbers), HostileTexts.random(using: &numbers))
      let masked = discretion.masked(before + " Whitfield " + after)
      #expect(!masked.contains(" Whitfield "), "\(before.debugDescription) \(after.debugDescription)")
    }
  }
}
