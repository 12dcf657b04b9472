import Domain
import Foundation
import Retrieval
import Storage
import TestBase
import Testing

@Suite("What reps type finds what was said")
struct RepsWordsTests {
  @Test(
    "fragments, slips, shorthand and reports",
    arguments: [
      ("they say it's way too dear", "price-too-expensive"), ("tehy say its too expnsive", "price-too-expensive"),
      ("happy with current vendor", "status-quo-happy"), ("call me next qtr", "timing-next-quarter"),
      ("too expensive", "price-too-expensive"), ("too pricey", "price-too-expensive"),
      ("the CFO said the price is too high", "price-too-expensive"), ("costs too much", "price-too-expensive"),
      ("no budget", "budget-none-this-year"), ("no budgit this yr", "budget-none-this-year"),
      ("no money left this year", "budget-none-this-year"), ("budget freeze", "budget-frozen"),
      ("spending is frozen", "budget-frozen"), ("hiring and spend freeze", "budget-frozen"),
      ("need to think about it", "indecision-think-about-it"), ("let me think it over", "indecision-think-about-it"),
      ("she told me that they want to think about it", "indecision-think-about-it"),
      ("not intrested", "brush-off-not-interested"), ("not interested thanks", "brush-off-not-interested"),
      ("just send me an email", "brush-off-send-something"), ("send some info over", "brush-off-send-something"),
      ("is this a cold call", "brush-off-sales-call"), ("im in a meeting", "brush-off-in-a-meeting"),
      ("take me off ur list", "brush-off-take-me-off"), ("remove my number", "brush-off-take-me-off"),
      ("where did you get my number", "trust-how-got-my-number"),
      ("how did u get my nubmer", "trust-how-got-my-number"), ("never heard of your company", "trust-never-heard"),
      ("never herd of you", "trust-never-heard"), ("bad reviews on G2", "trust-bad-reviews"),
      ("sounds too good to be true", "trust-too-good"),
      ("do you have any references in our industry", "trust-who-like-us"),
      ("what if you go bust", "trust-you-might-vanish"),
      ("you're a startup, will you be around in 2 years", "trust-you-might-vanish"),
      ("need to ask my boss", "authority-run-past-cfo"), ("have to run it past the cfo", "authority-run-past-cfo"),
      ("CFO has to sign off", "authority-run-past-cfo"),
      ("you need to speak to someone else", "authority-wrong-person"),
      ("goes through procurement", "authority-procurement"),
      ("procurment has to be involved", "authority-procurement"), ("HQ decides", "authority-head-office"),
      ("head office makes that decision", "authority-head-office"), ("boss said no", "authority-boss-said-no"),
      ("the team needs to agree", "authority-team-agrees"), ("already have a supplier", "status-quo-happy"),
      ("renewed last month", "status-quo-just-renewed"), ("we use excel", "status-quo-spreadsheets"),
      ("spreadsheets work fine", "status-quo-spreadsheets"), ("we'll build it in house", "status-quo-build-it"),
      ("our devs can build this", "status-quo-build-it"), ("always done it this way", "status-quo-always-done-it"),
      ("switching is a pain", "status-quo-switching-hassle"),
      ("too much hassle to swtich", "status-quo-switching-hassle"),
      ("competitor offers it for half the price", "price-half-price"), ("got a cheaper quote", "price-half-price"),
      ("want a discount", "price-need-discount"), ("any hidden fees?", "price-hidden-costs"),
      ("price increase since last year", "price-went-up"), ("we won't use half the features", "price-unused"),
      ("too much for a small team", "price-small-team"), ("can't justify the price to my boss", "price-cant-defend"),
      ("how are you different from competitors", "competitor-how-different"),
      ("what makes you diffrent", "competitor-how-different"),
      ("looking at other vendors", "competitor-several-vendors"),
      ("comparing 3 vendors", "competitor-several-vendors"),
      ("going with the other one", "competitor-leaning-to-other"),
      ("went with a competitor", "competitor-gone-with-another"),
      ("chose someone else", "competitor-gone-with-another"), ("comes free with microsoft", "competitor-bundled"),
      ("nobody gets fired for buying IBM", "competitor-safe-choice"), ("3 years too long", "contract-terms-too-long"),
      ("contract is too long", "contract-terms-too-long"), ("no auto renewal", "contract-terms-auto-renewal"),
      ("use our contract template", "contract-terms-our-paper"), ("wont pay upfront", "contract-terms-pay-upfront"),
      ("liability cap", "contract-terms-liability"), ("missing feature", "feature-gap-missing-function"),
      ("doesnt integrate w salesforce", "feature-gap-no-integration"),
      ("no sap integration", "feature-gap-no-integration"), ("won't scale", "feature-gap-volume"),
      ("not built for our industry", "feature-gap-our-industry"),
      ("come back when its built", "feature-gap-come-back-when-built"),
      ("too much work to implement", "implementation-too-much-work"),
      ("my team won't use it", "implementation-people-wont-use-it"),
      ("nobody to run it", "implementation-nobody-to-run-it"),
      ("data migration scares us", "implementation-switch-over"),
      ("no time for training", "implementation-training-time"),
      ("IT has no capacity", "implementation-it-has-no-time"), ("too many options", "indecision-too-many-options"),
      ("need more info", "indecision-more-information"), ("ghosted me", "indecision-silence-after-offer"),
      ("no reply to the proposal", "indecision-silence-after-offer"),
      ("afraid of making the wrong choice", "indecision-wrong-choice"),
      ("not a priorty right now", "need-not-a-priority"), ("nice to have", "need-nice-to-have"),
      ("we're too small", "need-too-small"), ("dont have that problem", "need-no-such-problem"),
      ("don't see the point", "need-no-point-seen"), ("security review", "risk-compliance-security-review"),
      ("gdpr data must stay in the EU", "risk-compliance-data-location"), ("no cloud", "risk-compliance-no-cloud"),
      ("on prem only", "risk-compliance-no-cloud"), ("you'll train AI on our data", "risk-compliance-ai-on-our-data"),
      ("ISO 27001 cert", "risk-compliance-certificate"), ("soc2 certificate", "risk-compliance-certificate"),
      ("who's liable", "risk-compliance-liability"), ("bad timing, call back next quarter", "timing-next-quarter"),
      ("call back after summer", "timing-next-quarter"), ("middle of another project", "timing-mid-project"),
      ("new director starts soon", "timing-new-boss"), ("bussiest time of the year", "timing-busy-season"),
      ("merger on hold", "timing-on-hold"), ("push back the start date", "timing-push-back"),
      ("tried something like that before", "bad-experience-tried-before"),
      ("burned by last vendor", "bad-experience-burned-by-vendor"),
      ("you let us down", "bad-experience-you-let-us-down"), ("doesn't take sales calls", "brush-off-gatekeeper"),
      ("we'll call you", "brush-off-well-call-you"), ("we can't afford it", "budget-cant-afford"),
      ("cutting costs", "budget-cutting-costs"), ("over budget", "budget-over-set-aside"),
      ("no budget line for this", "budget-no-line"), ("sticker shock", "price-quote-shock"),
      ("my boss said no", "authority-boss-said-no"), ("he says hes not the right person", "authority-wrong-person"),
      ("the customer told us that they're happy with their curent vendor", "status-quo-happy"),
      ("procurement keeps saying we need a discount", "price-need-discount"), ("arm and a leg", "price-too-expensive"),
      ("pricey", "price-too-expensive"), ("expencive", "price-too-expensive"), ("discout", "price-need-discount"),
      ("thier cfo has to aprove it", "authority-run-past-cfo"), ("we alredy have a suplier", "status-quo-happy"),
      ("implmentation takes too long", "implementation-too-much-work"),
      ("trianing takes too much time", "implementation-training-time"),
      ("securty review", "risk-compliance-security-review"), ("no integraton with sap", "feature-gap-no-integration"),
      ("no reply since proposal", "indecision-silence-after-offer"), ("circle back in Q3", "timing-next-quarter"),
    ])
  func found(_ typed: String, _ seed: String) throws {
    let found = try SeedBase.shared().find(typed)
    #expect(found.first == SeedBase.objection(seed), "\(found.sentences)")
  }

