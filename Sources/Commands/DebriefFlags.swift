import ArgumentParser
import Domain
import Foundation
import Learning
import Screens
import Storage

/// A flag for each question of a debrief.
struct DebriefFlags: ParsableArguments {
  @Option(help: ArgumentHelp("Of a deal still open: won, lost, no-decision, invalid.", valueName: "how"))
  var outcome: String?
  @Option(
    help: ArgumentHelp("Why no decision: likes what they have, could not decide, project died.", valueName: "why"))
  var because: String?
  @Option(help: ArgumentHelp("Why, in one line; of a deal won, what tipped it.", valueName: "words")) var why: String?
  @Option(help: ArgumentHelp("What the reason is about: price, trust ..., other.", valueName: "category"))
  var category: String?
  @Option(help: ArgumentHelp("Who says so: told, wrote, colleague, did, guess.", valueName: "how")) var how: String?
  @Option(help: ArgumentHelp("Was it in your hands: yes, partly, no.", valueName: "answer")) var hands: String?
  @Option(help: ArgumentHelp("Against whom it was lost.", valueName: "name")) var competitor: String?
  @Option(help: ArgumentHelp("The logged day whose call turned it, 2026-11-12.", valueName: "date")) var turn: String?
  @Option(help: ArgumentHelp("What they liked about how you worked.", valueName: "words")) var liked: String?
  @Option(help: ArgumentHelp("An objection that was settled by the end; may be repeated.", valueName: "id"))
  var settled: [String] = []
  @Option(help: ArgumentHelp("One that wasn't; may be repeated.", valueName: "id")) var notSettled: [String] = []
  @Option(help: ArgumentHelp("What they objected to, when nothing was logged.", valueName: "words")) var cameUp: String?
  @Option(help: ArgumentHelp("The objection that was never said aloud.", valueName: "words")) var unsaid: String?
  @Option(help: ArgumentHelp("What they needed most, in their words.", valueName: "words")) var need: String?
  @Option(help: ArgumentHelp("How you know that.", valueName: "how")) var needHow: String?
  @Option(help: ArgumentHelp("Could they have told their boss: yes, partly, no.", valueName: "answer"))
  var retold: String?
  @Option(help: ArgumentHelp("What makes you think so.", valueName: "words")) var retoldBecause: String?
  @Option(help: ArgumentHelp("How you know that.", valueName: "how")) var retoldHow: String?
  @Option(help: ArgumentHelp("Their question that told you most, and your answer.", valueName: "words"))
  var theirQuestion: String?
  @Option(help: ArgumentHelp("How you asked for the decision, or never.", valueName: "words")) var asked: String?
  @Option(help: ArgumentHelp("What you agreed on, and who else would buy for that.", valueName: "words"))
  var agreed: String?
  @Option(help: ArgumentHelp("What you would do differently, in your hands.", valueName: "words"))
  var differently: String?
  @Option(help: ArgumentHelp("What's next: back on this day, \"1 Mar\".", valueName: "when")) var backOn: String?
  @Option(help: ArgumentHelp("What's next: back when this happens.", valueName: "condition")) var when: String?
  @Option(help: ArgumentHelp("What's next: this smaller offer.", valueName: "words")) var smallerOffer: String?
  @Flag(help: "What's next: ask the buyer.") var askBuyer = false
  @Option(help: ArgumentHelp("What's next: nothing, it never fitted, because.", valueName: "why")) var letGo: String?
  @Option(help: ArgumentHelp("The criterion of your profile that isn't met.", valueName: "criterion"))
  var notMet: String?
  @Option(help: ArgumentHelp("Won: the objection that nearly sank it, an id or words.", valueName: "objection"))
  var nearlySank: String?
  @Option(help: ArgumentHelp("Won: the answer that turned it, an id or words.", valueName: "answer"))
  var turned: String?
  @Option(help: ArgumentHelp("Won: may we name them, yes or no.", valueName: "answer")) var mayBeNamed: String?
  @Option(help: ArgumentHelp("Not a real deal: what should have told us sooner. The team sees it.", valueName: "words"))
  var sooner: String?

  func validate() throws {
    let returns = [backOn != nil || when != nil || smallerOffer != nil, askBuyer, letGo != nil].count { $0 }
    if returns > 1 || (when != nil && smallerOffer != nil) {
      throw ValidationError("Say one of --back-on, --when, --smaller-offer, --ask-buyer and --let-go.")
    }
  }

