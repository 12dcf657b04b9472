import Domain
import Learning
import Storage
import TestBase
import Testing

@Suite("Whether something that happened wakes what waits for it")
struct WakingTests {
  private let temporary: TemporaryBase

  init() throws { temporary = try TemporaryBase() }

  private func waking(
    _ condition: String, _ event: String, names: [String] = [], cosine: Float? = nil
  ) throws -> Waking {
    try temporary.base.read { reader in
      let happening = try Waking.Happening(event, stems: reader.stems)
      return try Waking(of: condition, by: happening, names: names, stems: reader.stems).orByMeaning(cosine)
    }
  }

  @Test(
    "the words of the condition, in any form and order, are certain",
    arguments: [
      ("SSO ships", "SSO shipped"), ("SSO is shipped", "We shipped SSO on Tuesday!"), ("SSO ships", "SSO is live"),
      ("Ledgerly raises its prices", "Ledgerly raised prices again"), ("SSO", "sso shipped"),
      ("Ledgerly stops the old version", "the old version of Ledgerly stopped"),
    ])
  func certain(_ condition: String, _ event: String) throws {
    #expect(try waking(condition, event) == .certain)
  }

  @Test(
    "half of them is near, and so is what was put off",
    arguments: [
      ("SSO and SCIM ship", "SSO shipped"), ("SSO ships", "SSO slipped to May"), ("SSO ships", "SSO isn't shipped"),
      ("it is shipped", "SSO shipped"),
    ])
  func near(_ condition: String, _ event: String) throws {
    #expect(try waking(condition, event) == .near)
  }

  @Test(
    "words that say nothing, and other things, wake nothing",
    arguments: [
      ("SSO ships", "SCIM shipped"), ("their new budget year", "the weather is new"), ("SSO ships", ""), ("", "SSO"),
    ])
  func not(_ condition: String, _ event: String) throws {
    #expect(try waking(condition, event) == .no)
  }

  @Test("what is about one house is certain only when it is named")
  func oneHouse() throws {
    let (condition, event) = ("they have a project again", "Globex has a new project")
    #expect(try waking(condition, event, names: ["Globex", "Globex Corporation"]) == .certain)
    #expect(try waking(condition, event, names: ["Initech"]) == .near)
    #expect(try waking(condition, "a project again") == .near)
  }

  @Test("meaning alone makes near, never certain")
  func meaning() throws {
    #expect(try waking("single sign-on", "SSO shipped", cosine: 0.9) == .near)
    #expect(try waking("single sign-on", "SSO shipped", cosine: 0.2) == .no)
  }

  @Test("the condition of what we lacked is its name, when the reason is short")
  func missing() {
    #expect(Waking.condition(for: "no SSO yet") == "SSO is shipped")
    #expect(Waking.condition(for: "we don't have multi-entity close.") == "multi-entity close is shipped")
    #expect(Waking.condition(for: "their rollout needed more than we could ever show them") == nil)
    #expect(Waking.condition(for: "no") == nil)
    #expect(Waking.condition(for: nil) == nil)
  }

  @Test(
    "What is to come, or is asked after, wakes nothing by itself",
    arguments: ["SSO will ship in March", "did SSO ship?", "SSO is going to ship", "SSO is expected to ship"])
  func toCome(_ told: String) throws {
    #expect(try waking("SSO ships", told) == .near)
  }

  @Test("A condition is always to come, and may say so")
  func conditionToCome() throws {
    #expect(try waking("they will ship SSO", "They shipped SSO", names: ["They"]) != .no)
    #expect(try waking("SSO is planned and shipped", "SSO was planned, and shipped") == .near)
  }
}