  /// When one of these is found, it belongs in the table above.
  @Test(
    "what words alone can't do",
    arguments: [
      ("who else uses this", "trust-who-like-us"), ("im not the decision maker", "authority-wrong-person"),
      ("we already use another tool", "status-quo-happy"), ("can you do 20% off", "price-need-discount"),
      ("infosec has to approve", "risk-compliance-security-review"),
    ])
  func needsMeaning(_ typed: String, _ seed: String) throws {
    let found = try SeedBase.shared().find(typed)
    withKnownIssue { #expect(found.first == SeedBase.objection(seed), "\(found.sentences)") }
  }

  @Test("every objection is found first by its own sentence, surely")
  func sentences() throws {
    let base = try SeedBase.shared()
    let objections = try base.read { try $0.objections() }
    #expect(objections.count == 90)
    for objection in objections {
      let found = try base.find(objection.sentence)
      #expect(found.first == objection.id, "\(objection.sentence) found \(found.sentences)")
      #expect(found.sure, "\(objection.sentence)")
    }
  }

  @Test("whatever is written finds its own objection first, surely: these very words come before all else")
  func phrasings() throws {
    let base = try SeedBase.shared()
    var asked = 0
    for objection in try base.read({ try $0.objections() }) {
      for phrasing in try base.read({ try $0.phrasings(of: objection.id) }) {
        asked += 1
        let found = try base.find(phrasing.text, limit: 1)
        #expect(found.first == objection.id && found.sure, "\(phrasing.text)")
      }
    }
    #expect(asked > 1000)
  }

  /// The fifth phrasings, which nearly all are as reps write them down, asked of a base that lacks them.
  @Test("of what was never said so before, words find more than a third first and three in five among the first five")
  func heldOut() throws {
    let seed = try SeedBase.shared()
    var known: [(name: String, text: String)] = []
    var questions: [Evaluation.Question] = []
    for objection in try seed.read({ try $0.objections() }) {
      let name = objection.id.uuid.uuidString
      known.append((name, objection.sentence))
      for (place, phrasing) in try seed.read({ try $0.phrasings(of: objection.id) }).enumerated() {
        if place % 5 == 4 {
          questions.append(Evaluation.Question(query: phrasing.text, meant: [Evaluation.objection(name)]))
        } else {
          known.append((name, phrasing.text))
        }
      }
    }
    let temporary = try TemporaryBase()
    let path = temporary.folder.appendingPathComponent("held-out.db").path
    let base = try Evaluation.base(at: path, phrasings: known)
    let evaluation = try Evaluation(of: base, with: questions, on: Day(number: 20_000))
    print(
      "Search, \(evaluation.queries) held-out phrasings: first \(evaluation.successAt1), among five "
        + "\(evaluation.successAt5), unanswered \(evaluation.inScopeUnanswered ?? 0)")
    #expect(evaluation.successAt1 >= 0.38)
    #expect(evaluation.successAt5 >= 0.6)
    #expect(evaluation.inScopeUnanswered ?? 1 <= 0.2)
  }

  @Test(
    "what is no objection finds nothing",
    arguments: [
      "qwxz zzkqj", "quantum chromodynamics lattice", "banana bread recipe", "xyzzy", "photosynthesis chlorophyll",
      "日本語",
      "42424242", "?!", "",
    ])
  func nonsense(_ typed: String) throws {
    let found = try SeedBase.shared().find(typed)
    #expect(found.matches.isEmpty, "\(found.sentences)")
    #expect(!found.sure)
    #expect(!found.isBaseEmpty)
  }
}