  /// The answers that are taken as they are said.
  private var lines: [Said] {
    [
      Said("--why", .why, why), Said("--liked", .liked, liked), Said("--came-up", .cameUp, cameUp),
      Said("--unsaid", .unsaid, unsaid), Said("--need", .need, need),
      Said("--retold-because", .retoldBecause, retoldBecause),
      Said("--their-question", .theirQuestion, theirQuestion), Said("--agreed", .agreed, agreed),
      Said("--differently", .differently, differently), Said("--sooner", .sooner, sooner),
      Said("--competitor", .competitor, competitor),
      Said("--asked", .asked, asked?.lowercased() == "never" ? "never" : asked),
    ]
  }

  /// What one flag says.
  private struct Said {
    let flag: String
    let name: DebriefStep.Name
    let value: String?

    init(_ flag: String, _ name: DebriefStep.Name, _ value: String?) {
      (self.flag, self.name, self.value) = (flag, name, value?.trimmedOrNil)
    }
  }

  /// One of the flags that were typed; nil when none was.
  var first: String? {
    let others: [(String, Bool)] = [
      ("--outcome", outcome != nil), ("--because", because != nil), ("--category", category != nil),
      ("--how", how != nil), ("--hands", hands != nil), ("--turn", turn != nil), ("--settled", !settled.isEmpty),
      ("--not-settled", !notSettled.isEmpty), ("--need-how", needHow != nil), ("--retold", retold != nil),
      ("--retold-how", retoldHow != nil), ("--nearly-sank", nearlySank != nil), ("--turned", turned != nil),
      ("--may-be-named", mayBeNamed != nil), ("--not-met", notMet != nil),
    ]
    return lines.first { $0.value != nil }?.flag ?? others.first(where: \.1)?.0 ?? nextFlag
  }

  /// The flag that says what's next.
  private var nextFlag: String? {
    if letGo != nil { return "--let-go" }
    if askBuyer { return "--ask-buyer" }
    if when != nil { return "--when" }
    if smallerOffer != nil { return "--smaller-offer" }
    return backOn == nil ? nil : "--back-on"
  }

  /// Whether all that the short form asks is said.
  var isWhole: Bool { why != nil && differently != nil && nextFlag != nil || sooner != nil }

  /// Puts what the flags say where the questions would have kept it.
  func fill(
    _ draft: inout DebriefDraft, _ questions: DebriefQuestions, _ reader: Reader, _ session: Session
  ) throws {
    let known = questions.known
    let cards = DebriefCards(reader: reader, session: session)
    if let outcome { try end(as: outcome, &draft, known.deal) }
    var said = lines
    said += [
      Said("--because", .detail, try because.map { (try Vocabulary.word($0, "--because") as NoDecision).rawValue }),
      Said("--need-how", .needHow, try knowing(needHow, "--need-how")),
      Said("--category", .category, try category.map(categoryMeant)),
      Said("--how", .whyHow, try knowing(how, "--how")),
      Said("--hands", .hands, try one(of: ["yes", "partly", "no"], hands, "--hands")),
      Said("--turn", .turn, try turn.map { try call(on: $0, known) }),
      Said("--retold", .retold, try one(of: ["yes", "partly", "no"], retold, "--retold")),
      Said("--retold-how", .retoldHow, try knowing(retoldHow, "--retold-how")),
      Said("--nearly-sank", .nearlySank, try nearlySank.map(cards.objectionOrWords)),
      Said("--turned", .turned, try turned.map(cards.answerOrWords)),
      Said("--may-be-named", .mayName, try one(of: ["yes", "no"], mayBeNamed, "--may-be-named")),
      Said("--not-met", .criterion, try notMet.map { try criterion($0, known) }),
    ]
    for (typed, flag, value) in settled.map({ ($0, "--settled", "yes") })
      + notSettled.map({ ($0, "--not-settled", "no") })
    {
      said.append(Said(flag, .settled(try cards.objection(typed)), value))
    }
    for one in said {
      if let value = one.value { draft.answer(one.name, value, isImplied: true) }
    }
    if let nextFlag { try fillNext(nextFlag, &draft, questions, session) }
    try check(said + [Said(nextFlag ?? "", .next, nextFlag)], draft, questions)
  }

