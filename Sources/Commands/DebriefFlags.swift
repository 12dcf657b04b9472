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
  @Option(help: ArgumentHelp("What pushed back, when nothing was logged.", valueName: "words")) var cameUp: String?
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

  /// Whether all that the short form asks is said.
  var isWhole: Bool {
    let hasNext = backOn != nil || when != nil || smallerOffer != nil || askBuyer || letGo != nil
    return why != nil && differently != nil && hasNext || sooner != nil
  }

  /// Puts what the flags say where the questions would have kept it.
  func fill(
    _ draft: inout DebriefDraft, _ questions: DebriefQuestions, _ reader: Reader, _ session: Session
  ) throws {
    func said(_ name: DebriefStep.Name, _ value: String?) {
      if let value = value?.trimmedOrNil { draft.answer(name, value, isImplied: true) }
    }
    said(.outcome, try outcome.map { try ended($0) })
    said(.detail, try because.map { (try Vocabulary.word($0, "--because") as NoDecision).rawValue })
    said(.liked, liked)
    said(.cameUp, cameUp)
    said(.unsaid, unsaid)
    said(.need, need)
    said(.needHow, try knowing(needHow, "--need-how"))
    said(.why, why)
    said(.category, try category.map(categoryMeant))
    said(.whyHow, try knowing(how, "--how"))
    said(.hands, try one(of: ["yes", "partly", "no"], hands, "--hands"))
    said(.competitor, competitor)
    said(.turn, try turn.map { try call(on: $0, questions.known) })
    said(.retold, try one(of: ["yes", "partly", "no"], retold, "--retold"))
    said(.retoldBecause, retoldBecause)
    said(.retoldHow, try knowing(retoldHow, "--retold-how"))
    said(.theirQuestion, theirQuestion)
    said(.asked, asked?.lowercased() == "never" ? "never" : asked)
    said(.agreed, agreed)
    said(.differently, differently)
    said(.nearlySank, try nearlySank.map { try Self.objection($0, reader, session)?.key ?? $0 })
    said(.turned, try turned.map { try Self.answer($0, reader, session)?.key ?? $0 })
    for (typed, value) in settled.map({ ($0, "yes") }) + notSettled.map({ ($0, "no") }) {
      guard let objection = try Self.objection(typed, reader, session) else {
        throw Problem.wrongKind(id: typed, wanted: "objection")
      }
      said(.settled(objection), value)
    }
    said(.mayName, try one(of: ["yes", "no"], mayBeNamed, "--may-be-named"))
    said(.sooner, sooner)
    said(.criterion, try notMet.map { try criterion($0, questions.known) })
    try fillNext(&draft, questions, session)
  }

  private func fillNext(_ draft: inout DebriefDraft, _ questions: DebriefQuestions, _ session: Session) throws {
    let choice: DebriefAnswer.Choice? =
      letGo != nil
      ? .letGo
      : askBuyer
        ? .ask : when != nil ? .condition : smallerOffer != nil ? .smallerOffer : backOn != nil ? .date : nil
    guard let choice else { return }
    draft.answer(.next, choice.rawValue, isImplied: true)
    if let letGo = letGo?.trimmedOrNil { draft.answer(.noFit, letGo, isImplied: true) }
    if let when = when?.trimmedOrNil { draft.answer(.condition, when, isImplied: true) }
    if let smallerOffer = smallerOffer?.trimmedOrNil { draft.answer(.offer, smallerOffer, isImplied: true) }
    guard choice == .date || choice == .condition || choice == .smallerOffer else { return }
    let due = try backOn.map { try Self.day($0, "--back-on", session) } ?? questions.due(of: choice, draft)
    draft.answer(.due, due.description, isImplied: true)
  }

  static func day(_ typed: String, _ name: String, _ session: Session) throws -> Day {
    guard let when = When(typed, now: session.now(), in: session.zone) else {
      throw Problem.badValue(name: name, value: typed, wanted: "a day such as \"1 Mar\" or \"in 3 months\"")
    }
    return when.day
  }

  /// The objection that an id means; nil when these are words.
  private static func objection(_ typed: String, _ reader: Reader, _ session: Session) throws -> ID<Objection>? {
    guard case .objection(let id)? = try? session.named(typed, reader) else { return nil }
    return try reader.front(of: id)
  }

  private static func answer(_ typed: String, _ reader: Reader, _ session: Session) throws -> ID<Response>? {
    guard case .response(let id)? = try? session.named(typed, reader) else { return nil }
    return id
  }

  private func ended(_ typed: String) throws -> String {
    let outcome: Outcome = try Vocabulary.word(typed, "--outcome")
    guard outcome != .open else {
      throw Problem.badValue(name: "--outcome", value: typed, wanted: "won, lost, no-decision or invalid")
    }
    return outcome.rawValue
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

extension ID {
  /// As an answer names it in a draft.
  fileprivate var key: String { uuid.uuidString.lowercased() }
}