  /// Refuses what can't be said of the deal, or belongs to something that isn't said.
  private func check(_ said: [Said], _ draft: DebriefDraft, _ questions: DebriefQuestions) throws {
    let deal = questions.known.deal
    let outcome = questions.outcome(draft)
    let said = said.filter { $0.value != nil }
    if outcome != .open {
      let flags = said.filter { !questions.suits($0.name, draft) }.map(\.flag)
      guard flags.isEmpty else {
        throw Problem.usage(
          "\(flags.joined(separator: ", ")): not asked here. \(DebriefPage.opening(deal.name, outcome))")
      }
    }
    let needed: [DebriefStep.Name: (of: [DebriefStep.Name], flags: String)] = [
      .whyHow: ([.why, .category], "--why or --category"), .hands: ([.why, .category], "--why or --category"),
      .needHow: ([.need], "--need"), .retoldBecause: ([.retold], "--retold"), .retoldHow: ([.retold], "--retold"),
    ]
    for one in said {
      guard let needed = needed[one.name], !needed.of.contains(where: { draft[$0] != nil }) else { continue }
      throw Problem.usage("\(one.flag) goes with \(needed.flags).")
    }
    if notMet != nil, outcome != .invalid, draft[.next] != DebriefAnswer.Choice.letGo.rawValue {
      throw Problem.usage("--not-met goes with --let-go.")
    }
    if nextFlag != nil, letGo == nil, !askBuyer, let why = questions.known.noReturn {
      throw Problem.noReturn(deal: deal.name, why)
    }
    if let competitor, let rival = deal.competitor, Folding.fold(rival) != Folding.fold(competitor) {
      throw Problem.badValue(
        name: "--competitor", value: competitor, wanted: "nothing: \(deal.name) was against \(rival) already")
    }
  }

  /// Of a deal that is closed it only says what is known.
  private func end(as typed: String, _ draft: inout DebriefDraft, _ deal: Deal) throws {
    let outcome = try ended(typed)
    guard deal.ending.outcome != .open else { return draft.answer(.outcome, outcome.rawValue, isImplied: true) }
    guard outcome != deal.ending.outcome else { return }
    let verb = outcome.rawValue.replacing(" ", with: "-")
    throw Problem.usage(
      "\(deal.name) is \(deal.ending.outcome). First: comeback deal \(verb) \(Shell.quoted(deal.name))")
  }

  private func fillNext(
    _ flag: String, _ draft: inout DebriefDraft, _ questions: DebriefQuestions, _ session: Session
  ) throws {
    let choice: DebriefAnswer.Choice =
      letGo != nil
      ? .letGo : askBuyer ? .ask : when != nil ? .condition : smallerOffer != nil ? .smallerOffer : .date
    draft.answer(.next, choice.rawValue, isImplied: true)
    let lines: [(String, DebriefStep.Name, String?)] = [
      ("--let-go", .noFit, letGo), ("--when", .condition, when), ("--smaller-offer", .offer, smallerOffer),
    ]
    for case (let flag, let name, let typed?) in lines {
      if let words = typed.trimmedOrNil {
        draft.answer(name, words, isImplied: true)
      } else if name != .noFit || notMet == nil {
        throw Problem.badValue(name: flag, value: typed, wanted: "it in a word or two")
      }
    }
    guard choice != .letGo, choice != .ask else { return }
    let due = try backOn.map { try ReturnDay.read($0, "--back-on", session) } ?? questions.due(of: choice, draft)
    draft.answer(.due, due.description, isImplied: true)
  }

  private func ended(_ typed: String) throws -> Outcome {
    let outcome: Outcome = try Vocabulary.word(typed, "--outcome")
    guard outcome != .open else {
      throw Problem.badValue(name: "--outcome", value: typed, wanted: "won, lost, no-decision or invalid")
    }
    return outcome
  }

  private func categoryMeant(_ typed: String) throws -> String {
    if typed.lowercased() == "other" { return "other" }
    let category: Domain.Category = try Vocabulary.word(typed, "--category")
    guard category.canBeReason else {
      throw Problem.badValue(
        name: "--category", value: typed, wanted: "why they took the other one; who it was is --competitor NAME")
    }
    return category.rawValue
  }

  private func knowing(_ typed: String?, _ name: String) throws -> String? {
    try typed.map { (try Vocabulary.word($0, name) as Knowing).rawValue }
  }

  private func one(of words: [String], _ typed: String?, _ name: String) throws -> String? {
    guard let typed else { return nil }
    guard words.contains(typed.lowercased()) else {
      throw Problem.badValue(name: name, value: typed, wanted: words.joined(separator: ", "))
    }
    return typed.lowercased()
  }

  private func call(on typed: String, _ known: DebriefCase) throws -> String {
    let day = try Vocabulary.day(typed, "--turn")
    guard let logged = known.days.first(where: { $0.day == day }) else {
      let days = known.days.map(\.day.description).joined(separator: ", ")
      throw Problem.badValue(
        name: "--turn", value: typed,
        wanted: days.isEmpty ? "nothing: nothing was logged of this deal" : "a day with a log: \(days)")
    }
    return logged.encounter.uuid.uuidString.lowercased()
  }

  private func criterion(_ typed: String, _ known: DebriefCase) throws -> String {
    let names = known.criteria + known.stops
    guard let name = names.first(where: { Folding.fold($0) == Folding.fold(typed) }) else {
      throw Problem.badValue(
        name: "--not-met", value: typed,
        wanted: names.isEmpty ? "nothing: there is no profile yet" : "one of: " + names.joined(separator: ", "))
    }
    return name
  }
}
